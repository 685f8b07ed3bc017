using System.Collections.Immutable;
using Shyraq.Core.Units;

namespace Shyraq.Core.Evacuation.Routes;

/// <summary>What becomes of somebody who leaves now. In order of danger.</summary>
public enum EscapeOutcome
{
    /// <summary>No way leads to anything within the time that the self-rescuer gives.</summary>
    OutOfReach,

    /// <summary>Nobody knows where they are.</summary>
    NoPlace,

    /// <summary>Fresh air cannot be reached in time; a refuge can.</summary>
    RefugeOnly,

    /// <summary>Fresh air can be reached in time.</summary>
    ReachesFreshAir,

    /// <summary>They stand in fresh air.</summary>
    InFreshAir,
}

/// <summary>A stretch of the way, in the direction of walking.</summary>
/// <param name="Roadway">Null straight across an open area.</param>
/// <param name="From">Offset, metres.</param>
public readonly record struct EscapeLeg(RoadwayId? Roadway, double From, double To);

/// <summary>The way out for one place.</summary>
/// <param name="Goal">The id of the exit or refuge that the way leads to; "" when it ends in fresh air that has no way out, and when there is no way.</param>
/// <param name="Seconds">Walking time to <paramref name="Goal"/>; null when there is no way.</param>
/// <param name="Metres">Of the whole way.</param>
/// <param name="MinutesLeft">What the self-rescuer still gives when fresh air, or in its place the refuge, is reached; below zero it does not last. Null in fresh air and without a way.</param>
/// <param name="Caches">Where a self-rescuer is changed, in order.</param>
/// <param name="Legs">The whole way, stretch by stretch.</param>
public sealed record Escape(EscapeOutcome Outcome, string Goal, double? Seconds, double Metres, double? MinutesLeft, ImmutableArray<string> Caches, ImmutableArray<EscapeLeg> Legs)
{
    /// <summary>Nobody knows where they are.</summary>
    public static readonly Escape NoPlace = new(EscapeOutcome.NoPlace, "", null, 0, null, [], []);
}
