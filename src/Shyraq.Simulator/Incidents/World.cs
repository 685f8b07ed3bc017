using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Shyraq.Simulator.Chances;
using Shyraq.Simulator.Feeds;
using Shyraq.Simulator.Incidents.Witnesses;
using Shyraq.Simulator.People;
using Shyraq.Simulator.Radios;
using Shyraq.Simulator.Travel;
using Shyraq.Simulator.Ventilation;

namespace Shyraq.Simulator.Incidents;

/// <summary>
/// A simulated mine to which things happen. Beside what its radios hear it gives what its sensors, turnstiles and tags tell, takes orders for the tags,
/// and writes down what truly happens. A server may be given the former alone.
/// </summary>
public sealed class World
{
    /// <summary>One hears of an order on the tag and reads it after so long at least, and so much longer on average, seconds.</summary>
    private const double QuickestReaction = 4, Reaction = 15;

    private readonly Simulation _simulation;
    private readonly PriorityQueue<Incident, (double At, int Number)> _coming = new();
    private readonly List<Incident> _going = [];
    private readonly IWitness[] _witnesses;
    private readonly Turnstiles _turnstiles;
    private readonly Dictionary<string, TagUnit> _tags;
    private readonly PriorityQueue<FeedItem, (double At, long Number)> _feed = new();
    private readonly Dictionary<string, double> _heardAt = new(StringComparer.Ordinal);
    private long _second = -1, _fed;

    public World(MinePlan plan, SimulationOptions options, IEnumerable<Incident> incidents)
    {
        (Plan, _simulation) = (plan, new Simulation(plan, options));
        Chance = new Chance(options.Seed, "incidents");
        Flow = new AirFlow(Ways);
        Gas = new AirField(plan, Flow);
        Sensors = new GasSensors(plan, Flow, Gas, options.Seed);
        Refuges = [.. plan.Landmarks.Where(l => l.Kind == LandmarkKind.Refuge).Select(l => SpotAt(l.Place)).OfType<Spot>()];
        _tags = _simulation.Tags.ToDictionary(t => t.Body.Tag, StringComparer.Ordinal);
        _turnstiles = new Turnstiles(Ways, Workforce);
        _witnesses = [new ZoneWitness(plan), new CapacityWitness(plan), new MotionlessWitness(), new SpeedWitness(), new ProximityWitness(plan), new GasWitness(plan), new SosWitness(), new LeavingWitness(), new StandingWitness(), new RadioWitness()];
        foreach (var incident in incidents) _coming.Enqueue(incident, (incident.At, _coming.Count));
    }

    public MinePlan Plan { get; }

    /// <summary>Who carries which tag.</summary>
    public Workforce Workforce => _simulation.Workforce;

    /// <summary>What truly happens.</summary>
    public TrueEvents Truth { get; } = new();

    /// <summary>The time of the mine.</summary>
    public Instant Now => _simulation.Now;

    /// <summary>Seconds since the start.</summary>
    public double Elapsed => _simulation.Elapsed;

    /// <summary>The gateways that speak to the server.</summary>
    public int Gateways => _simulation.Anchors.Gateways;

    /// <summary>The anchors as they are.</summary>
    public Anchorage Anchors => _simulation.Anchors;

    /// <summary>How the air goes.</summary>
    public AirFlow Flow { get; }

    /// <summary>What is in the air beyond an ordinary day.</summary>
    public AirField Gas { get; }

    /// <summary>The fixed sensors.</summary>
    public GasSensors Sensors { get; }

    internal Ways Ways => _simulation.Ways;

    /// <summary>What is by chance in incidents.</summary>
    internal Chance Chance { get; }

    /// <summary>Where the refuges are.</summary>
    internal ImmutableArray<Spot> Refuges { get; }

    internal IReadOnlyList<Gateway> GatewayUnits => _simulation.Gateways;

    internal TagUnit TagOf(string tag) => _tags[tag];

    /// <summary>When anything of a tag reached the server last, seconds since the start; −∞ when nothing ever did.</summary>
    internal double HeardAt(string tag) => _heardAt.GetValueOrDefault(tag, double.NegativeInfinity);

    internal IEnumerable<TagUnit> Tags => _simulation.Tags;

    /// <summary>The time so many seconds after the start.</summary>
    internal Instant At(double seconds) => _simulation.At(seconds);

