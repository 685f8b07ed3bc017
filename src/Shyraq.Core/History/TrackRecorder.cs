using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.History;

/// <summary>
/// Gathers what was shown of each tag, once a second, into chunks of ten minutes of the mine's time. It has no clock: equal ticks give equal chunks, so
/// that a replay writes again what a crash took, and nothing else. Not thread-safe.
/// </summary>
public sealed class TrackRecorder
{
    /// <summary>Two fixes of a tag are at least so far apart, unless its state changes, seconds: a tick may come a little early.</summary>
    private const double Apart = 0.9;

    /// <summary>The last known place of a silent tag is kept this often: nothing new is told, but that it still is so, seconds.</summary>
    public const double LastKnownEvery = 60;

    private readonly SortedDictionary<string, List<TrackFix>> _open = new(StringComparer.Ordinal);
    private Instant _start;

    /// <summary>The plan of the fixes that are held.</summary>
    public MinePlan? Plan { get; private set; }

    /// <summary>How many fixes are held.</summary>
    public int Held => _open.Values.Sum(open => open.Count);

    /// <summary>Takes what was shown at a tick. When other ten minutes or another plan have begun, what was held before is closed.</summary>
    /// <param name="plan">The plan that the fixes are on.</param>
    /// <param name="late">The tags whose answers rest on sightings that came late; null for none.</param>
    /// <returns>The chunks that are closed, in order of tag.</returns>
    public ImmutableArray<TrackChunk> Take(Instant tick, MinePlan plan, ImmutableArray<Fix> fixes, IReadOnlySet<TagId>? late = null)
    {
        var start = TrackGrid.ChunkOf(tick);
        var closed = start != _start || plan.Version != Plan?.Version ? Close() : [];
        (_start, Plan) = (start, plan);
        foreach (var fix in fixes)
        {
            if (!_open.TryGetValue(fix.Tag.Value, out var open)) _open[fix.Tag.Value] = open = [];
            var taken = TrackGrid.Take(fix, start, late?.Contains(fix.Tag) ?? false);
            if (open.Count > 0 && open[^1].State == fix.State && (taken.Time - open[^1].Time) * TrackGrid.TimeStep < (fix.State == FixState.LastKnown ? LastKnownEvery : Apart)) continue;
            open.Add(taken);
        }
        return closed;
    }

    /// <summary>What is held and not closed yet, in order of tag.</summary>
    public ImmutableArray<TrackChunk> Unclosed() =>
        Plan is { } plan ? [.. _open.Where(one => one.Value.Count > 0).Select(one => new TrackChunk(new(one.Key), _start, plan.Version, [.. one.Value]))] : [];

    /// <summary>Of what is held the fixes from a time to a time, both included; of one tag, or of all in order. Whoever has none then is left out.</summary>
    public ImmutableArray<TrackChunk> Unclosed(Instant from, Instant to, TagId? tag = null)
    {
        if (Plan is not { } plan || to < _start) return [];
        var (first, last) = (Math.Floor(from.SecondsSince(_start) / TrackGrid.TimeStep), Math.Ceiling(to.SecondsSince(_start) / TrackGrid.TimeStep));
        var chunks = ImmutableArray.CreateBuilder<TrackChunk>();
        if (tag is not { } one)
            foreach (var (of, open) in _open) Add(of, open);
        else if (_open.TryGetValue(one.Value, out var open)) Add(one.Value, open);
        return chunks.DrainToImmutable();

        void Add(string of, List<TrackFix> open)
        {
            var begin = open.FindIndex(fix => fix.Time >= first);
            var end = open.FindLastIndex(fix => fix.Time <= last);
            if (begin >= 0 && end >= begin) chunks.Add(new(new(of), _start, plan.Version, [.. open[begin..(end + 1)]]));
        }
    }

    /// <summary>How many fixes are held, and from when to when; null when none is.</summary>
    public (int Fixes, Instant First, Instant Last)? Span()
    {
        var (held, first, last) = (0, int.MaxValue, int.MinValue);
        foreach (var open in _open.Values.Where(open => open.Count > 0))
            (held, first, last) = (held + open.Count, Math.Min(first, open[0].Time), Math.Max(last, open[^1].Time));
        return held == 0 ? null : (held, _start.PlusSeconds(first * TrackGrid.TimeStep), _start.PlusSeconds(last * TrackGrid.TimeStep));
    }

    /// <summary>Holds again what <see cref="Unclosed()"/> gave, on the same plan.</summary>
    /// <exception cref="FormatException">The chunks are not of one time, or of another plan.</exception>
    public void Restore(MinePlan plan, IEnumerable<TrackChunk> unclosed)
    {
        _open.Clear();
        (_start, Plan) = (default, plan);
        foreach (var chunk in unclosed)
        {
            if (chunk.Plan != plan.Version || _open.Count > 0 && chunk.Start != _start) throw new FormatException($"the open chunk of tag {chunk.Tag} is of another time or plan");
            _start = chunk.Start;
            _open[chunk.Tag.Value] = [.. chunk.Fixes];
        }
    }

    private ImmutableArray<TrackChunk> Close()
    {
        var closed = Unclosed();
        _open.Clear();
        return closed;
    }
}
