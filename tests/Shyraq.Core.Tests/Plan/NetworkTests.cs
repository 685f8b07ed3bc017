using Shyraq.Core.Plan;
using Xunit;
using static Shyraq.Core.Tests.Plan.Drawn;

namespace Shyraq.Core.Tests.Plan;

public class NetworkTests
{
    [Fact]
    public void Roadways_meet_where_vertices_lie_within_half_a_metre()
    {
        var network = Network(Roadway("A", (0, 0, 0), (100, 0, 0)), Roadway("B", (100.3, 0.3, 0.2), (100, 50, 0)));
        Assert.Equal(3, network.Junctions.Length);
        Assert.Equal(2, network.Edges.Length);
        Assert.Equal(60, network.Distance(At(0, 50), At(1, 10)), 1e-9);
    }

    [Fact]
    public void Vertices_over_half_a_metre_apart_do_not_meet()
    {
        var network = Network(Roadway("A", (0, 0, 0), (100, 0, 0)), Roadway("B", (100.51, 0, 0), (150, 0, 0)));
        Assert.Equal([0, 0, 1, 1], network.Parts);
        Assert.Equal(double.PositiveInfinity, network.Distance(At(0, 50), At(1, 10)));
        Assert.Null(network.ShortestPath(At(0, 50), At(1, 10)));
    }

    [Fact]
    public void Half_a_metre_is_measured_in_three_dimensions()
    {
        var network = Network(Roadway("A", (0, 0, 0), (100, 0, 0)), Roadway("B", (100, 0, 0.6), (150, 0, 0)));
        Assert.Equal(2, network.Parts.Distinct().Count());
    }

    [Fact]
    public void An_overcast_that_only_crosses_does_not_connect()
    {
        var network = Network(Roadway("A", (0, 0, 0), (100, 0, 0)), Roadway("B", (50, -50, 0), (50, 50, 0)));
        Assert.Equal(2, network.Edges.Length);
        Assert.Equal(double.PositiveInfinity, network.Distance(At(0, 50), At(1, 50)));
    }

    [Fact]
    public void A_roadway_is_cut_where_another_meets_it_in_the_middle()
    {
        var network = Network(Roadway("A", (0, 0, 0), (40, 0, 0), (100, 0, 0)), Roadway("B", (40, 0, 0), (40, 30, 0)));
        Assert.Equal([(0, 0.0, 40.0), (0, 40.0, 100.0), (1, 0.0, 30.0)], network.Edges.Select(e => (e.Roadway, e.From, e.To)));
        Assert.Equal(3, network.Junctions.Single(j => !j.IsDeadEnd).Edges.Length);
        Assert.Equal(70, network.Distance(At(0, 0), At(1, 30)), 1e-9);
        Assert.Equal(90, network.Distance(At(0, 100), At(1, 30)), 1e-9);
    }

    [Fact]
    public void A_bend_is_no_junction()
    {
        var network = Network(Roadway("A", (0, 0, 0), (40, 0, 0), (40, 40, 0)));
        Assert.Single(network.Edges);
        Assert.All(network.Junctions, j => Assert.True(j.IsDeadEnd));
    }

    [Fact]
    public void A_ring_meets_itself_and_the_short_half_is_the_way()
    {
        var network = Network(Roadway("Ring", (0, 0, 0), (30, 0, 0), (30, 30, 0), (0, 30, 0), (0, 0, 0)));
        Assert.Single(network.Junctions);
        Assert.Equal([0, 0], network.Junctions[0].Edges);
        Assert.Equal(20, network.Distance(At(0, 10), At(0, 110)), 1e-9);
        Assert.Equal([(0, false), (0, false)], network.ShortestPath(At(0, 10), At(0, 110))!.Value);
    }

    [Fact]
    public void A_lollipop_meets_itself_in_the_middle()
    {
        var network = Network(Roadway("L", (0, 0, 0), (50, 0, 0), (80, 0, 0), (80, 30, 0), (50, 30, 0), (50, 0, 0)));
        Assert.Equal(2, network.Junctions.Length);
        Assert.Equal([(0.0, 50.0), (50.0, 170.0)], network.Edges.Select(e => (e.From, e.To)));
        Assert.Equal(60, network.Distance(At(0, 0), At(0, 160)), 1e-9);
    }

    [Fact]
    public void A_densely_drawn_line_does_not_meet_itself_and_is_cut_once_by_another()
    {
        var dense = Roadway("A", [.. Enumerable.Range(0, 101).Select(i => (i * 0.2, 0.0, 0.0))]);
        var network = Network(dense, Roadway("B", (10, 0.1, 0), (10, 20, 0)));
        Assert.Equal(3, network.Edges.Length);
        Assert.Equal(10, network.Edges[0].To, 1e-9);
        Assert.Equal(20, network.Distance(At(0, 0), At(0, 20)), 1e-9);
    }

    [Fact]
    public void Two_dense_lines_side_by_side_do_not_collapse_into_one_junction()
    {
        Roadway Dense(string id, double y) => Roadway(id, [.. Enumerable.Range(0, 501).Select(i => (i * 0.2, y, 0.0))]);
        var network = Network(Dense("A", 0), Dense("B", 0.3));
        Assert.InRange(network.Distance(At(0, 0), At(0, 100)), 1, 100);
        Assert.Single(network.Parts.Distinct());
        Assert.Equal(200, network.Edges.Sum(e => e.Length), 1e-6);
    }

    [Fact]
    public void The_edge_of_a_position_holds_it()
    {
        var network = Network(Roadway("A", (0, 0, 0), (40, 0, 0), (100, 0, 0)), Roadway("B", (40, 0, 0), (40, 30, 0)));
        Assert.Equal(0, network.EdgeAt(At(0, 0)));
        Assert.Equal(1, network.EdgeAt(At(0, 40.001)));
        Assert.Equal(1, network.EdgeAt(At(0, 100)));
        Assert.Equal(2, network.EdgeAt(At(1, 15)));
    }

    [Fact]
    public void A_limit_ends_the_search()
    {
        var network = Network(Roadway("A", (0, 0, 0), (100, 0, 0)), Roadway("B", (100, 0, 0), (200, 0, 0)));
        Assert.Equal(double.PositiveInfinity, network.Distance(At(0, 0), At(1, 50), limit: 149));
        Assert.Equal(150, network.Distance(At(0, 0), At(1, 50), limit: 150), 1e-9);
        Assert.Equal([0, 100, double.PositiveInfinity], network.DistancesFrom(At(0, 0), limit: 120));
    }

    [Fact]
    public void The_way_by_another_roadway_may_be_shorter_than_along_its_own()
    {
        var detour = Roadway("A", (0, 0, 0), (0, 100, 0), (10, 100, 0), (10, 0, 0));
        var network = Network(detour, Roadway("Short", (0, 0, 0), (10, 0, 0)));
        Assert.Equal(20, network.Distance(At(0, 5), At(0, 205)), 1e-9);
        Assert.Equal([(0, false), (1, true), (0, false)], network.ShortestPath(At(0, 5), At(0, 205))!.Value);
        Assert.Empty(network.ShortestPath(At(0, 5), At(0, 25))!.Value);
    }
}
