using System.Collections.Immutable;
using Shyraq.Core.Units;

namespace Shyraq.Core.Plan;

/// <summary>A position on the network.</summary>
/// <param name="Roadway">Index of the roadway in <see cref="MinePlan.Roadways"/>.</param>
/// <param name="Offset">Metres from its first vertex.</param>
public readonly record struct NetworkPosition(int Roadway, double Offset);

/// <summary>A piece of one roadway between two neighbouring junctions or ends.</summary>
/// <param name="Index">Its index in <see cref="Network.Edges"/>.</param>
/// <param name="From">Offset on the roadway where it starts, metres.</param>
/// <param name="To">Offset where it ends, metres, over <paramref name="From"/>.</param>
/// <param name="JunctionFrom">Index of the junction at <paramref name="From"/>.</param>
/// <param name="JunctionTo">Index of the junction at <paramref name="To"/>.</param>
public readonly record struct Edge(int Index, int Roadway, double From, double To, int JunctionFrom, int JunctionTo)
{
    /// <summary>Metres.</summary>
    public double Length => To - From;

    /// <summary>The junction at the other end; for a loop the same.</summary>
    public int Other(int junction) => junction == JunctionFrom ? JunctionTo : JunctionFrom;
}

/// <summary>Where roadways meet, or where one ends.</summary>
/// <param name="Edges">The edges that touch it (an edge that is a loop is listed twice).</param>
public sealed record Junction(int Index, Point3 Place, ImmutableArray<int> Edges)
{
    /// <summary>The same, each listed once.</summary>
    public ImmutableArray<int> Ways { get; } = [.. Edges.Distinct()];

    /// <summary>Only one edge touches it.</summary>
    public bool IsDeadEnd => Edges.Length == 1;
}

/// <summary>The roadway network as a graph: edges between junctions.</summary>
public sealed class Network
{
    /// <summary>Vertices of two roadways this near meet, metres.</summary>
    public const double MeetingDistance = 0.5;

    private readonly int[] _firstEdge; // by roadway; its edges follow each other in order of offset

    /// <summary>Joins roadways where a vertex of one lies within <see cref="MeetingDistance"/> of a vertex of another, or of itself.</summary>
    public Network(ImmutableArray<Roadway> roadways)
    {
        var meetings = Meetings.Find(roadways);
        var cuts = roadways.Select(_ => new List<(double Offset, int Junction)>()).ToArray();
        for (var j = 0; j < meetings.Count; j++)
            foreach (var (roadway, vertex) in meetings[j].Cuts)
                cuts[roadway].Add((roadways[roadway].Line.VertexOffsets[vertex], j));

        var edges = ImmutableArray.CreateBuilder<Edge>();
        var touching = meetings.Select(_ => ImmutableArray.CreateBuilder<int>(2)).ToArray();
        _firstEdge = new int[roadways.Length + 1];
        for (var r = 0; r < roadways.Length; r++)
        {
            cuts[r].Sort();
            for (var i = 1; i < cuts[r].Count; i++)
            {
                var edge = new Edge(edges.Count, r, cuts[r][i - 1].Offset, cuts[r][i].Offset, cuts[r][i - 1].Junction, cuts[r][i].Junction);
                edges.Add(edge);
                touching[edge.JunctionFrom].Add(edge.Index);
                touching[edge.JunctionTo].Add(edge.Index);
            }
            _firstEdge[r + 1] = edges.Count;
        }
        Edges = edges.ToImmutable();
        Junctions = [.. meetings.Select((m, j) => new Junction(j, m.Place, touching[j].ToImmutable()))];
        Parts = FindParts();
    }

    public ImmutableArray<Edge> Edges { get; }
    public ImmutableArray<Junction> Junctions { get; }

    /// <summary>For each junction, the number of its connected part, from 0.</summary>
    public ImmutableArray<int> Parts { get; }

    /// <summary>The edges of a roadway in order of offset: the first index and the one after the last.</summary>
    public (int First, int End) EdgesOf(int roadway) => (_firstEdge[roadway], _firstEdge[roadway + 1]);

