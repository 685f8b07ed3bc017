using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking.Calibrations;

/// <summary>
/// Surveys the anchors by the tags that pass them, and mends what is sure: where an anchor hangs, by how much its ranges are too long, how strong it is
/// heard. While it is not known what is wrong with one, its ranges count for less, so that it cannot drag tags along.
/// </summary>
/// <param name="ground">Whose views are mended.</param>
/// <param name="logs">When each anchor was heard last.</param>
internal sealed class AnchorSurvey(Ground ground, AnchorLog[] logs)
{
    /// <summary>A tag tells something new of anchors once it has gone this far, metres; then for this long, seconds.</summary>
    private const double News = 4, NewsFor = 1;

    /// <summary>An anchor that nothing is held against takes in no more than one range in so long, seconds: a hundred tags in its sight tell no more than ten.</summary>
    private const double Pause = 0.5;

    /// <summary>A suspect is judged by this many ranges, and again after as many more; after so many it is cleared when nothing is found.</summary>
    private const int JudgedBy = 24, ClearedBy = 48;

    /// <summary>An anchor is expected to be heard by anybody within this long, seconds, where it is heard with this chance.</summary>
    private const double Quiet = 60, Audible = 0.5;

    /// <summary>A change smaller than this is not worth working out anew what the anchor sees, metres.</summary>
    private const double Shift = 0.1;

    /// <summary>Anchors nearer than this are heard together, metres.</summary>
    private const double Neighbours = 250;

    /// <summary>The scale of all ranges is another one when it differs by so much.</summary>
    private const double OtherScale = 0.005;

    private readonly MinePlan _plan = ground.Plan;
    private double _scale;

    /// <summary>By how much all ranges are too long, metres, and all strengths too high, dB: bodies, pockets and reflections take their part of every one.</summary>
    private Median _commonBias, _commonStrength;

    /// <summary>First and last steps of those.</summary>
    private const double FirstBias = 0.2, LastBias = 0.003, FirstStrength = 10, LastStrength = 0.05;

    private readonly AnchorCalibration[] _anchors = [.. ground.Plan.Anchors.Select(a => AnchorCalibration.Unknown(a.RssiAt1m is not null))];
    private AnchorSight? _sight;

    /// <summary>What is known of an anchor (index in the plan).</summary>
    public ref readonly AnchorCalibration this[int anchor] => ref _anchors[anchor];

    /// <summary>Fetches what is asked of an anchor when it is heard.</summary>
    public void Fetch(int anchor) => Core.Fetch.Item(_anchors, anchor, AnchorCalibration.AskedSize);

    /// <summary>What a range of an anchor is mended by, metres.</summary>
    public double BiasOf(int anchor) => _anchors[anchor].Bias;

    /// <summary>What is added to the variance of a range of an anchor, m².</summary>
    public double DoubtOf(int anchor) => _anchors[anchor].Doubt;

    /// <summary>What a reading of a tag tells, held against what is believed before the tag's belief takes it in; false when that is nothing.</summary>
    public bool TryTell(TagTrack track, in Evidence evidence, out AnchorLesson lesson)
    {
        lesson = default;
        if (evidence.Kind is not (EvidenceKind.Range or EvidenceKind.Rssi) || Rests(evidence) || !Standing.TryOf(track.Belief, ground, out var standing)) return false;
        if (!IsNews(track, standing, evidence.Time, out var isElsewhere)) return false;
        var quiet = isElsewhere && standing.Edge >= 0 ? QuietAt(standing, evidence.Time) : [];
        var placed = standing;
        var isPlaced = evidence.Kind == EvidenceKind.Rssi || Company.TryPlace(track, evidence, ground, this, standing, out placed);
        lesson = new(track.Seed, evidence, isPlaced ? placed : null, quiet);
        // When it is learnt, all that is known of the anchor is read.
        if (isPlaced) Core.Fetch.Items(_anchors, evidence.Anchor, 1);
        return isPlaced || !quiet.IsEmpty;
    }

    /// <summary>Learns what a reading told.</summary>
    /// <param name="scale">Of all ranges, as it is known so far.</param>
    public void Learn(in AnchorLesson lesson, in RangeScale scale)
    {
        if (Math.Abs(scale.Applied - _scale) > OtherScale) Begin(scale.Applied);
        Miss(lesson.Quiet, lesson.Evidence.Time);
        // Another of the same input may have told of the anchor meanwhile.
        if (lesson.Standing is not { } standing || Rests(lesson.Evidence)) return;
        if (lesson.Evidence.Kind == EvidenceKind.Rssi) LearnStrength(lesson.Tag, lesson.Evidence, standing);
        else LearnRange(lesson.Tag, lesson.Evidence, standing, scale);
    }

