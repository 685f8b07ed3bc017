using System.Collections.Immutable;
using Shyraq.Core.Hindsight;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tests.Tracking;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Hindsight;

public sealed class LateTests
{
    private const string Tag = "T";
    private const double CutFrom = 60, CutTo = 120, DeliveredAt = 150;

    private static readonly ImmutableSortedDictionary<string, Carrier> Nobody = ImmutableSortedDictionary<string, Carrier>.Empty;
    private static readonly MinePlan Drift = Drawn.Straight(30, 110, 190, 270);

    /// <summary>A walk along the drift; each sighting has a time of its own, so that equal times need no order.</summary>
    private static readonly FiledSighting[] Prompt =
        [.. Drawn.Walk(Drift, Tag, new(20, 0, 0), new(260, 0, 0), 0).SelectMany(w => w.Sightings).Select((s, i) => new FiledSighting(At(s, s.Time.PlusSeconds(0.02 * (i % 4))), i + 1))];

    /// <summary>The same, but for a minute nothing of any anchor came through; it came half a minute later.</summary>
    private static readonly FiledSighting[] Cut =
        [.. Prompt.Select(f => Seconds(f.Sighting.Time) is >= CutFrom and < CutTo ? f with { Sighting = f.Sighting with { Arrived = Drawn.Start.PlusSeconds(DeliveredAt) } } : f).OrderBy(f => f.Sighting.Arrived)];

    [Fact]
    public void What_was_held_back_stands_where_it_was_measured_and_what_rests_on_it_is_marked()
    {
        HindsightFix[] prompt = [.. new Smoothing(Drift, Nobody, new()).Walk(Prompt)], late = [.. new Smoothing(Drift, Nobody, new()).Walk(Cut)];
        Assert.Equal(prompt.Select(p => p.Fix.Place), late.Select(l => l.Fix.Place));
        Assert.DoesNotContain(prompt, p => p.IsLate);
        Assert.All(late, l => Assert.Equal(Seconds(l.Fix.Time) is >= CutFrom - 10 and < CutTo + 10, l.IsLate));
    }

    [Fact]
    public void What_was_shown_live_stays_as_it_was_and_hindsight_is_nearer_to_the_truth()
    {
        var live = new Locating(new Mine(Drift)).Walk(Cut).Where(f => Seconds(f.Time) is > 80 and < CutTo && f.Time.UnixMicroseconds % 1_000_000 == 0).ToArray();
        var hindsight = new Smoothing(Drift, Nobody, new()).Walk(Cut).ToDictionary(h => h.Fix.Time, h => h.Fix);
        Assert.Equal(39, live.Length);
        Assert.All(live, l => Assert.NotEqual(FixState.Live, l.State));
        Assert.All(live, l => Assert.Equal(FixState.Live, hindsight[l.Time].State));
        Assert.True(live.Average(l => Error(hindsight[l.Time])) < 0.2 * live.Average(Error));
    }

    [Fact]
    public void With_what_was_held_back_known_beforehand_the_answer_is_the_same_to_the_bit()
    {
        var clocks = new Clocks([Drift], 60);
        MeasuredSighting[] heldBack = [.. Cut.Select(f => clocks.Measure(f, (_, _) => { })).OfType<MeasuredSighting>().Where(m => m.IsLate)];
        Assert.NotEmpty(heldBack);
        Assert.Equal(new Smoothing(Drift, Nobody, new()).Walk(Cut).Select(Told), new Smoothing(Drift, Nobody, new()).Walk(Cut, heldBack).Select(Told));
        Assert.Equal(new Smoothing(Drift, Nobody, new(), lag: 20).Walk(Cut).Select(Told), new Smoothing(Drift, Nobody, new(), lag: 20).Walk(Cut, heldBack).Select(Told));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(25.0)]
    public void Each_stretch_is_followed_on_the_plan_that_was_in_force(double? lag)
    {
        // After 100 s all anchors hang 25 m farther on, and the plan says so.
        const double changed = 100;
        var moved = Drawn.Plan([Drawn.Roadway("R", (0, 0, 0), (300, 0, 0))], [.. new[] { 55.0, 135, 215, 295 }.Select((x, i) => Drawn.Anchor("A" + i, x, 0))], version: 2);
        var before = Drawn.Walk(Drift, Tag, new(20, 0, 0), new(260, 0, 0), 0).Where(w => w.Seconds < changed);
        var after = Drawn.Walk(moved, Tag, new(20, 0, 0), new(260, 0, 0), 0).Where(w => w.Seconds >= changed);
        FiledSighting[] walk = [.. before.Concat(after).SelectMany(w => w.Sightings).Select((s, i) => new FiledSighting(s, i + 1))];
        var smoothing = new Smoothing([new(Instant.Earliest, Drift, Nobody), new(Drawn.Start.PlusSeconds(changed), moved, Nobody)], new(), lag);
        HindsightFix[] both = [.. smoothing.Walk(walk)], one = [.. new Smoothing(Drift, Nobody, new(), lag).Walk(walk)];
        Assert.All(both, f => Assert.Same(Seconds(f.Fix.Time) < changed ? Drift : moved, f.Plan));
        Assert.InRange(both.Where(f => Seconds(f.Fix.Time) > 3).Max(f => Error(f.Fix)), 0, 1.5);
        Assert.True(one.Max(f => Error(f.Fix)) > 5);
    }

    private static double Error(Fix fix) => Math.Abs(fix.Place.X - (20 + 1.2 * Seconds(fix.Time)));

    private static double Seconds(Instant time) => time.SecondsSince(Drawn.Start);

    private static Sighting At(Sighting sighting, Instant time) => sighting with { Time = time, Arrived = time };

    private static (Instant, Point3, double, double, FixState, Instant, bool) Told(HindsightFix told) =>
        (told.Fix.Time, told.Fix.Place, told.Fix.Speed, told.Fix.Radius95, told.Fix.State, told.Fix.Heard, told.IsLate);
}
