using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Shyraq.Simulator.Incidents;
using Shyraq.Simulator.People;
using Shyraq.Simulator.Travel;

namespace Shyraq.Simulator.Feeds;

/// <summary>
/// The turnstiles at the ways out. Who goes from the surface into a shaft or comes out of one shows the badge; in a mine without shafts, who takes or
/// returns the lamp at its exit. A friend's badge is shown beside the own.
/// </summary>
internal sealed class Turnstiles
{
    /// <summary>Who is as near to an exit is as good as out, metres.</summary>
    private const double AtExit = 20;

    private readonly Ways _ways;
    private readonly Workforce _workforce;
    private readonly string _surface;
    private readonly List<Landmark> _exits;
    private readonly bool[] _wasUnder;
    private bool _begun;

    public Turnstiles(Ways ways, Workforce workforce)
    {
        (_ways, _workforce, _surface) = (ways, workforce, JobBoard.SurfaceLevel(ways));
        _exits = [.. ways.Plan.Landmarks.Where(l => l.Kind == LandmarkKind.Exit)];
        _wasUnder = new bool[workforce.People.Length];
    }

    /// <summary>Who went through since the last step; who is under ground at the start came before it.</summary>
    public IEnumerable<GatePassage> Step(Instant now, TrueEvents truth)
    {
        for (var i = 0; i < _wasUnder.Length; i++)
        {
            var person = _workforce.People[i];
            // A friend's card goes through the turnstile; the friend does not.
            var under = IsUnder(person);
            // Who has not come yet is out, but nobody need say so.
            if (!_begun && !under) truth.Begin(TrueKind.Out, person.Tag, null, now, isSure: false);
            if (under && person.CarriedBy is null) truth.Stand(TrueKind.Out, person.Tag, IsAtExit(person), person.Place, now, isSure: false);
            if (under == _wasUnder[i]) continue;
            _wasUnder[i] = under;
            if (person.CarriedBy is null)
            {
                truth.Stand(TrueKind.Underground, person.Tag, under, person.Place, now);
                truth.End(TrueKind.Out, person.Tag, now);
                if (!under) truth.Begin(TrueKind.Out, person.Tag, person.Place, now);
            }
            if (!under) truth.End(TrueKind.Ordered, person.Tag, now);
            if (!_begun || _exits.Count == 0) continue;
            var gate = _exits.MinBy(exit => Point3.Distance(exit.Place, person.Place))!;
            yield return new GatePassage(now, _workforce.Carriers[person.Tag].Number, gate.Id, under);
        }
        _begun = true;
    }

    private bool IsAtExit(Person person) => _exits.Exists(exit => Point3.Distance(exit.Place, person.Place) <= AtExit);

    private bool IsUnder(Person person)
    {
        if (!person.IsOn || person.Doing == Doing.OffDuty) return false;
        var spot = person.Spot;
        var level = spot.Edge >= 0 ? _ways.RoadwayOf(spot.Edge).Level : _ways.Plan.Areas[spot.Area].Level;
        return _surface.Length == 0 || level != _surface;
    }
}
