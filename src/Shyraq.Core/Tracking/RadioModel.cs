using Shyraq.Core.Plan;

namespace Shyraq.Core.Tracking;

/// <summary>
/// The noise of each kind of measurement. Errors of one anchor's successive readings are not independent (bias,
/// multipath and body shadow last for seconds), so each is taken as white noise plus an error of a given memory:
/// a reading that follows its predecessor after Δt carries the variance σ² (1 + τ / Δt), which caps what is
/// learnt in a second, however often a radio speaks.
/// </summary>
internal static class RadioModel
{
    /// <summary>1-sigma of a two-way range without a sigma of its own, metres.</summary>
    public const double RangeSigma = 0.12;

    /// <summary>Memory of range errors, seconds.</summary>
    public const double RangeMemory = 0.15;

    /// <summary>1-sigma of the bias that a tag's ranges have in common (its antenna delay), metres, and of their scale.</summary>
    public const double TagBiasSigma = 0.1, ScaleSigma = 0.015;

    /// <summary>1-sigma of the slow error of one anchor (delay, survey, what stands around it), metres, and how long it lasts, seconds.</summary>
    public const double AnchorErrorSigma = 0.05, AnchorErrorMemory = 300;

    /// <summary>How far bias (metres) and scale may be off in a system that was never calibrated: opened when ranges fit badly.</summary>
    public const double StrangeBias = 0.3, StrangeScale = 0.05;

    /// <summary>1-sigma of the constant error of an inertial heading, radians, and its drift, radians a root second.</summary>
    public const double HeadingSigma = 0.2, HeadingDrift = 0.01;

    /// <summary>Round corners a range is so much longer than the way along the roadways, metres, and known this badly: a constant part in metres and a share of the way.</summary>
    private const double CornerBias = 0.5, CornerSigma = 0.6, CornerShare = 0.02;

    /// <summary>What a range round corners reads where the way along the roadways is so long, and its 1-sigma, metres.</summary>
    public static (double Range, double Sigma) RoundCorners(double way) => (way + CornerBias, CornerSigma + CornerShare * way);

    /// <summary>
    /// What the power of a frame beside that of its first path says: the logarithm of how much likelier that is where the radio came round a corner than where the anchor is in sight.
    /// The maker of the usual radio says that they are less than 6 dB apart in sight and more than 10 dB out of it (DW1000 User Manual, section 4.7); whoever stands in between takes
    /// some of the first path away too, so that it proves nothing alone.
    /// </summary>
    /// <param name="apart">By how much the first path is the weaker, dB.</param>
    public static double CornerAdvantage(double apart)
    {
        const double undecided = 6, slope = 0.75, most = 2.5;
        return Math.Clamp(slope * (apart - undecided), -most, most);
    }

    /// <summary>Behind a pillar or wall of a hall a range is about so much too long, and known as badly, metres.</summary>
    public const double PillarBias = 0.4;

    /// <summary>How long what a pillar or wall adds to a range stays the same, seconds: as long as one stands behind it.</summary>
    public const double PillarMemory = 30;

    /// <summary>1-sigma of a range difference without a sigma of its own, metres.</summary>
    public const double TdoaSigma = 0.3;

    /// <summary>Memory of range-difference errors, seconds.</summary>
    public const double TdoaMemory = 0.5;

    /// <summary>1-sigma of shadowing and of fading from reading to reading, dB.</summary>
    public const double ShadowSigma = 5, FadingSigma = 4;

    /// <summary>Shadows stay alike over this way, metres (Gudmundson 1991).</summary>
    public const double ShadowLength = 2.5;

    /// <summary>For who stands still shadows change in this time, seconds: walls and steel stay, and one mostly faces the same way.</summary>
    public const double ShadowMemory = 200;

    /// <summary>The same where a radio survey tells the shadows of what stays: what is left are people and machines that move about.</summary>
    public const double MappedShadowMemory = 20;

    /// <summary>1-sigma of a signal strength where the anchor's parameters were surveyed, dB.</summary>
    public const double RssiSigma = 6;

    /// <summary>1-sigma of a signal strength where a radio survey tells the shadows, dB.</summary>
    public const double RssiMappedSigma = 4;

    /// <summary>1-sigma of a signal strength on assumed parameters, dB.</summary>
    public const double RssiUnsurveyedSigma = 9;

