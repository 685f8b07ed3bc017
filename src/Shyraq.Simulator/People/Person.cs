using Shyraq.Core.Units;
using Shyraq.Simulator.Chances;
using Shyraq.Simulator.Travel;

namespace Shyraq.Simulator.People;

/// <summary>What a person does just now.</summary>
public enum Doing
{
    OffDuty, Working, Walking, WaitingForCage, InCage, WaitingForTrain, Riding,

    /// <summary>Hurt: does not move until helped.</summary>
    Lying,

    /// <summary>Not there at all: a friend carries the card.</summary>
    Carried,
}

/// <summary>A miner through shifts without end: down in the cage, by train and on foot to the work, a break, and back up.</summary>
public sealed partial class Person : Body
{
    /// <summary>The cage leaves downwards at whole multiples of this and upwards half way between, seconds.</summary>
    public const double CageEvery = 180;

    /// <summary>Speed of the cage with people in it, metres a second.</summary>
    public const double CageSpeed = 6;

    private const double TrainPatience = 900, EmergencyPatience = 240;
    private readonly IReadOnlyList<ManTrip> _lines;
    private readonly ShiftClock _shifts;
    private readonly Spot? _home;
    private readonly double _pace;
    private Queue<Stage> _stages = new();
    private Stage? _stage;
    private Vehicle? _train;
    private Spot _goal, _post;
    private double _until, _linger, _leaveAt, _comeAt = double.PositiveInfinity, _breakAt, _errandAt;
    private bool _goingHome;

    internal Person(string tag, Ways ways, Chance chance, Job job, int crew, IReadOnlyList<ManTrip> lines, ShiftClock shifts, Spot? home, Chance? stirs)
        : base(tag, ways, chance, crew == 0 || home is null ? job.Place : home.Value)
    {
        _stirs = stirs;
        (Job, Crew, _lines, _shifts, _home, _post) = (job, crew, lines, shifts, home, job.Place);
        _pace = Math.Clamp(1.25 + 0.12 * chance.Normal(), 1.0, 1.5);
        if (crew == 0 || home is null) StartTurn(0, double.PositiveInfinity);
        else
        {
            Doing = Doing.OffDuty;
            _comeAt = Arrival(shifts.NextTurn(crew, 0));
        }
    }

    public Job Job { get; }

    /// <summary>Which crew's turn it works in; crew 0 is on duty at the start.</summary>
    public int Crew { get; }

    public Doing Doing { get; private set; } = Doing.Working;

    /// <inheritdoc/>
    public override bool IsOn => Doing == Doing.Carried ? _friend!.IsOn : Doing != Doing.OffDuty || _lampLeftOn;

    /// <inheritdoc/>
    public override bool IsRiding => Doing == Doing.Carried ? _friend!.IsRiding : Doing is Doing.Riding or Doing.InCage;

    /// <summary>Goes on to a time, seconds since the start.</summary>
    public void Step(double now, double seconds)
    {
        Stir(now);
        switch (Doing)
        {
            case Doing.Lying: Stay(seconds); break;
            case Doing.Carried: CarriedTo(_friend!.Spot, _friend.Place, _friend.Speed, _friend.Facing); break;
            case Doing.OffDuty:
                if (_lampLeftOn) Stay(seconds);
                if (now >= _comeAt) ComeOnDuty(now);
                break;
            case Doing.Working: Work(now, seconds); break;
            case Doing.Walking:
                Go(Pace(), seconds);
                if (IsHeldUp) GoAnotherWay(now);
                else if (!IsUnderWay) NextStage(now);
                break;
            case Doing.WaitingForCage:
                Stay(seconds);
                if (now >= _until) { SetOut(((Stage.Cage)_stage!).Legs); Doing = Doing.InCage; }
                break;
            case Doing.InCage:
                Go(CageSpeed, seconds);
                if (!IsUnderWay) NextStage(now);
                break;
            case Doing.WaitingForTrain: WaitForTrain(now, seconds); break;
            case Doing.Riding: Ride(now); break;
        }
    }

