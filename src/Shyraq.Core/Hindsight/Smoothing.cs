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
/// twice: the forward belief has what was measured up to the moment, the backward one what was measured after it. A sighting that came late
/// counts at the time at which it was measured. One walk for one object.
/// </summary>
/// <param name="inForce">What holds from when on, at least one, in order; the first holds from the beginning.</param>
/// <param name="lag">
/// Fixed lag, seconds, over 0: the answer for a moment uses what was measured until at least this long after it, and at most twice as long. What is
/// kept in memory grows with it. Null for the fixed interval: all of it.
/// </param>
/// <param name="rate">The most fixes of a tag in a second, over 0. One at each whole second is always given.</param>
public sealed class Smoothing(ImmutableArray<InForce> inForce, TrackingOptions options, double? lag = null, double rate = Locating.UsualRate)
{
    private readonly List<Moment> _block = [];
    private readonly List<MeasuredSighting> _window = [];
    private readonly LateTimes _late = new();
    private readonly HypothesisPool _pool = new();
    private int _followed;

    /// <summary>One plan for all of the time.</summary>
    public Smoothing(MinePlan plan, ImmutableSortedDictionary<string, Carrier> carriers, TrackingOptions options, double? lag = null, double rate = Locating.UsualRate)
        : this([new InForce(Instant.Earliest, plan, carriers)], options, lag, rate) { }

    /// <summary>A moment of a tag, and what is believed of it from what came before.</summary>
    private readonly record struct Moment(Fix Fix, MinePlan Plan, JointGaussian[] Before, double Surprise);

    /// <summary>The walk forwards, and what it refused.</summary>
    public Locating Forwards { get; } = new(Locating.Following(inForce[0].Plan, inForce[0].Carriers, options), rate, Changes(inForce));

    /// <summary>The most moments that waited at once for what came after them.</summary>
    internal int MostWaiting { get; private set; }

    /// <summary>The fixes, in order of time: at the moments at which <see cref="Locating.Walk"/> would give them if everything arrived at once.</summary>
    /// <param name="sightings">In order of arrival.</param>
    public IEnumerable<HindsightFix> Walk(IEnumerable<FiledSighting> sightings) => Follow(Measured.InOrder(sightings, Clocks(), Forwards.Refuse));

    /// <summary>The same with a bounded part of the sightings in memory, where what was held back is known beforehand.</summary>
    /// <param name="sightings">In order of arrival; of them those that were held back count only as they stand in</param>
    /// <param name="heldBack">which has all of them, in any order.</param>
    public IEnumerable<HindsightFix> Walk(IEnumerable<FiledSighting> sightings, IEnumerable<MeasuredSighting> heldBack) =>
        Follow(Measured.InOrder(sightings, Clocks(), heldBack, Forwards.Refuse));

    private static IEnumerable<MineInput> Changes(ImmutableArray<InForce> inForce) => Enumerable.Range(1, inForce.Length - 1).SelectMany(i => inForce[i].Instead(inForce[i - 1], inForce[i].From));

    private Clocks Clocks() => new(inForce.Select(held => held.Plan), options.FutureTolerance);

    private IEnumerable<HindsightFix> Follow(IEnumerable<MeasuredSighting> measured)
    {
        using var ahead = measured.GetEnumerator();
        var end = default(Instant?);
        foreach (var fix in Forwards.Walk(Fed(ahead)))
        {
            if (lag is { } seconds && fix.Time >= (end ??= fix.Time.PlusSeconds(seconds)))
            {
                foreach (var smoothed in Backwards(ahead, end.Value.PlusSeconds(seconds))) yield return smoothed;
                end = fix.Time.PlusSeconds(seconds);
            }
            var (before, _, surprise) = Forwards.Mine.Look(fix.Tag, fix.Time)!.Value;
            var plan = Forwards.Mine.Plan;
            _block.Add(new(fix, plan, JointBelief.Of(before, fix.Time, plan, Forwards.Mine.MotionOf(fix.Tag), backwards: false), surprise));
        }
        foreach (var smoothed in Backwards(ahead, Instant.Latest)) yield return smoothed;
    }

    /// <summary>What the walk forwards follows; it may have been read already, to look backwards from there.</summary>
    private IEnumerable<FiledSighting> Fed(IEnumerator<MeasuredSighting> ahead)
    {
        while (_followed < _window.Count || Read(ahead))
        {
            var next = _window[_followed++];
            yield return new(next.Sighting, next.Line);
        }
    }

    private bool Read(IEnumerator<MeasuredSighting> ahead)
    {
        if (!ahead.MoveNext()) return false;
        var (sighting, _, isLate) = ahead.Current;
        if (isLate && sighting is not StatusSighting) _late.Add(sighting.Tag, sighting.Time);
        _window.Add(ahead.Current);
        return true;
    }

    /// <summary>Follows backwards from a moment on to the beginning of the block, and answers for the block.</summary>
    private HindsightFix[] Backwards(IEnumerator<MeasuredSighting> ahead, Instant from)
    {
        if (_block.Count == 0) return [];
        MostWaiting = Math.Max(MostWaiting, _block.Count);
        while ((_window.Count == 0 || _window[^1].Sighting.Time <= from) && Read(ahead)) { }
        var next = CountUpTo(from) - 1;
        // About the end, so that no time comes to lie before the epoch.
        var about = next < 0 ? _block[^1].Fix.Time : Instant.Max(_window[next].Sighting.Time, _block[^1].Fix.Time);
        var walk = new WalkBack(inForce, about, options, Forwards.Mine.Scale);
        var answers = new HindsightFix[_block.Count];
        for (var i = _block.Count - 1; i >= 0; i--)
        {
            for (; next >= 0 && _window[next].Sighting.Time > _block[i].Fix.Time; next--) walk.Follow(_window[next].Sighting);
            walk.ComeTo(_block[i].Fix.Time);
            answers[i] = Answer(walk, _block[i]);
        }
        var done = Math.Min(CountUpTo(_block[^1].Fix.Time), _followed);
        _window.RemoveRange(0, done);
        _followed -= done;
        _block.Clear();
        return answers;
    }

    /// <summary>How many sightings of the window were measured up to a time.</summary>
    private int CountUpTo(Instant time)
    {
        var (low, high) = (0, _window.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_window[middle].Sighting.Time <= time) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private HindsightFix Answer(WalkBack backwards, in Moment moment)
    {
        var (fix, plan, before, surprise) = moment;
        if (backwards.Look(fix.Tag, fix.Time) is not var (belief, later, surpriseAfter, motion)) return new(fix, plan, IsLate(fix, fix.Heard, fix.Time));
        var (since, until) = (fix.Time.SecondsSince(fix.Heard), later.SecondsSince(fix.Time));
        var both = BeliefProduct.Of(fix.Time, (before, surprise), (belief, surpriseAfter), Math.Max(0, since) + Math.Max(0, until), plan, motion, _pool);
        return new(backwards.Mine.FixOf(fix.Tag, both, since <= until ? fix.Heard : later, Math.Min(since, until)), plan, IsLate(fix, fix.Heard, later));
    }

    private bool IsLate(Fix fix, Instant before, Instant after) =>
        _late.Any(fix.Tag, fix.Time.PlusSeconds(-options.LiveFor), fix.Time.PlusSeconds(options.LiveFor)) || _late.Any(fix.Tag, before, before) || _late.Any(fix.Tag, after, after);
}
