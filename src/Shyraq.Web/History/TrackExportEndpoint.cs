using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Shyraq.Cluster.History;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Acts;
using Shyraq.Core.Units;
using Shyraq.Protocols.Tracks;
using Shyraq.Web.Acts;

namespace Shyraq.Web.History;

/// <summary>Tracks of a time as a file. Who takes it is journalled, with the hash of the file, before it is given out.</summary>
internal static class TrackExportEndpoint
{
    /// <summary>The longest time of all tags in one file, days; longer ones are made with <c>shyraq history export</c>.</summary>
    private const int MostDays = 1;

    /// <summary>The longest time of one tag, days.</summary>
    private const int MostDaysOfOne = 31;

    public static void MapTrackExport(this RouteGroupBuilder mines) => mines.MapGet("/{mine}/history/export.{form}", Get)
        .WithTags("History").WithSummary("Tracks of a time as a file: csv, geojson, gpx or parquet")
        .WithDescription("`tag` names one tag (at most 31 days) or, given several times, some; all without it (at most a day). `by`: who takes it; that is journalled with the SHA-256 of the file before it is given out.")
        .Produces<byte[]>(200, "application/octet-stream").ProducesProblem(400).ProducesProblem(404).ProducesProblem(429).ProducesProblem(503);

    private static Task<IResult> Get(
        string mine, string form, string? from, string? to, string[]? tag, string? version, string? by, HttpContext context, MineDirectory directory, MineHistory history, IGrainFactory grains)
    {
        var fault = Asked.Period(from, to, out var begin, out var end)
            ?? (TrackForms.All.Contains(form) ? null : $"The form is '{form}'; expected one of {string.Join(", ", TrackForms.All)}.")
            ?? (ActEndpoint.IsName(by) ? null : "The parameter by is missing or no name; a file that leaves the record is journalled with who takes it.")
            ?? (end.SecondsSince(begin) <= 86_400.0 * (tag is { Length: 1 } ? MostDaysOfOne : MostDays) ? null : $"The parameter to is '{to}'; expected at most {MostDays} day after from for all tags, {MostDaysOfOne} days for one.");
        return HistoryEndpoints.Answer(mine, directory, fault, async () =>
        {
            // On disk first: a fault on the way is told as one, and the hash is known before anything leaves.
            var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
            try
            {
                await history.Export(mine, new(begin, end, tag is [var one] ? one : null, version ?? MineHistory.Live, tag is { Length: > 1 } ? [.. tag.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] : null), form, file, context.RequestAborted);
                file.Position = 0;
                var digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, context.RequestAborted));
                file.Position = 0;
                var receipt = await grains.GetGrain<IMineGrain>(mine).Act(new(by!.Trim(), new RecordExport("tracks", form, begin, end, digest), Activity.Current?.Id));
                if (ActEndpoint.WhyNot(receipt, mine, context.Response, out _) is not { } refusal) return TypedResults.Stream(file, TrackForms.TypeOf(form), Name(mine, begin, end, form));
                await file.DisposeAsync();
                return refusal;
            }
            catch
            {
                await file.DisposeAsync();
                throw;
            }
        });
    }

    private static string Name(string mine, Instant from, Instant to, string form) =>
        string.Create(CultureInfo.InvariantCulture, $"{mine}-{from.ToDateTimeOffset():yyyyMMdd'T'HHmmss'Z'}-{to.ToDateTimeOffset():yyyyMMdd'T'HHmmss'Z'}.{form}");
}
