using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Hindsight;

/// <summary>
/// Where the tags were, known afterwards: the two-filter smoother (Fraser and Potter 1969; for mixtures Kitagawa 1994). The same engine
/// follows the sightings forwards and, time turned about, backwards; what both believe of a moment is multiplied. Nothing is used
/// twice: the forward belief has what was measured up to the moment, the backward one what was measured after it. A sighting that came late counts at the time at
/// which it was measured.
/// </summary>
/// <param name="lag">
/// Fixed lag, seconds, over 0: the answer for a moment uses what was measured until at least this long after it, and at most twice as long. Null for the
/// fixed interval: all of it. The memory needed grows with the lag.
/// </param>
/// <param name="rate">The most fixes of a tag in a second, over 0. One at each whole second is always given.</param>
public sealed class Smoothing(
    MinePlan plan, ImmutableSortedDictionary<string, Carrier> carriers, TrackingOptions options, double? lag = null, double rate = Locating.UsualRate)
{
    private readonly List<Moment> _block = [];

    /// <summary>A moment of a tag, and what is believed of it from what came before.</summary>
    private readonly record struct Moment(Fix Fix, Belief Before);

    /// <summary>The walk forwards, and what it refused.</summary>
    public Locating Forwards { get; } = new(Locating.Following(plan, carriers, options), rate);

    /// <summary>The fixes, in order of time: at the same moments as <see cref="Locating.Walk"/> gives them.</summary>
    /// <param name="sightings">In order of arrival.</param>
    public IEnumerable<Fix> Walk(IEnumerable<FiledSighting> sightings)
    {
        var measured = Measured(sightings, plan);
        Instant? end = null;
        foreach (var fix in Forwards.Walk(measured.Select(m => m with { Sighting = m.Sighting with { Arrived = m.Sighting.Time } })))
        {
            if (lag is { } seconds) end ??= fix.Time.PlusSeconds(seconds);
            if (end is { } until && fix.Time >= until)
            {
                foreach (var smoothed in Backwards(measured, until.PlusSeconds(lag!.Value))) yield return smoothed;
                while (end <= fix.Time) end = end.Value.PlusSeconds(lag.Value);
            }
            _block.Add(new(fix, Forwards.Mine.Look(fix.Tag, fix.Time)!));
        }
        foreach (var smoothed in Backwards(measured, Instant.Latest)) yield return smoothed;
    }

    /// <summary>Follows backwards from a moment on to the beginning of the block, and answers for the block.</summary>
    private Fix[] Backwards(List<FiledSighting> measured, Instant from)
    {
        if (_block.Count == 0) return [];
        var mirror = new Mirror(_block[0].Fix.Time);
        var mine = Locating.Following(plan, carriers, options);
        var heard = new Dictionary<TagId, Instant>();
        var next = LastUpTo(measured, from);
        var answers = new Fix[_block.Count];
        for (var i = _block.Count - 1; i >= 0; i--)
        {
            var (fix, before) = _block[i];
            for (; next >= 0 && measured[next].Sighting.Time > fix.Time; next--)
            {
                var sighting = measured[next].Sighting;
                mine.Follow(new SightingsInput(mirror.Of(sighting.Time), [mirror.Of(sighting)]));
                if (sighting is not (StatusSighting or MotionSighting)) heard[sighting.Tag] = sighting.Time;
            }
            answers[i] = Answer(mine, mirror, fix, before, heard);
        }
        _block.Clear();
        return answers;
    }

    private Fix Answer(Mine backwards, Mirror mirror, Fix fix, Belief before, Dictionary<TagId, Instant> heard)
    {
        if (!heard.TryGetValue(fix.Tag, out var later) || backwards.Look(fix.Tag, mirror.Of(fix.Time)) is not { } after) return fix;
        var both = BeliefProduct.Of(before, after, plan, backwards.MotionOf(fix.Tag));
        var (since, until) = (fix.Time.SecondsSince(fix.Heard), later.SecondsSince(fix.Time));
        return Forwards.Mine.FixOf(fix.Tag, both, since <= until ? fix.Heard : later, Math.Min(since, until));
    }

    /// <summary>Sightings in order of the time at which they were measured, by clocks as right as their delays show them to be.</summary>
    private static List<FiledSighting> Measured(IEnumerable<FiledSighting> sightings, MinePlan plan)
    {
        var clocks = new AnchorLog[plan.Anchors.Length];
        var now = Instant.Earliest;
        var measured = new List<FiledSighting>();
        foreach (var filed in sightings)
        {
            var sighting = filed.Sighting;
            now = Instant.Max(now, sighting.Arrived);
            var time = sighting.Time;
            if (sighting.HeardBy is { } id && plan.AnchorIndex(id) is >= 0 and var anchor)
            {
                time = time.PlusSeconds(clocks[anchor].ClockBehind);
                clocks[anchor].Hear(now, sighting.Arrived.SecondsSince(sighting.Time));
            }
            measured.Add(filed with { Sighting = sighting with { Time = Instant.Min(time, sighting.Arrived) } });
        }
        // Stable, so that equal times stay in order of arrival.
        return [.. measured.OrderBy(m => m.Sighting.Time)];
    }

    private static int LastUpTo(List<FiledSighting> measured, Instant time)
    {
        var (low, high) = (0, measured.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (measured[middle].Sighting.Time <= time) low = middle + 1;
            else high = middle;
        }
        return low - 1;
    }
}
