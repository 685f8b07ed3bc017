using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Shyraq.Cluster.Mines;
using Shyraq.Web.Problems;

namespace Shyraq.Web.Anchors;

/// <summary>How an anchor does.</summary>
/// <param name="State"><c>alive</c>, <c>silent</c> or <c>neverHeard</c>.</param>
/// <param name="Heard">When it heard any tag last.</param>
/// <param name="PerMinute">Sightings in the last whole minute.</param>
public sealed record AnchorView(string Anchor, string Technology, double X, double Y, double Z, string State, DateTime? Heard, double PerMinute)
{
    internal static AnchorView From(AnchorRow row) =>
        new(row.Anchor, row.Technology, row.X, row.Y, row.Z, ApiNames.AnchorState(row.State), ApiNames.Time(row.Heard), row.PerMinute);
}

/// <summary>The health of the anchors.</summary>
internal static class AnchorEndpoint
{
    public static void MapAnchors(this RouteGroupBuilder mines)
    {
        mines.MapGet("/{mine}/anchors", Get)
            .WithTags("Anchors").WithSummary("The health of every anchor").Produces<AnchorView[]>().ProducesProblem(404);
        mines.MapGet("/{mine}/anchors/survey", Survey)
            .WithTags("Anchors").WithSummary("The survey of the anchors by the tags that pass them")
            .WithDescription("What is surely wrong with an anchor (moved, biased, noisy, its clock, its strength, silent), since when, how sure and what to do; and what is known of every anchor.")
            .Produces<SurveyView>().ProducesProblem(404);
    }

    private static async Task<Results<Ok<AnchorView[]>, ProblemHttpResult>> Get(string mine, MineDirectory directory, IGrainFactory grains)
    {
        if (!directory.Knows(mine)) return Problem.UnknownMine(mine);
        return TypedResults.Ok(Array.ConvertAll(await grains.GetGrain<IMineGrain>(mine).Anchors(), AnchorView.From));
    }

    private static async Task<Results<Ok<SurveyView>, ProblemHttpResult>> Survey(string mine, MineDirectory directory, IGrainFactory grains)
    {
        if (!directory.Knows(mine) || await grains.GetGrain<IMineGrain>(mine).AnchorSurvey() is not { } survey) return Problem.UnknownMine(mine);
        return TypedResults.Ok(SurveyView.From(survey));
    }
}
