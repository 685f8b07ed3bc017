using System.Collections.Immutable;
using Shyraq.Core.Units;

namespace Shyraq.Core.Plan;

/// <summary>A polygon in the plane: an outer ring, then holes. Each ring closes by itself.</summary>
internal static class Outline
{
    /// <summary>The point lies inside the outer ring and in no hole (even–odd rule).</summary>
    public static bool Contains(ImmutableArray<ImmutableArray<Point3>> rings, double x, double y)
    {
        var inside = false;
        foreach (var ring in rings)
            inside ^= Contains(ring, x, y);
        return inside;
    }

    /// <summary>The point lies inside one ring (even–odd rule).</summary>
    public static bool Contains(ImmutableArray<Point3> ring, double x, double y)
    {
        var inside = false;
        for (int i = 0, j = ring.Length - 1; i < ring.Length; j = i++)
        {
            var (a, b) = (ring[i], ring[j]);
            if (a.Y > y != b.Y > y && x < (b.X - a.X) * (y - a.Y) / (b.Y - a.Y) + a.X) inside = !inside;
        }
        return inside;
    }

    /// <summary>The segment from <paramref name="a"/> to <paramref name="b"/> crosses an edge of the ring, seen from above.</summary>
    public static bool Crosses(ImmutableArray<Point3> ring, Point3 a, Point3 b)
    {
        for (int i = 0, j = ring.Length - 1; i < ring.Length; j = i++)
            if (Side(a, b, ring[i]) * Side(a, b, ring[j]) < 0 && Side(ring[i], ring[j], a) * Side(ring[i], ring[j], b) < 0) return true;
        return false;
    }

    /// <summary>Every corner of the ring turns the same way.</summary>
    public static bool IsConvex(ImmutableArray<Point3> ring)
    {
        var (left, right) = (false, false);
        for (var i = 0; i < ring.Length; i++)
        {
            var turn = Side(ring[i], ring[(i + 1) % ring.Length], ring[(i + 2) % ring.Length]);
            (left, right) = (left | turn > 0, right | turn < 0);
        }
        return !(left && right);
    }

    // Twice the signed area of a triangle: over 0 when c lies to the left of a → b.
    private static double Side(Point3 a, Point3 b, Point3 c) => (b.X - a.X) * (c.Y - a.Y) - (b.Y - a.Y) * (c.X - a.X);

    /// <summary>Distance in the plane to the nearest edge of any ring, metres.</summary>
    public static double DistanceToEdge(ImmutableArray<ImmutableArray<Point3>> rings, double x, double y) =>
        Point3.HorizontalDistance(NearestEdge(rings, new(x, y, 0)), new(x, y, 0));

    /// <summary>The nearest point of any ring, in the plane; its height is that of the point asked for.</summary>
    public static Point3 NearestEdge(ImmutableArray<ImmutableArray<Point3>> rings, Point3 point)
    {
        var (best, nearest) = (double.PositiveInfinity, point);
        foreach (var ring in rings)
            for (int i = 0, j = ring.Length - 1; i < ring.Length; j = i++)
            {
                var (dx, dy) = (ring[i].X - ring[j].X, ring[i].Y - ring[j].Y);
                var square = dx * dx + dy * dy;
                var t = square > 0 ? Math.Clamp(((point.X - ring[j].X) * dx + (point.Y - ring[j].Y) * dy) / square, 0, 1) : 0;
                var candidate = new Point3(ring[j].X + t * dx, ring[j].Y + t * dy, point.Z);
                var distance = Point3.HorizontalDistance(candidate, point);
                if (distance < best) (best, nearest) = (distance, candidate);
            }
        return nearest;
    }

    /// <summary>The smallest upright box around a ring.</summary>
    public static (double LowX, double LowY, double HighX, double HighY) Box(ImmutableArray<Point3> ring)
    {
        var (lowX, lowY, highX, highY) = (double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);
        foreach (var p in ring)
            (lowX, lowY, highX, highY) = (Math.Min(lowX, p.X), Math.Min(lowY, p.Y), Math.Max(highX, p.X), Math.Max(highY, p.Y));
        return (lowX, lowY, highX, highY);
    }
}
