using System.Collections.Immutable;
using Shyraq.Core.Units;

namespace Shyraq.Training;

/// <summary>How far a run is.</summary>
public enum TrainingPhase { Preparing, Running, Scoring, Done, Failed }

/// <summary>A training run.</summary>
/// <param name="Mine">The mine in which it plays, which is its own alone.</param>
/// <param name="Ends">When it ends by itself; null until it runs.</param>
/// <param name="Why">Why it failed; "" otherwise.</param>
public sealed record TrainingRun(MineId Mine, string Scenario, long Seed, TrainingPhase Phase, Instant? Began = null, Instant? Ends = null, Instant? Ended = null, string Why = "");

/// <summary>A scenario that can be trained.</summary>
/// <param name="Minutes">How long it takes: minutes at the desk, which are minutes of the mine.</param>
public sealed record TrainingScenario(string Name, string About, double Minutes);

/// <summary>What the desk is shown.</summary>
/// <param name="Offered">This server offers training.</param>
/// <param name="Run">The newest; null before the first since the server started.</param>
public sealed record TrainingState(bool Offered, ImmutableArray<TrainingScenario> Scenarios, TrainingRun? Run);

/// <summary>The sheet of a run that is over.</summary>
public sealed record TrainingSheet(TrainingRun Run, TrainingScore Score);