    private bool Rests(in Evidence evidence)
    {
        if (evidence.Kind != EvidenceKind.Range) return false;
        ref readonly var known = ref _anchors[evidence.Anchor];
        return known.Suspicion is null && Math.Abs(evidence.Time.SecondsSince(known.LearntAt)) < Pause;
    }

    /// <summary>Has the tag gone far enough to tell something that it has not told?</summary>
    /// <param name="isElsewhere">It has just come there.</param>
    private static bool IsNews(TagTrack track, in Standing standing, Instant now, out bool isElsewhere)
    {
        isElsewhere = false;
        var since = now.SecondsSince(track.SurveyedAt);
        if (since is >= 0 and < NewsFor) return true;
        if (since < 0 || Point3.Distance(standing.Place, track.SurveyedPlace) < News) return false;
        (track.SurveyedAt, track.SurveyedPlace) = (now, standing.Place);
        return isElsewhere = true;
    }

    /// <summary>The anchors that nobody has heard of late, although they would hear a tag here, with the chance of it.</summary>
    private ImmutableArray<(int Anchor, float Chance)> QuietAt(in Standing standing, Instant now)
    {
        var quiet = ImmutableArray<(int, float)>.Empty;
        foreach (ref readonly var heard in ground.Hearing.At(standing.Edge, standing.Offset))
        {
            // The likeliest come first.
            if (heard.Chance < Audible) break;
            if (now.SecondsSince(logs[heard.Anchor].Heard) >= Quiet) quiet = quiet.Add(heard);
        }
        return quiet;
    }

    /// <summary>Notes the anchors that were quiet where they would have heard a tag; others of the same input may have told of them meanwhile.</summary>
    private void Miss(ImmutableArray<(int Anchor, float Chance)> quiet, Instant now)
    {
        foreach (var (anchor, chance) in quiet)
        {
            var heard = logs[anchor].Heard;
            if (now.SecondsSince(heard) < Quiet) continue;
            ref var calibration = ref _anchors[anchor];
            if (calibration.MissedSince != heard) (calibration.Missed, calibration.MissedSince) = (0, heard);
            calibration.Missed += chance;
        }
    }

    /// <summary>All ranges are mended otherwise from now on: what was learnt from them is learnt anew.</summary>
    private void Begin(double scale)
    {
        _scale = scale;
        for (var i = 0; i < _anchors.Length; i++)
        {
            _anchors[i].Begin();
            if (_anchors[i].Suspicion is null) continue;
            _anchors[i].Suspicion = null;
            Mend(i);
        }
    }

    private void LearnRange(ulong tag, in Evidence evidence, in Standing standing, in RangeScale scale)
    {
        ref var anchor = ref _anchors[evidence.Anchor];
        anchor.LearntAt = evidence.Time;
        var expected = standing.Expect(ground, evidence);
        // A scale that is sure but too small to be mended would look like anchors that are all too far away.
        var left = scale.K - scale.Applied;
        if (left * left < 9 * scale.Variance) left = 0;
        var reading = (evidence.Value - standing.Bias) / (1 + left);
        var noise = evidence.Variance - anchor.Doubt + RadioModel.AnchorErrorSigma * RadioModel.AnchorErrorSigma;
        if (expected.Sight && !anchor.IsInDoubt) _commonBias = _commonBias.With(reading - expected.Value, FirstBias, LastBias);
        reading -= _commonBias.Value;
        if (anchor.Suspicion is { } suspicion)
        {
            var place = standing.Place - _plan.Anchors[evidence.Anchor].Place;
            suspicion.Add(new()
            {
                X = (float)place.X,
                Y = (float)place.Y,
                Z = (float)place.Z,
                Range = (float)(reading + anchor.Bias),
                Variance = (float)(noise + standing.BiasVariance),
                AlongVariance = (float)standing.Along,
                AlongBias = (float)standing.AlongBias,
                Across = (float)standing.Across,
                AlongX = (float)standing.Tangent.X,
                AlongY = (float)standing.Tangent.Y,
                AlongZ = (float)standing.Tangent.Z,
                IsSeen = expected.Sight,
            });
        }
        if (expected.Sight)
            anchor.Take(expected.Gradient, reading - expected.Value, noise + standing.Toward(expected.Gradient), tag);
        if (anchor.Suspicion is null)
        {
            if (!anchor.IsStrange) return;
            anchor.Suspicion = new(evidence.Time);
            if (anchor.IsMostlyWrong) Clear(evidence.Anchor);
        }
        else if (anchor.Suspicion.IsFound && anchor.IsMostlyWrong) LookAgain(ref anchor, evidence.Time);
        else if (anchor.Suspicion.Taken - anchor.Suspicion.Judged >= JudgedBy) Judge(evidence.Anchor, ref anchor);
    }

