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
/// <param name="lag">
/// Fixed lag, seconds, over 0: the answer for a moment uses what was measured until at least this long after it, and at most twice as long. Null for the
/// fixed interval: all of it. Beside the sightings, what is kept in memory grows with the lag.
/// </param>
/// <param name="rate">The most fixes of a tag in a second, over 0. One at each whole second is always given.</param>
public sealed class Smoothing(
    MinePlan plan, ImmutableSortedDictionary<string, Carrier> carriers, TrackingOptions options, double? lag = null, double rate = Locating.UsualRate)
{
    private readonly List<Moment> _block = [];
    private readonly HypothesisPool _pool = new();

    /// <summary>A moment of a tag, and what is believed of it from what came before.</summary>
    private readonly record struct Moment(Fix Fix, JointGaussian[] Before, double Surprise);

    /// <summary>The walk forwards, and what it refused.</summary>
    public Locating Forwards { get; } = new(Locating.Following(plan, carriers, options), rate);

    /// <summary>The most moments that waited at once for what came after them.</summary>
    internal int MostWaiting { get; private set; }

    /// <summary>The fixes, in order of time: at the moments at which <see cref="Locating.Walk"/> would give them if everything arrived at once.</summary>
    /// <param name="sightings">In order of arrival.</param>
    public IEnumerable<Fix> Walk(IEnumerable<FiledSighting> sightings)
    {
        var measured = Measured.InOrder(sightings, plan, options.FutureTolerance, Forwards.Refuse);
        var end = default(Instant?);
        foreach (var fix in Forwards.Walk(measured))
        {
            if (lag is { } seconds && fix.Time >= (end ??= fix.Time.PlusSeconds(seconds)))
            {
                foreach (var smoothed in Backwards(measured, end.Value.PlusSeconds(seconds))) yield return smoothed;
                end = fix.Time.PlusSeconds(seconds);
            }
            var (before, _, surprise) = Forwards.Mine.Look(fix.Tag, fix.Time)!.Value;
            _block.Add(new(fix, JointBelief.Of(before, fix.Time, plan, Forwards.Mine.MotionOf(fix.Tag), backwards: false), surprise));
        }
        foreach (var smoothed in Backwards(measured, Instant.Latest)) yield return smoothed;
    }

    /// <summary>Follows backwards from a moment on to the beginning of the block, and answers for the block.</summary>
    private Fix[] Backwards(List<FiledSighting> measured, Instant from)
    {
        if (_block.Count == 0) return [];
        MostWaiting = Math.Max(MostWaiting, _block.Count);
        var next = Measured.LastUpTo(measured, from);
        // About the end, so that no time comes to lie before the epoch.
        var mirror = new Mirror(measured[next].Sighting.Time);
        var mine = Locating.Following(plan, carriers, options);
        // Learnt over all of the mine for long: a block alone is too short for it.
        mine.Scale = Forwards.Mine.Scale;
        var answers = new Fix[_block.Count];
        for (var i = _block.Count - 1; i >= 0; i--)
        {
            var fix = _block[i].Fix;
            for (; next >= 0 && measured[next].Sighting.Time > fix.Time; next--)
            {
                var sighting = mirror.Of(measured[next].Sighting);
                mine.Follow(new SightingsInput(sighting.Time, [sighting]));
            }
            answers[i] = Answer(mine, mirror, _block[i]);
        }
        _block.Clear();
        return answers;
    }

    private Fix Answer(Mine backwards, Mirror mirror, in Moment moment)
    {
        var (fix, before, surprise) = moment;
        if (backwards.Look(fix.Tag, mirror.Of(fix.Time)) is not var (belief, heard, surpriseAfter)) return fix;
        var motion = backwards.MotionOf(fix.Tag);
        var both = BeliefProduct.Of(fix.Time, (before, surprise), (JointBelief.Of(belief, mirror.Of(fix.Time), plan, motion, backwards: true), surpriseAfter), plan, motion, _pool);
        var later = mirror.Of(heard);
        var (since, until) = (fix.Time.SecondsSince(fix.Heard), later.SecondsSince(fix.Time));
        return Forwards.Mine.FixOf(fix.Tag, both, since <= until ? fix.Heard : later, Math.Min(since, until));
    }
}
