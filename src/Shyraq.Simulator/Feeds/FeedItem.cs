using System.Collections.Immutable;
using Shyraq.Core.Units;

namespace Shyraq.Simulator.Feeds;

/// <summary>What the machines of a mine tell the server beside sightings. A closed hierarchy: match it with <c>switch</c>.</summary>
/// <param name="Time">By the clock of the machine.</param>
public abstract record FeedItem(Instant Time);

/// <summary>What a fixed sensor measured.</summary>
/// <param name="Sensor">Id of the plan's sensor.</param>
/// <param name="Quantity"><c>CH4</c>, <c>CO</c>, <c>O2</c>, <c>AIR</c>: what the plan says it measures.</param>
/// <param name="Value">In <paramref name="Unit"/>; null when it has none.</param>
/// <param name="Status"><c>ok</c> or <c>fault</c>.</param>
public sealed record SensorReading(Instant Time, string Sensor, string Quantity, double? Value, string Unit, string Status) : FeedItem(Time);

/// <summary>Somebody went through the turnstile at a way out of the mine.</summary>
/// <param name="Person">Personnel number on the badge.</param>
/// <param name="Gate">Id of the plan's exit.</param>
/// <param name="IsIn">Into the mine.</param>
public sealed record GatePassage(Instant Time, string Person, string Gate, bool IsIn) : FeedItem(Time);

/// <summary>A tag answers an order.</summary>
/// <param name="IsRead">Its bearer has confirmed it; otherwise it has only come.</param>
public sealed record TagAnswer(Instant Time, TagId Tag, string Order, bool IsRead) : FeedItem(Time);

/// <summary>An order for tags.</summary>
/// <param name="Id">Names it in the answers.</param>
/// <param name="Tags">Whom it is for; empty for all.</param>
public sealed record DownlinkOrder(string Id, ImmutableArray<TagId> Tags);
