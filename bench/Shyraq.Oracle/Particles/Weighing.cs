using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Shyraq.Oracle.Radios;
using Shyraq.Oracle.Runs;
using Shyraq.Simulator.Radios;

namespace Shyraq.Oracle.Particles;

/// <summary>Weighs particles by what was heard, and by what was not.</summary>
internal sealed class Weighing
{
    /// <summary>A reading from an anchor that cannot be heard at the particle's place: plans and places are cut to half a metre.</summary>
    private const double Unheard = 1e-7;

    /// <summary>A strength that no receiver hears, dBm.</summary>
    private const double Mute = -130;

    private readonly SimulatedRun _run;
    private readonly Noise _noise;
    private readonly Places _places;
    private readonly Densities _densities;
    private readonly Mobility _mobility;
    private readonly double _bias;
    private readonly double[] _expected;
    private readonly List<(int Anchor, int Gateway)> _silent = [];
    private readonly bool[] _heard, _heardGateway;
    private double _total;

    public Weighing(SimulatedRun run, Places places, Mobility mobility)
    {
        (_run, _noise, _places, _densities, _mobility) = (run, run.Options.Noise, places, places.Densities, mobility);
        _bias = Math.Sqrt(BiasVariance(_noise));
        (_expected, _heard) = (new double[run.Plan.Anchors.Length], new bool[run.Plan.Anchors.Length]);
        _heardGateway = new bool[run.Anchorage.Gateways];
    }

    /// <summary>The place that a particle is at.</summary>
    public Place PlaceOf(in Particle p) => p.Edge >= 0 ? _places.OnEdge(p.Edge, p.Offset) : _places.InHall(p.Hall, p.X, p.Y);

    /// <summary>Variance of the constant error of one anchor to one tag, m²; never quite nothing, for it is also where the past is remembered.</summary>
    public static double BiasVariance(Noise noise) => Math.Max(1e-4, noise.AnchorBias * noise.AnchorBias + noise.TagBias * noise.TagBias);

    /// <summary>By how much an anchor's signal is stronger at one particle's place than at another's, dB; where it is not heard it is far weaker.</summary>
    public double Louder(int anchor, in Particle from, in Particle to) => Mean(anchor, to) - Mean(anchor, from);

    private double Mean(int anchor, in Particle p)
    {
        var place = PlaceOf(p);
        foreach (ref readonly var link in place.Links.AsSpan())
            if (link.Anchor == anchor) return _densities.RssiMean(_run.Anchorage.Units[anchor], link.Distance + link.Slope * (p.Offset - place.Offset), link.Hidden, link.IsLineOfSight, false);
        return Mute;
    }

    /// <summary>Takes in what was heard. Returns how well it was foretold: the mean likelihood.</summary>
    public double Heard(Cloud cloud, ReadOnlySpan<Reading> readings, TagPlan tag)
    {
        Span<int> slots = stackalloc int[readings.Length];
        Span<double> runs = stackalloc double[readings.Length], gross = stackalloc double[readings.Length], wrong = stackalloc double[readings.Length];
        for (var r = 0; r < readings.Length; r++)
        {
            ref readonly var reading = ref readings[r];
            slots[r] = -1;
            gross[r] = 0;
            if (reading.Anchor < 0) continue;
            runs[r] = Math.Max(3 * _noise.Outliers, cloud.Runs.GetValueOrDefault(reading.Anchor));
            if (reading.Technology == AnchorTechnology.Uwb) slots[r] = cloud.SlotOf(reading.Anchor, _bias);
            else if (reading.Technology == AnchorTechnology.Ble && _noise.Shadowing > 0) slots[r] = cloud.SlotOf(reading.Anchor, _noise.Shadowing);
        }
        double before = 0, after = 0;
        foreach (ref var p in cloud.Particles.AsSpan())
        {
            before += p.Weight;
            if (p.Weight <= 0) continue;
            var (at, place) = (_mobility.PlaceOf(p), PlaceOf(p));
            var (east, north) = (Math.Cos(p.Facing), Math.Sin(p.Facing));
            var likelihood = 1.0;
            for (var r = 0; r < readings.Length; r++)
            {
                ref readonly var reading = ref readings[r];
                wrong[r] = 0;
                if (reading.Motion is { } motion) { likelihood *= OfMotion(p, motion, tag.IsVehicle); continue; }
                likelihood *= OfReading(ref p, reading, place, at, east, north, slots[r], tag.IsVehicle, runs[r], out wrong[r]);
            }
            p.Weight *= likelihood;
            after += p.Weight;
            for (var r = 0; r < readings.Length; r++) gross[r] += p.Weight * wrong[r];
        }
        for (var r = 0; r < readings.Length; r++)
        {
            if (readings[r].Technology != AnchorTechnology.Uwb || _noise.Outliers <= 0) continue;
            // One in a run of three goes on with two chances of three.
            var share = after > 0 ? gross[r] / after : 0;
            if (share > 0.05) cloud.Runs[readings[r].Anchor] = 0.6 * share;
            else cloud.Runs.Remove(readings[r].Anchor);
        }
        return before > 0 ? after / before : 0;
    }

