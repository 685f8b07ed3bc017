using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Alarms;
using Shyraq.Core.Evacuation.Routes;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Safety;
using Shyraq.Core.State;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Evacuation;

/// <summary>
/// Who is called: whoever was not out when it began, and whoever was found in the mine since. Whoever comes out stays on it. Who is in the mine is what
/// presence says; while nobody is called these are simply all of them.
/// </summary>
internal sealed class Roll
{
    /// <summary>Somebody who was told to leave has this long before not leaving is an alarm, seconds; and they have to stand or go wrong for <see cref="StandsFor"/>.</summary>
    private const double Grace = 300;

    private const double StandsFor = 60;

    /// <summary>Who has set out, or is as near to a shaft as <see cref="Landing"/> (metres), may wait for a train or the cage for so long, seconds.</summary>
    private const double WaitsFor = 600, Landing = 60;

    private readonly SortedDictionary<AccountKey, Called> _called = [];
    private readonly SortedDictionary<AccountKey, Mark> _marks = [];
    private readonly MoveWatch _moves = new();

    /// <param name="HasSetOut">They were seen on the way out before.</param>
    /// <param name="NotLeaving">Of whom the alarm is told; "" when it is not.</param>
    private readonly record struct Called(MusterStatus Status, Instant Since, bool HasSetOut, string NotLeaving);

    /// <summary>Somebody is on the roll: presence forgets nobody who is.</summary>
    public bool Holds(AccountKey key) => _called.ContainsKey(key);

    /// <summary>The ways have changed: what was compared so far tells nothing of the new ones.</summary>
    public void Forget() => _moves.Forget();

    /// <summary>Begins with everybody who is not out now.</summary>
    public void Begin(Scene scene)
    {
        var call = new RollCall(scene.Plan, _moves, _marks, scene.FixOf);
        foreach (var one in scene.Parts.Presence.Standings(scene.Mine))
            if (one.IsIn) _called.TryAdd(one.Key, new(call.Of(one, scene.Now).Status, scene.Now, false, ""));
    }

    /// <summary>Calls everybody; true when it stands otherwise with somebody.</summary>
    /// <param name="left">What a self-rescuer still gives, seconds.</param>
    public bool Call(Scene scene, EscapeRoutes routes, OrderBook orders, double left)
    {
        var fixes = scene.IsTick ? scene.Fixes.ToDictionary(f => f.Tag) : null;
        if (scene.IsTick)
            foreach (var track in RollCall.People(scene.Tracks))
                if (FixOf(track.Tag) is { } seen) _moves.Watch(seen, routes);
        var call = new RollCall(scene.Plan, _moves, _marks, FixOf);
        var changed = false;
        foreach (var one in scene.Parts.Presence.Standings(scene.Mine))
        {
            var isOn = _called.TryGetValue(one.Key, out var was);
            if (!isOn && !one.IsIn) continue;
            var fix = one.Tag is { } tag ? FixOf(tag) : null;
            var (status, evidence) = call.Of(one, scene.Now);
            if (evidence == RollCall.HeardAfterMark && _marks.GetValueOrDefault(one.Key) is { As: MarkedAs.AtRefuge, IsContradicted: false } mark)
            {
                _marks[one.Key] = mark with { IsContradicted = true };
                scene.Happened("markContradicted", Words.Of(mark.As), one.Subject);
                changed = true;
            }
            if (!isOn || was.Status != status)
            {
                changed = true;
                was = new(status, scene.Now, was.HasSetOut || status == MusterStatus.MovingRight, was.NotLeaving ?? "");
                if (status is MusterStatus.Out or MusterStatus.AtRefuge or MusterStatus.Silent) scene.Happened("muster", Words.Of(status), one.Subject);
            }
            _called[one.Key] = was with { NotLeaving = Stay(one, was, fix, orders, scene, routes, left) };
        }
        // Whoever was unknown and has a name now is called by it.
        foreach (var key in _called.Keys.Where(key => scene.Parts.Presence.Find(key) is null).ToArray())
        {
            Hush(_called[key], scene);
            changed |= _called.Remove(key);
        }
        return changed;

        Fix? FixOf(TagId tag) => fixes is null ? scene.FixOf(tag) : fixes.GetValueOrDefault(tag);
    }

