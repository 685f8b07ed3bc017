namespace Shyraq.Simulator.Radios;

/// <summary>How bad the radios are. The sources of the values are in <c>docs/simulator.md</c>. Metres, seconds, dB; shares are 0..1.</summary>
public sealed record Noise
{
    /// <summary>Deviation of a UWB range in line of sight at the anchor, and its growth for each metre.</summary>
    public double RangeSigma { get; init; } = 0.10;
    public double RangeSigmaPerMetre { get; init; } = 0.0006;

    /// <summary>Deviation of the constant error of one anchor and of one tag (antenna delay).</summary>
    public double AnchorBias { get; init; } = 0.08;
    public double TagBias { get; init; } = 0.05;

    /// <summary>Where half of the UWB ranges in line of sight still come.</summary>
    public double UwbReach { get; init; } = 115;

    /// <summary>Past a corner the share of what comes falls to 1/e over this.</summary>
    public double CornerReach { get; init; } = 14;

    /// <summary>Mean extra length of a range past a corner, and its growth for each metre past it.</summary>
    public double CornerBias { get; init; } = 0.4;
    public double CornerBiasPerMetre { get; init; } = 0.02;

    /// <summary>Share of ranges in line of sight that are reflections, and their mean extra length.</summary>
    public double Reflections { get; init; } = 0.03;
    public double ReflectionBias { get; init; } = 0.7;

    /// <summary>Share of epochs in which a run of three gross errors begins, nine out of ten far too short.</summary>
    public double Outliers { get; init; } = 0.001;

    /// <summary>Share of measurements lost for no reason; and with the body in between.</summary>
    public double Loss { get; init; } = 0.06;
    public double BodyLoss { get; init; } = 0.2;

    /// <summary>Gilbert–Elliott: chance a second to fall into a burst and to come out of it, and the loss inside.</summary>
    public double BurstBegins { get; init; } = 0.01;
    public double BurstEnds { get; init; } = 0.3;
    public double BurstLoss { get; init; } = 0.85;

    /// <summary>Deviation of signal strength: shadowing that stays over some metres, and fading from reading to reading.</summary>
    public double Shadowing { get; init; } = 4;
    public double Fading { get; init; } = 2.5;

    /// <summary>Share of reads that a zonal reader makes well inside its radius.</summary>
    public double ReadOdds { get; init; } = 0.85;

    /// <summary>Share of wrong still flags.</summary>
    public double WrongStill { get; init; } = 0.02;

    /// <summary>Share of gateways that now and then keep everything back, and how often they do an hour.</summary>
    public double WeakGateways { get; init; } = 0.25;
    public double HoldsPerHour { get; init; } = 4;

    /// <summary>Share of sightings that come twice.</summary>
    public double Duplicates { get; init; } = 0.003;

    /// <summary>Share of anchors whose clock is wrong, by up to <see cref="ClockOffset"/>.</summary>
    public double WrongClocks { get; init; } = 0.02;
    public double ClockOffset { get; init; } = 3;

    /// <summary>Share of anchors that are dead from the start, and that die in an hour.</summary>
    public double Dead { get; init; } = 0.015;
    public double DyingPerHour { get; init; } = 0.004;

    /// <summary>What one would like to have: fine noise, no loss, no error of any other kind; corners stay corners.</summary>
    public static readonly Noise Clean = new()
    {
        RangeSigma = 0.05,
        RangeSigmaPerMetre = 0.0002,
        AnchorBias = 0,
        TagBias = 0,
        Reflections = 0,
        Outliers = 0,
        Loss = 0,
        BodyLoss = 0,
        BurstBegins = 0,
        Shadowing = 1.5,
        Fading = 1,
        ReadOdds = 1,
        WrongStill = 0,
        WeakGateways = 0,
        Duplicates = 0,
        WrongClocks = 0,
        Dead = 0,
        DyingPerHour = 0,
    };

    /// <summary>A mine as it is.</summary>
    public static readonly Noise Normal = new();

    /// <summary>A bad day: wet lamps, full gateways, rolling stock everywhere.</summary>
    public static readonly Noise Harsh = new()
    {
        RangeSigma = 0.18,
        RangeSigmaPerMetre = 0.001,
        AnchorBias = 0.15,
        TagBias = 0.1,
        UwbReach = 85,
        CornerReach = 10,
        CornerBias = 0.8,
        CornerBiasPerMetre = 0.04,
        Reflections = 0.1,
        ReflectionBias = 1.2,
        Outliers = 0.005,
        Loss = 0.2,
        BodyLoss = 0.35,
        BurstBegins = 0.03,
        BurstEnds = 0.15,
        Shadowing = 6,
        Fading = 4,
        ReadOdds = 0.6,
        WrongStill = 0.06,
        WeakGateways = 0.6,
        HoldsPerHour = 10,
        Duplicates = 0.02,
        WrongClocks = 0.06,
        Dead = 0.05,
        DyingPerHour = 0.02,
    };
}
