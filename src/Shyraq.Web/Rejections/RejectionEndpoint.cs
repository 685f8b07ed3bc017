using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Shyraq.Cluster.Mines;
using Shyraq.Web.Problems;

namespace Shyraq.Web.Rejections;

/// <summary>One refused input.</summary>
/// <param name="Source"><c>mqtt</c>, <c>http</c>, or <c>follow</c> when it decoded but could not be used.</param>
/// <param name="Line">1-based line of its payload.</param>
/// <param name="Detail">What was found and what was expected.</param>
public sealed record RejectionView(DateTime Arrived, string Source, string Reason, string? Tag, string? Anchor, int? Line, string? Property, string Detail)
{
    internal static RejectionView From(Rejection row) =>
        new(ApiNames.Time(row.Arrived), row.Source, ApiNames.Of(row.Reason), row.Tag, row.Anchor, row.Line, row.Property, row.Detail);
}

/// <summary>What was refused since the journal began.</summary>
/// <param name="Recent">Newest first.</param>
public sealed record RejectionsView(long Total, SortedDictionary<string, long> ByReason, RejectionView[] Recent);

/// <summary>«Why is this lamp not on the map?»</summary>
internal static class RejectionEndpoint
{
    public static void MapRejections(this RouteGroupBuilder mines) => mines.MapGet("/{mine}/rejections", Get)
        .WithTags("Rejections").WithSummary("What was refused, and why").Produces<RejectionsView>().ProducesProblem(404);

    private static async Task<Results<Ok<RejectionsView>, ProblemHttpResult>> Get(string mine, MineDirectory directory, IGrainFactory grains)
    {
        if (!directory.Knows(mine)) return Problem.UnknownMine(mine);
        var rejections = await grains.GetGrain<IMineGrain>(mine).Rejections();
        return TypedResults.Ok(new RejectionsView(rejections.Total, ApiNames.Counts(rejections.ByReason), Array.ConvertAll(rejections.Recent, RejectionView.From)));
    }
}
