using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Units;

namespace Shyraq.Core.Alarms;

/// <summary>Somebody has seen these alarms and acts on them.</summary>
/// <param name="Alarms">Their numbers.</param>
/// <param name="Note">What is done; "" for nothing to add.</param>
public sealed record Acknowledge(ImmutableArray<long> Alarms, string Note = "") : Act;

/// <summary>Puts an alarm aside for a time, with the reason. Never one that lives hang on.</summary>
/// <param name="Until">At most <see cref="AlarmBook.LongestShelf"/> from now.</param>
public sealed record Shelve(long Alarm, string Reason, Instant Until) : Act;

/// <summary>Takes an alarm back from the shelf before its time.</summary>
public sealed record Unshelve(long Alarm) : Act;

/// <summary>Takes the alarm of something that is being repaired, tested or removed out of service until it is put back.</summary>
/// <param name="Subject">The tag, anchor, sensor or zone, as alarms of that kind name it.</param>
/// <param name="ConfirmedBy">A second person, needed where lives hang on the alarm; "" for none.</param>
public sealed record OutOfService(AlarmKind Alarm, string Subject, string Reason, string ConfirmedBy = "") : Act;

/// <summary>Puts it back in service.</summary>
public sealed record BackInService(AlarmKind Alarm, string Subject) : Act;

/// <summary>Changes what alarms of a kind are; see <see cref="AlarmDefinition"/>.</summary>
public sealed record SetAlarmDefinition(AlarmKind Alarm, AlarmPriority Priority, double DelayOn, double DelayOff, double? EscalateAfter, string Response = "") : Act;

/// <summary>Who is called, one after another, when nobody at the desk acknowledges.</summary>
public sealed record SetEscalationRoster(ImmutableArray<OnCall> People) : Act;

/// <summary>Calls the next of the roster because of an alarm, without waiting for its time.</summary>
public sealed record CallSecond(long Alarm) : Act;

/// <summary>Somebody who was called knows of the alarm: they say so at a desk of theirs, or the desk notes what they said by telephone. Nobody further is called.</summary>
/// <param name="Name">As on the roster.</param>
/// <param name="Note">What they do; "" for nothing to add.</param>
public sealed record AnswerCall(long Alarm, string Name, string Note = "") : Act;

/// <summary>One who is called.</summary>
/// <param name="Contact">How they are reached: a telephone, a radio channel.</param>
public sealed record OnCall(string Name, string Contact = "");
