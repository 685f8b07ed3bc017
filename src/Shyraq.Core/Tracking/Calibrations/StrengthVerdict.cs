using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking.Calibrations;

/// <summary>Is a receiver's path-loss model wrong, and what is it taken to be instead?</summary>
internal static class StrengthVerdict
{
    /// <summary>Fewer strengths accuse nobody.</summary>
    private const int Fewest = 10;

    /// <summary>Less than this is not worth telling, dB at 10 m. Of the exponent alone passing tags tell too little to accuse anybody.</summary>
    private const double LeastDelta = 5;

    /// <summary>What is told is so many deviations from nothing.</summary>
    private const double Deviations = 3, KeptDeviations = 2;

    /// <summary>1-sigma of the strength of tags, dB: lamps differ (3 dB), and bodies; it is not known apart from the receiver's.</summary>
    private const double TagSigma = 4;

    /// <summary>A change smaller than this is not worth working out the model anew, dB and exponent.</summary>
    private const double DeltaShift = 1, EpsilonShift = 0.2;

    /// <summary>1-sigma of the strength at 10 m, dB.</summary>
    public static double Sigma(in AnchorCalibration anchor) => Math.Sqrt(anchor.Strength.Pdd + TagSigma * TagSigma / anchor.TagCount);

    /// <summary>The strengths are surely not those of the model.</summary>
    public static bool Of(in AnchorCalibration anchor)
    {
        if (anchor.Strengths < Fewest) return false;
        // What is told is told on until it is far from sure.
        var delta = Math.Abs(anchor.Strength.Delta);
        return delta > LeastDelta && delta > (anchor.MendedDelta == 0 ? Deviations : KeptDeviations) * Sigma(anchor);
    }

    /// <summary>Is this another model than the one that is taken?</summary>
    public static bool IsChange(in AnchorCalibration anchor, float delta, float epsilon) =>
        Math.Abs(delta - anchor.MendedDelta) > DeltaShift || Math.Abs(epsilon - anchor.MendedEpsilon) > EpsilonShift || (delta == 0 && epsilon == 0 && (anchor.MendedDelta != 0 || anchor.MendedEpsilon != 0));

    /// <summary>The anchor with the model that is taken: A + δ − 10 ε − 10 (n − ε) log10 d.</summary>
    public static Anchor Mended(Anchor planned, in AnchorCalibration calibration)
    {
        if (calibration.MendedDelta == 0 && calibration.MendedEpsilon == 0) return planned;
        var (at1m, exponent) = (planned.RssiAt1m?.Value ?? RadioModel.AssumedRssiAt1m, planned.PathLossExponent ?? RadioModel.AssumedPathLossExponent);
        return planned with { RssiAt1m = new Dbm(at1m + calibration.MendedDelta - 10 * calibration.MendedEpsilon), PathLossExponent = exponent - calibration.MendedEpsilon };
    }
}
