using Microsoft.Extensions.Logging;
using Orleans.Utilities;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Cluster.Mines;

/// <summary>
/// Sends frames to whoever watches a mine. Between two frames the latest fix of a tag replaces the one before; events are
/// all kept. Runs on the grain's turns.
/// </summary>
internal sealed class MineShow
{
    /// <summary>Events kept for whoever comes to watch, or comes back.</summary>
    private const int MostPast = 500;

    private readonly string _id;
    private readonly LiveMine _live;
    private readonly TimeProvider _time;
    private readonly ObserverManager<IMineObserver> _observers;
    private readonly IntakeRate _rate;
    private readonly Dictionary<string, Fix> _changed = new(StringComparer.Ordinal);
    private readonly List<EventRow> _events = [];
    private readonly Queue<EventRow> _past = new(MostPast);
    private AnchorRow[] _anchors = [];
    private readonly SortedSet<int> _changedAnchors = [];
    private HeadcountRow? _headcount;
    private string? _traceParent;
    private bool _owesAll;

    public MineShow(string id, LiveMine live, MineOptions options, TimeProvider time, ILogger log)
    {
        (_id, _live, _time) = (id, live, time);
        _observers = new(options.ObserverExpiry, log) { GetDateTime = () => time.GetUtcNow().UtcDateTime };
        _rate = new(live, time);
    }

    /// <summary>Whether anybody watches.</summary>
    public bool IsWatched => _observers.Count > 0;

    /// <summary>Something changed since the last frame.</summary>
    public bool HasNews { get; private set; }

    /// <summary>Adds an observer, which at once gets everything, or renews it.</summary>
    public async Task Add(IMineObserver observer)
    {
        _observers.ClearExpired();
        var known = _observers.Observers.ContainsKey(observer);
        _observers.Subscribe(observer, observer);
        if (known) return;
        if (Full() is { } frame) await observer.Show(frame);
        else _owesAll = true;
    }

    /// <summary>Takes an observer away.</summary>
    public void Remove(IMineObserver observer) => _observers.Unsubscribe(observer);

    /// <summary>Notes what a block changed.</summary>
    public void Note(Walked walked, string? traceParent)
    {
        foreach (var happened in walked.Events)
        {
            if (_past.Count == MostPast) _past.Dequeue();
            _past.Enqueue(MineEvents.Row(happened));
        }
        if (!IsWatched)
        {
            Forget();
            return;
        }
        HasNews = true;
        _traceParent = traceParent ?? _traceParent;
        for (var i = 0; i < walked.Steps.Length; i++)
        {
            if (walked.Steps[i] is not { } step) continue;
            // Fixes hold indices of the plan they were made on; a new plan touches every tag.
            // Fixes and anchors that the new plan no longer has leave the viewers with a whole frame.
            if (walked.Inputs[i] is PlanInput)
            {
                _changed.Clear();
                _owesAll = true;
            }
            foreach (var fix in step.Placed.Fixes) _changed[fix.Tag.Value] = fix;
            if (walked.Inputs[i] is not TickInput || _live.Line.Mine is not { } mine) continue;
            _headcount = MineRows.Row(mine, mine.Count(step.Placed.Fixes));
            NoteAnchors(MineRows.Anchors(mine, Now(mine.Clock)));
        }
        foreach (var happened in walked.Events) _events.Add(MineEvents.Row(happened));
    }

    /// <summary>Something beside the blocks is to be shown: whether the journal can be written.</summary>
    public void NoteTrouble() => HasNews |= IsWatched;

    /// <summary>Sends what changed to all who watch.</summary>
    public async Task Send()
    {
        if (!HasNews || (_owesAll ? Full() : Changes()) is not { } frame) return;
        Forget();
        _owesAll = false;
        MineMetrics.ShowFrames.Add(_observers.Count, MineMetrics.Of(_id));
        await _observers.Notify(observer => observer.Show(frame));
    }

    /// <summary>Measures the rates; called once a tick.</summary>
    public void Sample() => _rate.Sample();

    /// <summary>How the intake does.</summary>
    public IntakeRow Intake() => _rate.Row();

    private MineFrame? Full()
    {
        if (_live.Line.Mine is not { } mine) return null;
        var now = Now(mine.Clock);
        var fixes = mine.Fixes(now);
        _headcount = MineRows.Row(mine, mine.Count(fixes));
        NoteAnchors(MineRows.Anchors(mine, now));
        return new(_id, _live.Line.Followed.Sequence, mine.Plan.Version, mine.CarriersVersion, true, MineRows.Rows(mine, fixes), _anchors, _headcount, Intake(), [.. _past], [.. mine.StandingSos], _traceParent, mine.Safety.Revisions, _live.Trouble);
    }

    private MineFrame? Changes()
    {
        if (_live.Line.Mine is not { } mine) return null;
        var fixes = new FixRow[_changed.Count];
        var n = 0;
        foreach (var fix in _changed.Values) fixes[n++] = MineRows.Row(mine, fix);
        return new(_id, _live.Line.Followed.Sequence, mine.Plan.Version, mine.CarriersVersion, false, fixes, [.. _changedAnchors.Select(i => _anchors[i])], Headcount(), Intake(), [.. _events], [.. mine.StandingSos], _traceParent, mine.Safety.Revisions, _live.Trouble);
    }

    private void NoteAnchors(AnchorRow[] rows)
    {
        _changedAnchors.RemoveWhere(i => i >= rows.Length);
        for (var i = 0; i < rows.Length; i++)
            if (i >= _anchors.Length || rows[i] != _anchors[i]) _changedAnchors.Add(i);
        _anchors = rows;
    }

    private HeadcountRow Headcount() => _headcount ??= _live.Line.Mine is { } mine ? MineRows.Row(mine, mine.Count(mine.Fixes(Now(mine.Clock)))) : new(0, 0, [], []);

    private Instant Now(Instant notBefore) => Instant.Max(Instant.From(_time.GetUtcNow()), notBefore);

    private void Forget()
    {
        _changed.Clear();
        _events.Clear();
        _changedAnchors.Clear();
        (_traceParent, HasNews) = (null, false);
    }
}

/// <summary>Sightings a second over the last second or so.</summary>
internal sealed class IntakeRate(LiveMine live, TimeProvider time)
{
    private (long Accepted, long Refused) _counted;
    private long _at = time.GetTimestamp();
    private (double Accepted, double Refused) _perSecond;

    /// <summary>Takes a new sample once a second has passed.</summary>
    public void Sample()
    {
        var seconds = time.GetElapsedTime(_at).TotalSeconds;
        if (seconds < 1) return;
        var counted = live.Counted;
        _perSecond = ((counted.Accepted - _counted.Accepted) / seconds, (counted.Refused - _counted.Refused) / seconds);
        (_counted, _at) = (counted, time.GetTimestamp());
    }

    /// <summary>As the wire has it.</summary>
    public IntakeRow Row()
    {
        var (pending, capacity) = live.Room;
        return new(pending, capacity, _perSecond.Accepted, _perSecond.Refused);
    }
}
