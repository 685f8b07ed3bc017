using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Xunit;
using static Shyraq.Core.Tests.Plan.Drawn;

namespace Shyraq.Core.Tests.Plan;

public class PlanReportTests
{
    [Fact]
    public void Lengths_levels_junctions_and_dead_ends_are_counted()
    {
        var report = PlanReport.Of(MineWith(
            [Roadway("A", (0, 0, 0), (500, 0, 0), (1000, 0, 0)) with { Level = "L0" }, Roadway("B", (500, 0, 0), (500, 250, 0)) with { Level = "L0" }, Roadway("C", (1000, 0, 0), (1000, 0, -400)) with { Level = "L-400" }],
            landmarks: [new Landmark(LandmarkKind.Exit, "E1", "", new Point3(0, 0, 0))]));
        Assert.Equal((3, 1.65, 1, 3, 1), (report.Roadways, report.Kilometres, report.Junctions, report.DeadEnds, report.Exits));
        Assert.Equal([new LevelLength("L-400", 1, 0.4), new LevelLength("L0", 2, 1.25)], report.Levels);
        Assert.Empty(report.Unconnected);
        Assert.Equal(1.65, report.KilometresUncovered, 1e-9);
    }

    [Fact]
    public void A_part_without_a_way_to_the_rest_is_named()
    {
        var report = PlanReport.Of(MineWith([Roadway("Far", (0, 500, 0), (40, 500, 0)), Roadway("A", (0, 0, 0), (100, 0, 0)), Roadway("Near", (101, 0, 0), (120, 0, 0))]));
        Assert.Equal(["Far", "Near"], report.Unconnected.Select(p => p.Roadways.Single().Value));
        Assert.Equal([0.04, 0.019], report.Unconnected.Select(p => p.Kilometres));
    }

    [Fact]
    public void A_hall_connects_the_roadways_that_open_into_it_and_ends_there_are_not_dead()
    {
        var report = PlanReport.Of(MineWith([Roadway("A", (-60, 20, 0), (0, 20, 0)), Roadway("B", (40, 20, 0), (100, 20, 0))], areas: [Hall("H", 0, 0, 40, 40)]));
        Assert.Empty(report.Unconnected);
        Assert.Equal((2, 2), (report.Portals, report.DeadEnds));
    }

    [Fact]
    public void Anchors_too_far_apart_are_named_with_the_gap()
    {
        var report = PlanReport.Of(MineWith([Roadway("A", (0, 0, 0), (256, 0, 0))],
            [Anchor("U3", 192, 1), Anchor("U1", 16, 1), Anchor("U2", 64, 1), Anchor("R1", 150, 1, technology: AnchorTechnology.Rfid)]));
        Assert.Equal([new Stretch(new RoadwayId("A"), 64, 192)], report.WideSpacings);
        Assert.Equal(128, report.WideSpacings[0].Length);
    }

    [Fact]
    public void What_no_anchor_sees_within_its_range_is_uncovered()
    {
        var report = PlanReport.Of(MineWith([Roadway("A", (0, 0, 0), (300, 0, 0)), Roadway("B", (0, 50, 0), (10, 50, 0))], [Anchor("U1", 50, 0)]));
        Assert.Equal([new Stretch(new RoadwayId("A"), 150, 300), new Stretch(new RoadwayId("B"), 0, 10)], report.Uncovered);
        Assert.Equal(0.16, report.KilometresUncovered, 1e-9);
    }

    [Fact]
    public void A_reader_covers_its_read_radius()
    {
        var reader = Anchor("R1", 50, 0, technology: AnchorTechnology.Rfid);
        var plan = MineWith([Roadway("A", (0, 0, 0), (100, 0, 0))], [reader with { ReadRadius = new Metres(30) }]);
        Assert.Equal(0.04, PlanReport.Of(plan).KilometresUncovered, 1e-9);
        Assert.Equal(0.07, PlanReport.Of(MineWith(plan.Roadways, [reader])).KilometresUncovered, 1e-9);
    }

    [Fact]
    public void An_anchor_attached_to_nothing_is_named()
    {
        var report = PlanReport.Of(MineWith([Roadway("A", (0, 0, 0), (100, 0, 0))], [Anchor("U1", 50, 0), Anchor("U2", 50, 40)]));
        Assert.Equal([new AnchorId("U2")], report.Unattached);
        Assert.Equal(2, report.Anchors[AnchorTechnology.Uwb]);
    }

    [Fact]
    public void A_plan_without_roadways_has_a_report() =>
        Assert.Equal(0, PlanReport.Of(MineWith([], [Anchor("U1", 1, 1)], [Hall("H", 0, 0, 10, 10)])).Kilometres);
}
