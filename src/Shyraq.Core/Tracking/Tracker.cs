using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking.Calibrations;
using Shyraq.Core.Tracking.Clouds;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>
/// Takes sightings into beliefs. Evidence moves a belief to its own time and sharpens it; a belief that is young or no longer
/// explains what is heard is found anew from the last few pieces of evidence, and one that was silent for long within the cloud of where
/// the tag may have gone.
/// </summary>
internal sealed class Tracker
{
    /// <summary>The search goes on until the evidence spans this long, seconds, or is this much.</summary>
    private const double SearchFor = 1.5;
    private const int SearchEvidence = 8;

    /// <summary>After a silence this long the tag is found anew within the cloud of where it may have gone, seconds.</summary>
    private const double Silence = 15;

    /// <summary>After sharp evidence strengths and reads only sharpen for this long; then a cloud follows them, seconds.</summary>
    private const double SharpFor = 5;

    /// <summary>An anchor that said nothing for this long, though others did, did not hear the tag, seconds; and how often that counts.</summary>
    private const double RecentlyHeard = 2.5;
    private const int MostUnheard = 1;

    /// <summary>What a search by strengths does not know of its own result, m².</summary>
    private const double SearchVariance = 100;

    /// <summary>Above this running share of unexplained evidence the tag is found anew.</summary>
    private const double TooSurprised = 0.7;

    /// <summary>What was believed then counts for so much beside what is found.</summary>
    private const double Demoted = 0.37;

    /// <summary>A reader that reads a tag believed to be out of its reach with this probability has found it.</summary>
    private const double Impossible = 0.02;

    private readonly Ground _ground;
    private readonly Acquisition _acquisition;
    private readonly Belief _before;
    private readonly SightingEvidence _evidence;
    private readonly MinePlan _plan;
    private readonly TrackingOptions _options;

    private readonly ScaleFilter _scale;
    private readonly AnchorSurvey _survey;
    private readonly SharedBias _bias;

    /// <summary>What the readings since it was cleared told of anchors and scale.</summary>
    public Lessons Lessons { get; } = new();

    /// <param name="survey">What is known of the anchors, and mended; read alone, as are <paramref name="scale"/> and <paramref name="bias"/>, by how much all ranges of the mine are too long.</param>
    public Tracker(Ground ground, TrackingOptions options, AnchorSurvey survey, ScaleFilter scale, SharedBias bias)
    {
        (_plan, _options, _ground, _survey, _scale, _bias) = (ground.Plan, options, ground, survey, scale, bias);
        _acquisition = new(_ground);
        _evidence = new(_ground, _survey);
        _before = new(_ground.Pool);
    }

    /// <summary>Takes one sighting in. Returns null when it was used, else why not.</summary>
    /// <param name="anchor">Index of the sighting's anchor; −1 when it has none or the plan does not know it.</param>
    /// <param name="clockBehind">How far the clock of the sighting's anchor is behind, seconds.</param>
    public Refusal? Follow(TagTrack track, Sighting sighting, int anchor, double clockBehind)
    {
        // Whoever calls for help is heard, however wrong the clock of the lamp.
        if (sighting is not StatusSighting && sighting.Time.SecondsSince(sighting.Arrived) > _options.FutureTolerance)
            return Refuse(RefusalReason.FromTheFuture, sighting, "time", $"{sighting.Time} is ahead of the arrival {sighting.Arrived}; at most {_options.FutureTolerance} s is taken as a wrong clock");
        if (_evidence.Absurd(sighting) is { } absurd) return absurd;
        if (!track.Remember(sighting)) return Refuse(RefusalReason.Duplicate, sighting, null, "the same time, tag, kind and anchor came before");

        var time = Instant.Min(sighting.Time.PlusSeconds(clockBehind), sighting.Arrived);
        if (sighting is StatusSighting status) return Status(track, status, time);
        if (sighting is MotionSighting motion) return Motion(track, motion, time);
        return _evidence.Of(sighting, anchor, time, track, _scale.Scale, out var evidence) is { } refused ? refused : Locate(track, evidence, sighting);
    }