    /// <summary>Somebody unknown has a name: they are called by it, and what was said of them by hand is said of it. Of two things that were said the newer counts; who was hurt stays so.</summary>
    public void TakeOver(AccountKey unknown, AccountKey named, Scene scene)
    {
        if (_marks.Remove(unknown, out var said))
        {
            var known = _marks.GetValueOrDefault(named);
            var newer = known is null || said.At > known.At ? said : known;
            _marks[named] = newer with { IsInjured = said.IsInjured || known is { IsInjured: true } };
        }
        if (_called.Remove(unknown, out var called) && !_called.TryAdd(named, called)) Hush(called, scene);
    }

    /// <summary>Nobody is called any more; true when somebody was.</summary>
    public bool Dismiss(Scene scene)
    {
        if (_called.Count == 0) return false;
        foreach (var called in _called.Values) Hush(called, scene);
        _called.Clear();
        // What was said in one emergency tells nothing of the next.
        _marks.Clear();
        _moves.Forget();
        return true;
    }

    /// <summary>Takes what is said by hand. Who is out or below is for presence to weigh; that somebody is at a refuge or hurt stays here.</summary>
    public ActRefusal? Mark(MarkPerson act, string by, Scene scene)
    {
        if (string.IsNullOrWhiteSpace(act.Subject) || act.Subject.Length > 128) return new("noPerson", "whom it is about has to be said, in at most 128 characters");
        if (string.IsNullOrWhiteSpace(act.Source) || act.Source.Length > 200 || act.Note.Length > 500) return new("noSource", "how it is known has to be said, in at most 200 characters; the note is at most 500");
        var presence = scene.Parts.Presence;
        var key = presence.Named(act.Subject, act.Of, scene);
        // Who is hurt stays so wherever they are.
        var isInjured = act.As == MarkedAs.Injured || _marks.GetValueOrDefault(key) is { IsInjured: true };
        if (act.As is MarkedAs.AtRefuge or MarkedAs.Injured) _marks[key] = new(act.As, act.Source, act.Note, by, scene.Now, isInjured);
        else if (_marks.GetValueOrDefault(key) is { IsInjured: true } hurt && act.As == MarkedAs.Underground) _marks[key] = hurt with { As = MarkedAs.Injured, IsContradicted = false };
        else _marks.Remove(key);
        if (act.As == MarkedAs.Out) presence.Say(key, PresenceState.Out, act.Source, by, scene);
        else if (act.As == MarkedAs.Underground || presence.Find(key) is not { IsIn: true }) presence.Say(key, PresenceState.Underground, act.Source, by, scene);
        scene.Happened("marked", Words.Of(act.As), act.Subject, Phrase.Join(act.Source, by));
        return null;
    }

    /// <summary>Takes back what was said by hand.</summary>
    public ActRefusal? Unmark(UnmarkPerson act, string by, Scene scene)
    {
        var key = scene.Parts.Presence.Named(act.Subject, act.Of, scene);
        var isSaidOut = scene.Parts.Presence.Find(key) is { OutBy.Source: EvidenceSource.Manual };
        if (!_marks.Remove(key) && !isSaidOut) return new("notMarked", $"nothing was said by hand of '{act.Subject}'");
        if (isSaidOut) scene.Parts.Presence.Say(key, PresenceState.Underground, "taken back", by, scene);
        scene.Happened("unmarked", "", act.Subject, by);
        return null;
    }

