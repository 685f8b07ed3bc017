using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Alarms;
using Shyraq.Core.Plan;
using Shyraq.Core.Registry;
using Shyraq.Core.Safety;
using Shyraq.Core.Sightings;
using Shyraq.Core.State;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Presence;

/// <summary>
/// Where each person stands in the shift, from the lamp room, the gates, the tags and what people say, in one list. What does not fit together is
/// named, and nobody is out without evidence. Sights of tags are kept with each reading; who may have changed is judged each second, and after each act and passage whom it concerns.
/// </summary>
internal sealed class PresencePart : ISafetyPart, ITagLooker
{
    private readonly RegistryBook _book;
    private readonly LampRoom _lamps = new();
    private readonly Shifts _shifts = new();
    private readonly TwinWatch _twins = new();
    // Looked up seldom: each tag has its own at hand.
    private readonly SortedList<string, TagSight> _sights = new(StringComparer.Ordinal);
    private readonly Accounts _accounts;
    private readonly LampDesk _lampDesk;
    private readonly PresenceDesk _desk;
    private readonly Gatekeeper _gates;
    private readonly Disagreeing _disagreeing;
    private TagOwners _owners;
    private Daylight _daylight;

    public PresencePart(MinePlan plan, RegistryBook book)
    {
        (_book, _daylight, _accounts) = (book, new(plan), new(book, _lamps));
        (_lampDesk, _gates) = (new(book, _lamps, _accounts), new(_accounts));
        _owners = new(_accounts, _lamps, _sights);
        (_desk, _disagreeing) = (new(book, _lamps, _accounts, _shifts, _twins), new(book, _lamps, _accounts, _shifts, _twins));
    }

    public string Name => "presence";

    /// <summary>Everybody is judged at each tick, also who cannot have changed: what the laws compare with.</summary>
    public bool LeavesNobodyAlone { get; set; }

    public long Revision { get; private set; }

    /// <summary>The tags that were handed out, over a list of who carries which tag.</summary>
    public ImmutableSortedDictionary<string, Carrier> Carried(ImmutableSortedDictionary<string, Carrier> listed) =>
        listed.SetItems(_lamps.Holds.Values.Select(hold => KeyValuePair.Create(hold.Tag.Value, CarrierBy(hold))));

    /// <summary>To whom a tag was handed out; null when it is not out.</summary>
    public Carrier? CarrierOf(TagId tag) => _lamps.Holds.TryGetValue(tag.Value, out var hold) ? CarrierBy(hold) : null;

    /// <summary>The id of the person who has a tag from the lamp room; null when nobody has.</summary>
    public string? HolderOf(TagId tag) => _lamps.Holds.TryGetValue(tag.Value, out var hold) ? hold.Person : null;

    /// <summary>Why an entry may not leave the registry; null when it may.</summary>
    public ActRefusal? WhyKeep(EntryKey key) => key.Kind switch
    {
        EntryKind.Person when _lamps.HeldBy(key.Id) is [var hold, ..] => new("inUse", $"person {key.Id} has tag {hold.Tag}"),
        EntryKind.Person when _accounts.Find(new(AccountKind.Person, key.Id)) is { State: not PresenceState.Out } account => new("notOut", $"person {key.Id} is not out: {account.State}"),
        EntryKind.Tag when _lamps.Holds.TryGetValue(key.Id, out var hold) => new("inUse", $"tag {key.Id} has person {hold.Person}"),
        _ => null,
    };

