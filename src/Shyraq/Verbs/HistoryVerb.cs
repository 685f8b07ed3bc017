using System.CommandLine;
using System.Globalization;
using Shyraq.Cluster.History;
using Shyraq.Core.Acts;
using Shyraq.Core.Units;
using Shyraq.Protocols.Tracks;
using Shyraq.Storage;

namespace Shyraq.Verbs;

/// <summary><c>shyraq history</c>: what was shown, from the record alone.</summary>
internal static class HistoryVerb
{
    public static Command Create() => new("history", "What was shown in a mine, second by second.") { Export() };

    private static Command Export()
    {
        var (choice, record) = (new StoreChoice(), new RecordedAct());
        var mine = new Option<string>("--mine") { Description = "Which mine.", HelpName = "id", Required = true };
        var from = TimeOption.Required("--from", "The first instant that is told.");
        var to = TimeOption.Required("--to", "The end of the time; not part of it.");
        var tag = new Option<string?>("--tag") { Description = "Only this tag.", HelpName = "id" };
        var version = new Option<string>("--version") { Description = "Which version of the past.", HelpName = "name", DefaultValueFactory = _ => MineHistory.Live };
        var form = new Option<string>("--format") { Description = "csv, geojson, gpx (in metres of the mine's grid) or parquet.", Required = true }.AcceptOnlyFromAmong(TrackForms.All);
        var output = new Option<string>("--out") { Description = "The file. A path, or - for standard output (not parquet).", HelpName = "file", Required = true };
        var byDay = new Option<bool>("--by-day") { Description = "A file for each day (UTC): --out is a folder, in it day=2026-03-01/tracks.parquet and so on." };
        var command = record.AddTo(choice.AddTo(new Command("export", "Writes tracks as a file that other programs read. It works beside a running server; the newest ten minutes are not in it yet. Who takes it is put on record.") { mine, from, to, tag, version, form, byDay, output }));
        command.Validators.Add(given =>
        {
            if (given.GetResult(from)?.Errors.Any() != true && given.GetResult(to)?.Errors.Any() != true && given.GetValue(from) >= given.GetValue(to)) given.AddError("--to: expected a time after that of --from.");
            if (given.GetValue(output) == "-" && given.GetValue(byDay)) given.AddError("--out: with --by-day it is a folder.");
            if (given.GetValue(output) == "-" && given.GetValue(form) == "parquet") given.AddError("--out: parquet needs a file.");
        });
        command.SetAction((parsed, stop) => Run(choice, record, parsed, new(parsed.GetRequiredValue(mine)),
            new(parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(tag), parsed.GetRequiredValue(version)), parsed.GetRequiredValue(form), parsed.GetRequiredValue(output), parsed.GetValue(byDay), stop));
        return command.WithExamples(
            "shyraq history export --data /var/lib/shyraq --mine severnaya --from 2026-03-01T06:00:00Z --to 2026-03-01T14:00:00Z --format parquet --out shift.parquet",
            "shyraq history export --database 'Host=db.mine;Database=shyraq;Username=shyraq_server' --mine severnaya --from 2026-03-01T06:00:00Z --to 2026-03-01T14:00:00Z --format csv --out shift.csv",
            "shyraq history export --data /var/lib/shyraq --mine severnaya --from 2026-03-01T08:10:00Z --to 2026-03-01T08:40:00Z --tag L-000017 --format csv --out -");
    }

    private static async Task<int> Run(StoreChoice choice, RecordedAct recorded, ParseResult parsed, MineId mine, TrackQuestion question, string form, string path, bool byDay, CancellationToken stop)
    {
        using var store = choice.Open(parsed);
        var record = store.Read(mine);
        if (!record.Exists) throw new BadInputException($"{store.Name}: no mine '{mine}'");
        var fixes = 0L;
        try
        {
            foreach (var (part, file) in byDay ? Days(record, question, form, path) : [(question, path)])
                fixes += await GivenOut.Write(file, to => TrackExport.Write(record, part, form, to, stop),
                    digest => recorded.Keep(parsed, store, choice.Folder(parsed), mine, new RecordExport("tracks", form, part.From, part.To, digest), stop));
        }
        catch (HistoryQuestionException why)
        {
            throw new BadInputException($"--version: {why.Message}");
        }
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"shyraq: {fixes} fixes from {question.From} to {question.To}"));
        return ExitCode.Done;
    }

    // As far as there are tracks: no empty files for years that nobody recorded.
    private static IEnumerable<(TrackQuestion Part, string File)> Days(IMineRecord record, TrackQuestion question, string form, string folder)
    {
        if (TrackExport.Span(record, question.Version) is not { } span) yield break;
        var (from, to) = (Instant.Max(question.From, span.From), Instant.Min(question.To, span.To));
        for (var day = new DateTimeOffset(from.ToDateTimeOffset().UtcDateTime.Date, TimeSpan.Zero); Instant.From(day) < to; day = day.AddDays(1))
            yield return (question with { From = Instant.Max(from, Instant.From(day)), To = Instant.Min(to, Instant.From(day.AddDays(1))) },
                Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"day={day:yyyy-MM-dd}"), $"tracks.{form}"));
    }
}
