using Shyraq.Core.Units;

namespace Shyraq.Core.Alarms;

/// <summary>A reason for an alarm, told by the part that knows of it: it stands, or it does so no more.</summary>
/// <param name="Subject">What it is about: a tag, person, zone with tag, sensor, anchor, area. Kind and subject together are the alarm's identity.</param>
/// <param name="Detail">For people, short: the figure and the limit, such as <c>CH4 1.3 % &gt; 1 %</c>, in signs that every language reads.</param>
/// <param name="Place">Where, mine grid, metres; null when it has no place.</param>
/// <param name="Since">Since when it is so, when that was measured before it was told; the delay of the alarm counts from then. Null for now.</param>
public readonly record struct Condition(AlarmKind Kind, string Subject, bool Stands, string Detail = "", Point3? Place = null, Instant? Since = null);
