using System.Collections.Immutable;
using Shyraq.Core.Alarms;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;

namespace Shyraq.Core;

/// <summary>
/// All that is known of one mine: the pure part of the straight line, follow → place → judge. It has no clock, does no
/// I/O and starts no thread: the same inputs in the same order give bit-equal state and events. Not thread-safe.
/// </summary>
public sealed class Mine
{
    public Mine(MinePlan plan, TrackingOptions? options = null) => throw new NotImplementedException();

    /// <summary>The plan in force.</summary>
    public MinePlan Plan { get; } = null!;

    /// <summary>Who carries which tag, by tag id.</summary>
    public ImmutableSortedDictionary<string, Carrier> Carriers { get; } = null!;

    /// <summary>How many carrier lists were followed.</summary>
    public int CarriersVersion { get; }

    /// <summary>Latest arrival followed.</summary>
    public Instant Clock { get; }

    /// <summary>How many tags are known.</summary>
    public int TagCount { get; }

    /// <summary>Sightings followed and refused since the journal began.</summary>
    public long Accepted { get; }
    public ImmutableSortedDictionary<RefusalReason, long> Refused { get; } = null!;

    /// <summary>The newest refusals, newest first, at most 256.</summary>
    public ImmutableArray<RefusedInput> RecentRefusals => throw new NotImplementedException();

    /// <summary>Takes one input into the beliefs.</summary>
    public Followed Follow(MineInput input) => throw new NotImplementedException();

    /// <summary>Turns the beliefs that changed into fixes and zone crossings.</summary>
    public Placed Place(Followed followed) => throw new NotImplementedException();

    /// <summary>Raises and clears alarms.</summary>
    public Judged Judge(Placed placed) => throw new NotImplementedException();

    /// <summary>The fix of every tag at a time (not before <see cref="Clock"/>), in order of tag id.</summary>
    public ImmutableArray<Fix> Fixes(Instant at) => throw new NotImplementedException();

    /// <summary>All that is known of one tag; null when it was never heard of.</summary>
    public TagBelief? BeliefOf(TagId tag, Instant at) => throw new NotImplementedException();

    /// <summary>The health of every anchor of the plan, in plan order.</summary>
    public ImmutableArray<AnchorHealth> AnchorsAt(Instant at) => throw new NotImplementedException();

    /// <summary>Who is where, from fixes of this mine.</summary>
    public Headcount Count(ImmutableArray<Fix> fixes) => throw new NotImplementedException();

    /// <summary>The level a fix lies on; "" when the plan names none.</summary>
    public string LevelOf(Fix fix) => throw new NotImplementedException();

    /// <summary>The whole state but plan and carriers as bytes; equal states give equal bytes.</summary>
    public byte[] Snapshot() => throw new NotImplementedException();

    /// <summary>The state that <see cref="Snapshot"/> wrote, on the plan and carriers in force then.</summary>
    /// <exception cref="FormatException">The bytes are not a snapshot of this version for this plan.</exception>
    public static Mine Restore(ReadOnlySpan<byte> snapshot, MinePlan plan, ImmutableSortedDictionary<string, Carrier> carriers, TrackingOptions? options = null) => throw new NotImplementedException();
}

/// <summary>What following one input did.</summary>
/// <param name="Accepted">Sightings used.</param>
/// <param name="Refusals">Sightings of this input not used, with the reason.</param>
/// <param name="Touched">The tags whose belief changed (all of them at a tick).</param>
public sealed record Followed(Instant Time, int Accepted, ImmutableArray<Refusal> Refusals, ImmutableArray<TagId> Touched);

/// <summary>Where the touched tags are now.</summary>
public sealed record Placed(Followed Followed, ImmutableArray<Fix> Fixes, ImmutableArray<Crossing> Crossings);

/// <summary>What it means.</summary>
public sealed record Judged(Placed Placed, ImmutableArray<AlarmChange> Alarms);

/// <summary>A refusal with when and by which way it came.</summary>
/// <param name="Source"><c>mqtt</c>, <c>http</c>, or <c>follow</c> when it decoded but could not be used.</param>
public sealed record RefusedInput(Instant Arrived, string Source, Refusal Refusal);

/// <summary>A sighting as it is remembered for the person's panel.</summary>
/// <param name="Kind">Its kind as in the file format, such as <c>range</c>.</param>
/// <param name="Value">What it said, such as <c>12.3 m</c>.</param>
public sealed record HeardSighting(Instant Time, Instant Arrived, string Kind, string? Anchor, string Value);

/// <summary>All that is known of one tag.</summary>
/// <param name="Hypotheses">Most probable first.</param>
/// <param name="Heard">Newest first, at most 16.</param>
public sealed record TagBelief(
    TagId Tag, Fix Fix, ImmutableArray<Hypothesis> Hypotheses, ImmutableArray<HeardSighting> Heard,
    ImmutableSortedDictionary<RefusalReason, int> Refusals, double? Battery, bool Sos, bool? Still);

/// <summary>How an anchor does.</summary>
public enum AnchorState { Alive, Silent, NeverHeard }

/// <summary>The health of one anchor.</summary>
/// <param name="PerMinute">Sightings in the last whole minute.</param>
public sealed record AnchorHealth(AnchorId Anchor, AnchorState State, Instant? Heard, double PerMinute);
