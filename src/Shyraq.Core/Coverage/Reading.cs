using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;

namespace Shyraq.Core.Coverage;

/// <summary>
/// What one reading of an anchor is worth, by technology: how likely it comes, how likely it is honest, and how well it tells
/// the place along the roadway. Deviations and memories are those that the filter believes (<see cref="RadioModel"/>);
/// reaches and losses are those of the simulator's ordinary day, whose sources <c>docs/simulator.md</c> names.
/// </summary>
internal static class Reading
{
    /// <summary>Farther past the last place in sight than this nothing is heard, metres.</summary>
    public const double MostHidden = 60;

    /// <summary>Share of readings that come where a radio reaches for sure: the body between, collisions and bursts take the rest.</summary>
    private const double Delivered = 0.85;

    /// <summary>Where half of the UWB ranges in sight still come, and over how many metres the edge is smeared (logistic).</summary>
    private const double UwbReach = 115, UwbEdge = 6;

    /// <summary>Round a corner: the share that comes at the corner, its fall to 1/e, metres, and the reach as a share of that in sight.</summary>
    private const double UwbCorner = 0.8, UwbCornerFall = 14, UwbCornerReach = 0.7;

    /// <summary>Honest ranges in sight and round corners; the others are reflections and outliers.</summary>
    private const double HonestInSight = 0.92, HonestHidden = 0.6;

    /// <summary>The weakest signal that a receiver reads, dBm, and the deviation of a signal from its mean, dB.</summary>
    private const double Sensitivity = -97, SignalSigma = 5;

    /// <summary>Loss at a corner and for each metre past it, dB, and how badly it is known, dB.</summary>
    private const double CornerLoss = 8, CornerLossPerMetre = 0.35, CornerLossSigma = 8;

    /// <summary>A zonal reader's edge as a share of its radius, and the fall to 1/e past a corner, metres.</summary>
    private const double ReaderEdge = 0.08, ReaderFall = 4;

    /// <summary>No anchor is heard farther away than this along the radio's way, metres.</summary>
    public static double Reach(Anchor anchor) => anchor.Technology switch
    {
        AnchorTechnology.Uwb => UwbReach + 6 * UwbEdge,
        AnchorTechnology.Rfid => 1.6 * RadioModel.ReadRadius(anchor),
        _ => 260,
    };

    /// <summary>What an anchor is worth in a cell.</summary>
    /// <param name="way">Length of the radio's way, metres.</param>
    /// <param name="hidden">How much of it lies past the last place in sight, metres; 0 in sight.</param>
    /// <param name="slope">Change of the way for each metre along the roadway, 0..1.</param>
    /// <param name="lateral">1-sigma of people beside the line, metres.</param>
    /// <param name="rate">How often the tag speaks, a second.</param>
    public static Hearing Of(Anchor anchor, double way, double hidden, double slope, double lateral, double rate)
    {
        var chance = Delivered * Odds(anchor, way, hidden);
        var honest = hidden > 0 ? HonestHidden : HonestInSight;
        if (anchor.Technology == AnchorTechnology.Rfid)
        {
            var within = RadioModel.ReadRadius(anchor) / 2;
            return new(chance, chance * honest, within * within * (1 + RadioModel.SeenMemory * rate * chance), 0);
        }
        // σ² (1 + τ/Δt) with the mean Δt between readings; metres for both kinds.
        var white = anchor.Technology == AnchorTechnology.Uwb ? RangeVariance(way, hidden, rate * chance) : SignalVariance(anchor, way, hidden, rate * chance);
        var aside = Expectation.Across(lateral, slope);
        var across = aside * aside;
        var along = way * slope;
        // Beneath the anchor the slope vanishes and so does what a reading tells to first order; that it is near it tells all the same.
        var variance = Math.Min((white + across) / Math.Max(slope * slope, 1e-9), along * along + 2 * way * Math.Sqrt(white + across));
        return new(chance, chance * honest, variance, 0);
    }

    private static double RangeVariance(double way, double hidden, double perSecond)
    {
        var white = RadioModel.RangeSigma * RadioModel.RangeSigma * (1 + RadioModel.RangeMemory * perSecond);
        var corner = hidden > 0 ? RadioModel.RoundCorners(way).Sigma : 0;
        return white + corner * corner;
    }

    /// <summary>A deviation in dB over the slope of path loss, 10 n / (ln 10 · d) dB a metre, is one in metres.</summary>
    private static double SignalVariance(Anchor anchor, double way, double hidden, double perSecond)
    {
        var sigma = anchor.RssiAt1m is null || anchor.PathLossExponent is null ? RadioModel.RssiUnsurveyedSigma : RadioModel.RssiSigma;
        var white = sigma * sigma * (1 + RadioModel.RssiMemory * perSecond) + (hidden > 0 ? CornerLossSigma * CornerLossSigma : 0);
        var slope = PathLoss.Slope(anchor, Math.Max(way, 1));
        return white / (slope * slope);
    }

    private static double Odds(Anchor anchor, double way, double hidden) => anchor.Technology switch
    {
        AnchorTechnology.Uwb when hidden <= 0 => Logistic((way - UwbReach) / UwbEdge),
        AnchorTechnology.Uwb => UwbCorner * Math.Exp(-hidden / UwbCornerFall) * Logistic((way - UwbCornerReach * UwbReach) / UwbEdge),
        AnchorTechnology.Rfid => Logistic((way / RadioModel.ReadRadius(anchor) - 1) / ReaderEdge) * Math.Exp(-hidden / ReaderFall),
        _ => Normal.Cumulative((PathLoss.Strength(anchor, way) - (hidden > 0 ? CornerLoss + CornerLossPerMetre * hidden : 0) - Sensitivity) / SignalSigma),
    };

    private static double Logistic(double x) => 1 / (1 + Math.Exp(x));
}
