using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Shyraq.Simulator.Travel;

namespace Shyraq.Simulator.Radios;

/// <summary>How the radio goes from one anchor to one tag just now.</summary>
/// <param name="Anchor">Index of the anchor.</param>
/// <param name="Distance">Length of the radio's way, metres: the straight line in line of sight, the way along the roadways otherwise.</param>
/// <param name="Hidden">How much of the way lies beyond the last place that the anchor sees, metres; 0 in line of sight.</param>
public readonly record struct RadioPath(int Anchor, double Distance, double Hidden)
{
    public bool IsLineOfSight => Hidden <= 0;
}

/// <summary>Which anchors may hear a tag at a place, and by which way. Worked out once for a plan; nothing here is random.</summary>
public sealed class Reception
{
    /// <summary>Farther than this past the last visible place nothing is heard, metres.</summary>
    public const double MostHidden = 60;

    /// <summary>Farther than this along the roadways nothing is heard, metres.</summary>
    public const double MostDistance = 260;

    private readonly record struct Link(int Anchor, EdgeView View, double HiddenFrom, double HiddenTo);

    private readonly MinePlan _plan;
    private readonly Ways _ways;
    private readonly List<Link>[] _byEdge;
    private readonly List<int>[] _byArea;

    public Reception(Ways ways)
    {
        (_plan, _ways) = (ways.Plan, ways);
        _byEdge = [.. _plan.Network.Edges.Select(_ => new List<Link>())];
        _byArea = [.. _plan.Areas.Select(_ => new List<int>())];
        for (var a = 0; a < _plan.Views.Length; a++)
        {
            if (_plan.Views[a].Area is { } area) _byArea[area].Add(a);
            var hidden = HiddenToJunctions(_plan.Views[a]);
            foreach (var view in _plan.Views[a].Edges)
            {
                var e = _plan.Network.Edges[view.Edge];
                var (from, to) = (hidden.GetValueOrDefault(e.JunctionFrom, double.PositiveInfinity), hidden.GetValueOrDefault(e.JunctionTo, double.PositiveInfinity));
                if (Math.Min(from, to) <= MostHidden || !view.Visible.IsEmpty || !double.IsNaN(view.FootOffset)) _byEdge[view.Edge].Add(new(a, view, from, to));
            }
        }
    }

    /// <summary>Lists the anchors in reach of a tag.</summary>
    public void At(Spot spot, Point3 place, List<RadioPath> paths)
    {
        paths.Clear();
        if (spot.Edge >= 0) OnEdge(spot.Edge, spot.Offset, place, 0, paths);
        else InArea(spot.Area, place, paths);
    }

    private void OnEdge(int edge, double offset, Point3 place, double beyond, List<RadioPath> paths)
    {
        foreach (var link in _byEdge[edge])
        {
            var anchor = _plan.Anchors[link.Anchor].Place;
            if (beyond <= 0 && link.View.Sees(offset))
            {
                var straight = Point3.Distance(anchor, place);
                if (straight <= MostDistance) paths.Add(new(link.Anchor, straight, 0));
                continue;
            }
            var hidden = Hidden(link, offset) + beyond;
            // The way along the roadways can be no shorter than the straight line.
            var way = Math.Max(link.View.NetworkDistance(offset) + beyond, Point3.Distance(anchor, place));
            if (hidden <= MostHidden && way <= MostDistance) paths.Add(new(link.Anchor, way, Math.Max(hidden, 0.5)));
        }
    }

    private void InArea(int area, Point3 place, List<RadioPath> paths)
    {
        var hall = _ways.Halls[area];
        foreach (var a in _byArea[area])
        {
            var anchor = _plan.Anchors[a].Place;
            if (hall.Sees(anchor, place)) paths.Add(new(a, Point3.Distance(anchor, place), 0));
            else
            {
                var path = hall.Path(place, anchor with { Z = hall.TagZ });
                var way = 0.0;
                for (var i = 1; i < path.Count; i++) way += Point3.Distance(path[i - 1], path[i]);
                var past = path.Count > 2 ? Point3.Distance(path[0], path[1]) : way;
                if (past <= MostHidden && way <= MostDistance) paths.Add(new(a, Math.Max(way, Point3.Distance(anchor, place)), Math.Max(past, 0.5)));
            }
        }
        // Anchors of the roadways are heard through the openings, the nearer the better.
        var heard = paths.Count;
        foreach (var portal in _ways.Portals)
        {
            if (portal.Area != area) continue;
            var beyond = Point3.Distance(portal.Place, place);
            if (beyond > MostHidden) continue;
            var at = _ways.At(portal.Junction);
            var start = paths.Count;
            OnEdge(at.Edge, at.Offset, portal.Place, Math.Max(beyond, 0.5), paths);
            for (var i = paths.Count - 1; i >= start; i--)
                for (var j = 0; j < start; j++)
                    if (paths[j].Anchor == paths[i].Anchor)
                    {
                        if (j >= heard && paths[i].Distance < paths[j].Distance) paths[j] = paths[i];
                        paths.RemoveAt(i);
                        break;
                    }
        }
    }

    private static double Hidden(Link link, double offset)
    {
        var view = link.View;
        var best = Math.Min(link.HiddenFrom + Dark(view, view.From, offset), link.HiddenTo + Dark(view, offset, view.To));
        return double.IsNaN(view.FootOffset) ? best : Math.Min(best, Dark(view, Math.Min(view.FootOffset, offset), Math.Max(view.FootOffset, offset)));
    }

    /// <summary>How much of a stretch the anchor does not see.</summary>
    private static double Dark(EdgeView view, double from, double to)
    {
        var dark = to - from;
        foreach (var (a, b) in view.Visible) dark -= Math.Max(0, Math.Min(b, to) - Math.Max(a, from));
        return Math.Max(0, dark);
    }

    /// <summary>The least length out of sight on the way to each junction (Dijkstra over what the anchor does not see).</summary>
    private Dictionary<int, double> HiddenToJunctions(AnchorView view)
    {
        var hidden = new Dictionary<int, double>();
        var queue = new PriorityQueue<int, double>();
        void Reach(int junction, double so)
        {
            if (so > MostHidden || so >= hidden.GetValueOrDefault(junction, double.PositiveInfinity)) return;
            hidden[junction] = so;
            queue.Enqueue(junction, so);
        }
        foreach (var v in view.Edges)
        {
            var e = _plan.Network.Edges[v.Edge];
            // Both what is in sight and where the anchor hangs are places to start from.
            foreach (var (a, b) in v.Visible)
            {
                Reach(e.JunctionFrom, a - e.From);
                Reach(e.JunctionTo, e.To - b);
            }
            if (double.IsNaN(v.FootOffset)) continue;
            Reach(e.JunctionFrom, Dark(v, e.From, v.FootOffset));
            Reach(e.JunctionTo, Dark(v, v.FootOffset, e.To));
        }
        if (view.Area is { } area)
            foreach (var portal in _ways.Portals.Where(p => p.Area == area && _ways.Halls[area].Sees(view.Anchor.Place, p.Place))) Reach(portal.Junction, 0.5);
        while (queue.TryDequeue(out var at, out var so))
        {
            if (so > hidden[at]) continue;
            foreach (var edge in _plan.Network.Junctions[at].Edges)
            {
                var e = _plan.Network.Edges[edge];
                var dark = view.Of(edge) is { } v ? Dark(v, e.From, e.To) : e.Length;
                Reach(e.JunctionFrom == at ? e.JunctionTo : e.JunctionFrom, so + dark);
            }
        }
        return hidden;
    }
}
