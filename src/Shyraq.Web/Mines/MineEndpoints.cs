using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Shyraq.Cluster.Mines;
using Shyraq.Web.Checkpoints;
using Shyraq.Web.Problems;

namespace Shyraq.Web.Mines;

/// <summary>A mine in the list. What its plan says of it is known only while it is up.</summary>
/// <param name="State"><c>up</c>, <c>waiting</c> for its turn to come up, <c>replaying</c> its journal, or <c>failed</c>: tried again now and then.</param>
/// <param name="Crs"><c>local</c> or <c>EPSG:nnnn</c>.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Tags">How many tags it has heard of.</param>
/// <param name="Replay">How far it is while it replays.</param>
/// <param name="Why">Why it cannot come up.</param>
public sealed record MineView(string Id, string State, string? Name, string? Crs, string? TimeZone, int? PlanVersion, int? Tags, ReplayView? Replay, string? Why)
{
    internal static MineView Up(MineSummary s) => new(s.Id, "up", s.Name, s.Crs, s.TimeZone, s.PlanVersion, s.Tags, null, null);

    internal static MineView Down(MineReadiness mine) => mine switch
    {
        MineReadiness.Replaying replaying => Of(mine, "replaying", new(replaying.Sequence, replaying.Head)),
        MineReadiness.Failed failed => Of(mine, "failed", why: failed.Why),
        _ => Of(mine, "waiting"),
    };

    private static MineView Of(MineReadiness mine, string state, ReplayView? replay = null, string? why = null) =>
        new(mine.Mine, state, null, null, null, null, null, replay, why);
}

/// <summary>How far a mine has followed its journal again.</summary>
/// <param name="Sequence">The last block followed.</param>
/// <param name="Head">The last block of the journal.</param>
public sealed record ReplayView(long Sequence, long Head);

/// <summary>The journal's end.</summary>
/// <param name="Hash">Hexadecimal; it stands for everything journalled so far.</param>
public sealed record JournalView(long Sequence, string Hash);

/// <summary>What is believed once the journal was followed to <paramref name="Sequence"/>.</summary>
/// <param name="Digest">Equal journals give equal digests on every machine.</param>
public sealed record BeliefsView(long Sequence, string Digest);

/// <summary>The bounded queue before the journal, in sightings, and what came through since the journal began.</summary>
public sealed record IntakeView(int Pending, int Capacity, long Accepted, long Refused);

/// <summary>The journal cannot be written: nothing that is sent is taken. Or the server's clock went back: until it has caught up the time of the mine stands still.</summary>
/// <param name="Kind"><c>diskFull</c>, <c>readOnly</c>, <c>locked</c>, <c>damaged</c> or <c>disk</c>; <c>clockBack</c>.</param>
public sealed record TroubleView(string Kind, DateTime Since, string Why);

/// <summary>One mine and how it does.</summary>
/// <param name="Checkpoint">The newest signed statement of where the journal stood; null before the first.</param>
/// <param name="CheckpointKey">The public key that this server signs them with.</param>
/// <param name="Trouble">Why the journal cannot be written now, or that its time stands still; null while all is well.</param>
public sealed record MineDetails(
    string Id, string Name, string Crs, string TimeZone, int PlanVersion, int Tags, JournalView Journal, BeliefsView Beliefs, IntakeView Intake,
    CheckpointView? Checkpoint, string CheckpointKey, TroubleView? Trouble);

/// <summary>The mines of this server.</summary>
internal static class MineEndpoints
{
    public static void MapMines(this RouteGroupBuilder mines)
    {
        mines.MapGet("", All).WithTags("Mines").WithSummary("The mines of this server, also those that are not up").Produces<MineView[]>();
        mines.MapGet("/{mine}", One).WithTags("Mines").WithSummary("One mine and how it does").Produces<MineDetails>().ProducesProblem(404);
    }

    private static async Task<Ok<MineView[]>> All(MinesReady ready, IGrainFactory grains)
    {
        var views = await Task.WhenAll(ready.All().Select(View));
        return TypedResults.Ok(views.OfType<MineView>().ToArray());

        // One that still follows its journal, or cannot, is not asked: it would hold up the list. One without a plan is no mine yet.
        async Task<MineView?> View(MineReadiness mine)
        {
            if (mine is not MineReadiness.Up) return MineView.Down(mine);
            try { return await grains.GetGrain<IMineGrain>(mine.Mine).Summary(withBeliefs: false) is { } summary ? MineView.Up(summary) : null; }
            catch (Exception down) when (down is IOException or TimeoutException or OrleansException) { return MineView.Down(new MineReadiness.Failed(mine.Mine, down.Message)); }
        }
    }

    private static async Task<Results<Ok<MineDetails>, ProblemHttpResult>> One(string mine, MineDirectory directory, IGrainFactory grains) =>
        directory.Knows(mine) && await grains.GetGrain<IMineGrain>(mine).Summary() is { } s
            ? TypedResults.Ok(new MineDetails(s.Id, s.Name, s.Crs, s.TimeZone, s.PlanVersion, s.Tags,
                new(s.JournalSequence, s.JournalHash), new(s.JournalSequence, s.BeliefsDigest),
                new(s.Intake.Pending, s.Intake.Capacity, s.Accepted, s.Refused),
                s.Checkpoint is { } signed ? CheckpointView.Of(signed) : null, s.CheckpointKey,
                s.Trouble is { } trouble ? new(trouble.Kind, ApiNames.Time(trouble.Since), trouble.Why) : null))
            : Problem.UnknownMine(mine);
}
