using System.Collections.Immutable;

namespace Shyraq.Core.Registry;

/// <summary>What an import would do to a registry, found out without doing it.</summary>
/// <param name="New">Entries that the registry does not have.</param>
/// <param name="Changed">Entries that it has otherwise.</param>
/// <param name="Same">Entries that it has just so.</param>
/// <param name="Misfits">Why none of it would be taken; empty when all would.</param>
public sealed record ImportCheck(int New, int Changed, int Same, ImmutableArray<Misfit> Misfits)
{
    /// <summary>Checks an import against a registry as it stands. The registry may be another when the import is done: then it is refused or not by what is there.</summary>
    public static ImportCheck Of(RegistryBoard registry, ImportRegistry import)
    {
        var book = new RegistryBook();
        foreach (var entry in (IEnumerable<Entry>)[.. registry.Companies, .. registry.People, .. registry.Vehicles, .. registry.Tags]) book.Set(entry.Key, entry);
        var entries = import.Entries.ToArray();
        var isNew = entries.Count(e => !book.Holds(e.Key));
        var same = entries.Count(e => e.Equals(book.Find(e.Key)));
        book.Set([.. entries.Select(e => (e.Key, (Entry?)e))]);
        return new(isNew, entries.Length - isNew - same, same, [.. entries.Select(e => EntryRules.Misfit(e, book)).OfType<Misfit>()]);
    }
}

/// <summary>What does not fit between an entry and the others.</summary>
/// <param name="Reason"><c>unknownCompany</c>, or <c>taken</c>: another has the same number, lamp or tag.</param>
/// <param name="Property">Of the entry, such as <c>number</c>.</param>
/// <param name="Value">What the property holds.</param>
/// <param name="Rival">Kind and id of the entry that has it already; "" when it is not about one.</param>
public sealed record Misfit(EntryKind Kind, string Id, string Reason, string Property, string Value, string Rival);
