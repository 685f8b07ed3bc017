using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Coverage;

/// <summary>Lists the cells in which anchors are heard, and what they are worth there. One object is used for many anchors in turn.</summary>
internal sealed class AnchorEar(CellGraph graph, double rate)
{
    /// <summary>Readings nearer to each other than this are one reading, metres.</summary>
    private const double Same = 1;

    /// <summary>An anchor that is heard more seldom than this is left out.</summary>
    private const double LeastChance = 1e-3;

    private readonly Dictionary<int, double> _hidden = [];
    private readonly PriorityQueue<int, double> _open = new();
    private readonly List<(double Way, int Cell, Hearing Hearing)> _heard = [];

    /// <summary>The cells in which an anchor is heard, in no order.</summary>
    public List<HeardIn> Of(AnchorView view)
    {
        Spread(view);
        _heard.Clear();
        var reach = Reading.Reach(view.Anchor);
        foreach (var (cell, hidden) in _hidden)
        {
            var place = graph.Places[cell];
            var straight = Point3.Distance(view.Anchor.Place, place);
            if (straight > reach) continue;
            var way = straight;
            var slope = 1.0;
            if (hidden <= 0) slope = Math.Abs(Point3.Dot(place - view.Anchor.Place, graph.Tangents[cell])) / Math.Max(straight, 1e-3);
            else if (view.Of(graph.Cells.EdgeOf[cell]) is { } edge) way = Math.Max(straight, edge.NetworkDistance(graph.Cells.Middle(cell)));
            if (way > reach) continue;
            var lateral = RadioModel.LateralSigma(graph.Plan.Roadways[graph.Cells.RoadwayOf(cell)]);
            var hearing = Reading.Of(view.Anchor, way, hidden, slope, lateral, rate);
            if (hearing.Chance >= LeastChance) _heard.Add((way, cell, hearing));
        }
        return view.Anchor.Technology == AnchorTechnology.Rfid ? [.. _heard.Select(h => new HeardIn(h.Cell, h.Hearing))] : Mirrored();
    }

    /// <summary>How much of the way to each cell the anchor does not see (Dijkstra from all that it sees, its foot and the mouths of its open area).</summary>
    private void Spread(AnchorView view)
    {
        _hidden.Clear();
        _open.Clear();
        foreach (var edge in view.Edges)
        {
            foreach (var (from, to) in edge.Visible)
            {
                var (first, end) = graph.Cells.Within(edge.Edge, from, to);
                for (var cell = first; cell < end; cell++) Offer(cell, 0);
            }
            if (double.IsNaN(edge.FootOffset)) continue;
            var (start, after) = graph.Cells.Of(edge.Edge);
            Offer(Math.Clamp(graph.Cells.Within(edge.Edge, edge.FootOffset, edge.To).First, start, after - 1), 0);
        }
        if (view.Area is { } area)
            foreach (var portal in graph.Plan.Portals.Where(p => p.Area == area))
                foreach (var cell in graph.Ends[portal.Junction]) Offer(cell, graph.Lengths[cell] / 2);
        while (_open.TryDequeue(out var at, out var hidden))
        {
            if (hidden > _hidden[at]) continue;
            foreach (var (next, metres) in graph.Next(at)) Offer(next, hidden + metres);
        }
    }

    private void Offer(int cell, double hidden)
    {
        if (hidden > Reading.MostHidden || (_hidden.TryGetValue(cell, out var known) && known <= hidden)) return;
        _hidden[cell] = hidden;
        _open.Enqueue(cell, hidden);
    }

    /// <summary>Finds for each cell the farthest of those that would give the same reading.</summary>
    private List<HeardIn> Mirrored()
    {
        _heard.Sort(static (a, b) => a.Way.CompareTo(b.Way));
        var found = new List<HeardIn>(_heard.Count);
        var low = 0;
        foreach (var (way, cell, hearing) in _heard)
        {
            while (_heard[low].Way < way - Same) low++;
            var farthest = 0.0;
            for (var i = low; i < _heard.Count && _heard[i].Way <= way + Same; i++)
                farthest = Math.Max(farthest, Point3.Distance(graph.Places[cell], graph.Places[_heard[i].Cell]));
            // Neighbours along the roadway are no mirror.
            found.Add(new(cell, hearing with { Mirror = farthest > 2 * Same + graph.Lengths[cell] ? farthest : 0 }));
        }
        return found;
    }
}
