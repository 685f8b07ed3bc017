using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Shyraq.Cluster.Mines;
using Shyraq.Web.Problems;

namespace Shyraq.Web.Mines;

/// <summary>A mine in the list.</summary>
/// <param name="Crs"><c>local</c> or <c>EPSG:nnnn</c>.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Tags">How many tags it has heard of.</param>
public sealed record MineView(string Id, string Name, string Crs, string TimeZone, int PlanVersion, int Tags);

/// <summary>The journal's end.</summary>
/// <param name="Hash">Hexadecimal; it stands for everything journalled so far.</param>
public sealed record JournalView(long Sequence, string Hash);

/// <summary>What is believed once the journal was followed to <paramref name="Sequence"/>.</summary>
/// <param name="Digest">Equal journals give equal digests on every machine.</param>
public sealed record BeliefsView(long Sequence, string Digest);

/// <summary>The bounded queue before the journal, in sightings, and what came through since the journal began.</summary>
public sealed record IntakeView(int Pending, int Capacity, long Accepted, long Refused);

/// <summary>One mine and how it does.</summary>
public sealed record MineDetails(
    string Id, string Name, string Crs, string TimeZone, int PlanVersion, int Tags, JournalView Journal, BeliefsView Beliefs, IntakeView Intake);

/// <summary>The mines of this server.</summary>
internal static class MineEndpoints
{
    public static void MapMines(this RouteGroupBuilder mines)
    {
        mines.MapGet("", All).WithTags("Mines").WithSummary("The mines of this server that are up").Produces<MineView[]>();
        mines.MapGet("/{mine}", One).WithTags("Mines").WithSummary("One mine and how it does").Produces<MineDetails>().ProducesProblem(404);
    }

    private static async Task<Ok<MineView[]>> All(MinesReady ready, IGrainFactory grains)
    {
        // A mine that still follows its journal, or cannot, does not hold up the others; /health/ready names it.
        var summaries = await Task.WhenAll(ready.All().OfType<MineReadiness.Up>().Select(mine => Summary(mine.Mine)));
        return TypedResults.Ok(summaries.OfType<MineSummary>().Select(s => new MineView(s.Id, s.Name, s.Crs, s.TimeZone, s.PlanVersion, s.Tags)).ToArray());

        async Task<MineSummary?> Summary(string mine)
        {
            try { return await grains.GetGrain<IMineGrain>(mine).Summary(withBeliefs: false); }
            catch (Exception down) when (down is IOException or TimeoutException or OrleansException) { return null; }
        }
    }

    private static async Task<Results<Ok<MineDetails>, ProblemHttpResult>> One(string mine, MineDirectory directory, IGrainFactory grains) =>
        directory.Knows(mine) && await grains.GetGrain<IMineGrain>(mine).Summary() is { } s
            ? TypedResults.Ok(new MineDetails(s.Id, s.Name, s.Crs, s.TimeZone, s.PlanVersion, s.Tags,
                new(s.JournalSequence, s.JournalHash), new(s.JournalSequence, s.BeliefsDigest),
                new(s.Intake.Pending, s.Intake.Capacity, s.Accepted, s.Refused)))
            : Problem.UnknownMine(mine);
}
