using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Evacuation.Routes;
using Shyraq.Core.Gas;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Safety;
using Shyraq.Core.Sightings;
using Shyraq.Core.State;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Evacuation;

/// <summary>The emergency, the orders, the ways out and the muster.</summary>
internal sealed class EvacuationPart(MinePlan plan, GasPart gas) : ISafetyPart
{
    private readonly Roll _roll = new();
    private MinePlan _plan = plan;
    private EscapeRoutes? _routes;

    public string Name => "evacuation";
    public long Revision { get; private set; }

    public EmergencyBook Emergencies { get; } = new();
    public OrderBook Orders { get; } = new();
    public Closures Closures { get; } = new();
    public GasClosures Gassed { get; } = new();
    public EmergencyPlan? EmergencyPlan { get; private set; }

    /// <summary>What nobody is sent into: what people closed, then what gas did.</summary>
    private IEnumerable<Closure> Closed => Closures.All.Concat(Gassed.Of(_plan, gas));

    /// <summary>The ways out as things stand.</summary>
    public EscapeRoutes Routes => _routes ??= new(_plan, Closed, FullSeconds, EmergencyPlan?.MetresPerMinute / 60 ?? WalkingPace.Level);

    /// <summary>How long a new self-rescuer lasts, seconds.</summary>
    private double FullSeconds => 60 * (EmergencyPlan?.SelfRescuerMinutes ?? EmergencyPlan.UsualMinutes);

    /// <summary>What a self-rescuer still gives: everybody is taken to have put it on at T0, nobody to have changed it.</summary>
    public double LeftSeconds(Instant at) => Emergencies.Lasts ? Math.Max(0, FullSeconds - at.SecondsSince(Emergencies.Newest!.T0)) : FullSeconds;

    /// <summary>Somebody is on the roll of an evacuation.</summary>
    public bool IsCalled(AccountKey key) => _roll.Holds(key);

    /// <summary>Somebody unknown has a name: what was said and seen of them goes over to it.</summary>
    public void TakeOver(AccountKey unknown, AccountKey named, Scene scene) => _roll.TakeOver(unknown, named, scene);

    private bool IsCalling => Emergencies.Lasts || Orders.Standing.Any(o => o.SaysLeave);

