using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Registry;
using Shyraq.Core.Safety;
using Shyraq.Core.Units;

namespace Shyraq.Core.Presence;

/// <summary>What the lamp room does: hands tags out, takes them back, takes back a mistake.</summary>
internal sealed class LampDesk(RegistryBook book, LampRoom lamps, Accounts accounts)
{
    /// <summary>Hands tags out: all, or none.</summary>
    public ActRefusal? Issue(ImmutableArray<IssueTag> issues, string by, Scene scene)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (tag, person, _) in issues)
        {
            if (book.Person(person) is null) return new("unknownPerson", $"no person '{person}' is in the registry; tag {tag} stays in the lamp room");
            if (lamps.Holds.TryGetValue(tag.Value, out var hold))
                return new("tagIssued", $"tag {tag} has {NameOf(hold.Person)} since {hold.Since}; take it back first");
            if (scene.Carriers.TryGetValue(tag.Value, out var carrier) && carrier.Kind == CarrierKind.Vehicle) return new("vehicleTag", $"tag {tag} is that of the vehicle {carrier.Name}");
            if (!seen.Add(tag.Value)) return new("twice", $"tag {tag} is named twice");
        }
        foreach (var (tag, person, lamp) in issues)
        {
            var hold = new Hold(tag, lamp is { Length: > 0 } ? lamp : book.Tag(tag)?.Lamp ?? "", person, scene.Now, by);
            lamps.Issue(hold);
            var account = accounts.OfPerson(person);
            if (accounts.Find(new(AccountKind.Tag, tag.Value)) is { } unknown) accounts.TakeOver(account, unknown, scene);
            var evidence = new Evidence(EvidenceSource.LampIssued, scene.Now, tag.Value);
            account.Note(evidence);
            if (account.State == PresenceState.Out)
            {
                account.OutBy = null;
                account.Move(PresenceState.OnSurface, evidence);
            }
            scene.Reassign(tag);
            scene.Happened("issued", "", tag.Value, NameOf(person));
        }
        return null;
    }

    /// <summary>Takes tags back: all, or none.</summary>
    public ActRefusal? Return(ImmutableArray<TagId> tags, string by, Scene scene)
    {
        foreach (var tag in tags)
            if (!lamps.Holds.ContainsKey(tag.Value)) return new("notIssued", $"tag {tag} was not handed out");
        if (tags.Distinct().Count() < tags.Length) return new("twice", "a tag is named twice");
        foreach (var tag in tags)
        {
            var hold = lamps.Return(tag, scene.Now, by)!;
            var account = accounts.OfPerson(hold.Person);
            var evidence = new Evidence(EvidenceSource.LampReturned, scene.Now, tag.Value);
            account.Note(evidence);
            // Who still holds another tag may be anywhere.
            if (lamps.HeldBy(hold.Person).Count == 0)
            {
                if (account.State == PresenceState.OnSurface) account.Move(PresenceState.Out, evidence);
                account.OutBy = evidence;
            }
            scene.Reassign(tag);
            scene.Happened("returned", "", tag.Value, NameOf(hold.Person));
        }
        return null;
    }

    /// <summary>Takes back what was done last with a tag.</summary>
    public ActRefusal? TakeBack(TagId tag, string by, Scene scene)
    {
        if (lamps.TakeBack(tag, scene.Now, by, out var entry) is { } refusal) return refusal;
        var account = accounts.OfPerson(entry!.Hold.Person);
        if (entry.Returned)
        {
            account.Withdraw(EvidenceSource.LampReturned);
            if (account.OutBy?.Source == EvidenceSource.LampReturned) account.OutBy = null;
            // Whether the person was up already is not known any more: better below in the list than forgotten.
            if (account.State == PresenceState.Out)
                account.Move(account.WentDown > entry.Hold.Since ? PresenceState.Underground : PresenceState.OnSurface, new(EvidenceSource.LampIssued, entry.Hold.Since, tag.Value));
        }
        else
        {
            account.Withdraw(EvidenceSource.LampIssued);
            if (account.State == PresenceState.OnSurface) account.Move(PresenceState.Out, new(EvidenceSource.LampReturned, scene.Now, tag.Value));
        }
        scene.Reassign(tag);
        scene.Happened("takenBack", "", tag.Value, Phrase.Of(entry.Returned ? PhraseCode.TookBackReturn : PhraseCode.TookBackIssue, NameOf(entry.Hold.Person)));
        return null;
    }

    private string NameOf(string person) => book.Person(person)?.Name ?? person;
}
