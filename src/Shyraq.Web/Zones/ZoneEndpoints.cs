using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;
using Shyraq.Protocols;
using Shyraq.Web.Boards;
using Shyraq.Web.Bodies;
using Shyraq.Web.Problems;

namespace Shyraq.Web.Zones;

/// <summary>What a draft of zones is to be tried on.</summary>
/// <param name="By">Who tries it.</param>
/// <param name="From">The period, at most seven days, past.</param>
public sealed record TrialBody(string By, Instant From, Instant To);

/// <summary>Zones, their rules and who is in them; the trial of a draft on the journal. Everything else about zones is an act.</summary>
internal static class ZoneEndpoints
{
    private const int LongestName = 256;

    public static void MapZones(this RouteGroupBuilder mines)
    {
        mines.MapBoard<ZonesBoard>("zones", "The zones with their rules, who is in them, drafts, permits and clearances").WithTags("Zones");
        mines.MapPost("/{mine}/zones/trial", Start).WithTags("Zones").WithSummary("Try the draft of the zones on the journal of a past time")
            .WithDescription("Walks through the journal beside the living mine and tells which alarms the draft would have raised. One trial at a time; 409 with `reason` when it cannot begin.")
            .Accepts<TrialBody>("application/json").Produces<TrialReport>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(415);
        mines.MapGet("/{mine}/zones/trial", Get).WithTags("Zones").WithSummary("How the newest trial stands, and what it found").Produces<TrialReport>().ProducesProblem(404);
        mines.MapDelete("/{mine}/zones/trial", Stop).WithTags("Zones").WithSummary("Stop the trial that runs").Produces<TrialReport>().ProducesProblem(404);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Start(string mine, HttpRequest request, MineDirectory directory, IGrainFactory grains)
    {
        if (!request.IsJson()) return Problem.WrongType($"the content type '{request.ContentType}'", "application/json");
        if (!directory.Knows(mine)) return Problem.UnknownMine(mine);
        TrialBody? body;
        try
        {
            body = await JsonSerializer.DeserializeAsync<TrialBody>(request.Body, CoreJson.Options, request.HttpContext.RequestAborted);
        }
        catch (JsonException fault)
        {
            return Problem.BadBody($"The body is no period: {fault.Message}");
        }
        if (body is null || string.IsNullOrWhiteSpace(body.By) || body.By.Length > LongestName || body.By.Any(char.IsControl)) return Problem.BadBody($"The property by is no name: who tries, at most {LongestName} characters.");
        return await grains.GetGrain<IMineGrain>(mine).StartTrial(body.By.Trim(), body.From.UnixMicroseconds, body.To.UnixMicroseconds) switch
        {
            null => Problem.UnknownMine(mine),
            { Undone: { } undone } => Problem.Undone(undone),
            _ => await Get(mine, directory, grains),
        };
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Get(string mine, MineDirectory directory, IGrainFactory grains)
    {
        if (!directory.Knows(mine)) return Problem.UnknownMine(mine);
        return await grains.GetGrain<IMineGrain>(mine).Trial() is { } report
            ? TypedResults.Bytes(report, "application/json")
            : Problem.Of(StatusCodes.Status404NotFound, "Nothing was tried since the mine came up.");
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Stop(string mine, MineDirectory directory, IGrainFactory grains)
    {
        if (!directory.Knows(mine)) return Problem.UnknownMine(mine);
        await grains.GetGrain<IMineGrain>(mine).StopTrial();
        return await Get(mine, directory, grains);
    }
}
