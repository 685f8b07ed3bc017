using Microsoft.Extensions.Logging;
using Shyraq.Core.Acts;
using Shyraq.Core.History;
using Shyraq.Core.Units;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Mines;

/// <summary>Writes what is derived from the journal: the history as it happens, snapshots now and then. Runs on the grain's scheduler; the disk has a thread.</summary>
internal sealed class MineKeeper : IAsyncDisposable
{
    private static readonly TimeSpan PieceEvery = TimeSpan.FromMilliseconds(20);

    private readonly string _id;
    private readonly MineFiles _files;
    private readonly StraightLine _line;
    private readonly MineOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Action<string?> _remark;
    private readonly DiskThread _disk;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task<HistoryRows>> _making = [];
    private HistoryRows _unrecorded = HistoryRows.None;
    private Task _keeping = Task.CompletedTask, _filling = Task.CompletedTask, _trimming = Task.CompletedTask;
    private long _sightings, _kept, _keptAt, _filledAt;

    // All events from _from on are in the history or wait here; those up to _recorded do not wait. Between the history's
    // own mark and _from some are missing: the journal has to give them again.
    private long _from, _recorded;

    /// <param name="remark">Told what a person should know of the history; null when there is nothing.</param>
    public MineKeeper(string id, MineFiles files, StraightLine line, MineOptions options, TimeProvider time, ILogger log, Recovered recovered, Action<string?> remark)
    {
        (_id, _files, _line, _options, _time, _log, _remark) = (id, files, line, options, time, log, remark);
        (_sightings, _kept, _keptAt) = (recovered.Sightings, line.Followed.Sequence, time.GetTimestamp());
        (_from, _recorded) = (recovered.RecordedFrom, line.Followed.Sequence);
        _disk = new($"records {id}");
    }

    /// <summary>The events of all blocks up to this one are recorded or about to be; null when none is missing.</summary>
    public long? BehindAt => _files.History.RecordedUpTo < _from - 1 ? _files.History.RecordedUpTo : null;

    /// <summary>Starts to let the history catch up, when it is behind.</summary>
    public void Start()
    {
        Remark(_from - 1);
        FillWhenBehind();
    }

    /// <summary>
    /// Records what a block adds to the history. What the disk does not take waits for the next block. When too much waits it is let go:
    /// memory must not grow while a disk is full for days, and nothing is lost, for the journal gives it again. Fixes and boards are packed
    /// beside the mine; until they are, and are recorded, the mark of the history does not pass their block.
    /// </summary>
    public async Task Record(Walked walked, BlockTrace trace)
    {
        Gather(walked);
        // It is in the journal now, so it may be done; what a stop leaves of it the next day's takes along.
        foreach (var input in walked.Inputs)
            if (input is ActInput { Act: TrimHistory trim } && HistoryTables.Kinds.Contains(trim.What)) _trimming = Trim(_trimming, trim);
        if (_unrecorded.Count == 0) return;
        var span = trace.Start("record");
        var rows = _unrecorded;
        try
        {
            await Write(rows, walked.Block);
            _unrecorded = HistoryRows.None;
            MineMetrics.RecordEvents.Add(rows.Events.Length, MineMetrics.Of(_id));
        }
        catch (IOException why)
        {
            MineMetrics.RecordFailures.Add(1, MineMetrics.Of(_id));
            _log.LogError("Mine {Mine}: {Count} events and chunks wait for the history: {Why}", _id, rows.Count, why.Message);
            if (_unrecorded.Count > _options.WaitingEvents) LetGo(walked.Block);
        }
        span?.SetTag("events", rows.Events.Length);
        BlockTrace.End(span);
    }

    /// <summary>Takes a snapshot on this turn when one is due, and writes it off it; lets a history that is behind catch up.</summary>
    public void KeepWhenDue(int sightings)
    {
        _sightings += sightings;
        // Not between two parts of one block: the mark of the history could not come up to it.
        if (_keeping.IsCompleted && _making.Count == 0 && (_sightings >= _options.SnapshotSightings || _time.GetElapsedTime(_keptAt) >= _options.SnapshotEvery)) _keeping = Snapshot();
        if (_time.GetElapsedTime(_filledAt) >= _options.ReopenAfter) FillWhenBehind();
    }