    public bool Take(ActInput act, Scene scene, out ActRefusal? refusal)
    {
        refusal = null;
        switch (act.Act)
        {
            case IssueTag issue: refusal = _lampDesk.Issue([issue], act.By, scene); break;
            case IssueTags issues: refusal = _lampDesk.Issue(OrNone(issues.Issues), act.By, scene); break;
            case ReturnTag back: refusal = _lampDesk.Return([back.Tag], act.By, scene); break;
            case ReturnTags back: refusal = _lampDesk.Return(OrNone(back.Tags), act.By, scene); break;
            case TakeBack mistake: refusal = _lampDesk.TakeBack(mistake.Tag, act.By, scene); break;
            case SetPresence set: refusal = _desk.Set(set, act.By, scene); break;
            case AuthoriseUntracked authorise: refusal = _desk.Authorise(authorise, act.By, scene); break;
            case AdmitVisitor admit: refusal = _desk.Admit(admit, act.By, scene); break;
            case PlanShift plan: refusal = _desk.Plan(plan, act.By, scene); break;
            case SettleTwins settle: refusal = _desk.Settle(settle, scene); break;
            case SignClearance sign: refusal = Sign(sign, act.By, scene); break;
            default: return false;
        }
        if (refusal is null) Revision++;
        return true;
    }

    /// <summary>Notes where a tag is seen; one that was never seen is taken in when the input is judged.</summary>
    public bool Look(TagTrack track, Fix? fix, in Moment moment)
    {
        if (fix is not { State: FixState.Live }) return false;
        track.Sight?.See(fix, _daylight);
        return track.Sight is null;
    }

    public void Judge(Scene scene)
    {
        foreach (var (track, seen) in scene.TagsFor(this))
        {
            if (seen is not { State: FixState.Live } fix) continue;
            if (SightOf(track) is not { } sight) _sights[fix.Tag.Value] = track.Sight = sight = new();
            sight.See(fix, _daylight);
        }
        if (scene.Input is PassagesInput passages) _gates.Take(passages, scene);
        if (!scene.IsTick && scene.Input is not (ActInput or PassagesInput or CarriersInput)) return;
        if (scene.IsTick) LookForTwins(scene);
        JudgePeople(scene);
    }

    /// <summary>A tag was heard above ground last, in whichever of its possible places: what a model makes of its silence since is no evidence.</summary>
    public bool IsAbove(TagId tag) => _sights.TryGetValue(tag.Value, out var sight) && sight.Where == Whereabouts.Surface;

    /// <summary>The same of a tag that is at hand.</summary>
    public bool IsAbove(TagTrack track) => SightOf(track) is { Where: Whereabouts.Surface };

    /// <summary>Everybody of whom anything is known, in order of kind and id, with what the radios tell of them.</summary>
    public IEnumerable<Standing> Standings(Mine mine)
    {
        var heard = HeardOf(mine);
        return _accounts.All.Select(account => new Standing(account, heard.GetValueOrDefault(account.Key, Heard.Nothing)));
    }

    /// <summary>How the list shows people at a time.</summary>
    public Func<Standing, PresenceRow> RowsAt(Mine mine, Instant at)
    {
        var making = new BoardMaking(_book, _shifts, mine, at);
        return one => making.Row(one.Account, one.Heard, _sights);
    }

    /// <summary>The bearer of a tag came out of the mine, on evidence, and the tag is not heard below since. Nothing is known of whoever was never in it.</summary>
    public bool IsOut(TagId tag, Mine mine)
    {
        if (_accounts.OwnerOf(tag.Value, mine.Carriers, mine.Clock, out _) is not { } owner) return false;
        var sight = _sights.GetValueOrDefault(tag.Value);
        return _accounts.Find(owner) switch
        {
            { State: not PresenceState.Out } => false,
            { Because: not null } => sight is not { SeemsBelow: true },
            // Nobody is remembered for ever; that nobody went down with the tag since is.
            _ => sight is { IsOut: true },
        };
    }

