using Shyraq.Core.Alarms;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Safety;
using Shyraq.Core.State;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Zones;

/// <summary>
/// A moving vehicle and a person that come near each other along the roadways: never through rock. Both radii are taken off the way between
/// them, for they may be so much nearer. They must be closing, and have been apart by more than both radii before: whoever rides along is not warned of.
/// </summary>
internal sealed class ProximityWatch
{
    /// <summary>A vehicle moves from this speed on, metres a second.</summary>
    private const double Moves = 0.5;

    /// <summary>They close, or part, when the way between them has changed by this much over so long: metres, seconds.</summary>
    private const double Closes = 2, Window = 3;

    /// <summary>It is over when they are so much further apart than the rule allows, metres, or have not been closing for so long, seconds.</summary>
    private const double Hysteresis = 5, Calm = 5;

    /// <summary>Pairs this much beyond the rule are followed, metres: to know that they close.</summary>
    private const double Ahead = 40;

    private readonly SortedDictionary<string, Pair> _pairs = new(StringComparer.Ordinal);
    private readonly Dictionary<int, List<Fix>> _people = []; // by edge; −1 − area in open areas

    /// <summary>Looks at the vehicles in zones with the rule; at a tick it goes on, else it tells what stands.</summary>
    public void Judge(Occupancy occupancy, MinePlan plan, IReadOnlyDictionary<string, Fix>? fixes, Instant now, Func<TagId, bool> isPerson, List<Breach> breaches)
    {
        if (fixes is not null) Follow(occupancy, plan, fixes, now, isPerson);
        foreach (var pair in _pairs.Values)
            if (pair.Stands) breaches.Add(new(AlarmKind.Proximity, $"{pair.Zone}/{pair.Vehicle}/{pair.Person}", pair.Zone, pair.Person, Phrase.Of(PhraseCode.NearerThan, pair.Metres)));
    }

    /// <summary>On a new plan pairs begin anew.</summary>
    public void Clear() => _pairs.Clear();

    public void Write(StateWriter to)
    {
        to.Write((long)_pairs.Count);
        foreach (var pair in _pairs.Values) pair.Write(to);
    }

