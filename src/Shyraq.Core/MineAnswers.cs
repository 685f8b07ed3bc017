using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Alarms;
using Shyraq.Core.Safety;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;

namespace Shyraq.Core;

/// <summary>What following one input did.</summary>
/// <param name="Input">What was followed.</param>
/// <param name="Accepted">Sightings used.</param>
/// <param name="Refusals">Sightings of this input not used, with the reason.</param>
/// <param name="Touched">The tags whose belief changed (all of them at a tick).</param>
public sealed record Followed(MineInput Input, int Accepted, ImmutableArray<Refusal> Refusals, ImmutableArray<TagId> Touched);

/// <summary>Where the touched tags are now.</summary>
public sealed record Placed(Followed Followed, ImmutableArray<Fix> Fixes, ImmutableArray<Crossing> Crossings);

/// <summary>What it means.</summary>
/// <param name="Refusal">Why the act that was the input was not done; null when it was, and when the input was no act.</param>
/// <param name="Conditions">The reasons for alarms that were told, in order.</param>
public sealed record Judged(Placed Placed, ImmutableArray<Occurrence> Occurrences, ActRefusal? Refusal, ImmutableArray<Condition> Conditions);

/// <summary>A refusal with when and by which way it came.</summary>
/// <param name="Source"><c>mqtt</c>, <c>http</c>, or <c>follow</c> when it decoded but could not be used.</param>
public sealed record RefusedInput(Instant Arrived, string Source, Refusal Refusal);

/// <summary>A sighting as it is remembered for the person's panel.</summary>
/// <param name="Kind">Its kind as in the file format, such as <c>range</c>.</param>
/// <param name="Value">What it said, such as <c>12.3 m</c>.</param>
public sealed record HeardSighting(Instant Time, Instant Arrived, string Kind, string? Anchor, string Value);

/// <summary>All that is known of one tag.</summary>
/// <param name="Fix">Null when nothing heard of it placed it yet.</param>
/// <param name="Hypotheses">Most probable first.</param>
/// <param name="Heard">Newest first, at most 16.</param>
public sealed record TagBelief(
    TagId Tag, Fix? Fix, ImmutableArray<Hypothesis> Hypotheses, ImmutableArray<HeardSighting> Heard,
    ImmutableSortedDictionary<RefusalReason, int> Refusals, double? Battery, bool Sos, bool? Still);

/// <summary>What a tag last reported of itself.</summary>
/// <param name="Battery">Volts, if it ever said.</param>
public readonly record struct TagStatus(double? Battery, bool LowBattery, bool Sos, bool? Still);

/// <summary>How an anchor does.</summary>
public enum AnchorState { Alive, Silent, NeverHeard }

/// <summary>The health of one anchor.</summary>
/// <param name="PerMinute">Sightings in the last whole minute.</param>
public sealed record AnchorHealth(AnchorId Anchor, AnchorState State, Instant? Heard, double PerMinute);
