using System.Collections.Immutable;
using Shyraq.Core.Alarms;
using Shyraq.Core.Units;
using Shyraq.Simulator.Incidents;

namespace Shyraq.Training;

/// <summary>Something that truly happened, and what became of it.</summary>
/// <param name="Told">When the system told of it first; null when it did not: the system missed it.</param>
/// <param name="ToldAfter">Seconds; 0 when it was told before it was quite true.</param>
/// <param name="AcknowledgedBy">Who acknowledged it first; "" for nobody.</param>
/// <param name="AcknowledgedAfter">Seconds after it was told.</param>
public sealed record ScoredEvent(TrueKind Kind, AlarmKind Alarm, string Subject, Instant From, Instant? Told, double? ToldAfter, string AcknowledgedBy, double? AcknowledgedAfter);

/// <summary>Something that the dispatcher had to do.</summary>
/// <param name="About">The alarm's kind, the disaster's, or ""; what it is about follows in <paramref name="Subject"/>.</param>
/// <param name="Since">From then on it could be known.</param>
/// <param name="Within">Seconds.</param>
/// <param name="By">Who did it; "" for nobody.</param>
/// <param name="After">Seconds after <paramref name="Since"/>; null when it was not done.</param>
/// <param name="Met">Done in time. Null: the run ended before the time was up, which is nobody's fault.</param>
public sealed record ScoredDuty(Duty Duty, string About, string Subject, Instant Since, double Within, string By, double? After, bool? Met);

/// <summary>What a training run comes to.</summary>
/// <param name="Events">True events that an alarm has to tell of, in order of time. Borderline ones are left out.</param>
/// <param name="Duties">In order of time.</param>
/// <param name="FalseAlarms">Alarms of kinds that can be judged that were told and not true, by kind.</param>
/// <param name="Unfinished">Events that began too shortly before the end to be judged.</param>
public sealed record TrainingScore(ImmutableArray<ScoredEvent> Events, ImmutableArray<ScoredDuty> Duties, ImmutableSortedDictionary<AlarmKind, int> FalseAlarms, int Unfinished)
{
    /// <summary>True events that were told.</summary>
    public int Told => Events.Count(one => one.Told is not null);

    /// <summary>True events that the system missed.</summary>
    public int MissedBySystem => Events.Length - Told;

    /// <summary>Duties done in time.</summary>
    public int Met => Duties.Count(one => one.Met == true);

    /// <summary>Duties not done, or done too late.</summary>
    public int MissedByPerson => Duties.Count(one => one.Met == false);
}
