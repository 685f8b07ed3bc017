using System.Collections.Immutable;
using Shyraq.Core.Units;

namespace Shyraq.Core.Plan;

/// <summary>One straight piece of a roadway's line, with the room around it.</summary>
/// <param name="Offset">Offset of <paramref name="A"/> on the roadway, metres.</param>
/// <param name="HalfWidth">Half the roadway's width, metres.</param>
/// <param name="HalfHeight">Half the roadway's height, metres.</param>
internal readonly record struct Segment(int Roadway, double Offset, Point3 A, Point3 B, double HalfWidth, double HalfHeight)
{
    /// <summary>The nearest place of the segment to a point, as a share 0..1 of the way from A to B.</summary>
    public double NearestShare(Point3 p)
    {
        var (dx, dy, dz) = (B.X - A.X, B.Y - A.Y, B.Z - A.Z);
        var square = dx * dx + dy * dy + dz * dz;
        return square > 0 ? Math.Clamp(((p.X - A.X) * dx + (p.Y - A.Y) * dy + (p.Z - A.Z) * dz) / square, 0, 1) : 0;
    }
}

/// <summary>The segments of all roadways by where they are in the plane: those near a point are found without asking all.</summary>
internal sealed class SegmentGrid
{
    // Segments are longer than wide; smaller cells cost memory, larger ones hold more strangers.
    private const double CellSize = 16;

    private readonly Dictionary<(int X, int Y), (int Start, int Count)> _cells = [];
    private readonly int[] _members;
    private readonly double _margin;

    /// <param name="margin">A query at a point finds every segment within this of it in the plane, beyond half its width, metres.</param>
    public SegmentGrid(ImmutableArray<Roadway> roadways, double margin)
    {
        _margin = margin;
        Segments = [.. roadways.SelectMany(SegmentsOf)];
        var entries = new List<((int X, int Y) Cell, int Segment)>();
        for (var s = 0; s < Segments.Length; s++) entries.AddRange(CellsOf(Segments[s]).Select(cell => (cell, s)));
        entries.Sort();
        _members = [.. entries.Select(e => e.Segment)];
        for (var start = 0; start < entries.Count;)
        {
            var end = start + 1;
            while (end < entries.Count && entries[end].Cell == entries[start].Cell) end++;
            _cells[entries[start].Cell] = (start, end - start);
            start = end;
        }
    }

    public Segment[] Segments { get; }

    /// <summary>Indices of the segments that may be near a point in the plane.</summary>
    public ReadOnlySpan<int> Near(Point3 p) =>
        _cells.TryGetValue(CellOf(p.X, p.Y), out var range) ? _members.AsSpan(range.Start, range.Count) : [];

    /// <summary>The nearest place on the network within the grid's margin, in 3-D; null when there is none.</summary>
    public (NetworkPosition Position, double Distance)? Nearest(Point3 p)
    {
        (NetworkPosition, double)? best = null;
        var bestDistance = _margin;
        foreach (var index in Near(p))
        {
            var segment = Segments[index];
            var share = segment.NearestShare(p);
            var distance = Point3.Distance(p, Point3.Lerp(segment.A, segment.B, share));
            if (distance > bestDistance || (best is not null && distance == bestDistance)) continue;
            bestDistance = distance;
            best = (new NetworkPosition(segment.Roadway, segment.Offset + share * Point3.Distance(segment.A, segment.B)), distance);
        }
        return best;
    }

    private static IEnumerable<Segment> SegmentsOf(Roadway roadway, int index)
    {
        for (var i = 0; i + 1 < roadway.Line.Vertices.Length; i++)
            yield return new Segment(index, roadway.Line.VertexOffsets[i], roadway.Line.Vertices[i], roadway.Line.Vertices[i + 1], roadway.Width.Value / 2, roadway.Height.Value / 2);
    }

    /// <summary>The cells within reach of a segment: a long one is walked in pieces, so that a diagonal does not fill a square.</summary>
    private HashSet<(int X, int Y)> CellsOf(Segment segment)
    {
        var cells = new HashSet<(int, int)>();
        var around = _margin + segment.HalfWidth;
        var pieces = Math.Max(1, (int)Math.Ceiling(Point3.HorizontalDistance(segment.A, segment.B) / CellSize));
        for (var i = 0; i < pieces; i++)
        {
            var (a, b) = (Point3.Lerp(segment.A, segment.B, (double)i / pieces), Point3.Lerp(segment.A, segment.B, (i + 1.0) / pieces));
            var (lowX, lowY) = CellOf(Math.Min(a.X, b.X) - around, Math.Min(a.Y, b.Y) - around);
            var (highX, highY) = CellOf(Math.Max(a.X, b.X) + around, Math.Max(a.Y, b.Y) + around);
            for (var x = lowX; x <= highX; x++)
                for (var y = lowY; y <= highY; y++) cells.Add((x, y));
        }
        return cells;
    }

    private static (int X, int Y) CellOf(double x, double y) => ((int)Math.Floor(x / CellSize), (int)Math.Floor(y / CellSize));
}
