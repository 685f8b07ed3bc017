using System.Collections.Immutable;
using Shyraq.Core.Units;

namespace Shyraq.Core.Registry;

/// <summary>All that the registry holds, in order of id, and its newest changes.</summary>
/// <param name="Changes">Newest first, at most 100; the journal has all of them.</param>
public sealed record RegistryBoard(
    ImmutableArray<Company> Companies, ImmutableArray<Person> People, ImmutableArray<Vehicle> Vehicles, ImmutableArray<RegisteredTag> Tags,
    ImmutableArray<RegistryChangeRow> Changes);

/// <summary>One change.</summary>
/// <param name="Entries">How many entries it changed.</param>
/// <param name="UndoneBy">Who took it back; null while it stands.</param>
public sealed record RegistryChangeRow(long Number, Instant Time, string By, string What, int Entries, string? UndoneBy, Instant? UndoneAt);
