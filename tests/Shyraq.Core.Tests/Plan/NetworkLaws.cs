using CsCheck;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Plan;

/// <summary>What holds for every network.</summary>
public class NetworkLaws
{
    private const double Tolerance = 1e-6;

    // Vertices on a lattice, so that roadways meet often, moved a little so that lengths are odd.
    private static readonly Gen<Point3> Vertex =
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 1], (x, y, z) => new Point3(x * 20 + y * 1.3, y * 20 + x * 0.7, z * 10 + x * 0.1));

    private static readonly Gen<Roadway[]> Roadways =
        Vertex.Array[2, 6].Select(Distinct).Where(v => v.Length >= 2).Array[1, 8].Select(lines => lines.Select(Roadway).ToArray());

    private static readonly Gen<(Roadway[] Roadways, NetworkPosition[] Positions)> Places =
        from roadways in Roadways
        from positions in Gen.Select(Gen.Int[0, roadways.Length - 1], Gen.Double[0, 1]).Array[3]
        select (roadways, positions.Select(p => new NetworkPosition(p.Item1, p.Item2 * roadways[p.Item1].Line.Length)).ToArray());

    [Fact]
    public void Distance_is_the_same_both_ways_and_zero_to_itself() => Places.Sample(c =>
    {
        var network = new Network([.. c.Roadways]);
        Same(network.Distance(c.Positions[0], c.Positions[1]), network.Distance(c.Positions[1], c.Positions[0]));
        Assert.Equal(0, network.Distance(c.Positions[0], c.Positions[0]));
    });

    [Fact]
    public void A_way_through_a_third_place_is_never_shorter() => Places.Sample(c =>
    {
        var network = new Network([.. c.Roadways]);
        var (ab, bc, ac) = (network.Distance(c.Positions[0], c.Positions[1]), network.Distance(c.Positions[1], c.Positions[2]), network.Distance(c.Positions[0], c.Positions[2]));
        Assert.True(ac <= ab + bc + Tolerance, $"{ac} > {ab} + {bc}");
    });

    [Fact]
    public void The_length_of_the_shortest_path_is_the_distance_and_it_hangs_together() => Places.Sample(c =>
    {
        var network = new Network([.. c.Roadways]);
        var (a, b) = (c.Positions[0], c.Positions[1]);
        var distance = network.Distance(a, b);
        var path = network.ShortestPath(a, b);
        Assert.Equal(double.IsPositiveInfinity(distance), path is null);
        if (path is { } steps) Same(distance, LengthOf(network, a, b, [.. steps]));
    });

    [Fact]
    public void Distances_to_junctions_agree_with_distances_to_their_positions() => Places.Sample(c =>
    {
        var network = new Network([.. c.Roadways]);
        var all = network.DistancesFrom(c.Positions[0]);
        foreach (var edge in network.Edges)
        {
            Same(all[edge.JunctionFrom], network.Distance(c.Positions[0], new NetworkPosition(edge.Roadway, edge.From)));
            Same(all[edge.JunctionTo], network.Distance(c.Positions[0], new NetworkPosition(edge.Roadway, edge.To)));
        }
    });

    [Fact]
    public void A_vertex_more_on_a_straight_changes_no_distance() =>
        (from c in Places
         from at in Gen.Select(Gen.Int[0, c.Roadways.Length - 1], Gen.Double[0.2, 0.8])
         select (c, at)).Sample((c, at) =>
    {
        var with = c.Roadways.ToArray();
        var vertices = with[at.Item1].Line.Vertices.ToArray();
        var added = Point3.Lerp(vertices[0], vertices[1], at.Item2);
        // On another's vertex it would rightly make a junction.
        if (c.Roadways.Any(r => r.Line.Vertices.ToArray().Any(v => Point3.Distance(v, added) <= 1))) return;
        with[at.Item1] = Roadway([vertices[0], added, .. vertices[1..]], at.Item1);
        Same(new Network([.. c.Roadways]).Distance(c.Positions[0], c.Positions[1]), new Network([.. with]).Distance(c.Positions[0], c.Positions[1]));
    });

    [Fact]
    public void Edges_cover_every_roadway_without_gap_or_overlap() => Roadways.Sample(roadways =>
    {
        var network = new Network([.. roadways]);
        for (var r = 0; r < roadways.Length; r++)
        {
            var (first, end) = network.EdgesOf(r);
            Assert.Equal(0, network.Edges[first].From);
            Assert.Equal(roadways[r].Line.Length, network.Edges[end - 1].To);
            for (var e = first + 1; e < end; e++) Assert.Equal(network.Edges[e - 1].To, network.Edges[e].From);
        }
        Assert.Equal(2 * network.Edges.Length, network.Junctions.Sum(j => j.Edges.Length));
    });

    [Fact]
    public void The_nearest_place_to_a_point_of_a_line_is_that_point() =>
        (from r in Roadways from share in Gen.Double[0, 1] select (r[0].Line, share)).Sample((line, share) =>
        {
            var point = line.PointAt(share * line.Length);
            var (offset, distance) = line.Nearest(point);
            Assert.Equal(0, distance, Tolerance);
            Assert.Equal(0, Point3.Distance(point, line.PointAt(offset)), Tolerance);
        });

    private static double LengthOf(Network network, NetworkPosition a, NetworkPosition b, (int Edge, bool Forward)[] steps)
    {
        if (steps.Length == 0) return Math.Abs(a.Offset - b.Offset);
        Assert.Equal(network.EdgeAt(a), steps[0].Edge);
        Assert.Equal(network.EdgeAt(b), steps[^1].Edge);
        for (var i = 1; i < steps.Length; i++) Assert.Equal(Junction(network, steps[i - 1], end: true), Junction(network, steps[i], end: false));
        var (first, last) = (network.Edges[steps[0].Edge], network.Edges[steps[^1].Edge]);
        return (steps[0].Forward ? first.To - a.Offset : a.Offset - first.From)
            + steps[1..^1].Sum(s => network.Edges[s.Edge].Length)
            + (steps[^1].Forward ? b.Offset - last.From : last.To - b.Offset);
    }

    private static int Junction(Network network, (int Edge, bool Forward) step, bool end) =>
        step.Forward == end ? network.Edges[step.Edge].JunctionTo : network.Edges[step.Edge].JunctionFrom;

    private static void Same(double expected, double actual) =>
        Assert.True(expected.Equals(actual) || Math.Abs(expected - actual) < Tolerance, $"{expected} is not {actual}");

    private static Point3[] Distinct(Point3[] line) => [.. line.Where((v, i) => i == 0 || v != line[i - 1])];

    private static Roadway Roadway(Point3[] line, int index) => Drawn.Roadway($"R{index}", [.. line.Select(v => (v.X, v.Y, v.Z))]);

    [Fact]
    public void The_segment_of_an_offset_is_the_last_that_begins_at_or_before_it() =>
        Gen.Select(Gen.Double[0.01, 80].Array[1, 40], Gen.Double[-0.2, 1.2].Array[1, 20]).Sample((lengths, shares) =>
        {
            // Each way on is another, so that a tangent tells its segment.
            List<Point3> vertices = [default];
            for (var i = 0; i < lengths.Length; i++) vertices.Add(vertices[^1] + new Point3(Math.Cos(0.1 * i), Math.Sin(0.1 * i), 0) * lengths[i]);
            var line = new Polyline(vertices);
            foreach (var offset in shares.Select(share => share * line.Length).Concat(line.VertexOffsets.ToArray()))
            {
                var segment = Math.Max(0, Enumerable.Range(0, lengths.Length).LastOrDefault(i => line.VertexOffsets[i] <= offset));
                var along = vertices[segment + 1] - vertices[segment];
                Assert.Equal(0, Point3.Distance(along * (1 / along.Length), line.TangentAt(offset)), 1e-12);
                Assert.Equal(line.PointAt(offset), line.PointAt(offset, out var tangent));
                Assert.Equal(line.TangentAt(offset), tangent);
            }
        });
}
