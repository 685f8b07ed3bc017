using System.Collections.Immutable;
using Shyraq.Core.Alarms;
using Shyraq.Core.Evaluation;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
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

    /// <summary>The list of presence says so of a person.</summary>
    public sealed record State(PresenceState Is) : Telling;

    /// <summary>The muster board counts a person as out.</summary>
    public sealed record MusteredOut : Telling;

    /// <summary>The muster board finds no way to fresh air for a person.</summary>
    public sealed record NoWayOut : Telling;

    /// <summary>Two tags are told to be always together.</summary>
    public sealed record Twins : Telling;
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
/// <param name="Early">Told so long before it is true is still right, seconds.</param>
/// <param name="Late">Told so long after it was true is still found, seconds.</param>
public sealed record DrillRule(string Name, TrueKind Truth, Telling Told, double Early, double Late, Must? Must = null)
{
    /// <summary>All rules, in the order of telling.</summary>
    public static ImmutableArray<DrillRule> All { get; } =
    [
        new("SOS", TrueKind.Sos, Alarm(AlarmKind.Sos), 1, 600, new Must(0, 0)),
        new("motionless", TrueKind.Motionless, Alarm(AlarmKind.Motionless), 120, 60, new Must(0, 0)),
        new("in a zone", TrueKind.InZone, new Telling.Crossings(), 3, 10, new Must(0.01, 0.01, OnlyCovered: true)),
        new("where nobody may be", TrueKind.InZone, Alarm(AlarmKind.Restricted), 3, 10, new Must(0.01, 0.01, OnlyCovered: true)),
        new("over capacity", TrueKind.OverCapacity, Alarm(AlarmKind.OverCapacity), 5, 10),
        new("speeding", TrueKind.Speeding, Alarm(AlarmKind.Speeding), 2, 10),
        new("proximity", TrueKind.Proximity, Alarm(AlarmKind.Proximity), 5, 5),
        new("stuck vehicle", TrueKind.Stuck, Alarm(AlarmKind.Stuck), 120, 60),
        new("gas over its limit", TrueKind.GasOver, Alarm(AlarmKind.GasLimit), 10, 30),
        new("gas rising", TrueKind.GasOver, Alarm(AlarmKind.GasRise), 600, 30),
        new("gas sensor dead", TrueKind.SensorLost, Alarm(AlarmKind.GasSensorFault), 0, 600),
        new("anchor dead", TrueKind.AnchorLost, Alarm(AlarmKind.AnchorDead), 0, 600),
        new("area lost", TrueKind.AreaLost, Alarm(AlarmKind.AreaLost), 0, 600),
        new("tag silent", TrueKind.TagLost, Alarm(AlarmKind.TagSilent), 5, 10),
        new("unaccounted for", TrueKind.Unaccounted, Alarm(AlarmKind.Unaccounted), 10, 60),
        new("no way out", TrueKind.Trapped, new Telling.NoWayOut(), 5, 120),
        new("two cards on one body", TrueKind.TwoCards, new Telling.Twins(), 0, 600),
        // How soon somebody is counted out is no matter; too soon is.
        new("counted out", TrueKind.Out, new Telling.State(PresenceState.Out), 0, 3600, new Must(1, 0)),
        new("mustered out", TrueKind.Out, new Telling.MusteredOut(), 0, 3600, new Must(1, 0)),
        new("does not leave", TrueKind.NotLeaving, Alarm(AlarmKind.NotLeaving), 300, 60),
    ];

    /// <summary>A true event of its kind is one of its own: of zones, those where nobody may be have a rule to themselves.</summary>
    public bool IsAbout(TrueEvent one, MinePlan plan) => one.Kind == Truth
        && (Told != Alarm(AlarmKind.Restricted) || plan.Zones.Any(zone => zone.Rule is "restricted" or "permitted" or "key" && one.Subject.StartsWith(zone.Id.Value + " ", StringComparison.Ordinal)));

    private static Telling.Alarm Alarm(AlarmKind kind) => new(kind);
}
