using Shyraq.Cluster.Mines;

namespace Shyraq.Web.Anchors;

/// <summary>Something that is surely wrong with an anchor.</summary>
/// <param name="Kind"><c>moved</c>, <c>biased</c>, <c>noisy</c>, <c>clock</c>, <c>pathLoss</c> or <c>silent</c>.</param>
/// <param name="Value">How far it was moved, by how much its ranges are too long (below zero: too short), or the root mean square by which they are
/// off (m); how far its clock is behind (s; below zero: ahead); how much stronger it is at 10 m (dB); or how many passing tags it should have heard.</param>
/// <param name="Unit"><c>m</c>, <c>s</c>, <c>dB</c> or <c>tags</c>.</param>
/// <param name="Margin95">Of the value, ± with 95 %; null where there is none.</param>
/// <param name="Offset">From the plan to where it was found, metres; for a moved one.</param>
/// <param name="Since">Since when it does not fit; null for ever.</param>
/// <param name="Evidence">How many readings say so.</param>
/// <param name="ToDo">What to do about it.</param>
public sealed record FindingView(string Anchor, string Kind, double Value, string Unit, double? Margin95, OffsetView? Offset, DateTime? Since, int Evidence, string ToDo)
{
    internal static FindingView From(FindingRow row) => new(
        row.Anchor, row.Kind, Math.Round(row.Value, 2), UnitOf(row.Kind), row.Margin > 0 ? Math.Round(row.Margin, 2) : null,
        row.Offset is [var x, var y, var z] ? OffsetView.Of(x, y, z) : null, ApiNames.Time(row.Since), row.Evidence, ToDoOf(row.Kind));

    private static string UnitOf(string kind) => kind switch { "clock" => "s", "pathLoss" => "dB", "silent" => "tags", _ => "m" };

    private static string ToDoOf(string kind) => kind switch
    {
        "moved" => "Survey the anchor and correct the plan; until then tags are followed by the place where it was found.",
        "biased" => "Set the antenna delay of the anchor; until then its ranges are corrected.",
        "noisy" => "Look at the anchor: is it loose, behind metal, or carried about? Until then its ranges count for little.",
        "clock" => "Set the clock of the anchor or of its gateway; until then its times are corrected.",
        "pathLoss" => "Measure the strength of the receiver again and correct the plan; until then the strength that was found is taken.",
        _ => "Look whether the anchor has power and its cable is whole.",
    };
}

/// <summary>From one place to another, metres.</summary>
/// <param name="Bearing">Degrees clockwise from grid north.</param>
public sealed record OffsetView(double East, double North, double Up, double Bearing)
{
    internal static OffsetView Of(double x, double y, double z) =>
        new(Math.Round(x, 2), Math.Round(y, 2), Math.Round(z, 2), Math.Round((90 - Math.Atan2(y, x) * 180 / Math.PI + 360) % 360));
}

/// <summary>What is known of the strengths of a receiver; deviations are 1-sigma.</summary>
public sealed record StrengthView(double RssiAt1m, double RssiAt1mSigma, double PathLossExponent, double PathLossExponentSigma, int Evidence);

/// <summary>What the tags that passed tell of an anchor; deviations are 1-sigma. What they cannot tell is as wide as before they passed.</summary>
/// <param name="OffsetSigma">Of the offset to the east, to the north and up, metres.</param>
/// <param name="NoiseRatio">How much noisier its ranges are than assumed.</param>
/// <param name="Honest">Share of its ranges in sight that are neither reflections nor nonsense, 0..1.</param>
/// <param name="ClockBehind">Seconds; below zero: ahead. <paramref name="ClockMargin95"/> is ± with 95 %; null when the clock is right.</param>
/// <param name="Evidence">From how many ranges, and of about how many <paramref name="Tags"/>.</param>
public sealed record EstimateView(
    string Anchor, OffsetView Offset, double[] OffsetSigma, double Bias, double BiasSigma, double NoiseRatio, double Honest,
    double ClockBehind, double? ClockMargin95, int Evidence, int Tags, StrengthView? Strength)
{
    internal static EstimateView From(EstimateRow row) => new(
        row.Anchor, OffsetView.Of(row.Offset[0], row.Offset[1], row.Offset[2]), [Sigma(row.Covariance[0]), Sigma(row.Covariance[3]), Sigma(row.Covariance[5])],
        Math.Round(row.Bias, 3), Math.Round(row.BiasSigma, 3), Math.Round(row.NoiseRatio, 2), Math.Round(row.Honest, 3),
        Math.Round(row.ClockBehind, 2), row.ClockBehind == 0 ? null : Math.Round(row.ClockMargin, 2), row.Evidence, row.Tags,
        row.Strength is [var a, var sa, var n, var sn, var count] ? new(Math.Round(a, 1), Math.Round(sa, 1), Math.Round(n, 2), Math.Round(sn, 2), (int)count) : null);

    private static double Sigma(double variance) => Math.Round(Math.Sqrt(Math.Max(0, variance)), 3);
}

/// <summary>The survey of the anchors by the tags that pass them.</summary>
/// <param name="Findings">What is surely wrong.</param>
/// <param name="Anchors">What is known of every anchor of the plan.</param>
public sealed record SurveyView(int PlanVersion, FindingView[] Findings, EstimateView[] Anchors)
{
    /// <summary>As it is served and written to files.</summary>
    public static SurveyView From(AnchorSurveyRows rows) => new(rows.PlanVersion, Array.ConvertAll(rows.Findings, FindingView.From), Array.ConvertAll(rows.Anchors, EstimateView.From));
}
