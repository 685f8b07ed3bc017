using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Rescue;
using Shyraq.Core.Sightings;
using Shyraq.Core.State;
using Shyraq.Core.Tracking.Clouds;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;

namespace Shyraq.Core.Tracking;

/// <summary>Everything remembered of one tag: its belief, the last evidence, and what the person's panel shows.</summary>
internal sealed class TagTrack(TagId tag, HypothesisPool pool)
{
    /// <summary>Pieces of evidence kept for finding the tag anew.</summary>
    public const int MostEvidence = 12;

    /// <summary>Keys of sightings kept to tell repeats.</summary>
    public const int MostKeys = 64;

    /// <summary>Sightings kept for the panel.</summary>
    public const int MostHeard = 16;

    // No time at all, half as long as one that may be null. Not the epoch: there a clock begins anew that has lost its time.
    private static readonly Instant Never = new(long.MinValue);

    private Instant _searchingSince = Never, _lastArrival = Never;

    /// <summary>The newest pieces of evidence.</summary>
    public RecentEvidence Recent = new(MostEvidence);

    /// <summary>The newest sightings; put in by <see cref="Hear"/>.</summary>
    public Ring<Remembered> Heard = new(MostHeard);

    /// <summary>Keys of the newest sightings.</summary>
    public SightingKeys Keys = new(MostKeys);

    /// <summary>When each anchor last reported each kind of evidence.</summary>
    public ReadingTimes Times = new();

    public TagId Tag { get; } = tag;

    /// <summary>Where the tag's pseudo-random numbers begin: a hash of its id (FNV-1a).</summary>
    public ulong Seed { get; } = Fnv.Hash(Fnv.Start, tag.Value);

    /// <summary>What carries the tag, as the carrier list in force says.</summary>
    public CarrierKind Carrier { get; set; }

    /// <summary>How it moves.</summary>
    public MotionModel Motion => MotionModel.Of(Carrier);

    public Belief Belief { get; } = new(pool);

    public ImmutableSortedDictionary<RefusalReason, int> Refusals { get; set; } = ImmutableSortedDictionary<RefusalReason, int>.Empty;

    /// <summary>Start of the present search for the tag; null once it is found.</summary>
    public Instant? SearchingSince { get => OrNull(_searchingSince); set => _searchingSince = value ?? Never; }

    /// <summary>Running share (0..1) of evidence that the belief did not explain.</summary>
    public double Surprise { get; set; }

    /// <summary>Time of the newest positional evidence.</summary>
    public Instant LastEvidence { get; set; }

    /// <summary>Time of the newest range, range difference or position.</summary>
    public Instant LastSharp { get; set; }

    /// <summary>When the silence of anchors was last taken into account, and how often while several places were possible.</summary>
    public Instant LastUnheard { get; set; }
    public int UnheardTimes { get; set; }

    /// <summary>Where a silent tag may have gone since it was last heard: derived from the belief, never part of it.</summary>
    public Wandering? Ahead { get; set; }

    /// <summary>Where and when the tag last told something new of the anchors.</summary>
    public Point3 SurveyedPlace { get; set; }
    public Instant SurveyedAt { get; set; }

    /// <summary>When the tag last told of the bias of its ranges, and what it said (<see cref="SharedBias"/>).</summary>
    public (Instant At, double Weight, double Sum) BiasTold { get; set; }

    public double? Battery { get; set; }
    public bool Sos { get; set; }

    /// <summary>An SOS was pressed since the last judgement, even if it was taken back since.</summary>
    public bool SosPressed { get; set; }
    public bool? Still { get; set; }

    /// <summary>When the tag last said each of these: what is older does not change what is newer.</summary>
    public Instant BatteryTime { get; set; }
    public Instant SosTime { get; set; }
    public Instant StillTime { get; set; }
    public bool LowBatteryRaised { get; set; }

    /// <summary>Since when its own sensors say that it rests.</summary>
    public Rest Rest;

    /// <summary>The zones that the tag is in, by id: it stays in them when the plan or the rules change.</summary>
    public FewByText<Stay> Zones;

    /// <summary>The zones that it seems to have entered just now.</summary>
    public FewByText<Entry> Entering;

    /// <summary>Where the last live fix was, to tell what lies between it and the next.</summary>
    public NetworkPosition? LastPosition { get; set; }

    /// <summary>Was there ever evidence that placed the tag?</summary>
    public bool IsPlaced => Belief.IsPlaced;

    /// <summary>When the newest of <see cref="Heard"/> arrived; null before the first.</summary>
    public Instant? LastArrival { get => OrNull(_lastArrival); private set => _lastArrival = value ?? Never; }

    /// <summary>Kind (0 before the first) and anchor of the last of <see cref="Heard"/>: of them is asked each second.</summary>
    public byte NewestKind { get; private set; }
    public string? NewestAnchor { get; private set; }

