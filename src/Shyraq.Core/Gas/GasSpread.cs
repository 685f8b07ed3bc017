using System.Collections.Immutable;
using Shyraq.Core.Plan;

namespace Shyraq.Core.Gas;

/// <summary>Where the gas that a sensor measures is or comes to: the roadways around it, and everything downwind.</summary>
internal static class GasSpread
{
    /// <summary>The stretches of roadway within <see cref="DangerRanking.Section"/> along the network and those downwind, joined where they overlap; in plan order.</summary>
    public static ImmutableArray<Section> Of(MinePlan plan, Airflow air, NetworkPosition sensor)
    {
        var stretches = air.DownwindOf(sensor).Select(wind => wind.Stretch).ToList();
        var reach = plan.Network.DistancesFrom(sensor, DangerRanking.Section);
        foreach (var edge in plan.Network.Edges)
        {
            var (fromStart, fromEnd) = (DangerRanking.Section - reach[edge.JunctionFrom], DangerRanking.Section - reach[edge.JunctionTo]);
            if (fromStart > 0) stretches.Add(new(edge.Roadway, edge.From, Math.Min(edge.To, edge.From + fromStart)));
            if (fromEnd > 0) stretches.Add(new(edge.Roadway, Math.Max(edge.From, edge.To - fromEnd), edge.To));
            if (edge.Index == plan.Network.EdgeAt(sensor))
                stretches.Add(new(edge.Roadway, Math.Max(edge.From, sensor.Offset - DangerRanking.Section), Math.Min(edge.To, sensor.Offset + DangerRanking.Section)));
        }
        return [.. stretches.GroupBy(s => s.Roadway).OrderBy(g => g.Key).SelectMany(Joined)];
    }

    private static IEnumerable<Section> Joined(IEnumerable<Section> parts)
    {
        Section? open = null;
        foreach (var part in parts.Where(p => p.To > p.From).OrderBy(p => p.From))
        {
            if (open is { } last && part.From <= last.To) open = last with { To = Math.Max(last.To, part.To) };
            else
            {
                if (open is { } done) yield return done;
                open = part;
            }
        }
        if (open is { } rest) yield return rest;
    }
}
