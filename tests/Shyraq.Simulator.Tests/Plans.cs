using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Shyraq.Protocols.Plan;
using Shyraq.Simulator.Drawing;

namespace Shyraq.Simulator.Tests;

/// <summary>Plans that several tests look at; the coal mine is drawn and read once.</summary>
internal static class Plans
{
    private static readonly Lazy<MinePlan> Coal = new(() => Read(CoalMine.Text(1)));

    /// <summary>The coal mine of seed 1, through its text.</summary>
    public static MinePlan CoalMinePlan => Coal.Value;

    /// <summary>A straight roadway of 200 m, anchors at 50 m and 150 m in its middle, and a side roadway of 100 m at its end.</summary>
    public static readonly MinePlan Corner = new(new MineId("corner"), "Corner", "local", "UTC", 1, new PlanFeatures(
        [Roadway("MAIN", new(0, 0, 0), new(200, 0, 0)), Roadway("SIDE", new(200, 0, 0), new(200, 100, 0))],
        [], [Anchor("A1", new(50, 0, 0.5)), Anchor("A2", new(150, 0, 0.5))], [], [], []));

    /// <summary>A hall of 60 by 40 m with a pillar of 10 m in its middle, and one anchor in a corner.</summary>
    public static readonly MinePlan Pillar = new(new MineId("pillar"), "Pillar", "local", "UTC", 1, new PlanFeatures(
        [], [new OpenArea(new("H"), "Hall", "", [Ring((0, 0), (60, 0), (60, 40), (0, 40)), Ring((25, 15), (35, 15), (35, 25), (25, 25))], new(0), new(5), new(1.3), false)],
        [Anchor("A1", new(1, 20, 2))], [], [], []));

    public static MinePlan Read(byte[] text) => PlanReader.Read(text, 1) switch
    {
        PlanReading.Read read => read.Plan,
        PlanReading.Refused refused => throw new InvalidOperationException(string.Join("; ", refused.Faults)),
        _ => throw new InvalidOperationException(),
    };

    private static Roadway Roadway(string id, params Point3[] vertices) => new(new(id), id, "L", "travel", Air.Intake, new(4), new(3), new Polyline(vertices));

    private static Anchor Anchor(string id, Point3 place) => new(new(id), place, AnchorTechnology.Uwb, null, null, null);

    private static System.Collections.Immutable.ImmutableArray<Point3> Ring(params (double X, double Y)[] points) => [.. points.Select(p => new Point3(p.X, p.Y, 0))];
}
