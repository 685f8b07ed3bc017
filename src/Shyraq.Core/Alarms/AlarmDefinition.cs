using Shyraq.Core.Units;

namespace Shyraq.Core.Alarms;

/// <summary>How soon a person has to act. The numbers are written into snapshots.</summary>
public enum AlarmPriority
{
    /// <summary>Lives are at stake: act at once.</summary>
    Critical,

    /// <summary>Act within minutes.</summary>
    High,

    /// <summary>Act within the hour.</summary>
    Medium,

    /// <summary>Act within the shift. It leaves the list by itself when its cause is gone.</summary>
    Low,
}

/// <summary>
/// What an alarm of a kind is (ISA-18.2 §6: every alarm has a defined response). Its cause, consequence and response in words are texts of the
/// console under the name of the kind.
/// </summary>
/// <param name="DelayOn">The condition must stand for so long before the alarm is raised, seconds.</param>
/// <param name="DelayOff">It must be gone for so long before the alarm returns to normal, seconds: what comes and goes does not chatter.</param>
/// <param name="EscalateAfter">Nobody acknowledged it for so long: the next person on the roster is named, and so on, seconds. Null: never.</param>
/// <param name="Safety">Lives hang on it: it is never shelved, never made less than its built-in self, and taken out of service by two persons only.</param>
/// <param name="Response">The mine's own instruction, shown before the general one; "" when there is none.</param>
/// <param name="Version">Counts the changes made to it; 0 as built in.</param>
/// <param name="ChangedBy">Who changed it last; "" as built in.</param>
/// <param name="Changed">When; null as built in.</param>
public sealed record AlarmDefinition(
    AlarmKind Kind, AlarmPriority Priority, double DelayOn, double DelayOff, double? EscalateAfter, bool Safety,
    string Response = "", int Version = 0, string ChangedBy = "", Instant? Changed = null)
{
    /// <summary>The longest delay that can be set, seconds: an hour.</summary>
    public const double LongestDelay = 3600;

    /// <summary>As built in.</summary>
    public static AlarmDefinition Of(AlarmKind kind) => kind switch
    {
        AlarmKind.Sos or AlarmKind.NotLeaving => Critical(kind),
        AlarmKind.Motionless => Critical(kind) with { DelayOn = 15 * 60 },
        // A gateway whose uplink is down keeps everything back for up to a minute and then sends it all: that is no lost area.
        AlarmKind.AreaLost => Critical(kind) with { DelayOn = 75 },
        AlarmKind.GasLimit => Critical(kind) with { DelayOff = 10 },
        AlarmKind.GasRise => High(kind, safety: true) with { DelayOff = 60 },
        AlarmKind.Unaccounted => High(kind, safety: true),
        AlarmKind.Proximity => High(kind, safety: true) with { DelayOff = 3 },
        AlarmKind.NotClear => High(kind, safety: true),
        AlarmKind.TooFew => High(kind, safety: true) with { DelayOff = 5 },
        AlarmKind.Restricted => High(kind, safety: false) with { DelayOff = 5 },
        // While the time of the mine stands still no other alarm can be relied on, and of what was not written nothing was followed.
        AlarmKind.ClockBack or AlarmKind.NotWritten => High(kind, safety: true),
        AlarmKind.DiskNearlyFull => Medium(kind) with { DelayOff = 60 },
        AlarmKind.TagSilent => Medium(kind) with { DelayOn = 120 },
        AlarmKind.OverCapacity => Medium(kind) with { DelayOn = 10, DelayOff = 30 },
        AlarmKind.Overtime => Medium(kind),
        AlarmKind.Speeding => Medium(kind) with { DelayOn = 3, DelayOff = 10 },
        AlarmKind.Stuck => Medium(kind) with { DelayOn = 10 * 60 },
        AlarmKind.GasSensorFault => Medium(kind) with { DelayOff = 30 },
        AlarmKind.AnchorDead => Low(kind) with { DelayOff = 30 },
        AlarmKind.LowBattery => Low(kind),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Why it may not take the place of the built-in one; null when it may.</summary>
    internal (string Reason, string Detail)? Fault()
    {
        var built = Of(Kind);
        if (!(DelayOn is >= 0 and <= LongestDelay && DelayOff is >= 0 and <= LongestDelay))
            return ("badDelay", $"delays are 0 to {LongestDelay} s; found {DelayOn} and {DelayOff}");
        if (EscalateAfter is { } after && after is not (>= 10 and <= LongestDelay)) return ("badDelay", $"an alarm is escalated after 10 to {LongestDelay} s; found {after}");
        if (!Safety) return null;
        if (Priority > built.Priority) return ("safetyAlarm", $"lives hang on this alarm: its priority is not below {built.Priority}");
        if (DelayOn > 2 * built.DelayOn) return ("safetyAlarm", $"lives hang on this alarm: it is not delayed by more than {2 * built.DelayOn} s");
        return EscalateAfter is null or > 600 ? ("safetyAlarm", "lives hang on this alarm: it is escalated within 600 s") : null;
    }

    private static AlarmDefinition Critical(AlarmKind kind) => new(kind, AlarmPriority.Critical, 0, 0, 60, true);

    private static AlarmDefinition High(AlarmKind kind, bool safety) => new(kind, AlarmPriority.High, 0, 0, 180, safety);

    private static AlarmDefinition Medium(AlarmKind kind) => new(kind, AlarmPriority.Medium, 0, 0, null, false);

    private static AlarmDefinition Low(AlarmKind kind) => new(kind, AlarmPriority.Low, 0, 0, null, false);
}
