using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Simulator.Drawing;

/// <summary>
/// Hangs anchors along roadways and in halls. On a plan that has none: UWB every 60 m on alternate walls, longest roadways
/// first, none nearer than 25 m to another; one in the middle of a roadway shorter than 25 m when none is within 40 m; and in
/// each open area one in every corner that is 15 m or more from the others.
/// </summary>
public sealed class AnchorPlacing
{
    /// <summary>Spacing along roadways of a plan that has no anchors, metres.</summary>
    public const double DefaultSpacing = 60;

    private const double FromWall = 0.3, AboveTag = 0.6, Apart = 25, ApartWhenShort = 40;
    private readonly List<Anchor> _anchors = [];
    private readonly Dictionary<AnchorTechnology, int> _counts = [];

    /// <summary>What has been hung so far.</summary>
    public IReadOnlyList<Anchor> Anchors => _anchors;

    /// <summary>The anchors that a plan without any gets.</summary>
    public static IReadOnlyList<Anchor> Default(IEnumerable<Roadway> roadways, IEnumerable<OpenArea> areas)
    {
        var placing = new AnchorPlacing();
        foreach (var area in areas) placing.InCorners(area);
        foreach (var roadway in roadways.Where(r => r.Use != "shaft").OrderByDescending(r => r.Line.Length).ThenBy(r => r.Id.Value, StringComparer.Ordinal))
            placing.Along(roadway, AnchorTechnology.Uwb, DefaultSpacing, roadway.Line.Length >= Apart ? Apart : ApartWhenShort);
        return placing.Anchors;
    }

    /// <summary>Hangs anchors along a roadway, on alternate walls.</summary>
    /// <param name="spacing">About how far apart, metres.</param>
    /// <param name="apart">None is hung nearer than this to another of its kind, metres.</param>
    public void Along(Roadway roadway, AnchorTechnology technology, double spacing, double apart = 0)
    {
        var length = roadway.Line.Length;
        var count = Math.Max(1, (int)Math.Round(length / spacing));
        for (var i = 0; i < count; i++)
        {
            var offset = (i + 0.5) * length / count;
            var place = OnWall(roadway, offset, i % 2 == 0);
            if (apart > 0 && _anchors.Exists(a => a.Technology == technology && Point3.Distance(a.Place, place) < apart)) continue;
            Hang(technology, place);
        }
    }

    /// <summary>Hangs one anchor at an offset of a roadway.</summary>
    public void At(Roadway roadway, AnchorTechnology technology, double offset, bool left = true) => Hang(technology, OnWall(roadway, offset, left));

    /// <summary>Hangs UWB anchors in the corners of a hall, 0.3 m inside.</summary>
    public void InCorners(OpenArea area)
    {
        var ring = area.Rings[0];
        var middle = ring.Aggregate(default(Point3), (sum, p) => sum + p) * (1.0 / ring.Length);
        var height = area.Floor.Value + Math.Max(area.TagHeight.Value, Math.Min(area.Height.Value - 0.3, 3));
        var hung = new List<Point3>();
        foreach (var corner in ring)
        {
            var inward = (middle - corner) with { Z = 0 };
            var place = (corner + inward * (0.3 / Math.Max(inward.Length, 0.3))) with { Z = height };
            if (hung.Exists(p => Point3.HorizontalDistance(p, place) < Math.Min(15, inward.Length))) continue;
            hung.Add(place);
            Hang(AnchorTechnology.Uwb, place);
        }
    }

    private void Hang(AnchorTechnology technology, Point3 place)
    {
        var number = _counts[technology] = _counts.GetValueOrDefault(technology) + 1;
        Point3 rounded = new(Math.Round(place.X, 2), Math.Round(place.Y, 2), Math.Round(place.Z, 2));
        var letter = technology switch { AnchorTechnology.Ble => 'B', AnchorTechnology.Wifi => 'W', AnchorTechnology.Rfid => 'R', _ => 'U' };
        _anchors.Add(Of(technology, $"{letter}{number:000}", rounded));
    }

    /// <summary>An anchor of a technology with its usual power, path loss and reach.</summary>
    public static Anchor Of(AnchorTechnology technology, string id, Point3 place) => technology switch
    {
        AnchorTechnology.Ble => new(new(id), place, technology, new Dbm(-57), 1.9, null),
        AnchorTechnology.Wifi => new(new(id), place, technology, new Dbm(-38), 2.0, null),
        AnchorTechnology.Rfid => new(new(id), place, technology, null, null, new Metres(10)),
        _ => new(new(id), place, AnchorTechnology.Uwb, null, null, null),
    };

    private static Point3 OnWall(Roadway roadway, double offset, bool left)
    {
        var (on, along) = (roadway.Line.PointAt(offset), roadway.Line.TangentAt(offset));
        var flat = Math.Sqrt(along.X * along.X + along.Y * along.Y);
        var aside = (roadway.Width.Value / 2 - FromWall) * (left ? 1 : -1);
        var wall = flat > 0.1 ? new Point3(-along.Y / flat, along.X / flat, 0) : new Point3(1, 0, 0);
        return on + wall * Math.Sign(aside) * Math.Max(0, Math.Abs(aside)) + new Point3(0, 0, Math.Clamp(roadway.Height.Value - 1.8, 0.1, AboveTag));
    }
}
