using System.Collections.Immutable;
using Shyraq.Core.Evaluation;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Simulator.Scenarios;

namespace Shyraq.Verbs.Accuracy;

/// <summary>A recording or a scenario that is to be scored.</summary>
/// <param name="About">What it is, in half a sentence; "" when the name says it.</param>
/// <param name="Open">Reads or simulates it.</param>
public sealed record AccuracySet(string Name, SetKind Kind, string About, Func<CancellationToken, AccuracyInput> Open)
{
    /// <summary>The set without the fault that this one has.</summary>
    public string? Twin { get; init; }

    /// <summary>What others reached on it, metres by name.</summary>
    public SortedDictionary<string, double>? References { get; init; }

    /// <summary>A scenario of the simulator as a set.</summary>
    public static AccuracySet Of(Scenario scenario) => new(scenario.Name, SetKind.Simulated, scenario.About, stop =>
    {
        var shift = scenario.Run(stop);
        return new AccuracyInput(scenario.Plan.Value, shift.Sightings.Select(s => new FiledSighting(s, null)), shift.Truth, shift.Carriers, []);
    })
    {
        Twin = scenario.Twin,
    };
}

/// <summary>Where a set is from.</summary>
public enum SetKind { Recorded, Simulated }

/// <summary>What a set is made of.</summary>
/// <param name="Sightings">In order of arrival; walked through once.</param>
/// <param name="Carriers">Who carries which tag; empty when that is not known.</param>
/// <param name="Survey">Stationary strengths that the engine is given; mostly none.</param>
public sealed record AccuracyInput(
    MinePlan Plan, IEnumerable<FiledSighting> Sightings, IEnumerable<TruthPoint> Truth, ImmutableSortedDictionary<string, Carrier> Carriers, ImmutableArray<SurveyPoint> Survey);
