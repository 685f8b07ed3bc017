using System.Collections.Immutable;

namespace Shyraq.Core.Plan;

/// <summary>Finds where anchors are too far apart and where none sees.</summary>
internal static class AnchorCoverage
{
    private const double Resolution = 1;

    /// <summary>The stretches between neighbouring UWB or BLE anchors on one roadway that are wider than allowed, widest first.</summary>
    public static ImmutableArray<Stretch> WideSpacings(MinePlan plan, PlanReportOptions options)
    {
        var feet = from view in plan.Views
                   where view.Foot is not null && view.Anchor.Technology is AnchorTechnology.Uwb or AnchorTechnology.Ble
                   orderby view.Foot!.Value.Offset
                   group view.Foot!.Value.Offset by view.Foot!.Value.Roadway;
        return [.. from roadway in feet
                   from pair in roadway.Zip(roadway.Skip(1))
                   where pair.Second - pair.First > options.WidestSpacing
                   orderby pair.Second - pair.First descending, roadway.Key, pair.First
                   select new Stretch(plan.Roadways[roadway.Key].Id, pair.First, pair.Second)];
    }

    /// <summary>The stretches of a metre or more that no anchor sees within its range, in order of roadway and offset.</summary>
    public static ImmutableArray<Stretch> Uncovered(MinePlan plan, PlanReportOptions options)
    {
        var cells = new RoadwayCells(plan, Resolution);
        var covered = new bool[cells.Count];
        foreach (var view in plan.Views)
            foreach (var edge in view.Edges)
                foreach (var (from, to) in edge.Visible)
                {
                    var (first, end) = cells.Within(edge.Edge, from, to);
                    for (var cell = first; cell < end; cell++)
                        covered[cell] = covered[cell] || Units.Point3.Distance(view.Anchor.Place, cells.PlaceOf(cell)) <= options.RangeOf(view.Anchor);
                }
        return [.. cells.Runs(cell => covered[cell] ? -1 : 0).Select(run => run.Stretch)];
    }
}
