using System.Collections.Immutable;
using Shyraq.Core.Evaluation;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Simulator.People;
using Shyraq.Simulator.Radios;

namespace Shyraq.Simulator.Scenarios;

/// <summary>A small simulation to judge an engine by: seeded, so that it is the same every time.</summary>
/// <param name="Name">Short, of lower-case words with hyphens.</param>
/// <param name="About">What it is, in half a sentence.</param>
/// <param name="Plan">Drawn when it is needed.</param>
/// <param name="Seconds">How long it lasts.</param>
public sealed record Scenario(string Name, string About, Lazy<MinePlan> Plan, SimulationOptions Options, double Seconds)
{
    /// <summary>What is done to the sightings before they are handed out, by the seed.</summary>
    public Func<IEnumerable<Sighting>, long, IEnumerable<Sighting>>? Fault { get; init; }

    /// <summary>The scenario that differs only in having no <see cref="Fault"/>.</summary>
    public string? Twin { get; init; }

    /// <summary>Followed in a second or so: for a check at every change.</summary>
    public bool IsQuick { get; init; }

    /// <summary>The same with other chances: who walks where, what the radios say, which are in error.</summary>
    public Scenario Drawn(long seed) => this with { Options = Options with { Seed = seed } };

    /// <summary>Simulates it as a whole.</summary>
    public SimulatedShift Run(CancellationToken stop = default)
    {
        var simulation = new Simulation(Plan.Value, Options);
        var (truth, arrived) = (new List<TruthPoint>(), new List<Delivery>());
        const int truthEvery = 5;
        for (var tick = 0; tick * Workforce.Tick < Seconds; tick++)
        {
            stop.ThrowIfCancellationRequested();
            if (tick % truthEvery == 0) truth.AddRange(simulation.Truths().Select(t => new TruthPoint(t.Time, new TagId(t.Tag), t.Place, t.Position)));
            simulation.Step(arrived);
        }
        var sightings = arrived.Select(delivery => delivery.Sighting);
        return new SimulatedShift([.. Fault?.Invoke(sightings, Options.Seed) ?? sightings], truth, simulation.Workforce.Carriers);
    }
}

/// <summary>What came of a scenario.</summary>
/// <param name="Sightings">In order of arrival.</param>
/// <param name="Truth">Where everybody was, twice a second.</param>
public sealed record SimulatedShift(ImmutableArray<Sighting> Sightings, IReadOnlyList<TruthPoint> Truth, ImmutableSortedDictionary<string, Carrier> Carriers);
