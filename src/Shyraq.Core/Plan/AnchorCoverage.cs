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
        var covered = plan.Network.Edges.Select(e => new bool[Math.Max(1, (int)Math.Ceiling(e.Length / Resolution))]).ToArray();
        foreach (var view in plan.Views)
            foreach (var edge in view.Edges)
                Cover(plan, view.Anchor, options.RangeOf(view.Anchor), edge, covered[edge.Edge]);

        var stretches = ImmutableArray.CreateBuilder<Stretch>();
        foreach (var edge in plan.Network.Edges)
        {
            var cells = covered[edge.Index];
            var id = plan.Roadways[edge.Roadway].Id;
            for (var i = 0; i < cells.Length;)
            {
                if (cells[i]) { i++; continue; }
                var last = i;
                while (last + 1 < cells.Length && !cells[last + 1]) last++;
                var (from, to) = (edge.From + edge.Length * i / cells.Length, edge.From + edge.Length * (last + 1) / cells.Length);
                if (stretches.Count > 0 && stretches[^1].Roadway == id && from - stretches[^1].To < 1e-9) stretches[^1] = stretches[^1] with { To = to };
                else stretches.Add(new Stretch(id, from, to));
                i = last + 1;
            }
        }
        return stretches.ToImmutable();
    }

    private static void Cover(MinePlan plan, Anchor anchor, double range, EdgeView view, bool[] cells)
    {
        var size = (view.To - view.From) / cells.Length;
        foreach (var (from, to) in view.Visible)
            for (var i = Math.Max(0, (int)((from - view.From) / size)); i < cells.Length; i++)
            {
                var middle = view.From + (i + 0.5) * size;
                if (middle > to) break;
                if (middle < from || cells[i]) continue;
                var roadway = plan.Network.Edges[view.Edge].Roadway;
                cells[i] = Units.Point3.Distance(anchor.Place, plan.PointAt(new NetworkPosition(roadway, middle))) <= range;
            }
    }
}
