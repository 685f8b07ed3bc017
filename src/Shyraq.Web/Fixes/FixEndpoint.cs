using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Shyraq.Cluster.Mines;
using Shyraq.Web.Problems;

namespace Shyraq.Web.Fixes;

/// <summary>The published summary of what is known of a tag.</summary>
/// <param name="Offset">Metres from the roadway's first vertex.</param>
/// <param name="Speed">Metres a second.</param>
/// <param name="Radius95">Metres: the circle around (x, y) that holds the true place with a probability of 95 %.</param>
/// <param name="State"><c>live</c>, <c>inferred</c> or <c>lastKnown</c>.</param>
/// <param name="Heard">The newest evidence of where the tag is.</param>
/// <param name="Alternatives">How many places matter: 0 when there is only one.</param>
public sealed record FixView(
    DateTime Time, string Tag, double X, double Y, double Z, string? Roadway, double? Offset, string? Level,
    double Speed, double Radius95, string State, DateTime Heard, int Alternatives)
{
    internal static FixView From(FixRow row) => new(
        ApiNames.Time(row.Time), row.Tag, row.X, row.Y, row.Z, row.Roadway, row.Offset, row.Level,
        row.Speed, row.Radius95, ApiNames.FixState(row.State), ApiNames.Time(row.Heard), row.Alternatives.Length);
}

/// <summary>The latest fix of every tag.</summary>
/// <param name="Time">The server's time.</param>
public sealed record FixesView(DateTime Time, FixView[] Fixes);

/// <summary>Where everyone is.</summary>
internal static class FixEndpoint
{
    public static void MapFixes(this RouteGroupBuilder mines) => mines.MapGet("/{mine}/fixes", Get)
        .WithTags("Fixes").WithSummary("The latest fix of every tag").Produces<FixesView>().ProducesProblem(404);

    private static async Task<Results<Ok<FixesView>, ProblemHttpResult>> Get(string mine, MineDirectory directory, IGrainFactory grains, TimeProvider clock)
    {
        if (!directory.Knows(mine)) return Problem.UnknownMine(mine);
        var rows = await grains.GetGrain<IMineGrain>(mine).Fixes();
        return TypedResults.Ok(new FixesView(clock.GetUtcNow().UtcDateTime, Array.ConvertAll(rows, FixView.From)));
    }
}
