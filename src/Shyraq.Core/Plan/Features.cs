using System.Collections.Immutable;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;

namespace Shyraq.Core.Plan;

/// <summary>Which way the air of a roadway goes.</summary>
public enum Air { Unknown, Intake, Return, Neutral }

/// <summary>A roadway: a 3-D line at the height of a carried tag. People walk up to a few metres beside it.</summary>
/// <param name="Level">The named horizon it belongs to; "" when the plan names none.</param>
/// <param name="Use"><c>haulage</c>, <c>conveyor</c>, <c>travel</c>, <c>face</c>, <c>shaft</c>, <c>incline</c>, <c>crosscut</c> or another word; "" when not given.</param>
/// <param name="Width">Metres, over 0.</param>
/// <param name="Height">Metres, over 0.</param>
public sealed record Roadway(RoadwayId Id, string Name, string Level, string Use, Air Air, Metres Width, Metres Height, Polyline Line);

/// <summary>A hall, yard or pillar area in which a tag moves freely.</summary>
/// <param name="Rings">The polygon: the outer ring, then holes (pillars); each closed implicitly, without a repeated last vertex.</param>
/// <param name="Floor">Elevation of the floor, metres.</param>
/// <param name="Height">Metres from floor to roof.</param>
/// <param name="TagHeight">Height of a carried tag above the floor, metres.</param>
/// <param name="Volume">True: the tag moves freely up to <paramref name="Height"/> as well and its height is estimated.</param>
public sealed record OpenArea(AreaId Id, string Name, string Level, ImmutableArray<ImmutableArray<Point3>> Rings, Metres Floor, Metres Height, Metres TagHeight, bool Volume)
{
    /// <summary>Elevations this far below the floor or above the roof still belong to it: floors slope and plans are rough, metres.</summary>
    public const double ElevationSlack = 2;

    /// <summary>The elevation lies between floor and roof, give or take <see cref="ElevationSlack"/>.</summary>
    public bool SpansElevation(double z) => z >= Floor.Value - ElevationSlack && z <= Floor.Value + Height.Value + ElevationSlack;

    /// <summary>The place lies inside the polygon in the plane, and in no hole of it.</summary>
    public bool Contains(double x, double y) => Outline.Contains(Rings, x, y);

    /// <summary>The place itself when the area holds it, else the nearest place on its border; the height held between floor and roof, or at a carried tag's height in a flat area.</summary>
    public Point3 Confine(Point3 place)
    {
        var z = Volume ? Math.Clamp(place.Z, Floor.Value, Floor.Value + Height.Value) : Floor.Value + TagHeight.Value;
        return (Contains(place.X, place.Y) ? place : Outline.NearestEdge(Rings, place)) with { Z = z };
    }

    /// <summary>No wall or pillar stands between an anchor and a place of the area, seen from above. The anchor may hang on a wall or a little beyond.</summary>
    public bool Sees(Point3 anchor, Point3 place)
    {
        if (_isConvex) return true;
        const double onWall = 0.03;
        var from = Point3.Lerp(anchor, place, onWall);
        foreach (var ring in Rings)
            if (Outline.Crosses(ring, from, place)) return false;
        return true;
    }

    private readonly bool _isConvex = Rings.Length == 1 && Outline.IsConvex(Rings[0]);

    /// <summary>Metres in the plane from a place to the area; 0 inside.</summary>
    public double HorizontalDistance(double x, double y) => Contains(x, y) ? 0 : Outline.DistanceToEdge(Rings, x, y);

    /// <summary>Metres in 3-D from a place to the area; 0 inside.</summary>
    public double Distance(Point3 p)
    {
        var across = HorizontalDistance(p.X, p.Y);
        var above = Math.Max(0, Math.Max(Floor.Value - ElevationSlack - p.Z, p.Z - Floor.Value - Height.Value - ElevationSlack));
        return Math.Sqrt(across * across + above * above);
    }
}

/// <summary>The technology of an anchor.</summary>
public enum AnchorTechnology { Other, Uwb, Ble, Wifi, Rfid }

/// <summary>A fixed radio.</summary>
/// <param name="RssiAt1m">Surveyed strength at one metre, if known.</param>
/// <param name="PathLossExponent">Surveyed path-loss exponent n of rssi = rssiAt1m − 10 n log10(d), if known.</param>
/// <param name="ReadRadius">About how far a zonal reader reads, if known.</param>
public sealed record Anchor(AnchorId Id, Point3 Place, AnchorTechnology Technology, Dbm? RssiAt1m, double? PathLossExponent, Metres? ReadRadius);

/// <summary>Part of a roadway, metres from its first vertex, <paramref name="From"/> ≤ <paramref name="To"/>.</summary>
public readonly record struct Section(int Roadway, double From, double To);

/// <summary>Part of the network under rules.</summary>
/// <param name="Outline">The polygon in the plane, or empty when the zone is given by sections alone.</param>
/// <param name="Sections">The stretches of roadway inside; for a polygon they are computed from it.</param>
/// <param name="Rule"><c>restricted</c>, <c>permitted</c>, <c>capacity</c>, <c>key</c> or another word (kept with a warning).</param>
/// <param name="Parameters">The rule's other properties as written: name to JSON text.</param>
public sealed record Zone(ZoneId Id, string Name, ImmutableArray<Point3> Outline, ImmutableArray<Section> Sections, string Rule, ImmutableDictionary<string, string> Parameters)
{
    /// <summary>What the word says, ready to judge by; none for a word that has no meaning here.</summary>
    public ImmutableArray<ZoneRule> Rules { get; init; } = [];

    /// <summary>Indices of the open areas that belong to it as a whole.</summary>
    public ImmutableArray<int> Areas { get; init; } = [];
}

/// <summary>What a marked point of the plan is.</summary>
public enum LandmarkKind { Exit, Refuge, SelfRescuerCache }

/// <summary>A point where people leave to the surface, shelter, or change a self-rescuer.</summary>
public sealed record Landmark(LandmarkKind Kind, string Id, string Name, Point3 Place);

/// <summary>A fixed gas or environment sensor.</summary>
public sealed record Sensor(string Id, Point3 Place, string Measures, string Unit);

/// <summary>Something wrong or doubtful in a plan, with the feature and the property it is about.</summary>
/// <param name="Feature">Kind and id, such as <c>roadway R12</c>, or <c>feature 17</c> when it has no id.</param>
/// <param name="Property">The property, <c>geometry</c>, or "" for the whole feature.</param>
/// <param name="Message">What was found and what was expected.</param>
public sealed record PlanRemark(string Feature, string Property, string Message);
