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

/// <summary>The emergency, the orders, the ways out and the muster.</summary>
internal sealed class EvacuationPart(MinePlan plan) : ISafetyPart
{
    /// <summary>Somebody who was told to leave has this long before not leaving is an alarm, seconds; and they have to stand or go wrong for <see cref="StandsFor"/>.</summary>
    private const double Grace = 300;

    private const double StandsFor = 60;

    /// <summary>Who has set out, or is as near to a shaft as <see cref="Landing"/> (metres), may wait for a train or the cage for so long, seconds.</summary>
    private const double WaitsFor = 600, Landing = 60;

    private readonly SortedDictionary<string, Mark> _marks = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (MusterStatus Status, Instant Since)> _status = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _notLeaving = new(StringComparer.Ordinal), _setOut = new(StringComparer.Ordinal);
    private readonly ExitWatch _exits = new(plan);
    private readonly MoveWatch _moves = new();
    private MinePlan _plan = plan;
    private EscapeRoutes? _routes;

    public string Name => "evacuation";
    public long Revision { get; private set; }

    public EmergencyBook Emergencies { get; } = new();
    public OrderBook Orders { get; } = new();
    public Closures Closures { get; } = new();
    public EmergencyPlan? EmergencyPlan { get; private set; }
    public IReadOnlyDictionary<string, Mark> Marks => _marks;

    /// <summary>The ways out as things stand.</summary>
    public EscapeRoutes Routes => _routes ??= new(_plan, Closures.All, FullSeconds, EmergencyPlan?.MetresPerMinute / 60 ?? WalkingPace.Level);

    /// <summary>How long a new self-rescuer lasts, seconds.</summary>
    private double FullSeconds => 60 * (EmergencyPlan?.SelfRescuerMinutes ?? EmergencyPlan.UsualMinutes);

    /// <summary>What a self-rescuer still gives: everybody is taken to have put it on at T0, nobody to have changed it.</summary>
    public double LeftSeconds(Instant at) => Emergencies.Lasts ? Math.Max(0, FullSeconds - at.SecondsSince(Emergencies.Newest!.T0)) : FullSeconds;

    /// <summary>Whoever counts as out is not looked for.</summary>
    public bool IsOut(TagTrack track, Fix? fix, Instant at) => RollCall.Of(track, fix, at).Status == MusterStatus.Out;

    private RollCall RollCall => new(_plan, _exits, _moves, _marks);

    public bool Take(ActInput input, Scene scene, out ActRefusal? refusal)
    {
        if (Emergencies.Take(input, scene, out refusal))
        {
            // When it is over nobody is told to leave any more.
            if (input.Act is EndEmergency && refusal is null)
                foreach (var order in Orders.Standing.Where(o => o.SaysLeave).ToList()) order.Withdrawn = scene.Now;
            return Changed(refusal);
        }
        switch (input.Act)
        {
            case GiveOrder act: refusal = Give(act, input.By, scene); break;
            case RepeatOrder act: refusal = Repeat(act, input.By, scene); break;
            case WithdrawOrder act: refusal = Withdraw(act, input.By, scene); break;
            case MarkPerson act: refusal = Mark(act, input.By, scene); break;
            case UnmarkPerson act:
                refusal = _marks.Remove(act.Subject) ? null : new("notMarked", $"nothing was said by hand of '{act.Subject}'");
                if (refusal is null) scene.Happened("unmarked", "", act.Subject, input.By);
                break;
            case CloseSection act:
                refusal = Closures.Close(act, scene.Plan, input.By, scene.Now);
                if (refusal is null) Rerouted(scene, "sectionClosed", act.Roadway, FormattableString.Invariant($"{act.From:0}–{act.To:0} m · {input.By}"));
                break;
            case OpenSection act:
                refusal = Closures.Open(act);
                if (refusal is null) Rerouted(scene, "sectionOpened", act.Roadway, FormattableString.Invariant($"{act.From:0}–{act.To:0} m · {input.By}"));
                break;
            case PutEmergencyPlan act:
                refusal = PlanState.Check(act.Plan, scene.Plan);
                if (refusal is not null) break;
                EmergencyPlan = act.Plan;
                _routes = null;
                scene.Happened("emergencyPlanPut", act.Plan.Edition, "", input.By);
                break;
            default: return false;
        }
        return Changed(refusal);
    }

