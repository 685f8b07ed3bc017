using Shyraq.Simulator.Chances;
using Shyraq.Simulator.Travel;

namespace Shyraq.Simulator.People;

/// <summary>What may befall a person beside an ordinary day.</summary>
public sealed partial class Person
{
    /// <summary>Mean time between two small movements of one who stands, and how long they last at least and at most, seconds.</summary>
    private const double StirsEvery = 60, ShortestStir = 2, LongestStir = 6;

    private readonly Chance? _stirs;
    private double _stirFrom = double.NaN, _stirTo;
    private bool _isStirring, _lampLeftOn, _orderedOut, _wasOrdered;
    private Person? _friend;

    /// <summary>When the body last moved, however little; seconds since the start.</summary>
    public double MovedAt { get; private set; }

    /// <inheritdoc/>
    public override bool IsStirring => Doing == Doing.Carried ? _friend!.IsStirring : Doing is not (Doing.Lying or Doing.OffDuty) && _isStirring;

    /// <inheritdoc/>
    public override bool IsInert => Doing is Doing.Lying || (Doing == Doing.OffDuty && _lampLeftOn);

    /// <summary>Who carries this person's card; null when the person does.</summary>
    public Person? CarriedBy => Doing == Doing.Carried ? _friend : null;

    /// <summary>Is on the way to the surface, or will be as soon as the ride is over.</summary>
    public bool IsLeaving => _goingHome || _orderedOut;

    /// <summary>Falls and lies without a movement. Who rides or is off duty is not touched.</summary>
    internal bool Fall()
    {
        if (Doing is not (Doing.Working or Doing.Walking or Doing.WaitingForCage or Doing.WaitingForTrain)) return false;
        if (Doing == Doing.WaitingForTrain && _stage is Stage.Ride ride) ride.Line.Wait(ride.On, -1);
        SetOut([]);
        Doing = Doing.Lying;
        return true;
    }

    /// <summary>Has been helped up and goes on.</summary>
    internal void Rise(double now)
    {
        if (Doing != Doing.Lying) return;
        (Doing, MovedAt) = (Doing.Working, now);
        _until = now + 30;
    }

    /// <summary>Goes somewhere at once and stays there for a time, seconds; true when there is a way and nothing hinders.</summary>
    internal bool Send(Spot goal, double now, double linger)
    {
        if (Doing is not (Doing.Working or Doing.Walking) || _goingHome || Ways.Find(Spot, goal, Traffic.OnFoot) is null) return false;
        GoTo(goal, now, linger);
        return true;
    }

    /// <summary>Sets out for the surface, by the own choice of way; where none is left or the order says so, for the nearest refuge that can be reached.</summary>
    internal void Leave(double now, IReadOnlyList<Spot> refuges, bool toRefuge = false)
    {
        if (Doing is Doing.Lying or Doing.Carried or Doing.OffDuty || _home is not { } home) return;
        _wasOrdered = true;
        (_leaveAt, _breakAt, _errandAt) = (double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity);
        if (_goingHome) return;
        _orderedOut = Doing is Doing.Riding or Doing.InCage;
        if (_orderedOut) return;
        if (Doing == Doing.WaitingForTrain && _stage is Stage.Ride ride) ride.Line.Wait(ride.On, -1);
        _goingHome = !toRefuge && Ways.Find(Spot, home, Traffic.OnFoot) is not null;
        if (_goingHome) { GoTo(home, now); return; }
        var nearest = refuges.Select(spot => (Spot: spot, Way: Ways.Find(Spot, spot, Traffic.OnFoot))).Where(r => r.Way is not null).MinBy(r => r.Way!.Sum(leg => leg.Length));
        if (nearest.Way is null) return;
        _post = nearest.Spot;
        GoTo(_post, now);
    }

    /// <summary>Hands the card to a friend and stays away.</summary>
    internal void HandOver(Person friend)
    {
        (_friend, Doing) = (friend, Doing.Carried);
        CarriedTo(friend.Spot, friend.Place, friend.Speed, friend.Facing);
    }

    /// <summary>Comes up, hangs the lamp into the rack and forgets to switch it off; only who is off duty can.</summary>
    internal bool LeaveLampOn() => Doing == Doing.OffDuty && (_lampLeftOn = true);

    private void GoAnotherWay(double now)
    {
        SetOut([]);
        GoTo(_goal, now, _linger);
        // Shut in: whoever finds no way stays about where the way ended.
        if (Doing == Doing.Working) (_post, _goal) = (Spot, Spot);
    }

    private void Stir(double now)
    {
        if (_stirs is null) return;
        if (double.IsNaN(_stirFrom) || now >= _stirTo)
        {
            _stirFrom = now + _stirs.Exponential(StirsEvery);
            _stirTo = _stirFrom + _stirs.Between(ShortestStir, LongestStir);
        }
        _isStirring = now >= _stirFrom && now < _stirTo;
        if (Doing != Doing.Lying && (Speed > 0.05 || _isStirring)) MovedAt = now;
    }
}
