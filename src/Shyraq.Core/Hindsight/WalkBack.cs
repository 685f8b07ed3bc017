using System.Collections.Immutable;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Hindsight;

/// <summary>The walk through time turned about: a mine that follows sightings from the last to the first, on the plans that were in force.</summary>
internal sealed class WalkBack
{
    private readonly ImmutableArray<InForce> _inForce;
    private readonly Mirror _mirror;
    private int _held;

    /// <param name="about">Where it begins, and time turns.</param>
    /// <param name="scale">By how much the ranges are too long, as was learnt over all of the mine for long: a block alone is too short for it.</param>
    public WalkBack(ImmutableArray<InForce> inForce, Instant about, TrackingOptions options, RangeScale scale)
    {
        (_inForce, _mirror, _held) = (inForce, new(about), inForce.Length - 1);
        while (_held > 0 && inForce[_held].From > about) _held--;
        Mine = Locating.Following(inForce[_held].Plan, inForce[_held].Carriers, options);
        Mine.Scale = scale;
    }

    /// <summary>Stands at the last moment that was come to.</summary>
    public Mine Mine { get; }

    /// <summary>Follows a sighting that was measured not after those before it.</summary>
    public void Follow(Sighting sighting)
    {
        ComeTo(sighting.Time);
        var turned = _mirror.Of(sighting);
        Mine.Follow(new SightingsInput(turned.Time, [turned]));
    }

    /// <summary>Goes back to a moment: to what was in force then.</summary>
    public void ComeTo(Instant time)
    {
        for (; _held > 0 && _inForce[_held].From > time; _held--)
            foreach (var change in _inForce[_held - 1].Instead(_inForce[_held], _mirror.Of(_inForce[_held].From))) Mine.Follow(change);
    }

    /// <summary>What is believed of a tag at a moment from what came after it, when it was heard next, the share of evidence that was not explained, and how it moves; null when nothing is known.</summary>
    public (JointGaussian[] Belief, Instant Heard, double Surprise, MotionModel Motion)? Look(TagId tag, Instant at)
    {
        var there = _mirror.Of(at);
        if (Mine.Look(tag, there) is not var (belief, heard, surprise)) return null;
        var motion = Mine.MotionOf(tag);
        return (JointBelief.Of(belief, there, Mine.Plan, motion, backwards: true), _mirror.Of(heard), surprise, motion);
    }
}
