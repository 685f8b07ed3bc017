namespace Shyraq.Core.Evacuation.Routes;

/// <summary>
/// From every node the best way to the nearest of some goals: one Dijkstra search backwards from all goals at once, so that it serves everybody.
/// </summary>
internal sealed class EscapeField
{
    private readonly double[] _cost;
    private readonly Arc?[] _next;

    // From a relief the way that was found for it before everything around it was drawn to it: next ways alone would lead there and back for ever.
    private readonly Dictionary<int, List<Arc>> _onward = [];

    /// <param name="goals">Nodes to get to.</param>
    /// <param name="cost">What a way costs, 0 or more.</param>
    /// <param name="relief">At which nodes everything behind is paid for once it costs no more than the limit: a cache of self-rescuers. The search goes on from such a node as from a goal.</param>
    /// <param name="limit">The most that may lie behind a relief.</param>
    public EscapeField(EscapeGraph graph, IEnumerable<int> goals, Func<Arc, double> cost, IReadOnlySet<int>? relief = null, double limit = 0)
    {
        _cost = new double[graph.Nodes];
        _next = new Arc?[graph.Nodes];
        Array.Fill(_cost, double.PositiveInfinity);
        var open = new PriorityQueue<int, double>();
        foreach (var goal in goals) Offer(goal, 0, null);
        while (open.TryDequeue(out var node, out var at))
        {
            if (at > _cost[node]) continue;
            // Labels only fall, and each relief lets its own fall once more: the search ends.
            if (at > 0 && at <= limit && relief?.Contains(node) == true)
            {
                _onward[node] = Onward(node);
                (_cost[node], at) = (0, 0);
            }
            foreach (var arc in graph.To(node)) Offer(arc.From, at + cost(arc), arc);
        }

        void Offer(int node, double to, Arc? by)
        {
            if (to >= _cost[node]) return;
            (_cost[node], _next[node]) = (to, by);
            open.Enqueue(node, to);
        }
    }

    /// <summary>What it costs from a node; +∞ where no way leads to a goal.</summary>
    public double From(int node) => _cost[node];

    /// <summary>The whole way from a node to a goal; nothing at a goal and where there is no way.</summary>
    public IEnumerable<Arc> Way(int node)
    {
        while (true)
        {
            foreach (var arc in Onward(node))
            {
                yield return arc;
                node = arc.To;
            }
            if (!_onward.TryGetValue(node, out var onward)) yield break;
            foreach (var arc in onward)
            {
                yield return arc;
                node = arc.To;
            }
        }
    }

    /// <summary>The cheapest of some first ways; null when none leads to a goal.</summary>
    public Arc? Best(IEnumerable<Arc> first, Func<Arc, double> cost)
    {
        var (best, least) = (default(Arc?), double.PositiveInfinity);
        foreach (var arc in first)
            if (cost(arc) + _cost[arc.To] is var total && total < least) (best, least) = (arc, total);
        return best;
    }

    /// <summary>The way from a node to a goal or to a relief, whichever comes first.</summary>
    private List<Arc> Onward(int node)
    {
        var way = new List<Arc>();
        while (!_onward.ContainsKey(node) && _next[node] is { } arc)
        {
            way.Add(arc);
            node = arc.To;
        }
        return way;
    }
}
