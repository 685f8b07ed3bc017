using System.Runtime.CompilerServices;

namespace Shyraq.Core.Tracking.Calibrations;

/// <summary>
/// Where a tag is by what anchors other than one say: the belief was made by that one too, and a tag that follows a wrong anchor takes all others for
/// liars. Of two anchors that disagree nobody knows which is wrong: it takes two others that agree along a roadway, three in an area.
/// </summary>
internal static class Company
{
    private const int OnRoadway = 2, InArea = 3;

    /// <summary>Ranges of so long before count, seconds; a tag's speed in between is known this well, metres a second.</summary>
    private const double Within = 2, SpeedDoubt = 0.12;

    /// <summary>Others agree when each is off by no more than so many deviations.</summary>
    private const double Agree = 2;

    /// <summary>Variance of the bias of a tag, m². A place with a larger variance than the second tells nothing, m².</summary>
    private const double TagBias = RadioModel.TagBiasSigma * RadioModel.TagBiasSigma, Vague = 1;

    /// <summary>No range is better than this, m².</summary>
    private const double Least = 0.01;

    /// <summary>At most so many steps; none after one as short as this, metres.</summary>
    private const int Steps = 4;
    private const double Still = 0.05;

    /// <summary>The place by the others (Gauss–Newton from the belief's); false when they are too few or disagree.</summary>
    /// <param name="anchors">An anchor that is in doubt is company only where there is no other.</param>
    [SkipLocalsInit]
    public static bool TryPlace(TagTrack track, in Evidence evidence, Ground ground, AnchorSurvey anchors, in Standing believed, out Standing standing)
    {
        standing = believed;
        Span<Evidence> others = stackalloc Evidence[TagTrack.MostEvidence];
        var needed = believed.Edge >= 0 ? OnRoadway : InArea;
        var count = Others(track, evidence, anchors, false, others);
        // Where too many are in doubt, those that agree are right all the same.
        if (count < needed) count = Others(track, evidence, anchors, true, others);
        if (count < needed) return false;
        others = others[..count];
        // Unknown are x (along the roadway, or east), y (north, in an area) and what the tag's ranges are too long by.
        Span<double> h = stackalloc double[16];
        Span<double> g = stackalloc double[4];
        Span<double> j = stackalloc double[4];
        FourByFour p = default;
        var (bias, worst, isStill) = (0.0, 0.0, false);
        for (var step = 0; step <= Steps; step++)
        {
            h.Clear();
            (h[0], h[5], h[10], h[15]) = (0, standing.Edge >= 0 ? 1 : 0, 1 / TagBias, 1);
            g.Clear();
            g[2] = -bias / TagBias;
            worst = 0;
            var seen = 0;
            foreach (ref readonly var other in others)
            {
                var seconds = other.Time.SecondsSince(evidence.Time);
                if (!standing.TryMove(ground, seconds, out var then)) return false;
                var expected = then.Expect(ground, other);
                if (!expected.Sight) continue;
                seen++;
                var doubt = SpeedDoubt * seconds;
                var variance = Math.Max(other.Variance - anchors.DoubtOf(other.Anchor), Least) + RadioModel.AnchorErrorSigma * RadioModel.AnchorErrorSigma + expected.ExtraVariance + doubt * doubt;
                var residual = other.Value - bias - expected.Value;
                worst = Math.Max(worst, residual * residual / variance);
                (j[0], j[1], j[2]) = standing.Edge >= 0 ? (expected.Along, 0, 1) : (expected.Gradient.X, expected.Gradient.Y, 1);
                for (var i = 0; i < 3; i++)
                {
                    g[i] += j[i] * residual / variance;
                    for (var k = 0; k < 3; k++) h[i * 4 + k] += j[i] * j[k] / variance;
                }
            }
            if (seen < needed) return false;
            // The last round only looks at what is left.
            if (step == Steps || isStill) break;
            if (!Symmetric.Solve(h, g) || !standing.TryShift(ground, g[0], g[1], out standing)) return false;
            bias += g[2];
            isStill = Math.Abs(g[0]) + Math.Abs(g[1]) + Math.Abs(g[2]) < Still;
        }
        Symmetric.Invert(h, p);
        standing = standing with { Along = standing.Edge >= 0 ? p[0] : 0.5 * (p[0] + p[5]), Bias = bias, BiasVariance = p[10], AlongBias = standing.Edge >= 0 ? p[2] : 0 };
        return worst < Agree * Agree && standing.Along is > 0 and < Vague;
    }

    /// <summary>The newest range of each other anchor.</summary>
    private static int Others(TagTrack track, in Evidence evidence, AnchorSurvey anchors, bool doubtful, Span<Evidence> others)
    {
        var count = 0;
        for (var i = track.Recent.Count - 1; i >= 0; i--)
        {
            var other = track.Recent[i];
            if (other.Kind != EvidenceKind.Range || other.Anchor == evidence.Anchor || (!doubtful && anchors[other.Anchor].IsInDoubt)) continue;
            if (Math.Abs(evidence.Time.SecondsSince(other.Time)) > Within) continue;
            var isKnown = false;
            for (var k = 0; k < count; k++) isKnown |= others[k].Anchor == other.Anchor;
            if (!isKnown) others[count++] = other;
        }
        return count;
    }
}
