using System.Collections.Immutable;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;

namespace Shyraq.Core.Presence;

/// <summary>Which way somebody went through a gate.</summary>
public enum PassageDirection { In, Out }

/// <summary>A turnstile, a shaft or a portal reader let somebody through.</summary>
/// <param name="Time">By the clock of the gate.</param>
/// <param name="Person">Id or personnel number of the person; null when the gate read a tag.</param>
/// <param name="Tag">The tag that the gate read; null when it knows the person.</param>
/// <param name="Gate">As the gate names itself, best the id of an <c>exit</c> of the plan.</param>
public sealed record Passage(Instant Time, string? Person, TagId? Tag, string Gate, PassageDirection Direction);

/// <summary>Passages that arrived together, in order of arrival.</summary>
public sealed record PassagesInput(Instant Arrived, ImmutableArray<Passage> Passages) : MineInput(Arrived);
