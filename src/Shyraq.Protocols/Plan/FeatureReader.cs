using System.Collections.Immutable;
using System.Text.Json;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Protocols.Plan;

/// <summary>Turns the features of a plan into the words of the core, one after the other; zones last, as they name roadways.</summary>
internal sealed class FeatureReader(PlanRemarks faults, PlanRemarks warnings)
{
    /// <summary>Taken for a roadway that tells no width, metres.</summary>
    internal const double DefaultWidth = 5;

    /// <summary>Taken for a roadway or an open area that tells no height, metres.</summary>
    internal const double DefaultHeight = 3;

    /// <summary>Taken for an open area that tells no tag height: a lamp on a helmet, metres.</summary>
    internal const double DefaultTagHeight = 1.5;

    private const double LongestSegment = 100_000;
    private const int LongestId = IdPool.MostCharacters;
    private const string Kinds = "roadway, openArea, anchor, zone, exit, refuge, selfRescuerCache or sensor";

    private readonly HashSet<(string Kind, string Id)> _ids = [];
    private readonly List<Roadway> _roadways = [];
    private readonly List<OpenArea> _areas = [];
    private readonly List<Anchor> _anchors = [];
    private readonly List<Landmark> _landmarks = [];
    private readonly List<Sensor> _sensors = [];
    private readonly List<(FeatureElement Feature, string Id)> _zones = [];
    private readonly HashSet<string> _roadwayIds = new(StringComparer.Ordinal);
    private int _flat;

    /// <summary>Reads one feature.</summary>
    /// <param name="number">Its number in the file, from 1: its name until it has told kind and id.</param>
    public void Read(JsonElement element, int number)
    {
        var name = $"feature {number}";
        if (element.ValueKind != JsonValueKind.Object || FeatureElement.Find(element, "properties") is not { ValueKind: JsonValueKind.Object } properties)
        {
            faults.Add(name, "properties", $"found {(element.ValueKind == JsonValueKind.Object ? "none" : JsonText.Show(element))}, expected a feature whose properties have kind and id");
            return;
        }
        var geometry = FeatureElement.Find(element, "geometry");
        var anonymous = new FeatureElement(name, properties, geometry, faults, warnings);
        var kind = anonymous.Text("kind");
        var id = anonymous.Text("id");
        if (kind.Length == 0 && IsTextOrAbsent("kind")) anonymous.Fault("kind", $"is missing, expected {Kinds}");
        var hasId = !string.IsNullOrWhiteSpace(id) && id.Length <= LongestId;
        if (!hasId && IsTextOrAbsent("id"))
            anonymous.Fault("id", $"{(id.Length > LongestId ? "is too long" : "is missing")}, expected a text of 1 to {LongestId} characters, unique within its kind");
        if (kind.Length == 0) return;

        var feature = !hasId ? anonymous : new FeatureElement($"{kind} {id}", properties, geometry, faults, warnings);
        if (hasId && !_ids.Add((kind, id))) feature.Fault("id", $"occurs again in feature {number}, expected to be unique within its kind");
        if (kind == "roadway" && id.Length > 0) _roadwayIds.Add(id);
        switch (kind)
        {
            case "roadway": ReadRoadway(feature, id); break;
            case "openArea": ReadArea(feature, id); break;
            case "anchor": ReadAnchor(feature, id); break;
            case "zone": _zones.Add((feature, id)); break;
            case "exit": ReadLandmark(feature, id, LandmarkKind.Exit); break;
            case "refuge": ReadLandmark(feature, id, LandmarkKind.Refuge); break;
            case "selfRescuerCache": ReadLandmark(feature, id, LandmarkKind.SelfRescuerCache); break;
            case "sensor": ReadSensor(feature, id); break;
            default: feature.Fault("kind", $"found \"{kind}\", expected {Kinds}"); break;
        }
        if (!feature.HasElevation) _flat++;

        // Another type was told as a fault already.
        bool IsTextOrAbsent(string property) => anonymous.Find(property) is null or { ValueKind: JsonValueKind.String };
    }

    /// <summary>All that was read without a fault. The zones are read now, when all roadways are known.</summary>
    public PlanFeatures ToFeatures()
    {
        var zones = new ZoneReader(_roadways, _roadwayIds);
        var read = _zones.Select(z => zones.Read(z.Feature, z.Id)).OfType<Zone>().ToImmutableArray();
        if (_flat > 0) warnings.Add("plan", "geometry", $"{_flat} features have coordinates without an elevation; 0 is taken");
        return new PlanFeatures([.. _roadways], [.. _areas], [.. _anchors], read, [.. _landmarks], [.. _sensors]);
    }

