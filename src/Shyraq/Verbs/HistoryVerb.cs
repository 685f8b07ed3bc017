using System.CommandLine;
using System.Globalization;
using Shyraq.Cluster.History;
using Shyraq.Core.Units;
using Shyraq.Protocols.Tracks;

namespace Shyraq.Verbs;

/// <summary><c>shyraq history</c>: what was shown, from the record alone.</summary>
internal static class HistoryVerb
{
    public static Command Create() => new("history", "What was shown in a mine, second by second.") { Export() };

    private static Command Export()
    {
        var choice = new StoreChoice();
        var mine = new Option<string>("--mine") { Description = "Which mine.", HelpName = "id", Required = true };
        var from = TimeOption.Required("--from", "The first instant that is told.");
        var to = TimeOption.Required("--to", "The end of the time; not part of it.");
        var tag = new Option<string?>("--tag") { Description = "Only this tag.", HelpName = "id" };
        var version = new Option<string>("--version") { Description = "Which version of the past.", HelpName = "name", DefaultValueFactory = _ => MineHistory.Live };
        var form = new Option<string>("--format") { Description = "csv, geojson, gpx (in metres of the mine's grid) or parquet.", Required = true }.AcceptOnlyFromAmong(TrackForms.All);
        var output = new Option<string>("--out") { Description = "The file. A path, or - for standard output (not parquet).", HelpName = "file", Required = true };
        var command = choice.AddTo(new Command("export", "Writes tracks as a file that other programs read. The record is only read, beside a running server if need be; its newest ten minutes are not in it yet.") { mine, from, to, tag, version, form, output });
        command.Validators.Add(given =>
        {
            if (given.GetResult(from)?.Errors.Any() != true && given.GetResult(to)?.Errors.Any() != true && given.GetValue(from) >= given.GetValue(to)) given.AddError("--to: expected a time after that of --from.");
            if (given.GetValue(output) == "-" && given.GetValue(form) == "parquet") given.AddError("--out: parquet needs a file.");
        });
        command.SetAction((parsed, stop) => Run(choice, parsed, new(parsed.GetRequiredValue(mine)),
            new(parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(tag), parsed.GetRequiredValue(version)), parsed.GetRequiredValue(form), parsed.GetRequiredValue(output), stop));
        return command.WithExamples(
            "shyraq history export --data /var/lib/shyraq --mine severnaya --from 2026-03-01T06:00:00Z --to 2026-03-01T14:00:00Z --format parquet --out shift.parquet",
            "shyraq history export --database 'Host=db.mine;Database=shyraq;Username=shyraq_server' --mine severnaya --from 2026-03-01T06:00:00Z --to 2026-03-01T14:00:00Z --format csv --out shift.csv",
            "shyraq history export --data /var/lib/shyraq --mine severnaya --from 2026-03-01T08:10:00Z --to 2026-03-01T08:40:00Z --tag L-000017 --format csv --out -");
    }

    private static async Task<int> Run(StoreChoice choice, ParseResult parsed, MineId mine, TrackQuestion question, string form, string path, CancellationToken stop)
    {
        using var store = choice.Open(parsed);
        var record = store.Read(mine);
        if (!record.Exists) throw new BadInputException($"{store.Name}: no mine '{mine}'");
        long fixes;
        try
        {
            using var file = OutputFile.Create(path);
            fixes = await TrackExport.Write(record, question, form, file, stop);
        }
        catch (HistoryQuestionException why)
        {
            throw new BadInputException($"--version: {why.Message}");
        }
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"shyraq: {fixes} fixes from {question.From} to {question.To}"));
        return ExitCode.Done;
    }
}
