using Shyraq.Core.Units;

namespace Shyraq.Core.Alarms;

/// <summary>What an alarm is about.</summary>
public enum AlarmKind { Sos, LowBattery }

/// <summary>An alarm was raised or its cause went away.</summary>
public readonly record struct AlarmChange(Instant Time, AlarmKind Kind, TagId Tag, bool Raised);