    private Refusal? Locate(TagTrack track, in Evidence evidence, Sighting sighting)
    {
        var motion = track.Motion;
        var late = track.IsPlaced ? track.Belief.Time.SecondsSince(evidence.Time) : 0;
        if (late > _options.LateTolerance)
            return Refuse(RefusalReason.Late, sighting, "time", $"{late:0.0} s older than the belief; at most {_options.LateTolerance} s is used");
        track.Ahead = null;
        var now = track.IsPlaced ? Instant.Max(track.Belief.Time, evidence.Time) : evidence.Time;
        var silence = track.IsPlaced ? evidence.Time.SecondsSince(track.LastEvidence) : 0;
        // What was heard before a long silence says nothing of where the tag is now; where it was and how it may have moved does.
        if (silence > Silence) track.Recent.Clear();
        // Of interest to a search alone.
        var news = (!track.IsPlaced || track.SearchingSince is not null) && track.IsNews(evidence);
        track.Recent.Add(evidence);
        track.LastEvidence = Instant.Max(track.LastEvidence, evidence.Time);

        var isCoarse = evidence.Kind is EvidenceKind.Rssi or EvidenceKind.Seen;
        if (!track.IsPlaced) track.SearchingSince = now;
        if (track.SearchingSince is { } since) Search(track, now, since, news, motion);
        else if (track.Belief.Cloud is not null || silence > Silence || (isCoarse && now.SecondsSince(track.LastSharp) > SharpFor)) Wander(track, evidence, now, silence, motion, isCoarse);
        else Sharpen(track, evidence, now, Math.Max(0, late), motion);
        track.Belief.Trim();
        if (!isCoarse) track.LastSharp = now;
        Hear(track, sighting, evidence.Anchor);
        return track.IsPlaced ? null : Refuse(RefusalReason.Absurd, sighting, null, "no place on the plan explains it");
    }

    /// <summary>Finds the tag from the last pieces of evidence alone.</summary>
    private void Search(TagTrack track, Instant now, Instant since, bool news, MotionModel motion)
    {
        var enough = track.Recent.Count >= SearchEvidence || now.SecondsSince(since) >= SearchFor;
        if (enough) track.SearchingSince = null;
        // A search is dear: between what is news it only gathers.
        if (track.IsPlaced && !news && !enough) return;
        Find(track, track.Recent.CopyTo(stackalloc Evidence[TagTrack.MostEvidence]), now, motion, null);
        track.Surprise = 0;
    }

    /// <summary>Looks for the tag; where nothing on the plan explains the evidence, what was believed stays.</summary>
    private void Find(TagTrack track, ReadOnlySpan<Evidence> evidence, Instant now, MotionModel motion, Cloud? before)
    {
        track.Belief.CopyTo(_before);
        track.Belief.RangeScale = _scale.Scale.Applied;
        _acquisition.Find(evidence, now, motion, track.Belief, before);
        if (track.Belief.Count > 0 || _before.Count == 0) return;
        _before.CopyTo(track.Belief);
        track.Belief.Time = now;
    }

    /// <summary>
    /// Follows a tag that was silent for long or that only strengths and zonal reads tell of: a cloud of particles moves on, and is
    /// weighed; sharp evidence finds the tag within it.
    /// </summary>
    private void Wander(TagTrack track, in Evidence evidence, Instant now, double silence, MotionModel motion, bool isCoarse)
    {
        var cloud = track.Belief.Cloud ?? Gather(track, motion, silence);
        cloud.PredictTo(now, motion, isSilent: silence > 3);
        if (!isCoarse)
        {
            cloud.SumUp(track.Belief);
            track.KeepOnly(evidence);
            Find(track, [evidence], now, motion, cloud);
            track.Belief.Cloud = null;
            return;
        }
        Teach(track, evidence);
        var honest = cloud.Update(evidence);
        if (now.SecondsSince(track.LastUnheard) >= 1)
        {
            track.LastUnheard = now;
            Span<int> heard = stackalloc int[ReadingTimes.Most + TagTrack.MostEvidence];
            if (silence < 3) cloud.WeighSilence(1, track.HeardBy(now, RecentlyHeard, heard));
        }
        track.Surprise += 0.15 * (1 - honest - track.Surprise);
        var isElsewhere = evidence.Kind == EvidenceKind.Seen && honest < Impossible;
        if (isElsewhere || ((track.Surprise > TooSurprised || cloud.IsStrained) && track.Recent.Count >= 4))
        {
            if (isElsewhere) track.KeepOnly(evidence);
            cloud.SumUp(track.Belief);
            Find(track, track.Recent.CopyTo(stackalloc Evidence[TagTrack.MostEvidence]), now, motion, null);
            cloud = Gather(track, motion, 0);
            track.Surprise = 0;
        }
        track.Belief.LeaveTo(cloud);
    }

