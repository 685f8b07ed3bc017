using Shyraq.Core.Alarms;
using Shyraq.Simulator.Incidents;
using Shyraq.Verbs.Drill;

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

    /// <summary>A call for help that was not told by then is missed; drills grant more, as their uplinks are cut.</summary>
    private const double SosToldWithin = 30;

    /// <summary>Until an alarm of a kind is acknowledged: what its built-in definition gives before it is passed on. Null: nobody waits for it.</summary>
    public static double? AcknowledgeWithin(AlarmKind kind) => AlarmDefinition.Of(kind).EscalateAfter;

    /// <summary>A true event may be told so long after it began or ended: what a drill grants and the alarm's own delay, but a call for help never later.</summary>
    public static double ToldWithin(DrillRule rule, AlarmKind kind) => kind == AlarmKind.Sos ? SosToldWithin : Math.Max(rule.Late, AlarmDefinition.Of(kind).DelayOn);

    /// <summary>After these an emergency has to be declared.</summary>
    public static bool IsDisaster(TrueKind kind) => kind is TrueKind.Explosion or TrueKind.Fire or TrueKind.Outburst or TrueKind.RoofFall or TrueKind.AreaLost;

    /// <summary>By these one can know of a disaster; that a machine is too fast says nothing of one.</summary>
    public static bool IsSignOfDisaster(AlarmKind kind) =>
        kind is AlarmKind.AreaLost or AlarmKind.GasLimit or AlarmKind.GasRise or AlarmKind.AnchorDead or AlarmKind.TagSilent or AlarmKind.Motionless or AlarmKind.Sos;
}
