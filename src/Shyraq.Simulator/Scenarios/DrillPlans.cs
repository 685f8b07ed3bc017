using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;
using Shyraq.Simulator.Drawing;
using Shyraq.Simulator.Travel;

namespace Shyraq.Simulator.Scenarios;

/// <summary>The plan of the drills that need no whole mine.</summary>
internal static class DrillPlans
{
    /// <summary>
    /// A drift of 600 m with two gates, the roadway between their ends, a blind store, a blind end, and a side drift that no anchor looks into; UWB every
    /// 60 m elsewhere. Zones: the store and two stretches that are forbidden, one with room for five; the lamp room. Speeds up to 5 m/s.
    /// </summary>
    public static readonly Lazy<MinePlan> Gallery = new(() =>
    {
        ImmutableArray<Roadway> roadways =
        [
            Roadway("MAIN", "haulage", 5, (0, 0), (150, 0), (300, 0), (450, 0), (600, 0)),
            Roadway("GATE1", "conveyor", 4.5, (150, 0), (150, 200)), Roadway("GATE2", "travel", 4, (450, 0), (450, 200)),
            Roadway("CROSS", "travel", 4, (150, 200), (300, 200), (450, 200)), Roadway("STORE", "chamber", 4, (300, 0), (300, -60)),
            Roadway("END", "travel", 4, (600, 0), (660, -30)), Roadway("SHADOW", "travel", 4, (600, 0), (600, 240)),
        ];
        var placing = new AnchorPlacing();
        foreach (var roadway in roadways) if (roadway.Id.Value != "SHADOW") placing.Along(roadway, AnchorTechnology.Uwb, 60);
        ImmutableArray<Zone> zones =
        [
            Zone("Z-STORE", "restricted", (4, 5, 60)), Zone("Z-CROSS", "restricted", (3, 60, 80)), Zone("Z-GATE", "restricted", (2, 90, 130)),
            Zone("Z-ROOM", "capacity", (0, 480, 560), 5), Zone("Z-LAMPS", "lampRoom", (0, 0, 6)),
        ];
        return new(new MineId("gallery"), "Gallery", "local", "UTC", 1,
            new PlanFeatures(roadways, [], [.. placing.Anchors], zones, [new(LandmarkKind.Exit, "E1", "Exit", new(0, 0, 0))], []));
    });

    /// <summary>A place of a plan by roadway and share of its length.</summary>
    public static Spot At(MinePlan plan, string roadway, double share)
    {
        var index = plan.RoadwayIndex(new(roadway));
        var offset = share * plan.Roadways[index].Line.Length;
        return Spot.OnEdge(plan.Network.EdgeAt(new(index, offset)), offset);
    }

    private static Roadway Roadway(string id, string use, double width, params (double X, double Y)[] vertices) =>
        new(new(id), id, "", use, Air.Intake, new(width), new(3), new Polyline([.. vertices.Select(v => new Point3(v.X, v.Y, 0))]));

    private static Zone Zone(string id, string rule, (int Roadway, double From, double To) section, int max = 0) =>
        new(new(id), id, [], [new(section.Roadway, section.From, section.To)], rule, max == 0 ? ImmutableDictionary<string, string>.Empty : ImmutableDictionary<string, string>.Empty.Add("max", $"{max}"))
        {
            Rules = PlanRules.Of(rule, max, 0, []),
        };
}
