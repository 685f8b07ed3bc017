using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Units;

namespace Shyraq.Core.Sightings;

/// <summary>Anything that can change what is known of a mine. Every one is journalled before it is followed; the state of a mine is a pure function of them.</summary>
/// <param name="Arrived">When it reached the server, by the server's clock.</param>
public abstract record MineInput(Instant Arrived);

/// <summary>Sightings that arrived together, in order of arrival.</summary>
public sealed record SightingsInput(Instant Arrived, ImmutableArray<Sighting> Sightings) : MineInput(Arrived);

/// <summary>What a decoder refused of one payload.</summary>
/// <param name="Source"><c>mqtt</c> or <c>http</c>.</param>
/// <param name="Counts">How many were refused, by reason.</param>
/// <param name="Examples">The first few with all that is known of them.</param>
public sealed record RefusalsInput(Instant Arrived, string Source, ImmutableSortedDictionary<RefusalReason, int> Counts, ImmutableArray<Refusal> Examples) : MineInput(Arrived);

/// <summary>A new version of the plan.</summary>
/// <param name="Source">The GeoJSON text (UTF-8) that it was read from: what is journalled and served.</param>
public sealed record PlanInput(Instant Arrived, MinePlan Plan, ReadOnlyMemory<byte> Source) : MineInput(Arrived);

/// <summary>A new list of who carries which tag; it replaces the old one.</summary>
public sealed record CarriersInput(Instant Arrived, ImmutableSortedDictionary<string, Carrier> Carriers) : MineInput(Arrived);

/// <summary>Time has come to <see cref="MineInput.Arrived"/>: silence is an input too.</summary>
public sealed record TickInput(Instant Arrived) : MineInput(Arrived);