    /// <summary>A cloud that begins from what is believed; in an open area known by strengths alone, from nothing but them.</summary>
    private Cloud Gather(TagTrack track, MotionModel motion, double silence)
    {
        var isByStrength = silence <= Silence && AllStrengths(track.Recent.Unordered);
        if (!isByStrength || track.Belief.BestArea is not { } area)
            return Cloud.Of(_ground, track.Belief, motion, Seed(track), Cloud.Most, isByStrength ? SearchVariance : 0);
        var cloud = Cloud.Over(_ground, area, track.Belief.Time, Seed(track));
        // The newest is taken in by whoever asks for the cloud.
        for (var i = 0; i < track.Recent.Count - 1; i++) cloud.Update(track.Recent[i]);
        return cloud;
    }

    private static bool AllStrengths(ReadOnlySpan<KeptEvidence> evidence)
    {
        foreach (ref readonly var item in evidence)
            if (item.Kind != EvidenceKind.Rssi) return false;
        return true;
    }

    private static ulong Seed(TagTrack track) => (ulong)track.Belief.Time.UnixMicroseconds ^ track.Seed;

    // What a reading tells of its anchor, held against what is believed before the belief takes it in.
    private void Teach(TagTrack track, in Evidence evidence)
    {
        if (Lessons.IsAsked && _survey.TryTell(track, evidence, out var lesson)) Lessons.Add(lesson);
    }

    private void Sharpen(TagTrack track, in Evidence evidence, Instant now, double late, MotionModel motion)
    {
        track.Belief.PredictTo(now, _plan, motion);
        var isRescaled = track.Belief.Rescale(_scale.Scale.Applied);
        Teach(track, evidence);
        var drift = motion.Speed * late;
        var weighed = track.Belief.Update(_ground, evidence, drift * drift);
        if (evidence.Kind == EvidenceKind.Range && track.Belief.IsOnePlace && !_survey[evidence.Anchor].IsInDoubt && ScaleFilter.IsTold(weighed)) Lessons.Add(evidence.Anchor, weighed);
        if (isRescaled) Lessons.Add(SharedBias.Forget(track));
        if (evidence.Kind == EvidenceKind.Range && SharedBias.IsDue(track, now)) Lessons.Add(_bias.Exchange(track, now, isScaled: !_scale.IsRight));
        var honest = weighed.Honest;
        Listen(track, now);
        track.Surprise += 0.15 * (1 - honest - track.Surprise);
        if (track.Surprise < TooSurprised || track.Recent.Count < 4) return;
        // What was believed stays in the running, with what the evidence alone says beside it.
        track.Belief.CopyTo(_before);
        _acquisition.Find(track.Recent.CopyTo(stackalloc Evidence[TagTrack.MostEvidence]), now, motion, track.Belief);
        for (var i = 0; i < _before.RoadwayCount; i++)
            track.Belief.Add(_before.Roadway[i] with { Weight = Demoted * _before.Roadway[i].Weight });
        for (var i = 0; i < _before.AreaCount; i++)
            track.Belief.Add(_before.Area[i] with { Weight = Demoted * _before.Area[i].Weight });
        track.Belief.Tidy();
        track.Surprise = 0;
    }

