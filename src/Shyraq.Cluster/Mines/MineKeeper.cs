using Microsoft.Extensions.Logging;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Mines;

/// <summary>Writes what is derived from the journal: events as they happen, snapshots now and then. Runs on the grain's scheduler; the disk has a thread.</summary>
internal sealed class MineKeeper(string id, MineFiles files, StraightLine line, MineOptions options, TimeProvider time, ILogger log, long replayed) : IAsyncDisposable
{
    private readonly DiskThread _disk = new($"records {id}");
    private readonly List<HistoryEvent> _unrecorded = [];
    private Task _keeping = Task.CompletedTask;
    private long _sightings = replayed;
    private long _kept = line.Followed.Sequence;
    private long _keptAt = time.GetTimestamp();

    /// <summary>Records a block's events. Those that the disk does not take wait for the next block; none is lost, for no snapshot passes them.</summary>
    public async Task Record(Walked walked, BlockTrace trace)
    {
        if (walked.Events.IsEmpty && _unrecorded.Count == 0) return;
        var span = trace.Start("record");
        _unrecorded.AddRange(walked.Events);
        var events = _unrecorded.ToArray();
        try
        {
            await _disk.Run(() => Write(events, walked.Block));
            _unrecorded.Clear();
            MineMetrics.RecordEvents.Add(events.Length, MineMetrics.Of(id));
        }
        catch (IOException why)
        {
            MineMetrics.RecordFailures.Add(1, MineMetrics.Of(id));
            log.LogError("Mine {Mine}: {Count} events wait for the history: {Why}", id, events.Length, why.Message);
        }
        span?.SetTag("events", events.Length);
        BlockTrace.End(span);
    }

    /// <summary>Takes a snapshot on this turn when one is due, and writes it off it.</summary>
    public void KeepWhenDue(int sightings)
    {
        _sightings += sightings;
        if (_keeping.IsCompleted && (_sightings >= options.SnapshotSightings || time.GetElapsedTime(_keptAt) >= options.SnapshotEvery)) _keeping = Write();
    }

    /// <summary>Ends the thread after what it was given.</summary>
    public async ValueTask DisposeAsync()
    {
        await _keeping;
        await Task.Run(_disk.Dispose);
    }

    /// <summary>Keeps a snapshot of what came since the last one, unless events are still to be recorded.</summary>
    public async Task Keep()
    {
        if (!_keeping.IsCompleted) await _keeping;
        await (_keeping = Write());
    }

    private async Task Write()
    {
        var block = line.Followed;
        if (line.Mine is not { } mine || block.Sequence == _kept || _unrecorded.Count > 0) return;
        (_sightings, _keptAt) = (0, time.GetTimestamp());
        var (beliefs, plan, source, carriers) = (mine.Snapshot(), mine.Plan, line.PlanSource, mine.Carriers);
        try
        {
            await _disk.Run(() => Write([], block));
            await Task.Run(() => files.Snapshots.Save(new(block.Sequence, block.Hash, KeptState.Write(plan.Version, source.Span, carriers, beliefs, options.Tracking))));
            _kept = block.Sequence;
        }
        catch (IOException why)
        {
            log.LogWarning("Mine {Mine}: no snapshot after block {Sequence}, a restart takes longer: {Why}", id, block.Sequence, why.Message);
        }
    }

    private bool Write(HistoryEvent[] events, JournalHead block)
    {
        files.History.Record(events, block.Sequence, block.Hash);
        return true;
    }
}
