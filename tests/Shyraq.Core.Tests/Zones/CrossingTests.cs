using Shyraq.Core.Plan;
using Shyraq.Core.Tests.Tracking;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;
using Xunit;

namespace Shyraq.Core.Tests.Zones;

public sealed class CrossingTests
{
    private static readonly MinePlan Plan = Drawn.Plan(
        [Drawn.Roadway("R", (0, 0, 0), (300, 0, 0))],
        [.. Enumerable.Range(0, 6).Select(i => Drawn.Anchor("A" + i, 20 + 50 * i, 0))],
        [new(new("Store"), "Store", [], [new(0, 100, 140)], "restricted", System.Collections.Immutable.ImmutableDictionary<string, string>.Empty)]);

    [Fact]
    public void Whoever_walks_through_a_zone_enters_it_once_and_leaves_it_once()
    {
        var mine = new Mine(Plan);
        var crossings = Drawn.Walk(Plan, "T", new(60, 0, 0), new(200, 0, 0), 0).SelectMany(step => mine.Take(step.Sightings).Placed.Crossings).ToList();

        Assert.Equal([CrossingKind.Entered, CrossingKind.Left], crossings.Select(c => c.Kind));
        // The border at 100 m is passed after 33 s, that at 140 m after 67 s.
        Assert.InRange(crossings[0].Time.SecondsSince(Drawn.Start), 32, 36);
        Assert.InRange(crossings[1].Time.SecondsSince(Drawn.Start), 65, 70);
    }

    [Fact]
    public void A_tag_that_jumps_over_a_zone_has_passed_through_it()
    {
        var mine = new Mine(Plan);
        for (var i = 0; i < 6; i++) mine.Take(Drawn.Ranges(Plan, i * 0.5, "T", new(80, 0, 0)));
        var crossings = new List<Crossing>();
        for (var i = 0; i < 10; i++) crossings.AddRange(mine.Take(Drawn.Ranges(Plan, 60 + i * 0.5, "T", new(170, 0, 0))).Placed.Crossings);

        Assert.Equal(CrossingKind.Passed, Assert.Single(crossings).Kind);
    }

    [Fact]
    public void Whoever_stands_at_a_blind_face_is_in_the_zone_that_ends_there()
    {
        var plan = Drawn.Plan(
            [Drawn.Roadway("Heading", (0, 0, 0), (100, 0, 0))], [Drawn.Anchor("A0", 20, 0), Drawn.Anchor("A1", 70, 0)],
            [new(new("Face"), "Face", [], [new(0, 80, 100)], "restricted", System.Collections.Immutable.ImmutableDictionary<string, string>.Empty)]);
        var mine = new Mine(plan);
        var crossings = Drawn.Walk(plan, "T", new(40, 0, 0), new(100, 0, 0), 0).SelectMany(step => mine.Take(step.Sightings).Placed.Crossings).ToList();
        for (var i = 0; i < 60; i++) crossings.AddRange(mine.Take(Drawn.Ranges(plan, 60 + i * 0.5, "T", new(100, 0, 0))).Placed.Crossings);

        Assert.Equal([CrossingKind.Entered], crossings.Select(c => c.Kind));
    }

    [Fact]
    public void A_new_plan_with_the_same_zone_makes_nobody_enter_again()
    {
        var mine = new Mine(Plan);
        for (var i = 0; i < 6; i++) mine.Take(Drawn.Ranges(Plan, i * 0.5, "T", new(120, 0, 0)));
        var next = new MinePlan(Plan.Id, Plan.Name, Plan.Crs, Plan.TimeZone, 2, new(Plan.Roadways, Plan.Areas, Plan.Anchors, Plan.Zones, Plan.Landmarks, Plan.Sensors));
        var crossings = mine.Take(new Core.Sightings.PlanInput(mine.Clock, next, default)).Placed.Crossings.ToList();
        for (var i = 0; i < 6; i++) crossings.AddRange(mine.Take(Drawn.Ranges(next, 4 + i * 0.5, "T", new(120, 0, 0))).Placed.Crossings);

        Assert.Empty(crossings);
    }

    [Fact]
    public void Standing_at_a_junction_where_a_zone_ends_is_no_coming_and_going()
    {
        var plan = Drawn.Plan(
            [Drawn.Roadway("Gate", (0, 0, 0), (100, 0, 0)), Drawn.Roadway("Face", (100, 0, 0), (100, 150, 0))],
            [Drawn.Anchor("A0", 60, 0), Drawn.Anchor("A1", 100, 40), Drawn.Anchor("A2", 96, -1)],
            [new(new("Face"), "Face", [], [new(1, 0, 150)], "capacity", System.Collections.Immutable.ImmutableDictionary<string, string>.Empty)]);
        var mine = new Mine(plan);
        var random = new Random(5);
        var crossings = new List<Crossing>();
        for (var i = 0; i < 600; i++)
        {
            // Round the corner, a metre either way.
            var way = Math.Clamp(0.8 * Drawn.Gaussian(random), -2, 2);
            var place = way < 0 ? new Point3(100 + way, 0, 0) : new Point3(100, way, 0);
            crossings.AddRange(mine.Take(Drawn.Ranges(plan, i * 0.5, "T", place)).Placed.Crossings);
        }

        Assert.InRange(crossings.Count, 0, 4);
    }

    [Fact]
    public void Standing_at_the_border_does_not_chatter()
    {
        var mine = new Mine(Plan);
        var random = new Random(3);
        var crossings = new List<Crossing>();
        for (var i = 0; i < 400; i++)
            crossings.AddRange(mine.Take(Drawn.Ranges(Plan, i * 0.5, "T", new(100 + 0.05 * Drawn.Gaussian(random), 0, 0))).Placed.Crossings);

        Assert.InRange(crossings.Count, 0, 2);
    }
}
