using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Shyraq.Simulator.Drawing;

namespace Shyraq.Simulator.Scenarios;

/// <summary>The plans of the scenarios, each drawn once.</summary>
internal static class ScenarioPlans
{
    /// <summary>The made-up coal mine of seed 1.</summary>
    public static readonly Lazy<MinePlan> Coal = new(() => Plan("coal", CoalMine.Draw(1), Horizons.Surface));

    /// <summary>The same mine with its zonal readers alone.</summary>
    public static readonly Lazy<MinePlan> CoalReaders = new(() =>
    {
        var drawn = CoalMine.Draw(1);
        return Plan("coal-readers", drawn with { Anchors = [.. drawn.Anchors.Where(a => a.Technology == AnchorTechnology.Rfid)] });
    });

    /// <summary>The same mine with Bluetooth in the places of its UWB.</summary>
    public static readonly Lazy<MinePlan> CoalStrengths = new(() =>
    {
        var drawn = CoalMine.Draw(1);
        return Plan("coal-strengths", drawn with { Anchors = [.. drawn.Anchors.Select(a => a.Technology == AnchorTechnology.Uwb ? AnchorPlacing.Of(AnchorTechnology.Ble, a.Id.Value, a.Place) : a)] }, Horizons.Surface);
    });

    /// <summary>A drift of 240 m, a side drift of 120 m from its middle at a right angle and one of 80 m that leaves at 45°; UWB on the walls at 50, 120 and 190 m and in the side drift.</summary>
    public static readonly Lazy<MinePlan> Drift = new(() =>
    {
        ImmutableArray<Roadway> roadways =
        [
            Roadway("MAIN", (0, 0), (120, 0), (180, 0), (240, 0)), Roadway("SIDE", (120, 0), (120, 120)), Roadway("SLANT", (180, 0), (180 + 80 * Math.Sqrt(0.5), 80 * Math.Sqrt(0.5))),
        ];
        return Plan("drift", new PlanFeatures(roadways, [], [Uwb(1, 50, 1.5), Uwb(2, 120, -1.5), Uwb(3, 190, 1.5), Uwb(4, 121.5, 70)], [], [], []));
    });

    /// <summary>A hall of 80 by 50 m with a pillar of 12 by 10 m in its middle, and UWB in its corners.</summary>
    public static readonly Lazy<MinePlan> Hall = new(() =>
    {
        var hall = new OpenArea(new(HallId), "Hall", "", [Ring((0, 0), (80, 0), (80, 50), (0, 50)), Ring((34, 20), (46, 20), (46, 30), (34, 30))], new(0), new(6), new(1.3), false);
        return Plan("hall", new PlanFeatures([], [hall], [.. AnchorPlacing.Default([], [hall])], [], [], []));
    });

    /// <summary>Id of the hall.</summary>
    public const string HallId = "HALL";

    private static MinePlan Plan(string id, PlanFeatures features, string surface = "") => new(new MineId(id), id, "local", "UTC", 1, features) { Surface = surface };

    private static Roadway Roadway(string id, params (double X, double Y)[] vertices) =>
        new(new(id), id, "", "travel", Air.Intake, new(4), new(3), new Polyline([.. vertices.Select(v => new Point3(v.X, v.Y, 0))]));

    private static Anchor Uwb(int number, double x, double y) => new(new($"U{number}"), new(x, y, 0.6), AnchorTechnology.Uwb, null, null, null);

    private static ImmutableArray<Point3> Ring(params (double X, double Y)[] points) => [.. points.Select(p => new Point3(p.X, p.Y, 0))];
}