    /// <summary>Takes in what was not heard in an epoch.</summary>
    public void NotHeard(Cloud cloud, ReadOnlySpan<Reading> heard, TagPlan tag)
    {
        var ranges = 0;
        foreach (ref readonly var reading in heard)
        {
            if (reading.Anchor < 0) continue;
            _heard[reading.Anchor] = true;
            _heardGateway[_run.Anchorage.Units[reading.Anchor].Gateway] = true;
            if (reading.Technology == AnchorTechnology.Uwb) ranges++;
        }
        _silent.Clear();
        var number = 0;
        foreach (ref var p in cloud.Particles.AsSpan())
        {
            if (p.Weight <= 0) continue;
            p.Weight *= Silence(cloud, ref p, PlaceOf(p), ranges >= 5, tag.IsVehicle, ++number % 8 == 0);
        }
        Trust(cloud);
        foreach (ref readonly var reading in heard)
            if (reading.Anchor >= 0)
            {
                _heard[reading.Anchor] = _heardGateway[_run.Anchorage.Units[reading.Anchor].Gateway] = false;
                var unit = _run.Anchorage.Units[reading.Anchor];
                (cloud.Dead[reading.Anchor], cloud.Held[unit.Gateway]) = (0, 0);
                cloud.InBurst[reading.Anchor] *= (float)(1 - _noise.BurstLoss);
                if (Array.IndexOf(cloud.Missed, reading.Anchor) is >= 0 and var missed) cloud.Missed[missed] = -1;
            }
    }

    /// <summary>Anchors that begin to be silent, and come back.</summary>
    public void Elapse(Cloud cloud, double seconds)
    {
        var (stay, begins, holds) = ((float)Math.Pow(1 - _noise.BurstEnds, seconds), (float)(_noise.BurstBegins * seconds), (float)(_noise.WeakGateways * _noise.HoldsPerHour / 3600 * seconds));
        for (var i = 0; i < Outages.Count; i++)
        {
            if (cloud.Missed[i] < 0) continue;
            foreach (ref var p in cloud.Particles.AsSpan())
            {
                ref var o = ref p.Outages[i];
                o = new(o.Dead, o.Held * (1 - (float)seconds / 32) + (1 - o.Held) * holds, o.Burst * stay + (1 - o.Burst) * begins);
            }
        }
        for (var a = 0; a < cloud.InBurst.Length; a++)
        {
            var b = cloud.InBurst[a];
            cloud.InBurst[a] = (float)(b * Math.Pow(1 - _noise.BurstEnds, seconds) + (1 - b) * _noise.BurstBegins * seconds);
            cloud.Dead[a] += (float)((1 - cloud.Dead[a]) * _noise.DyingPerHour / 3600 * seconds);
        }
        for (var g = 0; g < cloud.Held.Length; g++)
            cloud.Held[g] += (float)((1 - cloud.Held[g]) * _noise.WeakGateways * _noise.HoldsPerHour / 3600 * seconds - cloud.Held[g] * seconds / 32);
    }

    /// <summary>Before anything was heard.</summary>
    public void Begin(Cloud cloud)
    {
        var burst = _noise.BurstBegins / Math.Max(1e-9, _noise.BurstBegins + _noise.BurstEnds);
        Array.Fill(cloud.InBurst, (float)burst);
        Array.Fill(cloud.Dead, (float)_noise.Dead);
        Array.Fill(cloud.Held, (float)(_noise.WeakGateways * _noise.HoldsPerHour * 32 / 3600));
    }

