using Shyraq.Core.Registry;
using Shyraq.Core.Safety;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Presence;

/// <summary>Finds what does not fit together about a person. Each disagreement is named with its sources and their times; none is settled silently.</summary>
internal sealed class Disagreeing(RegistryBook book, LampRoom lamps, Accounts accounts, Shifts shifts, TwinWatch twins)
{
    private readonly SortedDictionary<DisagreementKind, string> _found = [];

    /// <summary>Brings the disagreements of an account up to date; true when one came or went.</summary>
    /// <param name="name">Of the person, for the history.</param>
    public bool Update(Account account, Heard heard, IReadOnlyDictionary<AccountKey, Heard> all, string name, Scene scene)
    {
        _found.Clear();
        Tags(account, heard, scene);
        Gates(account, heard, scene);
        Together(heard);
        if (account.Key.Kind == AccountKind.Person)
        {
            Shift(account, scene.Now);
            Care(account, heard, all, scene);
        }
        var changed = false;
        foreach (var (kind, _, _) in account.Disagreements)
        {
            if (_found.ContainsKey(kind)) continue;
            account.Remove(kind);
            scene.Happened("agreed", Words.Of(kind), SubjectOf(account, heard), name);
            changed = true;
        }
        foreach (var (kind, detail) in _found)
        {
            if (account.Disagreements.FirstOrDefault(d => d.Kind == kind) is { } standing)
            {
                if (standing.Detail != detail) account.Add(standing with { Detail = detail });
                continue;
            }
            account.Add(new(kind, scene.Now, detail));
            scene.Happened("disagreed", Words.Of(kind), SubjectOf(account, heard), Phrase.Join(name, detail));
            changed = true;
        }
        return changed;
    }

    /// <summary>The tag by which the console finds the person, else the person.</summary>
    public static string SubjectOf(Account account, Heard heard) => heard.Tags.Length > 0 ? heard.Tags[0].Value : account.Key.Id;

    private void Tags(Account account, Heard heard, Scene scene)
    {
        if (account.Key.Kind == AccountKind.Tag && account.IsIn)
        {
            if (book.Tag(new(account.Key.Id)) is not null) Find(DisagreementKind.TagUndergroundNoLampIssued, Phrase.Of(PhraseCode.TagUndergroundNoLampIssued, account.Key.Id, account.WentDown));
            else if (!scene.Carriers.ContainsKey(account.Key.Id)) Find(DisagreementKind.UnknownTagUnderground, Phrase.Of(PhraseCode.UnknownTagUnderground, account.Key.Id, account.WentDown));
        }
        if (Movement.IsContradicted(account, heard))
        {
            var outBy = account.OutBy!;
            var (kind, code) = outBy.Source switch
            {
                EvidenceSource.LampReturned => (DisagreementKind.LampReturnedTagUnderground, PhraseCode.LampReturnedTagUnderground),
                EvidenceSource.PassageOut => (DisagreementKind.PassageOutTagUnderground, PhraseCode.PassageOutTagUnderground),
                _ => (DisagreementKind.SaidOutTagUnderground, PhraseCode.SaidOutTagUnderground),
            };
            Find(kind, Phrase.Of(code, outBy.Detail, outBy.Time, heard.BelowBy));
        }
        if (account.Key.Kind != AccountKind.Person) return;
        var held = lamps.HeldBy(account.Key.Id);
        if (held.Count > 1) Find(DisagreementKind.OnePersonTwoTags, Phrase.Join([.. held.Select(h => Phrase.Of(PhraseCode.OnePersonTwoTags, h.Tag, h.Since))]));
        if (account.State == PresenceState.Out && held.Count > 0 && scene.Now.SecondsSince(account.Since) >= PresenceRules.LampBack)
            Find(DisagreementKind.OutLampNotReturned, Phrase.Of(PhraseCode.OutLampNotReturned, account.Since, held[0].Tag));
    }

