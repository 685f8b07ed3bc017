using System.Collections.Immutable;

namespace Shyraq.Core.Evaluation;

/// <summary>How near the fixes came to the truth. Shares are 0..1 and null when there is nothing to take a share of.</summary>
/// <param name="Fixes">Fixes scored.</param>
/// <param name="Horizontal">Distance in the plane.</param>
/// <param name="Spatial">Distance in 3-D.</param>
/// <param name="Along">Shortest way through the network from true to answered position, where the truth has a roadway.</param>
/// <param name="WrongRoadway">Of those with a roadway in the truth: on another one and more than 10 m of way off, or with no way at all.</param>
/// <param name="Unconnected">Fixes without any way to the truth; they are not in <paramref name="Along"/>.</param>
/// <param name="InsideRadius95">True places within <c>radius95</c> of the fix, in the plane.</param>
/// <param name="MedianRadius95">Metres.</param>
/// <param name="Steps">Scored one-second steps of the truth.</param>
/// <param name="LiveCoverage">Steps within which a live fix lies.</param>
/// <param name="AnyCoverage">Steps within which any fix lies.</param>
public sealed record Scores(
    int Fixes, ErrorSummary? Horizontal, ErrorSummary? Spatial, ErrorSummary? Along, double? WrongRoadway, int Unconnected,
    double? InsideRadius95, double? MedianRadius95, int Steps, double? LiveCoverage, double? AnyCoverage);

/// <summary>The scores of a file of answers.</summary>
/// <param name="All">Every scored fix and step together.</param>
/// <param name="Tags">The same for each tag of the truth.</param>
/// <param name="Unscored">Fixes not scored: before the first five seconds are over, or where the truth is not known.</param>
public sealed record EvaluationReport(Scores All, ImmutableSortedDictionary<string, Scores> Tags, int Unscored);
