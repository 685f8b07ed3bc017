using Shyraq.Core.Hindsight;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tests.Tracking;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Hindsight;

public sealed class SmoothingTests
{
    private const string Tag = "T";

    private static readonly MinePlan Drift = Drawn.Straight(30, 110, 190, 270);

    private static readonly MinePlan Hall = Drawn.Plan(
        [], [Drawn.Anchor("A0", 0, 0, 2), Drawn.Anchor("A1", 40, 0, 2), Drawn.Anchor("A2", 40, 30, 2), Drawn.Anchor("A3", 0, 30, 2)], areas: [Drawn.Area("Hall", 40, 30)]);

    [Fact]
    public void What_is_known_afterwards_is_nearer_to_the_truth_than_what_was_known_live()
    {
        var (drift, hall) = ((Live: 0.0, Smooth: 0.0), (Live: 0.0, Smooth: 0.0));
        for (var seed = 1; seed <= 5; seed++)
        {
            var along = Drawn.Walk(Drift, Tag, new(20, 0, 0), new(120, 0, 0), 0, seed, noise: 0.4).ToArray();
            var across = Drawn.Walk(Hall, Tag, new(5, 5, 1), new(35, 25, 1), 0, seed, noise: 0.4).ToArray();
            drift = (drift.Live + SquareError(Live(Drift, along), along), drift.Smooth + SquareError(Smooth(Drift, along), along));
            hall = (hall.Live + SquareError(Live(Hall, across), across), hall.Smooth + SquareError(Smooth(Hall, across), across));
        }
        Assert.InRange(drift.Smooth, 0, 0.8 * drift.Live);
        Assert.InRange(hall.Smooth, 0, 0.8 * hall.Live);
    }

    [Fact]
    public void A_silence_between_two_known_places_is_bridged()
    {
        var walk = Drawn.Walk(Drift, Tag, new(100, 0, 0), new(196, 0, 0), 0).ToArray();
        var heard = walk.Where(w => w.Seconds is < 20 or > 60).ToArray();
        var (live, smooth) = (At(Live(Drift, heard), 40), At(Smooth(Drift, heard), 40));
        var truth = walk.Single(w => w.Seconds == 40).Place;
        Assert.InRange(Point3.Distance(smooth.Place, truth), 0, 4);
        Assert.True(Point3.Distance(smooth.Place, truth) < Math.Max(4, 0.5 * Point3.Distance(live.Place, truth)));
        Assert.InRange(smooth.Radius95, Point3.Distance(smooth.Place, truth), 0.7 * live.Radius95);
        // Nobody heard the tag for 20 s on either side, and afterwards that is still so.
        Assert.Equal(FixState.Inferred, smooth.State);
    }

    [Fact]
    public void A_lag_longer_than_the_recording_is_the_fixed_interval()
    {
        var walk = Drawn.Walk(Drift, Tag, new(20, 0, 0), new(120, 0, 0), 0).ToArray();
        Assert.Equal(Smooth(Drift, walk).Select(Told), Smooth(Drift, walk, lag: 1000).Select(Told));
    }

    [Fact]
    public void The_same_sightings_give_bit_equal_fixes()
    {
        var walk = Drawn.Walk(Hall, Tag, new(5, 5, 1), new(35, 25, 1), 0).ToArray();
        Assert.Equal(Smooth(Hall, walk).Select(Told), Smooth(Hall, walk).Select(Told));
        Assert.Equal(Smooth(Hall, walk, lag: 5).Select(Told), Smooth(Hall, walk, lag: 5).Select(Told));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(7.0)]
    public void There_is_a_fix_at_each_moment_at_which_there_was_one_live(double? lag)
    {
        var walk = Drawn.Walk(Drift, Tag, new(20, 0, 0), new(120, 0, 0), 0).ToArray();
        Assert.Equal(Live(Drift, walk).Select(f => f.Time), Smooth(Drift, walk, lag).Select(f => f.Time));
    }

