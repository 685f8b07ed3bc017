using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Shyraq.Simulator.Chances;

namespace Shyraq.Simulator.Travel;

/// <summary>Who travels: it decides which ways are open and how dear they are.</summary>
public enum Traffic { OnFoot, OnWheels }

/// <summary>
/// The ways of a mine for those who travel in it: the roadways and the open areas that roadways open into. Unlike
/// <see cref="Network.ShortestPath"/> it goes through open areas, and people shun return air and take the cage in the intake shaft.
/// </summary>
public sealed class Ways
{
    private readonly record struct Link(int To, int Edge, int Area, double Length);
    private readonly List<Link>[] _links;
    private readonly double[][] _price;
    private readonly Blockage _blocked = new();

    public Ways(MinePlan plan)
    {
        Plan = plan;
        Halls = [.. plan.Areas.Select(a => new Hall(a))];
        _links = [.. plan.Network.Junctions.Select(_ => new List<Link>())];
        foreach (var e in plan.Network.Edges)
        {
            _links[e.JunctionFrom].Add(new(e.JunctionTo, e.Index, -1, e.Length));
            _links[e.JunctionTo].Add(new(e.JunctionFrom, e.Index, -1, e.Length));
        }
        foreach (var a in Portals)
            foreach (var b in Portals)
                if (a.Area == b.Area && a.Junction != b.Junction)
                    _links[a.Junction].Add(new(b.Junction, -1, a.Area, Length(Halls[a.Area].Path(Inside(a), Inside(b)))));
        _price = [.. Enum.GetValues<Traffic>().Select(t => plan.Network.Edges.Select(e => Price(plan.Roadways[e.Roadway], t)).ToArray())];
    }

    public MinePlan Plan { get; }

    /// <summary>The open areas, by area index.</summary>
    public ImmutableArray<Hall> Halls { get; }

    /// <summary>Where roadways open into open areas.</summary>
    public ImmutableArray<Portal> Portals => Plan.Portals;

    /// <summary>The roadway of an edge.</summary>
    public Roadway RoadwayOf(int edge) => Plan.Roadways[Plan.Network.Edges[edge].Roadway];

    /// <summary>The edge is in a shaft: one rides a cage there.</summary>
    public bool IsShaft(int edge) => edge >= 0 && RoadwayOf(edge).Use == "shaft";

    /// <summary>This kind of traffic may use the edge.</summary>
    public bool IsOpen(int edge, Traffic traffic) => double.IsFinite(_price[(int)traffic][edge]);

    /// <summary>Where nobody gets through.</summary>
    public Blockage Blocked => _blocked;

    /// <summary>The place of a spot, on the centre line of its roadway.</summary>
    public Point3 PlaceOf(Spot spot) => spot.Edge >= 0 ? RoadwayOf(spot.Edge).Line.PointAt(spot.Offset) : spot.Point;

    /// <summary>A spot at a junction.</summary>
    public Spot At(int junction)
    {
        var edge = Plan.Network.Edges[Plan.Network.Junctions[junction].Edges[0]];
        return Spot.OnEdge(edge.Index, edge.JunctionFrom == junction ? edge.From : edge.To);
    }

