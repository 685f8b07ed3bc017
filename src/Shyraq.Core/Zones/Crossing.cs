using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Zones;

/// <summary>How a tag crossed a zone's border.</summary>
public enum CrossingKind { Entered, Left, Passed }

/// <summary>A tag went into a zone, out of it, or through it between two fixes.</summary>
/// <param name="Time">Time of the first fix that showed it; leaving is told some seconds later, when it is sure.</param>
public readonly record struct Crossing(Instant Time, TagId Tag, ZoneId Zone, CrossingKind Kind);

/// <summary>A tag seems to be in a zone, which is not sure yet.</summary>
/// <param name="Since">Time of the fix that showed it first.</param>
/// <param name="From">Where it was before; null when that was no roadway.</param>
internal readonly record struct Entry(Instant Since, NetworkPosition? From);

/// <summary>A tag is in a zone.</summary>
/// <param name="Since">Time of the fix that showed it first.</param>
/// <param name="OutsideSince">Since when it seems to be outside again; <c>default</c> while it is inside.</param>
internal readonly record struct Stay(Instant Since, Instant OutsideSince);
