using Shyraq.Core.Units;

namespace Shyraq.Core.Registry;

/// <summary>What the registry keeps. The numbers are written into snapshots: new ones go to the end.</summary>
public enum EntryKind { Company, Person, Vehicle, Tag }

/// <summary>One line of the registry. An entry never changes; a change puts another in its place and the one before stays with the change.</summary>
public abstract record Entry
{
    internal abstract EntryKey Key { get; }
}

/// <summary>Somebody who may go down.</summary>
/// <param name="Id">Unique and for ever: what presence, acts and reports name the person by.</param>
/// <param name="Name">As shown to the dispatcher.</param>
/// <param name="Number">Personnel number, as turnstiles and the lamp room know it; unique, or "".</param>
/// <param name="Company">Id of a company; "" for the mine's own.</param>
/// <param name="Photo">Where the picture is: an address or a file name; "" when there is none.</param>
/// <param name="Language">The language the person reads, such as <c>kk</c>; "" when unknown.</param>
/// <param name="RescueTeam">A member of the mine rescue team.</param>
/// <param name="Shift">The shift that the person usually works, by name; "" when none.</param>
public sealed record Person(
    string Id, string Name, string Number = "", string Company = "", string Crew = "", string Role = "",
    string Photo = "", string Language = "", bool RescueTeam = false, string Shift = "") : Entry
{
    internal override EntryKey Key => new(EntryKind.Person, Id);
}

/// <summary>Who employs people in the mine.</summary>
/// <param name="Contractor">Not the mine's own.</param>
public sealed record Company(string Id, string Name, bool Contractor = false) : Entry
{
    internal override EntryKey Key => new(EntryKind.Company, Id);
}

/// <summary>A machine with a tag of its own.</summary>
/// <param name="Number">Fleet number; "" when it has none.</param>
/// <param name="Tag">The tag that is fixed to it; null when there is none.</param>
public sealed record Vehicle(string Id, string Name, string Number = "", string Role = "", TagId? Tag = null) : Entry
{
    internal override EntryKey Key => new(EntryKind.Vehicle, Id);
}

/// <summary>A tag that the lamp room hands out.</summary>
/// <param name="Lamp">Number on the lamp that it is built into; unique, or "".</param>
public sealed record RegisteredTag(TagId Id, string Lamp = "") : Entry
{
    internal override EntryKey Key => new(EntryKind.Tag, Id.Value);
}

/// <summary>What names an entry; ordered by kind, then by id.</summary>
internal readonly record struct EntryKey(EntryKind Kind, string Id) : IComparable<EntryKey>
{
    public int CompareTo(EntryKey other) => Kind != other.Kind ? Kind.CompareTo(other.Kind) : string.CompareOrdinal(Id, other.Id);
}
