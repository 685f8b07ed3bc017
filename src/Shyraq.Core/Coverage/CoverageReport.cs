using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Coverage;

/// <summary>A metre or so of roadway.</summary>
/// <param name="Offset">Of its middle on the roadway, metres.</param>
/// <param name="Radius95">The expected 95 % radius, metres; +∞ where nothing is ever heard on the way to it.</param>
/// <param name="Live">Share of the time in which a tag there has been heard within the last 10 s, 0..1.</param>
/// <param name="TwoSided">A tag that is switched on or found again there may as well be at a place that gives the same readings; one that is followed to there is not mistaken.</param>
public readonly record struct CoveredCell(RoadwayId Roadway, double Offset, double Radius95, double Live, bool TwoSided);

/// <summary>Neighbouring cells of one roadway and one class of radius.</summary>
/// <param name="Radius95">The largest expected 95 % radius in it, metres; +∞ where nothing is ever heard on the way to it.</param>
/// <param name="Live">Share of the time in which a tag there has been heard within the last 10 s, 0..1, the mean over the stretch.</param>
public readonly record struct CoveredStretch(Stretch Stretch, double Radius95, double Live);

/// <summary>Lengths of roadway by expected radius.</summary>
/// <param name="Level">The level; null for the whole mine.</param>
/// <param name="Kilometres">By <see cref="RadiusClass"/>.</param>
/// <param name="Live">Share of roadway and time in which a tag has been heard within the last 10 s, 0..1.</param>
/// <param name="TwoSided">Kilometres that are <see cref="CoveredCell.TwoSided"/>.</param>
public sealed record CoverageSum(string? Level, ImmutableArray<double> Kilometres, double Live, double TwoSided);

/// <summary>A place for one more anchor.</summary>
/// <param name="Place">On a wall of the roadway.</param>
/// <param name="Roadway">The roadway, and the offset of the anchor's foot on it in metres.</param>
/// <param name="Metres">Roadway that comes to have at most the target radius, metres, given the places before it.</param>
/// <param name="Live">Growth of the mine's <see cref="CoverageSum.Live"/>, 0..1.</param>
public sealed record AnchorSuggestion(Point3 Place, RoadwayId Roadway, double Offset, string Level, double Metres, double Live);

/// <summary>What the anchors of a plan can be expected to give along its roadways. The equations are in <c>docs/coverage.md</c>.</summary>
/// <param name="Cells">All roadways, in order of roadway and offset.</param>
/// <param name="Stretches">All roadways, in order, cut where the class of the radius changes.</param>
/// <param name="Levels">In order of name.</param>
/// <param name="Worst">What of them lies over the target, largest radius first.</param>
/// <param name="Suggestions">The best places for further anchors, each given those before it; fewer than asked for when no further one would help.</param>
/// <param name="With">The whole mine with all suggested anchors.</param>
public sealed record CoverageReport(
    CoverageOptions Options, ImmutableArray<CoveredCell> Cells, ImmutableArray<CoveredStretch> Stretches, CoverageSum Mine, ImmutableArray<CoverageSum> Levels,
    ImmutableArray<CoveredStretch> Worst, ImmutableArray<AnchorSuggestion> Suggestions, CoverageSum With)
{
    /// <summary>Works it out.</summary>
    /// <param name="progress">Told how much of how much is done.</param>
    public static CoverageReport Of(MinePlan plan, CoverageOptions? options = null, Action<long, long>? progress = null, CancellationToken cancel = default)
    {
        options ??= new CoverageOptions();
        var prediction = new Prediction(plan, options);
        var mine = prediction.Sum(null);
        var cells = prediction.Cells();
        var stretches = prediction.Stretches(RadiusClass.Of);
        var levels = plan.Roadways.Select(r => r.Level).Distinct().Order(StringComparer.Ordinal).Select(prediction.Sum).ToImmutableArray();
        var worst = prediction.Stretches(radius => radius > options.Target ? RadiusClass.Of(radius) : -1);
        var suggestions = new AnchorPlanning(prediction).Best(progress, cancel);
        return new(options, cells, stretches, mine, levels, [.. worst.OrderByDescending(s => s.Radius95).ThenByDescending(s => s.Stretch.Length)], suggestions, prediction.Sum(null));
    }
}
