using System.CommandLine;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Storage;
using Shyraq.Storage.Checkpoints;
using Shyraq.Storage.Journal;

namespace Shyraq.Verbs;

/// <summary>What a look at one mine's record found.</summary>
/// <param name="Own">The checkpoints that stand beside the journal.</param>
/// <param name="Kept">Those that were kept elsewhere; null when none were given.</param>
/// <param name="Beliefs">What its journal says; null when that was not asked for.</param>
internal sealed record Verified(MineId Mine, ChainReport Chain, CheckpointReport Own, CheckpointReport? Kept, Beliefs? Beliefs)
{
    /// <summary>Nothing is wrong with it.</summary>
    public bool IsWhole => Chain.IsWhole && Own.Faults.Count == 0 && Kept is null or { Faults.Count: 0 };
}

/// <summary><c>shyraq verify</c>: proves that journals are whole. It only reads, beside a running server if need be.</summary>
internal static class VerifyVerb
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "The data folder of the server.", Required = true };
        var database = StoreChoice.DatabaseOption();
        var mine = new Option<string?>("--mine") { Description = "Only this mine." };
        var kept = new Option<string[]>("--checkpoints") { Description = "A file of checkpoints that was kept elsewhere; may be given more than once.", HelpName = "FILE" };
        var key = new Option<string[]>("--key") { Description = "The public key that checkpoints must be signed with: 64 hexadecimal digits or a PEM file; may be given more than once.", HelpName = "KEY" };
        var json = new Option<bool>("--json") { Description = "Print a report for programs." };
        var beliefs = new Option<bool>("--beliefs") { Description = "Follow the journal from its first block without snapshots, and print the digest of the beliefs: what a server that never stopped has." };
        var at = new Option<long?>("--at") { Description = "With --beliefs: follow up to this block." };
        at.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<long?>() < 1) given.AddError("--at: a block's number is 1 or more");
            if (!given.GetResult(beliefs)?.GetValueOrDefault<bool>() ?? true) given.AddError("--at goes with --beliefs");
        });
        var command = new Command("verify", "Finds every block of a mine's journal that was changed, taken out, put in, moved or damaged, and says which minutes are in doubt. Exit code 1 when there is one.") { data, database, mine, kept, key, json, beliefs, at };
        command.SetAction((parsed, stop) => Task.FromResult(Run(
            parsed.GetRequiredValue(data), parsed.GetValue(database), parsed.GetValue(mine), [.. parsed.GetValue(kept) ?? []], [.. (parsed.GetValue(key) ?? []).Select(Key)], parsed.GetValue(json), parsed.GetValue(beliefs), parsed.GetValue(at), stop)));
        return command.WithExamples(
            "shyraq verify --data /var/lib/shyraq",
            "shyraq verify --data /var/lib/shyraq --checkpoints /mnt/safe/severnaya.checkpoints.txt --key safe-key.pub.pem",
            "shyraq verify --data /var/lib/shyraq --mine severnaya --json",
            "shyraq verify --data /var/lib/shyraq --database 'Host=db.mine;Database=shyraq;Username=shyraq_server'",
            "shyraq verify --data /var/lib/shyraq --mine severnaya --beliefs --at 86400");
    }

    private static int Run(string root, string? database, string? only, string[] kept, PublicKey[] keys, bool json, bool beliefs, long? at, CancellationToken stop)
    {
        string[]? elsewhere = kept.Length == 0 ? null : [.. kept.SelectMany(Lines)];
        List<Verified> all = [];
        using var store = StoreChoice.Beside(root, database);
        foreach (var mine in Chosen(store, root, only))
        {
            var one = Verify(store.Read(mine), Path.Combine(DataFolder.FolderOf(root, mine), CheckpointFile.FileName), elsewhere, keys, beliefs, at, stop);
            if (!json) VerifyText.Print(one, keys.Length > 0);
            all.Add(one);
        }
        if (json) Console.WriteLine(VerifyJson.Of(all));
        return all.All(one => one.IsWhole) ? ExitCode.Done : ExitCode.Failed;
    }

    private static Verified Verify(IMineRecord record, string path, string[]? elsewhere, PublicKey[] keys, bool beliefs, long? at, CancellationToken stop)
    {
        PublicKey[]? trusted = keys.Length == 0 ? null : keys;
        // Read before the journal: a checkpoint that a running server makes meanwhile must not seem ahead of it.
        var own = CheckpointCheck.Check(CheckpointFile.Lines(path), record.Mine, trusted, isWhole: true);
        var kept = elsewhere is null ? null : CheckpointCheck.Check(elsewhere, record.Mine, trusted, isWhole: false);
        var chain = record.Check([.. own.Sound, .. kept?.Sound ?? []], stop);
        return new(record.Mine, chain, own, kept, beliefs && chain.IsWhole ? JournalReplay.Follow(record, at, new TrackingOptions(), null, stop) : null);
    }

    /// <summary>The mines that a verb was asked for.</summary>
    /// <exception cref="BadInputException">It is no data folder, or there is no such mine.</exception>
    internal static IReadOnlyList<MineId> Chosen(IMineStore store, string root, string? only)
    {
        IReadOnlyList<MineId> mines;
        try
        {
            mines = store.Mines();
        }
        catch (DirectoryNotFoundException)
        {
            throw new BadInputException($"{root}: no data folder: a folder 'mines' was expected in it");
        }
        if (only is null) return mines;
        return mines.Contains(new MineId(only)) ? [new(only)] : throw new BadInputException($"{store.Name}: no mine '{only}'; there are: {string.Join(", ", mines)}");
    }

    private static IEnumerable<string> Lines(string path) =>
        File.Exists(path) ? CheckpointFile.Lines(path) : throw new BadInputException($"{path}: there is no such file of checkpoints");

    private static PublicKey Key(string given)
    {
        var text = File.Exists(given) ? File.ReadAllText(given) : given;
        return PublicKey.Read(text) ?? throw new BadInputException($"--key {given}: no Ed25519 public key; expected 64 hexadecimal digits or a PEM file");
    }
}
