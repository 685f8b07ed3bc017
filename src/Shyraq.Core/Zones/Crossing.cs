using Shyraq.Core.Units;

namespace Shyraq.Core.Zones;

/// <summary>How a tag crossed a zone's border.</summary>
public enum CrossingKind { Entered, Left, Passed }

/// <summary>A tag went into a zone, out of it, or through it between two fixes.</summary>
/// <param name="Time">Time of the first fix that showed it; leaving is told some seconds later, when it is sure.</param>
public readonly record struct Crossing(Instant Time, TagId Tag, ZoneId Zone, CrossingKind Kind);
