using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Oracle.Radios;
using Shyraq.Oracle.Runs;
using Shyraq.Simulator.Chances;

namespace Shyraq.Oracle.Particles;

/// <summary>
/// The particle filter of one tag. It goes from epoch to epoch of the tag. What comes late is put where it belongs: the
/// filter goes back to the last copy of itself before it and works its way forward again, as one does who wants the best
/// answer at any price.
/// </summary>
internal sealed class TagFilter
{
    /// <summary>What was not heard half a second after an epoch is taken as not heard, until it comes late.</summary>
    private const double Patience = 0.5;

    /// <summary>Copies are made every so many seconds and kept for a gateway's longest hold.</summary>
    private const double CopyEvery = 5;
    private const int Copies = 15;

    /// <summary>To begin anew from the readings alone is this likely in an epoch.</summary>
    private const double Astray = 1e-4;

    private readonly SimulatedRun _run;
    private readonly TagPlan _tag;
    private readonly Mobility _mobility;
    private readonly Weighing _weighing;
    private readonly Birth _birth;
    private readonly Rejuvenation _rejuvenation;
    private readonly Chance _chance;
    private readonly Cloud _cloud;
    private readonly List<Cloud> _copies = [];
    private readonly SortedDictionary<long, Heard> _heard = [];
    private long _dirty = long.MaxValue;

    private sealed class Heard
    {
        public readonly List<Reading> All = [];
        public int Used;
    }

    public TagFilter(SimulatedRun run, Places places, TagPlan tag, int particles)
    {
        (_run, _tag) = (run, tag);
        _chance = new Chance(run.Options.Seed, "oracle " + tag.Tag.Value);
        _mobility = new Mobility(run, _chance);
        _weighing = new Weighing(run, places, _mobility);
        _birth = new Birth(run, places, _mobility, _chance);
        _rejuvenation = new Rejuvenation(run, _mobility, _weighing, _chance);
        _cloud = new Cloud(particles, run.Plan.Anchors.Length, run.Anchorage.Gateways);
        _weighing.Begin(_cloud);
    }

    /// <summary>It was heard at least once.</summary>
    public bool IsPlaced => _cloud.IsPlaced;

    /// <summary>The particles, for a summary.</summary>
    public ReadOnlySpan<Particle> Particles => _cloud.Particles;

    /// <summary>How the tag moves.</summary>
    public Mobility Mobility => _mobility;

    /// <summary>The time that the particles stand at.</summary>
    public Instant Time => TimeOf(_cloud.Epoch);

    /// <summary>Notes what arrived.</summary>
    public void Hear(Sighting sighting)
    {
        if (Reading.Of(sighting, _run.Plan) is not { } reading) return;
        // The clocks of the anchors are given: each is off by a constant that its promptest readings show.
        var offset = reading.Anchor >= 0 ? _run.Anchorage.Units[reading.Anchor].ClockOffset : 0;
        var seconds = sighting.Time.SecondsSince(_run.Options.Start) - offset;
        var epoch = (long)Math.Floor((seconds - _tag.Slot + 0.001) / _tag.Period);
        var newest = (long)Math.Floor((sighting.Arrived.SecondsSince(_run.Options.Start) - _tag.Slot + 0.001) / _tag.Period);
        epoch = Math.Clamp(epoch, 0, newest);
        if (!_heard.TryGetValue(epoch, out var heard)) _heard[epoch] = heard = new Heard();
        if (heard.All.Exists(r => r.Anchor == reading.Anchor && r.Technology == reading.Technology)) return;
        heard.All.Add(reading);
        if (_cloud.IsPlaced && (epoch < _cloud.Epoch || (epoch == _cloud.Epoch && _cloud.IsSettled))) _dirty = Math.Min(_dirty, epoch);
    }

    /// <summary>Takes in all that was noted, up to a time.</summary>
    public void CatchUp(Instant now)
    {
        if (!_cloud.IsPlaced && !Find()) return;
        if (_dirty < long.MaxValue) GoBack(_dirty);
        _dirty = long.MaxValue;
        while (TimeOf(_cloud.Epoch + 1) <= now)
        {
            Take();
            Settle();
            Advance();
        }
        Take();
        if (!_cloud.IsSettled && now.SecondsSince(Time) >= Patience) Settle();
    }

    private Instant TimeOf(long epoch) => _run.Options.Start.PlusSeconds(_tag.Slot + epoch * _tag.Period);

    private bool Find()
    {
        foreach (var (epoch, heard) in _heard)
        {
            if (_birth.Weigh(heard.All.ToArray()) <= 0) continue;
            _birth.Draw(_cloud.Particles, 1.0 / _cloud.Particles.Length, _tag.IsVehicle);
            (_cloud.Epoch, _cloud.IsPlaced) = (epoch, true);
            Copy();
            return true;
        }
        return false;
    }

