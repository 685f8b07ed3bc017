using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Zones;

/// <summary>Which anchors cover which cell of a zone by the plan: those that see it within the range of their technology. Computed once for a zone.</summary>
internal sealed class ZoneCoverage
{
    private const double Cell = 5;

    private readonly ImmutableArray<Covered> _cells;

    public ZoneCoverage(MinePlan plan, ZoneInForce zone) => _cells = [.. OnRoadways(plan, zone), .. InAreas(plan, zone)];

    /// <summary>A piece of the zone with the indices of the anchors that cover it.</summary>
    /// <param name="Area">Index of the open area; null on a roadway.</param>
    private readonly record struct Covered(int Roadway, double From, double To, int? Area, ImmutableArray<int> By);

    /// <summary>The stretches where none of the covering anchors is alive, joined; those that no anchor covers apart.</summary>
    public IEnumerable<ClearanceReason> Without(MinePlan plan, Func<int, bool> isAlive, Func<int, Instant?> heard)
    {
        var run = default(Covered?);
        foreach (var cell in _cells)
        {
            var isDark = !cell.By.Any(isAlive);
            if (run is { } known)
            {
                var goesOn = isDark && cell.Area == known.Area && cell.Roadway == known.Roadway && (cell.Area is not null || cell.From <= known.To + 1e-6) && cell.By.IsEmpty == known.By.IsEmpty;
                if (goesOn)
                {
                    run = known with { To = cell.To, By = [.. known.By.Union(cell.By).Order()] };
                    continue;
                }
                yield return Reason(plan, known, heard);
            }
            run = isDark ? cell : null;
        }
        if (run is { } last) yield return Reason(plan, last, heard);
    }

    private static ClearanceReason Reason(MinePlan plan, Covered dark, Func<int, Instant?> heard)
    {
        var subject = dark.Area is { } area ? plan.Areas[area].Id.Value : plan.Roadways[dark.Roadway].Id.Value;
        var since = dark.By.Select(heard).Max(time => time?.UnixMicroseconds);
        return new(dark.By.IsEmpty ? ClearanceDoubt.Uncovered : ClearanceDoubt.NotProved, subject, null, since is { } at ? new Instant(at) : null,
            dark.Area is null ? dark.From : null, dark.Area is null ? dark.To : null, string.Join(", ", dark.By.Select(anchor => plan.Anchors[anchor].Id.Value)));
    }

    private static IEnumerable<Covered> OnRoadways(MinePlan plan, ZoneInForce zone)
    {
        var options = new PlanReportOptions();
        foreach (var section in zone.Zone.Sections)
        {
            var count = Math.Max(1, (int)Math.Ceiling((section.To - section.From) / Cell));
            var step = (section.To - section.From) / count;
            for (var i = 0; i < count; i++)
            {
                var (from, to) = (section.From + i * step, section.From + (i + 1) * step);
                var at = new NetworkPosition(section.Roadway, (from + to) / 2);
                var (edge, place) = (plan.Network.EdgeAt(at), plan.PointAt(at));
                yield return new(section.Roadway, from, to, null,
                    [.. Enumerable.Range(0, plan.Anchors.Length).Where(a => plan.Views[a].Of(edge)?.Sees(at.Offset) == true && Point3.Distance(plan.Anchors[a].Place, place) <= options.RangeOf(plan.Anchors[a]))]);
            }
        }
    }

    private static IEnumerable<Covered> InAreas(MinePlan plan, ZoneInForce zone)
    {
        if (!zone.HasAreas) yield break;
        var options = new PlanReportOptions();
        for (var area = 0; area < plan.Areas.Length; area++)
        {
            var ground = plan.Areas[area];
            var (lowX, lowY, highX, highY) = Outline.Box(ground.Rings[0]);
            for (var x = lowX + Cell / 2; x < highX; x += Cell)
                for (var y = lowY + Cell / 2; y < highY; y += Cell)
                {
                    var place = ground.Confine(new(x, y, ground.Floor.Value));
                    if (!ground.Contains(x, y) || !zone.Holds(area, place, 0)) continue;
                    yield return new(-1, 0, 0, area, [.. Enumerable.Range(0, plan.Anchors.Length).Where(a =>
                        plan.Views[a].Area == area && ground.Sees(plan.Anchors[a].Place, place) && Point3.Distance(plan.Anchors[a].Place, place) <= options.RangeOf(plan.Anchors[a]))]);
                }
        }
    }
}