    /// <summary>What presence and what rescuers know of it, theirs alone, kept where it is at hand each second; null before it was looked for.</summary>
    public TagSight? Sight { get; set; }
    public LastHeard? LastHeard { get; set; }

    /// <summary>It is followed or judged soon: fetches itself.</summary>
    public void Fetch() => Core.Fetch.Head(this, size: 512);

    /// <summary>Fetches what following it reads.</summary>
    public void FetchFirst()
    {
        Core.Fetch.Head(Belief);
        Keys.Fetch();
        Recent.FetchRoom();
        Heard.FetchRoom();
        Times.FetchFew();
    }

    /// <summary>It is placed and looked at soon: fetches what that reads first.</summary>
    public void FetchLook()
    {
        Core.Fetch.Head(Belief);
        if (Sight is { } sight) Core.Fetch.Head(sight);
        if (LastHeard is { } last) Core.Fetch.Head(last);
    }

    /// <summary>Fetches the rest, which lies behind what was fetched first.</summary>
    public void FetchRest() => Belief.FetchRoadway();

    /// <summary>Puts a sighting at the head of what the panel shows.</summary>
    public void Hear(in Remembered sighting)
    {
        var isFull = Heard.Count == MostHeard;
        var gone = isFull ? Heard[0].Arrived : default;
        Heard.Add(sighting);
        (NewestKind, NewestAnchor) = (sighting.Kind, sighting.Anchor);
        if (LastArrival is not { } last || sighting.Arrived >= last)
        {
            LastArrival = sighting.Arrived;
            return;
        }
        if (!isFull || gone != last) return;
        // The newest to arrive is shown no more: the next newest takes its place.
        last = sighting.Arrived;
        foreach (ref readonly var heard in Heard.Unordered) last = Instant.Max(last, heard.Arrived);
        LastArrival = last;
    }

    /// <summary>Remembers a sighting's key; false when it was there already.</summary>
    public bool Remember(Sighting sighting) => Keys.Add(Key(sighting));

    /// <summary>Does none of the recent evidence come from the same anchor in the same way?</summary>
    public bool IsNews(in Evidence evidence)
    {
        foreach (ref readonly var known in Recent.Unordered)
            if (known.Kind == evidence.Kind && known.Anchor == evidence.Anchor && known.Reference == evidence.Reference) return false;
        return true;
    }

    /// <summary>Forgets all evidence but this.</summary>
    public void KeepOnly(in Evidence evidence)
    {
        Recent.Clear();
        Recent.Add(evidence);
    }

    /// <summary>Seconds since this anchor last reported this kind of evidence (a large number when it never did), and remembers the time.</summary>
    public double GapSince(EvidenceKind kind, int anchor, Instant time) => Times.GapTo(ReadingTimes.KeyOf(kind, anchor), time.UnixMicroseconds);

    /// <summary>The anchors (indices) that heard the tag within some seconds before a time.</summary>
    /// <param name="space">Room for <see cref="ReadingTimes.Most"/> and <see cref="MostEvidence"/> of them.</param>
    public ReadOnlySpan<int> HeardBy(Instant now, double seconds, Span<int> space)
    {
        var count = 0;
        for (var i = 0; i < Times.Count; i++)
        {
            var (key, time) = Times[i];
            if (ReadingTimes.AnchorOf(key) is >= 0 and var anchor && Math.Abs(now.UnixMicroseconds - time) < seconds * 1e6) space[count++] = anchor;
        }
        foreach (ref readonly var evidence in Recent.Unordered)
            if (evidence.Reference >= 0 && Math.Abs(now.SecondsSince(evidence.Time)) < seconds) space[count++] = evidence.Reference;
        return space[..count];
    }

    private static Instant? OrNull(Instant time) => time == Never ? null : time;

    /// <summary>
    /// A hash of what makes two sightings the same: time, kind and anchor. Each step of it is one to one in the low bits, so that of one kind and anchor the times of
    /// 2⁴⁰ µs have as many different ones.
    /// </summary>
    internal static ulong Key(Sighting sighting)
    {
        var hash = Fnv.Hash(Fnv.Start ^ (ulong)sighting.Time.UnixMicroseconds, (byte)Remembered.KindOf(sighting));
        hash = Fnv.Hash(hash, sighting.HeardBy?.Value ?? "");
        return sighting is TdoaSighting tdoa ? Fnv.Hash(hash, tdoa.Reference.Value) : hash;
    }
}

/// <summary>The hash FNV-1a (Fowler, Noll, Vo 1991): the same on every machine and in every run.</summary>
internal static class Fnv
{
    public const ulong Start = 14695981039346656037;

    private const ulong Prime = 1099511628211;

    /// <summary>A hash that goes on with one more number.</summary>
    public static ulong Hash(ulong hash, byte number) => ((hash * Prime) ^ number) * Prime;

    /// <summary>A hash that goes on with a text.</summary>
    public static ulong Hash(ulong hash, string text)
    {
        foreach (var letter in text) hash = (hash ^ letter) * Prime;
        return hash;
    }
}
