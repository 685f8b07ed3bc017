using Shyraq.Core;
using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Simulator.Chances;
using Shyraq.Simulator.People;
using Shyraq.Simulator.Radios;
using Shyraq.Simulator.Travel;

namespace Shyraq.Simulator.Tests.Coverage;

/// <summary>A person who walks from one end of a plan to the other and back, the radios of the simulator around, and the filter behind them.</summary>
internal sealed class Walk : Body
{
    private const double Tick = 0.1;
    private static readonly Instant Start = Instant.From(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly Chance _chance;
    private readonly Noise _noise;
    private readonly double _tagBias;
    private readonly List<RadioPath> _paths = [];

    private Walk(Ways ways, Chance chance, Spot at, Noise noise) : base("T", ways, chance, at) =>
        (_chance, _noise, _tagBias) = (chance, noise, noise.TagBias * chance.Normal());

    public override bool IsOn => true;
    public override bool IsRiding => false;

    /// <summary>
    /// Where the person truly was on the network at each whole second of the way back, how far from there the filter's fix was
    /// (metres in 3-D), and how far the person had walked since an anchor heard him. The way out is the filter's to settle.
    /// </summary>
    public static IEnumerable<(NetworkPosition Position, double Error, double Silent)> Errors(MinePlan plan, NetworkPosition from, NetworkPosition to, int seed)
    {
        var noise = Noise.Normal with { WrongClocks = 0, Dead = 0, DyingPerHour = 0, WeakGateways = 0 };
        var ways = new Ways(plan);
        var (reception, anchors, chance) = (new Reception(ways), new Anchorage(plan, seed, noise), new Chance(seed, "walk"));
        var (a, b) = (On(plan, from), On(plan, to));
        var walk = new Walk(ways, chance, a, noise);
        var mine = new Mine(plan);
        var pace = Math.Clamp(1.25 + 0.12 * chance.Normal(), 1.0, 1.5);
        var (ticks, heard) = (0, 0);
        foreach (var (here, there) in ((Spot, Spot)[])[(a, b), (b, a)])
        {
            walk.SetOut(ways.Find(here, there, Traffic.OnFoot)!);
            while (walk.IsUnderWay)
            {
                walk.Go(pace, Tick);
                ticks++;
                var now = Start.PlusSeconds(Math.Round(ticks * Tick, 3));
                if (ticks % 10 == 3 && walk.Heard(reception, anchors, now) is { Count: > 0 } sightings)
                {
                    mine.Follow(new SightingsInput(now, [.. sightings]));
                    heard = ticks;
                }
                if (ticks % 10 != 0 || here == a || mine.FixOf(new TagId("T"), now) is not { } fix) continue;
                yield return (new(plan.Network.Edges[walk.Spot.Edge].Roadway, walk.Spot.Offset), Point3.Distance(fix.Place, walk.Place), (ticks - heard) * Tick * pace);
            }
        }
    }

    private List<Sighting> Heard(Reception reception, Anchorage anchors, Instant now)
    {
        reception.At(Spot, Place, _paths);
        var sightings = new List<Sighting>();
        foreach (var path in _paths)
        {
            var unit = anchors.Units[path.Anchor];
            var toAnchor = unit.Anchor.Place - Place;
            var body = (Math.Cos(Facing) * toAnchor.X + Math.Sin(Facing) * toAnchor.Y) / Math.Max(toAnchor.Length, 0.5) < -0.6;
            var delivered = (1 - _noise.Loss) * (1 - (body ? _noise.BodyLoss : 0));
            if (!_chance.Happens(delivered)) continue;
            switch (unit.Anchor.Technology)
            {
                case AnchorTechnology.Uwb when _chance.Happens(Measuring.UwbOdds(_noise, path)):
                    var range = Math.Max(0.02, path.Distance + unit.Bias + _tagBias + Measuring.RangeError(_noise, path, body, _chance));
                    sightings.Add(new RangeSighting(now, now, new("T"), unit.Anchor.Id, new(Math.Round(range, 2)), null, null, null));
                    break;
                case AnchorTechnology.Ble when Measuring.Rssi(_noise, unit, path, Spot.Offset, Spot.Edge, body, _chance) is var dbm && dbm >= Measuring.WeakestRssi:
                    sightings.Add(new RssiSighting(now, now, new("T"), unit.Anchor.Id, new(Math.Round(dbm))));
                    break;
                case AnchorTechnology.Rfid when _chance.Happens(Measuring.ReadOdds(_noise, unit, path)):
                    sightings.Add(new SeenSighting(now, now, new("T"), unit.Anchor.Id));
                    break;
            }
        }
        return sightings;
    }

    private static Spot On(MinePlan plan, NetworkPosition at) => Spot.OnEdge(plan.Network.EdgeAt(at), at.Offset);
}
