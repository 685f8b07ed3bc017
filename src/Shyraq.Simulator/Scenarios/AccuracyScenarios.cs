using System.Collections.Immutable;
using Shyraq.Core.Sightings;
using Shyraq.Simulator.Faults;
using Shyraq.Simulator.Radios;

namespace Shyraq.Simulator.Scenarios;

/// <summary>The scenarios that every engine is scored on.</summary>
public static class AccuracyScenarios
{
    private const double FiveMinutes = 300, TenMinutes = 600;
    private static readonly SimulationOptions Shift = new() { Seed = 1, People = 100, Vehicles = 12, PeopleStir = false };
    private static readonly SimulationOptions Crew = new() { Seed = 1, People = 12, Vehicles = 2, PeopleStir = false };
    private static readonly SimulationOptions Alone = new() { Seed = 1, People = 1, Vehicles = 0, PeopleStir = false, Noise = Noise.Clean, TdoaArea = ScenarioPlans.HallId };

    /// <summary>All of them, in the order of telling.</summary>
    public static ImmutableArray<Scenario> All { get; } =
    [
        Coal("coal-clean", "the coal mine, 100 people and 12 machines, clean radios", Noise.Clean),
        Coal("coal-normal", "the coal mine, radios as they are", Noise.Normal),
        Coal("coal-harsh", "the coal mine, radios on a bad day", Noise.Harsh),
        new("coal-readers", "the coal mine with its zonal readers alone", ScenarioPlans.CoalReaders, Shift, TenMinutes),
        new("coal-strengths", "the coal mine with Bluetooth in place of UWB, radios as they are: most tags are known by strengths alone", ScenarioPlans.CoalStrengths, Shift, TenMinutes),
        Drift("drift-clean", "a drift with two side drifts, one of them without an anchor, 12 people and 2 machines, clean radios", Noise.Clean),
        Drift("drift-normal", "the drift, radios as they are", Noise.Normal),
        Drift("drift-harsh", "the drift, radios on a bad day", Noise.Harsh),
        Hall("hall-clean", "a hall with a pillar, ranges to four corners, 12 people and 2 machines, clean radios", Noise.Clean),
        Hall("hall-normal", "the hall, radios as they are", Noise.Normal),
        Hall("hall-differences", "the hall, radios as they are, range differences instead of ranges", Noise.Normal) with { Options = Crew with { TdoaArea = ScenarioPlans.HallId } },
        .. Faulty(Hall("hall-clean", "", Noise.Clean)),
        .. Faulty(Coal("coal-clean", "", Noise.Clean)),
        Differences("hall-differences-10", "one person in the hall, 10 range differences a second, clean radios", 10),
        Differences("hall-differences-470", "the walk of hall-differences-10, 470 range differences a second", 470) with { Twin = "hall-differences-10" },
    ];

    private static Scenario Coal(string name, string about, Noise noise) => new(name, about, ScenarioPlans.Coal, Shift with { Noise = noise }, TenMinutes);

    private static Scenario Drift(string name, string about, Noise noise) => new(name, about, ScenarioPlans.Drift, Crew with { Noise = noise }, TenMinutes) { IsQuick = true };

    private static Scenario Hall(string name, string about, Noise noise) => new(name, about, ScenarioPlans.Hall, Crew with { Noise = noise }, FiveMinutes) { IsQuick = true };

    /// <summary>Three anchors give a difference to the fourth: an epoch gives three.</summary>
    private static Scenario Differences(string name, string about, double rate) =>
        new(name, about, ScenarioPlans.Hall, Alone with { TagsRate = rate / 3 }, FiveMinutes) { Fault = (s, _) => Logged(s) };

    /// <summary>A scenario once for each fault of ranging.</summary>
    private static IEnumerable<Scenario> Faulty(Scenario clean)
    {
        var place = clean.Name[..clean.Name.IndexOf('-', StringComparison.Ordinal)];
        Scenario With(string name, string about, Func<IEnumerable<Sighting>, long, IEnumerable<Sighting>> fault) =>
            clean with { Name = $"{place}-{name}", About = $"{clean.Name}, {about}", Fault = fault, Twin = clean.Name };
        yield return With("scale", "all ranges 7 % too long", (s, _) => RangeFaults.Scaled(s, 0.07));
        yield return With("outliers", "1 % of the ranges replaced by a number from 0 to 245 m", (s, seed) => RangeFaults.Replaced(s, 0.01, 245, seed));
        yield return With("bias", "all ranges 0.25 m too long", (s, _) => RangeFaults.Lengthened(s, 0.25));
    }

    /// <summary>As a recorder beside the anchors writes them: in order of time and without delay. At hundreds a second a gateway's delays would shuffle them all.</summary>
    private static IEnumerable<Sighting> Logged(IEnumerable<Sighting> sightings) => sightings.OrderBy(s => s.Time).Select(s => s with { Arrived = s.Time });
}
