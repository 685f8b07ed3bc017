using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Shyraq.Cluster.Reports;
using Shyraq.Core.Acts;
using Shyraq.Core.Reports;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Protocols;
using Shyraq.Protocols.Reports;
using Shyraq.Storage;
using Shyraq.Storage.Checkpoints;

namespace Shyraq.Verbs;

/// <summary><c>shyraq report</c>: a report from the record alone, beside a running server or without one.</summary>
internal static class ReportVerb
{
    private static readonly string[] Names = [.. Enum.GetValues<ReportName>().Select(ReportWords.CodeOf)];

    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "The data folder of the server.", HelpName = "DIR", Required = true };
        var (database, record) = (StoreChoice.DatabaseOption(), new RecordedAct());
        var mine = new Option<string>("--mine") { Description = "Which mine.", HelpName = "ID", Required = true };
        var name = new Option<string>("--name") { Description = $"Which report: {string.Join(", ", Names)}.", Required = true }.AcceptOnlyFromAmong(Names);
        var from = new Option<string?>("--from") { Description = "The first instant, ISO 8601 with Z.", HelpName = "TIME" };
        var to = new Option<string?>("--to") { Description = "What is later is left out.", HelpName = "TIME" };
        var shift = new Option<string?>("--shift") { Description = "A planned shift by name, or this, or last, instead of --from and --to.", HelpName = "NAME" };
        var company = new Option<string?>("--company") { Description = "Only who worked for this company; - for who belongs to none.", HelpName = "ID" };
        var crew = new Option<string?>("--crew") { Description = "Only this crew, by the name that the registry has today.", HelpName = "NAME" };
        var person = new Option<string?>("--person") { Description = "Only this person.", HelpName = "ID" };
        var language = new Option<string>("--language") { Description = "ru, kk or en.", DefaultValueFactory = _ => ReportWords.Languages[0] }.AcceptOnlyFromAmong(ReportWords.Languages);
        var file = new Option<string>("--out") { Description = "The file: a name that ends with .xlsx, .csv, .pdf or .json.", HelpName = "FILE", Required = true };
        foreach (var time in (Option<string?>[])[from, to])
            time.Validators.Add(given =>
            {
                if (given.GetValueOrDefault<string?>() is { } text && !IsoTime.TryParse(Encoding.UTF8.GetBytes(text), out _)) given.AddError($"{time.Name}: expected {IsoTime.Expected}");
            });
        file.Validators.Add(given =>
        {
            if (ReportFile.FormOf(EndingOf(given.GetValueOrDefault<string>() ?? "")) is null) given.AddError("--out: expected a name that ends with .xlsx, .csv, .pdf or .json");
        });
        var command = record.AddTo(new Command("report", "Make a report of a mine from its record, also when the server is stopped. Who takes it is put on record.") { data, database, mine, name, from, to, shift, company, crew, person, language, file });
        command.SetAction((parsed, stop) => Run(record, parsed, parsed.GetRequiredValue(data), parsed.GetValue(database), new(parsed.GetRequiredValue(mine)), parsed.GetRequiredValue(file), new(
            parsed.GetRequiredValue(name), Time(parsed.GetValue(from)), Time(parsed.GetValue(to)), parsed.GetValue(shift) ?? "", parsed.GetValue(company) ?? "", parsed.GetValue(person) ?? "",
            EndingOf(parsed.GetRequiredValue(file)), parsed.GetRequiredValue(language), "", Crew: parsed.GetValue(crew) ?? ""), stop));
        return command.WithExamples(
            "shyraq report --data /var/lib/shyraq --mine severnaya --name attendance --shift last --out shift.xlsx",
            "shyraq report --data /var/lib/shyraq --mine severnaya --name attendance --from 2026-11-01T00:00:00Z --to 2026-12-01T00:00:00Z --company gss --language kk --out november.pdf");
    }

    private static async Task<int> Run(RecordedAct recorded, ParseResult parsed, string root, string? database, MineId mine, string to, ReportRequest request, CancellationToken stop)
    {
        using var store = StoreChoice.Beside(root, database);
        var record = store.Read(mine);
        if (!record.Exists) throw new BadInputException($"{store.Name}: no mine '{mine}'{(store is FolderStore ? $": the folder {record.Name} was expected" : "")}");
        switch (MineReports.Make(record, request, Instant.From(TimeProvider.System.GetUtcNow()), new TrackingOptions(), DataFolder.FolderOf(root, mine), CheckpointOf(root, mine), stop))
        {
            case ReportReply.Made made:
                var export = new RecordExport(request.Name, request.Form, From(request.From), From(request.To), Convert.ToHexStringLower(SHA256.HashData(made.File)));
                await recorded.Keep(parsed, store, root, mine, export, stop);
                await File.WriteAllBytesAsync(to, made.File, stop);
                Console.WriteLine($"{to}: {made.File.Length} bytes, mine {mine}");
                return ExitCode.Done;
            case ReportReply.Refused refused:
                throw new BadInputException($"--{refused.Parameter}: {refused.Why}");
            case var none:
                throw new BadInputException($"{record.Name}: the journal holds no plan ({none.GetType().Name})");
        }
    }

    private static string? CheckpointOf(string root, MineId mine)
    {
        var file = new CheckpointFile(Path.Combine(DataFolder.FolderOf(root, mine), CheckpointFile.FileName));
        return File.Exists(file.Path) ? file.Newest()?.Line : null;
    }

    private static Instant? From(long? time) => time is { } known ? new(known) : null;

    private static string EndingOf(string name) => Path.GetExtension(name).TrimStart('.').ToLowerInvariant();

    private static long? Time(string? text) => text is not null && IsoTime.TryParse(Encoding.UTF8.GetBytes(text), out var time) ? time.UnixMicroseconds : null;
}
