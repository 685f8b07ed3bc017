using System.Collections.Immutable;

namespace Shyraq.Core.Presence;

/// <summary>Who is where, by level. A tag without a named carrier counts as a person: better one too many than one forgotten.</summary>
public sealed record Headcount(int People, int Vehicles, ImmutableArray<LevelCount> Levels);

/// <summary>The count of one level, people by how their place is known.</summary>
/// <param name="Level">The level's name; "" for places without one.</param>
public readonly record struct LevelCount(string Level, int PeopleLive, int PeopleInferred, int PeopleLastKnown, int Vehicles);
