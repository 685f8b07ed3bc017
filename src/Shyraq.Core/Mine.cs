using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Gas;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Rescue;
using Shyraq.Core.Safety;
using Shyraq.Core.Sightings;
using Shyraq.Core.State;
using Shyraq.Core.Tracking;
using Shyraq.Core.Tracking.Calibrations;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;

namespace Shyraq.Core;

/// <summary>
/// All that is known of one mine: the pure part of the straight line, follow → place → judge. It has no clock, does no
/// I/O and starts no thread: the same inputs in the same order give bit-equal state and events. Not thread-safe.
/// </summary>
public sealed class Mine
{
    private readonly TrackingOptions _options;
    private readonly ICrew _crew;
    private readonly HypothesisPool[] _pools;
    private readonly TagTable _tags = new();
    private readonly RefusalLog _refusals = new();
    private readonly Carrying _carrying;
    private readonly List<TagTrack> _placed = [];
    private readonly List<TagToJudge> _toJudge = [];
    private Hands _hands;
    private ZoneWatch _zones;
    private AnchorLog[] _anchors;

    /// <param name="crew">By whose hands tags are followed and placed; without one by those of the caller alone. The outcome is the same.</param>
    public Mine(MinePlan plan, TrackingOptions? options = null, ICrew? crew = null)
    {
        _options = options ?? new();
        // A radio map remembers what it was asked, for one hand at a time.
        _crew = crew is null || !_options.Survey.IsEmpty ? OneHand.Only : crew;
        _pools = [.. Enumerable.Range(0, _crew.Hands).Select(_ => new HypothesisPool())];
        Plan = plan;
        Safety = new(plan);
        _carrying = new(Safety, _tags);
        (_hands, _zones, _anchors) = On(plan);
    }

    /// <summary>The plan in force.</summary>
    public MinePlan Plan { get; private set; }

    /// <summary>What the state means for the people in the mine.</summary>
    public SafetyCore Safety { get; }

    /// <summary>Who carries which tag, by tag id: what the lamp room and the registry know, over the list that was put.</summary>
    public ImmutableSortedDictionary<string, Carrier> Carriers => _carrying.All;

    /// <summary>The list that was put last.</summary>
    public ImmutableSortedDictionary<string, Carrier> ListedCarriers => _carrying.Listed;

    /// <summary>How often the carriers have changed.</summary>
    public int CarriersVersion => _carrying.Version;

    /// <summary>Latest arrival followed.</summary>
    public Instant Clock { get; private set; }

    /// <summary>How many tags are known.</summary>
    public int TagCount => _tags.Count;

    /// <summary>Sightings used since the journal began.</summary>
    public long Accepted { get; private set; }

    /// <summary>Sightings refused since the journal began, by reason.</summary>
    public ImmutableSortedDictionary<RefusalReason, long> Refused => _refusals.Counts;

    /// <summary>The newest refusals, newest first, at most 256.</summary>
    public ImmutableArray<RefusedInput> RecentRefusals => _refusals.Recent;

    /// <summary>Takes one input into the beliefs.</summary>
    public Followed Follow(MineInput input)
    {
        Clock = _hands.Clock = Instant.Max(Clock, input.Arrived);
        _tags.BeginInput();
        var accepted = 0;
        var refusals = ImmutableArray<Refusal>.Empty;
        switch (input)
        {
            case SightingsInput sightings:
                (accepted, refusals) = Follow(sightings);
                break;
            case ReadingsInput readings:
                (accepted, refusals) = Safety.Gas.Follow(readings);
                foreach (var refusal in refusals) _refusals.Add(new RefusedInput(input.Arrived, "follow", refusal));
                break;
            case RefusalsInput refused:
                _refusals.Add(refused);
                break;
            case PlanInput plan:
                Change(plan.Plan);
                break;
            case CarriersInput carriers:
                _carrying.Put(carriers.Carriers);
                break;
            case ActInput or PassagesInput or AnswersInput:
                // Taken when it is judged, where the parts see each other.
                break;
            case TickInput:
                return new(input, accepted, refusals, _tags.Ids);
            default:
                throw new InvalidOperationException($"{input.GetType().Name} is no known kind of input.");
        }
        if (input is PlanInput) return new(input, accepted, refusals, _tags.Ids);
        _tags.SortTouched();
        return new(input, accepted, refusals, _tags.TouchedIds);
    }