    /// <summary>Who is meant by an id: somebody of the list, a person of the registry by id or number, the bearer of a tag; else somebody whom nobody knows.</summary>
    /// <param name="kind">As what the id is meant; null when that is not said.</param>
    public AccountKey Named(string subject, AccountKind? kind, Scene scene)
    {
        if (kind is { } said && _accounts.Find(new(said, subject)) is { } meant) return meant.Key;
        foreach (var one in (AccountKind[])[AccountKind.Person, AccountKind.Tag, AccountKind.Number])
            if (_accounts.Find(new(one, subject)) is { } account) return account.Key;
        if ((_book.Person(subject) ?? _book.PersonByNumber(subject)) is { } person) return new(AccountKind.Person, person.Id);
        return scene.TrackOf(new(subject)) is not null && _accounts.OwnerOf(subject, scene.Carriers, scene.Now, out _) is { } owner ? owner : new(AccountKind.Number, subject);
    }

    /// <summary>The account of somebody; null when nothing is known.</summary>
    public Account? Find(AccountKey key) => _accounts.Find(key);

    /// <summary>Takes what somebody says of a person as evidence.</summary>
    public void Say(AccountKey key, PresenceState state, string why, string by, Scene scene)
    {
        _desk.Say(key, state, why, by, scene.Now);
        Revision++;
    }

    public void Change(MinePlan plan) => _daylight = new(plan);

    public PresenceBoard Board(Mine mine, Instant at) =>
        new BoardMaking(_book, _shifts, mine, at).Make(_accounts.All, HeardOf(mine), _sights, _twins, _lamps);

    public void Write(StateWriter to)
    {
        to.Write(Revision);
        to.Write((long)_sights.Count);
        foreach (var (tag, sight) in _sights)
        {
            to.Write(tag);
            sight.Write(to);
        }
        _lamps.Write(to);
        _shifts.Write(to);
        _twins.Write(to);
        _accounts.Write(to);
    }

    public void Read(ref StateReader from)
    {
        Revision = from.ReadLong();
        for (var i = from.ReadCount(); i > 0; i--) _sights[from.ReadText() ?? ""] = TagSight.Read(ref from);
        _lamps.Read(ref from);
        _shifts.Read(ref from);
        _twins.Read(ref from);
        _accounts.Read(ref from);
    }

    private void JudgePeople(Scene scene)
    {
        foreach (var sight in _sights.Values) sight.Settle(scene.Now);
        var isNew = LookUp(scene);
        if (!scene.IsTick) SeeOut();
        _owners.Hear(scene.TrackOf);
        var all = _owners.Heard;
        // Whoever is heard below has an account, known or not.
        foreach (var (key, heard) in all)
            if (heard.Below != default) heard.Account ??= _accounts.Of(key);
        if (isNew) Rename(scene);
        var changed = false;
        foreach (var account in _accounts.All.ToArray())
        {
            var heard = account.Heard ??= all.GetValueOrDefault(account.Key, Heard.Nothing);
            if (Calm.Holds(account, heard, scene.Parts.Listening, scene.Now) && !IsTwin(heard)) continue;
            var name = NameOf(account, scene);
            var moved = Movement.Follow(account, heard, scene.Parts.Listening, scene.Now, IsTwin(heard));
            if (moved && account is { State: PresenceState.Out, OutBy: { } outBy }) ComeOut(heard, outBy.Time);
            // A gate, a word or a new name moves people too: whoever goes in or comes out is told of, however it is known.
            if (moved || account.IsIn != account.IsToldIn)
            {
                TellHistory(account, heard, name, scene);
                changed = true;
            }
            changed |= _disagreeing.Update(account, heard, all, name, scene);
            Tell(account, heard, name, scene);
            account.Rest(Calm.UntilOf(account, _shifts, _lamps, scene.Now));
            if (IsForgotten(account, scene.Now) && !scene.Parts.Evacuation.IsCalled(account.Key)) _accounts.Remove(account.Key);
        }
        _twins.End(tag => _accounts.OwnerOf(tag.Value, scene.Carriers, scene.Now, out _) is { } owner && _accounts.Find(owner) is { IsIn: true });
        if (changed || scene.Input is PassagesInput) Revision++;
    }

