using Shyraq.Core.History;
using Shyraq.Core.Units;

namespace Shyraq.Cluster.History;

/// <summary>Where time was spent in cells finer than visits are kept in, from the fixes themselves: exact in what was shown, and no surer than it was.</summary>
internal static class FineHeat
{
    /// <summary>Between fixes further apart nobody can say where the tag was, seconds; as of visits.</summary>
    private const double MostBetween = 15;

    /// <param name="cell">Metres.</param>
    /// <param name="to">The end of the time; not part of it.</param>
    public static IEnumerable<HeatCell> Of(IEnumerable<List<PastFix>> tracks, double cell, Instant to)
    {
        var seconds = new SortedDictionary<string, SortedDictionary<int, double>>(StringComparer.Ordinal);
        foreach (var fixes in tracks)
            for (var i = 0; i < fixes.Count; i++)
            {
                var (fix, next) = (fixes[i], i + 1 < fixes.Count ? fixes[i + 1].Time : to);
                if (fix.State == LastKnown || fix.Roadway is not { } roadway || fix.Offset is not { } offset || next.SecondsSince(fix.Time) is not (> 0 and <= MostBetween and var lasted)) continue;
                if (!seconds.TryGetValue(roadway, out var cells)) seconds[roadway] = cells = [];
                var at = Math.Max(0, (int)Math.Floor(offset / cell));
                cells[at] = cells.GetValueOrDefault(at) + lasted;
            }
        return seconds.SelectMany(roadway => roadway.Value.Select(one => new HeatCell(new(roadway.Key), one.Key * cell, one.Value)));
    }

    private const int LastKnown = 2;
}
