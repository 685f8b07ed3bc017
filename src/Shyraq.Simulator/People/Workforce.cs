using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Units;
using Shyraq.Simulator.Chances;
using Shyraq.Simulator.Travel;

namespace Shyraq.Simulator.People;

/// <summary>The people and machines of a mine, who they are and where they are.</summary>
public sealed class Workforce
{
    /// <summary>One step of the world, seconds: a train moves 0.4 m in it.</summary>
    public const double Tick = 0.1;

    private Workforce(ImmutableArray<Person> people, ImmutableArray<Vehicle> vehicles, ImmutableSortedDictionary<string, Carrier> carriers) =>
        (People, Vehicles, Carriers) = (people, vehicles, carriers);

    public ImmutableArray<Person> People { get; }

    public ImmutableArray<Vehicle> Vehicles { get; }

    /// <summary>Who carries which tag.</summary>
    public ImmutableSortedDictionary<string, Carrier> Carriers { get; }

    /// <summary>Gathers a workforce, the crew on duty already at its work.</summary>
    /// <param name="people">People of one crew; with several crews as many more for each.</param>
    /// <param name="stir">People make small movements while they stand.</param>
    public static Workforce Gather(Ways ways, long seed, int people, int vehicles, ShiftClock shifts, bool stir)
    {
        var lines = ManTrip.In(ways);
        var carriers = ImmutableSortedDictionary.CreateBuilder<string, Carrier>(StringComparer.Ordinal);
        var fleet = Fleet(ways, seed, vehicles, lines, carriers);
        var home = Home(ways);
        var staff = ImmutableArray.CreateBuilder<Person>();
        var names = new Chance(seed, "names");
        // On a plan without a way out nobody comes to relieve the crew.
        for (var crew = 0; crew < (home is null ? 1 : shifts.Crews); crew++)
        {
            var jobs = people == 0 ? [] : new JobBoard(ways, new Chance(seed, "jobs", crew)).Draw(people);
            foreach (var job in jobs)
            {
                var tag = $"T{staff.Count + 1:0000}";
                staff.Add(new Person(tag, ways, new Chance(seed, tag), job, crew, lines, shifts, home, stir ? new Chance(seed, tag + " stirs") : null));
                carriers.Add(tag, new Carrier(CarrierKind.Person, Names.Draw(names), $"{1000 + staff.Count * 7 + names.Below(7)}", shifts.Crews > 1 ? $"{job.Crew}, смена {crew + 1}" : job.Crew, job.Role));
            }
        }
        return new Workforce(staff.ToImmutable(), fleet, carriers.ToImmutable());
    }

    /// <summary>Everybody goes on to a time, seconds since the start: trains first, for people ride them.</summary>
    public void Step(double now, double seconds)
    {
        foreach (var vehicle in Vehicles) vehicle.Step(now, seconds);
        foreach (var person in People) person.Step(now, seconds);
    }

    private static ImmutableArray<Vehicle> Fleet(Ways ways, long seed, int count, List<ManTrip> lines, ImmutableSortedDictionary<string, Carrier>.Builder carriers)
    {
        var chance = new Chance(seed, "fleet");
        var open = ways.Plan.Network.Edges.Where(e => ways.IsOpen(e.Index, Traffic.OnWheels) && e.Length > 10).ToList();
        var below = open.Where(e => JobBoard.SurfaceLevel(ways) is var s && (s.Length == 0 || ways.RoadwayOf(e.Index).Level != s)).ToList();
        if (below.Count > 0) open = below;
        var fleet = ImmutableArray.CreateBuilder<Vehicle>(count);
        // Two trains on each line, longest first, as long as no more than 40 % of the fleet are trains.
        var trains = Math.Min(2 * lines.Count, (int)(count * 0.4));
        for (var i = 0; i < count; i++)
        {
            var tag = $"V{i + 1:000}";
            var own = new Chance(seed, tag);
            if (i < trains)
            {
                var line = lines[i % lines.Count];
                var stop = i < lines.Count ? 0 : line.Stops.Count - 1;
                var way = ManTrip.Way(ways.Plan.Network, line.Roadway, line.Stops[stop], stop == 0 ? line.Stops[1] : line.Stops[stop - 1]).First();
                fleet.Add(new Vehicle(tag, ways, own, Spot.OnEdge(way.Edge, line.Stops[stop]), own.Between(3.2, 4.5), line, stop));
                carriers.Add(tag, new Carrier(CarrierKind.Vehicle, $"Дизелевоз ДЛЗ-210 №{i + 1}", $"{100 + i}", "Участок ВШТ", "Пассажирский состав"));
                continue;
            }
            var at = open.Count > 0 ? chance.Pick(open) is var e ? Spot.OnEdge(e.Index, chance.Between(e.From, e.To)) : default : ways.Somewhere(chance.Below(ways.Halls.Length), chance);
            var (name, role, speed) = (i % 4) switch
            {
                0 => ("Погрузочно-доставочная машина", "ПДМ", 2.2),
                1 => ("Монорельсовый дизелевоз", "Доставка материалов", 1.9),
                2 => ("Аккумуляторный электровоз", "Откатка", 3.2),
                _ => ("Вспомогательная машина", "Обслуживание конвейеров", 2.6),
            };
            fleet.Add(new Vehicle(tag, ways, own, at, speed * own.Between(0.85, 1.15), null, -1));
            carriers.Add(tag, new Carrier(CarrierKind.Vehicle, $"{name} №{i + 1}", $"{100 + i}", "Участок ВШТ", role));
        }
        return fleet.ToImmutable();
    }

    /// <summary>Where lamps are handed out: the blind end nearest to the first exit, or the exit itself; null when the plan has no exit.</summary>
    internal static Spot? Home(Ways ways)
    {
        if (ways.Plan.Landmarks.FirstOrDefault(l => l.Kind == LandmarkKind.Exit) is not { } exit || ways.Plan.Network.Junctions.IsEmpty) return null;
        var near = ways.Plan.Network.Junctions.Where(j => Math.Abs(j.Place.Z - exit.Place.Z) < 6 && Point3.Distance(j.Place, exit.Place) < 300).ToList();
        if (near.Count == 0) return null;
        return ways.At((near.Where(j => j.IsDeadEnd).MinBy(j => Point3.Distance(j.Place, exit.Place)) ?? near.MinBy(j => Point3.Distance(j.Place, exit.Place))!).Index);
    }
}
