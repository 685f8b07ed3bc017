using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Tracking;

public sealed class BeliefTests
{
    private static readonly TagId T = new("T");

    [Fact]
    public void One_anchor_in_mid_roadway_leaves_two_mirrored_places_and_says_so()
    {
        var mine = new Mine(Drawn.Straight(150));
        for (var i = 0; i < 10; i++) mine.Take(Drawn.Range(i * 0.5, "T", "A0", 40));

        var fix = mine.FixOf(T, mine.Clock)!;

        Assert.Equal(2, fix.Alternatives.Length);
        Assert.Equal([110.0, 190.0], fix.Alternatives.Select(a => Math.Round(a.Place.X)).Order());
        Assert.All(fix.Alternatives, a => Assert.InRange(a.Probability, 0.3, 0.7));
        Assert.True(fix.Radius95 > 70, $"a circle around one place must hold the other 80 m away: {fix.Radius95}");
    }

    [Theory]
    [InlineData(9, true)]
    [InlineData(1, false)]
    [InlineData(null, false)]
    public void A_first_path_far_below_the_frame_tells_of_a_corner(int? apart, bool isRoundTheCorner)
    {
        // 30 m to the drift and 15 m up: the same range as from 45.5 m along the roadway, where it is straight.
        var plan = Drawn.Plan([Drawn.Roadway("R", (0, 0, 0), (130, 0, 0), (300, 0, 0)), Drawn.Roadway("D", (130, 0, 0), (130, 60, 0))], [Drawn.Anchor("A0", 100, 0)]);
        var (mine, random) = (new Mine(plan), new Random(1));
        for (var i = 0; i < 20; i++)
        {
            var at = Drawn.Start.PlusSeconds(i);
            mine.Take(new RangeSighting(at, at, T, new("A0"), new(45.5 + 0.3 * Drawn.Gaussian(random)), null, apart is null ? null : new(-85), apart is { } dB ? new(-85 - dB) : null));
        }

        var belief = mine.BeliefOf(T, mine.Clock)!;

        var inDrift = belief.Hypotheses.Where(hypothesis => hypothesis.Place.Y > 8).Sum(hypothesis => hypothesis.Probability);
        Assert.True(isRoundTheCorner ? inDrift > 0.6 : inDrift < 0.2, $"in the drift with {inDrift:P1}");
    }

    [Fact]
    public void Hundreds_of_small_advantages_do_not_decide_between_mirrored_places()
    {
        // Past the bend a range tells less of the way to whoever walks beside the line, by some per cent: no reading says on which side somebody rests.
        var plan = Drawn.Plan([Drawn.Roadway("R", (0, 0, 0), (150, 0, 0), (300, 9, 0))], [Drawn.Anchor("A0", 140, 2)]);
        var random = new Random(1);
        var mine = new Mine(plan);
        for (var i = 0; i < 300; i++) mine.Take(Drawn.Range(i, "T", "A0", 35 + 0.1 * Drawn.Gaussian(random)));

        var fix = mine.FixOf(T, mine.Clock)!;

        Assert.Equal(2, fix.Alternatives.Length);
        Assert.All(fix.Alternatives, a => Assert.InRange(a.Probability, 0.15, 0.85));
    }

    [Fact]
    public void A_second_anchor_heard_by_its_strength_alone_decides_between_mirrored_places_within_a_minute()
    {
        // 40 m to either side of the first anchor: 50 m or 130 m from the second, which tells some 8 dB.
        var second = Drawn.Anchor("B", 240, 2, technology: AnchorTechnology.Ble);
        var plan = Drawn.Plan([Drawn.Roadway("R", (0, 0, 0), (300, 0, 0))], [Drawn.Anchor("A", 150, 2), second]);
        for (var seed = 1; seed <= 10; seed++)
        {
            var (random, mine) = (new Random(seed), new Mine(plan));
            for (var i = 0; i < 60; i++)
            {
                mine.Take(Drawn.Range(i, "T", "A", 40 + 0.1 * Drawn.Gaussian(random)));
                mine.Take(Drawn.Strength(i + 0.5, "T", "B", -55 - 20 * Math.Log10(50) + 4 * Drawn.Gaussian(random)));
            }
            var fix = mine.FixOf(T, mine.Clock)!;
            Assert.InRange(fix.Place.X, 188, 192);
            Assert.True(fix.Alternatives.IsEmpty || fix.Alternatives[0].Probability > 0.9, $"seed {seed}: {string.Join(", ", fix.Alternatives)}");
        }
    }