    /// <summary>What was held against the neighbours of a wrong anchor was said in its company: it is forgotten.</summary>
    private void Clear(int wrong)
    {
        for (var i = 0; i < _anchors.Length; i++)
        {
            if (i == wrong || _anchors[i].Suspicion is { IsFound: true } || Point3.Distance(_plan.Anchors[i].Place, _plan.Anchors[wrong].Place) > Neighbours) continue;
            // One that is mostly wrong too stays in doubt.
            if (_anchors[i].Suspicion is { } suspicion) _anchors[i].Suspicion = _anchors[i].IsMostlyWrong ? new(suspicion.Since) : null;
            if (_anchors[i].Suspicion is null) _anchors[i].Begin();
        }
    }

    /// <summary>What was found is true no longer: the anchor hangs elsewhere again.</summary>
    private static void LookAgain(ref AnchorCalibration anchor, Instant now)
    {
        var before = anchor.Suspicion!;
        anchor.Suspicion = new(now) { Found = before.Found, IsMoved = before.IsMoved, IsBiased = before.IsBiased, IsRenewed = true };
        (anchor.Residuals, anchor.Honest) = (0, 1);
    }

    private void Judge(int index, ref AnchorCalibration anchor)
    {
        var suspicion = anchor.Suspicion!;
        suspicion.Judged = suspicion.Taken;
        var (found, isMoved, isBiased, isAsPlanned) = Verdict.Of(suspicion, anchor.BiasSigma);
        // Where all ranges are mended by a scale, that may be what is wrong: the anchor stays in doubt, and nothing is said of it.
        if (_scale != 0) isMoved = isBiased = false;
        if (!isMoved && !isBiased && suspicion.Taken >= ClearedBy && (isAsPlanned || (!suspicion.IsFound && !anchor.IsMostlyWrong)))
        {
            anchor.Suspicion = null;
            anchor.Begin();
            Mend(index);
            return;
        }
        // Until something else is found, what was found before is still the best that is known.
        if (!isMoved && !isBiased && !isAsPlanned && (suspicion.IsFound || (suspicion.IsRenewed && suspicion.Taken < ClearedBy))) return;
        if (!suspicion.IsFound && (isMoved || isBiased)) Clear(index);
        (suspicion.Found, suspicion.IsMoved, suspicion.IsBiased, suspicion.IsRenewed) = (found, isMoved, isBiased, false);
        suspicion.IsUnexplained = !suspicion.IsFound && suspicion.Taken >= ClearedBy && _scale == 0;
        suspicion.Doubt = DoubtOf(found, suspicion.Sights);
        if (suspicion.IsFound) anchor.Begin();
        Mend(index);
    }

    /// <summary>How uncertain ranges like these are by what was found: the mean of j P jᵀ, m².</summary>
    private static double DoubtOf(in Resected found, ReadOnlySpan<Sight> sights)
    {
        var sum = 0.0;
        Span<double> j = stackalloc double[4];
        foreach (ref readonly var sight in sights)
        {
            var d = sight.From - found.Offset;
            var u = d * (1 / Math.Max(d.Length, 0.05));
            (j[0], j[1], j[2], j[3]) = (-u.X, -u.Y, -u.Z, 1);
            for (var i = 0; i < 4; i++)
                for (var k = 0; k < 4; k++) sum += j[i] * found.P[i * 4 + k] * j[k];
        }
        return Math.Max(0, sum / sights.Length);
    }