    /// <summary>Takes in what was heard in the epoch that the cloud stands at and not used yet.</summary>
    private void Take()
    {
        if (!_heard.TryGetValue(_cloud.Epoch, out var heard) || heard.Used == heard.All.Count) return;
        var fresh = heard.All.ToArray().AsSpan(heard.Used);
        heard.Used = heard.All.Count;
        var foretold = _weighing.Heard(_cloud, fresh, _tag);
        // Lost? Then what the readings alone say is mixed in, with its due share.
        if (!(foretold > Math.Pow(0.01, fresh.Length)) && _birth.Weigh(fresh) is > 0 and var anew && Astray * anew > 0.02 * foretold) Remix(foretold, Astray * anew);
        Tidy();
    }

    private void Tidy()
    {
        if (_cloud.Tidy(_chance)) _rejuvenation.Move(_cloud, _tag.IsVehicle);
    }

    private void Remix(double foretold, double anew)
    {
        var particles = _cloud.Particles.AsSpan();
        var some = particles[..(particles.Length / 4)];
        var sum = 0.0;
        foreach (ref var p in particles[some.Length..]) sum += p.Weight;
        var share = anew / (anew + foretold);
        if (sum > 0) foreach (ref var p in particles[some.Length..]) p.Weight *= (1 - share) / sum;
        _birth.Draw(some, share / some.Length, _tag.IsVehicle);
        foreach (var slot in Enumerable.Range(0, Errors.Count)) (_cloud.Slots[slot], _cloud.SlotHeard[slot]) = (-1, 0);
    }

    private void Settle()
    {
        if (_cloud.IsSettled) return;
        _cloud.IsSettled = true;
        _weighing.NotHeard(_cloud, _heard.TryGetValue(_cloud.Epoch, out var heard) ? heard.All.ToArray() : [], _tag);
        Tidy();
    }

    private void Advance()
    {
        var every = (long)Math.Max(1, CopyEvery / _tag.Period);
        if (_cloud.Epoch % every == 0) Copy();
        _cloud.Epoch++;
        _cloud.IsSettled = false;
        var noise = _run.Options.Noise;
        double begins = 1 - Math.Pow(1 - noise.BurstBegins, _tag.Period), ends = 1 - Math.Pow(1 - noise.BurstEnds, _tag.Period);
        foreach (ref var p in _cloud.Particles.AsSpan())
        {
            var metres = _mobility.Step(ref p, _tag.Period, _tag.IsVehicle);
            p.InBurst = p.InBurst ? !_chance.Happens(ends) : _chance.Happens(begins);
            if (metres > 0) Shadow(ref p, metres);
        }
        _weighing.Elapse(_cloud, _tag.Period);
    }

    /// <summary>
    /// Shadowing changes over some six metres of way, but who mills about comes back into the same shadows: for him it is taken
    /// as changing ten times slower, lest the same few shadows be counted again and again.
    /// </summary>
    private void Shadow(ref Particle p, double metres)
    {
        var length = p.Gait is Gait.Walk or Gait.Ride ? 5 : 50;
        for (var i = 0; i < Errors.Count; i++)
        {
            if (_cloud.Slots[i] < 0 || _run.Plan.Anchors[_cloud.Slots[i]].Technology is not (AnchorTechnology.Ble or AnchorTechnology.Wifi)) continue;
            var keep = Math.Exp(-metres / length);
            var full = _run.Options.Noise.Shadowing * _run.Options.Noise.Shadowing;
            p.Errors[i] = new((float)(keep * p.Errors[i].Mean), (float)(keep * keep * p.Errors[i].Variance + (1 - keep * keep) * full));
        }
    }

    private void Copy()
    {
        var copy = _copies.Count < Copies ? new Cloud(_cloud.Particles.Length, _run.Plan.Anchors.Length, _run.Anchorage.Gateways) : _copies[0];
        if (_copies.Count == Copies) _copies.RemoveAt(0);
        _cloud.CopyTo(copy);
        _copies.Add(copy);
        while (_heard.Count > 0 && _heard.First().Key < _copies[0].Epoch) _heard.Remove(_heard.First().Key);
    }

    /// <summary>Back to the last copy that was made before an epoch. What is older than all copies is let go.</summary>
    private void GoBack(long epoch)
    {
        var last = _copies.FindLastIndex(c => c.Epoch < epoch);
        if (last < 0) return;
        _copies[last].CopyTo(_cloud);
        _copies.RemoveRange(last + 1, _copies.Count - last - 1);
        foreach (var (at, heard) in _heard) if (at > _cloud.Epoch) heard.Used = 0;
    }
}
