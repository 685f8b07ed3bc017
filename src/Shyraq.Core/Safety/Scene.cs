using System.Collections.Immutable;
using Shyraq.Core.Alarms;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Core.Tracking.Calibrations;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;

namespace Shyraq.Core.Safety;

/// <summary>What a part of the safety core sees of the mine after an input, and where it tells what came of it.</summary>
internal sealed class Scene(Mine mine, MineInput input, ImmutableArray<Fix> fixes, ImmutableArray<Crossing> crossings, IReadOnlyList<TagTrack> placed, IReadOnlyList<TagToJudge> toJudge)
{
    private readonly List<Occurrence> _occurrences = [];
    private readonly List<Condition> _conditions = [];
    private readonly List<TagId> _reassigned = [];
    private ImmutableArray<AnchorHealth> _anchors;

    /// <summary>Time now: the newest arrival. The only clock there is.</summary>
    public Instant Now => mine.Clock;

    /// <summary>The plan in force.</summary>
    public MinePlan Plan => mine.Plan;

    /// <summary>All of it, for the making of reports.</summary>
    public Mine Mine => mine;

    /// <summary>Who carries which tag.</summary>
    public ImmutableSortedDictionary<string, Carrier> Carriers => mine.Carriers;

    /// <summary>The input that is judged.</summary>
    public MineInput Input => input;

    /// <summary>Only time has passed; every tag is touched. About once a second.</summary>
    public bool IsTick => input is TickInput;

    /// <summary>The other parts.</summary>
    public SafetyCore Parts => mine.Safety;

    /// <summary>The new fixes of the touched tags that have a place.</summary>
    public ImmutableArray<Fix> Fixes => fixes;

    /// <summary>The tag of each of <see cref="Fixes"/>.</summary>
    public IReadOnlyList<TagTrack> Placed => placed;

    /// <summary>The tags that one who looked at them has more to do with, in order of id, each with its new fix; null when it has no place.</summary>
    public IEnumerable<(TagTrack Track, Fix? Fix)> TagsFor(ITagLooker looker)
    {
        var bit = Parts.BitOf(looker);
        foreach (var one in toJudge)
            if ((one.For & bit) != 0) yield return (one.Track, one.Fix);
    }

    /// <summary>The borders of zones that were crossed.</summary>
    public ImmutableArray<Crossing> Crossings => crossings;

    /// <summary>The fix of any tag now; null when it never had a place.</summary>
    public Fix? FixOf(TagId tag) => mine.FixOf(tag, Now);

    /// <summary>What a tag last reported of itself; null when it was never heard of.</summary>
    public TagStatus? StatusOf(TagId tag) => mine.StatusOf(tag);

    /// <summary>Who carries a tag; null when nobody is said to.</summary>
    public Carrier? CarrierOf(TagId tag) => mine.Carriers.GetValueOrDefault(tag.Value);

    /// <summary>The probability that a placed tag is in a zone now, 0..1.</summary>
    public double ShareInside(TagTrack track, ZoneInForce zone) => mine.ShareInside(track, zone);

    /// <summary>What is wrong with the anchors for sure, in plan order.</summary>
    public ImmutableArray<AnchorFinding> AnchorFindings => mine.AnchorFindings(Now);

    /// <summary>All that is remembered of a tag; null when it was never heard of.</summary>
    public TagTrack? TrackOf(TagId tag) => mine.KnownTrack(tag);

    /// <summary>All tags known, in order of id.</summary>
    public IReadOnlyList<TagTrack> Tracks => mine.Tracks;

    /// <summary>From when on the silence of what was heard last at a time counts: not while the mine itself did not listen. It may lie ahead.</summary>
    public Instant SilentSince(Instant heard) => mine.Safety.Listening.SilentSince(heard);

    /// <summary>For how long something that was heard last at a time has been silent while the mine listened, seconds; below zero while radios connect again.</summary>
    public double SilenceSince(Instant heard) => Now.SecondsSince(SilentSince(heard));

    /// <summary>How many readings an anchor (its index in the plan) gave in the minute in which it was heard last, or in the one before when that was more.</summary>
    public int RateWhenHeard(int anchor) => mine.RateWhenHeard(anchor);

    /// <summary>The level a fix lies on; "" when the plan names none.</summary>
    public string LevelOf(Fix fix) => mine.LevelOf(fix);

    /// <summary>The health of every anchor now, in plan order.</summary>
    public ImmutableArray<AnchorHealth> Anchors => _anchors.IsDefault ? _anchors = mine.AnchorsAt(Now) : _anchors;

    /// <summary>When an anchor (its index in the plan) heard anything last; null when it never did.</summary>
    public Instant? HeardBy(int anchor) => mine.HeardBy(anchor);

    /// <summary>The anchors (index in the plan) that would hear a tag at a place of the network, with the chance that they do within a second or two.</summary>
    public ReadOnlySpan<(int Anchor, float Chance)> HearersAt(NetworkPosition position) => mine.HearersAt(position);

    /// <summary>Tags pass this anchor (its index in the plan), and it has heard none of them for long.</summary>
    public bool IsDeaf(int anchor) => mine.IsDeaf(anchor, Now);

    /// <summary>What was told so far, in order.</summary>
    public IReadOnlyList<Occurrence> Occurrences => _occurrences;

    /// <summary>The reasons for alarms that were told so far, in order. The alarms are the last part and take them.</summary>
    public IReadOnlyList<Condition> Conditions => _conditions;

    /// <summary>The tags that went from hand to hand with the input.</summary>
    public IReadOnlyCollection<TagId> Reassigned => _reassigned;

    /// <summary>Tells that a tag has gone from hand to hand.</summary>
    public void Reassign(TagId tag) => _reassigned.Add(tag);

    /// <summary>Tells that something happened now.</summary>
    public void Happened(string kind, string what, string subject, string detail = "") => _occurrences.Add(new(Now, kind, what, subject, detail));

    /// <summary>Tells that a reason for an alarm stands, or that it no longer does. Telling the same again changes nothing.</summary>
    public void Tell(Condition condition) => _conditions.Add(condition);
}
