using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking.Clouds;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>Everything remembered of one tag: its belief, the last evidence, and what the person's panel shows.</summary>
internal sealed class TagTrack(TagId tag)
{
    /// <summary>Pairs of anchor and kind of evidence whose last time is remembered.</summary>
    public const int MostPairs = 64;

    /// <summary>Pieces of evidence kept for finding the tag anew.</summary>
    public const int MostEvidence = 12;

    /// <summary>Keys of sightings kept to tell repeats.</summary>
    public const int MostKeys = 64;

    /// <summary>Sightings kept for the panel.</summary>
    public const int MostHeard = 16;

    public TagId Tag { get; } = tag;

    /// <summary>Where the tag's pseudo-random numbers begin: a hash of its id (FNV-1a).</summary>
    public ulong Seed { get; } = tag.Value.Aggregate(14695981039346656037, static (hash, c) => (hash ^ c) * 1099511628211);
    public Belief Belief { get; } = new();

    /// <summary>The newest pieces of evidence, oldest first.</summary>
    public List<Evidence> Recent { get; } = new(MostEvidence);

    /// <summary>The newest sightings, oldest first.</summary>
    public Queue<Remembered> Heard { get; } = new(MostHeard);

    /// <summary>When each anchor last reported each kind of evidence: (anchor × 8 + kind, microseconds).</summary>
    public Dictionary<int, long> LastOf { get; } = [];

    /// <summary>Keys of the newest sightings, a ring.</summary>
    public ulong[] Keys { get; } = new ulong[MostKeys];
    public int NextKey { get; set; }

    public SortedDictionary<RefusalReason, int> Refusals { get; } = [];

    /// <summary>Start of the present search for the tag; null once it is found.</summary>
    public Instant? SearchingSince { get; set; }

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
    public Cloud? Ahead { get; set; }

    /// <summary>Where and when the tag last told something new of the anchors.</summary>
    public Point3 SurveyedPlace { get; set; }
    public Instant SurveyedAt { get; set; }

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

    /// <summary>Zones (index in the plan) that the tag is in; the value is since when it seems to be outside again, <c>default</c> while it is inside.</summary>
    public SortedDictionary<int, Instant> Zones { get; } = [];

    /// <summary>Where the last fix was, to tell what lies between it and the next.</summary>
    public NetworkPosition? LastPosition { get; set; }

    /// <summary>Was there ever evidence that placed the tag?</summary>
    public bool IsPlaced => Belief.Count > 0;

    /// <summary>When the newest sighting that was used arrived; null before the first.</summary>
    public Instant? LastArrival => Heard.Count > 0 ? Heard.Max(h => h.Arrived) : null;

    /// <summary>Remembers a sighting's key; false when it was there already.</summary>
    public bool Remember(Sighting sighting)
    {
        var key = Key(sighting);
        if (Keys.AsSpan().Contains(key)) return false;
        Keys[NextKey] = key;
        NextKey = (NextKey + 1) % MostKeys;
        return true;
    }

    /// <summary>Puts a sighting at the head of what the panel shows.</summary>
    public void Hear(Sighting sighting)
    {
        if (Heard.Count == MostHeard) Heard.Dequeue();
        Heard.Enqueue(Remembered.Of(sighting));
    }

    /// <summary>Does none of the recent evidence come from the same anchor in the same way?</summary>
    public bool IsNews(in Evidence evidence)
    {
        foreach (var known in Recent)
            if (known.Kind == evidence.Kind && known.Anchor == evidence.Anchor && known.Reference == evidence.Reference) return false;
        return true;
    }

    /// <summary>Forgets all evidence but this.</summary>
    public void KeepOnly(in Evidence evidence)
    {
        Recent.Clear();
        Recent.Add(evidence);
    }

    /// <summary>Keeps evidence for a later search.</summary>
    public void Keep(in Evidence evidence)
    {
        if (Recent.Count == MostEvidence) Recent.RemoveAt(0);
        Recent.Add(evidence);
    }

    /// <summary>Seconds since this anchor last reported this kind of evidence (a large number when it never did), and remembers the time.</summary>
    public double GapSince(EvidenceKind kind, int anchor, Instant time)
    {
        var key = (anchor + 1) * 8 + (int)kind;
        var gap = LastOf.TryGetValue(key, out var last) ? Math.Abs(time.UnixMicroseconds - last) / 1e6 : 1e6;
        // Ties go by key, so that a restored mine forgets the same.
        if (LastOf.Count >= MostPairs && !LastOf.ContainsKey(key)) LastOf.Remove(LastOf.MinBy(p => (p.Value, p.Key)).Key);
        LastOf[key] = Math.Max(LastOf.GetValueOrDefault(key, long.MinValue), time.UnixMicroseconds);
        return gap;
    }

    /// <summary>The anchors (indices) that heard the tag within some seconds before a time.</summary>
    public ReadOnlySpan<int> HeardBy(Instant now, double seconds, Span<int> space)
    {
        var count = 0;
        foreach (var (key, time) in LastOf)
            if (key >= 8 && Math.Abs(now.UnixMicroseconds - time) < seconds * 1e6 && count < space.Length) space[count++] = key / 8 - 1;
        foreach (var evidence in Recent)
            if (evidence.Reference >= 0 && Math.Abs(now.SecondsSince(evidence.Time)) < seconds && count < space.Length) space[count++] = evidence.Reference;
        return space[..count];
    }

    /// <summary>FNV-1a over what makes two sightings the same: time, kind and anchor.</summary>
    private static ulong Key(Sighting sighting)
    {
        const ulong Prime = 1099511628211;
        var hash = 14695981039346656037 ^ (ulong)sighting.Time.UnixMicroseconds;
        hash = (hash * Prime) ^ Remembered.Of(sighting).Kind;
        hash *= Prime;
        foreach (var c in sighting.HeardBy?.Value ?? "") hash = (hash ^ c) * Prime;
        if (sighting is TdoaSighting tdoa)
            foreach (var c in tdoa.Reference.Value) hash = (hash ^ c) * Prime;
        return hash == 0 ? 1 : hash;
    }
}
