using System.Collections.Immutable;
using Shyraq.Core.Units;

namespace Shyraq.Core.Presence;

/// <summary>Who is where, by level. A tag without a named carrier counts as a person: better one too many than one forgotten.</summary>
/// <param name="People">With a place, however old.</param>
/// <param name="Unplaced">
/// Heard, place unknown: on no level and in neither figure, so that whoever reads the figures sees whom they leave out.
/// In order of tag id.
/// </param>
public sealed record Headcount(int People, int Vehicles, ImmutableArray<LevelCount> Levels, ImmutableArray<UnplacedTag> Unplaced);

/// <summary>The count of one level, people by how their place is known.</summary>
/// <param name="Level">The level's name; "" for places without one.</param>
public readonly record struct LevelCount(string Level, int PeopleLive, int PeopleInferred, int PeopleLastKnown, int Vehicles);

/// <summary>A tag that radios speak of while nothing heard of it gives it a place on the plan in force.</summary>
/// <param name="Heard">Arrival of the newest sighting that was used; null when all of them were refused.</param>
public readonly record struct UnplacedTag(TagId Tag, CarrierKind Carrier, Instant? Heard);
