using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Simulator.Travel;

/// <summary>An open area as somebody in it finds it: what is inside, what can be seen, and how to walk round pillars and corners.</summary>
public sealed class Hall
{
    private const double Clearance = 0.6;
    private readonly ImmutableArray<ImmutableArray<Point3>> _rings;
    private readonly List<Point3> _corners = [];

    public Hall(OpenArea area)
    {
        _rings = area.Rings;
        TagZ = area.Floor.Value + area.TagHeight.Value;
        var points = _rings[0];
        Low = new(points.Min(p => p.X), points.Min(p => p.Y), TagZ);
        High = new(points.Max(p => p.X), points.Max(p => p.Y), TagZ);
        foreach (var ring in _rings)
            for (var i = 0; i < ring.Length; i++)
                if (StepOff(ring[(i + ring.Length - 1) % ring.Length], ring[i], ring[(i + 1) % ring.Length]) is { } corner) _corners.Add(corner);
    }

    /// <summary>Elevation of a carried tag, metres.</summary>
    public double TagZ { get; }

    /// <summary>The box round it, at tag height.</summary>
    public Point3 Low { get; }
    public Point3 High { get; }

    /// <summary>The point lies inside, seen from above.</summary>
    public bool Contains(Point3 point)
    {
        var inside = false;
        foreach (var ring in _rings)
            for (int i = 0, j = ring.Length - 1; i < ring.Length; j = i++)
                if (ring[i].Y > point.Y != ring[j].Y > point.Y && point.X < (ring[j].X - ring[i].X) * (point.Y - ring[i].Y) / (ring[j].Y - ring[i].Y) + ring[i].X)
                    inside = !inside;
        return inside;
    }

    /// <summary>No wall stands between two points, seen from above. Points a little outside (an anchor on the wall, a portal) are drawn inward.</summary>
    public bool Sees(Point3 a, Point3 b)
    {
        var (from, to) = (Point3.Lerp(a, b, 0.02), Point3.Lerp(b, a, 0.02));
        foreach (var ring in _rings)
            for (int i = 0, j = ring.Length - 1; i < ring.Length; j = i++)
                if (Crosses(from, to, ring[j], ring[i])) return false;
        return true;
    }

    /// <summary>The shortest way on foot, both ends included: straight where that is free, else by way of corners.</summary>
    public List<Point3> Path(Point3 a, Point3 b)
    {
        if (Sees(a, b)) return [a, b];
        List<Point3> nodes = [a, b, .. _corners];
        var distance = new double[nodes.Count];
        var before = new int[nodes.Count];
        Array.Fill(distance, double.PositiveInfinity);
        distance[0] = 0;
        var queue = new PriorityQueue<int, double>([(0, 0)]);
        while (queue.TryDequeue(out var at, out var so))
        {
            if (at == 1) break;
            if (so > distance[at]) continue;
            for (var next = 1; next < nodes.Count; next++)
            {
                var way = so + Point3.Distance(nodes[at], nodes[next]);
                if (next == at || way >= distance[next] || !Sees(nodes[at], nodes[next])) continue;
                (distance[next], before[next]) = (way, at);
                queue.Enqueue(next, way);
            }
        }
        // A hall whose parts do not see each other at all is badly drawn; then straight through is the only way left.
        if (double.IsPositiveInfinity(distance[1])) return [a, b];
        var path = new List<Point3> { b };
        for (var at = before[1]; at != 0; at = before[at]) path.Add(nodes[at]);
        path.Add(a);
        path.Reverse();
        return path;
    }

    private Point3? StepOff(Point3 previous, Point3 corner, Point3 next)
    {
        var (back, ahead) = (Unit(previous - corner), Unit(next - corner));
        var bisector = back + ahead;
        var off = bisector.Length < 1e-6 ? new Point3(-ahead.Y, ahead.X, 0) : Unit(bisector);
        foreach (var side in (double[])[-1, 1])
        {
            var point = (corner + off * (side * Clearance)) with { Z = TagZ };
            if (Contains(point)) return point;
        }
        return null;
    }

    private static Point3 Unit(Point3 v) => v with { Z = 0 } is var flat && flat.Length > 0 ? flat * (1 / flat.Length) : flat;

    private static double Side(Point3 a, Point3 b, Point3 p) => (b.X - a.X) * (p.Y - a.Y) - (b.Y - a.Y) * (p.X - a.X);

    private static bool Crosses(Point3 a, Point3 b, Point3 c, Point3 d) => Side(a, b, c) * Side(a, b, d) < 0 && Side(c, d, a) * Side(c, d, b) < 0;
}