    /// <summary>Turns the beliefs that changed into fixes and zone crossings.</summary>
    /// <param name="followed">What was followed last.</param>
    public Placed Place(Followed followed)
    {
        _zones.Follow(Safety.Zones.InForce);
        _placed.Clear();
        _toJudge.Clear();
        var tracks = followed.Input is TickInput or PlanInput ? _tags.InOrder : _tags.Touched;
        var seen = _hands.Place(tracks, new(Clock, Plan, followed.Input is TickInput));
        var fixes = ImmutableArray.CreateBuilder<Fix>(tracks.Count);
        var crossings = new List<Crossing>();
        for (var i = 0; i < seen.Length; i++)
        {
            var (fix, before, forParts) = seen[i];
            if (forParts != 0) _toJudge.Add(new(tracks[i], fix, forParts));
            if (fix is null) continue;
            fixes.Add(fix);
            _placed.Add(tracks[i]);
            _zones.Watch(tracks[i], fix, before, crossings);
        }
        seen.Clear();
        return new(followed, fixes.DrainToImmutable(), [.. crossings]);
    }

    /// <summary>Raises and clears alarms.</summary>
    /// <param name="placed">What was placed last.</param>
    public Judged Judge(Placed placed)
    {
        if (placed.Followed.Input is TickInput) _crew.Rest();
        var scene = new Scene(this, placed.Followed.Input, placed.Fixes, placed.Crossings, _placed, _toJudge);
        var listed = Safety.Registry.Revision;
        var refusal = placed.Followed.Input is ActInput act ? Safety.Take(act, scene) : null;
        Safety.Judge(scene);
        // Fixes live no longer than they are needed.
        _toJudge.Clear();
        if (Safety.Registry.Revision != listed) _carrying.Change();
        else _carrying.Reassign(scene.Reassigned);
        return new(placed, [.. scene.Occurrences], refusal, [.. scene.Conditions]);
    }

    /// <summary>Who is out, on the way, silent, at a time not before <see cref="Clock"/>.</summary>
    public EvacuationBoard EvacuationBoard(Instant at) => Safety.Evacuation.Board(this, at);

    /// <summary>Who is looked for and what is known, at a time not before <see cref="Clock"/>.</summary>
    public RescueBoard RescueBoard(Instant at) => Safety.Rescue.Board(this, at);

    /// <summary>All positions at the moment at which the newest emergency was declared; null before the first.</summary>
    public FrozenPicture? Picture => Safety.Evacuation.Emergencies.Picture;

    /// <summary>The emergency plan in force; null until one was put.</summary>
    public EmergencyPlan? EmergencyPlan => Safety.Evacuation.EmergencyPlan;

    /// <summary>An emergency was declared and is not ended.</summary>
    public bool HasEmergency => Safety.Evacuation.Emergencies.Lasts;

    /// <summary>The orders that have to be sent to tags at a time.</summary>
    public ImmutableArray<DueOrder> DueOrders(Instant at) => Safety.Evacuation.Orders.Due(at);

    /// <summary>The fix of every placed tag at a time (not before <see cref="Clock"/>), in order of tag id.</summary>
    public ImmutableArray<Fix> Fixes(Instant at) =>
        [.. _tags.InOrder.Where(t => t.IsPlaced).Select(t => _hands.Summary.Of(t, at, t.Motion))];

    /// <summary>The fix of one tag at a time; null when it was never placed.</summary>
    public Fix? FixOf(TagId tag, Instant at) =>
        _tags.Find(tag) is { IsPlaced: true } track ? _hands.Summary.Of(track, at, track.Motion) : null;

    /// <summary>
    /// What is believed of one tag at a time not before <see cref="Clock"/>, which then is that time, the time of the newest evidence, and the
    /// running share of evidence that was not explained; null when it was never placed. The belief holds until the next question.
    /// </summary>
    internal (Belief Belief, Instant Heard, double Surprise)? Look(TagId tag, Instant at)
    {
        Clock = _hands.Clock = Instant.Max(Clock, at);
        return _tags.Find(tag) is { IsPlaced: true } track ? (_hands.Summary.Look(track, at, track.Motion), track.LastEvidence, track.Surprise) : null;
    }

    /// <summary>The fix of a belief that was worked out elsewhere.</summary>
    internal Fix FixOf(TagId tag, Belief belief, Instant heard, double silence) => _hands.Summary.Of(tag, belief, heard, silence);

    /// <summary>By how much all ranges of the mine are too long.</summary>
    internal RangeScale Scale { get => _hands.Scale.Scale; set => _hands.Scale.Begin(value); }

    /// <summary>All tags known, in order of id.</summary>
    internal IReadOnlyList<TagTrack> Tracks => _tags.InOrder;

