using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tests.Plan;

/// <summary>Plans drawn by hand, short enough to be read in a test.</summary>
internal static class Drawn
{
    public static Roadway Roadway(string id, params (double X, double Y, double Z)[] vertices) =>
        new(new RoadwayId(id), "", "", "", Air.Unknown, new Metres(5), new Metres(3), new Polyline(vertices.Select(v => new Point3(v.X, v.Y, v.Z))));

    public static Network Network(params Roadway[] roadways) => new([.. roadways]);

    public static Anchor Anchor(string id, double x, double y, double z = 0, AnchorTechnology technology = AnchorTechnology.Uwb) =>
        new(new AnchorId(id), new Point3(x, y, z), technology, null, null, null);

    /// <summary>A hall with an upright box as its outline, floor at −1.5, 3 m high.</summary>
    public static OpenArea Hall(string id, double lowX, double lowY, double highX, double highY) =>
        new(new AreaId(id), "", "", [Box(lowX, lowY, highX, highY)], new Metres(-1.5), new Metres(3), new Metres(1.5), false);

    public static Zone Zone(string id, ImmutableArray<Point3> outline, params (string Name, string Json)[] parameters) =>
        new(new ZoneId(id), "", outline, [], "restricted", parameters.ToImmutableDictionary(p => p.Name, p => p.Json));

    public static ImmutableArray<Point3> Box(double lowX, double lowY, double highX, double highY) =>
        [new(lowX, lowY, 0), new(highX, lowY, 0), new(highX, highY, 0), new(lowX, highY, 0)];

    public static MinePlan MineWith(IEnumerable<Roadway> roadways, IEnumerable<Anchor>? anchors = null, IEnumerable<OpenArea>? areas = null, IEnumerable<Zone>? zones = null, IEnumerable<Landmark>? landmarks = null) =>
        new(new MineId("drawn"), "Drawn", "local", "UTC", 1, new PlanFeatures([.. roadways], [.. areas ?? []], [.. anchors ?? []], [.. zones ?? []], [.. landmarks ?? []], []));

    public static NetworkPosition At(int roadway, double offset) => new(roadway, offset);
}
