using System.Collections.Immutable;
using Shyraq.Simulator.Incidents;

namespace Shyraq.Simulator.Scenarios;

/// <summary>
/// What a dispatcher may train: scenarios of the coal mine, cut to what one sits through. A run takes as long as it says: the server's clock stamps what
/// arrives, so that a second of the mine is a second at the desk.
/// </summary>
public static class TrainingScenarios
{
    /// <summary>Every training mine's id begins with this, and no other mine's should.</summary>
    public const string MinePrefix = "training-";

    /// <summary>The name of every training mine.</summary>
    public const string MineName = "УЧЕБНАЯ · ОҚУ · TRAINING";

    /// <summary>All of them, the shortest first.</summary>
    public static ImmutableArray<DrillScenario> All { get; } =
    [
        Of("late-data") with
        {
            Name = "call-for-help", About = "Somebody presses the SOS button twenty seconds after the start, and somebody else a minute later.", Minutes = 2,
            Script = _ => [new SosCall(20, 60), new SosCall(80, 30)],
        },
        Of("outburst") with { Minutes = 10 },
        Of("explosion") with { Minutes = 12 },
        Of("fire") with { Minutes = 15 },
        Of("evacuation-300") with { Minutes = 15 },
    ];

    private static DrillScenario Of(string drill) => DrillScenarios.All.Single(scenario => scenario.Name == drill);
}
