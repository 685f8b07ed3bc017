using CsCheck;
using Shyraq.Core.Coverage;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Xunit;
using static Shyraq.Core.Tests.Plan.Drawn;

namespace Shyraq.Core.Tests.Coverage;

public sealed class CoverageTests
{
    private static readonly CoverageOptions Plain = new() { Add = 0 };

    [Fact]
    public void Between_two_anchors_in_sight_the_radius_is_what_walking_beside_the_line_leaves()
    {
        var report = CoverageReport.Of(Straight(200, 20, 180), Plain);
        // 1.96 times the lateral metre, the biases of 0.1 m and what the ranges leave.
        Assert.All(report.Cells.Where(c => c.Offset is > 50 and < 150), c => Assert.InRange(c.Radius95, 1.9, 2.5));
        Assert.All(report.Cells, c => Assert.True(c.Live > 0.999));
    }

    [Fact]
    public void Into_a_gap_the_radius_grows_with_every_metre()
    {
        var cells = CoverageReport.Of(Straight(700, 20, 60), Plain).Cells;
        var gap = cells.Where(c => c.Live == 0).ToArray();
        Assert.True(gap.Length > 400);
        for (var i = 1; i < gap.Length; i++) Assert.True(gap[i].Radius95 > gap[i - 1].Radius95, $"{gap[i - 1]} then {gap[i]}");
        Assert.InRange(gap[^1].Radius95, 0.3 * gap.Length, gap.Length);
    }

    [Fact]
    public void A_gap_between_two_anchors_is_worst_in_its_middle()
    {
        var cells = CoverageReport.Of(Straight(1000, 100, 900), Plain).Cells;
        Assert.InRange(cells.MaxBy(c => c.Radius95).Offset, 490, 510);
    }

    [Fact]
    public void A_symmetrical_plan_has_a_symmetrical_prediction()
    {
        var cells = CoverageReport.Of(Straight(600, 60, 200, 400, 540), Plain).Cells;
        for (var i = 0; i < cells.Length; i++)
        {
            Assert.Equal(cells[i].Radius95, cells[^(i + 1)].Radius95, cells[i].Radius95 * 0.01);
            Assert.Equal(cells[i].Live, cells[^(i + 1)].Live, 1e-9);
        }
    }

    [Fact]
    public void One_more_anchor_never_makes_the_prediction_worse_anywhere() => (
        from technologies in Gen.Int[0, 4].Select(i => (AnchorTechnology)i).Array[1, 6]
        from places in Gen.Double[0, 560].Array[7]
        from rate in Gen.Int[0, 2].Select(i => new[] { 0.1, 1, 5 }[i])
        select (technologies, places, rate)).Sample(t =>
    {
        var anchors = t.technologies.Select((technology, i) => On("A" + i, t.places[i], technology)).ToArray();
        var options = Plain with { Rate = t.rate, Step = 5 };
        var before = CoverageReport.Of(MineWith(Bent, anchors[..^1]), options);
        var after = CoverageReport.Of(MineWith(Bent, anchors), options);
        foreach (var (old, now) in before.Cells.Zip(after.Cells))
        {
            // Gains under 1 % are not carried on from one stretch to the next; far from all anchors a few of those left out add up.
            Assert.True(now.Radius95 <= old.Radius95 * 1.03, $"{old} became {now}");
            Assert.True(now.Live >= old.Live - 1e-12);
        }
    }, iter: 400);

    [Fact]
    public void A_lone_anchor_leaves_both_sides_open_and_a_second_one_closes_one()
    {
        var lone = CoverageReport.Of(Straight(160, 80), Plain).Cells;
        Assert.Empty(lone.Where(c => Math.Abs(c.Offset - 80) > 4 && !c.TwoSided));
        Assert.Empty(lone.Where(c => Math.Abs(c.Offset - 80) < 1 && c.TwoSided));
        // Who walked past it is on the side that he walked to.
        Assert.InRange(lone.Max(c => c.Radius95), 1.9, 2.6);
        var two = CoverageReport.Of(Straight(160, 80, 10), Plain);
        Assert.DoesNotContain(two.Cells, c => c.TwoSided && c.Offset < 120);
        // An anchor at the end of the roadway has no other side.
        Assert.Equal(0, CoverageReport.Of(Straight(160, 5), Plain).Cells.Count(c => c.TwoSided && c.Offset > 15));
    }

    [Fact]
    public void Where_no_anchor_is_on_any_way_nothing_is_known_and_levels_add_up()
    {
        var plan = MineWith([Roadway("A", (0, 0, 0), (100, 0, 0)) with { Level = "L1" }, Roadway("Far", (0, 500, 0), (50, 500, 0)) with { Level = "L2" }], [Anchor("U", 50, 1)]);
        var report = CoverageReport.Of(plan, Plain);
        Assert.All(report.Cells.Where(c => c.Roadway.Value == "Far"), c => Assert.Equal((double.PositiveInfinity, 0), (c.Radius95, c.Live)));
        Assert.Equal(["L1", "L2"], report.Levels.Select(l => l.Level));
        Assert.Equal(0.05, report.Levels[1].Kilometres[^1], 1e-9);
        Assert.Equal(report.Mine.Kilometres.Sum(), report.Levels.Sum(l => l.Kilometres.Sum()), 1e-9);
        Assert.Equal(new Stretch(new RoadwayId("Far"), 0, 50), report.Worst[0].Stretch);
    }

    [Fact]
    public void A_tag_that_speaks_oftener_is_known_better()
    {
        var plan = Straight(400, 50, 150, 250, 350);
        var (seldom, often) = (CoverageReport.Of(plan, Plain with { Rate = 0.1 }), CoverageReport.Of(plan, Plain with { Rate = 2 }));
        Assert.All(seldom.Cells.Zip(often.Cells), p => Assert.True(p.Second.Radius95 <= p.First.Radius95));
        Assert.True(often.Mine.Live > seldom.Mine.Live);
    }

    [Fact]
    public void A_reader_tells_as_much_as_its_radius()
    {
        var reader = Anchor("R", 200, 1, technology: AnchorTechnology.Rfid) with { ReadRadius = new Metres(10) };
        var cells = CoverageReport.Of(MineWith([Roadway("R", (0, 0, 0), (400, 0, 0))], [reader]), Plain).Cells;
        Assert.InRange(cells.Single(c => c.Offset is > 199.9 and < 200.6).Radius95, 3, 15);
        Assert.Equal(0, cells[0].Live);
        Assert.True(cells[0].Radius95 > 80);
    }

    private static readonly Roadway[] Bent = [Roadway("Main", (0, 0, 0), (200, 0, 0), (400, 0, 0)), Roadway("Side", (200, 0, 0), (200, 160, 0))];

    private static Anchor On(string id, double along, AnchorTechnology technology) =>
        along <= 400 ? Anchor(id, along, 1.5, 0.5, technology) : Anchor(id, 201.5, along - 400, 0.5, technology);

    private static MinePlan Straight(double length, params double[] anchors) =>
        MineWith([Roadway("R", (0, 0, 0), (length, 0, 0))], anchors.Select((x, i) => Anchor("A" + i, x, 0, 0.5)));
}