    [Fact]
    public void A_late_sighting_counts_at_the_time_at_which_it_was_measured()
    {
        // Each has a time of its own: what is measured at the same time counts in order of arrival.
        FiledSighting[] prompt = [.. Filed(Drawn.Walk(Drift, Tag, new(20, 0, 0), new(80, 0, 0), 0)).Select((f, i) => At(f, f.Sighting.Time.PlusSeconds(0.02 * (i % 4))))];
        // A gateway holds back every fifth sighting for six seconds.
        FiledSighting[] late = [.. prompt.Select((f, i) => i % 5 == 3 ? f with { Sighting = f.Sighting with { Arrived = f.Sighting.Time.PlusSeconds(6) } } : f).OrderBy(f => f.Sighting.Arrived)];
        var smoothing = Smoothing(Drift);
        Assert.Equal(Smoothing(Drift).Walk(prompt).Select(s => Told(s.Fix)), smoothing.Walk(late).Select(s => Told(s.Fix)));
        Assert.Empty(smoothing.Forwards.Refused);
    }

    [Fact]
    public void With_a_lag_only_a_block_of_moments_waits()
    {
        const double lag = 5;
        var smoothing = Smoothing(Drift, lag);
        Assert.Equal(434, smoothing.Walk(Filed(Drawn.Walk(Drift, Tag, new(20, 0, 0), new(280, 0, 0), 0))).Count());
        // Two fixes a second: a whole second is one of them.
        Assert.InRange(smoothing.MostWaiting, 1, (int)(2 * lag));
    }

    [Fact]
    public void With_a_lag_nothing_counts_that_was_measured_more_than_twice_as_long_after()
    {
        const double lag = 5;
        var walk = Drawn.Walk(Drift, Tag, new(20, 0, 0), new(120, 0, 0), 0).ToArray();
        var whole = Smooth(Drift, walk, lag).TakeWhile(f => f.Time < Drawn.Start.PlusSeconds(lag)).Select(Told);
        var part = Smooth(Drift, walk.Where(w => w.Seconds <= 2 * lag), lag).TakeWhile(f => f.Time < Drawn.Start.PlusSeconds(lag)).Select(Told);
        Assert.Equal(whole, part);
    }

    [Fact]
    public void A_tag_that_is_heard_no_more_is_told_as_it_was_live()
    {
        FiledSighting[] all = [.. Filed(Drawn.Walk(Drift, Tag, new(20, 0, 0), new(50, 0, 0), 0)), .. Filed(Drawn.Walk(Drift, "U", new(150, 0, 0), new(180, 0, 0), 40))];
        var live = new Locating(new Mine(Drift)).Walk(all).Last(f => f.Tag.Value == Tag);
        var smooth = Smoothing(Drift).Walk(all).Last(f => f.Fix.Tag.Value == Tag).Fix;
        Assert.Equal(Told(live), Told(smooth));
    }

    private static FiledSighting At(FiledSighting filed, Instant time) => filed with { Sighting = filed.Sighting with { Time = time, Arrived = time } };

    private static Smoothing Smoothing(MinePlan plan, double? lag = null) =>
        new(plan, System.Collections.Immutable.ImmutableSortedDictionary<string, Carrier>.Empty, new(), lag);

    private static Fix[] Smooth(MinePlan plan, IEnumerable<(double, Point3, Sighting[])> walk, double? lag = null) => [.. Smoothing(plan, lag).Walk(Filed(walk)).Select(s => s.Fix)];

    private static Fix[] Live(MinePlan plan, IEnumerable<(double, Point3, Sighting[])> walk) => [.. new Locating(new Mine(plan)).Walk(Filed(walk))];

    private static IEnumerable<FiledSighting> Filed(IEnumerable<(double, Point3, Sighting[] Sightings)> walk) =>
        walk.SelectMany(w => w.Sightings).Select((s, i) => new FiledSighting(s, i + 1));

    private static Fix At(Fix[] fixes, double seconds) => fixes.Single(f => f.Time == Drawn.Start.PlusSeconds(seconds));

    /// <summary>Mean square of the error, m², from the third second on.</summary>
    private static double SquareError(Fix[] fixes, (double Seconds, Point3 Place, Sighting[])[] walk) =>
        walk.Where(w => w.Seconds >= 3).Average(w => Math.Pow(Point3.HorizontalDistance(At(fixes, w.Seconds).Place, w.Place), 2));

    private static (Instant, Point3, double, double, FixState, Instant) Told(Fix fix) => (fix.Time, fix.Place, fix.Speed, fix.Radius95, fix.State, fix.Heard);
}