    [Fact]
    public void A_second_anchor_decides_between_mirrored_places()
    {
        var plan = Drawn.Straight(150, 280);
        var mine = new Mine(plan);
        for (var i = 0; i < 10; i++) mine.Take(Drawn.Range(i * 0.5, "T", "A0", 40));
        for (var i = 0; i < 6; i++) mine.Take(Drawn.Ranges(plan, 5 + i * 0.5, "T", new(190, 0, 0)));

        var fix = mine.FixOf(T, mine.Clock)!;

        Assert.Empty(fix.Alternatives);
        Assert.InRange(fix.Place.X, 189, 191);
        Assert.InRange(fix.Radius95, 0.1, 3);
    }

    [Fact]
    public void A_walk_past_anchors_is_followed_within_its_radius()
    {
        var plan = Drawn.Straight(20, 80, 140, 200, 260);
        var mine = new Mine(plan);
        var (inside, all, worst) = (0, 0, 0.0);
        foreach (var (seconds, place, sightings) in Drawn.Walk(plan, "T", new(10, 0, 0), new(290, 0, 0), 0))
        {
            mine.Take(sightings);
            if (seconds < 5) continue;
            var fix = mine.FixOf(T, mine.Clock)!;
            var error = Point3.HorizontalDistance(fix.Place, place);
            (inside, all, worst) = (inside + (error <= fix.Radius95 ? 1 : 0), all + 1, Math.Max(worst, error));
        }
        Assert.True(inside >= 0.9 * all, $"{inside} of {all} true places inside the radius");
        Assert.True(worst < 1, $"worst error {worst:0.00} m");
    }

    [Fact]
    public void Whoever_turns_into_a_side_roadway_is_found_there()
    {
        var plan = Drawn.Plan(
            [Drawn.Roadway("Main", (0, 0, 0), (100, 0, 0), (200, 0, 0)), Drawn.Roadway("Side", (100, 0, 0), (100, 120, 0))],
            [Drawn.Anchor("A0", 60, 1), Drawn.Anchor("A1", 140, -1), Drawn.Anchor("A2", 101, 60), Drawn.Anchor("A3", 99, 110)]);
        var mine = new Mine(plan);
        Walk(new(40, 0, 0), new(99, 0, 0), 0, "A0", "A1");
        Walk(new(100, 1, 0), new(100, 80, 0), 50, "A2", "A3");

        var fix = mine.FixOf(T, mine.Clock)!;

        Assert.Equal("Side", plan.Roadways[fix.Position!.Value.Roadway].Id.Value);
        Assert.InRange(fix.Place.Y, 77, 82);

        void Walk(Point3 from, Point3 to, double start, params string[] hearing)
        {
            foreach (var (_, _, sightings) in Drawn.Walk(plan, "T", from, to, start))
                mine.Take([.. sightings.Where(s => hearing.Contains(s.HeardBy!.Value.Value))]);
        }
    }

    [Fact]
    public void Silence_turns_live_into_inferred_into_last_known_and_the_radius_keeps_growing()
    {
        var plan = Drawn.Straight(100, 160);
        var mine = new Mine(plan);
        for (var i = 0; i < 10; i++) mine.Take(Drawn.Ranges(plan, i * 0.5, "T", new(120, 0, 0)));
        var heard = mine.Clock;

        var fixes = new[] { 0.0, 9, 11, 300, 899, 901, 3600 }.Select(s => mine.FixOf(T, heard.PlusSeconds(s))!).ToArray();

        Assert.Equal([FixState.Live, FixState.Live, FixState.Inferred, FixState.Inferred, FixState.Inferred, FixState.LastKnown, FixState.LastKnown], fixes.Select(f => f.State));
        Assert.All(fixes, f => Assert.Equal(heard, f.Heard));
        for (var i = 1; i < fixes.Length; i++) Assert.True(fixes[i].Radius95 > fixes[i - 1].Radius95, $"radius {fixes[i].Radius95} after {fixes[i - 1].Radius95}");
    }