    /// <summary>A random point of an open area.</summary>
    public Spot Somewhere(int area, Chance chance)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            var point = chance.Within(Halls[area].Low, Halls[area].High);
            if (Halls[area].Contains(point)) return Spot.InArea(area, point);
        }
        return Spot.InArea(area, Plan.Areas[area].Rings[0][0] with { Z = Halls[area].TagZ });
    }

    /// <summary>The cheapest way; null when there is none.</summary>
    public List<Leg>? Find(Spot from, Spot to, Traffic traffic)
    {
        if (from.Area >= 0 && from.Area == to.Area) return [.. Across(from.Area, from.Point, to.Point)];
        var price = _price[(int)traffic];
        var cost = new double[_links.Length];
        var before = new (int Node, Link By)[_links.Length];
        Array.Fill(cost, double.PositiveInfinity);
        var queue = new PriorityQueue<int, double>();
        foreach (var (node, length, _) in Ends(from, price)) { if (length < cost[node]) { cost[node] = length; before[node] = (-1, default); queue.Enqueue(node, length); } }
        var direct = from.Edge >= 0 && from.Edge == to.Edge && !_blocked.Lies(from.Edge, from.Offset, to.Offset) ? Math.Abs(from.Offset - to.Offset) * price[from.Edge] : double.PositiveInfinity;
        var last = Ends(to, price);
        while (queue.TryDequeue(out var at, out var so))
        {
            if (so > cost[at]) continue;
            foreach (var link in _links[at])
            {
                if (link.Edge >= 0 && _blocked.Lies(link.Edge)) continue;
                var next = so + link.Length * (link.Edge >= 0 ? price[link.Edge] : 1);
                if (next >= cost[link.To]) continue;
                (cost[link.To], before[link.To]) = (next, (at, link));
                queue.Enqueue(link.To, next);
            }
        }
        var (best, end) = (direct, -1);
        foreach (var (node, length, _) in last) if (cost[node] + length < best) (best, end) = (cost[node] + length, node);
        if (double.IsPositiveInfinity(best)) return null;
        if (end < 0) return [Leg.Along(from.Edge, from.Offset, to.Offset)];

        var legs = new List<Leg>();
        var nodes = new Stack<(int Node, Link By)>();
        var start = end;
        for (; before[start].Node >= 0; start = before[start].Node) nodes.Push((start, before[start].By));
        legs.AddRange(Between(from, start));
        var here = start;
        foreach (var (node, by) in nodes)
        {
            if (by.Edge >= 0)
            {
                var edge = Plan.Network.Edges[by.Edge];
                legs.Add(edge.JunctionFrom == here && (edge.JunctionTo == node) ? Leg.Along(by.Edge, edge.From, edge.To) : Leg.Along(by.Edge, edge.To, edge.From));
            }
            else legs.AddRange(Across(by.Area, Inside(here, by.Area), Inside(node, by.Area)));
            here = node;
        }
        legs.AddRange(Between(to, end).Select(l => l.Edge >= 0 ? Leg.Along(l.Edge, l.To, l.From) : Leg.Across(l.Area, l.B, l.A)).Reverse());
        legs.RemoveAll(l => l.Length < 1e-6);
        return legs;
    }

    /// <summary>The junctions that a spot reaches first, with the price of the way.</summary>
    private List<(int Node, double Cost, double Length)> Ends(Spot spot, double[] price)
    {
        if (spot.Edge >= 0)
        {
            var e = Plan.Network.Edges[spot.Edge];
            var ends = new List<(int, double, double)>(2);
            if (!_blocked.Lies(e.Index, e.From, spot.Offset)) ends.Add((e.JunctionFrom, (spot.Offset - e.From) * price[e.Index], spot.Offset - e.From));
            if (!_blocked.Lies(e.Index, spot.Offset, e.To)) ends.Add((e.JunctionTo, (e.To - spot.Offset) * price[e.Index], e.To - spot.Offset));
            return ends;
        }
        return [.. Portals.Where(p => p.Area == spot.Area).Select(p => (p.Junction, Length(Halls[p.Area].Path(spot.Point, Inside(p)))) is var (j, l) ? (j, l, l) : default)];
    }

    private List<Leg> Between(Spot spot, int junction)
    {
        if (spot.Edge < 0) return [.. Across(spot.Area, spot.Point, Inside(junction, spot.Area))];
        var e = Plan.Network.Edges[spot.Edge];
        if (e.JunctionFrom != e.JunctionTo) return [Leg.Along(e.Index, spot.Offset, e.JunctionFrom == junction ? e.From : e.To)];
        return [Leg.Along(e.Index, spot.Offset, spot.Offset - e.From < e.To - spot.Offset ? e.From : e.To)];
    }

    private IEnumerable<Leg> Across(int area, Point3 a, Point3 b)
    {
        var path = Halls[area].Path(a, b);
        for (var i = 1; i < path.Count; i++) yield return Leg.Across(area, path[i - 1], path[i]);
    }

    private Point3 Inside(Portal portal) => portal.Place with { Z = Halls[portal.Area].TagZ };

    private Point3 Inside(int junction, int area) => Plan.Network.Junctions[junction].Place with { Z = Halls[area].TagZ };

    private static double Length(List<Point3> path)
    {
        var sum = 0.0;
        for (var i = 1; i < path.Count; i++) sum += Point3.Distance(path[i - 1], path[i]);
        return sum;
    }

    /// <summary>What a metre costs: in the clean air of a wide roadway 1, where it may not be used infinitely much.</summary>
    private static double Price(Roadway r, Traffic traffic) => (traffic, r.Use) switch
    {
        (Traffic.OnWheels, "shaft" or "face" or "chamber") => double.PositiveInfinity,
        (Traffic.OnWheels, _) when r.Width.Value < 3.5 => double.PositiveInfinity,
        (Traffic.OnWheels, "haulage") => 0.8,
        (Traffic.OnFoot, "shaft") => r.Air switch { Air.Return => 6, Air.Neutral => 3, _ => 0.5 },
        (Traffic.OnFoot, "face") => 4,
        (Traffic.OnFoot, _) when r.Air == Air.Return => 1.5,
        _ => 1,
    };
}
