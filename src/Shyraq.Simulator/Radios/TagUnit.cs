using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Simulator.Chances;
using Shyraq.Simulator.People;

namespace Shyraq.Simulator.Radios;

/// <summary>One tag: when it speaks, to whom, what is wrong with it, and what its own sensors say.</summary>
internal sealed class TagUnit
{
    /// <summary>A tag ranges to this many of the anchors that answer, the loudest first.</summary>
    private const int MostRanges = 5;

    private const double Slot = 0.004, StatusEvery = 60, MotionEvery = 2;
    private readonly TagId _id;
    private readonly Body _body;
    private readonly Chance _chance;
    private readonly Noise _noise;
    private readonly double _period, _bias, _stepScale, _drain;
    private readonly int? _tdoaArea;
    private readonly List<RadioPath> _paths = [];
    private double _nextEpoch, _nextMotion, _nextStatus, _stillSince;
    private double _battery;
    private bool _inBurst, _wasOn = true;
    private (int Anchor, int Left, double Shift) _outlier;
    private double _statusAt = double.NegativeInfinity;
    private bool _toldSos;

    public TagUnit(Body body, int number, long seed, Noise noise, double rate, int? tdoaArea)
    {
        (_id, _body, _noise, _tdoaArea) = (new TagId(body.Tag), body, noise, tdoaArea);
        _chance = new Chance(seed, "tag " + body.Tag);
        _period = 1 / rate;
        // Time slots: tags are spread evenly over the period, to the millisecond.
        _nextEpoch = Math.Round(number * 0.6180339887 % 1 * _period, 3);
        _nextMotion = _chance.Between(0, MotionEvery);
        _nextStatus = _chance.Between(0, StatusEvery);
        _bias = noise.TagBias * _chance.Normal();
        _stepScale = 1 + 0.08 * _chance.Normal();
        _battery = _chance.Between(3.75, 4.15);
        _drain = _chance.Between(0.025, 0.045) / 3600;
    }

    /// <summary>Who bears it.</summary>
    public Body Body => _body;

    /// <summary>When its bearer holds the SOS button down. A press lasts until it is told, however short it was.</summary>
    public List<SosPress> Presses { get; } = [];

    /// <summary>When it falls silent for good, seconds since the start.</summary>
    public double DiesAt { get; set; } = double.PositiveInfinity;

    /// <summary>When an anchor heard it last, seconds since the start; −∞ when none ever did.</summary>
    public double HeardAt { get; private set; } = double.NegativeInfinity;

    /// <summary>The orders that were sent to it and what it answers.</summary>
    public Downlink Downlink { get; } = new();

    /// <summary>Everything that the tag does up to a time.</summary>
    /// <param name="from">Start of the step of the world, seconds since the start.</param>
    /// <param name="to">Its end.</param>
    /// <param name="send">Hands over what an anchor heard: the anchor, when, and the sighting for a time stamp.</param>
    public void Step(double from, double to, Reception reception, Anchorage anchorage, Action<AnchorUnit, double, Func<Instant, Sighting>> send)
    {
        if (_body.Speed > 0.05 || _body.IsStirring) _stillSince = to;
        if (!_body.IsOn || from >= DiesAt)
        {
            _wasOn = false;
            return;
        }
        // A lamp that comes from the rack is full again.
        if (!_wasOn) _battery = _chance.Between(4.1, 4.2);
        _wasOn = true;
        for (; _nextEpoch < to; _nextEpoch += _period)
        {
            if (_nextEpoch < from) continue;
            var place = Point3.Lerp(_body.Previous, _body.Place, (_nextEpoch - from) / (to - from));
            Epoch(_nextEpoch, place, reception, anchorage, send);
        }
    }