    /// <summary>
    /// Where several places are possible, an anchor that would hear the tag at one of them and says nothing speaks against it; but
    /// only so much, for anchors die and gateways hold back.
    /// </summary>
    private void Listen(TagTrack track, Instant now)
    {
        if (track.Belief.IsOnePlace) track.UnheardTimes = 0;
        if (track.Belief.RoadwayCount == 0 || track.Belief.IsOnePlace || track.UnheardTimes >= MostUnheard || now.SecondsSince(track.LastUnheard) < 1) return;
        track.LastUnheard = now;
        track.UnheardTimes++;
        Span<int> space = stackalloc int[ReadingTimes.Most + TagTrack.MostEvidence];
        var heard = track.HeardBy(now, RecentlyHeard, space);
        for (var i = 0; i < track.Belief.RoadwayCount; i++)
        {
            ref var hypothesis = ref track.Belief.Roadway[i];
            var quiet = 1.0;
            foreach (var (anchor, chance) in _ground.Hearing.At(hypothesis.Edge, hypothesis.S))
                if (!heard.Contains(anchor)) quiet *= 1 - 0.7 * chance;
            hypothesis.Weight *= Math.Max(quiet, 0.25);
        }
        track.Belief.Tidy();
    }

    private Refusal? Motion(TagTrack track, MotionSighting sighting, Instant time)
    {
        var motion = track.Motion;
        if (!track.IsPlaced)
        {
            Say(track, sighting.Still, time);
            Hear(track, sighting);
            return null;
        }
        var late = track.Belief.Time.SecondsSince(time);
        if (late > _options.LateTolerance)
            return Refuse(RefusalReason.Late, sighting, "time", $"{late:0.0} s older than the belief; at most {_options.LateTolerance} s is used");
        Say(track, sighting.Still, time);
        Hear(track, sighting);
        // A tag that nobody hears is not moved on by its own sensors: its place would drift unseen.
        if (time.SecondsSince(track.LastEvidence) > _options.LiveFor) return null;
        track.Ahead = null;
        if (track.Belief.Cloud is { } cloud)
        {
            cloud.PredictTo(time, motion, isSilent: false);
            Inertia.Apply(cloud, sighting, time, motion, track.GapSince(EvidenceKind.Motion, -1, time));
            track.Belief.LeaveTo(cloud);
            return null;
        }
        track.Belief.PredictTo(time, _plan, motion);
        Inertia.Apply(track.Belief, _plan, sighting, motion, track.GapSince(EvidenceKind.Motion, -1, time));
        track.Belief.Tidy();
        track.Belief.Trim();
        return null;
    }

    private Refusal? Status(TagTrack track, StatusSighting sighting, Instant time)
    {
        var used = Say(track, sighting.Still, time);
        if (sighting.Battery is { } battery && time >= track.BatteryTime)
        {
            (track.Battery, track.BatteryTime) = (battery.Value, time);
            used = true;
        }
        if (sighting.Sos is { } sos && time >= track.SosTime)
        {
            (track.Sos, track.SosTime) = (sos, time);
            used = true;
        }
        // A call that comes after its own end, by a gateway that held it back, was a call all the same.
        if (sighting.Sos == true) track.SosPressed = used = true;
        if (!used && (sighting.Battery is not null || sighting.Sos is not null || sighting.Still is not null))
            return Refuse(RefusalReason.Late, sighting, "time", "the tag has said something newer of all that it says");
        Hear(track, sighting);
        return null;
    }

    private static bool Say(TagTrack track, bool? still, Instant time)
    {
        if (still is not { } said || time < track.StillTime) return false;
        (track.Still, track.StillTime) = (said, time);
        track.Rest.Say(said, time);
        return true;
    }

    /// <summary>Puts a sighting at the head of what the panel shows.</summary>
    private void Hear(TagTrack track, Sighting sighting, int anchor = -1) => track.Hear(Remembered.Of(sighting, anchor < 0 ? null : _plan.Anchors[anchor].Id.Value));

    private static Refusal Refuse(RefusalReason reason, Sighting sighting, string? property, string detail) => SightingEvidence.Refuse(reason, sighting, property, detail);
}
