using System.Collections.Immutable;
using Shyraq.Core.Acts;

namespace Shyraq.Core.Registry;

/// <summary>Takes a person in, or puts what is known of one anew.</summary>
public sealed record PutPerson(Person Person) : Act;

/// <summary>Takes a person out of the registry; refused while the person is not out of the mine or holds a lamp.</summary>
public sealed record RemovePerson(string Person) : Act;

/// <summary>Takes a company in, or puts what is known of one anew.</summary>
public sealed record PutCompany(Company Company) : Act;

/// <summary>Takes a vehicle in, or puts what is known of one anew.</summary>
public sealed record PutVehicle(Vehicle Vehicle) : Act;

/// <summary>Takes a tag of the lamp room in, or puts what is known of one anew.</summary>
public sealed record PutTag(RegisteredTag Tag) : Act;

/// <summary>Takes a company, vehicle or tag out of the registry; refused while something names it.</summary>
public sealed record RemoveEntry(EntryKind Of, string Id) : Act;

/// <summary>Puts many entries at once: all of them or, when one cannot be, none. What is not named stays.</summary>
public sealed record ImportRegistry(
    ImmutableArray<Company> Companies = default, ImmutableArray<Person> People = default,
    ImmutableArray<Vehicle> Vehicles = default, ImmutableArray<RegisteredTag> Tags = default) : Act
{
    /// <summary>None when left out.</summary>
    public ImmutableArray<Company> Companies { get; init; } = Companies.IsDefault ? [] : Companies;

    /// <summary>None when left out.</summary>
    public ImmutableArray<Person> People { get; init; } = People.IsDefault ? [] : People;

    /// <summary>None when left out.</summary>
    public ImmutableArray<Vehicle> Vehicles { get; init; } = Vehicles.IsDefault ? [] : Vehicles;

    /// <summary>None when left out.</summary>
    public ImmutableArray<RegisteredTag> Tags { get; init; } = Tags.IsDefault ? [] : Tags;

    /// <summary>All of them.</summary>
    internal IEnumerable<Entry> Entries => [.. Companies, .. People, .. Vehicles, .. Tags];
}

/// <summary>Takes the newest change that stands back: every entry is again what it was before. The change stays in the list, with who took it back.</summary>
/// <param name="Change">Its number, so that nobody takes back another one than is on the screen.</param>
public sealed record UndoRegistry(long Change) : Act;
