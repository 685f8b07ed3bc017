using System.Collections.Immutable;
using Shyraq.Core.Alarms;
using Shyraq.Core.Evaluation;
using Shyraq.Simulator.Incidents;

namespace Shyraq.Verbs.Drill;

/// <summary>By what the mine tells of a rule. A closed hierarchy: match it with <c>switch</c>.</summary>
public abstract record Telling
{
    private Telling() { }

    /// <summary>An alarm stands.</summary>
    public sealed record Alarm(AlarmKind Kind) : Telling;

    /// <summary>A tag is in a zone, or went through it.</summary>
    public sealed record Crossings : Telling;
}

/// <summary>What has to be, or the drill fails.</summary>
/// <param name="Missed">The largest share of true events that may be missed.</param>
/// <param name="False">The largest share of tellings that may be false; 1 for any.</param>
/// <param name="OnlyCovered">Only where anchors hear everywhere.</param>
public sealed record Must(double Missed, double False = 1, bool OnlyCovered = false)
{
    /// <summary>It is so.</summary>
    public bool Holds(EventScore score) =>
        score.Missed <= Missed * score.True + 1e-9 && score.False <= False * score.Told + 1e-9;
}

/// <summary>A rule that a drill judges: what truly is against what is told of it.</summary>
/// <param name="Name">As it stands in the table.</param>
/// <param name="Told">Null when nothing tells it yet: then it is not judged.</param>
/// <param name="Early">Told so long before it is true is still right, seconds.</param>
/// <param name="Late">Told so long after it was true is still found, seconds.</param>
public sealed record DrillRule(string Name, TrueKind Truth, Telling? Told, double Early, double Late, Must? Must = null)
{
    /// <summary>All rules, in the order of telling.</summary>
    public static ImmutableArray<DrillRule> All { get; } =
    [
        new("SOS", TrueKind.Sos, new Telling.Alarm(AlarmKind.Sos), 1, 600, new Must(0)),
        new("motionless", TrueKind.Motionless, null, 120, 60, new Must(0)),
        new("in a zone", TrueKind.InZone, new Telling.Crossings(), 3, 10, new Must(0.01, 0.01, OnlyCovered: true)),
        new("over capacity", TrueKind.OverCapacity, null, 5, 10),
        new("speeding", TrueKind.Speeding, null, 2, 10),
        new("proximity", TrueKind.Proximity, null, 5, 5),
        new("stuck vehicle", TrueKind.Stuck, null, 0, 60),
        new("gas over its limit", TrueKind.GasOver, null, 10, 30),
        new("anchor dead", TrueKind.AnchorLost, null, 0, 600),
        new("area lost", TrueKind.AreaLost, null, 0, 600),
        new("tag silent", TrueKind.TagLost, null, 0, 600),
        new("no way out", TrueKind.Trapped, null, 5, 120),
        new("two cards on one body", TrueKind.TwoCards, null, 0, 600),
        // How soon somebody is counted out is no matter; too soon is.
        new("counted out", TrueKind.Out, null, 0, 3600, new Must(1, 0)),
        new("does not leave", TrueKind.NotLeaving, null, 300, 60),
    ];
}