    /// <summary>The edge that holds a position; at a junction, one of those that meet there.</summary>
    public int EdgeAt(NetworkPosition position)
    {
        var (low, high) = (_firstEdge[position.Roadway], _firstEdge[position.Roadway + 1] - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (position.Offset <= Edges[middle].To) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    /// <summary>Shortest way between two positions along the network, metres; +∞ when unconnected or over <paramref name="limit"/>.</summary>
    public double Distance(NetworkPosition a, NetworkPosition b, double limit = double.PositiveInfinity)
    {
        var (edgeA, edgeB) = (Edges[EdgeAt(a)], Edges[EdgeAt(b)]);
        var best = edgeA == edgeB ? Math.Abs(a.Offset - b.Offset) : double.PositiveInfinity;
        var ways = new ShortestWays(this, Math.Min(limit, best));
        ways.Start(a);
        ways.Run(edgeB.JunctionFrom, edgeB.JunctionTo);
        best = Math.Min(best, ways.To(edgeB.JunctionFrom) + Math.Max(0, b.Offset - edgeB.From));
        best = Math.Min(best, ways.To(edgeB.JunctionTo) + Math.Max(0, edgeB.To - b.Offset));
        return best <= limit ? best : double.PositiveInfinity;
    }

    /// <summary>Shortest distance from a position to every junction, metres; +∞ when unconnected or over <paramref name="limit"/>.</summary>
    public double[] DistancesFrom(NetworkPosition start, double limit = double.PositiveInfinity)
    {
        var ways = new ShortestWays(this, limit);
        ways.Start(start);
        ways.Run();
        var distances = new double[Junctions.Length];
        for (var j = 0; j < distances.Length; j++) distances[j] = ways.To(j);
        return distances;
    }

    /// <summary>
    /// The shortest way as edges in order with the direction of travel, the first being that of <paramref name="a"/> and
    /// the last that of <paramref name="b"/>, both travelled in part (of no length at all when the position is at the
    /// junction); empty when both lie on one edge and the way stays on it; null when unconnected.
    /// </summary>
    public ImmutableArray<(int Edge, bool Forward)>? ShortestPath(NetworkPosition a, NetworkPosition b)
    {
        var (edgeA, edgeB) = (Edges[EdgeAt(a)], Edges[EdgeAt(b)]);
        var ways = new ShortestWays(this, double.PositiveInfinity);
        ways.Start(a);
        ways.Run(edgeB.JunctionFrom, edgeB.JunctionTo);
        var viaFrom = ways.To(edgeB.JunctionFrom) + Math.Max(0, b.Offset - edgeB.From);
        var viaTo = ways.To(edgeB.JunctionTo) + Math.Max(0, edgeB.To - b.Offset);
        if (edgeA == edgeB && Math.Abs(a.Offset - b.Offset) <= Math.Min(viaFrom, viaTo)) return [];
        if (double.IsPositiveInfinity(viaFrom) && double.IsPositiveInfinity(viaTo)) return null;
        var (start, path) = ways.PathTo(viaFrom <= viaTo ? edgeB.JunctionFrom : edgeB.JunctionTo);
        // A loop has one junction at both ends: it is left by the shorter half.
        var forward = edgeA.JunctionFrom == edgeA.JunctionTo ? edgeA.To - a.Offset <= a.Offset - edgeA.From : edgeA.JunctionTo == start;
        return [(edgeA.Index, forward), .. path, (edgeB.Index, viaFrom <= viaTo)];
    }

    private ImmutableArray<int> FindParts()
    {
        var parts = new int[Junctions.Length];
        Array.Fill(parts, -1);
        var open = new Stack<int>();
        var count = 0;
        for (var start = 0; start < parts.Length; start++)
        {
            if (parts[start] >= 0) continue;
            parts[start] = count;
            open.Push(start);
            while (open.TryPop(out var junction))
                foreach (var edge in Junctions[junction].Edges)
                {
                    var other = Edges[edge].Other(junction);
                    if (parts[other] >= 0) continue;
                    parts[other] = count;
                    open.Push(other);
                }
            count++;
        }
        return ImmutableArray.Create(parts);
    }
}