    /// <summary>Records what still waits and keeps a snapshot of what came since the last one; nothing is recorded meanwhile.</summary>
    public async Task Keep()
    {
        if (!_keeping.IsCompleted) await _keeping;
        await Task.WhenAny(Task.WhenAll(_making));
        TakeMade();
        try
        {
            if (_unrecorded.Count > 0) await Write(_unrecorded, _line.Followed);
            _unrecorded = HistoryRows.None;
        }
        catch (IOException why)
        {
            _log.LogError("Mine {Mine}: {Count} events and chunks are left to the next start: {Why}", _id, _unrecorded.Count, why.Message);
        }
        await (_keeping = Snapshot());
    }

    /// <summary>
    /// The fixes from a time to a time that the history does not hold yet; of one tag, or of all. What is being written is among them; of what is not closed yet
    /// there is no more than was asked for.
    /// </summary>
    public async Task<TrackRow[]> UnwrittenTracks(Instant from, Instant to, string? tag)
    {
        var (waiting, making, unclosed) = (_unrecorded, _making.ToArray(), _line.Records?.Unclosed(from, to, tag is null ? null : new TagId(tag)) ?? []);
        // Packing them is nobody's turn.
        return await Task.Run(async () =>
        {
            await Task.WhenAny(Task.WhenAll(making));
            var made = making.Where(one => one.IsCompletedSuccessfully).SelectMany(one => one.Result.Tracks);
            return waiting.Tracks.Concat(made).Where(row => (tag is null || row.Tag.Value == tag) && row.Start <= to && row.Start.PlusSeconds(TrackGrid.ChunkSeconds) >= from)
                .Concat(unclosed.AsParallel().AsOrdered().Select(chunk => History.Closed.Row(HistoryVersion.Live, chunk))).ToArray();
        });
    }

    /// <summary>How many fixes the history does not hold yet, and from when to when; null when it holds all.</summary>
    public (long Fixes, Instant First, Instant Last)? Unwritten()
    {
        var open = _line.Records?.Span();
        var waiting = _unrecorded.Tracks.Sum(row => (long)TrackCodec.Count(row.Body));
        if (waiting == 0) return open;
        var first = _unrecorded.Tracks.Min(row => row.Start);
        // Their last fixes are not looked up: they end with their ten minutes, or where what is held now begins.
        var last = open?.Last ?? _unrecorded.Tracks.Max(row => row.Start).PlusSeconds(TrackGrid.ChunkSeconds);
        return (waiting + (open?.Fixes ?? 0), first, last);
    }

