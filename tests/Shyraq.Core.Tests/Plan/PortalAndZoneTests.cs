using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Xunit;
using static Shyraq.Core.Tests.Plan.Drawn;

namespace Shyraq.Core.Tests.Plan;

public class PortalAndZoneTests
{
    [Theory]
    [InlineData(40, 0, true)]      // on the edge
    [InlineData(43, 0, true)]      // within 3 m
    [InlineData(43.1, 0, false)]
    [InlineData(30, 0, true)]      // inside
    [InlineData(40, 3.5, true)]    // roof + 2 m
    [InlineData(40, 3.6, false)]
    [InlineData(40, -3.6, false)]
    public void A_roadway_end_in_or_near_an_area_at_its_height_is_a_portal(double x, double z, bool isPortal)
    {
        var plan = MineWith([Roadway("A", (x, 20, z), (120, 20, 0))], areas: [Hall("H", 0, 0, 40, 40)]);
        Assert.Equal(isPortal, plan.Portals.Length == 1);
        if (isPortal) Assert.Equal(new Portal(0, 0, new Point3(x, 20, z)), plan.Portals[0]);
    }

    [Fact]
    public void An_end_inside_a_pillar_far_from_its_edge_is_no_portal()
    {
        var hall = Hall("H", 0, 0, 60, 60);
        hall = hall with { Rings = [hall.Rings[0], Box(10, 10, 50, 50)] };
        Assert.Empty(MineWith([Roadway("A", (30, 30, 0), (30, 31, 0))], areas: [hall]).Portals);
    }

    [Fact]
    public void The_sections_of_a_polygon_zone_are_the_stretches_inside_it()
    {
        var plan = MineWith([Roadway("A", (0, 0, 0), (50, 0, 0), (100, 0, 0)), Roadway("B", (0, 90, 0), (100, 90, 0))], zones: [Zone("Z", Box(20, -10, 70, 10))]);
        var section = Assert.Single(plan.Zones[0].Sections);
        Assert.Equal(new Section(0, 20, 70), section);
    }

    [Fact]
    public void A_roadway_that_leaves_a_zone_and_comes_back_has_two_sections()
    {
        var plan = MineWith([Roadway("A", (0, 0, 0), (40, 0, 0), (40, 40, 0), (0, 40, 0))], zones: [Zone("Z", Box(-10, -10, 20, 50))]);
        Assert.Equal([new Section(0, 0, 20), new Section(0, 100, 120)], plan.Zones[0].Sections);
    }

    [Fact]
    public void A_zone_of_a_level_leaves_other_levels_out()
    {
        var (low, high) = (Roadway("A", (0, 0, 0), (50, 0, 0)) with { Level = "L0" }, Roadway("B", (0, 0, 30), (50, 0, 30)) with { Level = "L30" });
        var plan = MineWith([low, high], zones: [Zone("Z", Box(10, -5, 20, 5), ("level", "\"L30\"")), Zone("Y", Box(10, -5, 20, 5), ("floor", "-2"), ("height", "4")), Zone("X", Box(10, -5, 20, 5))]);
        Assert.Equal([new Section(1, 10, 20)], plan.Zones[0].Sections);
        Assert.Equal([new Section(0, 10, 20)], plan.Zones[1].Sections);
        Assert.Equal(2, plan.Zones[2].Sections.Length);
    }

    [Fact]
    public void Sections_that_are_given_stand()
    {
        var zone = Zone("Z", Box(0, -5, 50, 5)) with { Sections = [new Section(0, 3, 4)] };
        Assert.Equal([new Section(0, 3, 4)], MineWith([Roadway("A", (0, 0, 0), (50, 0, 0))], zones: [zone]).Zones[0].Sections);
    }
}