    /// <summary>All that is remembered of a tag; null when it was never heard of.</summary>
    internal TagTrack? KnownTrack(TagId tag) => _tags.Find(tag);

    /// <summary>What it takes to try the draft of the zones beside this mine; null when there is no draft. Immutable.</summary>
    public TrialSetting? ZonesToTry => Safety.Zones.Book is { Draft: { } draft, Live: var live }
        ? new(draft.Revision, Plan, Carriers, live with { Zones = draft.Zones }, [.. Safety.Zones.Permits.All]) : null;

    /// <summary>The probability that a placed tag is in a zone now, 0..1.</summary>
    internal double ShareInside(TagTrack track, ZoneInForce zone) => _hands.Summary.ShareInside(track, Clock, track.Motion, zone, margin: 0);

    /// <summary>How one moves who carries a tag.</summary>
    internal MotionModel MotionOf(TagId tag) => MotionModel.Of(_carrying.KindOf(tag));

    /// <summary>All that is known of one tag; null when it was never heard of.</summary>
    public TagBelief? BeliefOf(TagId tag, Instant at)
    {
        if (_tags.Find(tag) is not { } track) return null;
        var motion = track.Motion;
        return new(tag, FixOf(tag, at), track.IsPlaced ? _hands.Summary.Hypotheses(track, at, motion) : [],
            Heard(track), track.Refusals, track.Battery, track.Sos, track.Still);
    }

    private static ImmutableArray<HeardSighting> Heard(TagTrack track)
    {
        var heard = ImmutableArray.CreateBuilder<HeardSighting>(track.Heard.Count);
        for (var i = track.Heard.Count - 1; i >= 0; i--) heard.Add(track.Heard[i].ToHeard());
        return heard.MoveToImmutable();
    }

    /// <summary>What a tag reported of itself; null when it was never heard of.</summary>
    public TagStatus? StatusOf(TagId tag) =>
        _tags.Find(tag) is { } track ? new(track.Battery, track.LowBatteryRaised, track.Sos, track.Still) : null;

    /// <summary>Tags with a standing SOS, placed or not, in order of id.</summary>
    public IReadOnlyCollection<string> StandingSos => Safety.Alarms.StandingSos;

    /// <summary>The health of every anchor of the plan, in plan order.</summary>
    public ImmutableArray<AnchorHealth> AnchorsAt(Instant at)
    {
        var health = ImmutableArray.CreateBuilder<AnchorHealth>(_anchors.Length);
        for (var i = 0; i < _anchors.Length; i++)
        {
            ref readonly var log = ref _anchors[i];
            var never = log.Heard == default;
            var state = never ? AnchorState.NeverHeard : at.SecondsSince(log.Heard) <= _options.AnchorSilentAfter ? AnchorState.Alive : AnchorState.Silent;
            health.Add(new(Plan.Anchors[i].Id, state, never ? null : log.Heard, never ? 0 : log.PerMinute(at)));
        }
        return health.MoveToImmutable();
    }

    /// <summary>When an anchor heard anything last; null when it never did.</summary>
    internal Instant? HeardBy(int anchor) => _anchors[anchor].Heard is var heard && heard == default ? null : heard;

    /// <summary>How many readings an anchor gave in the minute in which it was heard last, or in the one before when that was more.</summary>
    internal int RateWhenHeard(int anchor) => _anchors[anchor].RateWhenHeard;

    /// <summary>The anchors that would hear a tag at a place of the network, with the chance that they do within a second or two.</summary>
    internal ReadOnlySpan<(int Anchor, float Chance)> HearersAt(NetworkPosition position) => _hands.Ground.Hearing.At(Plan.Network.EdgeAt(position), position.Offset);

    /// <summary>Tags pass this anchor, and for longer than an anchor may be silent it has heard none of them.</summary>
    internal bool IsDeaf(int anchor, Instant at) => AnchorReport.IsDeaf(_hands.Survey[anchor], _anchors[anchor], at, _options.AnchorSilentAfter);

    /// <summary>What is known of every anchor from the tags that passed it, in plan order.</summary>
    public ImmutableArray<AnchorEstimate> AnchorEstimates => [.. Plan.Anchors.Select((anchor, i) => AnchorReport.Estimate(anchor, _hands.Survey[i], _anchors[i]))];

    /// <summary>What is wrong with the anchors for sure, in plan order.</summary>
    public ImmutableArray<AnchorFinding> AnchorFindings(Instant at)
    {
        var findings = ImmutableArray.CreateBuilder<AnchorFinding>();
        for (var i = 0; i < _anchors.Length; i++) AnchorReport.Find(Plan.Anchors[i], _hands.Survey[i], _anchors[i], at, _options.AnchorSilentAfter, findings);
        return findings.ToImmutable();
    }

