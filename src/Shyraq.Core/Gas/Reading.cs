using System.Collections.Immutable;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;

namespace Shyraq.Core.Gas;

/// <summary>What a sensor says of itself. The numbers are written into journals.</summary>
public enum ReadingStatus
{
    /// <summary>All is well.</summary>
    Ok,

    /// <summary>It has no value to give.</summary>
    Fault,

    /// <summary>It is being calibrated or tested: what it gives is not the air.</summary>
    Calibrating,

    /// <summary>It warms up.</summary>
    WarmingUp,

    /// <summary>There is more than its scale can show.</summary>
    OverRange,

    /// <summary>It said something that nobody here understands; its value is taken as it is.</summary>
    Unknown,
}

/// <summary>One value of one sensor, fixed (<paramref name="Sensor"/>) or worn with a tag (<paramref name="Tag"/>): exactly one of the two is given.</summary>
/// <param name="Time">When it was measured, by the sensor's clock.</param>
/// <param name="Quantity">Null: that of the plan's sensor.</param>
/// <param name="Value">In <paramref name="Unit"/>; null when there is none.</param>
/// <param name="Unit">Null: that of the plan's sensor, and for a worn one the core's own unit of the quantity.</param>
public sealed record Reading(Instant Time, string? Sensor, TagId? Tag, Quantity? Quantity, double? Value, GasUnit? Unit, ReadingStatus Status);

/// <summary>Readings of gas and air that arrived together, in order of arrival.</summary>
public sealed record ReadingsInput(Instant Arrived, ImmutableArray<Reading> Readings) : MineInput(Arrived);
