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
    public static double DistanceToEdge(ImmutableArray<ImmutableArray<Point3>> rings, double x, double y)
    {
        var best = double.PositiveInfinity;
        foreach (var ring in rings)
            for (int i = 0, j = ring.Length - 1; i < ring.Length; j = i++)
            {
                var (a, b) = (ring[j], ring[i]);
                var (dx, dy) = (b.X - a.X, b.Y - a.Y);
                var square = dx * dx + dy * dy;
                var t = square > 0 ? Math.Clamp(((x - a.X) * dx + (y - a.Y) * dy) / square, 0, 1) : 0;
                var (ex, ey) = (a.X + t * dx - x, a.Y + t * dy - y);
                best = Math.Min(best, ex * ex + ey * ey);
            }
        return Math.Sqrt(best);
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
