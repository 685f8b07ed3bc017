using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Simulator.People;
using Shyraq.Simulator.Radios;
using Shyraq.Simulator.Travel;

namespace Shyraq.Simulator;

/// <summary>Where a tag truly is.</summary>
/// <param name="Position">On the network; null in an open area.</param>
public readonly record struct Truth(Instant Time, string Tag, Point3 Place, NetworkPosition? Position);

/// <summary>
/// A mine at work and its radios, step by step of 0.1 s. It has no clock and does no I/O: who drives it decides whether a
/// second of the mine takes a second or a millisecond. Memory does not grow with time: what waits is what gateways hold back.
/// </summary>
public sealed class Simulation
{
    private const double RunUp = 900;
    private readonly SimulationOptions _options;
    private readonly MinePlan _plan;
    private readonly Reception _reception;
    private readonly Gateway[] _gateways;
    private readonly TagUnit[] _tags;
    private readonly PriorityQueue<Delivery, (long Arrived, long Number)> _onTheWay = new();
    private readonly Action<AnchorUnit, double, Func<Instant, Sighting>> _send;
    private long _ticks, _number;

    public Simulation(MinePlan plan, SimulationOptions options)
    {
        (_plan, _options) = (plan, options);
        var ways = new Ways(plan);
        Ways = ways;
        _reception = new Reception(ways);
        Anchors = new Anchorage(plan, options.Seed, options.Noise);
        _gateways = [.. Enumerable.Range(0, Anchors.Gateways).Select(g => new Gateway(g, options.Seed, options.Noise))];
        var shifts = new ShiftClock(options.Crews, ShiftClock.Length - Math.Clamp(options.ShiftLeft, 0, ShiftClock.Length));
        Workforce = Workforce.Gather(ways, options.Seed, options.People, options.Vehicles, shifts, options.PeopleStir);
        var tdoa = options.TdoaArea is { } id ? plan.Areas.ToList().FindIndex(a => a.Id.Value == id) : -1;
        _tags =
        [
            .. Workforce.People.Select((p, i) => new TagUnit(p, i, options.Seed, options.Noise, options.TagsRate, tdoa < 0 ? null : tdoa)),
            .. Workforce.Vehicles.Select((v, i) => new TagUnit(v, i, options.Seed, options.Noise, 2 * options.TagsRate, tdoa < 0 ? null : tdoa)),
        ];
        if (options.SosAt is { } sos && options.People > 0) _tags[(int)(options.Seed % options.People)].Presses.Add(new(sos, sos + 300));
        _send = Send;
        // People are put at their work; a quarter of an hour spreads them as they are found on an ordinary day.
        for (var now = -RunUp; now < 0; now += 0.5) Workforce.Step(now, 0.5);
    }

    /// <summary>The people and machines.</summary>
    public Workforce Workforce { get; }

    /// <summary>The anchors.</summary>
    public Anchorage Anchors { get; }

    /// <summary>The ways that are open.</summary>
    internal Ways Ways { get; }

    /// <summary>The tags: those of the people, then those of the machines.</summary>
    internal IReadOnlyList<TagUnit> Tags => _tags;

    /// <summary>The gateways, by number.</summary>
    internal IReadOnlyList<Gateway> Gateways => _gateways;

    /// <summary>The time so many seconds after the start.</summary>
    internal Instant At(double seconds) => Rounded(seconds);

    /// <summary>Seconds since the start.</summary>
    public double Elapsed => _ticks * Workforce.Tick;

    /// <summary>The time of the mine.</summary>
    public Instant Now => _options.Start.PlusSeconds(Elapsed);

    /// <summary>Goes on by 0.1 s and adds what reached the server meanwhile, in order of arrival.</summary>
    public void Step(List<Delivery> arrived)
    {
        var (from, to) = (Elapsed, (_ticks + 1) * Workforce.Tick);
        Workforce.Step(to, Workforce.Tick);
        _ticks++;
        foreach (var tag in _tags) tag.Step(from, to, _reception, Anchors, _send);
        var now = Now.UnixMicroseconds;
        while (_onTheWay.TryPeek(out _, out var order) && order.Arrived <= now) arrived.Add(_onTheWay.Dequeue());
    }

    /// <summary>Where everybody on duty is now.</summary>
    public IEnumerable<Truth> Truths()
    {
        foreach (Body body in Workforce.People) if (body.IsOn) yield return TruthOf(body);
        foreach (Body body in Workforce.Vehicles) yield return TruthOf(body);
    }

    private Truth TruthOf(Body body) => new(Now, body.Tag, body.Place, body.Spot.Edge < 0 ? null : new NetworkPosition(_plan.Network.Edges[body.Spot.Edge].Roadway, body.Spot.Offset));

    private void Send(AnchorUnit unit, double at, Func<Instant, Sighting> sighting)
    {
        var gateway = _gateways[unit.Gateway];
        // The stamp is the anchor's own clock; arrival is by the server's.
        var stamped = sighting(Rounded(at + unit.ClockOffset));
        var arrival = gateway.Arrival(at);
        Enqueue(unit.Gateway, stamped, arrival);
        if (gateway.Again() is { } later) Enqueue(unit.Gateway, stamped, arrival + later);
    }

    private void Enqueue(int gateway, Sighting sighting, double arrival)
    {
        var arrived = Rounded(arrival);
        _onTheWay.Enqueue(new Delivery(gateway, sighting with { Arrived = arrived }), (arrived.UnixMicroseconds, _number++));
    }

    /// <summary>Clocks stamp to the tenth of a millisecond.</summary>
    private Instant Rounded(double seconds) => _options.Start.PlusSeconds(Math.Round(seconds, 4));
}