    /// <summary>The rows of the board.</summary>
    /// <param name="left">What a self-rescuer still gives, seconds.</param>
    public ImmutableArray<MusterRow> Rows(Mine mine, Instant at, EscapeRoutes routes, OrderBook orders, double left)
    {
        var call = new RollCall(mine.Plan, _moves, _marks, FixOf);
        var rowOf = mine.Safety.Presence.RowsAt(mine, at);
        var rows = new List<MusterRow>();
        foreach (var one in mine.Safety.Presence.Standings(mine))
        {
            var isOn = _called.TryGetValue(one.Key, out var called);
            if (!isOn && !one.IsIn) continue;
            var (person, fix) = (rowOf(one), one.Tag is { } tag ? FixOf(tag) : null);
            var (status, evidence) = call.Of(one, at);
            var order = orders.NewestFor(one.Tags);
            rows.Add(new(person.Kind, person.Id, one.Tag ?? (one.Tags.FirstOrDefault() is { Value: not null } other ? other : null), person.Name, person.Number, person.Crew, person.Role,
                person.State, status, isOn && called.Status == status ? called.Since : person.Since, fix is null ? null : MusterPlace.Of(fix, mine.Plan, mine.LevelOf(fix)),
                one.Heard.At == default ? null : one.Heard.At, person.Leave?.Route ?? [], [.. person.Disagreements.Select(d => d.Kind)],
                _marks.GetValueOrDefault(one.Key), one.Account.OutBy, evidence, order?.Order.Number, order?.Receipt, fix is null ? Escape.NoPlace : routes.Of(fix, left)));
        }
        return [.. rows.OrderBy(r => r.Status).ThenBy(r => r.Escape.Outcome).ThenBy(r => r.Escape.MinutesLeft ?? double.MaxValue).ThenBy(r => r.Kind).ThenBy(r => r.Subject, StringComparer.Ordinal)];

        Fix? FixOf(TagId tag) => mine.FixOf(tag, at);
    }

    private static string Stay(Standing one, Called called, Fix? fix, OrderBook orders, Scene scene, EscapeRoutes routes, double left)
    {
        var stays = called.Status is MusterStatus.Standing or MusterStatus.MovingWrong && scene.Now.SecondsSince(called.Since) is var stood && stood >= StandsFor
            && orders.NewestFor(one.Tags) is { Order: { SaysLeave: true } order } && scene.Now.SecondsSince(order.Given) >= Grace
            && (stood >= WaitsFor || !called.HasSetOut && !IsAtShaft(fix, scene.Plan))
            && !(called.Status == MusterStatus.MovingWrong && fix is { Position: { } on, Alternatives.IsEmpty: true } && routes.LeadsOut(on, left));
        if (stays == called.NotLeaving.Length > 0) return called.NotLeaving;
        if (!stays) return Hush(called, scene);
        scene.Tell(new(AlarmKind.NotLeaving, one.Subject, true, Phrase.Of(called.Status == MusterStatus.MovingWrong ? PhraseCode.GoesWrongWay : PhraseCode.Stays), fix?.Place));
        return one.Subject;
    }

    private static bool IsAtShaft(Fix? fix, MinePlan plan)
    {
        if (fix is null) return false;
        foreach (var road in plan.Roadways)
            if (road.Use == "shaft" && road.Line.Nearest(fix.Place).Distance <= Landing) return true;
        return false;
    }

    private static string Hush(Called called, Scene scene)
    {
        if (called.NotLeaving.Length > 0) scene.Tell(new(AlarmKind.NotLeaving, called.NotLeaving, false));
        return "";
    }

    public void Write(StateWriter to)
    {
        _moves.Write(to);
        to.Write((long)_marks.Count);
        foreach (var (key, mark) in _marks)
        {
            Write(to, key);
            to.Write((byte)mark.As);
            foreach (var text in (ReadOnlySpan<string>)[mark.Source, mark.Note, mark.By]) to.Write(text);
            to.Write(mark.At);
            to.Write(mark.IsInjured);
            to.Write(mark.IsContradicted);
        }
        to.Write((long)_called.Count);
        foreach (var (key, (status, since, hasSetOut, notLeaving)) in _called)
        {
            Write(to, key);
            to.Write((byte)status);
            to.Write(since);
            to.Write(hasSetOut);
            to.Write(notLeaving);
        }
    }

    public void Read(ref StateReader from)
    {
        _moves.Read(ref from);
        for (var i = from.ReadCount(); i > 0; i--) _marks.Add(ReadKey(ref from), new((MarkedAs)from.ReadByte(), from.ReadWord(), from.ReadWord(), from.ReadWord(), from.ReadInstant(), from.ReadBool(), from.ReadBool()));
        for (var i = from.ReadCount(); i > 0; i--) _called.Add(ReadKey(ref from), new((MusterStatus)from.ReadByte(), from.ReadInstant(), from.ReadBool(), from.ReadWord()));
    }

    private static void Write(StateWriter to, AccountKey key)
    {
        to.Write((byte)key.Kind);
        to.Write(key.Id);
    }

    private static AccountKey ReadKey(ref StateReader from) => new((AccountKind)from.ReadByte(), from.ReadWord());
}
