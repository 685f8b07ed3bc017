using System.Collections.Immutable;
using Shyraq.Core.Alarms;
using Shyraq.Core.Registry;
using Shyraq.Core.Safety;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Presence;

/// <summary>Everybody of whom anything is known for presence, and whose tag is whose.</summary>
internal sealed class Accounts(RegistryBook book, LampRoom lamps)
{
    private readonly OrderedTable<AccountKey, Account> _all = new();

    /// <summary>By kind and id.</summary>
    public IReadOnlyCollection<Account> All => _all.Values;

    public Account? Find(AccountKey key) => _all.GetValueOrDefault(key);

    public Account OfPerson(string person) => Of(new(AccountKind.Person, person));

    public Account Of(AccountKey key) => _all.TryGetValue(key, out var account) ? account : _all[key] = new(key);

    /// <summary>Somebody unknown, known by a tag or a number alone, has a name now: what was known, and what was said of them, goes over to that account.</summary>
    public void TakeOver(Account account, Account unknown, Scene scene)
    {
        Remove(unknown.Key);
        if (unknown.IsToldIn) scene.Happened("recognised", Words.Of(unknown.Key.Kind), unknown.Key.Id, book.Person(account.Key.Id)?.Name ?? account.Key.Id);
        if (unknown.IsTold) scene.Tell(new(AlarmKind.Unaccounted, unknown.Key.Subject, false));
        scene.Parts.Evacuation.TakeOver(unknown.Key, account.Key, scene);
        if (!unknown.IsIn || account.IsIn) return;
        (account.WentDown, account.OutBy, account.PassedIn, account.Seen) = (unknown.WentDown, null, unknown.PassedIn, unknown.Seen);
        account.Move(unknown.State, new(unknown.Because ?? EvidenceSource.TagUnderground, unknown.Since, unknown.Key.Id));
    }

    public void Remove(AccountKey key)
    {
        if (Find(key) is { Heard: { } heard }) heard.Account = null;
        _all.Remove(key);
    }

    /// <summary>
    /// Whose a tag is: of whom it was handed to; else, for a while, of who gave it back last; else of the person of the registry whose number the list of
    /// carriers gives; else of somebody unknown. Null for a vehicle's.
    /// </summary>
    public AccountKey? OwnerOf(string tag, ImmutableSortedDictionary<string, Carrier> carriers, Instant now, out bool isReturned)
    {
        isReturned = false;
        if (lamps.Holds.TryGetValue(tag, out var hold)) return new(AccountKind.Person, hold.Person);
        if (lamps.LastReturn(tag, now) is { } entry)
        {
            isReturned = true;
            return new(AccountKind.Person, entry.Hold.Person);
        }
        if (!carriers.TryGetValue(tag, out var carrier)) return new(AccountKind.Tag, tag);
        if (carrier.Kind == CarrierKind.Vehicle) return null;
        return book.PersonByNumber(carrier.Number) is { } person ? new(AccountKind.Person, person.Id) : new(AccountKind.Tag, tag);
    }

    /// <summary>Whom a passage is about; null when it is a vehicle's tag.</summary>
    public AccountKey? Whose(Passage passage, Scene scene)
    {
        if (passage.Tag is { } tag) return OwnerOf(tag.Value, scene.Carriers, scene.Now, out _);
        var named = passage.Person ?? "";
        if ((book.Person(named) ?? book.PersonByNumber(named)) is { } person) return new(AccountKind.Person, person.Id);
        // Where there is no registry, the list of carriers knows the numbers.
        foreach (var (listed, carrier) in scene.Carriers)
            if (carrier.Kind == CarrierKind.Person && carrier.Number.Length > 0 && carrier.Number == named) return OwnerOf(listed, scene.Carriers, scene.Now, out _);
        return new(AccountKind.Number, named);
    }

    public void Write(StateWriter to)
    {
        to.Write((long)_all.Count);
        foreach (var account in _all.Values) account.Write(to);
    }

    public void Read(ref StateReader from)
    {
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var account = Account.Read(ref from);
            _all[account.Key] = account;
        }
    }
}
