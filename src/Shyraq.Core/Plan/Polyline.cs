using Shyraq.Core.Units;

namespace Shyraq.Core.Plan;

/// <summary>A line of straight 3-D segments, measured by offset: metres along it from its first vertex.</summary>
public sealed class Polyline
{
    private readonly Point3[] _vertices;
    private readonly double[] _offsets;

    // All that is asked of a segment side by side.
    private readonly Segment[] _segments;

    // The segment at the beginning of each of as many equal parts of the line as there are segments: where to begin to look.
    private readonly int[] _begin;
    private readonly double _partsPerMetre;

    /// <param name="vertices">Two or more, no two neighbours equal.</param>
    /// <exception cref="ArgumentException">Fewer than two vertices.</exception>
    public Polyline(IEnumerable<Point3> vertices)
    {
        _vertices = [.. vertices];
        if (_vertices.Length < 2) throw new ArgumentException("A polyline has at least two vertices.", nameof(vertices));
        _offsets = new double[_vertices.Length];
        for (var i = 1; i < _vertices.Length; i++)
            _offsets[i] = _offsets[i - 1] + Point3.Distance(_vertices[i - 1], _vertices[i]);
        _segments = new Segment[_vertices.Length - 1];
        for (var i = 0; i < _segments.Length; i++)
        {
            var d = _vertices[i + 1] - _vertices[i];
            _segments[i] = new(_offsets[i], _offsets[i + 1], _vertices[i], _vertices[i + 1], d * (1 / d.Length));
        }
        _begin = new int[_segments.Length];
        _partsPerMetre = _begin.Length / Length;
        for (var (part, segment) = (1, 0); part < _begin.Length; part++)
        {
            // A part may begin a rounding later than said.
            var from = (part - 1e-6) / _partsPerMetre;
            while (segment < _segments.Length - 1 && _segments[segment].To <= from) segment++;
            _begin[part] = segment;
        }
    }

    /// <summary>The vertices in order.</summary>
    public ReadOnlySpan<Point3> Vertices => _vertices;

    /// <summary>The offset of each vertex, metres, ascending from 0.</summary>
    public ReadOnlySpan<double> VertexOffsets => _offsets;

    /// <summary>Length in 3-D, metres.</summary>
    public double Length => _offsets[^1];

    /// <summary>The place at an offset; offsets beyond the ends are held at the ends.</summary>
    public Point3 PointAt(double offset) => _segments[SegmentAt(offset)].PointAt(offset);

    /// <summary>The place at an offset as <see cref="PointAt(double)"/> gives it, and the tangent there.</summary>
    public Point3 PointAt(double offset, out Point3 tangent)
    {
        ref readonly var segment = ref _segments[SegmentAt(offset)];
        tangent = segment.Tangent;
        return segment.PointAt(offset);
    }

    /// <summary>Fetches what <see cref="PointAt(double)"/> reads.</summary>
    internal void Fetch(double offset) => Core.Fetch.Items(_segments, SegmentAbout(offset), 1);

    /// <summary>The unit vector along the line at an offset, in the direction of growing offset.</summary>
    public Point3 TangentAt(double offset) => _segments[SegmentAt(offset)].Tangent;

    /// <summary>The nearest place on the line: its offset and the 3-D distance to it, metres.</summary>
    public (double Offset, double Distance) Nearest(Point3 point)
    {
        var (best, bestOffset) = (double.PositiveInfinity, 0.0);
        for (var i = 0; i + 1 < _vertices.Length; i++)
        {
            var along = _vertices[i + 1] - _vertices[i];
            var t = Math.Clamp(Point3.Dot(point - _vertices[i], along) / Point3.Dot(along, along), 0, 1);
            var distance = Point3.Distance(point, Point3.Lerp(_vertices[i], _vertices[i + 1], t));
            if (distance < best) (best, bestOffset) = (distance, _offsets[i] + t * (_offsets[i + 1] - _offsets[i]));
        }
        return (bestOffset, best);
    }

    /// <summary>The last segment that begins at or before an offset.</summary>
    private int SegmentAt(double offset)
    {
        var segment = SegmentAbout(offset);
        while (segment < _segments.Length - 1 && _segments[segment].To <= offset) segment++;
        return segment;
    }

    /// <summary>That segment, or one somewhat before it.</summary>
    private int SegmentAbout(double offset) =>
        !(offset > 0) || _segments.Length == 1 ? 0 : _begin[(int)Math.Min(offset * _partsPerMetre, _begin.Length - 1)];

    /// <summary>One straight piece, between two offsets and two vertices.</summary>
    private readonly record struct Segment(double From, double To, Point3 A, Point3 B, Point3 Tangent)
    {
        public Point3 PointAt(double offset)
        {
            var span = To - From;
            return Point3.Lerp(A, B, span > 0 ? Math.Clamp((offset - From) / span, 0, 1) : 0);
        }
    }
}
