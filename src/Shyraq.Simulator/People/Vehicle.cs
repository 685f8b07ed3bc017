using Shyraq.Simulator.Chances;
using Shyraq.Simulator.Travel;

namespace Shyraq.Simulator.People;

/// <summary>A train that shuttles on its line, or a machine that fetches and carries where it finds work.</summary>
public sealed class Vehicle : Body
{
    private readonly double _cruise;
    private readonly ManTrip? _line;
    private double _waitUntil;
    private int _stop, _toward = 1;
    private double _haltUntil = double.NegativeInfinity, _hurry = 1;

    internal Vehicle(string tag, Ways ways, Chance chance, Spot at, double cruise, ManTrip? line, int stop) : base(tag, ways, chance, at)
    {
        (_cruise, _line, _stop) = (cruise, line, stop);
        _waitUntil = chance.Between(0, line is null ? 300 : 120);
        if (line is not null && stop == line.Stops.Count - 1) _toward = -1;
        line?.Trains.Add(this);
    }

    /// <summary>Seats in a train.</summary>
    public const int Seats = 48;

    /// <inheritdoc/>
    public override bool IsOn => true;

    /// <inheritdoc/>
    public override bool IsRiding => false;

    /// <summary>The stop that it stands at; −1 under way.</summary>
    public int StandsAt => IsUnderWay ? -1 : _stop;

    /// <summary>The way it goes on: +1 towards higher offsets, −1 back.</summary>
    public int Toward => _toward;

    /// <summary>How many get off at each stop.</summary>
    public Dictionary<int, int> Riders { get; } = [];

    /// <inheritdoc/>
    protected override double Breadth => _line is null ? 0.25 : 0;

    /// <summary>Goes on to a time, seconds since the start.</summary>
    public void Step(double now, double seconds)
    {
        if (now < _haltUntil) { Stay(seconds); return; }
        if (IsUnderWay) { Go(_hurry * Pace(), seconds); if (!IsUnderWay) Arrive(now); else if (IsHeldUp) GiveUp(now); return; }
        Stay(seconds);
        _hurry = 1;
        if (now < _waitUntil) return;
        if (_line is null) Errand(now); else NextStop();
    }

    /// <summary>It stands where it is until a time, whatever it had before it.</summary>
    internal void Halt(double until) => _haltUntil = until;

    /// <summary>Sets out at once for a place, so many times as fast as it would by itself; false when it is a train, stands still for good or has no way there.</summary>
    internal bool Send(Spot goal, double now, double hurry)
    {
        if (_line is not null || now < _haltUntil || Ways.Find(Spot, goal, Traffic.OnWheels) is not { Count: > 0 } way) return false;
        SetOut(way);
        _hurry = hurry;
        return true;
    }

    /// <summary>A machine turns to something else; a train stays before what blocks its line.</summary>
    private void GiveUp(double now)
    {
        if (_line is not null) return;
        SetOut([]);
        _waitUntil = now + 60;
    }

    private double Pace()
    {
        // Slower uphill, at bends no difference: these machines are slow anyway.
        if (CurrentLeg.Edge < 0) return Math.Min(_cruise, 1.5);
        var slope = Ways.RoadwayOf(CurrentLeg.Edge).Line.TangentAt(Spot.Offset).Z * Math.Sign(CurrentLeg.To - CurrentLeg.From);
        return _cruise * (1 - Math.Clamp(Math.Abs(slope) * 2, 0, 0.5));
    }

    private void Arrive(double now)
    {
        var end = _line is not null && (_stop == 0 || _stop == _line.Stops.Count - 1);
        if (end) _toward = _stop == 0 ? 1 : -1;
        // Trains wait for people at the ends and pass stops where nobody gets on or off; machines load and unload.
        _waitUntil = now + (_line is null ? Chance.Exponential(240) + 30
            : end ? Chance.Between(60, 200)
            : _line.IsAwaited(_stop) || Riders.GetValueOrDefault(_stop) > 0 ? Chance.Between(25, 45) : 0);
    }

    private void NextStop()
    {
        var from = _stop;
        _stop += _toward;
        SetOut(ManTrip.Way(Ways.Plan.Network, _line!.Roadway, _line.Stops[from], _line.Stops[_stop]));
    }

    private void Errand(double now)
    {
        var here = Spot.Edge >= 0 ? Ways.RoadwayOf(Spot.Edge).Level : Ways.Plan.Areas[Spot.Area].Level;
        var open = Ways.Plan.Network.Edges.Where(e => Ways.IsOpen(e.Index, Traffic.OnWheels) && e.Length > 10).ToList();
        for (var tries = 0; tries < 12; tries++)
        {
            if (open.Count == 0) break;
            var edge = Chance.Pick(open);
            if (Ways.RoadwayOf(edge.Index).Level != here && Chance.Happens(0.8)) continue;
            if (Ways.Find(Spot, Spot.OnEdge(edge.Index, Chance.Between(edge.From, edge.To)), Traffic.OnWheels) is not { Count: > 0 } way) continue;
            SetOut(way);
            return;
        }
        if (Spot.Area >= 0 && Ways.Find(Spot, Ways.Somewhere(Spot.Area, Chance), Traffic.OnWheels) is { } across) { SetOut(across); return; }
        _waitUntil = now + 60;
    }
}
