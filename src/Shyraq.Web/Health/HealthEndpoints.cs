using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Shyraq.Cluster.Mines;
using Shyraq.Web.Mqtt;
using Shyraq.Web.Problems;

namespace Shyraq.Web.Health;

/// <summary>The process is up.</summary>
public sealed record Live(string Status);

/// <summary>How far the server has come up.</summary>
/// <param name="Mines">How many mines there are, and of them those up, still replaying their journal, and failed.</param>
/// <param name="Mqtt"><c>listening</c>, <c>connected</c>, <c>reconnecting</c>, <c>off</c>, <c>starting</c> or <c>stopped</c>.</param>
/// <param name="Remarks">What a person should know though mines are up, such as a damaged history that is recorded anew.</param>
public sealed record Ready(string Status, MineCounts Mines, string Mqtt, IReadOnlyList<string> Remarks);

/// <summary>Mines by how far they have come up.</summary>
public sealed record MineCounts(int All, int Up, int Replaying, int Failed);

/// <summary>What a supervisor asks.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Ok(new Live("live"))).WithTags("Health").WithSummary("Whether the process is up");
        routes.MapGet("/health/ready", IsReady).WithTags("Health").WithSummary("Whether every mine is up and sightings can come in")
            .WithDescription("503 while mines follow their journals again after a start; its detail says how many.")
            .Produces<Ready>().ProducesProblem(503);
    }

    private static Results<Ok<Ready>, ProblemHttpResult> IsReady(MinesReady mines, MqttStatus mqtt)
    {
        var all = mines.All();
        var failed = all.OfType<MineReadiness.Failed>().ToArray();
        var counts = new MineCounts(all.Count, all.Count(mine => mine is MineReadiness.Up), all.Count(mine => mine is MineReadiness.Waiting or MineReadiness.Replaying), failed.Length);
        if (counts.Up == counts.All && mqtt.IsReady) return TypedResults.Ok(new Ready("ready", counts, mqtt.State, mines.Remarks()));
        var reasons = new List<string>();
        if (counts.Replaying > 0) reasons.Add($"{counts.Replaying} of {counts.All} mines are replaying their journal");
        reasons.AddRange(failed.Select(mine => $"mine '{mine.Mine}' cannot come up: {mine.Why}"));
        if (!mqtt.IsReady) reasons.Add($"MQTT is {mqtt.State}");
        reasons.AddRange(mines.Remarks());
        return Problem.Of(StatusCodes.Status503ServiceUnavailable, string.Join("; ", reasons));
    }
}
