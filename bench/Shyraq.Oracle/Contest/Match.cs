using Shyraq.Core;
using Shyraq.Core.Evaluation;
using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Oracle.Bound;
using Shyraq.Oracle.Particles;
using Shyraq.Oracle.Radios;
using Shyraq.Oracle.Runs;

namespace Shyraq.Oracle.Contest;

/// <summary>How near one answer came.</summary>
/// <param name="Along">Shortest way through the network to the truth, metres; NaN where the truth is in a hall or there is no way.</param>
/// <param name="Wrong">On another roadway and more than 10 m of way off.</param>
public readonly record struct Score(PublishedFix Fix, double Horizontal, double Along, bool Wrong)
{
    /// <summary>The truth lies within radius95.</summary>
    public bool IsInside => Horizontal <= Fix.Radius95;
}

/// <summary>One moment at which both answered.</summary>
/// <param name="Speed">True speed of the tag, metres a second.</param>
/// <param name="Settled">Seconds since it last stopped, set out or turned back.</param>
/// <param name="Bound">The posterior Cramér–Rao bound along the roadway, metres; null in halls.</param>
public sealed record Round(Instant Time, TagPlan Tag, Circumstance Circumstance, double Speed, double Settled, TruthPoint Truth, double? Bound, Score Production, Score Oracle);

/// <summary>
/// The production filter and the oracle on the same sightings: the oracle answers whenever the production filter does and
/// has heard no more than what had arrived by then.
/// </summary>
public static class Match
{
    /// <summary>Plays a whole run. Only moments that <see cref="Scorer"/> scores count.</summary>
    public static IEnumerable<Round> Play(SimulatedRun run, int particles)
    {
        var mine = new Mine(run.Plan);
        mine.Follow(run.Carriers);
        var fixes = new Locating(mine).Walk(run.Sightings.Select(s => new FiledSighting(s, null))).ToList();
        var truth = run.Truth.GroupBy(t => t.Tag).ToDictionary(t => t.Key, t => new TruthTrack(t));
        var places = new Places(run);
        var filters = run.Tags.ToDictionary(t => t.Tag, t => (Tag: t, Filter: new TagFilter(run, places, t, particles)));
        var information = new RangeInformation(run.Options.Noise);
        var bounds = run.Tags.ToDictionary(t => t.Tag, t => new BoundTrack(run, t, truth[t.Tag], information));
        var settled = run.Tags.ToDictionary(t => t.Tag, t => new Settling(truth[t.Tag]));
        var (hearing, summary, next) = (new Hearing(run), new CloudSummary(run), 0);
        foreach (var fix in fixes)
        {
            for (; next < run.Sightings.Count && run.Sightings[next].Arrived <= fix.Time; next++)
            {
                hearing.Hear(run.Sightings[next]);
                filters[run.Sightings[next].Tag].Filter.Hear(run.Sightings[next]);
            }
            var (tag, filter) = filters[fix.Tag];
            if (fix.Time < truth[fix.Tag].From || truth[fix.Tag].At(fix.Time) is not { } at) continue;
            filter.CatchUp(fix.Time);
            if (!filter.IsPlaced) continue;
            var ours = new PublishedFix(fix.Time, fix.Tag, fix.Place, fix.Position, fix.Speed, fix.Radius95, fix.State);
            yield return new(fix.Time, tag, hearing.At(fix.Tag, fix.Time, at), SpeedOf(truth[fix.Tag], fix.Time), settled[fix.Tag].At(fix.Time), at, bounds[fix.Tag].At(fix.Time),
                ScoreOf(run.Plan, ours, at), ScoreOf(run.Plan, summary.Of(filter, tag, fix.Time) with { State = fix.State }, at));
        }
    }

    private static double SpeedOf(TruthTrack track, Instant time) =>
        track.At(time.PlusSeconds(-1)) is { } before && track.At(time) is { } now ? Point3.Distance(before.Place, now.Place) : 0;

    /// <summary>As <see cref="Scorer"/> scores.</summary>
    private static Score ScoreOf(MinePlan plan, PublishedFix fix, TruthPoint truth)
    {
        var (along, wrong) = (double.NaN, false);
        if (truth.Position is { } position)
        {
            var at = fix.Position ?? Nearest(plan, fix.Place);
            for (var bound = Point3.Distance(truth.Place, fix.Place) * 1.5 + 30; !(along < double.PositiveInfinity) && bound < 1e6; bound *= 8) along = plan.Network.Distance(position, at, bound);
            wrong = at.Roadway != position.Roadway && along > 10;
            if (double.IsPositiveInfinity(along)) along = double.NaN;
        }
        return new(fix, Point3.HorizontalDistance(fix.Place, truth.Place), along, wrong);
    }

    private static NetworkPosition Nearest(MinePlan plan, Point3 place) =>
        plan.Roadways.Select((r, i) => (At: r.Line.Nearest(place), i)).MinBy(n => n.At.Distance) is var n ? new(n.i, n.At.Offset) : default;
}
