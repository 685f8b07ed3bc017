using System.Collections.Immutable;
using Shyraq.Core.Units;

namespace Shyraq.Core.Plan;

/// <summary>Inside and outside of polygons in the plane.</summary>
public static class AreaShape
{
    /// <summary>Is the place over the area's floor, outside of its holes? Height is not judged.</summary>
    public static bool Holds(OpenArea area, Point3 place)
    {
        var inside = false;
        foreach (var ring in area.Rings) inside ^= Holds(ring, place);
        return inside;
    }

    /// <summary>Is the place inside a ring, in the plane? (Even–odd rule.)</summary>
    public static bool Holds(ImmutableArray<Point3> ring, Point3 place)
    {
        var inside = false;
        for (int i = 0, j = ring.Length - 1; i < ring.Length; j = i++)
        {
            var (a, b) = (ring[i], ring[j]);
            if (a.Y > place.Y != b.Y > place.Y && place.X < (b.X - a.X) * (place.Y - a.Y) / (b.Y - a.Y) + a.X) inside = !inside;
        }
        return inside;
    }

    /// <summary>The place itself when the area holds it, else the nearest place on its border; the height held between floor and roof.</summary>
    public static Point3 Confine(OpenArea area, Point3 place)
    {
        var z = area.Volume ? Math.Clamp(place.Z, area.Floor.Value, area.Floor.Value + area.Height.Value) : area.Floor.Value + area.TagHeight.Value;
        return (Holds(area, place) ? place : NearestBorder(area, place)) with { Z = z };
    }

    /// <summary>The nearest place on the border, in the plane.</summary>
    public static Point3 NearestBorder(OpenArea area, Point3 place)
    {
        var (best, nearest) = (double.PositiveInfinity, place);
        foreach (var ring in area.Rings)
        {
            for (int i = 0, j = ring.Length - 1; i < ring.Length; j = i++)
            {
                var (dx, dy) = (ring[i].X - ring[j].X, ring[i].Y - ring[j].Y);
                var square = dx * dx + dy * dy;
                if (square == 0) continue;
                var t = Math.Clamp(((place.X - ring[j].X) * dx + (place.Y - ring[j].Y) * dy) / square, 0, 1);
                var candidate = new Point3(ring[j].X + t * dx, ring[j].Y + t * dy, place.Z);
                var distance = Point3.HorizontalDistance(candidate, place);
                if (distance < best) (best, nearest) = (distance, candidate);
            }
        }
        return nearest;
    }
}
