using Shyraq.Core.Sightings;
using Shyraq.Core.Units;

namespace Shyraq.Core.Hindsight;

/// <summary>Turns time about: what is seen in it runs backwards, and is followed like anything else.</summary>
/// <param name="about">Stays where it is: with the last moment of all, no time comes to lie before the epoch.</param>
internal sealed class Mirror(Instant about)
{
    /// <summary>A moment on the other side.</summary>
    public Instant Of(Instant time) => new(2 * about.UnixMicroseconds - time.UnixMicroseconds);

    /// <summary>A sighting as it would be if time ran backwards: who walks north walks south.</summary>
    public Sighting Of(Sighting sighting)
    {
        var time = Of(sighting.Time);
        var turned = sighting with { Time = time, Arrived = time };
        return turned is MotionSighting motion
            ? motion with { Heading = motion.Heading is { } h ? new Degrees((h.Value + 180) % 360) : null, TurnRate = motion.TurnRate is { } r ? new DegreesPerSecond(-r.Value) : null }
            : turned;
    }
}
