using Shyraq.Cluster.Mines;
using Shyraq.Core.Hindsight;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Storage;

namespace Shyraq.Cluster.Hindsight;

/// <summary>The best track of every tag from a mine's journal: all that was measured before and after each moment, on the plans that were in force.</summary>
public sealed class JournalHindsight(IMineRecord record, HindsightPeriod period, TrackingOptions tracking)
{
    /// <summary>How many sightings of the period had been held back.</summary>
    public int HeldBack { get; private set; }

    /// <summary>Sightings that could not be used, by reason.</summary>
    public IReadOnlyDictionary<RefusalReason, int> Refused { get; private set; } = new Dictionary<RefusalReason, int>();

    /// <summary>A fix of each tag for each whole second of the period, in order of time; nothing when the journal holds no plan. One walk for one object.</summary>
    /// <param name="progress">Told the sequence of each block that is read, twice of those of the period.</param>
    /// <exception cref="Storage.Journal.JournalDamagedException">A block is missing, changed or unreadable.</exception>
    public IEnumerable<HindsightFix> Walk(Action<long> progress, CancellationToken stop)
    {
        var gathered = new Gathering(period, tracking);
        gathered.Walk(record.Journal.ReadFrom(1), progress, stop);
        HeldBack = gathered.HeldBack.Count;
        if (gathered.InForce.IsEmpty || gathered.First == 0) yield break;
        var smoothing = new Smoothing(gathered.InForce, tracking, period.Lag, rate: 1);
        Refused = smoothing.Forwards.Refused;
        foreach (var fix in smoothing.Walk(Arrivals(gathered.First, progress, stop), gathered.HeldBack))
        {
            if (fix.Fix.Time > period.To) yield break;
            if (fix.Fix.Time >= period.From && fix.Fix.Time.UnixMicroseconds % 1_000_000 == 0) yield return fix;
        }
    }

    private IEnumerable<FiledSighting> Arrivals(long first, Action<long> progress, CancellationToken stop)
    {
        foreach (var block in record.Journal.ReadFrom(first))
        {
            stop.ThrowIfCancellationRequested();
            if (block.Time > period.End.PlusSeconds(Clocks.HeldBack)) yield break;
            progress(block.Sequence);
            foreach (var input in Recovery.Decode(block, 1))
            {
                if (input is not SightingsInput { Sightings: var sightings }) continue;
                foreach (var sighting in sightings)
                    if (period.Wants(sighting.Tag)) yield return new(sighting, null);
            }
        }
    }
}