    [Fact]
    public void After_a_long_silence_a_tag_is_found_where_it_is_heard_again()
    {
        var plan = Drawn.Straight(20, 80, 200, 280);
        var mine = new Mine(plan);
        for (var i = 0; i < 10; i++) mine.Take(Heard(i * 0.5, 50, "A0", "A1"));
        for (var i = 0; i < 10; i++) mine.Take(Heard(600 + i * 0.5, 250, "A2", "A3"));

        Assert.InRange(mine.FixOf(T, mine.Clock)!.Place.X, 249, 251);

        Sighting[] Heard(double seconds, double x, params string[] by) =>
            [.. Drawn.Ranges(plan, seconds, "T", new(x, 0, 0)).Where(s => by.Contains(s.HeardBy!.Value.Value))];
    }

    [Fact]
    public void A_belief_that_is_wrong_recovers_by_itself()
    {
        var plan = Drawn.Straight(20, 80, 140, 200, 260);
        var mine = new Mine(plan);
        for (var i = 0; i < 20; i++) mine.Take(Drawn.Ranges(plan, i * 0.5, "T", new(50, 0, 0)));
        // The tag is handed to somebody else 150 m away: no motion explains it.
        for (var i = 0; i < 10; i++) mine.Take(Drawn.Ranges(plan, 10 + i * 0.5, "T", new(200, 0, 0)));

        Assert.InRange(mine.FixOf(T, mine.Clock)!.Place.X, 198, 202);
    }

    [Fact]
    public void Outliers_do_not_drag_a_tag_away()
    {
        var plan = Drawn.Straight(20, 80, 140);
        var mine = new Mine(plan);
        for (var i = 0; i < 40; i++)
        {
            mine.Take(Drawn.Ranges(plan, i * 0.5, "T", new(100, 0, 0)));
            if (i % 4 == 3) mine.Take(Drawn.Range(i * 0.5 + 0.2, "T", "A1", 245));
            Assert.InRange(mine.FixOf(T, mine.Clock)!.Place.X, 99, 101);
        }
    }

    [Fact]
    public void A_range_round_a_corner_is_taken_along_the_roadways()
    {
        // The anchor hangs 40 m up the side roadway; the tag is 30 m along the main one, out of its sight.
        var plan = Drawn.Plan(
            [Drawn.Roadway("Main", (0, 0, 0), (100, 0, 0), (200, 0, 0)), Drawn.Roadway("Side", (100, 0, 0), (100, 120, 0))],
            [Drawn.Anchor("Side40", 100, 40), Drawn.Anchor("Main0", 60, 0)]);
        var mine = new Mine(plan);
        for (var i = 0; i < 10; i++)
            mine.Take(Drawn.Range(i * 0.5, "T", "Main0", 70), Drawn.Range(i * 0.5, "T", "Side40", 71));

        var fix = mine.FixOf(T, mine.Clock)!;

        Assert.InRange(fix.Place.X, 129, 131);
        Assert.Equal("Main", plan.Roadways[fix.Position!.Value.Roadway].Id.Value);
    }

    [Fact]
    public void Every_kind_of_sighting_alone_places_a_tag()
    {
        var plan = Drawn.Straight(20, 80, 140);
        var at = Drawn.Start;
        var tag = new TagId("T");
        // Each with a place that it allows.
        (Sighting Sighting, double X)[] alone =
        [
            (new RangeSighting(at, at, tag, new("A1"), new(10), null, null, null), 70),
            (new TdoaSighting(at, at, tag, new("A1"), new("A0"), new(-20), null), 60),
            (new RssiSighting(at, at, tag, new("A1"), new(-75)), 70),
            (new SeenSighting(at, at, tag, new("A1")), 80),
            (new FixSighting(at, at, tag, new(83), new(2), null, new(3)), 83),
        ];
        foreach (var (sighting, x) in alone)
        {
            var mine = new Mine(plan);
            mine.Take(sighting);
            var fix = mine.FixOf(tag, at);
            Assert.True(fix is not null, $"{sighting.GetType().Name} places nothing");
            Assert.True(Math.Abs(fix.Place.X - x) <= fix.Radius95, $"{sighting.GetType().Name}: {fix.Place.X} ± {fix.Radius95}");
        }
    }

