using Shyraq.Core.Plan;
using Shyraq.Simulator.Chances;
using Shyraq.Simulator.Incidents;

namespace Shyraq.Simulator.Scenarios;

/// <summary>A mine to which things happen, by which the rules of a server are judged. Equal seeds give equal bytes and equal true events.</summary>
/// <param name="Name">Short, of lower-case words with hyphens.</param>
/// <param name="About">What happens, in a sentence.</param>
/// <param name="Plan">Drawn when it is needed.</param>
/// <param name="Minutes">How long it usually lasts.</param>
/// <param name="Script">What happens when.</param>
public sealed record DrillScenario(string Name, string About, Lazy<MinePlan> Plan, SimulationOptions Options, double Minutes, Func<Script, IEnumerable<Incident>> Script)
{
    /// <summary>Done in seconds: for a check at every change.</summary>
    public bool IsQuick { get; init; }

    /// <summary>Hundreds go into zones where UWB anchors hear every metre: here entries have to be told with certainty.</summary>
    public bool IsCovered { get; init; }

    /// <summary>The mine at its start.</summary>
    /// <param name="seconds">How long it will be driven: what a script spreads over the time is spread over this.</param>
    public World Begin(long seed, double seconds) => new(Plan.Value, Options with { Seed = seed }, Incidents(seed, seconds));

    /// <summary>What happens, anew for each run.</summary>
    public IEnumerable<Incident> Incidents(long seed, double seconds) => Script(new(Plan.Value, seconds, new Chance(seed, "script " + Name)));

    /// <summary>It plays in the made-up coal mine, which is the demonstration's too.</summary>
    public bool IsInCoalMine => Plan == ScenarioPlans.Coal;
}

/// <summary>What a script is written from.</summary>
/// <param name="Seconds">How long the scenario lasts.</param>
public sealed record Script(MinePlan Plan, double Seconds, Chance Chance)
{
    /// <summary>So many moments, spread over a part of the scenario.</summary>
    /// <param name="from">Share of its length.</param>
    /// <param name="to">Share of its length.</param>
    public IEnumerable<double> Moments(int count, double from = 0.05, double to = 0.9)
    {
        for (var i = 0; i < count; i++) yield return Math.Round(Seconds * (from + (to - from) * (i + Chance.Between(0.1, 0.9)) / count), 1);
    }
}
