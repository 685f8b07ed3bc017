using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Shyraq.Cluster.Mines;
using Shyraq.Cluster.Reports;
using Shyraq.Core.Units;
using Shyraq.Protocols;
using Shyraq.Protocols.Reports;
using Shyraq.Web.Acts;
using Shyraq.Web.Problems;

namespace Shyraq.Web.Reports;

/// <summary>Reports of a mine: which there are, one to look at, one as a file.</summary>
internal static class ReportEndpoints
{
    public static void MapReports(this RouteGroupBuilder mines)
    {
        mines.MapGet("/{mine}/reports", Choice).WithTags("Reports").WithSummary("Which reports there are, and the shifts and companies by which they are asked for")
            .WithDescription("`language` is `ru` (without it), `kk` or `en`.").Produces<ReportChoice>().ProducesProblem(400).ProducesProblem(404);
        mines.MapGet("/{mine}/reports/files/{file}", File).WithTags("Reports").WithSummary("A report that was made by itself and lies on the server")
            .WithDescription("`by` is who takes it: that is journalled.").Produces(200).ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);
        mines.MapGet("/{mine}/reports/{name}.{form}", Get).WithTags("Reports").WithSummary("A report: json to look at, xlsx, csv or pdf as a file")
            .WithDescription("Of a time (`from`, `to`: ISO 8601 with Z, at most 366 days) or of a `shift` (its name, `this`, `last`). `company` (id, or `-` for who belongs to none), `crew` (its name) and `person` (id) narrow it. "
                + "A file needs `by`: who takes it is journalled with the SHA-256 of the file before it is given out.")
            .Produces(200).ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> File(string mine, string file, string? by, MineDirectory directory, IGrainFactory grains)
    {
        if (!directory.Knows(mine)) return Problem.UnknownMine(mine);
        if (!ActEndpoint.IsName(by)) return Wrong("by", "is missing or no name; a file that leaves the record is journalled with who takes it");
        return await grains.GetGrain<IMineGrain>(mine).ReportFile(file, by.Trim(), Activity.Current?.Id) switch
        {
            ReportReply.Made made => TypedResults.File(made.File, ReportFile.FormOf(Path.GetExtension(file).TrimStart('.')) is { } form ? ReportFile.TypeOf(form) : "application/octet-stream", made.FileName),
            ReportReply.Refused refused => Problem.Of(StatusCodes.Status404NotFound, $"The report: {refused.Why}."),
            ReportReply.Untaken => Problem.JournalFailed("the report is there but is not given out"),
            _ => Problem.UnknownMine(mine),
        };
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Choice(string mine, string? language, MineDirectory directory, IGrainFactory grains)
    {
        if (!ReportWords.Knows(language ??= ReportWords.Languages[0])) return Wrong("language", $"'{language}'; expected one of {string.Join(", ", ReportWords.Languages)}");
        return directory.Knows(mine) && await grains.GetGrain<IMineGrain>(mine).ReportChoice(language) is { } choice ? TypedResults.Bytes(choice, "application/json") : Problem.UnknownMine(mine);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Get(
        string mine, string name, string form, string? from, string? to, string? shift, string? language, string? company, string? crew, string? person, string? by, MineDirectory directory, IGrainFactory grains)
    {
        if (!directory.Knows(mine)) return Problem.UnknownMine(mine);
        if (Time(from, out var begin) is { } badFrom) return Wrong("from", badFrom);
        if (Time(to, out var end) is { } badTo) return Wrong("to", badTo);
        if (form != "json" && !ActEndpoint.IsName(by)) return Wrong("by", "is missing or no name; a file that leaves the record is journalled with who takes it");
        var request = new ReportRequest(name, begin, end, shift ?? "", company ?? "", person ?? "", form, language ?? ReportWords.Languages[0], by?.Trim() ?? "", Activity.Current?.Id, crew ?? "");
        return await grains.GetGrain<IMineGrain>(mine).Report(request) switch
        {
            ReportReply.Made made => form == "json" ? TypedResults.Bytes(made.File, "application/json") : TypedResults.File(made.File, ReportFile.TypeOf(ReportFile.FormOf(form)!.Value), made.FileName),
            ReportReply.Refused { Parameter: "name" or "form" } refused => Problem.Of(StatusCodes.Status404NotFound, $"The report: {refused.Why}."),
            ReportReply.Refused refused => Wrong(refused.Parameter, refused.Why),
            ReportReply.Untaken => Problem.JournalFailed("the report was made but is not given out"),
            _ => Problem.UnknownMine(mine),
        };
    }

    private static string? Time(string? text, out long? micros)
    {
        micros = null;
        if (string.IsNullOrEmpty(text)) return null;
        if (!IsoTime.TryParse(Encoding.UTF8.GetBytes(text), out Instant time)) return $"'{text}'; expected {IsoTime.Expected}";
        micros = time.UnixMicroseconds;
        return null;
    }

    private static ProblemHttpResult Wrong(string parameter, string why) => Problem.BadBody($"The parameter {parameter}: {why}.");
}