    /// <summary>Who is where, from the fixes of every placed tag, and who is heard without a place.</summary>
    public Headcount Count(ImmutableArray<Fix> fixes)
    {
        var levels = new SortedDictionary<string, LevelCount>(StringComparer.Ordinal);
        foreach (var fix in fixes)
        {
            var level = LevelOf(fix);
            var count = levels.GetValueOrDefault(level, new(level, 0, 0, 0, 0));
            levels[level] = _carrying.KindOf(fix.Tag) == CarrierKind.Vehicle ? count with { Vehicles = count.Vehicles + 1 } : fix.State switch
            {
                FixState.Live => count with { PeopleLive = count.PeopleLive + 1 },
                FixState.Inferred => count with { PeopleInferred = count.PeopleInferred + 1 },
                _ => count with { PeopleLastKnown = count.PeopleLastKnown + 1 },
            };
        }
        return new(levels.Values.Sum(l => l.PeopleLive + l.PeopleInferred + l.PeopleLastKnown), levels.Values.Sum(l => l.Vehicles), [.. levels.Values],
            Unplaced());
    }

    /// <summary>Who is heard while the place is unknown.</summary>
    public ImmutableArray<UnplacedTag> Unplaced() => [.. _tags.InOrder.Where(t => !t.IsPlaced).Select(t => new UnplacedTag(t.Tag, _carrying.KindOf(t.Tag), t.LastArrival))];

    /// <summary>The level a fix lies on; "" when the plan names none.</summary>
    public string LevelOf(Fix fix) => Plan.LevelOf(fix.Position, fix.Area);

    /// <summary>The whole state but plan and listed carriers as bytes; equal states give equal bytes.</summary>
    public byte[] Snapshot()
    {
        var to = new StateWriter();
        to.Write(SnapshotVersion);
        to.Write(Plan.Id.Value);
        to.Write((long)Plan.Version);
        to.Write((long)CarriersVersion);
        to.Write(Clock);
        to.Write(Accepted);
        _refusals.Write(to);
        to.Write((long)_anchors.Length);
        foreach (ref readonly var anchor in _anchors.AsSpan()) anchor.Write(to);
        _hands.Scale.Write(to);
        _hands.Survey.Write(to);
        _hands.Bias.Write(to);
        to.Write((long)_tags.Count);
        foreach (var track in _tags.InOrder) TrackState.Write(to, track);
        Safety.Write(to);
        return to.ToArray();
    }