    private void Epoch(double now, Point3 place, Reception reception, Anchorage anchorage, Action<AnchorUnit, double, Func<Instant, Sighting>> send)
    {
        reception.At(_body.Spot, place, _paths);
        _inBurst = _inBurst ? !_chance.Happens(1 - Math.Pow(1 - _noise.BurstEnds, _period)) : _chance.Happens(1 - Math.Pow(1 - _noise.BurstBegins, _period));
        var loss = _inBurst ? _noise.BurstLoss : _noise.Loss;
        _paths.Sort(static (a, b) => (a.Distance + 3 * a.Hidden).CompareTo(b.Distance + 3 * b.Hidden) is var c and not 0 ? c : a.Anchor.CompareTo(b.Anchor));
        AnchorUnit? first = null;
        (AnchorUnit Unit, double Range)? reference = null;
        var ranges = 0;
        var at = now;
        foreach (var path in _paths)
        {
            var unit = anchorage.Units[path.Anchor];
            if (now >= unit.DiesAt) continue;
            var body = IsBodyBetween(unit.Anchor.Place, place);
            var lost = _chance.Happens(1 - (1 - loss) * (1 - (body ? _noise.BodyLoss : 0)) * (1 - (unit.InBurst(now) ? _noise.BurstLoss : 0)));
            switch (unit.Anchor.Technology)
            {
                case AnchorTechnology.Uwb when ranges < MostRanges && _chance.Happens(Measuring.UwbOdds(_noise, path)) && !lost:
                    ranges++;
                    var range = Math.Max(0.02, path.Distance + unit.Bias + _bias + Measuring.RangeError(_noise, path, body, _chance) + Outlier(path));
                    var (power, firstPath) = Measuring.UwbPower(path, body, _chance);
                    if (_tdoaArea is { } area && _body.Spot.Area == area) Tdoa(unit, range, at, ref reference, send);
                    else send(unit, at, t => new RangeSighting(t, t, _id, unit.Anchor.Id, new(Math.Round(range, 2)), null, new(Math.Round(power, 1)), new(Math.Round(firstPath, 1))));
                    at += Slot;
                    break;
                case AnchorTechnology.Ble or AnchorTechnology.Wifi when !lost:
                    var (on, along) = _body.Spot.Edge >= 0 ? (_body.Spot.Edge, _body.Spot.Offset) : (-1 - _body.Spot.Area, place.X + 1.7 * place.Y);
                    var dbm = Measuring.Rssi(_noise, unit, path, along, on, body, _chance);
                    if (dbm < Measuring.WeakestRssi) continue;
                    send(unit, at, t => new RssiSighting(t, t, _id, unit.Anchor.Id, new(Math.Round(dbm))));
                    break;
                case AnchorTechnology.Rfid when !lost && _chance.Happens(Measuring.ReadOdds(_noise, unit, path)):
                    send(unit, at, t => new SeenSighting(t, t, _id, unit.Anchor.Id));
                    break;
                default:
                    continue;
            }
            first ??= unit;
        }
        if (first is null) return;
        HeardAt = now;
        if (now >= _nextMotion) Motion(first, at, send);
        var sos = Presses.Exists(press => press.From <= now && (now < press.To || press.From > _statusAt));
        if (now >= _nextStatus || sos != _toldSos) Status(first, now, at, sos, send);
        Downlink.Heard(first, now, at);
    }

    /// <summary>In an area with synchronised anchors the nearest one is the reference of the others.</summary>
    private void Tdoa(AnchorUnit unit, double range, double at, ref (AnchorUnit Unit, double Range)? reference, Action<AnchorUnit, double, Func<Instant, Sighting>> send)
    {
        if (reference is not { } to)
        {
            reference = (unit, range);
            return;
        }
        var difference = Math.Round(range - to.Range, 2);
        send(unit, at, t => new TdoaSighting(t, t, _id, unit.Anchor.Id, to.Unit.Anchor.Id, new(difference), null));
    }

    /// <summary>Gross errors come in runs of three to one anchor and are nearly always far too short.</summary>
    private double Outlier(RadioPath path)
    {
        if (_outlier.Left > 0 && _outlier.Anchor == path.Anchor)
        {
            _outlier.Left--;
            return _outlier.Shift;
        }
        if (!_chance.Happens(_noise.Outliers)) return 0;
        _outlier = (path.Anchor, 2, _chance.Happens(0.9) ? -Math.Min(path.Distance, _chance.Between(2, 20)) : _chance.Between(3, 40));
        return _outlier.Shift;
    }

    private bool IsBodyBetween(Point3 anchor, Point3 place)
    {
        if (_body is Vehicle) return false;
        var (dx, dy) = (anchor.X - place.X, anchor.Y - place.Y);
        var length = Math.Sqrt(dx * dx + dy * dy);
        return length > 0.5 && (Math.Cos(_body.Facing) * dx + Math.Sin(_body.Facing) * dy) / length < -0.6;
    }

    private void Motion(AnchorUnit by, double at, Action<AnchorUnit, double, Func<Instant, Sighting>> send)
    {
        while (_nextMotion <= at) _nextMotion += MotionEvery;
        var speed = _body.Speed;
        // In a smoothly running cage or train the sensor often takes the ride for rest.
        var still = _body.IsRiding ? speed < 0.05 || _chance.Happens(8 * _noise.WrongStill) : at - _stillSince > 1.5 != _chance.Happens(_body.IsInert ? _noise.WrongStill / 20 : _noise.WrongStill);
        double? told = _body.IsRiding ? null : still ? 0 : Math.Max(0, speed * (_body is Vehicle ? 1 + 0.02 * _chance.Normal() : _stepScale + 0.08 * _chance.Normal()));
        // Magnetometers are of no use between steel arches: only machines with a steering sensor know their heading.
        double? heading = _body is Vehicle && !still ? ((90 - _body.Facing * 180 / Math.PI + 4 * _chance.Normal()) % 360 + 360) % 360 : null;
        send(by, at, t => new MotionSighting(t, t, _id, told is { } v ? new(Math.Round(v, 2)) : null, still, heading is { } h ? new(Math.Round(h, 1)) : null, null));
    }

    private void Status(AnchorUnit by, double now, double at, bool sos, Action<AnchorUnit, double, Func<Instant, Sighting>> send)
    {
        (_statusAt, _toldSos) = (now, sos);
        foreach (var press in Presses) if (press.From <= now && double.IsNaN(press.ToldAt)) press.ToldAt = now;
        while (_nextStatus <= at)
        {
            _nextStatus += StatusEvery;
            _battery = Math.Max(3.3, _battery - _drain * StatusEvery);
        }
        var battery = Math.Round(_battery, 2);
        send(by, at, t => new StatusSighting(t, t, _id, new(battery), sos, null));
    }
}