    private bool Changed(ActRefusal? refusal)
    {
        if (refusal is null) Revision++;
        return true;
    }

    public void Judge(Scene scene)
    {
        foreach (var fix in scene.Fixes)
            if (_exits.Watch(fix) is { } went && scene.TrackOf(fix.Tag)?.Carrier == CarrierKind.Person) scene.Happened(went ? "wentOut" : "cameBack", "", fix.Tag.Value, _exits.Of(fix.Tag.Value)?.Evidence ?? "");
        if (scene.Input is AnswersInput answers)
            foreach (var answer in answers.Answers)
                if (Orders.Take(answer)) Revision++;
        if (!scene.IsTick) return;
        if (Emergencies.Expire(scene.Now)) Revision++;
        Address(scene);
        if (Emergencies.Lasts || Orders.Standing.Any(o => o.SaysLeave)) Muster(scene);
        else if (_status.Count > 0) Dismiss(scene);
    }

    private void Dismiss(Scene scene)
    {
        foreach (var tag in _notLeaving) scene.Tell(new(AlarmKind.NotLeaving, tag, false));
        _notLeaving.Clear();
        _setOut.Clear();
        _status.Clear();
        _moves.Forget();
        Revision++;
    }

    /// <summary>Adds to the standing orders those whom they are for by now.</summary>
    private void Address(Scene scene)
    {
        Dictionary<string, Fix>? fixes = null;
        foreach (var order in Orders.Standing)
        {
            if (order.To.Tags is not null) continue;
            fixes ??= scene.Fixes.ToDictionary(f => f.Tag.Value);
            foreach (var track in RollCall.People(scene.Tracks))
                if (!order.Receipts.ContainsKey(track.Tag.Value) && IsFor(order.To, track, fixes.GetValueOrDefault(track.Tag.Value), scene) && order.Add(track.Tag.Value)) Revision++;
        }
    }

    private bool IsFor(OrderTarget to, TagTrack track, Fix? fix, Scene scene) =>
        to.Tags is { } tags ? tags.Contains(track.Tag)
        : !IsOut(track, fix, scene.Now) && (to.Zone is not { } id || scene.Plan.Zones.FirstOrDefault(z => z.Id == id) is { } zone && fix is not null && ZoneHold.MayHold(zone, fix));

    private void Muster(Scene scene)
    {
        var fixes = scene.Fixes.ToDictionary(f => f.Tag.Value);
        var call = RollCall;
        foreach (var track in RollCall.People(scene.Tracks))
        {
            var tag = track.Tag.Value;
            if (fixes.GetValueOrDefault(tag) is { } fix) _moves.Watch(fix, Routes);
            else fix = null;
            var status = call.Of(track, fix, scene.Now).Status;
            if (!_status.TryGetValue(tag, out var was) || was.Status != status)
            {
                _status[tag] = was = (status, scene.Now);
                Revision++;
                if (status is MusterStatus.Out or MusterStatus.AtRefuge or MusterStatus.Silent) scene.Happened("muster", char.ToLowerInvariant(status.ToString()[0]) + status.ToString()[1..], tag);
            }
            if (status == MusterStatus.MovingRight) _setOut.Add(tag);
            var stays = status is MusterStatus.Standing or MusterStatus.MovingWrong && scene.Now.SecondsSince(was.Since) >= (_setOut.Contains(tag) || IsAtShaft(fix) ? WaitsFor : StandsFor)
                && Orders.NewestFor(tag) is { Order: { SaysLeave: true } order } && scene.Now.SecondsSince(order.Given) >= Grace;
            if (stays ? _notLeaving.Add(tag) : _notLeaving.Remove(tag)) scene.Tell(new(AlarmKind.NotLeaving, tag, stays, stays ? status == MusterStatus.MovingWrong ? "goes the wrong way" : "stays" : "", fix?.Place));
        }
    }

