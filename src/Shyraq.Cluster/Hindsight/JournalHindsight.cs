using System.Collections.Immutable;
using System.Globalization;
using Shyraq.Cluster.Mines;
using Shyraq.Cluster.Rerun;
using Shyraq.Core.Hindsight;
using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Storage;
using Shyraq.Storage.History;

namespace Shyraq.Cluster.Hindsight;

/// <summary>The best track of every tag from a mine's journal: all that was measured before and after each moment, on the plans that were in force.</summary>
public sealed class JournalHindsight(IMineRecord record, HindsightPeriod period, TrackingOptions tracking)
{
    /// <summary>How many sightings of the period had been held back.</summary>
    public int HeldBack { get; private set; }

    /// <summary>How far what was kept is from what was shown live; null when nothing was kept, or the history holds nothing of that.</summary>
    public VersionDistance? Apart { get; private set; }

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

    /// <summary>The same, kept in the history as a version beside the live one, which stays as it is.</summary>
    /// <param name="name">Of the version; no other may have it.</param>
    /// <param name="by">Who asks, for the record.</param>
    /// <param name="made">Now.</param>
    /// <param name="keeps">Told of the version before it counts; what it throws keeps it from counting. Null when nobody has to know.</param>
    /// <exception cref="VersionExistsException">There is a version of this name.</exception>
    /// <exception cref="IOException">The history cannot be written.</exception>
    public IEnumerable<HindsightFix> Keep(IMineStore store, string name, string by, Instant made, Action<long> progress, CancellationToken stop, Action<HistoryVersion>? keeps = null)
    {
        using var history = store.OpenHistory(record.Mine, record.Journal.HashOf);
        var version = new VersionWriter(history, name);
        var plans = new Dictionary<int, MinePlan>();
        var (moment, late) = (ImmutableArray.CreateBuilder<Fix>(), new HashSet<TagId>());
        HindsightFix? last = null;
        foreach (var fix in Walk(progress, stop))
        {
            if (last is not null && fix.Fix.Time != last.Fix.Time) Take(last);
            moment.Add(fix.Fix);
            if (fix.IsLate) late.Add(fix.Fix.Tag);
            last = fix;
            yield return fix;
        }
        if (last is not null) Take(last);
        var head = record.Journal.Head;
        var told = new HistoryVersion(name, period.From, Instant.Min(period.To, head.Time), made, by,
            string.Create(CultureInfo.InvariantCulture, $"known afterwards; {HeldBack} sightings were held back; lag {period.Lag:0} s; journal up to block {head.Sequence}, head {head.Hash}"));
        keeps?.Invoke(told);
        version.Finish(told);
        Apart = Rerunning.Compare(record, told, plans);

        void Take(HindsightFix told)
        {
            plans[told.Plan.Version] = told.Plan;
            version.Take(told.Fix.Time, told.Plan, moment.DrainToImmutable(), late);
            late.Clear();
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
