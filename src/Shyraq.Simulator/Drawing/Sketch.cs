using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Shyraq.Simulator.Chances;

namespace Shyraq.Simulator.Drawing;

/// <summary>
/// A plan while it is being drawn. Roadways are first straight between the points that matter; <see cref="Finish"/> then
/// bends the whole drawing a little, the same way everywhere, so that what met still meets and nothing stays on a grid.
/// </summary>
internal sealed class Sketch(long seed)
{
    /// <summary>A roadway before it is bent.</summary>
    internal sealed record Line(string Id, string Name, string Level, string Use, Air Air, double Width, double Height, List<Point3> Points);

    private const double LongestPiece = 110;
    private readonly Chance _chance = new(seed, "sketch");
    private readonly double[] _phases = [.. Enumerable.Range(0, 8).Select(i => new Chance(seed, "bend", i).Between(0, 2 * Math.PI))];
    private readonly Dictionary<string, Line> _byId = new(StringComparer.Ordinal);
    private readonly List<OpenArea> _areas = [];

    /// <summary>The roadways so far, in order of drawing.</summary>
    public List<Line> Lines { get; } = [];

    /// <summary>Draws a roadway through these points.</summary>
    public Line Road(string id, string name, string level, string use, Air air, double width, double height, params IEnumerable<Point3> points)
    {
        var line = new Line(id, name, level, use, air, width, height, [.. points]);
        Lines.Add(line);
        _byId.Add(id, line);
        return line;
    }

    /// <summary>Where a roadway passes nearest to a place in the plane: it gets a point there (if it has none within a metre), so that another can meet it.</summary>
    public Point3 Tee(string roadway, double x, double y)
    {
        var points = _byId[roadway].Points;
        var (best, at, place) = (double.PositiveInfinity, 0, default(Point3));
        for (var i = 0; i + 1 < points.Count; i++)
        {
            var (a, b) = (points[i], points[i + 1]);
            var (dx, dy) = (b.X - a.X, b.Y - a.Y);
            var t = Math.Clamp(((x - a.X) * dx + (y - a.Y) * dy) / (dx * dx + dy * dy), 0, 1);
            var foot = Point3.Lerp(a, b, t);
            var distance = Point3.HorizontalDistance(foot, new(x, y, 0));
            if (distance < best) (best, at, place) = (distance, i, foot);
        }
        foreach (var point in points)
            if (Point3.Distance(point, place) < 1) return point;
        points.Insert(at + 1, place);
        return place;
    }

    /// <summary>Draws a hall or yard; the ring is closed implicitly.</summary>
    /// <param name="floor">Elevation of the floor before bending; a tag is carried 1.3 m above it.</param>
    public void Hall(string id, string name, string level, double floor, double height, params IEnumerable<Point3> ring)
    {
        Point3[] points = [.. ring];
        // One floor for the whole hall: that of the corner where the main roadway opens into it.
        var lifted = Bend(points[^1]).Z - points[^1].Z;
        _areas.Add(new OpenArea(new(id), name, level, [[.. points.Select(p => Bend(p) with { Z = Math.Round(p.Z + lifted, 3) })]], new(Math.Round(floor + lifted, 3)), new(height), new(1.3), false));
    }

    /// <summary>Bends everything and gives the roadways and areas.</summary>
    public (ImmutableArray<Roadway> Roadways, ImmutableArray<OpenArea> Areas) Finish() =>
        ([.. Lines.Select(l => new Roadway(new(l.Id), l.Name, l.Level, l.Use, l.Air, new(l.Width), new(l.Height), new Polyline(Vertices(l))))], [.. _areas]);

    private IEnumerable<Point3> Vertices(Line line)
    {
        yield return Bend(line.Points[0]);
        for (var i = 1; i < line.Points.Count; i++)
        {
            var (a, b) = (line.Points[i - 1], line.Points[i]);
            var flat = Point3.HorizontalDistance(a, b);
            var pieces = (int)Math.Ceiling(flat / LongestPiece);
            // Drivage wanders by a metre or so between the surveyor's pegs.
            for (var p = 1; p < pieces; p++)
            {
                var (aside, up) = (_chance.Normal() * 0.9, _chance.Normal() * 0.2);
                var on = Point3.Lerp(a, b, (p + _chance.Between(-0.15, 0.15)) / pieces);
                yield return Bend(on + new Point3(-(b.Y - a.Y) / flat * aside, (b.X - a.X) / flat * aside, up));
            }
            yield return Bend(b);
        }
    }

    /// <summary>The smooth displacement of the whole drawing: up to about 20 m sideways and 2 m up or down, vertical lines stay vertical.</summary>
    internal Point3 Bend(Point3 p) => new(
        Math.Round(p.X + 13 * Math.Sin(p.Y / 330 + _phases[0]) + 4 * Math.Sin(p.Y / 120 + _phases[1]), 3),
        Math.Round(p.Y + 15 * Math.Sin(p.X / 410 + _phases[2]) + 5 * Math.Sin(p.X / 140 + _phases[3]), 3),
        Math.Round(p.Z + 1.2 * Math.Sin(p.X / 260 + _phases[4]) + 0.8 * Math.Sin((p.Y + p.X) / 190 + _phases[5]), 3));
}