    private void LearnStrength(ulong tag, in Evidence evidence, in Standing standing)
    {
        if (ground.MapOf(evidence.Anchor) is not null) return;
        var expected = standing.Expect(ground, evidence);
        if (!expected.Sight) return;
        ref var anchor = ref _anchors[evidence.Anchor];
        var distance = Math.Max(1, Point3.Distance(standing.Place, ground.Views[evidence.Anchor].Anchor.Place));
        var place = standing.Edge >= 0 ? expected.Along * expected.Along * standing.Along : Point3.Dot(expected.Gradient, expected.Gradient) * standing.Along;
        if (place > RadioModel.ShadowSigma * RadioModel.ShadowSigma) return;
        var mended = anchor.MendedDelta + anchor.MendedEpsilon * 10 * Math.Log10(distance / StrengthFilter.At);
        // Where only the strong ones of its strengths are heard, it seems stronger than it is.
        if (expected.Value + _commonStrength.Value < RadioModel.SurelyHeard) return;
        var residual = evidence.Value - expected.Value + mended;
        _commonStrength = _commonStrength.With(residual, FirstStrength, LastStrength);
        anchor.Strength.Update(distance, residual - _commonStrength.Value,
            RadioModel.ShadowSigma * RadioModel.ShadowSigma + RadioModel.FadingSigma * RadioModel.FadingSigma + place);
        anchor.Strengths++;
        anchor.Tags |= 1UL << (int)(tag % 64);
        MendStrength(evidence.Anchor, ref anchor, evidence.Time);
    }

    private void MendStrength(int index, ref AnchorCalibration anchor, Instant now)
    {
        var (delta, epsilon) = StrengthVerdict.Of(anchor) ? (anchor.Strength.Delta, anchor.Strength.Epsilon) : (0, 0);
        if (!StrengthVerdict.IsChange(anchor, delta, epsilon)) return;
        if (anchor.MendedDelta == 0 && anchor.MendedEpsilon == 0) anchor.StrengthSince = now;
        (anchor.MendedDelta, anchor.MendedEpsilon) = (delta, epsilon);
        Mend(index);
    }

    /// <summary>Takes an anchor where and as it was found.</summary>
    private void Mend(int index)
    {
        ref readonly var calibration = ref _anchors[index];
        var planned = _plan.Anchors[index];
        var place = calibration.Suspicion is { IsMoved: true } s ? planned.Place + s.Found.Offset : planned.Place;
        var before = ground.Views[index];
        var view = Point3.Distance(before.Anchor.Place, place) < Shift ? before
            : place == planned.Place ? _plan.Views[index] : (_sight ??= new(_plan)).ViewOf(planned with { Place = place });
        ground.Views[index] = view.With(StrengthVerdict.Mended(planned, calibration) with { Place = view.Anchor.Place });
    }

    /// <summary>Takes over what is known of the anchors that a new plan has at the same place.</summary>
    public void Carry(AnchorSurvey before)
    {
        (_scale, _commonBias, _commonStrength) = (before._scale, before._commonBias, before._commonStrength);
        for (var i = 0; i < before._anchors.Length; i++)
        {
            var old = before._plan.Anchors[i];
            if (_plan.AnchorIndex(old.Id) is not (>= 0 and var index) || _plan.Anchors[index] != old) continue;
            _anchors[index] = before._anchors[i];
            Mend(index);
        }
    }

    public void Write(StateWriter to)
    {
        to.Write(_scale);
        _commonBias.Write(to);
        _commonStrength.Write(to);
        for (var i = 0; i < _anchors.Length; i++)
        {
            _anchors[i].Write(to);
            to.Write(ground.Views[i].Anchor.Place);
        }
    }

    public void Read(ref StateReader from)
    {
        _scale = from.ReadDouble();
        (_commonBias, _commonStrength) = (Median.Read(ref from), Median.Read(ref from));
        for (var i = 0; i < _anchors.Length; i++)
        {
            _anchors[i] = AnchorCalibration.Read(ref from);
            var place = from.ReadPoint();
            if (!(Point3.Distance(place, _plan.Anchors[i].Place) <= AnchorView.Reach)) throw new FormatException($"The snapshot has anchor {_plan.Anchors[i].Id} far from its place.");
            var planned = _plan.Anchors[i];
            var view = place == planned.Place ? _plan.Views[i] : (_sight ??= new(_plan)).ViewOf(planned with { Place = place });
            ground.Views[i] = view.With(StrengthVerdict.Mended(planned, _anchors[i]) with { Place = place });
        }
    }
}
