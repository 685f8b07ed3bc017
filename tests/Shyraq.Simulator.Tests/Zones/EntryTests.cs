using Shyraq.Core;
using Shyraq.Core.Acts;
using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;
using Shyraq.Simulator.Radios;
using Xunit;

namespace Shyraq.Simulator.Tests.Zones;

/// <summary>How many entries into zones are found, and how many are told that were none, against the simulator's truth.</summary>
public sealed class EntryTests(ITestOutputHelper output)
{
    /// <summary>Who goes in no deeper than this, metres, is at the border: found or not, it is no fault.</summary>
    private const double Deep = 3;

    /// <summary>An entry is found when it is told at most so long after it, seconds.</summary>
    private const double Within = 10;

    [Fact]
    public void Of_a_hundred_who_enter_a_zone_at_least_99_are_found_and_at_most_one_who_does_not_is_told()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SHYRAQ_QUICK") is not null, "quick run: forty minutes of a mine are left out");
        var plan = Plans.CoalMinePlan;
        var zones = Drawn(plan);
        var mine = new Mine(plan);
        var simulation = new Simulation(plan, new SimulationOptions { Seed = 11, People = 200, Vehicles = 12, Crews = 2, ShiftLeft = 300 });
        foreach (var zone in zones) Act(mine, simulation.Now, new PutZone(zone.Id, zone.Id.Value, new([new(plan.Roadways[zone.Roadway].Id, zone.From, zone.To)], [], []), []));
        Act(mine, simulation.Now, new ActivateZones(ZonesBoard.Of(mine).Draft!.Revision, "measured", Untried: true));

        var truth = new EntryTruth(zones);
        var told = new List<Crossing>();
        var arrived = new List<Delivery>();
        for (var second = 0; second < 2400; second++)
        {
            for (var tick = 0; tick < 10; tick++) simulation.Step(arrived);
            if (arrived.Count > 0) told.AddRange(Take(mine, new SightingsInput(simulation.Now, [.. arrived.Select(d => d.Sighting)])));
            told.AddRange(Take(mine, new TickInput(simulation.Now)));
            arrived.Clear();
            foreach (var one in simulation.Truths()) truth.Note(one);
        }

        var entries = told.Where(c => zones.Any(z => z.Id == c.Zone) && c.Kind != CrossingKind.Left).ToList();
        var (found, missed, delays) = truth.Match(entries, Deep, Within);
        var wrong = truth.Wrong(entries, Within);
        output.WriteLine($"{found + missed.Count} true entries into {zones.Length} zones: {found} found, {missed.Count} missed, {wrong.Count} told that were none; delay p50 {delays[delays.Length / 2]:0.0} s, p95 {delays[delays.Length * 95 / 100]:0.0} s");
        foreach (var one in missed.Take(20)) output.WriteLine($"missed {one}");
        foreach (var one in wrong.Take(20)) output.WriteLine($"wrong {one}");
        Assert.True(found + missed.Count > 500, $"only {found + missed.Count} true entries");
        Assert.True(missed.Count <= 0.01 * (found + missed.Count), $"{missed.Count} of {found + missed.Count} missed");
        Assert.True(wrong.Count <= 0.01 * (found + missed.Count), $"{wrong.Count} false of {found + missed.Count}");
    }

    /// <summary>Stretches, one behind every second anchor, of the roadways that UWB covers: anchors at most 80 m apart.</summary>
    internal static TrueZone[] Drawn(MinePlan plan) =>
    [
        .. from view in plan.Views
           where view is { Anchor.Technology: AnchorTechnology.Uwb, Foot: not null }
           group view.Foot!.Value.Offset by view.Foot!.Value.Roadway into feet
           let offsets = feet.Order().ToArray()
           where offsets.Length >= 2 && offsets.Zip(offsets.Skip(1), (a, b) => b - a).Max() <= 80
           from i in Enumerable.Range(0, offsets.Length - 1)
           where i % 2 == 0
           select new TrueZone(new($"U{plan.Roadways[feet.Key].Id}-{i}"), feet.Key, offsets[i] + 7, offsets[i + 1] + 3),
    ];

    private static System.Collections.Immutable.ImmutableArray<Crossing> Take(Mine mine, MineInput input) => mine.Judge(mine.Place(mine.Follow(input))).Placed.Crossings;

    private static void Act(Mine mine, Instant now, Act act) => Assert.Null(mine.Judge(mine.Place(mine.Follow(new ActInput(now, "test", act)))).Refusal);
}
