using System.Collections.Immutable;
using Shyraq.Core.Units;

namespace Shyraq.Core.Plan;

/// <summary>Where there is air and no rock: the room around every roadway's line, and the open areas.</summary>
internal sealed class FreeSpace
{
    /// <summary>Lines and walls are drawn to about this, metres.</summary>
    private const double Slack = 0.5;

    private const double Step = 1;

    // Lines that surveyors and programs draw with many vertices in a row become long segments, along which sight is
    // judged in few steps. The room is wide; this much of it does not matter, metres.
    private const double Straight = 0.05;
    private const int MostInARow = 100;

    private readonly SegmentGrid _grid;
    private readonly (OpenArea Area, (double LowX, double LowY, double HighX, double HighY) Box)[] _areas;

    public FreeSpace(ImmutableArray<Roadway> roadways, ImmutableArray<OpenArea> areas) =>
        (_grid, _areas) = (new SegmentGrid([.. roadways.Select(r => r with { Line = Straightened(r.Line) })], Slack), [.. areas.Select(a => (a, Outline.Box(a.Rings[0])))]);

    /// <summary>The point lies in some roadway's room or in an open area.</summary>
    public bool Holds(Point3 p)
    {
        var hint = -1;
        return Holds(p, ref hint);
    }

    /// <summary>Nothing but air lies on the straight segment from <paramref name="from"/> to <paramref name="to"/>.</summary>
    /// <param name="niche">The last metres before <paramref name="to"/> that count as air whatever the plan says: an anchor may hang in a niche.</param>
    public bool Sees(Point3 from, Point3 to, double niche)
    {
        var length = Point3.Distance(from, to);
        var end = length - niche;
        var (hint, at, step) = (-1, 0.0, Step);
        // The room around one straight segment is convex: while both ends of a step lie in it, so does all between,
        // and the step may grow. Leaving it, the walk goes on by small steps from the last point in the free.
        while (at < end)
        {
            var before = hint;
            var next = Math.Min(at + step, end);
            var free = Holds(Point3.Lerp(from, to, next / length), ref hint);
            if (step > Step && (!free || hint != before)) (step, hint) = (Step, before);
            else if (!free) return false;
            else (at, step) = (next, hint >= 0 && hint == before ? step * 2 : Step);
        }
        return true;
    }

    private static Polyline Straightened(Polyline line)
    {
        var vertices = line.Vertices;
        var kept = new List<Point3> { vertices[0] };
        for (var start = 0; start < vertices.Length - 1;)
        {
            var end = start + 1;
            while (end + 1 < vertices.Length && end - start < MostInARow && IsStraight(vertices[start..(end + 2)])) end++;
            kept.Add(vertices[end]);
            start = end;
        }
        return new Polyline(kept);
    }

    private static bool IsStraight(ReadOnlySpan<Point3> run)
    {
        var chord = new Segment(0, 0, run[0], run[^1], 0, 0);
        foreach (var vertex in run[1..^1])
            if (Point3.Distance(vertex, Point3.Lerp(run[0], run[^1], chord.NearestShare(vertex))) > Straight) return false;
        return true;
    }

    private bool Holds(Point3 p, ref int hint)
    {
        if (hint >= 0 && InRoom(_grid.Segments[hint], p)) return true;
        foreach (var index in _grid.Near(p))
            if (index != hint && InRoom(_grid.Segments[index], p))
            {
                hint = index;
                return true;
            }
        hint = -1;
        foreach (var (area, (lowX, lowY, highX, highY)) in _areas)
            if (p.X >= lowX && p.X <= highX && p.Y >= lowY && p.Y <= highY && area.SpansElevation(p.Z) && area.Contains(p.X, p.Y)) return true;
        return false;
    }

    private static bool InRoom(in Segment s, Point3 p)
    {
        var near = Point3.Lerp(s.A, s.B, s.NearestShare(p));
        var (dx, dy) = (p.X - near.X, p.Y - near.Y);
        var across = s.HalfWidth + Slack;
        return dx * dx + dy * dy <= across * across && Math.Abs(p.Z - near.Z) <= s.HalfHeight + Slack;
    }
}