    private double OfReading(ref Particle p, in Reading reading, Place place, Point3 at, double east, double north, int slot, bool vehicle, double run, out double gross)
    {
        gross = 0;
        foreach (ref readonly var link in place.Links.AsSpan())
        {
            if (link.Anchor != reading.Anchor) continue;
            var anchor = _run.Plan.Anchors[link.Anchor].Place;
            var body = !vehicle && IsBodyBetween(anchor, at, east, north);
            var come = (p.InBurst ? 1 - _noise.BurstLoss : 1 - _noise.Loss) * (body ? 1 - _noise.BodyLoss : 1);
            var sight = link.IsLineOfSight;
            var distance = sight ? Point3.Distance(anchor, at) : p.Edge >= 0 ? link.Distance + link.Slope * (p.Offset - place.Offset) : link.Distance;
            var own = slot < 0 ? default : p.Errors[slot];
            switch (reading.Technology)
            {
                case AnchorTechnology.Uwb:
                    var error = reading.Value - distance - own.Mean;
                    var honest = (1 - run) * _densities.Range(error, own.Variance, distance, link.Hidden, sight, body);
                    if (slot >= 0 && sight) Learn(ref p.Errors[slot], error, distance, body, _mobility.Gradient(p, at, anchor));
                    var wrong = run * Densities.GrossError(error, distance);
                    gross = wrong / (honest + wrong + 1e-30);
                    var power = double.IsNaN(reading.Apart) ? 1 : _densities.Power(reading.Power, reading.Apart, distance, link.Hidden, sight, body);
                    return come * link.Odds * (honest + wrong + 1e-9) * power;
                case AnchorTechnology.Rfid:
                    return come * link.Odds;
                default:
                    var louder = reading.Value - _densities.RssiMean(_run.Anchorage.Units[link.Anchor], distance, link.Hidden, sight, body) - own.Mean;
                    if (slot >= 0) p.Errors[slot].Learn(louder, _densities.RssiVariance);
                    return come * _densities.Rssi(louder, own.Variance);
            }
        }
        return Unheard;
    }

    /// <summary>A reading that is plainly a reflection or worse teaches nothing of the anchor.</summary>
    private void Learn(ref OwnError own, double error, double distance, bool body, (double Along, double Aside) lean)
    {
        var (innovation, variance) = body && _noise.BodyLoss > 0
            ? (error - Densities.BodyBias, _densities.RangeVariance(distance) + Densities.BodyBias * Densities.BodyBias)
            : (error, _densities.RangeVariance(distance));
        if (innovation * innovation > 9 * (variance + own.Variance)) return;
        own.Lean(lean.Along, lean.Aside, _bias * _bias, variance);
        own.Learn(innovation, variance);
    }

    private double OfMotion(in Particle p, Core.Sightings.MotionSighting motion, bool vehicle)
    {
        const double Never = 1e-4;
        var riding = !vehicle && p.Gait is Gait.Ride or Gait.Halt;
        if (riding != (motion.Speed is null)) return Never;
        if (riding)
        {
            var likely = p.Speed < 0.05 ? 1 : 8 * _noise.WrongStill;
            return Math.Max(Never, motion.Still == true ? likely : 1 - likely);
        }
        var still = p.Rest > 1.5;
        var flag = motion.Still == still ? 1 - _noise.WrongStill : _noise.WrongStill + Never;
        if (motion.Still == true) return flag;
        flag *= Densities.Normal(motion.Speed!.Value.Value - p.StepScale * p.Speed, (vehicle ? 0.02 : 0.08) * p.Speed + 0.02) + Never;
        if (vehicle && motion.Heading is { } heading)
            flag *= Densities.Normal(Math.IEEERemainder(heading.Value - (90 - p.Facing * 180 / Math.PI), 360), 5) + 1e-5;
        return flag;
    }

