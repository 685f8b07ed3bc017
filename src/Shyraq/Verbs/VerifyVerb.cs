using System.CommandLine;
using System.Globalization;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Storage;
using Shyraq.Storage.Journal;

namespace Shyraq.Verbs;

/// <summary><c>shyraq verify</c>: proves that journals are whole. It only reads, beside a running server if need be.</summary>
internal static class VerifyVerb
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "The data folder of the server.", Required = true };
        var mine = new Option<string?>("--mine") { Description = "Only this mine." };
        var beliefs = new Option<bool>("--beliefs") { Description = "Follow the journal from its first block without snapshots, and print the digest of the beliefs: what a server that never stopped has." };
        var at = new Option<long?>("--at") { Description = "With --beliefs: follow up to this block." };
        at.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<long?>() < 1) given.AddError("--at: a block's number is 1 or more");
            if (!given.GetResult(beliefs)?.GetValueOrDefault<bool>() ?? true) given.AddError("--at goes with --beliefs");
        });
        var command = new Command("verify", "Checks that no block of a mine's journal was changed, taken out, moved or damaged. Exit code 1 when one was.") { data, mine, beliefs, at };
        command.SetAction((parsed, stop) => Task.FromResult(Run(parsed.GetRequiredValue(data), parsed.GetValue(mine), parsed.GetValue(beliefs), parsed.GetValue(at), stop)));
        return command.WithExamples(
            "shyraq verify --data /var/lib/shyraq",
            "shyraq verify --data /var/lib/shyraq --mine severnaya --beliefs",
            "shyraq verify --data /var/lib/shyraq --mine severnaya --beliefs --at 86400");
    }

    private static int Run(string root, string? only, bool beliefs, long? at, CancellationToken stop)
    {
        var whole = true;
        using var store = MineStores.At(root);
        foreach (var mine in Chosen(store, root, only))
        {
            var record = store.Read(mine);
            var report = record.Check(stop);
            Print(mine, report);
            whole &= report.Fault is null;
            if (beliefs && report.Fault is null) Print(mine, report, JournalReplay.Follow(record, at, new TrackingOptions(), null, stop));
        }
        return whole ? ExitCode.Done : ExitCode.Failed;
    }

    private static IReadOnlyList<MineId> Chosen(IMineStore store, string root, string? only)
    {
        IReadOnlyList<MineId> mines;
        try
        {
            mines = store.Mines();
        }
        catch (IOException)
        {
            throw new BadInputException($"{root}: no data folder: a folder 'mines' was expected in it");
        }
        if (only is null) return mines;
        return mines.Contains(new MineId(only)) ? [new(only)] : throw new BadInputException($"{root}: no mine '{only}'; there are: {string.Join(", ", mines)}");
    }

    private static void Print(MineId mine, ChainReport report)
    {
        var n = CultureInfo.InvariantCulture;
        Console.WriteLine(string.Create(n, $"{mine}: {report.Blocks} blocks, {report.Inputs} inputs, {report.Sightings} sightings"));
        if (report.First is { } first)
        {
            Console.WriteLine($"  from   {first}");
            Console.WriteLine($"  to     {report.Head.Time}");
            Console.WriteLine(string.Create(n, $"  head   {report.Head.Sequence} {report.Head.Hash}"));
        }
        if (!report.Guarded) Console.WriteLine("  the triggers that forbid changes are not in the file");
        Console.WriteLine(report.Fault is { } fault ? $"  BAD    {Text(fault)}; {Span(fault)}" : "  whole");
    }

    private static void Print(MineId mine, ChainReport report, Beliefs beliefs) =>
        Console.WriteLine(beliefs.Sequence == 0
            ? "  beliefs none: no block was followed"
            : string.Create(CultureInfo.InvariantCulture, $"  beliefs {beliefs.Sequence} {(beliefs.Digest.Length > 0 ? beliefs.Digest : $"none: {mine} had no plan yet")}{(beliefs.Sequence == report.Head.Sequence ? "" : $" (the head is {report.Head.Sequence})")}"));

    private static string Text(ChainFault fault) => fault switch
    {
        ChainFault.Changed => N($"block {fault.Sequence} was changed: its content does not give its hash"),
        ChainFault.Missing { Through: var through } when through > fault.Sequence => N($"blocks {fault.Sequence} to {through} are missing"),
        ChainFault.Missing => N($"block {fault.Sequence} is missing"),
        ChainFault.Reordered moved => N($"block {fault.Sequence} was moved: it stands at {moved.FoundAt}"),
        ChainFault.Unreadable damaged => N($"block {fault.Sequence} cannot be read: {damaged.Why}"),
        ChainFault.Rewritten other => N($"block {fault.Sequence} was written anew: history or snapshots know it by hash {other.Noted}"),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };

    private static string Span(ChainFault fault) => (fault.After, fault.Before) switch
    {
        ({ } after, { } before) => $"in doubt is the time from {after} to {before} and all that follows",
        ({ } after, null) => $"in doubt is the time from {after} on",
        (null, { } before) => $"in doubt is the time up to {before} and all that follows",
        _ => "in doubt is the whole journal",
    };

    private static string N(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
