using Xunit;
using static Shyraq.Core.Tests.Plan.Drawn;

namespace Shyraq.Core.Tests.Plan;

public class AnchorSightTests
{
    [Fact]
    public void An_anchor_sees_the_whole_of_a_straight_roadway_and_both_sides_of_its_foot()
    {
        var view = MineWith([Roadway("A", (0, 0, 0), (200, 0, 0))], [Anchor("U1", 80, 2, 1)]).Views[0];
        Assert.Equal(At(0, 80), view.Foot);
        Assert.Equal(Math.Sqrt(5), view.FootDistance, 1e-9);
        var edge = Assert.Single(view.Edges);
        Assert.Equal([(0.0, 200.0)], edge.Visible);
        Assert.Equal(Math.Sqrt(5) + 20, edge.NetworkDistance(100), 1e-9);
        Assert.Equal(Math.Sqrt(5) + 20, edge.NetworkDistance(60), 1e-9);
    }

    [Fact]
    public void Sight_round_a_corner_ends()
    {
        var view = MineWith([Roadway("A", (0, 0, 0), (100, 0, 0), (100, 100, 0))], [Anchor("U1", 0, 0)]).Views[0];
        var stretch = Assert.Single(view.Edges[0].Visible);
        Assert.Equal(0, stretch.From);
        Assert.InRange(stretch.To, 100, 104);
        Assert.Equal(150, view.Edges[0].NetworkDistance(150), 1e-9);
    }

    [Fact]
    public void Sight_goes_straight_on_through_a_junction_and_little_into_the_side_road()
    {
        var plan = MineWith([Roadway("A", (0, 0, 0), (60, 0, 0), (120, 0, 0)), Roadway("B", (60, 0, 0), (60, 80, 0))], [Anchor("U1", 10, 0)]);
        var view = plan.Views[0];
        Assert.Equal([(60.0, 120.0)], view.Of(1)!.Visible);
        Assert.InRange(Assert.Single(view.Of(2)!.Visible).To, 1, 5);
        Assert.Equal(50, view.Of(2)!.ViaFrom, 1e-9);
        Assert.Equal(80, view.Of(2)!.NetworkDistance(30), 1e-9);
    }

    [Fact]
    public void Sight_crosses_to_a_parallel_roadway_only_through_the_crosscut()
    {
        var plan = MineWith(
            [Roadway("A", (0, 0, 0), (50, 0, 0), (100, 0, 0)), Roadway("B", (0, 30, 0), (50, 30, 0), (100, 30, 0)), Roadway("X", (50, 0, 0), (50, 30, 0))],
            [Anchor("U1", 50, 0)]);
        var view = plan.Views[0];
        Assert.True(view.Of(plan.Network.EdgeAt(At(2, 15)))!.Sees(29));
        var beyond = view.Of(plan.Network.EdgeAt(At(1, 60)))!;
        Assert.True(beyond.Sees(51));
        Assert.False(beyond.Sees(60));
    }

    [Fact]
    public void A_hollow_between_two_humps_hides_and_the_line_comes_into_sight_again()
    {
        // 30 m long dip of 4 m, in a roadway 3 m high: its floor is hidden, the far side is not.
        var plan = MineWith([Roadway("A", (0, 0, 0), (50, 0, 0), (60, 0, -6), (80, 0, -6), (90, 0, 0), (140, 0, 0))], [Anchor("U1", 0, 0)]);
        var visible = plan.Views[0].Edges[0].Visible;
        Assert.Single(visible);
        Assert.InRange(visible[0].To, 50, 56);
    }

    [Fact]
    public void An_overcast_is_not_seen_from_below()
    {
        var plan = MineWith([Roadway("A", (0, 0, 0), (100, 0, 0)), Roadway("B", (50, -50, 8), (50, 50, 8))], [Anchor("U1", 50, 0)]);
        Assert.Null(plan.Views[0].Of(1));
    }

    [Fact]
    public void An_anchor_in_a_hall_sees_into_the_roadways_that_open_into_it()
    {
        var plan = MineWith([Roadway("A", (40, 20, 0), (120, 20, 0))], [Anchor("U1", 5, 20)], [Hall("H", 0, 0, 40, 40)]);
        var view = plan.Views[0];
        Assert.Null(view.Foot);
        Assert.Equal(0, view.Area);
        var edge = Assert.Single(view.Edges);
        Assert.Equal(35, edge.ViaFrom, 1e-9);
        Assert.Equal([(0.0, 80.0)], edge.Visible);
    }

    [Fact]
    public void Sight_crosses_a_hall_into_the_roadway_on_the_other_side()
    {
        var plan = MineWith([Roadway("A", (-60, 20, 0), (0, 20, 0)), Roadway("B", (40, 20, 0), (100, 20, 0)), Roadway("C", (40, 2, 0), (100, 2, 0))], [Anchor("U1", -30, 20)], [Hall("H", 0, 0, 40, 40)]);
        var view = plan.Views[0];
        Assert.Equal([(0.0, 60.0)], view.Of(1)!.Visible);
        Assert.Equal(70, view.Of(1)!.ViaFrom, 1e-9);
        Assert.DoesNotContain(view.Of(2)!.Visible, s => s.To > 5);
    }

    [Fact]
    public void An_anchor_in_an_open_area_sees_all_roadway_within_it_pillars_or_not()
    {
        var hall = Hall("H", 0, 0, 60, 60);
        hall = hall with { Rings = [hall.Rings[0], Box(20, 20, 40, 40)] };
        var plan = MineWith([Roadway("A", (50, 10, 0), (50, 50, 0))], [Anchor("U1", 10, 50)], [hall]);
        Assert.Equal([(0.0, 40.0)], plan.Views[0].Edges[0].Visible);
    }

    [Fact]
    public void An_anchor_in_a_niche_looks_out_of_it()
    {
        var view = MineWith([Roadway("A", (0, 0, 0), (100, 0, 0))], [Anchor("U1", 50, 8)]).Views[0];
        Assert.Equal(8, view.FootDistance, 1e-9);
        Assert.True(view.Edges[0].Sees(50));
        Assert.False(view.Edges[0].Sees(95));
    }

    [Fact]
    public void An_anchor_far_from_everything_is_attached_to_nothing()
    {
        var view = MineWith([Roadway("A", (0, 0, 0), (100, 0, 0))], [Anchor("U1", 50, 16)]).Views[0];
        Assert.Null(view.Foot);
        Assert.Null(view.Area);
        Assert.Empty(view.Edges);
    }

    [Fact]
    public void Edges_farther_than_the_reach_are_left_out()
    {
        var plan = MineWith([Roadway("A", (0, 0, 0), (300, 0, 0)), Roadway("B", (300, 0, 0), (300, 200, 0)), Roadway("C", (300, 200, 0), (600, 200, 0))], [Anchor("U1", 0, 0)]);
        Assert.Equal([0, 1], plan.Views[0].Edges.Select(e => e.Edge));
        Assert.Equal(double.PositiveInfinity, plan.Views[0].Of(1)!.ViaTo);
    }
}
