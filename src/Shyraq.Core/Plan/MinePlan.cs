using System.Collections.Immutable;
using Shyraq.Core.Units;

namespace Shyraq.Core.Plan;

/// <summary>Everything drawn on the mine plan, immutable. A change makes a new plan with the next version.</summary>
public sealed class MinePlan
{
    private readonly Dictionary<string, int> _roadways;
    private readonly int[] _portalOf;

    /// <summary>Derives the network and what each anchor sees from the features.</summary>
    public MinePlan(MineId id, string name, string crs, string timeZone, int version, PlanFeatures features)
    {
        (Id, Name, Crs, TimeZone, Version) = (id, name, crs, timeZone, version);
        (Roadways, Areas, Anchors, Zones, Landmarks, Sensors) = features;
        AnchorIds = new([.. Anchors.Select(a => a.Id.Value)]);
        _roadways = Roadways.Select((r, i) => (r.Id.Value, i)).ToDictionary(p => p.Value, p => p.i, StringComparer.Ordinal);
        Zones = [.. Zones.Select(z => ZoneSections.Complete(z, Roadways))];
        Extent = Extent.Of(Roadways.SelectMany(r => r.Line.Vertices.ToArray()).Concat(Areas.SelectMany(a => a.Rings).SelectMany(r => r)).Concat(Anchors.Select(a => a.Place)));
        Network = new Network(Roadways);
        Portals = Plan.Portals.Find(Network, Areas);
        _portalOf = Plan.Portals.ByJunction(Portals, Network.Junctions.Length);
        Views = AnchorSight.Compute(this);
    }

    public MineId Id { get; }
    public string Name { get; }

    /// <summary><c>local</c> or <c>EPSG:nnnn</c>.</summary>
    public string Crs { get; }

    /// <summary>IANA time zone of the mine, such as <c>Asia/Almaty</c>.</summary>
    public string TimeZone { get; }

    /// <summary>The level that lies above ground: whoever is on it is not in the mine. "" when the plan names none.</summary>
    public string Surface { get; init; } = "";

    /// <summary>Counted from 1 by whoever stores it.</summary>
    public int Version { get; }

    public ImmutableArray<Roadway> Roadways { get; }
    public ImmutableArray<OpenArea> Areas { get; }
    public ImmutableArray<Anchor> Anchors { get; }
    public ImmutableArray<Zone> Zones { get; }
    public ImmutableArray<Landmark> Landmarks { get; }
    public ImmutableArray<Sensor> Sensors { get; }
    public Network Network { get; }

    /// <summary>What each anchor reaches, by anchor index.</summary>
    public ImmutableArray<AnchorView> Views { get; }

    /// <summary>The index of each anchor by its id.</summary>
    internal IdIndex AnchorIds { get; }

    /// <summary>The box around all roadways, areas and anchors.</summary>
    public Extent Extent { get; }

    /// <summary>Where roadways open into open areas.</summary>
    public ImmutableArray<Portal> Portals { get; }

    /// <summary>The same plan, of the same version, with some anchors elsewhere. Anchors that it does not have are left out.</summary>
    public MinePlan WithAnchorsAt(IReadOnlyDictionary<string, Point3> places) => new(Id, Name, Crs, TimeZone, Version,
        new(Roadways, Areas, [.. Anchors.Select(anchor => places.TryGetValue(anchor.Id.Value, out var place) ? anchor with { Place = place } : anchor)], Zones, Landmarks, Sensors))
    { Surface = Surface };

    /// <summary>Has the other the same roadways and open areas, so that a place on one is that place on the other?</summary>
    public bool HasTheGroundOf(MinePlan other) =>
        Roadways.Length == other.Roadways.Length && Areas.Length == other.Areas.Length
        && Roadways.Zip(other.Roadways).All(pair => pair.First.Id == pair.Second.Id && pair.First.Line.Vertices.SequenceEqual(pair.Second.Line.Vertices))
        && Areas.Zip(other.Areas).All(pair => pair.First.Id == pair.Second.Id);

    /// <summary>The first portal at a junction, or null when it opens into no area.</summary>
    public Portal? PortalAt(int junction) => _portalOf[junction] is >= 0 and var index ? Portals[index] : null;

    /// <summary>The index of an anchor, or −1 when the plan has none of that id.</summary>
    public int AnchorIndex(AnchorId id) => AnchorIds.Find(id.Value);

    /// <summary>The level of a place on the network or in an open area (its index); "" when the plan names none.</summary>
    public string LevelOf(NetworkPosition? position, int? area) =>
        position is { } on ? Roadways[on.Roadway].Level : area is { } index ? Areas[index].Level : "";

    /// <summary>The index of a roadway, or −1 when the plan has none of that id.</summary>
    public int RoadwayIndex(RoadwayId id) => _roadways.TryGetValue(id.Value, out var i) ? i : -1;

    /// <summary>The place of a position on the network.</summary>
    public Point3 PointAt(NetworkPosition position) => Roadways[position.Roadway].Line.PointAt(position.Offset);
}

/// <summary>The features of a plan as read, before anything is derived from them.</summary>
public sealed record PlanFeatures(
    ImmutableArray<Roadway> Roadways, ImmutableArray<OpenArea> Areas, ImmutableArray<Anchor> Anchors,
    ImmutableArray<Zone> Zones, ImmutableArray<Landmark> Landmarks, ImmutableArray<Sensor> Sensors);

/// <summary>Where a roadway opens into an open area: a junction of the network that lies in the area or within 3 m of its edge.</summary>
public readonly record struct Portal(int Area, int Junction, Point3 Place);

/// <summary>An upright box in the mine's grid.</summary>
public readonly record struct Extent(Point3 Low, Point3 High)
{
    /// <summary>The smallest box around points; around the origin when there are none.</summary>
    public static Extent Of(IEnumerable<Point3> points)
    {
        Extent? box = null;
        foreach (var p in points)
        {
            var (low, high) = box is { } b ? (b.Low, b.High) : (p, p);
            box = new(new(Math.Min(low.X, p.X), Math.Min(low.Y, p.Y), Math.Min(low.Z, p.Z)), new(Math.Max(high.X, p.X), Math.Max(high.Y, p.Y), Math.Max(high.Z, p.Z)));
        }
        return box ?? default;
    }

    /// <summary>Lies the place in the box, or within a margin (metres) around it?</summary>
    public bool Holds(Point3 p, double margin) =>
        p.X >= Low.X - margin && p.X <= High.X + margin && p.Y >= Low.Y - margin && p.Y <= High.Y + margin && p.Z >= Low.Z - margin && p.Z <= High.Z + margin;
}
