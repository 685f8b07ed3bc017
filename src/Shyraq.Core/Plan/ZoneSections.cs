using System.Collections.Immutable;
using System.Globalization;
using Shyraq.Core.Units;

namespace Shyraq.Core.Plan;

/// <summary>Finds the stretches of roadway inside the polygon of a zone, in plan view.</summary>
internal static class ZoneSections
{
    /// <summary>
    /// The zone with its sections. Sections that are given stand as they are. A <c>level</c> among the zone's parameters
    /// keeps roadways of other levels out; <c>floor</c> with <c>height</c> keeps out what lies above or below.
    /// </summary>
    public static Zone Complete(Zone zone, ImmutableArray<Roadway> roadways)
    {
        if (zone.Outline.IsDefaultOrEmpty || zone.Sections.Length > 0) return zone;
        var box = Outline.Box(zone.Outline);
        var level = zone.Parameters.GetValueOrDefault("level")?.Trim('"') ?? "";
        var (floor, roof) = ElevationsOf(zone);
        var sections = ImmutableArray.CreateBuilder<Section>();
        for (var r = 0; r < roadways.Length; r++)
            if (level.Length == 0 || string.Equals(level, roadways[r].Level, StringComparison.Ordinal))
                Add(sections, zone.Outline, box, r, roadways[r].Line, floor, roof);
        return zone with { Sections = sections.ToImmutable() };
    }

    private static (double Floor, double Roof) ElevationsOf(Zone zone)
    {
        var floor = Number(zone, "floor");
        var height = Number(zone, "height");
        return floor is { } f ? (f - OpenArea.ElevationSlack, f + (height ?? double.PositiveInfinity) + OpenArea.ElevationSlack) : (double.NegativeInfinity, double.PositiveInfinity);
    }

    private static double? Number(Zone zone, string name) =>
        zone.Parameters.TryGetValue(name, out var text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static void Add(
        ImmutableArray<Section>.Builder sections, ImmutableArray<Point3> ring,
        (double LowX, double LowY, double HighX, double HighY) box, int roadway, Polyline line, double floor, double roof)
    {
        var vertices = line.Vertices;
        var offsets = line.VertexOffsets;
        for (var i = 0; i + 1 < vertices.Length; i++)
        {
            var (a, b) = (vertices[i], vertices[i + 1]);
            if (Math.Max(a.X, b.X) < box.LowX || Math.Min(a.X, b.X) > box.HighX || Math.Max(a.Y, b.Y) < box.LowY || Math.Min(a.Y, b.Y) > box.HighY) continue;
            // Between two neighbouring crossings of the outline and of the elevations a segment is wholly in or out.
            var cuts = new SortedSet<double> { 0, 1 };
            for (int k = 0, j = ring.Length - 1; k < ring.Length; j = k++)
            {
                var (ex, ey, dx, dy) = (ring[k].X - ring[j].X, ring[k].Y - ring[j].Y, b.X - a.X, b.Y - a.Y);
                var cross = dx * ey - dy * ex;
                if (cross == 0) continue;
                var t = ((ring[j].X - a.X) * ey - (ring[j].Y - a.Y) * ex) / cross;
                var u = ((ring[j].X - a.X) * dy - (ring[j].Y - a.Y) * dx) / cross;
                if (t > 0 && t < 1 && u >= 0 && u <= 1) cuts.Add(t);
            }
            foreach (var z in (ReadOnlySpan<double>)[floor, roof])
                if ((z - a.Z) / (b.Z - a.Z) is > 0 and < 1 and var t) cuts.Add(t);
            var before = 0.0;
            foreach (var cut in cuts.Skip(1))
            {
                var middle = Point3.Lerp(a, b, (before + cut) / 2);
                if (middle.Z >= floor && middle.Z <= roof && Outline.Contains(ring, middle.X, middle.Y))
                    Append(sections, new Section(roadway, offsets[i] + before * (offsets[i + 1] - offsets[i]), offsets[i] + cut * (offsets[i + 1] - offsets[i])));
                before = cut;
            }
        }
    }

    private static void Append(ImmutableArray<Section>.Builder sections, Section next)
    {
        if (sections.Count > 0 && sections[^1].Roadway == next.Roadway && next.From - sections[^1].To < 1e-6)
            sections[^1] = sections[^1] with { To = next.To };
        else sections.Add(next);
    }
}