    /// <summary>The state that <see cref="Snapshot"/> wrote, on the plan and the list of carriers in force then.</summary>
    /// <exception cref="FormatException">The bytes are not a snapshot of this version for this plan.</exception>
    public static Mine Restore(ReadOnlySpan<byte> snapshot, MinePlan plan, ImmutableSortedDictionary<string, Carrier> carriers, TrackingOptions? options = null, ICrew? crew = null)
    {
        var from = new StateReader(snapshot);
        if (from.ReadLong() != SnapshotVersion) throw new FormatException("The snapshot was written by another version.");
        if (from.ReadText() != plan.Id.Value || from.ReadLong() != plan.Version) throw new FormatException("The snapshot belongs to another plan.");
        var carriersVersion = (int)from.ReadLong();
        var mine = new Mine(plan, options, crew) { Clock = from.ReadInstant(), Accepted = from.ReadLong() };
        mine._hands.Clock = mine.Clock;
        mine._refusals.Read(ref from);
        if (from.ReadCount() != mine._anchors.Length) throw new FormatException("The snapshot has another number of anchors than the plan.");
        for (var i = 0; i < mine._anchors.Length; i++) mine._anchors[i] = AnchorLog.Read(ref from);
        mine._hands.Scale.Read(ref from);
        mine._hands.Survey.Read(ref from);
        mine._hands.Bias.Read(ref from);
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var track = TrackState.Read(ref from, mine._hands.Ground with { Pool = mine.NextPool });
            if (!mine.TryAdd(track, out _)) throw new FormatException($"The snapshot holds tag {track.Tag} twice.");
        }
        mine.Safety.Read(ref from);
        mine._carrying.Restore(carriers, carriersVersion);
        return from.AtEnd ? mine : throw new FormatException("The snapshot goes on after its end.");
    }

    // 10: who is called by an evacuation is who presence says is in the mine; T0 holds presence; gas closes sections; details are phrases; rests count stirs;
    // who seems to enter a zone. 11: who was called because of an alarm, and who has answered. 12: since when the mine has listened; of whom a tag tells that they are out;
    // marks that are contradicted. 13: an alarm of a person names the kind beside the id.
    // 14: what the history was told of who is in. 16: what all tags' ranges are too long by, and how unsteady they are. 17: weights instead of their logarithms.
    // 18: keys of 40 bits, what was heard in hundredths, recent evidence rounded. 19: positions that were heard in tenths.
    private const long SnapshotVersion = 20;

    private (int Accepted, ImmutableArray<Refusal> Refusals) Follow(SightingsInput input)
    {
        var refusals = ImmutableArray.CreateBuilder<Refusal>();
        _hands.Begin(input.Sightings.Length, input.Arrived);
        var anchors = new AnchorsAhead(input.Sightings.AsSpan(), Plan.AnchorIds, _hands);
        for (var i = 0; i < input.Sightings.Length; i++)
        {
            var (sighting, anchor) = (input.Sightings[i], anchors.Of(i));
            if (!TryKnow(sighting.Tag, out var known))
            {
                Refuse(new(RefusalReason.TooManyTags, sighting.Tag.Value, sighting.HeardBy?.Value, null, "tag", $"the mine knows {_tags.Count} tags already"));
                continue;
            }
            _tags.Touch(known);
            _hands.Add(known, sighting, anchor, anchor >= 0 ? _anchors[anchor].ClockBehind : 0);
        }
        _hands.Follow();
        for (var i = 0; i < _hands.Count; i++)
        {
            var refused = _hands.Learn(i, out var piece);
            // What comes twice counts once, also for what is known of the anchor and its clock.
            if (piece.Anchor >= 0 && refused?.Reason != RefusalReason.Duplicate)
                _anchors[piece.Anchor].Hear(Clock, refused?.Reason is RefusalReason.FromTheFuture or RefusalReason.Absurd ? null : piece.Sighting.Arrived.SecondsSince(piece.Sighting.Time));
            if (refused is not { } refusal) continue;
            piece.Track.Refusals = piece.Track.Refusals.SetItem(refusal.Reason, piece.Track.Refusals.GetValueOrDefault(refusal.Reason) + 1);
            Refuse(refusal);
        }
        _hands.End();
        _hands.Check();
        var accepted = input.Sightings.Length - refusals.Count;
        Accepted += accepted;
        return (accepted, refusals.ToImmutable());

        void Refuse(Refusal refusal)
        {
            refusals.Add(refusal);
            _refusals.Add(new RefusedInput(input.Arrived, "follow", refusal));
        }
    }

    /// <summary>The tag of an id, that may be a new one; false when it is one too many.</summary>
    private bool TryKnow(TagId tag, out KnownTag known) => _tags.TryFind(tag, out known) || (_tags.Count < _options.MostTags && TryAdd(new(tag, NextPool), out known));

    /// <summary>Where the next new tag has its hypotheses: with the hand whose it will be.</summary>
    private HypothesisPool NextPool => _pools[Hands.HandOf(_tags.Count, _pools.Length)];

    /// <summary>Takes a new tag in; false when it is known already.</summary>
    private bool TryAdd(TagTrack track, out KnownTag known)
    {
        track.Carrier = _carrying.KindOf(track.Tag);
        return _tags.TryAdd(track, out known);
    }

    private (Hands, ZoneWatch, AnchorLog[]) On(MinePlan plan)
    {
        var logs = new AnchorLog[plan.Anchors.Length];
        var hands = new Hands(plan, _options, _crew, _pools, logs, Safety.Look) { Clock = Clock };
        return (hands, new(plan, hands.Summary, Safety.Zones.InForce), logs);
    }

    /// <summary>Puts all that is remembered onto a new plan, by the ids of its features.</summary>
    private void Change(MinePlan plan)
    {
        var (before, anchors, scale, survey, bias) = (Plan, _anchors, _hands.Scale.Scale, _hands.Survey, _hands.Bias);
        Plan = plan;
        (_hands, _zones, _anchors) = On(plan);
        _hands.Scale.Begin(scale);
        _hands.Survey.Carry(survey);
        _hands.Bias.Carry(bias);
        for (var i = 0; i < anchors.Length; i++)
            if (plan.AnchorIndex(before.Anchors[i].Id) is >= 0 and var index) _anchors[index] = anchors[i];
        foreach (var track in _tags.InOrder) PlanChange.Carry(track, before, plan);
        Safety.Change(plan);
    }
}
