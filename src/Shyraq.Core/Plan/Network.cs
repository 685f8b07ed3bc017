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
}

/// <summary>Where roadways meet, or where one ends.</summary>
/// <param name="Edges">The edges that touch it (an edge that is a loop is listed twice).</param>
public sealed record Junction(int Index, Point3 Place, ImmutableArray<int> Edges)
{
    /// <summary>Only one edge touches it.</summary>
    public bool IsDeadEnd => Edges.Length == 1;
}

/// <summary>The roadway network as a graph: edges between junctions.</summary>
public sealed class Network
{
    /// <summary>Vertices of two roadways this near meet, metres.</summary>
    public const double MeetingDistance = 0.5;

    /// <summary>Joins roadways where a vertex of one lies within <see cref="MeetingDistance"/> of a vertex of another.</summary>
    public Network(ImmutableArray<Roadway> roadways) => throw new NotImplementedException();

    public ImmutableArray<Edge> Edges { get; }
    public ImmutableArray<Junction> Junctions { get; }

    /// <summary>For each junction, the number of its connected part, from 0.</summary>
    public ImmutableArray<int> Parts { get; }

    /// <summary>The edge that holds a position; at a junction, one of those that meet there.</summary>
    public int EdgeAt(NetworkPosition position) => throw new NotImplementedException();

    /// <summary>Shortest way between two positions along the network, metres; +∞ when unconnected or over <paramref name="limit"/>.</summary>
    public double Distance(NetworkPosition a, NetworkPosition b, double limit = double.PositiveInfinity) => throw new NotImplementedException();

    /// <summary>Shortest distance from a position to every junction, metres; +∞ when unconnected or over <paramref name="limit"/>.</summary>
    public double[] DistancesFrom(NetworkPosition start, double limit = double.PositiveInfinity) => throw new NotImplementedException();

    /// <summary>The shortest way as edges in order with the direction of travel; empty when both lie on one edge and the way stays on it; null when unconnected.</summary>
    public ImmutableArray<(int Edge, bool Forward)>? ShortestPath(NetworkPosition a, NetworkPosition b) => throw new NotImplementedException();
}