    private double Silence(Cloud cloud, ref Particle p, Place place, bool full, bool vehicle, bool count)
    {
        var last = float.PositiveInfinity;
        if (full)
        {
            // The tag asked the first five that answered: those farther down its list were not asked at all.
            last = 0;
            foreach (ref readonly var link in place.Links.AsSpan())
                if (_heard[link.Anchor] && link.Technology == AnchorTechnology.Uwb) last = Math.Max(last, link.Order);
        }
        var at = vehicle ? default : _mobility.PlaceOf(p);
        var (east, north) = vehicle ? (0, 0) : (Math.Cos(p.Facing), Math.Sin(p.Facing));
        var come = p.InBurst ? 1 - _noise.BurstLoss : 1 - _noise.Loss;
        double all = 1, one = 1;
        var gateway = -1;
        foreach (ref readonly var link in place.Links.AsSpan())
        {
            if (link.Gateway != gateway)
            {
                if (gateway >= 0) all *= Unless(cloud, gateway, one);
                (gateway, one) = (link.Gateway, 1);
            }
            if (_heard[link.Anchor] || (link.Technology == AnchorTechnology.Uwb && link.Order > last)) continue;
            var body = !vehicle && IsBodyBetween(_run.Plan.Anchors[link.Anchor].Place, at, east, north);
            var odds = come * (body ? link.OddsBody * (1 - _noise.BodyLoss) : link.Odds);
            var works = (1 - cloud.InBurst[link.Anchor] * _noise.BurstLoss) * (1 - cloud.Dead[link.Anchor]);
            var slot = link.Technology is AnchorTechnology.Ble or AnchorTechnology.Wifi ? Array.IndexOf(cloud.Slots, link.Anchor) : -1;
            if (slot >= 0)
            {
                // The shadow stays while one stands: a silence that it explains once it explains for good.
                var above = _densities.RssiMean(_run.Anchorage.Units[link.Anchor], link.Distance, link.Hidden, link.IsLineOfSight, body) - Measuring.WeakestRssi;
                one *= p.Errors[slot].LearnSilence(above, _densities.RssiVariance, come * (body ? 1 - _noise.BodyLoss : 1) * works * (_heardGateway[gateway] ? 1 : 1 - cloud.Held[gateway]));
            }
            else if (Array.IndexOf(cloud.Missed, link.Anchor) is >= 0 and var missed) one *= p.Outages[missed].Silent(odds, _noise.BurstLoss);
            else one *= 1 - odds * works;
            if (!count) continue;
            if (_expected[link.Anchor] == 0) _silent.Add((link.Anchor, link.Gateway));
            _expected[link.Anchor] += odds * p.Weight;
        }
        if (gateway >= 0) all *= Unless(cloud, gateway, one);
        if (count) _total += p.Weight;
        return Math.Max(all, 1e-12);
    }

    /// <summary>All anchors of a gateway are silent when it keeps everything back.</summary>
    private double Unless(Cloud cloud, int gateway, double one) => _heardGateway[gateway] ? one : cloud.Held[gateway] + (1 - cloud.Held[gateway]) * one;

    /// <summary>An anchor that should have been heard and was not is trusted less (in the mean over the particles).</summary>
    private void Trust(Cloud cloud)
    {
        // A gateway's anchors together first, for a held gateway explains the silence of all.
        foreach (var of in _silent.GroupBy(s => s.Gateway))
        {
            if (_heardGateway[of.Key]) continue;
            var silent = 1.0;
            foreach (var (anchor, _) in of) silent *= 1 - Math.Min(1, _expected[anchor] / _total) * (1 - cloud.InBurst[anchor] * _noise.BurstLoss) * (1 - cloud.Dead[anchor]);
            var held = cloud.Held[of.Key];
            cloud.Held[of.Key] = (float)Math.Min(0.999, held / (held + (1 - held) * silent));
        }
        foreach (var (anchor, gateway) in _silent)
        {
            if (_expected[anchor] > 0.02 * _total) cloud.Miss(anchor, gateway);
            if (_noise.Shadowing > 0 && _run.Plan.Anchors[anchor].Technology is AnchorTechnology.Ble or AnchorTechnology.Wifi && _expected[anchor] > 0.05 * _total)
                cloud.SlotOf(anchor, _noise.Shadowing);
            var odds = Math.Min(1, _expected[anchor] / _total) * (1 - (_heardGateway[gateway] ? 0 : cloud.Held[gateway]));
            var (b, d) = (cloud.InBurst[anchor], cloud.Dead[anchor]);
            double burst = b * (1 - odds * (1 - _noise.BurstLoss)), plain = (1 - b) * (1 - odds);
            var alive = (1 - d) * (burst + plain);
            cloud.Dead[anchor] = (float)Math.Min(0.9999, d / (d + alive + 1e-12));
            cloud.InBurst[anchor] = (float)(burst / (burst + plain + 1e-12));
            _expected[anchor] = 0;
        }
        _total = 0;
    }

    private static bool IsBodyBetween(Point3 anchor, Point3 place, double east, double north)
    {
        var (dx, dy) = (anchor.X - place.X, anchor.Y - place.Y);
        var dot = east * dx + north * dy;
        return dot < 0 && dot * dot > 0.36 * (dx * dx + dy * dy) && dx * dx + dy * dy > 0.25;
    }
}