    private void Gates(Account account, Heard heard, Scene scene)
    {
        if (account.State == PresenceState.Unaccounted) Find(DisagreementKind.WentDownNeverSeenAgain, Phrase.Of(PhraseCode.WentDownNeverSeenAgain, account.WentDown, Movement.SeenOf(account, heard)));
        if (!account.IsIn) return;
        if (account.Key.Kind == AccountKind.Number) Find(DisagreementKind.UnknownPersonWentDown, Phrase.Of(PhraseCode.UnknownPersonWentDown, account.Key.Id, account.WentDown));
        if (!account.PassedIn) return;
        if (account.Key.Kind == AccountKind.Person && heard.Tags.IsEmpty && account.Leave is null)
            Find(DisagreementKind.WentDownWithoutLamp, Phrase.Of(PhraseCode.WentDownWithoutLamp, account.WentDown));
        if (account.OutBy is { Source: not (EvidenceSource.PassageOut or EvidenceSource.Manual) } outBy && !Movement.IsContradicted(account, heard))
            Find(DisagreementKind.CameUpNoPassageOut, Phrase.Of(PhraseCode.CameUpNoPassageOut, outBy.Source, outBy.Detail, outBy.Time));
        else if (heard.Sight is { Where: Whereabouts.Surface } sight && heard.Below <= account.WentDown && scene.Now.SecondsSince(account.WentDown) >= PresenceRules.UnaccountedAfter)
            Find(DisagreementKind.PassageInTagOnSurface, Phrase.Of(PhraseCode.PassageInTagOnSurface, account.WentDown, heard.Newest, sight.Since));
    }

    private void Together(Heard heard)
    {
        foreach (var pair in twins.Told)
            foreach (var tag in heard.Tags)
                if (pair.A == tag || pair.B == tag)
                    Find(DisagreementKind.TwoTagsAlwaysTogether, Phrase.Of(PhraseCode.TwoTagsAlwaysTogether,
                        pair.A, pair.B, pair.Since, Math.Round(pair.Way), pair.Occasions, Math.Round(pair.Farthest, 1), Math.Floor(100 * pair.Chance)));
    }

    private void Shift(Account account, Instant now)
    {
        var person = account.Key.Id;
        foreach (var shift in shifts.Of(person))
        {
            var wentForIt = shift.Covers(account.WentDown) && account.WentDown != default;
            if (now >= shift.Start.PlusSeconds(PresenceRules.LateDown) && now < shift.End && !account.IsIn && !wentForIt)
                Find(DisagreementKind.PlannedNotDown, Phrase.Of(PhraseCode.PlannedNotDown, shift.Shift, shift.Start));
            if (wentForIt && account.IsIn && now >= shift.End.PlusSeconds(PresenceRules.LateUp))
                Find(DisagreementKind.ShiftOverNotOut, Phrase.Of(PhraseCode.ShiftOverNotOut, shift.Shift, shift.End));
        }
        if (account.IsIn && account.Leave is null && shifts.Of(person, account.WentDown) is null && shifts.IsPlanned(account.WentDown))
            Find(DisagreementKind.DownNotPlanned, Phrase.Of(PhraseCode.DownNotPlanned, account.WentDown));
    }

    private void Care(Account account, Heard heard, IReadOnlyDictionary<AccountKey, Heard> all, Scene scene)
    {
        if (account.Leave is not { } leave || !account.IsIn) return;
        if (scene.Now > leave.Until) Find(DisagreementKind.LeaveOver, Phrase.Of(PhraseCode.LeaveOver, leave.Until));
        if (leave.Escort.Length == 0) return;
        var escort = accounts.Find(new(AccountKind.Person, leave.Escort));
        if (escort is not { IsIn: true }) Find(DisagreementKind.VisitorWithoutEscort, Phrase.Of(PhraseCode.VisitorWithoutEscort, book.Person(leave.Escort)?.Name ?? leave.Escort));
        else if (FixOf(heard) is { } own && FixOf(all.GetValueOrDefault(escort.Key, Heard.Nothing)) is { } other
            && Point3.Distance(own.Place, other.Place) - own.Radius95 - other.Radius95 > PresenceRules.EscortReach)
            Find(DisagreementKind.VisitorWithoutEscort, Phrase.Of(PhraseCode.VisitorFarFromEscort, book.Person(leave.Escort)?.Name ?? leave.Escort, PresenceRules.EscortReach));

        Fix? FixOf(Heard of) => of.Sight is null ? null : scene.FixOf(of.Newest) is { State: FixState.Live } fix ? fix : null;
    }

    private void Find(DisagreementKind kind, string detail) => _found[kind] = detail;
}