    public void Read(ref StateReader from)
    {
        _pairs.Clear();
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var pair = Pair.Read(ref from);
            _pairs[pair.Key] = pair;
        }
    }

    private void Follow(Occupancy occupancy, MinePlan plan, IReadOnlyDictionary<string, Fix> fixes, Instant now, Func<TagId, bool> isPerson)
    {
        var zones = occupancy.Zones.All;
        var gathered = false;
        for (var i = 0; i < zones.Length; i++)
        {
            if (zones[i].Rule<ProximityRule>() is not { Metres: var metres }) continue;
            foreach (var (track, _) in occupancy.In(i))
            {
                if (track.Carrier != CarrierKind.Vehicle || fixes.GetValueOrDefault(track.Tag.Value) is not { State: FixState.Live } vehicle || vehicle.Speed < Moves) continue;
                if (!gathered) Gather(plan, fixes, isPerson);
                gathered = true;
                foreach (var (person, way) in Near(plan, vehicle, metres + Ahead)) Note(zones[i].Id, vehicle, person, way, metres, now);
            }
        }
        foreach (var pair in _pairs.Values.Where(pair => pair.IsOver(now)).ToList()) _pairs.Remove(pair.Key);
    }

    private void Note(ZoneId zone, Fix vehicle, Fix person, double way, double metres, Instant now)
    {
        var key = Pair.KeyOf(zone, vehicle.Tag, person.Tag);
        if (!_pairs.TryGetValue(key, out var pair)) _pairs[key] = pair = new(zone, vehicle.Tag, person.Tag, metres);
        pair.Go(now, way, vehicle.Radius95 + person.Radius95);
    }

    private void Gather(MinePlan plan, IReadOnlyDictionary<string, Fix> fixes, Func<TagId, bool> isPerson)
    {
        _people.Clear();
        foreach (var fix in fixes.Values)
        {
            if (fix.State != FixState.Live || !isPerson(fix.Tag)) continue;
            var where = fix.Position is { } at ? plan.Network.EdgeAt(at) : -1 - fix.Area!.Value;
            if (!_people.TryGetValue(where, out var there)) _people[where] = there = [];
            there.Add(fix);
        }
    }

    private IEnumerable<(Fix Person, double Way)> Near(MinePlan plan, Fix vehicle, double limit)
    {
        if (vehicle.Area is { } area)
        {
            foreach (var person in _people.GetValueOrDefault(-1 - area, []))
                if (Point3.HorizontalDistance(person.Place, vehicle.Place) is var across && across <= limit) yield return (person, across);
            yield break;
        }
        if (vehicle.Position is not { } from) yield break;
        var network = plan.Network;
        var ways = new ShortestWays(network, limit);
        ways.Start(from);
        ways.Run();
        var own = network.EdgeAt(from);
        foreach (var index in ways.Reached.SelectMany(j => network.Junctions[j].Ways).Append(own).Distinct().Order())
        {
            if (!_people.TryGetValue(index, out var there)) continue;
            var edge = network.Edges[index];
            foreach (var person in there)
            {
                var offset = person.Position!.Value.Offset;
                var way = Math.Min(ways.To(edge.JunctionFrom) + offset - edge.From, ways.To(edge.JunctionTo) + edge.To - offset);
                if (index == own) way = Math.Min(way, Math.Abs(offset - from.Offset));
                if (way <= limit) yield return (person, way);
            }
        }
    }

    private sealed class Pair(ZoneId zone, TagId vehicle, TagId person, double metres)
    {
        private readonly List<(Instant Time, double Way)> _ways = [];
        private Instant _closing;

        public ZoneId Zone => zone;
        public TagId Vehicle => vehicle;
        public TagId Person => person;

        /// <summary>What the rule allows.</summary>
        public double Metres => metres;

        public bool Stands { get; private set; }

        public string Key => KeyOf(zone, vehicle, person);

        public static string KeyOf(ZoneId zone, TagId vehicle, TagId person) => $"{zone}\n{vehicle}\n{person}";

        /// <param name="unsure">Both radii together, metres. What is beyond the rule itself is not taken off: whoever is lost is not near everybody.</param>
        public void Go(Instant now, double way, double unsure)
        {
            while (_ways.Count > 0 && now.SecondsSince(_ways[0].Time) > Window + 0.5) _ways.RemoveAt(0);
            var closed = _ways.Count > 0 ? _ways[0].Way - way : 0;
            var wasApart = _ways.Count > 0 && _ways[0].Way > unsure;
            _ways.Add((now, way));
            if (closed >= Closes) _closing = now;
            var nearest = way - Math.Min(unsure, metres);
            if (nearest <= metres && closed >= Closes && wasApart) Stands = true;
            else if (nearest > metres + Hysteresis || closed <= -Closes) Stands = false;
        }

        /// <summary>Not seen near each other, or not closing, for long.</summary>
        public bool IsOver(Instant now)
        {
            if (Stands && now.SecondsSince(_closing) >= Calm) Stands = false;
            return !Stands && (_ways.Count == 0 || now.SecondsSince(_ways[^1].Time) > Window);
        }

        public void Write(StateWriter to)
        {
            to.Write(zone.Value);
            to.Write(vehicle.Value);
            to.Write(person.Value);
            to.Write(metres);
            to.Write(Stands);
            to.Write(_closing);
            to.Write((long)_ways.Count);
            foreach (var (time, way) in _ways)
            {
                to.Write(time);
                to.Write(way);
            }
        }

        public static Pair Read(ref StateReader from)
        {
            var pair = new Pair(new(RuleState.Text(ref from)), new(RuleState.Text(ref from)), new(RuleState.Text(ref from)), from.ReadDouble()) { Stands = from.ReadBool(), _closing = from.ReadInstant() };
            for (var i = from.ReadCount(); i > 0; i--) pair._ways.Add((from.ReadInstant(), from.ReadDouble()));
            return pair;
        }
    }
}
