using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking.Calibrations;

/// <summary>What may be wrong with an anchor.</summary>
public enum AnchorFault
{
    /// <summary>It hangs elsewhere than the plan says.</summary>
    Moved,

    /// <summary>Its ranges are too long or too short.</summary>
    Biased,

    /// <summary>Its ranges do not fit, and neither another place nor a bias explains them.</summary>
    Noisy,

    /// <summary>Its clock is wrong.</summary>
    Clock,

    /// <summary>Its strengths are not those of the path-loss model in the plan.</summary>
    PathLoss,

    /// <summary>Tags pass it and it hears none.</summary>
    Silent,
}

/// <summary>Something that is wrong with an anchor for sure.</summary>
/// <param name="Value">How far it was moved, by how much its ranges are too long, how much noisier than assumed they are (metres, root mean square), how
/// far its clock is behind (seconds), how much stronger it is at 10 m (dB), or how many tags it should have heard.</param>
/// <param name="Margin">Of the value, ± with 95 %; 0 where there is none.</param>
/// <param name="Offset">From the plan to where it was found, metres; for a moved one.</param>
/// <param name="Since">Since when it does not fit.</param>
/// <param name="Evidence">How many readings say so.</param>
public sealed record AnchorFinding(AnchorId Anchor, AnchorFault Kind, double Value, double Margin, Point3? Offset, Instant Since, int Evidence);

/// <summary>What is known of the strengths of a receiver.</summary>
/// <param name="At1m">Strength at one metre, and its 1-sigma in dB.</param>
/// <param name="Exponent">Path-loss exponent, and its 1-sigma.</param>
/// <param name="Evidence">From how many strengths.</param>
public sealed record StrengthEstimate(Dbm At1m, double At1mSigma, double Exponent, double ExponentSigma, int Evidence);

/// <summary>What is known of an anchor from the tags that passed it.</summary>
/// <param name="Offset">From the plan to where it seems to be, metres.</param>
/// <param name="Covariance">Of the offset: xx, xy, xz, yy, yz, zz, m². What the tags cannot tell is as wide as before.</param>
/// <param name="Bias">By how much its ranges seem too long, metres, and its 1-sigma.</param>
/// <param name="NoiseRatio">How much noisier its ranges are than assumed, as a ratio of deviations.</param>
/// <param name="Honest">Share of its ranges in sight that are neither reflections nor nonsense, 0..1.</param>
/// <param name="ClockBehind">How far its clock is behind, seconds (below zero: ahead), 0 when it is right; known to ± <paramref name="ClockMargin"/> with 95 %.</param>
/// <param name="Evidence">From how many ranges, and <paramref name="Tags"/>, of about how many tags.</param>
/// <param name="Strength">Null when no strength was heard.</param>
public sealed record AnchorEstimate(
    AnchorId Anchor, Point3 Offset, ImmutableArray<double> Covariance, double Bias, double BiasSigma, double NoiseRatio, double Honest,
    double ClockBehind, double ClockMargin, int Evidence, int Tags, StrengthEstimate? Strength);

/// <summary>Tells what is known of the anchors.</summary>
internal static class AnchorReport
{
    private const double Sided95 = 1.96;

    /// <summary>An anchor is silent when so many tags passed it unheard: with half of them it would still be no chance.</summary>
    private const double Unheard = 30;

    /// <summary>A clock is told that was wrong for so long, seconds.</summary>
    private const double WrongFor = 60;

    public static AnchorEstimate Estimate(Anchor anchor, in AnchorCalibration known, in AnchorLog log)
    {
        var found = known.Suspicion is { Judged: > 0 } s ? s.Found : new Resected(known.Filter.Offset, known.Filter.Bias, known.Filter.P, 0, 1);
        var p = found.P;
        return new(anchor.Id, found.Offset, [p[0], p[1], p[2], p[5], p[6], p[10]], found.Bias, known.BiasSigma(p[15]), Math.Sqrt(known.Level), known.Honest,
            log.ClockBehind, log.ClockMargin, known.Evidence, known.Evidence + known.Strengths == 0 ? 0 : known.TagCount, Strength(anchor, known));
    }

    /// <summary>Adds what is wrong with an anchor.</summary>
    public static void Find(Anchor anchor, in AnchorCalibration known, in AnchorLog log, Instant at, double silentAfter, ImmutableArray<AnchorFinding>.Builder into)
    {
        if (known.Suspicion is { } s)
        {
            if (s.IsMoved)
            {
                var length = s.Found.Offset.Length;
                into.Add(new(anchor.Id, AnchorFault.Moved, length, Sided95 * s.Found.Toward(s.Found.Offset * (1 / length)), s.Found.Offset, s.Since, s.Taken));
            }
            if (s.IsBiased) into.Add(new(anchor.Id, AnchorFault.Biased, s.Found.Bias, Sided95 * known.BiasSigma(s.Found.P[15]), null, s.Since, s.Taken));
            if (s.IsUnexplained) into.Add(new(anchor.Id, AnchorFault.Noisy, Math.Sqrt(known.Misfit), 0, null, s.Since, s.Taken));
        }
        if (log.ClockBehind is not 0 and var behind && log.WrongSince != default && log.Heard.SecondsSince(log.WrongSince) >= WrongFor)
            into.Add(new(anchor.Id, AnchorFault.Clock, behind, log.ClockMargin, null, log.WrongSince, log.Readings + log.ReadingsBefore));
        if (known.MendedDelta != 0 && anchor.RssiAt1m is not null)
            into.Add(new(anchor.Id, AnchorFault.PathLoss, known.Strength.Delta, Sided95 * StrengthVerdict.Sigma(known), null, known.StrengthSince, known.Strengths));
        if (IsDeaf(known, log, at, silentAfter))
            into.Add(new(anchor.Id, AnchorFault.Silent, known.Missed, 0, null, log.Heard, (int)known.Missed));
    }

    /// <summary>Tags pass the anchor, and it hears none of them.</summary>
    public static bool IsDeaf(in AnchorCalibration known, in AnchorLog log, Instant at, double silentAfter) =>
        known.Missed >= Unheard && known.MissedSince == log.Heard && at.SecondsSince(log.Heard) > silentAfter;

    private static StrengthEstimate? Strength(Anchor anchor, in AnchorCalibration known)
    {
        if (known.Strengths == 0) return null;
        var s = known.Strength;
        var (at1m, exponent) = (anchor.RssiAt1m?.Value ?? RadioModel.AssumedRssiAt1m, anchor.PathLossExponent ?? RadioModel.AssumedPathLossExponent);
        var sigma = StrengthVerdict.Sigma(known);
        var variance = sigma * sigma - 20 * s.Pde + 100 * s.Pee;
        return new(new(at1m + s.Delta - 10 * s.Epsilon), Math.Sqrt(Math.Max(0, variance)), exponent - s.Epsilon, Math.Sqrt(s.Pee), known.Strengths);
    }
}
