using Shyraq.Core.Alarms;
using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tests.Tracking;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;
using Xunit;
using static Shyraq.Core.Tests.Zones.RuledMine;

namespace Shyraq.Core.Tests.Zones;

public sealed class RuleSetTests
{
    private static readonly Point3 InStore = new(220, 0, 0);

    private static PutZone Side(double to = 100, params ZoneRule[] rules) => new(new("Side"), "Side", new([On("S", 20, to)], [], []), [.. rules]);

    [Fact]
    public void A_draft_judges_nobody_until_it_is_live_and_goes_live_as_it_was_seen_and_tried()
    {
        var mine = new RuledMine();
        Assert.Equal("noDraft", mine.Act(new ActivateZones(1, "now")));
        Assert.Equal("", mine.Act(Side(100, new KeyRule())));
        mine.Stay(10, ("T", new(150, 60, 0)));
        Assert.Empty(mine.Told);

        var seen = mine.Board.Draft!.Revision;
        Assert.Equal("notTried", mine.Act(new ActivateZones(seen, "now")));
        Assert.Equal("", mine.Act(new RecordTrial(seen, Drawn.Start, Drawn.Start.PlusSeconds(3600), 3, 7)));
        Assert.Equal("", mine.Act(Side(90, new KeyRule()), "Bolat"));
        Assert.Equal("draftChanged", mine.Act(new ActivateZones(seen, "now")));
        Assert.Equal("draftChanged", mine.Act(new RecordTrial(seen, Drawn.Start, Drawn.Start.PlusSeconds(3600), 3, 7)));
        Assert.Null(mine.Board.Draft!.Trial);
        Assert.Equal("badText", mine.Act(new ActivateZones(mine.Board.Draft!.Revision, " ", Untried: true)));
        Assert.Equal("", mine.Act(new RecordTrial(mine.Board.Draft!.Revision, Drawn.Start, Drawn.Start.PlusSeconds(3600), 3, 7)));
        Assert.Equal("", mine.Act(new ActivateZones(mine.Board.Draft!.Revision, "agreed with the chief engineer")));
        Assert.Equal((1, "agreed with the chief engineer", 3), (mine.Board.Live.Version, mine.Board.Live.Why, mine.Board.Live.Trial!.Alarms));
        mine.Stay(3, ("T", new(150, 60, 0)));
        Assert.Equal(["+Side/T"], mine.Of(AlarmKind.Restricted));
        Assert.Contains("zonesActivated", mine.Happened);
    }

    [Fact]
    public void A_version_that_was_live_can_be_drafted_again()
    {
        var mine = new RuledMine();
        mine.Draw("Side", [On("S", 20, 100)], new KeyRule());
        Assert.Equal("", mine.Act(new RemoveZone(new("Side"))));
        Assert.Equal("", mine.Act(new ActivateZones(mine.Board.Draft!.Revision, "no longer", Untried: true)));
        Assert.DoesNotContain(mine.Board.Zones, z => z.Id.Value == "Side");
        Assert.Equal("unknownVersion", mine.Act(new DraftVersion(2)));
        Assert.Equal("", mine.Act(new DraftVersion(1)));
        Assert.Equal(["Side"], mine.Board.Draft!.Zones.Select(z => z.Id.Value));
        Assert.Equal([1, 0], mine.Board.Versions.Select(v => v.Version));
    }

    [Fact]
    public void The_rules_of_a_zone_of_the_plan_can_be_replaced_but_not_its_shape()
    {
        var mine = new RuledMine();
        Assert.Equal("planZone", mine.Act(new PutZone(new("Store"), "Store", new([On("R", 0, 10)], [], []), [])));
        Assert.Equal("", mine.Act(new PutRules(new("Store"), [new CapacityRule(5)])));
        Assert.Equal("", mine.Act(new ActivateZones(mine.Board.Draft!.Revision, "it was emptied", Untried: true)));
        mine.Stay(10, ("T", InStore));
        Assert.Empty(mine.Told);
        Assert.Equal("", mine.Act(new RemoveZone(new("Store"))));
        Assert.Equal("", mine.Act(new ActivateZones(mine.Board.Draft!.Revision, "it is full again", Untried: true)));
        Assert.Equal(["+Store/T"], mine.Of(AlarmKind.Restricted));
    }

