using Shyraq.Core.Alarms;
using Shyraq.Simulator.Incidents;

namespace Shyraq.Training;

/// <summary>What a dispatcher has to do.</summary>
public enum Duty
{
    /// <summary>Acknowledge an alarm before it would be passed on to the next person.</summary>
    Acknowledge,

    /// <summary>Declare the emergency.</summary>
    Declare,

    /// <summary>Order people to leave.</summary>
    Order,

    /// <summary>Ask for somebody whose tag fell silent, and write down what was found.</summary>
    AskFor,

    /// <summary>Have a statement confirmed, or take it back.</summary>
    Confirm,
}

/// <summary>How long each duty may take. Seconds; the reasons stand in docs/training.md.</summary>
public static class TrainingRules
{
    /// <summary>From the first alarm after a disaster to the declared emergency.</summary>
    public const double DeclareWithin = 180;

    /// <summary>From the declared emergency to an order to leave.</summary>
    public const double OrderWithin = 60;

    /// <summary>From the alarm that somebody is silent to a mark on the muster board, or a statement about them.</summary>
    public const double AskWithin = 300;

    /// <summary>From a statement to its confirmation or withdrawal.</summary>
    public const double ConfirmWithin = 300;

    /// <summary>Until an alarm of a kind is acknowledged: what its built-in definition gives before it is passed on. Null: nobody waits for it.</summary>
    public static double? AcknowledgeWithin(AlarmKind kind) => AlarmDefinition.Of(kind).EscalateAfter;

    /// <summary>After these an emergency has to be declared.</summary>
    public static bool IsDisaster(TrueKind kind) => kind is TrueKind.Explosion or TrueKind.Fire or TrueKind.Outburst or TrueKind.RoofFall or TrueKind.AreaLost;
}
