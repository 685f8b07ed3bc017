namespace Shyraq.Core.Plan;

/// <summary>
/// Dijkstra's search over the network with a heap, bounded by a limit. It remembers only the junctions it reached, so
/// that a short search in a large mine is cheap.
/// </summary>
internal sealed class ShortestWays(Network network, double limit)
{
    private readonly Dictionary<int, (double Distance, int By)> _reached = [];
    private readonly PriorityQueue<int, double> _open = new();
    private readonly HashSet<int> _settled = [];

    /// <summary>Straight ways from a junction to others that are no roadway, such as across an open area.</summary>
    public ILookup<int, (int To, double Metres)>? Links { get; init; }

    /// <summary>The junctions reached so far.</summary>
    public IEnumerable<int> Reached => _reached.Keys;

    /// <summary>Starts at a position of the network, <paramref name="already"/> metres into the way.</summary>
    public void Start(NetworkPosition position, double already = 0)
    {
        var edge = network.Edges[network.EdgeAt(position)];
        Offer(edge.JunctionFrom, already + Math.Max(0, position.Offset - edge.From), -1);
        Offer(edge.JunctionTo, already + Math.Max(0, edge.To - position.Offset), -1);
    }

    /// <summary>Starts at a junction, <paramref name="already"/> metres into the way.</summary>
    public void Start(int junction, double already) => Offer(junction, already, -1);

    /// <summary>Searches until both junctions are settled (none given: everything within the limit).</summary>
    public void Run(int firstTarget = -1, int secondTarget = -1)
    {
        var bothGiven = firstTarget >= 0 && secondTarget >= 0;
        while (_open.TryDequeue(out var junction, out var distance))
        {
            if (!_settled.Add(junction)) continue;
            foreach (var index in network.Junctions[junction].Edges)
            {
                var edge = network.Edges[index];
                Offer(edge.Other(junction), distance + edge.Length, index);
            }
            if (Links is not null)
                foreach (var (to, metres) in Links[junction]) Offer(to, distance + metres, -1);
            if (bothGiven && _settled.Contains(firstTarget) && _settled.Contains(secondTarget)) return;
        }
    }

    /// <summary>Metres to a junction; +∞ when it was not reached.</summary>
    public double To(int junction) => _reached.TryGetValue(junction, out var r) ? r.Distance : double.PositiveInfinity;

    /// <summary>The edges travelled wholly to a junction that was reached, in order, and the junction that they begin at.</summary>
    public (int Start, List<(int Edge, bool Forward)> Path) PathTo(int junction)
    {
        var path = new List<(int, bool)>();
        for (var by = _reached[junction].By; by >= 0; by = _reached[junction].By)
        {
            var edge = network.Edges[by];
            path.Add((by, edge.JunctionTo == junction));
            junction = edge.Other(junction);
        }
        path.Reverse();
        return (junction, path);
    }

    private void Offer(int junction, double distance, int by)
    {
        if (distance > limit || To(junction) <= distance) return;
        _reached[junction] = (distance, by);
        _open.Enqueue(junction, distance);
    }
}