    /// <summary>Tobler's hiking function (1993) scaled to 1 on the level: 0.5 at 12° uphill; in low workings 60 %.</summary>
    private double Pace()
    {
        if (CurrentLeg.Edge < 0) return _pace;
        var roadway = Ways.RoadwayOf(CurrentLeg.Edge);
        var slope = roadway.Line.TangentAt(Spot.Offset).Z * Math.Sign(CurrentLeg.To - CurrentLeg.From);
        return _pace * Math.Min(1, Math.Exp(-3.5 * Math.Abs(slope + 0.05) + 0.175)) * (roadway.Height.Value < 2 ? 0.6 : 1);
    }

    private void StartTurn(double now, double end)
    {
        var over = double.IsPositiveInfinity(end) ? _shifts.EndOfTurn(now) : end;
        _leaveAt = _home is null ? double.PositiveInfinity : over - Chance.Between(1500, 3300);
        _breakAt = over - ShiftClock.Length * Chance.Between(0.35, 0.6);
        // One who is found at work in the middle of a shift has had the break that was due before.
        if (_breakAt < now) _breakAt = double.PositiveInfinity;
        _errandAt = now + Chance.Exponential(3600);
        _until = now;
        _goal = _post;
        _goingHome = false;
    }

    private double Arrival(double turn) => turn + Chance.Between(-1500, 300);

    private void ComeOnDuty(double now)
    {
        PutAt(_home!.Value);
        var turn = _shifts.EndOfTurn(now + 1800);
        StartTurn(now, turn);
        GoTo(_post, now);
    }

    private void GoTo(Spot goal, double now, double linger = 0)
    {
        _linger = linger > 0 ? linger : Chance.Exponential(60);
        if (Ways.Find(Spot, goal, Traffic.OnFoot) is not { } legs) { (Doing, _goingHome, _until) = (Doing.Working, false, now + 300); return; }
        _goal = goal;
        _stages = Itinerary.Plan(Ways, _lines, legs);
        NextStage(now);
    }

    private void NextStage(double now)
    {
        if (_orderedOut && _home is { } home)
        {
            (_orderedOut, _goingHome) = (false, true);
            GoTo(home, now);
            return;
        }
        _stage = _stages.Count > 0 ? _stages.Dequeue() : null;
        switch (_stage)
        {
            case null: Arrive(now); break;
            case Stage.Walk walk:
                SetOut(walk.Legs);
                Doing = Doing.Walking;
                break;
            case Stage.Cage cage:
                var down = Ways.PlaceOf(cage.Legs[^1].After(double.MaxValue)).Z < Place.Z;
                var shift = down ? 0 : CageEvery / 2;
                // All who wait for one departure go together; a group takes half a minute to get in.
                _until = Math.Ceiling((now + 30 - shift) / CageEvery) * CageEvery + shift;
                Doing = Doing.WaitingForCage;
                break;
            case Stage.Ride ride:
                ride.Line.Wait(ride.On, +1);
                _until = now + (_wasOrdered ? EmergencyPatience : TrainPatience);
                Doing = Doing.WaitingForTrain;
                break;
        }
    }

    private void WaitForTrain(double now, double seconds)
    {
        Stay(seconds);
        var ride = (Stage.Ride)_stage!;
        foreach (var train in ride.Line.Trains)
        {
            if (train.StandsAt != ride.On || train.Toward != Math.Sign(ride.Off - ride.On) || train.Riders.Values.Sum() >= Vehicle.Seats) continue;
            train.Riders[ride.Off] = train.Riders.GetValueOrDefault(ride.Off) + 1;
            ride.Line.Wait(ride.On, -1);
            (_train, Doing) = (train, Doing.Riding);
            return;
        }
        if (now < _until) return;
        ride.Line.Wait(ride.On, -1);
        SetOut(ride.Legs);
        Doing = Doing.Walking;
    }

    private void Ride(double now)
    {
        var ride = (Stage.Ride)_stage!;
        CarriedTo(_train!.Spot, _train.Place, _train.Speed, _train.Facing);
        if (_train.StandsAt != ride.Off && !_train.IsHeldUp) return;
        var arrived = !_train.IsHeldUp;
        GetOff(ride);
        if (arrived) NextStage(now);
        else GoAnotherWay(now);
    }

    private void GetOff(Stage.Ride ride)
    {
        _train!.Riders[ride.Off]--;
        _train = null;
    }

