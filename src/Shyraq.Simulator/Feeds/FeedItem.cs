using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Evacuation;
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
/// <param name="Order">The number of the order.</param>
/// <param name="IsRead">Its bearer has confirmed it; otherwise it has only come.</param>
public sealed record TagReply(Instant Time, TagId Tag, int Order, bool IsRead) : FeedItem(Time);

/// <summary>What the dispatcher of a scenario does at the desk. Where a person sits at the desk, that person does it instead, or does not.</summary>
public sealed record DeskAct(Instant Time, Act Act) : FeedItem(Time);

/// <summary>An order for tags, as the server sends it.</summary>
/// <param name="Number">Names it in the answers.</param>
/// <param name="Tags">Whom it is for; empty for all.</param>
public sealed record DownlinkOrder(int Number, OrderText Text, ImmutableArray<TagId> Tags);
