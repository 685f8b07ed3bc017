using Shyraq.Core.History;
using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Storage.History;

namespace Shyraq.Cluster.Rerun;

/// <summary>How far two versions of the past are apart, in the plane, over the moments that both tell of.</summary>
/// <param name="Fixes">How many moments of tags there are in both.</param>
/// <param name="OnlyOne">How many only one of them tells.</param>
/// <param name="Mean">Metres, as are the others; to a centimetre.</param>
/// <param name="OtherRoadway">Of those, on another roadway or in another area, 0..1.</param>
/// <param name="Worst">The tag that is farthest apart, and when.</param>
public sealed record VersionDistance(long Fixes, long OnlyOne, double Mean, double P50, double P95, double Max, double OtherRoadway, TagId? Worst, Instant At)
{
    // Centimetres, up to 10 km.
    private const int Bins = 1_000_000;

    /// <summary>Compares two versions of a period.</summary>
    /// <param name="plans">The plans of the journal by version.</param>
    internal static VersionDistance Of(HistoryReading history, string one, string other, Instant from, Instant to, IReadOnlyDictionary<int, MinePlan> plans)
    {
        var apart = new Dictionary<int, long>();
        var (both, only, sum, elsewhere) = (0L, 0L, 0.0, 0L);
        var (max, worst, at) = (-1.0, default(TagId?), default(Instant));
        // Of one tag at a time, by the second: ticks come about once a second.
        var (here, there) = (new Dictionary<long, TrackPoint>(), new Dictionary<long, TrackPoint>());
        for (var start = TrackGrid.ChunkOf(from); start <= to; start = start.PlusSeconds(TrackGrid.ChunkSeconds))
        {
            var (ofOne, ofOther) = (history.Tracks.At(one, start).ToLookup(row => row.Tag), history.Tracks.At(other, start).ToLookup(row => row.Tag));
            foreach (var tag in ofOne.Concat(ofOther).Select(rows => rows.Key).Distinct())
            {
                Take(here, ofOne[tag], start);
                Take(there, ofOther[tag], start);
                foreach (var (second, a) in here)
                {
                    if (!there.Remove(second, out var b))
                    {
                        only++;
                        continue;
                    }
                    both++;
                    var distance = Point3.HorizontalDistance(a.Place, b.Place);
                    sum += distance;
                    if (a.Position?.Roadway != b.Position?.Roadway || a.Area != b.Area) elsewhere++;
                    var bin = (int)Math.Min(Bins, Math.Round(100 * distance));
                    apart[bin] = apart.GetValueOrDefault(bin) + 1;
                    if (distance > max) (max, worst, at) = (distance, tag, a.Time);
                }
                only += there.Count;
            }
        }
        return new(both, only, both == 0 ? 0 : sum / both, Quantile(0.5), Quantile(0.95), Math.Max(0, max), both == 0 ? 0 : (double)elsewhere / both, worst, at);

        double Quantile(double share)
        {
            var left = (long)Math.Ceiling(share * both);
            foreach (var (bin, count) in apart.OrderBy(pair => pair.Key))
                if ((left -= count) <= 0) return bin / 100.0;
            return 0;
        }

        void Take(Dictionary<long, TrackPoint> points, IEnumerable<TrackRow> rows, Instant start)
        {
            points.Clear();
            foreach (var row in rows)
                foreach (var fix in TrackCodec.Decode(row.Body))
                    if (TrackGrid.Tell(fix, start, plans[row.Plan]) is var point && point.Time >= from && point.Time <= to && point.State != FixState.LastKnown)
                        points[(long)Math.Round(point.Time.UnixMicroseconds / 1e6)] = point;
        }
    }
}