    // With all that settles hours later: who it is for ever, for whom they worked then, since when by the evidence and not by when it was judged.
    private void TellHistory(Account account, Heard heard, string name, Scene scene)
    {
        account.IsToldIn = account.IsIn;
        var company = account.Key.Kind == AccountKind.Person ? _book.Person(account.Key.Id)?.Company ?? "" : "";
        var stands = Phrase.Of(PhraseCode.StandsSince, account.Key.Kind, account.Key.Id, company, (_book.Find(new(EntryKind.Company, company)) as Company)?.Name ?? company, Phrase.Exact(account.WentDown), Phrase.Exact(account.Since));
        scene.Happened(Words.Of(account.State), account.Because is { } because ? Words.Of(because) : "", Disagreeing.SubjectOf(account, heard), Phrase.Join(name, stands));
    }

    // Whom the lamp room or a gate has just seen out without anything having moved them: who handed a lamp back without going down.
    private void SeeOut()
    {
        foreach (var heard in _owners.Heard.Values)
            if (_accounts.Find(heard.Key) is { State: PresenceState.Out, Because: not null } account) ComeOut(heard, account.OutBy?.Time ?? account.Since);
    }

    private static void ComeOut(Heard heard, Instant at)
    {
        foreach (var tag in heard.Owned) tag.Sight?.ComeOut(at.PlusSeconds(PresenceRules.Skew));
    }

    // Somebody unknown who was heard below with a tag has a name as soon as the tag is somebody's, and somebody whom a gate knows by a number as soon as the
    // registry has it: they are below under that name.
    private void Rename(Scene scene)
    {
        foreach (var account in _accounts.All.Where(a => a.Key.Kind != AccountKind.Person && a.IsIn).ToArray())
        {
            if (OwnerOf(account.Key) is not { } owner || owner == account.Key) continue;
            _accounts.TakeOver(_accounts.Of(owner), account, scene);
        }

        AccountKey? OwnerOf(AccountKey unknown) => unknown.Kind == AccountKind.Tag ? _accounts.OwnerOf(unknown.Id, scene.Carriers, scene.Now, out _)
            : (_book.Person(unknown.Id) ?? _book.PersonByNumber(unknown.Id)) is { } person ? new(AccountKind.Person, person.Id) : null;
    }

    private void LookForTwins(Scene scene)
    {
        if (!_twins.IsDue(scene.Now) && !_twins.HasPairs) return;
        var below = new List<(Fix Fix, TagSight Sight)>();
        for (var i = 0; i < scene.Fixes.Length; i++)
        {
            var (fix, track) = (scene.Fixes[i], scene.Placed[i]);
            if (SightOf(track) is not { } sight) continue;
            if (sight.Where == Whereabouts.Surface) _twins.ComeUp(fix.Tag.Value);
            else if (fix.State == FixState.Live && sight.Where == Whereabouts.Underground && track.Carrier != CarrierKind.Vehicle) below.Add((fix, sight));
        }
        _twins.Look(below, scene.Now);
    }

    /// <summary>What the radios tell of everybody, for a look from outside: it changes nothing.</summary>
    private IReadOnlyDictionary<AccountKey, Heard> HeardOf(Mine mine)
    {
        var owners = new TagOwners(_accounts, _lamps, _sights);
        owners.LookUp(mine.Carriers, mine.Clock);
        owners.Hear(mine.KnownTrack);
        return owners.Heard;
    }

    /// <summary>Looks up whose the tags are when that can have changed, and stirs whom it concerns; true when it did so.</summary>
    private bool LookUp(Scene scene)
    {
        if (LeavesNobodyAlone) _owners = new(_accounts, _lamps, _sights);
        else if (!scene.IsTick) _owners.Forget();
        if (!_owners.LookUp(scene.Carriers, scene.Now)) return false;
        foreach (var key in _owners.Changed)
            if (_accounts.Find(key) is { } account) account.Heard = null;
        // Whoever is no person of the registry hangs on it, and on the list of carriers.
        var isForAll = IsForAll(scene.Input);
        foreach (var account in _accounts.All)
        {
            if (LeavesNobodyAlone) account.Heard = null;
            else if (isForAll || account.Key.Kind != AccountKind.Person) account.Stir();
        }
        return true;
    }

