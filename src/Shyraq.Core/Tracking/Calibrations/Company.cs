using System.Runtime.InteropServices;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking.Calibrations;

/// <summary>
/// Where a tag is by what anchors other than one say: the belief was made by that one too, and a tag that follows a wrong anchor takes all others for
/// liars. Of two anchors that disagree nobody knows which is wrong: it takes two others that agree along a roadway, three in an area.
/// </summary>
internal static class Company
{
    private const int OnRoadway = 2, InArea = 3;

    /// <summary>Ranges of so long before count, seconds; a tag's speed in between is known this well, metres a second.</summary>
    private const double Within = 2, SpeedDoubt = 0.3;

    /// <summary>Others agree when each is off by no more than so many deviations.</summary>
    private const double Agree = 3;

    private const int Steps = 4;

    /// <summary>The place by the others (Gauss–Newton from the belief's); false when they are too few or disagree.</summary>
    /// <param name="anchors">An anchor that is in doubt is no company.</param>
    public static bool TryPlace(TagTrack track, in Evidence evidence, Ground ground, AnchorSurvey anchors, in Standing believed, out Standing standing)
    {
        standing = believed;
        Span<Evidence> others = stackalloc Evidence[TagTrack.MostEvidence];
        var count = Others(track, evidence, anchors, others);
        if (count < (believed.Edge >= 0 ? OnRoadway : InArea)) return false;
        others = others[..count];
        double worst = 0;
        for (var step = 0; step <= Steps; step++)
        {
            var (a, b, c, g, k, seen) = (0.0, 0.0, 0.0, 0.0, 0.0, 0);
            worst = 0;
            foreach (ref readonly var other in others)
            {
                var seconds = other.Time.SecondsSince(evidence.Time);
                if (!standing.TryMove(ground, seconds, out var then)) return false;
                var expected = then.Expect(ground, other);
                if (!expected.Sight) continue;
                seen++;
                var doubt = SpeedDoubt * seconds;
                var variance = other.Variance + RadioModel.AnchorErrorSigma * RadioModel.AnchorErrorSigma + expected.ExtraVariance + doubt * doubt;
                var residual = other.Value - standing.Bias - expected.Value;
                worst = Math.Max(worst, residual * residual / variance);
                var (x, y) = standing.Edge >= 0 ? (expected.Along, 0) : (expected.Gradient.X, expected.Gradient.Y);
                (a, b, c) = (a + x * x / variance, b + x * y / variance, c + y * y / variance);
                (g, k) = (g + x * residual / variance, k + y * residual / variance);
            }
            if (seen < (standing.Edge >= 0 ? OnRoadway : InArea)) return false;
            if (standing.Edge >= 0) c = 1;
            var determinant = a * c - b * b;
            if (determinant < 1e-3) return false;
            // The last round only looks at what is left.
            if (step == Steps)
            {
                standing = standing with { Along = standing.Edge >= 0 ? 1 / a : 0.5 * (a + c) / determinant };
                break;
            }
            if (!standing.TryShift(ground, (c * g - b * k) / determinant, (a * k - b * g) / determinant, out standing)) return false;
        }
        return worst < Agree * Agree;
    }

    /// <summary>The newest range of each other anchor.</summary>
    private static int Others(TagTrack track, in Evidence evidence, AnchorSurvey anchors, Span<Evidence> others)
    {
        var count = 0;
        var recent = CollectionsMarshal.AsSpan(track.Recent);
        for (var i = recent.Length - 1; i >= 0; i--)
        {
            ref readonly var other = ref recent[i];
            if (other.Kind != EvidenceKind.Range || other.Anchor == evidence.Anchor || anchors[other.Anchor].IsInDoubt) continue;
            if (Math.Abs(evidence.Time.SecondsSince(other.Time)) > Within) continue;
            var isKnown = false;
            for (var k = 0; k < count; k++) isKnown |= others[k].Anchor == other.Anchor;
            if (!isKnown) others[count++] = other;
        }
        return count;
    }
}
