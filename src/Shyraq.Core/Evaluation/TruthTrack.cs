using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Evaluation;

/// <summary>The true places of one tag in order of time, and what lies between them.</summary>
public sealed class TruthTrack
{
    /// <summary>Between neighbours farther apart than this nothing is known of the truth, microseconds.</summary>
    private const long LongestGap = 1_000_000;

    /// <summary>What is not scored at the begin: the tracker may settle, microseconds.</summary>
    private const long Settling = 5_000_000;

    private readonly ImmutableArray<TruthPoint> _points;

    /// <param name="points">Of one tag, at least one, in any order; of equal times the last is taken.</param>
    public TruthTrack(IEnumerable<TruthPoint> points)
    {
        var sorted = new SortedDictionary<long, TruthPoint>();
        foreach (var point in points) sorted[point.Time.UnixMicroseconds] = point;
        _points = [.. sorted.Values];
        From = new Instant(_points[0].Time.UnixMicroseconds + Settling);
    }

    /// <summary>The first scored time: five seconds after the first true place.</summary>
    public Instant From { get; }

    /// <summary>
    /// The true place at a time, interpolated linearly; null before the first, after the last, and inside a gap of more
    /// than a second. The position is interpolated when both neighbours are on one roadway, and else that of the nearer in time.
    /// </summary>
    public TruthPoint? At(Instant time)
    {
        var (low, high) = (0, _points.Length - 1);
        if (time < _points[low].Time || time > _points[high].Time) return null;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (_points[middle].Time <= time) low = middle;
            else high = middle;
        }
        var (before, after) = (_points[low], _points[high]);
        if (time == before.Time) return before;
        if (time == after.Time) return after;
        var span = after.Time.UnixMicroseconds - before.Time.UnixMicroseconds;
        if (span > LongestGap) return null;
        var t = (time.UnixMicroseconds - before.Time.UnixMicroseconds) / (double)span;
        return before with { Time = time, Place = Point3.Lerp(before.Place, after.Place, t), Position = Between(before.Position, after.Position, t) };
    }

    /// <summary>The scored one-second steps: every whole UTC second at which the truth is known, settling left out. A step lasts until the next.</summary>
    public IEnumerable<long> Steps()
    {
        for (var i = 0; i < _points.Length; i++)
        {
            // From one true place to the next (not included), the last place itself included.
            var start = Math.Max(_points[i].Time.UnixMicroseconds, From.UnixMicroseconds);
            var last = i + 1 == _points.Length;
            var end = last ? _points[i].Time.UnixMicroseconds + 1 : _points[i + 1].Time.UnixMicroseconds;
            if (!last && end - _points[i].Time.UnixMicroseconds > LongestGap) end = _points[i].Time.UnixMicroseconds + 1;
            for (var second = (start + 999_999) / 1_000_000; second * 1_000_000 < end; second++) yield return second;
        }
    }

    private static NetworkPosition? Between(NetworkPosition? before, NetworkPosition? after, double t) =>
        before is { } a && after is { } b && a.Roadway == b.Roadway ? a with { Offset = a.Offset + (b.Offset - a.Offset) * t }
        : t < 0.5 ? before : after;
}
