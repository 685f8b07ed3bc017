using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Registry;
using Shyraq.Core.Safety;
using Shyraq.Core.Units;

namespace Shyraq.Core.Presence;

/// <summary>What people enter by hand: where somebody is, who may be below otherwise than with a tag of their own, who works when.</summary>
internal sealed class PresenceDesk(RegistryBook book, LampRoom lamps, Accounts accounts, Shifts shifts, TwinWatch twins)
{
    private const int LongestText = 256, MostPeople = 5000;

    public ActRefusal? Set(SetPresence act, string by, Scene scene)
    {
        if (IsBad(act.Why) || act.Why.Trim().Length == 0) return new("noReason", $"say why, in at most {LongestText} characters: by whom it is known");
        if ((act.Person.Length == 0) == (act.Tag is null)) return new("whom", "name a person or a tag, one of them");
        // Whom a gate knows by a number alone is settled under that number.
        var isNumber = act.Person.Length > 0 && book.Person(act.Person) is null && accounts.Find(new(AccountKind.Number, act.Person)) is not null;
        if (act.Person.Length > 0 && !isNumber && book.Person(act.Person) is null) return Unknown(act.Person);
        Say(act.Tag is { } tag ? new(AccountKind.Tag, tag.Value) : new(isNumber ? AccountKind.Number : AccountKind.Person, act.Person), act.State, act.Why.Trim(), by, scene.Now);
        scene.Happened("presenceSet", "", TagOr(act.Person, act.Tag), Phrase.Of(PhraseCode.SaidToBe, TagOr(NameOf(act.Person), act.Tag), act.State, act.Why.Trim()));
        return null;
    }

    /// <summary>Takes what somebody says of a person as evidence. What contradicts it is named, and a tag that is heard below speaks louder.</summary>
    public void Say(AccountKey key, PresenceState state, string why, string by, Instant now)
    {
        var account = accounts.Of(key);
        var evidence = new Evidence(EvidenceSource.Manual, now, $"{by}: {why}");
        account.Note(evidence);
        account.Seen = now;
        // Whoever is in and is said to be above has come out; the lamp may still be with them.
        if (state == PresenceState.Out || (state == PresenceState.OnSurface && account.IsIn))
        {
            if (state == PresenceState.Out && key.Kind == AccountKind.Person) lamps.Forget(key.Id);
            account.OutBy = evidence;
            if (account.State == PresenceState.OnSurface) account.Move(PresenceState.Out, evidence);
        }
        else
        {
            if (!account.IsIn && state != PresenceState.OnSurface) account.WentDown = now;
            account.OutBy = null;
            account.Move(state, evidence);
        }
    }

    public ActRefusal? Authorise(AuthoriseUntracked act, string by, Scene scene)
    {
        if (book.Person(act.Person) is null) return Unknown(act.Person);
        if (IsBad(act.Why)) return new("badText", $"why: at most {LongestText} characters");
        if (act.Deadline <= scene.Now) return new("badDeadline", $"the deadline {act.Deadline} is over");
        if (act.Route.IsDefaultOrEmpty) return new("noRoute", "the route names no roadway");
        foreach (var roadway in act.Route)
            if (scene.Plan.RoadwayIndex(roadway) < 0) return new("unknownRoadway", $"the plan has no roadway '{roadway}'");
        return Give(act.Person, new(act.Deadline, "", act.Route, act.Why, by), scene);
    }

    public ActRefusal? Admit(AdmitVisitor act, string by, Scene scene)
    {
        if (book.Person(act.Person) is null) return Unknown(act.Person);
        if (book.Person(act.Escort) is null) return Unknown(act.Escort);
        if (act.Person == act.Escort) return new("ownEscort", "nobody escorts themselves");
        if (act.Until <= scene.Now) return new("badDeadline", $"{act.Until} is over");
        var account = accounts.OfPerson(act.Person);
        account.Leave = new(act.Until, act.Escort, [], "", by);
        scene.Happened("visitorAdmitted", "", act.Person, Phrase.Of(PhraseCode.Visits, NameOf(act.Person), NameOf(act.Escort), act.Until));
        return null;
    }

    public ActRefusal? Plan(PlanShift act, string by, Scene scene)
    {
        if (act.Shift.Trim().Length == 0 || IsBad(act.Shift)) return new("badText", $"shift: expected a name of at most {LongestText} characters");
        if (act.End <= act.Start || act.End.SecondsSince(act.Start) > 48 * 3600) return new("badTime", "the end has to come after the start, within 48 hours");
        if (act.People.IsDefault || act.People.Length > MostPeople) return new("badPeople", $"at most {MostPeople} people");
        if (act.People.FirstOrDefault(p => book.Person(p) is null) is { } nobody) return Unknown(nobody);
        if (!shifts.Plan(new(act.Shift, act.Start, act.End, act.People.ToImmutableSortedSet(StringComparer.Ordinal), by), scene.Now))
            return new("tooManyShifts", "as many shifts as are kept are planned and not over; plan this one later");
        foreach (var person in act.People) accounts.OfPerson(person);
        scene.Happened("shiftPlanned", "", "", Phrase.Of(PhraseCode.PeoplePlanned, act.Shift, act.People.Length));
        return null;
    }

    public ActRefusal? Settle(SettleTwins act, Scene scene)
    {
        if (IsBad(act.Why) || act.Why.Trim().Length == 0) return new("noReason", "say what was seen");
        if (twins.Find(act.A, act.B) is not { } pair) return new("noTwins", $"tags {act.A} and {act.B} are not taken for twins");
        twins.Settle(pair);
        scene.Happened("twinsSettled", act.B.Value, act.A.Value, act.Why.Trim());
        return null;
    }

    private ActRefusal? Give(string person, Leave leave, Scene scene)
    {
        var account = accounts.OfPerson(person);
        var evidence = new Evidence(EvidenceSource.Authorised, scene.Now, $"{leave.By}: {leave.Why}");
        account.Note(evidence);
        (account.Leave, account.Seen) = (leave, scene.Now);
        if (!account.IsIn)
        {
            (account.WentDown, account.OutBy) = (scene.Now, null);
            account.Move(PresenceState.GoingDown, evidence);
        }
        scene.Happened("authorised", "", person, Phrase.Of(PhraseCode.GoesWithoutTag, NameOf(person), leave.Until, string.Join(" → ", leave.Route)));
        return null;
    }

    private static ActRefusal Unknown(string person) => new("unknownPerson", $"no person '{person}' is in the registry");

    private static bool IsBad(string text) => text is null || text.Length > LongestText || text.Any(char.IsControl);

    private string NameOf(string person) => book.Person(person)?.Name ?? person;

    private static string TagOr(string person, TagId? tag) => tag?.Value ?? person;
}
