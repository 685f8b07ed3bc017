using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>How a fix is known.</summary>
public enum FixState
{
    /// <summary>A radio heard the tag within <see cref="TrackingOptions.LiveFor"/>.</summary>
    Live,

    /// <summary>Carried on by the motion model, up to <see cref="TrackingOptions.InferredFor"/>.</summary>
    Inferred,

    /// <summary>Silent for longer: the last known place, with a radius that keeps growing.</summary>
    LastKnown,
}

/// <summary>One place where a tag may be.</summary>
/// <param name="Probability">0..1; those of one belief sum to one.</param>
/// <param name="Position">Where on the network; null in an open area.</param>
/// <param name="Area">Index of the open area; null on the network.</param>
/// <param name="Speed">Metres a second, 0 or more.</param>
/// <param name="Deviation">1-sigma of the place in the plane, metres: the larger axis.</param>
public readonly record struct Hypothesis(double Probability, Point3 Place, NetworkPosition? Position, int? Area, double Speed, double Deviation);

/// <summary>The published summary of a belief at one time: the most probable place with its honest uncertainty.</summary>
/// <param name="Radius95">Radius in metres of the circle around (x, y) that holds the true place with a probability of 95 %, all hypotheses considered.</param>
/// <param name="Heard">Time of the newest evidence of where the tag is.</param>
/// <param name="Alternatives">All hypotheses, most probable first, when more than one matters (5 % or more); otherwise empty.</param>
public sealed record Fix(
    Instant Time, TagId Tag, Point3 Place, NetworkPosition? Position, int? Area, double Speed, double Radius95,
    FixState State, Instant Heard, ImmutableArray<Hypothesis> Alternatives);
