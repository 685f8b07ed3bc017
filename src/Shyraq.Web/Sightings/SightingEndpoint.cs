using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Shyraq.Cluster.Mines;
using Shyraq.Web.Bodies;
using Shyraq.Web.Problems;

namespace Shyraq.Web.Sightings;

/// <summary>The answer to what machines sent, once it is durable.</summary>
/// <param name="Accepted">How many were journalled and used.</param>
/// <param name="Refused">How many were not used, by reason.</param>
/// <param name="Sequence">The journal block that holds them.</param>
public sealed record PayloadTaken(int Accepted, SortedDictionary<string, int> Refused, long Sequence);

/// <summary>What machines send over HTTP.</summary>
internal static class SightingEndpoint
{
    /// <summary>Largest body as sent, bytes.</summary>
    public const int MostSent = 16 << 20;

    /// <summary>Largest body once inflated, bytes: what one request may cost in memory.</summary>
    public const int MostInflated = 16 << 20;

    private const string Expected = "application/x-ndjson or application/json, as it is or as gzip";

    public static void MapSightings(this RouteGroupBuilder mines)
    {
        mines.MapPayload(PayloadKind.Sightings, "Sightings", "Take what radios heard");
        mines.MapPayload(PayloadKind.Readings, "Gas", "Take what gas sensors measured");
        mines.MapPayload(PayloadKind.Passages, "Presence", "Take whom gates let through");
        mines.MapPayload(PayloadKind.Answers, "Evacuation", "Take what tags answer to orders");
    }

    private static void MapPayload(this RouteGroupBuilder mines, PayloadKind kind, string tag, string summary) => mines
        .MapPost($"/{{mine}}/{kind.Name}", (string mine, HttpRequest request, HttpResponse response, SightingIntake intake) => Take(mine, kind, request, response, intake))
        .WithTags(tag).WithSummary(summary)
        .WithDescription($"NDJSON lines or a JSON array of {kind.Name}; `Content-Encoding: gzip` is accepted. The answer comes when the journal has them on disk. What cannot be used is refused by name and counted, the rest goes on.")
        .Accepts<object>("application/x-ndjson", "application/json")
        .Produces<PayloadTaken>()
        .ProducesProblem(400).ProducesProblem(404).ProducesProblem(413).ProducesProblem(415).ProducesProblem(429).ProducesProblem(503)
        .WithMetadata(new RequestSizeLimitAttribute(MostSent));

    private static async Task<Results<Ok<PayloadTaken>, ProblemHttpResult>> Take(string mine, PayloadKind kind, HttpRequest request, HttpResponse response, SightingIntake intake)
    {
        if (!request.IsJson("application/x-ndjson", "application/ndjson")) return Problem.WrongType($"the content type '{request.ContentType}'", Expected);
        var (body, fault) = await RequestBody.Read(request, MostInflated);
        if (body is null)
        {
            if (fault is BodyFault.NoRoom) IntakeMetrics.Deny("http", "memory");
            return Problem.Of(fault, response);
        }
        Task<Receipt> receipt;
        using (body) receipt = intake.Receive(mine, kind, body.Bytes, "http");
        switch (await receipt)
        {
            case Receipt.Journalled taken:
                return TypedResults.Ok(new PayloadTaken(taken.Accepted, ApiNames.Counts(taken.Refused), taken.Sequence));
            case Receipt.Busy busy:
                IntakeMetrics.Deny("http", "busy");
                return Problem.Busy(response, busy.Pending, busy.Capacity);
            case Receipt.UnknownMine:
                IntakeMetrics.Deny("http", "unknownMine");
                return Problem.UnknownMine(mine);
            case Receipt.Failed failed:
                IntakeMetrics.Deny("http", "failed");
                return Problem.JournalFailed(failed.Why);
            case var other: throw new InvalidOperationException($"unknown receipt {other.GetType().Name}");
        }
    }
}
