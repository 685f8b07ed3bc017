using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Simulator.Chances;
using Shyraq.Simulator.Drawing;
using Shyraq.Simulator.People;
using Shyraq.Simulator.Radios;
using Shyraq.Simulator.Travel;

namespace Shyraq.Simulator.Tests.Calibrations;

/// <summary>People who walk from one end of a roadway to the other, a few hundred metres behind each other, with the radios of the simulator around.</summary>
internal sealed class Passers
{
    public static readonly Instant Start = Instant.From(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private const double Tick = 0.1;

    /// <summary>A roadway of 360 m with a bend in its middle; UWB every 60 m on alternate walls, BLE every 90 m.</summary>
    public static readonly MinePlan Gallery = Drawn();

    private readonly MinePlan _plan;
    private readonly Ways _ways;
    private readonly Reception _reception;
    private readonly Chance _chance;
    private readonly Noise _noise = Noise.Normal with { WrongClocks = 0, Dead = 0, DyingPerHour = 0, WeakGateways = 0 };
    private readonly List<RadioPath> _paths = [];
    private double _now;
    private int _tags;

    public Passers(MinePlan plan, int seed)
    {
        (_plan, _ways, _chance) = (plan, new Ways(plan), new Chance(seed, "passers"));
        _reception = new Reception(_ways);
        Anchors = new Anchorage(plan, seed, _noise);
    }

    /// <summary>The anchors as they truly are.</summary>
    public Anchorage Anchors { get; }

    /// <summary>Where the last sighting before each whole second was made.</summary>
    public Dictionary<(string Tag, Instant At), Point3> Truth { get; } = [];

    /// <summary>What the anchors hear of so many people of their own lamps who walk, one after the other, from an offset of the roadway to another; every other one goes back.</summary>
    public IEnumerable<SightingsInput> Pass(int count, double from = 5, double to = 355)
    {
        for (var i = 0; i < count; i++)
        {
            var (a, b) = i % 2 == 0 ? (from, to) : (to, from);
            var walker = new Walker($"T{++_tags}", _ways, _chance, On(a));
            var bias = _noise.TagBias * _chance.Normal();
            var pace = Math.Clamp(1.25 + 0.12 * _chance.Normal(), 1.0, 1.5);
            walker.SetOut(On(b));
            for (var ticks = 0; walker.Walk(pace, Tick); ticks++)
            {
                _now += Tick;
                var at = Start.PlusSeconds(Math.Round(_now, 3));
                if (ticks % 10 != 0) continue;
                Truth[(walker.Tag, at)] = walker.Place;
                if (Heard(walker, bias, at) is { Count: > 0 } sightings) yield return new SightingsInput(at, [.. sightings]);
            }
            _now += 30;
        }
    }

    private List<Sighting> Heard(Walker walker, double tagBias, Instant now)
    {
        _reception.At(walker.Spot, walker.Place, _paths);
        var sightings = new List<Sighting>();
        foreach (var path in _paths)
        {
            var unit = Anchors.Units[path.Anchor];
            var toAnchor = unit.Anchor.Place - walker.Place;
            var body = (Math.Cos(walker.Facing) * toAnchor.X + Math.Sin(walker.Facing) * toAnchor.Y) / Math.Max(toAnchor.Length, 0.5) < -0.6;
            if (!_chance.Happens((1 - _noise.Loss) * (1 - (body ? _noise.BodyLoss : 0)))) continue;
            if (unit.Anchor.Technology == AnchorTechnology.Uwb && _chance.Happens(Measuring.UwbOdds(_noise, path)))
            {
                var range = Math.Max(0.02, path.Distance + unit.Bias + tagBias + Measuring.RangeError(_noise, path, body, _chance));
                sightings.Add(new RangeSighting(now, now, new(walker.Tag), unit.Anchor.Id, new(Math.Round(range, 2)), null, null, null));
            }
            else if (unit.Anchor.Technology == AnchorTechnology.Ble && Measuring.Rssi(_noise, unit, path, walker.Spot.Offset, walker.Spot.Edge, body, _chance) is var dbm && dbm >= Measuring.WeakestRssi)
                sightings.Add(new RssiSighting(now, now, new(walker.Tag), unit.Anchor.Id, new(Math.Round(dbm))));
        }
        return sightings;
    }

    private Spot On(double offset) => Spot.OnEdge(_plan.Network.EdgeAt(new NetworkPosition(0, offset)), offset);

    private static MinePlan Drawn()
    {
        var line = new Polyline([new(0, 0, 0), new(180, 0, 0), new(340, 82, 0)]);
        var roadway = new Roadway(new("R"), "R", "L", "travel", Air.Intake, new(4), new(3), line);
        var placing = new AnchorPlacing();
        placing.Along(roadway, AnchorTechnology.Uwb, 60);
        placing.Along(roadway, AnchorTechnology.Ble, 90);
        return new(new("gallery"), "Gallery", "local", "UTC", 1, new([roadway], [], [.. placing.Anchors], [], [], []));
    }

    private sealed class Walker(string tag, Ways ways, Chance chance, Spot at) : Body(tag, ways, chance, at)
    {
        public override bool IsOn => true;
        public override bool IsRiding => false;

        /// <summary>Sets out on foot.</summary>
        public void SetOut(Spot to) => SetOut(Ways.Find(Spot, to, Traffic.OnFoot)!);

        /// <summary>Walks on; false when there.</summary>
        public bool Walk(double pace, double seconds)
        {
            if (!IsUnderWay) return false;
            Go(pace, seconds);
            return true;
        }
    }
}