    /// <summary>Memory of shadowing, seconds (metres at walking pace).</summary>
    public const double RssiMemory = 3.5;

    /// <summary>Strength at one metre and path-loss exponent assumed where the plan gives none.</summary>
    public const double AssumedRssiAt1m = -60, AssumedPathLossExponent = 2.0;

    /// <summary>How far a zonal reader reads where the plan does not say, metres.</summary>
    public const double AssumedReadRadius = 12;

    /// <summary>Memory of zonal reads, seconds.</summary>
    public const double SeenMemory = 5;

    /// <summary>1-sigma of another system's position without a sigma of its own, metres.</summary>
    public const double FixSigma = 5;

    /// <summary>Memory of another system's errors, seconds.</summary>
    public const double FixMemory = 2;

    /// <summary>Longer ranges than this are absurd, metres.</summary>
    public const double LongestRange = 1000;

    /// <summary>Strengths outside of this are absurd, dBm.</summary>
    public const double StrongestRssi = 0, WeakestRssi = -150;

    /// <summary>
    /// What the best belief on a roadway does not know, metres, 1-sigma of each axis: how well anchors and centre lines were surveyed beyond
    /// the errors that are part of the belief. No amount of readings averages it away, so every radius carries it.
    /// </summary>
    public const double BiasSigma = 0.05;

    /// <summary>How far beside the centre line people walk, 1-sigma, metres.</summary>
    public static double LateralSigma(Roadway roadway) => Math.Min(roadway.Width.Value / 5, 1);

    /// <summary>How wrong the path-loss parameters of an anchor may be, 1-sigma, dB: nothing where they were surveyed.</summary>
    public static double RssiModelSigma(Anchor anchor) => anchor.RssiAt1m is null ? 6 : 0;

    /// <summary>About how far a zonal reader reads, metres.</summary>
    public static double ReadRadius(Anchor anchor) => anchor.ReadRadius?.Value ?? AssumedReadRadius;

    /// <summary>
    /// The chance that an anchor in sight hears a tag at a distance within a second or two. Kept low on purpose: reach differs from
    /// mine to mine, and silence is believed only where it would be strange.
    /// </summary>
    public static double ChanceOfHearing(Anchor anchor, double metres)
    {
        const double uwbSure = 40, uwbNever = 95, sure = 0.85;
        switch (anchor.Technology)
        {
            case AnchorTechnology.Ble or AnchorTechnology.Wifi:
                var model = RssiModelSigma(anchor);
                return sure * Normal.Cumulative((PathLoss.Strength(anchor, metres) - HalfHeard) / Math.Sqrt(ShadowSigma * ShadowSigma + model * model));
            case AnchorTechnology.Rfid:
                return sure * Math.Clamp((1.2 - metres / ReadRadius(anchor)) / 0.4, 0, 1);
            default:
                return sure * Math.Clamp((uwbNever - metres) / (uwbNever - uwbSure), 0, 1);
        }
    }

    /// <summary>
    /// Strengths of which about half are heard, and those that are usually heard, dBm: receivers of Bluetooth and Wi-Fi are said to hear down to −95 or −97 dBm,
    /// and no data sheet tells too little.
    /// </summary>
    public const double HalfHeard = -94, SurelyHeard = -86;

    /// <summary>
    /// How much of its likelihood a strength counts, 0..1, where no radio survey tells what is heard where: all from −62 dBm, a fifth at −97 dBm. At the end of its reach
    /// an anchor hears the strong moments alone, so what it tells is stronger than the place explains, again and again and not by chance; nearby hardly
    /// anything is missed.
    /// </summary>
    /// <param name="dbm">As it was read.</param>
    public static double LikelihoodExponent(double dbm)
    {
        const double least = 0.2, weakest = -97, strong = -62;
        return Math.Clamp(least + (1 - least) * (dbm - weakest) / (strong - weakest), least, 1);
    }

    /// <summary>How long the errors of a kind of measurement are alike, seconds.</summary>
    public static double Memory(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Range => RangeMemory,
        EvidenceKind.Tdoa => TdoaMemory,
        EvidenceKind.Rssi => RssiMemory,
        EvidenceKind.Seen => SeenMemory,
        _ => FixMemory,
    };

    /// <summary>By how much the variance of a reading grows that follows its predecessor after <paramref name="gap"/> seconds.</summary>
    public static double Correlation(double memory, double gap) => 1 + memory / Math.Max(gap, 0.002);
}
