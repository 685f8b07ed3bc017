using System.Collections.Immutable;
using Shyraq.Core.History;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Storage.History;

namespace Shyraq.Cluster.History;

/// <summary>Takes one fix in so many seconds, and each change of state.</summary>
/// <param name="every">Seconds; 0 for all.</param>
internal sealed class Thinning(Instant from, double every)
{
    private double _slot = double.NegativeInfinity;
    private FixState _state = (FixState)(-1);

    public List<PastFix> Fixes { get; } = [];

    /// <summary>Whether the next fix of the tag is one of those that are taken.</summary>
    public bool Takes(TrackRow row, in TrackFix fix, Instant begin, Instant end)
    {
        var time = row.Start.PlusSeconds(fix.Time * TrackGrid.TimeStep);
        if (time < begin || time >= end) return false;
        var slot = every > 0 ? Math.Floor(time.SecondsSince(from) / every) : double.NaN;
        if (slot == _slot && fix.State == _state) return false;
        (_slot, _state) = (slot, fix.State);
        return true;
    }

    public void Add(TrackRow row, ImmutableArray<TrackFix> fixes, Instant begin, Instant end, PastOfAMine past)
    {
        foreach (ref readonly var fix in fixes.AsSpan())
            if (Takes(row, fix, begin, end)) Fixes.Add(past.Tell(row, fix));
    }
}
