using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Safety;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Registry;

/// <summary>
/// Who may go down, who employs them, which machines and which lamps there are. Nothing is overwritten: each change keeps
/// what it replaced, and the newest that stands can be taken back.
/// </summary>
internal sealed class RegistryPart : ISafetyPart
{
    /// <summary>Changes kept to be taken back; the journal has all of them.</summary>
    private const int MostChanges = 100;

    private readonly List<RegistryChange> _changes = [];
    private long _number;

    public string Name => "registry";

    public long Revision { get; private set; }

    /// <summary>The entries as they stand.</summary>
    public RegistryBook Book { get; } = new();

    public bool Take(ActInput act, Scene scene, out ActRefusal? refusal)
    {
        refusal = null;
        switch (act.Act)
        {
            case PutPerson put: refusal = Put(act, scene, [put.Person]); return true;
            case PutCompany put: refusal = Put(act, scene, [put.Company]); return true;
            case PutVehicle put: refusal = Put(act, scene, [put.Vehicle]); return true;
            case PutTag put: refusal = Put(act, scene, [put.Tag]); return true;
            case ImportRegistry import: refusal = Put(act, scene, [.. import.Entries]); return true;
            case RemovePerson remove: refusal = Remove(act, scene, new(EntryKind.Person, remove.Person)); return true;
            case RemoveEntry remove: refusal = Remove(act, scene, new(remove.Of, remove.Id)); return true;
            case UndoRegistry undo: refusal = Undo(act, scene, undo.Change); return true;
            default: return false;
        }
    }

    public void Judge(Scene scene)
    {
        // Time changes nothing here.
    }

    public void Change(MinePlan plan)
    {
        // Nobody here is tied to a place.
    }

    /// <summary>The tags of the machines over a list of who carries which tag.</summary>
    public ImmutableSortedDictionary<string, Carrier> Carried(ImmutableSortedDictionary<string, Carrier> listed) =>
        listed.SetItems(Book.Entries.OfType<Vehicle>().Where(v => v.Tag is not null).Select(v => KeyValuePair.Create(v.Tag!.Value.Value, CarrierBy(v))));

    /// <summary>The machine that carries a tag; null when none does.</summary>
    public Carrier? CarrierOf(TagId tag) => Book.VehicleOf(tag) is { } vehicle ? CarrierBy(vehicle) : null;

    public RegistryBoard Board() => new(
        Book.All<Company>(), Book.All<Person>(), Book.All<Vehicle>(), Book.All<RegisteredTag>(),
        [.. _changes.AsEnumerable().Reverse().Select(c => new RegistryChangeRow(c.Number, c.Time, c.By, c.What, c.Entries.Length, c.Undone?.By, c.Undone?.Time))]);

    public void Write(StateWriter to)
    {
        to.Write(Revision);
        to.Write(_number);
        to.Write((long)Book.Count);
        foreach (var entry in Book.Entries) RegistryState.Write(to, entry);
        to.Write((long)_changes.Count);
        foreach (var change in _changes) RegistryState.Write(to, change);
    }

    public void Read(ref StateReader from)
    {
        (Revision, _number) = (from.ReadLong(), from.ReadLong());
        Book.Clear();
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var entry = RegistryState.Read(ref from) ?? throw new FormatException("The snapshot lacks an entry of the registry.");
            Book.Set(entry.Key, entry);
        }
        for (var i = from.ReadCount(); i > 0; i--) _changes.Add(RegistryState.ReadChange(ref from));
    }

    private static Carrier CarrierBy(Vehicle vehicle) => new(CarrierKind.Vehicle, vehicle.Name, vehicle.Number, "", vehicle.Role);

    private ActRefusal? Put(ActInput act, Scene scene, ImmutableArray<Entry> entries)
    {
        var keys = new HashSet<EntryKey>();
        foreach (var entry in entries)
        {
            if (EntryRules.WrongIn(entry) is { } wrong) return wrong;
            if (!keys.Add(entry.Key)) return new("twice", $"{EntryRules.NameOf(entry.Key)} is named twice");
        }
        return Apply(act, scene, entries.Length == 1 ? Phrase.Of(PhraseCode.EntryPut, entries[0].Key.Kind, entries[0].Key.Id) : "",
            [.. entries.Select(e => new EntryChange(e.Key, Book.Find(e.Key), e)).Where(c => c.Before != c.After)]);
    }

    private ActRefusal? Remove(ActInput act, Scene scene, EntryKey key) => Book.Find(key) is { } entry
        ? Apply(act, scene, Phrase.Of(PhraseCode.EntryRemoved, key.Kind, key.Id), [new(key, entry, null)])
        : new("unknownEntry", $"{EntryRules.NameOf(key)} is not in the registry");

    private ActRefusal? Undo(ActInput act, Scene scene, long number)
    {
        var at = _changes.FindLastIndex(c => c.Undone is null);
        if (at < 0 || _changes[at].Number != number) return new("notNewest", at < 0 ? "no change stands that could be taken back" : $"the newest change that stands is number {_changes[at].Number}");
        var change = _changes[at];
        if (TryApply([.. change.Entries.Select(c => new EntryChange(c.Key, c.After, c.Before))], scene) is { } refusal) return refusal;
        _changes[at] = change with { Undone = (scene.Now, act.By) };
        scene.Happened("registryUndone", "", "", change.What);
        return null;
    }

    private ActRefusal? Apply(ActInput act, Scene scene, string what, ImmutableArray<EntryChange> changes)
    {
        if (changes.IsEmpty) return null;
        if (what.Length == 0) what = Phrase.Of(PhraseCode.EntriesTaken, changes.Length);
        if (TryApply(changes, scene) is { } refusal) return refusal;
        if (_changes.Count == MostChanges) _changes.RemoveAt(0);
        _changes.Add(new(++_number, scene.Now, act.By, what, changes));
        scene.Happened("registryChanged", "", "", what);
        return null;
    }

    // All of them, or none: what does not fit is put back as it was.
    private ActRefusal? TryApply(ImmutableArray<EntryChange> changes, Scene scene)
    {
        foreach (var (key, _, after) in changes)
            if (after is null && scene.Parts.Presence.WhyKeep(key) is { } why) return why;
        Book.Set(changes.Select(c => (c.Key, c.After)));
        var refusal = changes.Select(c => c.After is { } entry ? EntryRules.Misfit(entry, Book) is { } misfit ? EntryRules.RefusalOf(misfit) : null : StillNamed(c.Key)).FirstOrDefault(found => found is not null);
        if (refusal is null) Revision++;
        else Book.Set(changes.Select(c => (c.Key, c.Before)));
        return refusal;
    }

    private ActRefusal? StillNamed(EntryKey gone) => gone.Kind == EntryKind.Company && Book.Entries.OfType<Person>().FirstOrDefault(p => p.Company == gone.Id) is { } member
        ? new("inUse", $"{EntryRules.NameOf(member.Key)} belongs to {EntryRules.NameOf(gone)}") : null;
}
