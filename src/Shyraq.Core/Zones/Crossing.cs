using Shyraq.Core.Units;

namespace Shyraq.Core.Zones;

/// <summary>How a tag crossed a zone's border.</summary>
public enum CrossingKind { Entered, Left, Passed }

/// <summary>A tag went into a zone, out of it, or through it between two fixes.</summary>
/// <param name="Time">Time of the fix that showed it.</param>
public readonly record struct Crossing(Instant Time, TagId Tag, ZoneId Zone, CrossingKind Kind);
