using Shyraq.Core.Units;

namespace Shyraq.Core.Sightings;

/// <summary>One thing a radio measured about one tag at one time. A closed hierarchy: match it with <c>switch</c>.</summary>
/// <param name="Time">When it was measured, by the clock of whoever measured it (it may be wrong by seconds).</param>
/// <param name="Arrived">When it reached the server, by the server's clock.</param>
/// <param name="Tag">The tag it is about.</param>
public abstract record Sighting(Instant Time, Instant Arrived, TagId Tag)
{
    /// <summary>The anchor that measured it; null for <see cref="FixSighting"/>, <see cref="MotionSighting"/> and <see cref="StatusSighting"/>.</summary>
    public abstract AnchorId? HeardBy { get; }
}

/// <summary>A two-way-ranging distance from tag to anchor. Round a corner it follows the roadway and exceeds the straight line.</summary>
/// <param name="Distance">Measured distance, 0 m or more.</param>
/// <param name="Sigma">The radio's own 1-sigma estimate, over 0 m, if it gives one.</param>
/// <param name="Power">Received power, if known.</param>
/// <param name="FirstPathPower">Power of the first path, if known; far below <paramref name="Power"/> hints at no line of sight.</param>
public sealed record RangeSighting(Instant Time, Instant Arrived, TagId Tag, AnchorId Anchor, Metres Distance, Metres? Sigma, Dbm? Power, Dbm? FirstPathPower)
    : Sighting(Time, Arrived, Tag)
{
    /// <inheritdoc/>
    public override AnchorId? HeardBy => Anchor;
}

/// <summary>A range difference: distance(tag, anchor) − distance(tag, reference).</summary>
/// <param name="Difference">Metres, of either sign.</param>
public sealed record TdoaSighting(Instant Time, Instant Arrived, TagId Tag, AnchorId Anchor, AnchorId Reference, Metres Difference, Metres? Sigma)
    : Sighting(Time, Arrived, Tag)
{
    /// <inheritdoc/>
    public override AnchorId? HeardBy => Anchor;
}

/// <summary>A received signal strength.</summary>
public sealed record RssiSighting(Instant Time, Instant Arrived, TagId Tag, AnchorId Anchor, Dbm Power)
    : Sighting(Time, Arrived, Tag)
{
    /// <inheritdoc/>
    public override AnchorId? HeardBy => Anchor;
}

/// <summary>A zonal reader read the tag: presence only.</summary>
public sealed record SeenSighting(Instant Time, Instant Arrived, TagId Tag, AnchorId Anchor)
    : Sighting(Time, Arrived, Tag)
{
    /// <inheritdoc/>
    public override AnchorId? HeardBy => Anchor;
}

/// <summary>A position that another system computed.</summary>
/// <param name="X">Metres east.</param>
/// <param name="Y">Metres north.</param>
/// <param name="Z">Elevation, if given.</param>
/// <param name="Sigma">1-sigma of each coordinate, if given.</param>
public sealed record FixSighting(Instant Time, Instant Arrived, TagId Tag, Metres X, Metres Y, Metres? Z, Metres? Sigma)
    : Sighting(Time, Arrived, Tag)
{
    /// <inheritdoc/>
    public override AnchorId? HeardBy => null;
}

/// <summary>The tag's own inertial sensors or odometer. A speed that is absent is unknown (riding, say), not zero.</summary>
/// <param name="Speed">0 m/s or more.</param>
/// <param name="Heading">The way it moves.</param>
public sealed record MotionSighting(Instant Time, Instant Arrived, TagId Tag, MetresPerSecond? Speed, bool? Still, Degrees? Heading, DegreesPerSecond? TurnRate)
    : Sighting(Time, Arrived, Tag)
{
    /// <inheritdoc/>
    public override AnchorId? HeardBy => null;
}

/// <summary>The tag's own state.</summary>
/// <param name="Sos">True: the person pressed the SOS button.</param>
public sealed record StatusSighting(Instant Time, Instant Arrived, TagId Tag, Volts? Battery, bool? Sos, bool? Still)
    : Sighting(Time, Arrived, Tag)
{
    /// <inheritdoc/>
    public override AnchorId? HeardBy => null;
}