    public bool Take(ActInput input, Scene scene, out ActRefusal? refusal)
    {
        if (Emergencies.Take(input, scene, out refusal))
        {
            // The roll is that of the picture of T0.
            if (input.Act is ConfirmEmergency && refusal is null) _roll.Begin(scene);
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
            case MarkPerson act: refusal = _roll.Mark(act, input.By, scene); break;
            case UnmarkPerson act: refusal = _roll.Unmark(act, input.By, scene); break;
            case CloseSection act:
                refusal = Closures.Close(act, scene.Plan, input.By, scene.Now);
                if (refusal is null) Rerouted(scene, "sectionClosed", act.Roadway, Phrase.Join(Phrase.Of(PhraseCode.Stretch, Math.Round(act.From), Math.Round(act.To)), input.By));
                break;
            case OpenSection act:
                refusal = Closures.Open(act);
                if (refusal is null) Rerouted(scene, "sectionOpened", act.Roadway, Phrase.Join(Phrase.Of(PhraseCode.Stretch, Math.Round(act.From), Math.Round(act.To)), input.By));
                break;
            case OpenGassed act:
                refusal = Gassed.Open(act, input.By, scene);
                if (refusal is null) Reroute();
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
        if (scene.Input is AnswersInput answers)
            foreach (var answer in answers.Answers)
                if (Orders.Take(answer)) Revision++;
        // Gas is judged before: what it closes bounds the ways from the next second on.
        if (scene.IsTick && Gassed.Watch(scene, Emergencies.Lasts))
        {
            Reroute();
            Revision++;
        }
        if (scene.IsTick)
        {
            if (Emergencies.Expire(scene.Now)) Revision++;
            Address(scene);
        }
        // With presence, which has just judged people: at each second, and whenever somebody says or a gate sees something.
        else if (scene.Input is not (ActInput or PassagesInput or CarriersInput)) return;
        if (IsCalling ? _roll.Call(scene, Routes, Orders, LeftSeconds(scene.Now)) : _roll.Dismiss(scene)) Revision++;
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

    // Rather to one too many than to one too few: only whoever came out is left out.
    private static bool IsFor(OrderTarget to, TagTrack track, Fix? fix, Scene scene) =>
        to.Tags is { } tags ? tags.Contains(track.Tag)
        : !scene.Parts.Presence.IsOut(track.Tag, scene.Mine) && (to.Zone is not { } id || scene.Parts.Zones.InForce.Of(id.Value) is { } zone && fix is not null && ZoneHold.MayHold(zone, fix));

    private ActRefusal? Give(GiveOrder act, string by, Scene scene)
    {
        if (act.Note.Length > 200) return new("tooLong", "the note of an order is at most 200 characters");
        if (act.To.Zone is { } zone && scene.Parts.Zones.InForce.Of(zone.Value) is not { IsLost: false }) return new("unknownZone", $"there is no zone '{zone}' on the plan in force");
        if (act.To.Tags is { } tags && tags.FirstOrDefault(t => scene.TrackOf(t) is null) is { Value: not null } unknown) return new("unknownTag", $"tag '{unknown}' was never heard of");
        if (act.To.Tags is { Length: 0 }) return new("nobody", "an order to tags names one at least");
        var order = Orders.Give(act.Text, act.Note, act.To, by, scene.Now);
        foreach (var track in act.To.Tags is null ? RollCall.People(scene.Tracks) : scene.Tracks)
            if (IsFor(act.To, track, scene.FixOf(track.Tag), scene)) order.Add(track.Tag.Value);
        scene.Happened("orderGiven", char.ToLowerInvariant(act.Text.ToString()[0]) + act.Text.ToString()[1..], "", Phrase.Join(Phrase.Of(PhraseCode.OrderFor, order.Number, order.Receipts.Count), by));
        return null;
    }

    private ActRefusal? Repeat(RepeatOrder act, string by, Scene scene)
    {
        if (Orders.Of(act.Order) is not { Withdrawn: null } order) return NoOrder(act.Order);
        order.Repeat();
        scene.Happened("orderRepeated", "", "", Phrase.Join(Phrase.Of(PhraseCode.OrderOf, act.Order), by));
        return null;
    }

    private ActRefusal? Withdraw(WithdrawOrder act, string by, Scene scene)
    {
        if (Orders.Of(act.Order) is not { Withdrawn: null } order) return NoOrder(act.Order);
        order.Withdrawn = scene.Now;
        scene.Happened("orderWithdrawn", "", "", Phrase.Join(Phrase.Of(PhraseCode.OrderOf, act.Order), act.Why, by));
        return null;
    }

    private static ActRefusal NoOrder(int number) => new("noOrder", $"no order {number} stands");

    private void Rerouted(Scene scene, string kind, RoadwayId roadway, string detail)
    {
        Reroute();
        scene.Happened(kind, roadway.Value, "", detail);
    }

    private void Reroute()
    {
        _routes = null;
        _roll.Forget();
    }

    public void Change(MinePlan plan)
    {
        _plan = plan;
        Reroute();
        Revision++;
    }

    /// <summary>The board at a time not before the last input.</summary>
    public EvacuationBoard Board(Mine mine, Instant at)
    {
        var rows = _roll.Rows(mine, at, Routes, Orders, LeftSeconds(at));
        var newest = Emergencies.Newest;
        var about = newest is { Ended: null } ? (newest.Kind, newest.Place) : Emergencies.Prepared is { } prepared ? (prepared.Kind, prepared.Place) : default;
        return new(at, Emergencies.Prepared, newest, MusterCounts.Of(rows), rows, Orders.Rows(), [.. Closed], EmergencyPlan?.Edition,
            about.Place is null ? [] : EmergencyPlan?.Fitting(about.Kind, about.Place, _plan) ?? [], LeftSeconds(at) / 60, Orders.Strange);
    }

    public void Write(StateWriter to)
    {
        to.Write(Revision);
        PlanState.Write(to, EmergencyPlan);
        Emergencies.Write(to);
        Orders.Write(to);
        Closures.Write(to);
        Gassed.Write(to);
        _roll.Write(to);
    }

    public void Read(ref StateReader from)
    {
        Revision = from.ReadLong();
        EmergencyPlan = PlanState.Read(ref from);
        Emergencies.Read(ref from);
        Orders.Read(ref from);
        Closures.Read(ref from);
        Gassed.Read(ref from);
        _roll.Read(ref from);
    }
}
