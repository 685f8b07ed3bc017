using Shyraq.Core.Coverage;

namespace Shyraq.Web.Coverage;

/// <summary>Part of one roadway whose expected radius is of one class.</summary>
/// <param name="From">Offset, metres.</param>
/// <param name="Radius95">The largest expected radius in it, metres; null where no anchor is heard on any way to it.</param>
/// <param name="Live">Share of the time in which a tag there has been heard within the last 10 s, 0..1.</param>
public sealed record StretchView(string Roadway, double From, double To, double? Radius95, double Live)
{
    internal static StretchView Of(CoveredStretch s) =>
        new(s.Stretch.Roadway.Value, Math.Round(s.Stretch.From, 2), Math.Round(s.Stretch.To, 2), double.IsFinite(s.Radius95) ? Math.Round(s.Radius95, 2) : null, Math.Round(s.Live, 4));
}

/// <summary>Lengths of roadway by expected radius.</summary>
/// <param name="Level">Null for the whole mine.</param>
/// <param name="Kilometres">One for each of <see cref="CoverageView.Classes"/>, and a last one for what is over them.</param>
/// <param name="Live">Share of roadway and time in which a tag has been heard within the last 10 s, 0..1.</param>
/// <param name="TwoSided">Kilometres where a tag that is switched on or found again may as well be on the other side of the only anchor.</param>
public sealed record SumView(string? Level, double[] Kilometres, double Live, double TwoSided)
{
    internal static SumView From(CoverageSum sum) => new(sum.Level, [.. sum.Kilometres.Select(k => Math.Round(k, 3))], Math.Round(sum.Live, 4), Math.Round(sum.TwoSided, 3));
}

/// <summary>A place for one more anchor, given those before it.</summary>
/// <param name="Offset">Of its foot on the roadway, metres.</param>
/// <param name="Metres">Roadway that comes to have at most the target radius.</param>
/// <param name="Live">Growth of the mine's share, 0..1.</param>
public sealed record SuggestionView(double X, double Y, double Z, string Roadway, double Offset, string Level, double Metres, double Live)
{
    internal static SuggestionView From(AnchorSuggestion s) => new(
        Math.Round(s.Place.X, 2), Math.Round(s.Place.Y, 2), Math.Round(s.Place.Z, 2), s.Roadway.Value, Math.Round(s.Offset, 1), s.Level, Math.Round(s.Metres), Math.Round(s.Live, 4));
}

/// <summary>What the anchors of a plan can be expected to give.</summary>
/// <param name="Rate">How often a tag is taken to speak, a second.</param>
/// <param name="Target">Roadway is good where the radius is at most this, metres.</param>
/// <param name="Classes">The largest radius of each class but the last, metres.</param>
/// <param name="Stretches">All roadways, cut where the class changes.</param>
/// <param name="Worst">The stretches over the target, worst first.</param>
/// <param name="Suggestions">The best places for further anchors.</param>
/// <param name="With">The whole mine with all of them.</param>
public sealed record CoverageView(
    int PlanVersion, double Rate, double Target, double[] Classes, SumView Mine, SumView[] Levels,
    StretchView[] Stretches, StretchView[] Worst, SuggestionView[] Suggestions, SumView With)
{
    /// <summary>As it is served and written to files.</summary>
    public static CoverageView From(CoverageReport report, int planVersion) => new(
        planVersion, report.Options.Rate, report.Options.Target, [.. RadiusClass.Bounds], SumView.From(report.Mine), [.. report.Levels.Select(SumView.From)],
        [.. report.Stretches.Select(StretchView.Of)], [.. report.Worst.Select(StretchView.Of)], [.. report.Suggestions.Select(SuggestionView.From)], SumView.From(report.With));
}