    private void ReadRoadway(FeatureElement feature, string id)
    {
        var width = feature.Number("width", 0, 1000, "metres over 0, at most 1000", excludeLow: true);
        var height = feature.Number("height", 0, 1000, "metres over 0, at most 1000", excludeLow: true);
        var (name, level, use) = (feature.Text("name"), feature.Level(), feature.Text("use"));
        var air = feature.Text("air") switch
        {
            "" => Air.Unknown,
            "intake" => Air.Intake,
            "return" => Air.Return,
            "neutral" => Air.Neutral,
            var other => Unknown(other),
        };
        if (feature.Line() is not { } vertices) return;
        var distinct = new List<Point3> { vertices[0] };
        foreach (var vertex in vertices.Skip(1))
        {
            var length = Point3.Distance(distinct[^1], vertex);
            if (length > LongestSegment) feature.Fault("geometry", $"found a segment of {length / 1000:0} km, expected at most {LongestSegment / 1000:0} km");
            if (length > 0) distinct.Add(vertex);
        }
        if (distinct.Count < vertices.Count && distinct.Count > 1) feature.Warn("geometry", $"{vertices.Count - distinct.Count} segments of no length are dropped");
        if (distinct.Count < 2) feature.Fault("geometry", "found a line of no length, expected two or more different vertices");
        else if (id.Length > 0) _roadways.Add(new Roadway(new RoadwayId(id), name, level, use, air, new Metres(width ?? DefaultWidth), new Metres(height ?? DefaultHeight), new Polyline(distinct)));

        Air Unknown(string other)
        {
            feature.Warn("air", $"found \"{other}\", expected intake, return or neutral; unknown is taken");
            return Air.Unknown;
        }
    }

    private void ReadArea(FeatureElement feature, string id)
    {
        var floor = feature.Number("floor", -FeatureElement.FarthestCoordinate, FeatureElement.FarthestCoordinate, "an elevation in metres");
        var height = feature.Number("height", 0, 10_000, "metres over 0, at most 10000", excludeLow: true);
        var tagHeight = feature.Number("tagHeight", 0, 10_000, "metres above the floor, 0 to 10000");
        var (name, level, volume) = (feature.Text("name"), feature.Level(), feature.Flag("volume", false));
        if (feature.Rings() is not { } rings) return;
        var roof = new Metres(height ?? DefaultHeight);
        var tags = tagHeight ?? Math.Min(DefaultTagHeight, roof.Value);
        if (tags > roof.Value) feature.Warn("tagHeight", $"{tags} m is above the roof, {roof} over the floor");
        // Without a floor it lies at the lowest vertex.
        var ground = floor ?? rings[0].Min(p => p.Z);
        _areas.Add(new OpenArea(new AreaId(id), name, level, [.. rings.Select(r => r.ToImmutableArray())], new Metres(ground), roof, new Metres(tags), volume));
    }

    private void ReadAnchor(FeatureElement feature, string id)
    {
        var technology = feature.Text("technology") switch
        {
            "uwb" => AnchorTechnology.Uwb,
            "ble" => AnchorTechnology.Ble,
            "wifi" => AnchorTechnology.Wifi,
            "rfid" => AnchorTechnology.Rfid,
            var other => Unknown(other),
        };
        var rssi = feature.Number("rssiAt1m", -200, 50, "dBm from -200 to 50");
        var exponent = feature.Number("pathLossExponent", 0, 20, "a number over 0, at most 20", excludeLow: true);
        var radius = feature.Number("readRadius", 0, 10_000, "metres over 0, at most 10000", excludeLow: true);
        if (feature.Point() is { } place)
            _anchors.Add(new Anchor(new AnchorId(id), place, technology, rssi is { } r ? new Dbm(r) : null, exponent, radius is { } m ? new Metres(m) : null));

        AnchorTechnology Unknown(string other)
        {
            feature.Warn("technology", $"{(other.Length > 0 ? $"found \"{other}\"" : "is missing")}, expected uwb, ble, wifi or rfid; it is kept as another one");
            return AnchorTechnology.Other;
        }
    }

    private void ReadLandmark(FeatureElement feature, string id, LandmarkKind kind)
    {
        var name = feature.Text("name");
        if (feature.Point() is { } place) _landmarks.Add(new Landmark(kind, id, name, place));
    }

    private void ReadSensor(FeatureElement feature, string id)
    {
        var (measures, unit) = (feature.Text("measures"), feature.Text("unit"));
        if (feature.Find("measures") is null) feature.Fault("measures", "is missing, expected what it measures, such as CH4, CO or O2");
        if (feature.Find("unit") is null) feature.Warn("unit", "is missing, expected the unit of its readings, such as %");
        if (feature.Point() is { } place) _sensors.Add(new Sensor(id, place, measures, unit));
    }
}
