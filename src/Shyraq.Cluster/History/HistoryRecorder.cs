using System.Collections.Immutable;
using Shyraq.Core;
using Shyraq.Core.History;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Storage.History;

namespace Shyraq.Cluster.History;

/// <summary>
/// Notes of each step what the history keeps of it beside events: fixes, boards, plans, carriers, times without input. What it gives follows from the
/// journal alone, so that a replay gives it again. Used by one thread at a time.
/// </summary>
internal sealed class HistoryRecorder
{
    /// <summary>Longer than this without any input, not even of time, and the mine did not listen, seconds.</summary>
    public const double LongestPause = 5;

    private readonly TrackRecorder _tracks = new();
    private readonly BoardWatch _boards = new();
    private ImmutableSortedDictionary<string, Carrier> _carriers = ImmutableSortedDictionary<string, Carrier>.Empty;
    private Dictionary<string, string> _holders = new(StringComparer.Ordinal);
    private int _carriersVersion = -1;

    /// <summary>Goes on from a state that was kept.</summary>
    /// <exception cref="FormatException">The open chunks are not of this state.</exception>
    public void StartFrom(Mine mine, IEnumerable<TrackChunk> unclosed)
    {
        _tracks.Restore(mine.Plan, unclosed);
        NoteCarriers(mine, null);
    }

    /// <summary>Notes that an input comes, before it is followed.</summary>
    /// <param name="clock">The time of the input before it; <c>default</c> when it is the first.</param>
    public static void Before(Instant clock, MineInput input, Closed closed)
    {
        if (clock != default && input.Arrived.SecondsSince(clock) > LongestPause) closed.Gaps.Add(new(clock, input.Arrived));
    }

    /// <summary>Notes what came of an input.</summary>
    public void After(Mine mine, MineInput input, Judged judged, Closed closed)
    {
        if (input is PlanInput plan)
        {
            closed.Plans.Add(new(plan.Plan.Version, mine.Clock, plan.Source.ToArray()));
            Close(mine.Plan, []);
        }
        if (mine.CarriersVersion != _carriersVersion) NoteCarriers(mine, closed);
        if (input is not TickInput) return;
        Close(mine.Plan, judged.Placed.Fixes);
        _boards.Look(mine, closed.Boards);

        void Close(MinePlan on, ImmutableArray<Core.Tracking.Fix> fixes)
        {
            var before = _tracks.Plan;
            if (_tracks.Take(mine.Clock, on, fixes) is { IsEmpty: false } chunks) closed.Tracks.Add((before!, chunks));
        }
    }

    /// <summary>The chunks that are not closed yet, and their plan.</summary>
    public (MinePlan? Plan, ImmutableArray<TrackChunk> Chunks) Unclosed() => (_tracks.Plan, _tracks.Unclosed());

    /// <summary>Of the chunks that are not closed yet what lies from a time to a time; of one tag, or of all.</summary>
    public ImmutableArray<TrackChunk> Unclosed(Instant from, Instant to, TagId? tag) => _tracks.Unclosed(from, to, tag);

    /// <summary>How many fixes are in the chunks that are not closed yet, and from when to when; null when none is.</summary>
    public (int Fixes, Instant First, Instant Last)? Span() => _tracks.Span();

    private void NoteCarriers(Mine mine, Closed? closed)
    {
        var (before, held) = (_carriers, _holders);
        (_carriers, _carriersVersion) = (mine.Carriers, mine.CarriersVersion);
        _holders = new(StringComparer.Ordinal);
        foreach (var (tag, _) in _carriers)
            if (mine.Safety.HolderOf(new(tag)) is { } person) _holders[tag] = person;
        if (closed is null) return;
        foreach (var (tag, carrier) in _carriers)
            if (!before.TryGetValue(tag, out var old) || old != carrier || held.GetValueOrDefault(tag) != _holders.GetValueOrDefault(tag)) closed.Carriers.Add(Row(tag, carrier));
        foreach (var (tag, _) in before)
            if (!_carriers.ContainsKey(tag)) closed.Carriers.Add(new(new(tag), mine.Clock, "", "", "", "", "", ""));

        CarrierRow Row(string tag, Carrier carrier) => new(new(tag), mine.Clock, carrier.Kind == CarrierKind.Vehicle ? "vehicle" : "person",
            _holders.GetValueOrDefault(tag, ""), carrier.Name, carrier.Number, carrier.Crew, carrier.Role);
    }
}
