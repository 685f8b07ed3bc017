using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Oracle.Runs;

/// <summary>The plainest mine there is: one straight roadway of 120 m with an anchor near each end, both in sight from everywhere.</summary>
public static class StraightRoadway
{
    public static MinePlan Plan { get; } = new(new MineId("straight"), "Straight", "local", "UTC", 1, new PlanFeatures(
        [new Roadway(new("MAIN"), "Main", "L", "travel", Air.Intake, new(4), new(3), new Polyline([new(0, 0, 0), new(120, 0, 0)]))],
        [], [Anchor("A1", new(10, 1.5, 0.5)), Anchor("A2", new(110, -1.5, 0.5))], [], [], []));

    private static Anchor Anchor(string id, Point3 place) => new(new(id), place, AnchorTechnology.Uwb, null, null, null);
}
