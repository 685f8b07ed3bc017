using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Shyraq.Cluster.Hindsight;
using Shyraq.Core.Acts;
using Shyraq.Core.Hindsight;
using Shyraq.Core.Record;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Storage.History;

namespace Shyraq.Verbs;

/// <summary><c>shyraq hindsight</c>: the best track of every tag from a mine's journal, known afterwards.</summary>
internal static class HindsightVerb
{
    public static Command Create()
    {
        var (choice, record) = (new StoreChoice(), new RecordedAct());
        var mine = new Option<string>("--mine") { Description = "Which mine.", HelpName = "id", Required = true };
        var from = TimeOption.Required("--from", "The first second that is told.");
        var to = TimeOption.Required("--to", "The last second that is told.");
        var tags = new Option<string[]>("--tag") { Description = "Only this tag; may be given again.", HelpName = "id" };
        var lag = new Option<double>("--lag") { Description = "What was measured until at least this long after a moment counts for it. More bridges longer silences, and costs memory and time. Seconds, from 1 to 86400.", HelpName = "seconds", DefaultValueFactory = _ => HindsightPeriod.UsualLag };
        var output = new Option<string?>("--out") { Description = "The answer (fixes.ndjson; a fix that rests on sightings which were held back has \"late\": true). A path, a path that ends in .gz, or - for standard output.", HelpName = "file" };
        var name = VersionOption.Name("Keep the track in the history under this name, such as hindsight, beside what was shown live. A version is never overwritten.");
        lag.Validators.Add(given =>
        {
            if (given.Tokens is [var token] && double.TryParse(token.Value, CultureInfo.InvariantCulture, out var seconds) && seconds is not (>= 1 and <= 86400)) given.AddError("--lag: expected from 1 to 86400 seconds.");
        });
        var command = record.AddTo(choice.AddTo(new Command("hindsight", "Works out where every tag was from all that a mine's journal holds: also what was measured after each moment, and what arrived late.") { mine, from, to, tags, lag, output, name }));
        command.Validators.Add(given =>
        {
            if (given.GetValue(output) is null && given.GetValue(name) is null) given.AddError("--out, --name or both: say where the track goes.");
            if (given.GetResult(from)?.Errors.Any() != true && given.GetResult(to)?.Errors.Any() != true && given.GetValue(from) > given.GetValue(to)) given.AddError("--to: expected a time not before that of --from.");
        });
        command.SetAction((parsed, stop) => Run(
            choice, record, parsed, new(parsed.GetRequiredValue(mine)), parsed.GetValue(output), parsed.GetValue(name),
            new(parsed.GetValue(from), parsed.GetValue(to), (parsed.GetValue(tags) ?? []).ToImmutableHashSet(StringComparer.Ordinal), parsed.GetValue(lag)), stop));
        return command.WithExamples(
            "shyraq hindsight --data /var/lib/shyraq --mine severnaya --from 2026-03-01T06:00:00Z --to 2026-03-01T14:00:00Z --out fixes.ndjson.gz",
            "shyraq hindsight --data /var/lib/shyraq --mine severnaya --from 2026-03-01T08:10:00Z --to 2026-03-01T08:40:00Z --tag L-000017 --out -",
            "shyraq hindsight --data /var/lib/shyraq --mine severnaya --from 2026-03-01T06:00:00Z --to 2026-03-01T14:00:00Z --name hindsight --by 'A. Serik'");
    }

    private static async Task<int> Run(StoreChoice choice, RecordedAct recorded, ParseResult parsed, MineId mine, string? path, string? name, HindsightPeriod period, CancellationToken cancel)
    {
        using var store = choice.Open(parsed);
        var record = store.Read(mine);
        if (!record.Exists) throw new BadInputException($"{store.Name}: no mine '{mine}'");
        var head = record.Journal.Head;
        if (head.Time < period.From) throw new BadInputException($"{record.Name}: the journal ends at {head.Time}; found --from {period.From}");
        var hindsight = new JournalHindsight(record, period, new TrackingOptions());
        var late = 0L;
        var folder = choice.Folder(parsed);
        var fixes = path is null ? await Follow(Stream.Null)
            : await GivenOut.Write(path, Follow, digest => recorded.Keep(parsed, store, folder, mine, new RecordExport("hindsight", "ndjson", period.From, period.To, digest), cancel));
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"shyraq: {fixes} fixes from {period.From} to {period.To}, {late} of them rest on sightings that were held back ({hindsight.HeldBack} such)"));
        if (name is not null) VersionOption.Tell(name, hindsight.Apart);
        foreach (var (reason, count) in hindsight.Refused) await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"shyraq: refused {count}: {reason}"));
        return ExitCode.Done;

        Task<long> Follow(Stream file) => Progress.While("hindsight", TimeProvider.System, (progress, stop) =>
        {
            void Told(long sequence) => progress.Report(sequence, head.Sequence);
            void Keeps(HistoryVersion version) => recorded.Keep(parsed, store, folder, mine, new KeepVersion(version.Name, version.From, version.To, version.What), stop).GetAwaiter().GetResult();
            var told = (name is null ? hindsight.Walk(Told, stop) : hindsight.Keep(store, name, recorded.By(parsed), Instant.From(TimeProvider.System.GetUtcNow()), Told, stop, Keeps)).Select(Counted);
            return LocateVerb.Write(told, file, static () => { }, stop);
        }, cancel);

        HindsightFix Counted(HindsightFix fix)
        {
            if (fix.IsLate) late++;
            return fix;
        }
    }
}
