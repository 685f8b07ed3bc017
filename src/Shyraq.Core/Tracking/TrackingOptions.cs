using System.Collections.Immutable;

namespace Shyraq.Core.Tracking;

/// <summary>What may be set about tracking. Every value is part of a replay: the same journal with other options gives other beliefs.</summary>
public sealed record TrackingOptions
{
    /// <summary>A fix is live this long after the last radio evidence. Longer hides silence, shorter makes sparse readers flicker. Seconds, default 10.</summary>
    public double LiveFor { get; init; } = 10;

    /// <summary>A fix is inferred up to this long after the last evidence, then last known. Seconds, default 900.</summary>
    public double InferredFor { get; init; } = 900;

    /// <summary>A sighting older than the belief by up to this is still used, with the motion since as added noise. Larger mends more disorder and blurs more. Seconds, default 1.</summary>
    public double LateTolerance { get; init; } = 1;

    /// <summary>A sighting whose time is ahead of its arrival by more than this is refused; below it the arrival is taken as its time. Seconds, default 60.</summary>
    public double FutureTolerance { get; init; } = 60;

    /// <summary>An anchor that heard nothing for this long is shown as silent. Seconds, default 60.</summary>
    public double AnchorSilentAfter { get; init; } = 60;

    /// <summary>Tags beyond this many are refused as <c>tooManyTags</c>: ids made up by bit errors or malice must not fill the memory. Default 20,000.</summary>
    public int MostTags { get; init; } = 20_000;

    /// <summary>A stationary survey of signal strengths, to correct the expected strength about its places. More places sharpen <c>rssi</c> and cost time for each of them within reach. Default none.</summary>
    public ImmutableArray<SurveyPoint> Survey { get; init; } = [];
}
