using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Shyraq.Core.Acts;
using Shyraq.Core.Record;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Inputs;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Mines;

/// <summary>
/// A mine that is up: what waits is drawn into a block, the block is made durable, then followed, then answered. While one
/// block is on its way to the disk the one before it is followed and the next gathers; a block is followed only when it
/// is durable, in order, exactly as it was journalled. Runs on the scheduler of its grain; only the disk has threads.
/// </summary>
internal sealed class LiveMine : IAsyncDisposable
{
    /// <summary>Seconds by which a clock may go back without a word: what a time service corrects.</summary>
    private const double ClockPatience = 5;

    private readonly string _id;
    private readonly MineFiles _files;
    private readonly MineOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Intake _intake;
    private readonly MineKeeper _keeper;
    private readonly MineCheckpoints _checkpoints;
    private readonly DiskThread _disk;
    private readonly ArrayBufferWriter<byte> _body = new(64 * 1024);
    private TaskCompletionSource _wake = NewWake();
    private JournalHead _head;
    private Task _loop = Task.CompletedTask;
    private bool _stopping;
    private bool _broken;
    private TroubleRow? _journalTrouble, _clockTrouble;
    private double _behind;
    private Task _telling = Task.CompletedTask;
    private readonly RecordWatch _watch;
    private long _noted;

    /// <param name="remark">Told what a person should know though the mine is up; null when there is nothing.</param>
    public LiveMine(string id, MineFiles files, StraightLine line, MineOptions options, TimeProvider time, ILogger log, Recovered recovered, MineCheckpoints checkpoints, Action<string?> remark)
    {
        (_id, _files, _options, _time, _log, _checkpoints, Line, _head) = (id, files, options, time, log, checkpoints, line, files.Journal.Head);
        _intake = new(options.QueueCapacity);
        _keeper = new(id, files, line, options, time, log, recovered, remark);
        _disk = new($"journal {id}");
        // The one that was signed at the last stop, behind the newest block, the journal does not tell of yet.
        _noted = checkpoints.Last is { } last ? last.Head.Sequence < _head.Sequence ? last.Number : last.Number - 1 : 0;
        _watch = new(options.Disk, () => Storage.DiskRoom.Of(options.Folder));
    }

    /// <summary>The state, as of the last block followed.</summary>
    public StraightLine Line { get; }

    /// <summary>To read beside the mine.</summary>
    public IJournalBlocks Journal => _files.Journal;

    /// <summary>The newest durable block; it may not be followed yet.</summary>
    public JournalHead Head => _head;

    /// <summary>The events of blocks after this one are missing in the history for now; null when none are.</summary>
    public long? BehindAt => _keeper.BehindAt;

    /// <summary>Where the journal was signed.</summary>
    public MineCheckpoints Checkpoints => _checkpoints;

    /// <summary>Sightings used, and not used, since the mine came up.</summary>
    public (long Accepted, long Refused) Counted { get; private set; }

    /// <summary>Sightings that wait, and that may.</summary>
    public (int Pending, int Capacity) Room => (_intake.Pending, _intake.Capacity);

    /// <summary>Called after each block with the trace context of its newest batch.</summary>
    public Action<Walked, string?>? AfterBlock { get; set; }

    /// <summary>
    /// Why the journal cannot be written now, or that its time stands still because the clock went back; null while all is well. It is told beside the
    /// journal: of what cannot be journalled no alarm of the mine can come.
    /// </summary>
    public TroubleRow? Trouble => _journalTrouble ?? _clockTrouble;

    /// <summary>Called when <see cref="Trouble"/> has changed.</summary>
    public Action? TroubleChanged { get; set; }

    /// <summary>Called when the loop ended by a defect; the mine must come up anew from its journal.</summary>
    public Action? Broken { get; set; }

    /// <summary>Starts to serve.</summary>
    public void Start()
    {
        _keeper.Start();
        _loop = Loop();
    }

    /// <summary>Journals, and so begins, to take out of the history what is older than it is kept.</summary>
    public async Task TrimWhenOverdue(Instant now)
    {
        try
        {
            foreach (var trim in await _keeper.Overdue(now)) await Append([new ActInput(now, "server", trim)], null);
        }
        catch (IOException why)
        {
            _log.LogWarning("Mine {Mine}: what of the history is older than it is kept is not known: {Why}", _id, why.Message);
        }
    }

    /// <summary>The fixes from a time to a time that the history does not hold yet; of one tag, or of all.</summary>
    public Task<TrackRow[]> UnwrittenTracks(Instant from, Instant to, string? tag) => _keeper.UnwrittenTracks(from, to, tag);

    /// <summary>How many fixes the history does not hold yet, and from when to when; null when it holds all.</summary>
    public (long Fixes, Instant First, Instant Last)? Unwritten() => _keeper.Unwritten();

