using System.Collections.Immutable;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Registry;

/// <summary>The entries as they stand, and what finds them by number, lamp and tag.</summary>
internal sealed class RegistryBook
{
    private readonly OrderedTable<EntryKey, Entry> _entries = new();
    private readonly Dictionary<(EntryKind, string), EntryKey> _byName = [];
    private RegistryCounts? _counts; // derived

    /// <summary>All entries, by kind and id.</summary>
    public IEnumerable<Entry> Entries => _entries.Values;

    public int Count => _entries.Count;

    /// <summary>How many of them are what; counted once for each change.</summary>
    public RegistryCounts Counts => _counts ??= new(Entries.Count(e => e is Person), Entries.Count(e => e is Company { Contractor: true }), Entries.Count(e => e is RegisteredTag));

    public bool Holds(EntryKey key) => _entries.ContainsKey(key);

    /// <summary>The entry of a key; null when there is none.</summary>
    public Entry? Find(EntryKey key) => _entries.GetValueOrDefault(key);

    public Person? Person(string id) => (Person?)Find(new(EntryKind.Person, id));

    /// <summary>The person of a personnel number; null when nobody has it.</summary>
    public Person? PersonByNumber(string number) => number.Length > 0 && _byName.TryGetValue((EntryKind.Person, number), out var key) ? (Person?)Find(key) : null;

    public RegisteredTag? Tag(TagId id) => (RegisteredTag?)Find(new(EntryKind.Tag, id.Value));

    /// <summary>The machine that carries a tag; null when none does.</summary>
    public Vehicle? VehicleOf(TagId tag) => _byName.TryGetValue((EntryKind.Vehicle, tag.Value), out var key) ? (Vehicle?)Find(key) : null;

    /// <summary>Another entry that bears the same number, lamp or tag; null when there is none.</summary>
    public Entry? RivalOf(Entry entry) => NameOf(entry) is { Length: > 0 } name && _byName.TryGetValue((entry.Key.Kind, name), out var key) && key != entry.Key ? Find(key) : null;

    /// <summary>Puts entries in the place of what their keys held; null takes one out. Two may swap a number.</summary>
    public void Set(IEnumerable<(EntryKey Key, Entry? Entry)> entries)
    {
        foreach (var (key, _) in entries) Set(key, null);
        foreach (var (key, entry) in entries) Set(key, entry);
    }

    /// <summary>Puts an entry in the place of what its key held; null takes it out.</summary>
    public void Set(EntryKey key, Entry? entry)
    {
        _counts = null;
        if (_entries.TryGetValue(key, out var before) && NameOf(before) is { Length: > 0 } was && _byName.GetValueOrDefault((key.Kind, was)) == key) _byName.Remove((key.Kind, was));
        if (entry is null)
        {
            _entries.Remove(key);
            return;
        }
        _entries[key] = entry;
        if (NameOf(entry) is { Length: > 0 } name) _byName.TryAdd((key.Kind, name), key);
    }

    public void Clear()
    {
        _counts = null;
        _entries.Clear();
        _byName.Clear();
    }

    public ImmutableArray<T> All<T>() where T : Entry => [.. _entries.Values.OfType<T>()];

    // By what others know it beside its id.
    private static string NameOf(Entry entry) => entry switch
    {
        Person person => person.Number,
        Vehicle vehicle => vehicle.Tag?.Value ?? "",
        RegisteredTag tag => tag.Lamp,
        _ => "",
    };
}

/// <summary>How many people, contractors among the companies, and tags a registry holds.</summary>
internal sealed record RegistryCounts(int People, int Contractors, int Tags);
