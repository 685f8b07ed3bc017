using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Simulator.Drawing;

/// <summary>Writes a plan as <c>mine.geojson</c>, a feature a line.</summary>
public static class PlanText
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The GeoJSON text of a plan, UTF-8.</summary>
    /// <param name="surface">The level above ground; "" when the plan names none.</param>
    public static byte[] Write(MineId id, string name, string crs, string timeZone, PlanFeatures features, string surface = "")
    {
        var mine = new JsonObject { ["id"] = id.Value, ["name"] = name, ["crs"] = crs, ["timeZone"] = timeZone };
        if (surface.Length > 0) mine["surface"] = surface;
        JsonObject[] all =
        [
            .. features.Roadways.Select(Feature), .. features.Areas.Select(Feature), .. features.Anchors.Select(Feature),
            .. features.Zones.Select(z => Feature(z, features.Roadways)), .. features.Landmarks.Select(Feature), .. features.Sensors.Select(Feature),
        ];
        var text = new StringBuilder("{\"type\":\"FeatureCollection\",\"mine\":").Append(mine.ToJsonString(Readable)).Append(",\"features\":[\n");
        text.AppendJoin(",\n", all.Select(f => f.ToJsonString(Readable))).Append("\n]}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The same text with more anchors; all else stays as it is.</summary>
    public static byte[] WithAnchors(ReadOnlySpan<byte> utf8, IEnumerable<Anchor> anchors)
    {
        var plan = JsonNode.Parse(utf8)!.AsObject();
        var features = plan["features"]!.AsArray();
        foreach (var anchor in anchors) features.Add(Feature(anchor));
        return Encoding.UTF8.GetBytes(plan.ToJsonString(Readable) + "\n");
    }

    private static JsonObject Feature(Roadway r) => Feature("LineString", new JsonArray([.. Vertices(r.Line).Select(Point)]), new()
    {
        ["kind"] = "roadway",
        ["id"] = r.Id.Value,
        ["name"] = r.Name,
        ["level"] = r.Level,
        ["use"] = r.Use,
        ["air"] = r.Air switch { Air.Intake => "intake", Air.Return => "return", _ => "neutral" },
        ["width"] = r.Width.Value,
        ["height"] = r.Height.Value,
    });

    private static JsonObject Feature(OpenArea a) => Feature("Polygon", new JsonArray([.. a.Rings.Select(ring => new JsonArray([.. ring.Append(ring[0]).Select(Point)]))]), new()
    {
        ["kind"] = "openArea",
        ["id"] = a.Id.Value,
        ["name"] = a.Name,
        ["level"] = a.Level,
        ["floor"] = a.Floor.Value,
        ["height"] = a.Height.Value,
        ["tagHeight"] = a.TagHeight.Value,
    });

    private static JsonObject Feature(Anchor a)
    {
        var properties = new JsonObject { ["kind"] = "anchor", ["id"] = a.Id.Value };
        if (a.Technology != AnchorTechnology.Other)
            properties["technology"] = a.Technology switch { AnchorTechnology.Uwb => "uwb", AnchorTechnology.Ble => "ble", AnchorTechnology.Wifi => "wifi", _ => "rfid" };
        if (a.RssiAt1m is { } strength) properties["rssiAt1m"] = strength.Value;
        if (a.PathLossExponent is { } exponent) properties["pathLossExponent"] = exponent;
        if (a.ReadRadius is { } radius) properties["readRadius"] = radius.Value;
        return Feature("Point", Point(a.Place), properties);
    }

    private static JsonObject Feature(Zone z, ImmutableArray<Roadway> roadways)
    {
        var properties = new JsonObject { ["kind"] = "zone", ["id"] = z.Id.Value, ["name"] = z.Name, ["rule"] = z.Rule };
        foreach (var (name, json) in z.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal)) properties[name] = JsonNode.Parse(json);
        properties["sections"] = new JsonArray([.. z.Sections.Select(s => new JsonObject { ["roadway"] = roadways[s.Roadway].Id.Value, ["from"] = s.From, ["to"] = s.To })]);
        return new JsonObject { ["type"] = "Feature", ["geometry"] = null, ["properties"] = properties };
    }

    private static JsonObject Feature(Landmark l) => Feature("Point", Point(l.Place), new()
    {
        ["kind"] = l.Kind switch { LandmarkKind.Exit => "exit", LandmarkKind.Refuge => "refuge", _ => "selfRescuerCache" },
        ["id"] = l.Id,
        ["name"] = l.Name,
    });

    private static JsonObject Feature(Sensor s) => Feature("Point", Point(s.Place), new() { ["kind"] = "sensor", ["id"] = s.Id, ["measures"] = s.Measures, ["unit"] = s.Unit });

    private static JsonObject Feature(string geometry, JsonArray coordinates, JsonObject properties) => new()
    {
        ["type"] = "Feature",
        ["geometry"] = new JsonObject { ["type"] = geometry, ["coordinates"] = coordinates },
        ["properties"] = properties,
    };

    private static Point3[] Vertices(Polyline line) => line.Vertices.ToArray();

    private static JsonArray Point(Point3 p) => [Math.Round(p.X, 3), Math.Round(p.Y, 3), Math.Round(p.Z, 3)];
}