    /// <summary>Goes on by 0.1 s and adds what reached the server meanwhile, in order of arrival.</summary>
    public void Step(List<Delivery> sightings, List<FeedItem> feed)
    {
        while (_coming.TryPeek(out var next, out var order) && order.At <= Elapsed)
        {
            _coming.Dequeue();
            next.Begin(this);
            _going.Add(next);
        }
        var known = sightings.Count;
        _simulation.Step(sightings);
        for (var i = known; i < sightings.Count; i++) _heardAt[sightings[i].Sighting.Tag.Value] = Elapsed;
        foreach (var passage in _turnstiles.Step(Now, Truth)) Feed(passage, Elapsed + 0.2);
        foreach (var tag in _simulation.Tags) Answer(tag);
        if ((long)Elapsed > _second) EachSecond();
        while (_feed.TryPeek(out _, out var order) && order.At <= Elapsed) feed.Add(_feed.Dequeue());
    }

    /// <summary>The server sends an order; it goes out by way of the anchors. Sent once more it changes nothing for those who were sent it before.</summary>
    public void Order(DownlinkOrder order)
    {
        HashSet<string> to = [.. order.Tags.Select(tag => tag.Value)];
        foreach (var tag in _simulation.Tags)
        {
            if (to.Count > 0 && !to.Contains(tag.Body.Tag)) continue;
            var chance = new Chance(order.Number, tag.Body.Tag);
            if (!tag.Downlink.Send(order, tag.Body.IsInert ? double.PositiveInfinity : QuickestReaction + chance.Exponential(Reaction))) continue;
            if (order.Text is OrderText.Leave or OrderText.LeaveToRefuge && tag.Body is Person { IsOn: true, CarriedBy: null } && Truth.Lasts(TrueKind.Underground, tag.Body.Tag))
                Truth.Begin(TrueKind.Ordered, tag.Body.Tag, tag.Body.Place, Now);
        }
    }

    /// <summary>The dispatcher of the scenario does something.</summary>
    internal void Do(Act act) => Feed(new DeskAct(Now, act), Elapsed);

    /// <summary>Where everybody on duty is now.</summary>
    public IEnumerable<Truth> Places() => _simulation.Truths();

    /// <summary>The spot of the network nearest to a place, if one is within 30 m.</summary>
    internal Spot? SpotAt(Point3 place)
    {
        var (best, spot) = (30.0, (Spot?)null);
        for (var r = 0; r < Plan.Roadways.Length; r++)
        {
            var near = Plan.Roadways[r].Line.Nearest(place);
            if (near.Distance >= best) continue;
            (best, spot) = (near.Distance, SpotAt(new NetworkPosition(r, near.Offset)));
        }
        return spot;
    }

    /// <summary>A position as a spot.</summary>
    internal Spot SpotAt(NetworkPosition at) => Spot.OnEdge(Plan.Network.EdgeAt(at), at.Offset);

    /// <summary>A place of the network by the id of its roadway.</summary>
    internal Spot SpotAt(RoadwayId roadway, double offset) => SpotAt(new NetworkPosition(Plan.RoadwayIndex(roadway), offset));

    private void EachSecond()
    {
        _second = (long)Elapsed;
        foreach (var incident in _going) incident.Continue(this);
        Gas.Step(1);
        foreach (var reading in Sensors.Step(Elapsed, At)) Feed(reading, Elapsed + 0.5);
        foreach (var person in Workforce.People)
            if (_tags[person.Tag].Downlink.TakeRead(Elapsed) is { } text) Obey(person, text);
        foreach (var witness in _witnesses) witness.Look(this);
    }

    private void Obey(Person person, OrderText text)
    {
        if (text is OrderText.Leave or OrderText.LeaveToRefuge) person.Leave(Elapsed, Refuges, toRefuge: text == OrderText.LeaveToRefuge);
    }

    private void Answer(TagUnit tag)
    {
        foreach (var (by, at, order, read) in tag.Downlink.Answers)
            Feed(new TagReply(At(at), new TagId(tag.Body.Tag), order, read), GatewayUnits[by.Gateway].Arrival(at));
        tag.Downlink.Answers.Clear();
    }

    private void Feed(FeedItem item, double arrives) => _feed.Enqueue(item, (arrives, _fed++));
}
