using Shyraq.Cluster.Mines;

namespace Shyraq.Web.Feed;

/// <summary>
/// The latest row of every tag and anchor of one mine, each with the version of the frame that brought it, so that every
/// viewer takes what changed since its own last look and nobody has a queue. Positions: the latest per tag wins. Events:
/// the newest <see cref="MostEvents"/> are kept. Thread-safe.
/// </summary>
internal sealed class MineFeed(TimeProvider clock) : IMineObserver
{
    /// <summary>Events kept for viewers: at 20 frames a second a viewer misses one only when more come between two of its frames.</summary>
    public const int MostEvents = 1000;

    private readonly Lock _gate = new();
    private readonly RowWriter _rows = new();
    private readonly Dictionary<string, Latest> _fixes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Latest> _anchors = new(StringComparer.Ordinal);
    private (long Version, UnplacedRow[] Of, byte[][] Rows) _unplaced = (0, [], []);
    private readonly Queue<(long Number, EventRow Event, byte[] Row)> _events = new();
    private readonly HashSet<EventRow> _kept = [];
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private MineFrame? _newest;
    private long _version;
    private long _fullSince;
    private long _eventNumber;
    private string? _traceParent;
    private long _shownAt = clock.GetTimestamp();

    /// <summary>Done when the first whole frame of the mine is here.</summary>
    public Task First => _first.Task;

    /// <summary>How long ago the mine showed anything.</summary>
    public TimeSpan Silence => clock.GetElapsedTime(Volatile.Read(ref _shownAt));

    /// <inheritdoc/>
    public Task Show(MineFrame frame)
    {
        Volatile.Write(ref _shownAt, clock.GetTimestamp());
        lock (_gate)
        {
            // A part without the whole before it says nothing.
            if (_newest is null && !frame.Full) return Task.CompletedTask;
            _version++;
            if (frame.Full) ForgetTheAbsent(frame);
            foreach (var fix in frame.Fixes) _fixes[fix.Tag] = new(_version, _rows.Fix(fix));
            foreach (var anchor in frame.Anchors) _anchors[anchor.Anchor] = new(_version, _rows.Anchor(anchor));
            if (!frame.Headcount.Unplaced.AsSpan().SequenceEqual(_unplaced.Of))
                _unplaced = (_version, frame.Headcount.Unplaced, Array.ConvertAll(frame.Headcount.Unplaced, _rows.Unplaced));
            foreach (var happened in frame.Events) Keep(happened);
            if (frame.Fixes.Length > 0 && frame.TraceParent is not null) _traceParent = frame.TraceParent;
            _newest = frame;
        }
        _first.TrySetResult();
        return Task.CompletedTask;
    }

    /// <summary>What changed since a viewer looked last.</summary>
    /// <param name="seen">What the viewer has; <c>default</c> when it has nothing.</param>
    /// <returns>The frame, what the viewer has once it got it, and the trace that the newest fix in it belongs to.</returns>
    /// <exception cref="InvalidOperationException">Before <see cref="First"/> is done.</exception>
    public (Frame Frame, Seen Now, string? TraceParent) Since(Seen seen)
    {
        lock (_gate)
        {
            var newest = _newest ?? throw new InvalidOperationException("the mine has shown nothing yet");
            var full = seen.Version == 0 || seen.Version < _fullSince;
            var since = full ? 0 : seen.Version;
            var fixes = Changed(_fixes, since);
            var frame = new Frame(
                (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds, newest.Sequence, newest.PlanVersion, newest.CarriersVersion, full,
                fixes, Changed(_anchors, since), newest.Headcount,
                full || _unplaced.Version > since ? _unplaced.Rows : null, newest.Sos, newest.Intake, EventsSince(seen.Event), newest.Boards, newest.Trouble);
            return (frame, new(_version, _eventNumber), fixes.Count > 0 ? _traceParent : null);
        }
    }

    private List<byte[]> Changed(Dictionary<string, Latest> rows, long since)
    {
        if (since == _version) return [];
        var changed = new List<byte[]>();
        foreach (var row in rows.Values)
            if (row.Version > since) changed.Add(row.Row);
        return changed;
    }

    private IReadOnlyList<byte[]> EventsSince(long number) =>
        number == _eventNumber ? [] : [.. _events.Where(kept => kept.Number > number).Select(kept => kept.Row)];

    // A whole frame comes at the start and when the mine came up again; tags that it does not hold are gone.
    private void ForgetTheAbsent(MineFrame frame)
    {
        var before = _fixes.Count + _anchors.Count;
        Retain(_fixes, frame.Fixes.Select(fix => fix.Tag));
        Retain(_anchors, frame.Anchors.Select(anchor => anchor.Anchor));
        if (_fixes.Count + _anchors.Count < before) _fullSince = _version;
    }

    private static void Retain(Dictionary<string, Latest> rows, IEnumerable<string> names)
    {
        if (rows.Count == 0) return;
        var kept = names.ToHashSet(StringComparer.Ordinal);
        foreach (var name in rows.Keys.Where(name => !kept.Contains(name)).ToArray()) rows.Remove(name);
    }

    // A mine that came up again may repeat events.
    private void Keep(EventRow happened)
    {
        if (!_kept.Add(happened)) return;
        _events.Enqueue((++_eventNumber, happened, _rows.Event(happened)));
        if (_events.Count > MostEvents) _kept.Remove(_events.Dequeue().Event);
    }

    private readonly record struct Latest(long Version, byte[] Row);
}

/// <summary>What a viewer has: the version of the rows and the number of the last event. <c>default</c>: nothing.</summary>
internal readonly record struct Seen(long Version, long Event);
