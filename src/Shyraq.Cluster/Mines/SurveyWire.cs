using Shyraq.Core;
using Shyraq.Core.Tracking.Calibrations;
using Shyraq.Core.Units;

namespace Shyraq.Cluster.Mines;

/// <summary>Something that is wrong with an anchor. <c>Kind</c> as the core names it, in camel case; <c>Offset</c> east, north, up or null; <c>Since</c> in microseconds since the epoch, null for ever.</summary>
[GenerateSerializer, Immutable, Alias("findingRow")]
public sealed record FindingRow(
    [property: Id(0)] string Anchor, [property: Id(1)] string Kind, [property: Id(2)] double Value, [property: Id(3)] double Margin,
    [property: Id(4)] double[]? Offset, [property: Id(5)] long? Since, [property: Id(6)] int Evidence);

/// <summary>What is known of an anchor; deviations are 1-sigma. <c>Covariance</c> xx, xy, xz, yy, yz, zz of the offset; <c>Strength</c> at 1 m and its deviation, exponent and its deviation, and how many, or null.</summary>
[GenerateSerializer, Immutable, Alias("estimateRow")]
public sealed record EstimateRow(
    [property: Id(0)] string Anchor, [property: Id(1)] double[] Offset, [property: Id(2)] double[] Covariance, [property: Id(3)] double Bias, [property: Id(4)] double BiasSigma,
    [property: Id(5)] double NoiseRatio, [property: Id(6)] double Honest, [property: Id(7)] double ClockBehind, [property: Id(8)] double ClockMargin,
    [property: Id(9)] int Evidence, [property: Id(10)] int Tags, [property: Id(11)] double[]? Strength);

/// <summary>The survey of the anchors by the tags that pass them.</summary>
[GenerateSerializer, Immutable, Alias("anchorSurvey")]
public sealed record AnchorSurveyRows([property: Id(0)] int PlanVersion, [property: Id(1)] FindingRow[] Findings, [property: Id(2)] EstimateRow[] Anchors)
{
    /// <summary>As it stands at a time.</summary>
    public static AnchorSurveyRows Of(Mine mine, Instant at) => new(mine.Plan.Version, [.. mine.AnchorFindings(at).Select(Row)], [.. mine.AnchorEstimates.Select(Row)]);

    private static FindingRow Row(AnchorFinding finding) => new(
        finding.Anchor.Value, Names.Camel(finding.Kind.ToString()), finding.Value, finding.Margin, finding.Offset is { } o ? [o.X, o.Y, o.Z] : null,
        finding.Since == default ? null : finding.Since.UnixMicroseconds, finding.Evidence);

    private static EstimateRow Row(AnchorEstimate e) => new(
        e.Anchor.Value, [e.Offset.X, e.Offset.Y, e.Offset.Z], [.. e.Covariance], e.Bias, e.BiasSigma, e.NoiseRatio, e.Honest, e.ClockBehind, e.ClockMargin, e.Evidence, e.Tags,
        e.Strength is { } s ? [s.At1m.Value, s.At1mSigma, s.Exponent, s.ExponentSigma, s.Evidence] : null);
}