    private void Arrive(double now)
    {
        Doing = Doing.Working;
        _until = now + _linger;
        if (!_goingHome) return;
        Doing = Doing.OffDuty;
        Stay(1);
        // Who was ordered out does not come back by themselves. Otherwise the sooner of this turn's successor and, where one crew works alone, an hour's rest.
        _comeAt = _wasOrdered ? double.PositiveInfinity : _shifts.Crews == 1 ? now + Chance.Between(2400, 4200) : Arrival(_shifts.NextTurn(Crew, now + 3600));
    }

    private void Work(double now, double seconds)
    {
        if (IsUnderWay && !IsHeldUp) { Go(0.6 * Pace(), seconds); return; }
        Stay(seconds);
        if (now >= _leaveAt && _home is { } home) { _goingHome = true; _leaveAt = double.PositiveInfinity; GoTo(home, now); return; }
        if (now < _until) return;
        if (now >= _breakAt) { Break(now); return; }
        if (Job.Habit == Habit.Roving) { Rove(now); return; }
        if (_goal != _post) { GoTo(_post, now); return; }
        if (now >= _errandAt) { Errand(now); return; }
        MillAbout();
        // Most of the time one stands at the work.
        _until = now + Chance.Exponential(70);
    }

    private void MillAbout()
    {
        if (Spot.Area >= 0)
        {
            var hall = Ways.Halls[Spot.Area];
            var to = (_post.Area == Spot.Area ? _post.Point : Spot.Point) + new Point3(Chance.Normal() * Job.Span * 0.6, Chance.Normal() * Job.Span * 0.6, 0);
            if (hall.Contains(to)) SetOut(Ways.Find(Spot, Spot.InArea(Spot.Area, to), Traffic.OnFoot) ?? []);
            return;
        }
        var edge = Ways.Plan.Network.Edges[Spot.Edge];
        var centre = _post.Edge == Spot.Edge ? _post.Offset : Spot.Offset;
        SetOut([Leg.Along(Spot.Edge, Spot.Offset, Math.Clamp(centre + Chance.Normal() * Job.Span * 0.6, edge.From, edge.To))]);
    }

    private void Rove(double now)
    {
        var edges = Ways.Plan.Network.Edges;
        for (var tries = 0; tries < 20; tries++)
        {
            var edge = Chance.Pick(edges);
            var there = Ways.RoadwayOf(edge.Index).Line.PointAt(edge.From);
            // Not up to the surface and not to the other end of the mine.
            if (Ways.IsShaft(edge.Index) || Point3.Distance(there, Place) > 1500 || there.Z - Place.Z > 250) continue;
            _post = Spot.OnEdge(edge.Index, Chance.Between(edge.From, edge.To));
            break;
        }
        GoTo(_post, now, 120 + Chance.Exponential(240));
    }

    private void Errand(double now)
    {
        _errandAt = now + Chance.Exponential(3600);
        StrollTo(Chance.Between(100, 500), now, 60 + Chance.Exponential(120));
    }

    private void Break(double now)
    {
        _breakAt = double.PositiveInfinity;
        StrollTo(Chance.Between(40, 120), now, Chance.Between(900, 1500));
    }

    /// <summary>Goes along the roadways to somewhere this far off, at a junction taking any other way.</summary>
    private void StrollTo(double metres, double now, double linger)
    {
        if (Spot.Edge < 0) return;
        var network = Ways.Plan.Network;
        var (edge, offset, forward) = (network.Edges[Spot.Edge], Spot.Offset, Chance.Happens(0.5));
        for (var hops = 0; hops < 40; hops++)
        {
            var left = forward ? edge.To - offset : offset - edge.From;
            if (left >= metres) { offset += forward ? metres : -metres; break; }
            metres -= left;
            var junction = network.Junctions[forward ? edge.JunctionTo : edge.JunctionFrom];
            var (here, on) = (edge.Index, junction.Edges);
            int[] open = [.. on.Where(e => e != here && !Ways.IsShaft(e))];
            if (open.Length == 0) { offset = forward ? edge.To : edge.From; break; }
            edge = network.Edges[Chance.Pick(open)];
            forward = edge.JunctionFrom == junction.Index;
            offset = forward ? edge.From : edge.To;
        }
        GoTo(Spot.OnEdge(edge.Index, offset), now, linger);
    }
}