    [Fact]
    public void In_an_open_area_a_tag_moves_freely()
    {
        var plan = Drawn.Plan([], [Drawn.Anchor("A0", 0, 0, 2), Drawn.Anchor("A1", 40, 0, 2), Drawn.Anchor("A2", 40, 30, 2), Drawn.Anchor("A3", 0, 30, 2)], areas: [Drawn.Area("Hall", 40, 30)]);
        var mine = new Mine(plan);
        foreach (var (seconds, place, sightings) in Drawn.Walk(plan, "T", new(5, 5, 1), new(35, 25, 1), 0))
        {
            mine.Take(sightings);
            if (seconds < 3) continue;
            var fix = mine.FixOf(T, mine.Clock)!;
            Assert.True(Point3.HorizontalDistance(fix.Place, place) < 0.7, $"at {seconds} s: {fix.Place} for {place}");
            Assert.Null(fix.Position);
            Assert.Equal(1, fix.Place.Z);
        }
    }

    [Fact]
    public void In_a_volume_the_height_is_estimated_too()
    {
        var plan = Drawn.Plan([], [Drawn.Anchor("A0", 0, 0, 1), Drawn.Anchor("A1", 40, 0, 11), Drawn.Anchor("A2", 40, 30, 1), Drawn.Anchor("A3", 0, 30, 11), Drawn.Anchor("A4", 20, 15, 12)],
            areas: [Drawn.Area("Hall", 40, 30, volume: true)]);
        var mine = new Mine(plan);
        for (var i = 0; i < 40; i++) mine.Take(Drawn.Ranges(plan, i * 0.5, "T", new(12, 9, 7)));

        var fix = mine.FixOf(T, mine.Clock)!;

        Assert.True(Point3.Distance(fix.Place, new(12, 9, 7)) < 0.5, $"{fix.Place}");
    }

    [Fact]
    public void A_tag_that_says_it_is_still_does_not_drift()
    {
        var plan = Drawn.Straight(100, 160);
        var (still, unknown) = (new Mine(plan), new Mine(plan));
        for (var i = 0; i < 20; i++)
        {
            var time = Drawn.Start.PlusSeconds(i * 0.5);
            var ranges = Drawn.Ranges(plan, i * 0.5, "T", new(120, 0, 0));
            unknown.Take(ranges);
            still.Take([.. ranges, new MotionSighting(time, time, T, null, true, null, null)]);
        }
        var later = still.Clock.PlusSeconds(10);

        Assert.True(still.FixOf(T, later)!.Radius95 < unknown.FixOf(T, later)!.Radius95);
        Assert.InRange(still.FixOf(T, later)!.Speed, 0, 0.05);
    }

    [Fact]
    public void Rock_is_no_way_for_a_radio_into_an_open_area()
    {
        // A roadway that passes the hall behind 20 m of rock and opens into it far to the west.
        var plan = Drawn.Plan([Drawn.Roadway("R", (0, 20, 0), (-60, 20, 0), (-60, 60, 0), (60, 60, 0))], [Drawn.Anchor("A", 30, 60)], areas: [Drawn.Area("H", 60, 40)]);
        var view = plan.Views[0];
        Assert.Null(view.Area);
        Assert.True(view.IsHeardIn(0, new(10, 20, 1), out var way));
        Assert.InRange(way.Length, 90 + 40 + 60 + 9, 90 + 40 + 60 + 11);

        // 25 m to the roadway itself is the only place that explains a range of 25 m, though the hall is as near as the crow flies.
        var mine = new Mine(plan);
        for (var i = 0; i < 8; i++) mine.Take(Drawn.Range(i * 0.5, "T", "A", 25));
        var fix = mine.FixOf(T, mine.Clock)!;
        Assert.Null(fix.Area);
        Assert.All(fix.Alternatives.Where(a => a.Probability > 0.02), a => Assert.Null(a.Area));
    }
}