    /// <summary>What of the history is older than it is kept, of each kind; asked of the disk's thread.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public Task<TrimHistory[]> Overdue(Instant now) => _disk.Run(() => HistoryTables.Kinds
        .Select(kind => new TrimHistory(kind, TrackGrid.ChunkOf(now.PlusSeconds(-_options.Keep.DaysOf(kind) * 86_400))))
        .Where(trim => _files.History.Oldest(trim.What) is { } oldest && oldest < trim.Before).ToArray());

    /// <summary>Ends the thread after what it was given.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _filling;
        await _trimming;
        await _keeping;
        await Task.Run(_disk.Dispose);
        _stop.Dispose();
    }

    private async Task Snapshot()
    {
        var block = _line.Followed;
        if (_line.Mine is not { } mine || block.Sequence == _kept) return;
        (_sightings, _keptAt) = (0, _time.GetTimestamp());
        var (beliefs, plan, source, carriers) = (mine.Snapshot(), mine.Plan, _line.PlanSource, mine.ListedCarriers);
        var unclosed = _line.Records?.Unclosed().Chunks ?? [];
        try
        {
            // The mark first: a snapshot that is not ahead of the history is one from which the history can go on.
            if (_unrecorded.Count == 0 && _making.Count == 0) await Write(HistoryRows.None, block);
        }
        catch (IOException why)
        {
            _log.LogWarning("Mine {Mine}: the history is not marked as recorded up to block {Sequence}: {Why}", _id, block.Sequence, why.Message);
        }
        try
        {
            await Task.Run(() => _files.Snapshots.Save(
                new(block.Sequence, block.Hash, KeptState.Write(plan.Version, source.Span, carriers, beliefs, unclosed, _options.Tracking)), _files.History.RecordedUpTo));
            _kept = block.Sequence;
        }
        catch (IOException why)
        {
            _log.LogWarning("Mine {Mine}: no snapshot after block {Sequence}, a restart takes longer: {Why}", _id, block.Sequence, why.Message);
        }
    }

    // What was packed meanwhile goes with what happened now, in the order of the blocks.
    private void Gather(Walked walked)
    {
        TakeMade();
        if (!walked.Events.IsEmpty) _unrecorded = _unrecorded.And(new() { Events = walked.Events });
        if (!walked.Closed.IsEmpty) _making.Add(Task.Run(() => walked.Closed.Rows([])));
    }

    private void TakeMade()
    {
        while (_making is [{ IsCompleted: true } made, ..])
        {
            if (made.IsCompletedSuccessfully) _unrecorded = _unrecorded.And(made.Result);
            else _log.LogCritical(made.Exception, "Mine {Mine}: fixes or boards could not be packed and are not in the history", _id);
            _making.RemoveAt(0);
        }
    }

    private async Task Write(HistoryRows rows, JournalHead block)
    {
        // Something of these blocks is still packed: what is there is recorded, the mark waits.
        var (from, mark) = (_from, _making.Count == 0 ? block : default);
        try
        {
            await _disk.Run(() => Write(rows, from, mark));
            _recorded = Math.Max(_recorded, mark.Sequence);
        }
        catch (HistoryDamagedException damage)
        {
            BeginAnew(damage);
            throw;
        }
        catch (HistoryReopenedException why)
        {
            Reopened(why);
            throw;
        }
    }

    // On the disk's thread.
    private bool Write(HistoryRows rows, long first, JournalHead upTo)
    {
        _files.History.Record(rows, first, upTo.Sequence, upTo.Hash);
        return true;
    }

    private void LetGo(JournalHead block)
    {
        _log.LogError("Mine {Mine}: {Count} events and chunks up to block {Sequence} are let go; the journal gives them again once the history can be written", _id, _unrecorded.Count, block.Sequence);
        _unrecorded = HistoryRows.None;
        _making.Clear();
        (_from, _recorded) = (block.Sequence + 1, block.Sequence);
    }

    private void BeginAnew(HistoryDamagedException damage)
    {
        _log.LogCritical("Mine {Mine}: the history was damaged; it stands in {PutAside} and is recorded anew from the journal", _id, damage.PutAside);
        // What was recorded without the mark is gone with it.
        LetGo(_line.Followed);
        Remark(_recorded);
    }

    // What was recorded may be gone although the database said that it had it; what waits comes with it from the journal.
    private void Reopened(HistoryReopenedException why)
    {
        _log.LogWarning("Mine {Mine}: {Why}", _id, why.Message);
        LetGo(_line.Followed);
        Remark(_recorded);
    }

    private void FillWhenBehind()
    {
        if (_files.History.RecordedUpTo < _from - 1 && _filling.IsCompleted) _filling = Fill(_files.History.RecordedUpTo, _from - 1);
    }

    private async Task Fill(long mark, long upTo)
    {
        try
        {
            await Task.Run(() => HistoryFill.Run(_files, _options, mark, upTo, async (events, first, last) =>
            {
                await _disk.Run(() => Write(events, first, last));
                Remark(upTo);
            }, _time, _stop.Token));
            _log.LogInformation("Mine {Mine}: the history holds what it lacked up to block {Sequence}", _id, upTo);
        }
        catch (OperationCanceledException)
        {
            // The next start goes on.
        }
        catch (HistoryDamagedException damage)
        {
            BeginAnew(damage);
        }
        catch (HistoryReopenedException why)
        {
            Reopened(why);
        }
        catch (Exception why)
        {
            _log.LogError("Mine {Mine}: the history stays behind at block {Sequence} for now: {Why}", _id, _files.History.RecordedUpTo, why.Message);
        }
        _filledAt = _time.GetTimestamp();
        Remark(_from - 1);
    }

    private async Task Trim(Task before, TrimHistory trim)
    {
        await before;
        try
        {
            // Between two pieces whatever has to be recorded has its turn.
            while (await _disk.Run(() => _files.History.TrimPiece(trim.What, trim.Before))) await Task.Delay(PieceEvery, _time, _stop.Token);
            _log.LogInformation("Mine {Mine}: the history holds no {What} before {Before} any more", _id, trim.What, trim.Before);
        }
        catch (OperationCanceledException)
        {
            // The mine goes down; the next day's goes on.
        }
        catch (IOException why)
        {
            _log.LogError("Mine {Mine}: what is older than it is kept stays in the history for now: {Why}", _id, why.Message);
        }
    }

    private void Remark(long upTo)
    {
        var (aside, mark) = (_files.History.PutAside, _files.History.RecordedUpTo);
        var remarks = new List<string>();
        if (!aside.IsEmpty) remarks.Add($"its history could not be used and stands in {string.Join(", ", aside.Select(Path.GetFileName))}");
        if (mark < upTo) remarks.Add($"events are recorded from the journal again, so far up to block {mark} of {upTo}");
        _remark(remarks.Count == 0 ? null : $"mine '{_id}': {string.Join("; ", remarks)}");
    }
}