    /// <summary>What is done or told may concern anybody: a plan of a shift, a word, a list. A passage and what the lamp room does concern those whose accounts or tags they change.</summary>
    private static bool IsForAll(MineInput input) => input is CarriersInput or ActInput { Act: not (IssueTag or IssueTags or ReturnTag or ReturnTags or TakeBack) };

    /// <summary>What is known of a tag; null before it was heard with a place.</summary>
    private TagSight? SightOf(TagTrack track) => track.Sight ??= _sights.GetValueOrDefault(track.Tag.Value);

    private static void Tell(Account account, Heard heard, string name, Scene scene)
    {
        var stands = account.State == PresenceState.Unaccounted || Movement.IsContradicted(account, heard);
        if (stands == account.IsTold) return;
        account.IsTold = stands;
        var place = heard.BelowBy.Value is null ? null : scene.FixOf(heard.BelowBy)?.Place;
        scene.Tell(new(AlarmKind.Unaccounted, account.Key.Subject, stands, account.Disagreements.IsEmpty ? name : Phrase.Join(name, account.Disagreements[0].Detail), place));
    }

    private ActRefusal? Sign(SignClearance act, string by, Scene scene)
    {
        if (_shifts.Find(act.Shift) is not { } shift) return new("unknownShift", $"no shift '{act.Shift}' is planned");
        if (act.Note is null || act.Note.Length > 1000) return new("badText", "note: at most 1000 characters");
        if (scene.Now < shift.Start) return new("tooEarly", $"shift {shift.Shift} begins at {shift.Start}");
        var (making, all) = (new BoardMaking(_book, _shifts, scene.Mine, scene.Now), HeardOf(scene.Mine));
        var notOut = _accounts.All.Where(a => a.IsIn && !BoardMaking.WentAfter(shift, a, _shifts)).Select(a => making.NotOut(a, all.GetValueOrDefault(a.Key, Heard.Nothing), _sights)).ToImmutableArray();
        _shifts.Sign(new(shift.Shift, scene.Now, by, act.Note, notOut));
        scene.Happened("clearanceSigned", "", "", Phrase.Of(PhraseCode.PeopleLeft, shift.Shift, notOut.Length));
        return null;
    }

    private Carrier CarrierBy(Hold hold) =>
        _book.Person(hold.Person) is { } person ? new(CarrierKind.Person, person.Name, person.Number, person.Crew, person.Role) : new(CarrierKind.Person);

    private bool IsTwin(Heard heard)
    {
        foreach (var pair in _twins.Told)
            if (heard.Tags.Any(tag => tag == pair.A || tag == pair.B)) return true;
        return false;
    }

    private bool IsForgotten(Account account, Instant now) =>
        account.State == PresenceState.Out && account.Disagreements.IsEmpty && now.SecondsSince(Instant.Max(account.Since, account.Seen)) > PresenceRules.ShownAfterOut
        && !(account.Key.Kind == AccountKind.Person && _shifts.IsPlannedBeyond(account.Key.Id, now))
        && _lamps.HeldBy(account.Key.Id).Count == 0 && !(account.Leave is { } leave && now <= leave.Until);

    private string NameOf(Account account, Scene scene) => account.Key.Kind switch
    {
        AccountKind.Person => _book.Person(account.Key.Id)?.Name ?? account.Key.Id,
        AccountKind.Tag => scene.Carriers.GetValueOrDefault(account.Key.Id)?.Name is { Length: > 0 } name ? name : account.Key.Id,
        _ => account.Key.Id,
    };

    private static ImmutableArray<T> OrNone<T>(ImmutableArray<T> array) => array.IsDefault ? [] : array;
}
