using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core;

/// <summary>
/// Walks through a file of sightings in order of arrival, with the arrival as the clock, and answers where the tags
/// were. Causal: a fix for time t uses nothing that arrived after t. The clock never goes back: what is filed out of
/// order arrives at the latest arrival before it. One walk for one object.
/// </summary>
/// <param name="mine">Takes the sightings; fresh, or as it stands before the file begins.</param>
/// <param name="rate">The most fixes of a tag in a second, over 0. One at each whole second is always given.</param>
/// <param name="changes">What else changes on the way, such as the plan, in order of arrival; each comes before all that arrives at the same time.</param>
public sealed class Locating(Mine mine, double rate = Locating.UsualRate, IEnumerable<MineInput>? changes = null)
{
    /// <summary>Fixes a second where sightings come often enough.</summary>
    public const double UsualRate = 5;

    /// <summary>How many refusals are kept in full.</summary>
    public const int MostExamples = 16;

    /// <summary>Silence is told second by second for a day, microseconds; what lies beyond is a hole in the recording and is stepped over.</summary>
    internal const long LongestSilence = 24 * 3600L * 1_000_000;

    private const long Second = 1_000_000;

    // Time is cut into slots from the epoch on, `rate` in a second, and a tag gets one fix in a slot.
    private readonly double _slot = Second / rate;
    private readonly Dictionary<TagId, double> _lastSlot = [];
    private readonly List<FiledSighting> _group = [];
    private readonly SortedDictionary<RefusalReason, int> _refused = [];
    private readonly List<Refusal> _examples = [];
    private readonly Queue<MineInput> _changes = new(changes ?? []);
    private long _clock = long.MinValue;

    /// <summary>What takes the sightings.</summary>
    internal Mine Mine => mine;

    /// <summary>How many tags are known.</summary>
    public int TagCount => mine.TagCount;

    /// <summary>A mine on which nothing was heard yet, and who carries which tag in it.</summary>
    public static Mine Following(MinePlan plan, ImmutableSortedDictionary<string, Carrier> carriers, TrackingOptions options)
    {
        var mine = new Mine(plan, options);
        if (!carriers.IsEmpty) mine.Follow(new CarriersInput(default, carriers));
        return mine;
    }

    /// <summary>Sightings that could not be used so far, by reason.</summary>
    public IReadOnlyDictionary<RefusalReason, int> Refused => _refused;

    /// <summary>The first of them in full, with their lines.</summary>
    public IReadOnlyList<Refusal> Examples => _examples;

    /// <summary>The fixes of the file, in order of time: at each whole UTC second those of every tag, and between them those of tags just heard.</summary>
    public IEnumerable<Fix> Walk(IEnumerable<FiledSighting> sightings)
    {
        foreach (var filed in StrayArrivals.LeftOut(sightings, Refuse))
        {
            var arrived = Math.Max(filed.Sighting.Arrived.UnixMicroseconds, _clock);
            if (arrived > _clock)
            {
                foreach (var fix in Flush()) yield return fix;
                foreach (var fix in Silence(arrived)) yield return fix;
                _clock = arrived;
            }
            _group.Add(filed);
        }
        foreach (var fix in Flush()) yield return fix;
    }

    /// <summary>Follows what arrived at this instant and gives the fixes of the tags that it touched.</summary>
    private IEnumerable<Fix> Flush()
    {
        if (_group.Count == 0) yield break;
        var now = new Instant(_clock);
        Change(now);
        var followed = mine.Follow(new SightingsInput(now, [.. _group.Select(f => f.Sighting)]));
        foreach (var refusal in followed.Refusals) Refuse(refusal, LineOf(refusal));
        _group.Clear();
        mine.Judge(mine.Place(followed));
        if (_clock % Second == 0)
        {
            foreach (var fix in Tick(now)) yield return fix;
            yield break;
        }
        foreach (var tag in followed.Touched)
        {
            if (_lastSlot.TryGetValue(tag, out var last) && last == SlotOf(now)) continue;
            if (mine.FixOf(tag, now) is { } fix) yield return Given(fix);
        }
    }

    /// <summary>The whole seconds after the clock and before the next arrival.</summary>
    private IEnumerable<Fix> Silence(long arrival)
    {
        if (_clock == long.MinValue) yield break;
        var end = Math.Min(arrival, _clock + LongestSilence);
        for (var at = (_clock / Second + 1) * Second; at < end; at += Second)
            foreach (var fix in Tick(new Instant(at)))
                yield return fix;
    }

    private IEnumerable<Fix> Tick(Instant at)
    {
        Change(at);
        var placed = mine.Place(mine.Follow(new TickInput(at)));
        mine.Judge(placed);
        // A tick places every tag, at its own time.
        foreach (var fix in placed.Fixes) yield return Given(fix);
    }

    /// <summary>Follows the changes that have come up to a time.</summary>
    private void Change(Instant at)
    {
        while (_changes.TryPeek(out var next) && next.Arrived <= at) mine.Judge(mine.Place(mine.Follow(_changes.Dequeue())));
    }

    private Fix Given(Fix fix)
    {
        _lastSlot[fix.Tag] = SlotOf(fix.Time);
        return fix;
    }

    private double SlotOf(Instant time) => Math.Floor(time.UnixMicroseconds / _slot);

    private int? LineOf(Refusal refusal)
    {
        foreach (var (sighting, line) in _group)
            if (_group.Count == 1 || (sighting.Tag.Value == refusal.Tag && sighting.HeardBy?.Value == refusal.Anchor))
                return line;
        return null;
    }

    /// <summary>Counts what could not be used.</summary>
    internal void Refuse(Refusal refusal, int? line)
    {
        _refused[refusal.Reason] = _refused.GetValueOrDefault(refusal.Reason) + 1;
        if (_examples.Count < MostExamples) _examples.Add(refusal with { Line = line });
    }
}
