using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking.Calibrations;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>Makes evidence of sightings: a value with a variance, which grows when the same anchor spoke just before.</summary>
/// <param name="survey">What ranges are mended by, and how far they are doubted.</param>
internal sealed class SightingEvidence(Ground ground, AnchorSurvey survey)
{
    /// <summary>A position of another system farther outside of the plan than this is absurd, metres.</summary>
    private const double FarOutside = 1000;

    /// <summary>Nobody measures better than the first or is worth hearing beyond the second, metres.</summary>
    private const double LeastSigma = 0.02, MostSigma = 1000;

    private readonly MinePlan _plan = ground.Plan;

    /// <summary>Why a sighting is physically absurd; null when it is not.</summary>
    public Refusal? Absurd(Sighting sighting) => sighting switch
    {
        RangeSighting { Distance.Value: > RadioModel.LongestRange } range => Refuse(RefusalReason.Absurd, range, "metres", $"{range.Distance} is beyond any radio"),
        TdoaSighting tdoa when Math.Abs(tdoa.Difference.Value) > RadioModel.LongestRange => Refuse(RefusalReason.Absurd, tdoa, "metres", $"{tdoa.Difference} is beyond any radio"),
        RssiSighting { Power.Value: > RadioModel.StrongestRssi or < RadioModel.WeakestRssi } rssi => Refuse(RefusalReason.Absurd, rssi, "dbm", $"{rssi.Power} is no strength that a receiver reports"),
        FixSighting fix when !_plan.Extent.Holds(new(fix.X.Value, fix.Y.Value, fix.Z?.Value ?? _plan.Extent.Low.Z), FarOutside) =>
            Refuse(RefusalReason.Absurd, fix, "x", $"({fix.X}, {fix.Y}) is more than {FarOutside} m outside of the plan"),
        MotionSighting { Speed.Value: > 60 } fast => Refuse(RefusalReason.Absurd, fast, "speed", "nothing underground moves faster than 60 m/s"),
        _ => null,
    };

    /// <summary>The evidence that a sighting of where a tag is gives; or why it gives none.</summary>
    /// <param name="anchor">Index of its anchor; −1 when it has none or the plan does not know it.</param>
    /// <param name="time">When it was measured, by the mine's clock.</param>
    /// <param name="track">Remembers when each anchor spoke last.</param>
    public Refusal? Of(Sighting sighting, int anchor, Instant time, TagTrack track, RangeScale scale, out Evidence evidence)
    {
        evidence = default;
        if (anchor < 0 && sighting.HeardBy is { } id)
            return Refuse(RefusalReason.UnknownAnchor, sighting, "anchor", $"'{id}' is not in plan version {_plan.Version}");
        var reference = -1;
        if (sighting is TdoaSighting { Reference: var other } && (reference = _plan.AnchorIndex(other)) < 0)
            return Refuse(RefusalReason.UnknownAnchor, sighting, "reference", $"'{other}' is not in plan version {_plan.Version}");
        switch (sighting)
        {
            case RangeSighting range:
                evidence = Make(EvidenceKind.Range, range.Distance.Value / (1 + scale.Applied) - survey.BiasOf(anchor), range.Sigma?.Value ?? RadioModel.RangeSigma, default, false) with { Corner = CornerOf(range.Power, range.FirstPathPower) };
                break;
            case TdoaSighting tdoa:
                evidence = Make(EvidenceKind.Tdoa, tdoa.Difference.Value - survey.BiasOf(anchor) + survey.BiasOf(reference), tdoa.Sigma?.Value ?? RadioModel.TdoaSigma, default, false);
                break;
            case RssiSighting rssi:
                var sigma = ground.MapOf(anchor) is not null ? RadioModel.RssiMappedSigma
                    : ground.Views[anchor].Anchor.RssiAt1m is null ? RadioModel.RssiUnsurveyedSigma : RadioModel.RssiSigma;
                evidence = Make(EvidenceKind.Rssi, rssi.Power.Value, sigma, default, false);
                break;
            case SeenSighting:
                evidence = Make(EvidenceKind.Seen, 0, RadioModel.ReadRadius(_plan.Anchors[anchor]) / 2, default, false);
                break;
            case FixSighting fix:
                evidence = Make(EvidenceKind.Fix, 0, fix.Sigma?.Value ?? RadioModel.FixSigma, new(fix.X.Value, fix.Y.Value, fix.Z?.Value ?? 0), fix.Z is not null);
                break;
            default:
                throw new InvalidOperationException($"{sighting.GetType().Name} is no evidence of a place.");
        }
        return null;

        Evidence Make(EvidenceKind kind, double value, double s, Point3 place, bool height)
        {
            var sigma = Math.Clamp(s, LeastSigma, MostSigma);
            var gap = track.GapSince(kind, anchor, time);
            var variance = sigma * sigma * RadioModel.Correlation(RadioModel.Memory(kind), gap);
            if (kind == EvidenceKind.Range) variance += survey.DoubtOf(anchor);
            else if (kind == EvidenceKind.Tdoa) variance += survey.DoubtOf(anchor) + survey.DoubtOf(reference);
            return new(kind, time, anchor, reference, value, variance, place, height, gap);
        }
    }

    private static sbyte CornerOf(Dbm? power, Dbm? firstPath) =>
        power is { } all && firstPath is { } first ? (sbyte)Math.Round(Evidence.CornerScale * RadioModel.CornerAdvantage(all.Value - first.Value)) : (sbyte)0;

    /// <summary>A sighting that is not used, and why.</summary>
    public static Refusal Refuse(RefusalReason reason, Sighting sighting, string? property, string detail) =>
        new(reason, sighting.Tag.Value, sighting.HeardBy?.Value, null, property, detail);
}