    [Theory]
    [InlineData("unknownRoadway", "X", 0, 10)]
    [InlineData("badShape", "S", 50, 50)]
    [InlineData("badShape", "S", 0, 121)]
    [InlineData("badShape", "S", double.NaN, 10)]
    public void A_shape_that_is_not_on_the_plan_is_refused_by_name(string reason, string roadway, double from, double to) =>
        Assert.Equal(reason, new RuledMine().Act(new PutZone(new("Z"), "Z", new([On(roadway, from, to)], [], []), [])));

    [Fact]
    public void A_rule_that_cannot_be_judged_is_refused()
    {
        ZoneRule[] bad = [new CapacityRule(-1), new OvertimeRule(0), new TooFewRule(1, 5), new SpeedRule(double.NaN), new ProximityRule(500), new RestrictedRule([""], [], [], []), new RestrictedRule([], [], [], [new(0, 60, 9999)])];
        var mine = new RuledMine();
        Assert.All(bad, rule => Assert.Equal("badRule", mine.Act(Side(100, rule))));
        Assert.Equal("badRule", mine.Act(Side(100, new KeyRule(), new KeyRule())));
        Assert.Null(mine.Board.Draft);
    }

    [Fact]
    public void A_drawn_zone_and_who_is_in_it_survive_a_new_plan_by_the_ids_of_roadways()
    {
        var mine = new RuledMine();
        mine.Draw("Side", [On("S", 20, 100)], new OvertimeRule(1));
        mine.Stay(10, ("T", new(150, 60, 0)));
        var since = Assert.Single(mine.Board.Zones.Single(z => z.Id.Value == "Side").Inside).Since;
        // The order of roadways and zones changes, as when a plan is drawn anew; one of the two goes.
        var next = new MinePlan(Gallery.Id, Gallery.Name, Gallery.Crs, Gallery.TimeZone, 2,
            new([Gallery.Roadways[1], Gallery.Roadways[0]], [], Gallery.Anchors, [], [], []));
        var judged = mine.Mine.Take(new PlanInput(mine.Mine.Clock, next, default));
        Assert.Empty(judged.Placed.Crossings);
        Assert.Equal(since, Assert.Single(mine.Board.Zones.Single().Inside).Since);
        mine.Mine.Take(new PlanInput(mine.Mine.Clock, new MinePlan(Gallery.Id, Gallery.Name, Gallery.Crs, Gallery.TimeZone, 3, new([Gallery.Roadways[0]], [], Gallery.Anchors, [], [], [])), default));
        Assert.True(mine.Board.Zones.Single().Lost);
    }

    [Fact]
    public void A_polygon_on_one_level_leaves_the_roadways_below_it_alone()
    {
        Roadway Level(string id, double z, string level) => Drawn.Roadway(id, (0, 0, z), (100, 0, z)) with { Level = level };
        var plan = Drawn.Plan([Level("Up", 0, "L1"), Level("Down", -60, "L2")], [Drawn.Anchor("A", 0, 0)]);
        var mine = new Mine(plan);
        mine.Take(new Core.Acts.ActInput(Drawn.Start, "me", new PutZone(new("Z"), "Z", new([], [new(20, -5, 0), new(60, -5, 0), new(60, 5, 0), new(20, 5, 0)], ["L2"]), [])));
        mine.Take(new Core.Acts.ActInput(Drawn.Start, "me", new ActivateZones(1, "test", true)));
        Assert.Equal([new Stretch(new("Down"), 20, 60)], ZonesBoard.Of(mine).Zones.Single().Sections);
    }
}
