using Shyraq.Core.Plan;
using Shyraq.Protocols.Plan;
using Shyraq.Simulator.Drawing;
using Xunit;

namespace Shyraq.Simulator.Tests.Drawing;

public sealed class CoalMineTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(77)]
    public void Its_plan_has_no_fault_and_no_warning(long seed)
    {
        var reading = Assert.IsType<PlanReading.Read>(PlanReader.Read(CoalMine.Text(seed), 1));
        Assert.Empty(reading.Warnings);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(77)]
    public void It_has_about_fifty_kilometres_of_roadway(long seed) =>
        Assert.InRange(CoalMine.Draw(seed).Roadways.Sum(r => r.Line.Length), 45_000, 55_000);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(77)]
    public void All_its_roadways_are_one_network(long seed) => Assert.All(new Network(CoalMine.Draw(seed).Roadways).Parts, part => Assert.Equal(0, part));

    [Fact]
    public void It_has_three_levels_and_a_surface()
    {
        var levels = Plans.CoalMinePlan.Roadways.Select(r => r.Level).ToHashSet();
        Assert.Superset(new HashSet<string> { "гор. +50", "гор. -100", "гор. -250", "Поверхность" }, levels);
    }

    [Fact]
    public void What_crosses_on_an_overcast_does_not_meet()
    {
        // The return drift of the lowest level goes over the main crosscut.
        var network = Plans.CoalMinePlan.Network;
        int[] Junctions(string roadway) => [.. network.Edges.Where(e => e.Roadway == Plans.CoalMinePlan.RoadwayIndex(new(roadway))).SelectMany(e => new[] { e.JunctionFrom, e.JunctionTo })];
        Assert.Empty(Junctions("VSH-M250").Intersect(Junctions("GK-M250")));
    }

    [Fact]
    public void Every_hall_opens_into_roadways() =>
        Assert.All(Enumerable.Range(0, Plans.CoalMinePlan.Areas.Length), area => Assert.True(Plans.CoalMinePlan.Portals.Count(p => p.Area == area) >= 2));

    [Fact]
    public void Its_anchors_hang_inside_their_roadways() =>
        Assert.All(Plans.CoalMinePlan.Views, view => Assert.True(view.Area is not null || view.FootDistance < 3.5, $"{view.Anchor.Id} hangs {view.FootDistance} m from its roadway"));

    [Fact]
    public void An_equal_seed_gives_equal_bytes_and_another_does_not()
    {
        Assert.Equal(CoalMine.Text(5), CoalMine.Text(5));
        Assert.NotEqual(CoalMine.Text(5), CoalMine.Text(6));
    }

    [Fact]
    public void A_plan_without_anchors_gets_one_in_every_longer_roadway()
    {
        var bare = Plans.CoalMinePlan.Roadways.Where(r => r.Use != "shaft").ToArray();
        var anchors = AnchorPlacing.Default(bare, []);
        Assert.All(bare.Where(r => r.Line.Length > 120), r => Assert.Contains(anchors, a => r.Line.Nearest(a.Place).Distance < 4));
        Assert.Equal(anchors.Count, anchors.Select(a => a.Id).Distinct().Count());
    }

    [Fact]
    public void Hung_anchors_are_read_back_and_the_rest_of_the_text_is_kept()
    {
        var text = """{"type":"FeatureCollection","mine":{"id":"x","name":"X","crs":"local","timeZone":"UTC","owner":"Ж"},"features":[{"type":"Feature","geometry":{"type":"LineString","coordinates":[[0,0,0],[100,0,0]]},"properties":{"kind":"roadway","id":"R","name":"R","level":"L","use":"travel","width":4,"height":3,"tiles":2}}]}"""u8;
        var plan = Plans.Read(text.ToArray());
        var with = PlanText.WithAnchors(text, AnchorPlacing.Default(plan.Roadways, plan.Areas));
        Assert.Equal(2, Plans.Read(with).Anchors.Length);
        var written = System.Text.Encoding.UTF8.GetString(with);
        Assert.Contains("\"owner\":\"Ж\"", written);
        Assert.Contains("\"tiles\":2", written);
    }
}
