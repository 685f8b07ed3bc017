using System.Collections.Immutable;
using Shyraq.Core.Evaluation;

namespace Shyraq.Verbs.Accuracy;

/// <summary>One figure of a set: where it comes from and when it is worse.</summary>
/// <param name="Name">As in <c>accuracy.json</c>.</param>
/// <param name="Digits">Decimals that are kept.</param>
/// <param name="Of">The value; null when there is nothing to take it of.</param>
/// <param name="InHindsight">Taken of the smoothed fixes.</param>
/// <param name="Cost">What one would like to be zero: the error itself, the share that is missing, how far a share is outside of its goal.</param>
public sealed record Figure(string Name, bool InHindsight, int Digits, Func<Scores, double?> Of, Func<double, double> Cost)
{
    /// <summary>The goal for the share of true places inside <c>radius95</c>, and how far from 95 % it may lie to be acceptable.</summary>
    public const double Goal = 0.95, WithinGoal = 0.02, LowestAcceptable = 0.90, HighestAcceptable = 0.99;

    public const string InsideName = "insideRadius95", LiveName = "liveCoverage", RadiusName = "medianRadius95", WrongName = "wrongRoadway";

    private static readonly ImmutableArray<Figure> Causal =
    [
        Metres("rmse", s => s.Horizontal?.Rmse), Metres("p50", s => s.Horizontal?.P50), Metres("p90", s => s.Horizontal?.P90),
        Metres("p95", s => s.Horizontal?.P95), Metres("max", s => s.Horizontal?.Max),
        Metres("alongP50", s => s.Along?.P50), Metres("alongP90", s => s.Along?.P90), Metres("alongP95", s => s.Along?.P95),
        Metres(RadiusName, s => s.MedianRadius95),
        Share(WrongName, s => s.WrongRoadway, share => share),
        Share(LiveName, s => s.LiveCoverage, share => 1 - share),
        Share(InsideName, s => s.InsideRadius95, share => Math.Max(0, Math.Abs(share - Goal) - WithinGoal)),
    ];

    /// <summary>All figures of a set: of the fixes as they were known at the time and, in hindsight, of the smoothed ones.</summary>
    public static ImmutableArray<Figure> All { get; } = [.. Causal, .. Causal.Where(f => f.Name is not (LiveName or "max")).Select(f => f with { Name = Smoothed(f.Name), InHindsight = true })];

    /// <summary>The name of a figure of the smoothed fixes.</summary>
    public static string Smoothed(string name) => "smoothed" + char.ToUpperInvariant(name[0]) + name[1..];

    /// <summary>Differences below this are rounding, not loss: 2 mm, or a fifth of a hundredth.</summary>
    public const double Slack = 0.002;

    /// <summary>How much worse a figure may become, as a share of its cost.</summary>
    public const double Allowed = 0.05;

    /// <summary>The figure has lost more than is allowed.</summary>
    public bool IsLoss(double before, double now) => IsLossOfCost(Cost(before), Cost(now));

    /// <summary>The same for a cost of any kind.</summary>
    public static bool IsLossOfCost(double before, double now) => now > before * (1 + Allowed) + Slack;

    private static Figure Metres(string name, Func<Scores, double?> of) => new(name, false, 3, of, metres => metres);

    private static Figure Share(string name, Func<Scores, double?> of, Func<double, double> cost) => new(name, false, 4, of, cost);
}