    /// <summary>Gives inputs to the journal; answered when they are durable and followed.</summary>
    public Task<Receipt> Append(ImmutableArray<MineInput> inputs, string? traceParent)
    {
        if (!_stopping && _intake.Take(inputs, traceParent) is { } waiting)
        {
            MineMetrics.IntakePending.Add(waiting.Weight, MineMetrics.Of(_id));
            _wake.TrySetResult();
            return waiting.Answer.Task;
        }
        MineMetrics.IntakeBusy.Add(1, MineMetrics.Of(_id));
        return Task.FromResult<Receipt>(new Receipt.Busy(_intake.Pending, _intake.Capacity));
    }

    /// <summary>Follows what was taken, keeps a snapshot, closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        _wake.TrySetResult();
        await _loop;
        if (!_broken) await _keeper.Keep();
        await _keeper.DisposeAsync();
        await Task.Run(() =>
        {
            _disk.Dispose();
            _checkpoints.Keep(_files.Journal);
            _files.Dispose();
        });
        await _checkpoints.DisposeAsync();
    }

    private async Task Loop()
    {
        Durable? durable = null;
        Task<Durable?>? committing = null;
        try
        {
            while (true)
            {
                committing = _intake.HasWaiting ? Commit(_intake.Draw(_options.BlockSightings, _head.Time)) : null;
                if (durable is not null) await Follow(durable);
                durable = null;
                if (committing is not null)
                {
                    durable = await committing;
                    committing = null;
                }
                else if (_intake.HasWaiting) continue;
                else if (_stopping) return;
                else await Woken();
                // Others have their turn between two blocks even when the disk is faster than the tracker.
                await Task.Yield();
            }
        }
        catch (Exception defect)
        {
            _log.LogCritical(defect, "Mine {Mine}: the loop from journal to follow ended; the mine comes up anew from its journal", _id);
            _stopping = _broken = true;
            if (committing is not null && await Late(committing) is { } late) Answer(late.Group, new Receipt.Failed("the mine failed and comes up anew"));
            if (durable is not null) Answer(durable.Group, new Receipt.Failed("the mine failed and comes up anew"));
            while (_intake.HasWaiting) Answer(_intake.Draw(int.MaxValue, _head.Time), new Receipt.Failed("the mine failed and comes up anew"));
            Broken?.Invoke();
        }
    }

    private static async Task<Durable?> Late(Task<Durable?> committing)
    {
        try { return await committing; }
        catch (IOException) { return null; }
    }

    private async Task Woken()
    {
        await _wake.Task;
        _wake = NewWake();
    }

    /// <summary>Makes a group durable; null when the disk did not take it, which its senders are told.</summary>
    private async Task<Durable?> Commit(Group group)
    {
        var trace = BlockTrace.Of(group.From);
        var span = trace.Start("journal");
        Appended outcome;
        try
        {
            outcome = await _disk.Run(() => Write(group));
        }
        catch (Exception defect)
        {
            _log.LogCritical(defect, "Mine {Mine}: a block could not be made", _id);
            outcome = new Appended.Failed(AppendFailure.Disk, defect.Message);
        }
        span?.SetTag("block", (outcome as Appended.Durable)?.Head.Sequence);
        span?.SetTag("sightings", group.Sightings);
        BlockTrace.End(span);
        switch (outcome)
        {
            case Appended.Durable done:
                if (_journalTrouble is not null) _log.LogInformation("Mine {Mine}: the journal takes blocks again", _id);
                Tell(null, _clockTrouble);
                _head = done.Head;
                return new(group, done.Head, trace);
            case Appended.Failed failed:
                MineMetrics.JournalFailures.Add(1, MineMetrics.Of(_id), MineMetrics.Reason(Names.Camel(failed.Reason.ToString())));
                if (_journalTrouble is null) _log.LogError("Mine {Mine}: the journal cannot be written, senders keep what they have: {Why}", _id, failed.Why);
                _watch.Unwritten(new(_journalTrouble?.Since ?? Instant.From(_time.GetUtcNow()).UnixMicroseconds), Names.Camel(failed.Reason.ToString()));
                Tell(new(Names.Camel(failed.Reason.ToString()), _journalTrouble?.Since ?? Instant.From(_time.GetUtcNow()).UnixMicroseconds, failed.Why), _clockTrouble);
                Answer(group, new Receipt.Failed(failed.Why));
                return null;
            case Appended.Behind behind:
                Answer(group, new Receipt.Failed("the journal has moved on; the mine comes up anew from it"));
                throw new IOException($"the journal ends at block {behind.Found.Sequence} instead of {_head.Sequence}");
            default:
                throw new InvalidOperationException($"{outcome} is no known outcome.");
        }
    }

    /// <summary>Compares the clock with the time of the newest block, which it may not be behind.</summary>
    public void CompareClock(Instant now)
    {
        var behind = _head.Time.SecondsSince(now);
        _behind = behind;
        if (behind > 0 && (_clockTrouble is not null || behind <= ClockPatience)) return;
        if (behind > 0) _log.LogError("Mine {Mine}: the clock went back by {Behind} s; until it has caught up the time of the mine stands still", _id, behind);
        Tell(_journalTrouble, behind > 0 ? new("clockBack", now.UnixMicroseconds, string.Create(CultureInfo.InvariantCulture, $"the newest block is of {_head.Time}, {behind:0} s ahead of the clock")) : null);
    }

    /// <summary>Puts into the journal what there is to tell of the record itself, one thing after the other: what is wrong with it, what was signed. While nothing can be journalled it waits.</summary>
    public void TellOfRecord(Instant now)
    {
        if (Line.Mine is not { } mine || _journalTrouble is not null || !_telling.IsCompleted) return;
        if (_watch.Due(mine.Safety, now, _clockTrouble is { } clock ? (new(clock.Since), _behind) : null) is { } due) _telling = Tell(now, due, () => _watch.Told(due));
        else if (_checkpoints.Last is { } signed && signed.Number > _noted) _telling = Tell(now, new NoteCheckpoint(signed.Number, signed.Head.Sequence, signed.Head.Hash.ToString()), () => _noted = signed.Number);
    }

    private async Task Tell(Instant now, Act act, Action told)
    {
        if (await Append([new ActInput(now, "server", act)], null) is Receipt.Journalled) told();
    }

    private void Tell(TroubleRow? journal, TroubleRow? clock)
    {
        var before = Trouble;
        (_journalTrouble, _clockTrouble) = (journal, clock);
        if (Trouble?.Kind == before?.Kind) return;
        try
        {
            TroubleChanged?.Invoke();
        }
        catch (Exception defect)
        {
            _log.LogError(defect, "Mine {Mine}: nobody could be told of the trouble with the record, {Kind}", _id, Trouble?.Kind ?? "which is over");
        }
    }

    // On the disk's thread.
    private Appended Write(Group group)
    {
        var start = Stopwatch.GetTimestamp();
        _body.ResetWrittenCount();
        InputCodec.Encode(group.Inputs, _body);
        var outcome = _files.Journal.Append(group.Time, group.Inputs.Length, group.Sightings, _body.WrittenSpan);
        MineMetrics.JournalSeconds.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, MineMetrics.Of(_id));
        if (outcome is not Appended.Durable) return outcome;
        MineMetrics.JournalBlocks.Add(1, MineMetrics.Of(_id));
        MineMetrics.JournalBytes.Add(_body.WrittenCount, MineMetrics.Of(_id));
        _checkpoints.KeepWhenDue(_files.Journal);
        return outcome;
    }

    private async Task Follow(Durable block)
    {
        var began = _time.GetUtcNow();
        var walked = Line.Walk(block.Head, block.Group.Inputs);
        block.Trace.Steps(began, walked);
        await _keeper.Record(walked, block.Trace);
        Count(block.Group, walked);
        Answer(block.Group, walked);
        Show(walked, block.Trace.Newest);
        _keeper.KeepWhenDue(block.Group.Sightings);
    }

    // Showing is for eyes alone: whatever fails there, the mine goes on.
    private void Show(Walked walked, string? newest)
    {
        try
        {
            AfterBlock?.Invoke(walked, newest);
        }
        catch (Exception defect)
        {
            _log.LogError(defect, "Mine {Mine}: block {Block} was followed but could not be shown", _id, walked.Block.Sequence);
        }
    }

    private void Answer(Group group, Receipt receipt)
    {
        Release(group);
        foreach (var waiting in group.From) waiting.Answer.TrySetResult(receipt);
    }

    private void Answer(Group group, Walked walked)
    {
        Release(group);
        var first = 0;
        foreach (var waiting in group.From)
        {
            waiting.Answer.TrySetResult(Receipts.Of(walked, first, waiting.Inputs.Length));
            first += waiting.Inputs.Length;
        }
    }

    private void Release(Group group)
    {
        var before = _intake.Pending;
        _intake.Release(group);
        MineMetrics.IntakePending.Add(_intake.Pending - before, MineMetrics.Of(_id));
    }

    private void Count(Group group, Walked walked)
    {
        var of = MineMetrics.Of(_id);
        var total = Receipts.Of(walked, 0, walked.Steps.Length);
        Counted = (Counted.Accepted + total.Accepted, Counted.Refused + total.Refused.Values.Sum());
        MineMetrics.FollowSightings.Add(total.Accepted, of);
        foreach (var (reason, count) in total.Refused) MineMetrics.FollowRefused.Add(count, of, MineMetrics.Reason(reason));
        MineMetrics.FollowSeconds.Record((double)walked.Times.Follow / Stopwatch.Frequency, of);
        MineMetrics.PlaceSeconds.Record((double)walked.Times.Place / Stopwatch.Frequency, of);
        if (group.Clamped > 0) MineMetrics.JournalClamped.Add(group.Clamped, of);
        foreach (var step in walked.Steps)
        {
            if (step is null) continue;
            if (step.Placed.Crossings.Length > 0) MineMetrics.PlaceCrossings.Add(step.Placed.Crossings.Length, of);
            if (step.Occurrences.Count(one => one.Kind is "raised" or "cleared") is > 0 and var alarms) MineMetrics.JudgeAlarms.Add(alarms, of);
        }
    }

    private static TaskCompletionSource NewWake() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed record Durable(Group Group, JournalHead Head, BlockTrace Trace);
}
