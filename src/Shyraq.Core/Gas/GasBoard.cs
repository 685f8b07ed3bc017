using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Gas;

/// <summary>The gas of a mine: every sensor, and who is in danger.</summary>
/// <param name="Sensors">What is worst first.</param>
/// <param name="Danger">Whom to call first.</param>
/// <param name="UnknownAir">Sensors beyond their limit of whose air the plan does not say where it goes: who is downwind of them is not known.</param>
/// <param name="Limits">Those that the mine has set itself.</param>
public sealed record GasBoard(Instant Time, ImmutableArray<GasRow> Sensors, ImmutableArray<InDanger> Danger, ImmutableArray<string> UnknownAir, ImmutableArray<SetLimit> Limits);

/// <summary>One sensor.</summary>
/// <param name="Subject">As alarms name it.</param>
/// <param name="Tag">The tag that it is worn with; null for a fixed one.</param>
/// <param name="Value">Newest value in <paramref name="Unit"/>; null when it never gave one.</param>
/// <param name="Measured">When that was; null likewise.</param>
/// <param name="Heard">When the newest reading arrived, with a value or without; null when never.</param>
/// <param name="Trend">Change a minute, robust over five minutes; null while too little is known.</param>
/// <param name="Roadway">Id of the roadway that it hangs in; null when it hangs in none.</param>
/// <param name="Air">The air of that roadway.</param>
public sealed record GasRow(
    string Subject, string? Sensor, TagId? Tag, Quantity Quantity, string Unit, GasState State, double? Value, Instant? Measured, Instant? Heard,
    ReadingStatus? Status, double? Trend, GasLimit Limit, Point3? Place, string? Roadway, Air Air);