    private bool IsAtShaft(Fix? fix)
    {
        if (fix is null) return false;
        foreach (var road in _plan.Roadways)
            if (road.Use == "shaft" && road.Line.Nearest(fix.Place).Distance <= Landing) return true;
        return false;
    }

    private ActRefusal? Give(GiveOrder act, string by, Scene scene)
    {
        if (act.Note.Length > 200) return new("tooLong", "the note of an order is at most 200 characters");
        if (act.To.Zone is { } zone && scene.Plan.Zones.All(z => z.Id != zone)) return new("unknownZone", $"the plan has no zone '{zone}'");
        if (act.To.Tags is { } tags && tags.FirstOrDefault(t => scene.TrackOf(t) is null) is { Value: not null } unknown) return new("unknownTag", $"tag '{unknown}' was never heard of");
        if (act.To.Tags is { Length: 0 }) return new("nobody", "an order to tags names one at least");
        var order = Orders.Give(act.Text, act.Note, act.To, by, scene.Now);
        foreach (var track in act.To.Tags is null ? RollCall.People(scene.Tracks) : scene.Tracks)
            if (IsFor(act.To, track, scene.FixOf(track.Tag), scene)) order.Add(track.Tag.Value);
        scene.Happened("orderGiven", char.ToLowerInvariant(act.Text.ToString()[0]) + act.Text.ToString()[1..], "", $"{order.Number} · {order.Receipts.Count} · {by}");
        return null;
    }

    private ActRefusal? Repeat(RepeatOrder act, string by, Scene scene)
    {
        if (Orders.Of(act.Order) is not { Withdrawn: null } order) return NoOrder(act.Order);
        order.Repeat();
        scene.Happened("orderRepeated", "", "", $"{act.Order} · {by}");
        return null;
    }

    private ActRefusal? Withdraw(WithdrawOrder act, string by, Scene scene)
    {
        if (Orders.Of(act.Order) is not { Withdrawn: null } order) return NoOrder(act.Order);
        order.Withdrawn = scene.Now;
        scene.Happened("orderWithdrawn", "", "", $"{act.Order} · {act.Why} · {by}");
        return null;
    }

    private static ActRefusal NoOrder(int number) => new("noOrder", $"no order {number} stands");

    private ActRefusal? Mark(MarkPerson act, string by, Scene scene)
    {
        if (string.IsNullOrWhiteSpace(act.Subject) || act.Subject.Length > 128) return new("noPerson", "whom it is about has to be said, in at most 128 characters");
        if (string.IsNullOrWhiteSpace(act.Source) || act.Source.Length > 200 || act.Note.Length > 500) return new("noSource", "how it is known has to be said, in at most 200 characters; the note is at most 500");
        _marks[act.Subject] = new(act.As, act.Source, act.Note, by, scene.Now);
        scene.Happened("marked", char.ToLowerInvariant(act.As.ToString()[0]) + act.As.ToString()[1..], act.Subject, $"{act.Source} · {by}");
        return null;
    }

    private void Rerouted(Scene scene, string kind, RoadwayId roadway, string detail)
    {
        _routes = null;
        _moves.Forget();
        scene.Happened(kind, roadway.Value, "", detail);
    }

    public void Change(MinePlan before, MinePlan plan)
    {
        (_plan, _routes) = (plan, null);
        _exits.Change(plan);
        _moves.Forget();
        Revision++;
    }

    /// <summary>The board at a time not before the last input.</summary>
    public EvacuationBoard Board(Mine mine, Instant at)
    {
        var rows = Rows(mine, at);
        var newest = Emergencies.Newest;
        var about = newest is { Ended: null } ? (newest.Kind, newest.Place) : Emergencies.Prepared is { } prepared ? (prepared.Kind, prepared.Place) : default;
        return new(at, Emergencies.Prepared, newest, MusterCounts.Of(rows), rows, Orders.Rows(), [.. Closures.All], EmergencyPlan?.Edition,
            about.Place is null ? [] : EmergencyPlan?.Fitting(about.Kind, about.Place, _plan) ?? [], LeftSeconds(at) / 60, Orders.Strange);
    }

