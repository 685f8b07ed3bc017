using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Shyraq.Cluster.Mines;
using Shyraq.Web.Problems;

namespace Shyraq.Web.Coverage;

/// <summary>What the anchors of the plan in force can be expected to give.</summary>
internal static class CoverageEndpoint
{
    public static void MapCoverage(this RouteGroupBuilder mines) => mines.MapGet("/{mine}/coverage", Get)
        .WithTags("Plans").WithSummary("Expected radius along the roadways, and where one more anchor would help")
        .WithDescription("Predicted from the plan in force, for tags that speak once a second and a target of 5 m; kept until the plan changes. The first answer takes seconds. The ETag changes with the plan.")
        .Produces<CoverageView>().Produces(304).ProducesProblem(404);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Get(string mine, MineDirectory directory, IGrainFactory grains, CoverageCopies copies)
    {
        if (!directory.Knows(mine) || await grains.GetGrain<IMineGrain>(mine).Plan() is not { } plan) return Problem.UnknownMine(mine);
        var copy = await copies.Of(mine, plan);
        return TypedResults.Bytes(copy.Json, "application/json", entityTag: new EntityTagHeaderValue(copy.Tag));
    }
}
