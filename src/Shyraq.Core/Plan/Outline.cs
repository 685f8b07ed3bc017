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
    public static (double LowX, double LowY, double HighX, double HighY) Box(IEnumerable<Point3> ring)
    {
        var (lowX, lowY, highX, highY) = (double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);
        foreach (var p in ring)
            (lowX, lowY, highX, highY) = (Math.Min(lowX, p.X), Math.Min(lowY, p.Y), Math.Max(highX, p.X), Math.Max(highY, p.Y));
        return (lowX, lowY, highX, highY);
    }
}