    private ImmutableArray<MusterRow> Rows(Mine mine, Instant at)
    {
        var (call, left) = (RollCall, LeftSeconds(at));
        var rows = new List<MusterRow>();
        foreach (var track in RollCall.People(mine.Tracks))
        {
            var (tag, fix, carrier) = (track.Tag.Value, mine.FixOf(track.Tag, at), mine.Carriers.GetValueOrDefault(track.Tag.Value));
            var (status, evidence) = call.Of(track, fix, at);
            var since = _status.TryGetValue(tag, out var known) && known.Status == status ? known.Since : _exits.Of(tag) is { } exit && status == MusterStatus.Out ? exit.Since : at;
            var order = Orders.NewestFor(tag);
            rows.Add(new(tag, carrier?.Name ?? "", carrier?.Number ?? "", carrier?.Crew ?? "", carrier?.Role ?? "", status, since, fix is null ? null : MusterPlace.Of(fix, _plan, mine.LevelOf(fix)), track.LastArrival,
                _marks.GetValueOrDefault(tag), evidence, order?.Order.Number, order?.Receipt, fix is null ? Escape.NoPlace : Routes.Of(fix, left)));
        }
        foreach (var (subject, mark) in _marks)
            if (mine.KnownTrack(new(subject)) is null) rows.Add(new(subject, subject, "", "", "", RollCall.Of(mark), mark.At, null, null, mark, mark.Source, null, null, Escape.NoPlace));
        return [.. rows.OrderBy(r => r.Status).ThenBy(r => r.Escape.Outcome).ThenBy(r => r.Escape.MinutesLeft ?? double.MaxValue).ThenBy(r => r.Subject, StringComparer.Ordinal)];
    }

    public void Write(StateWriter to)
    {
        to.Write(Revision);
        PlanState.Write(to, EmergencyPlan);
        Emergencies.Write(to);
        Orders.Write(to);
        Closures.Write(to);
        _exits.Write(to);
        _moves.Write(to);
        to.Write((long)_marks.Count);
        foreach (var (subject, mark) in _marks)
        {
            to.Write(subject);
            to.Write((byte)mark.As);
            foreach (var text in (ReadOnlySpan<string>)[mark.Source, mark.Note, mark.By]) to.Write(text);
            to.Write(mark.At);
        }
        to.Write((long)_status.Count);
        foreach (var (tag, (status, since)) in _status)
        {
            to.Write(tag);
            to.Write((byte)status);
            to.Write(since);
        }
        to.Write((long)_notLeaving.Count);
        foreach (var tag in _notLeaving) to.Write(tag);
        to.Write((long)_setOut.Count);
        foreach (var tag in _setOut) to.Write(tag);
    }

    public void Read(ref StateReader from)
    {
        Revision = from.ReadLong();
        EmergencyPlan = PlanState.Read(ref from);
        Emergencies.Read(ref from);
        Orders.Read(ref from);
        Closures.Read(ref from);
        _exits.Read(ref from);
        _moves.Read(ref from);
        for (var i = from.ReadCount(); i > 0; i--) _marks.Add(from.ReadWord(), new((MarkedAs)from.ReadByte(), from.ReadWord(), from.ReadWord(), from.ReadWord(), from.ReadInstant()));
        for (var i = from.ReadCount(); i > 0; i--) _status.Add(from.ReadWord(), ((MusterStatus)from.ReadByte(), from.ReadInstant()));
        for (var i = from.ReadCount(); i > 0; i--) _notLeaving.Add(from.ReadWord());
        for (var i = from.ReadCount(); i > 0; i--) _setOut.Add(from.ReadWord());
    }
}
