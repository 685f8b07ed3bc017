using System.Globalization;
using Shyraq.Core.Evaluation;

namespace Shyraq.Verbs.Accuracy;

/// <summary>Compares the figures of a run with those committed.</summary>
public static class AccuracyCheck
{
    /// <summary>Every figure that lost more than 5 %, or is gone, in words. A set that only one side has is not compared.</summary>
    public static List<string> Losses(IReadOnlyDictionary<string, ScoredSet> committed, IReadOnlyDictionary<string, ScoredSet> now)
    {
        var losses = new List<string>();
        var both = committed.Keys.Where(now.ContainsKey).Order(StringComparer.Ordinal).ToArray();
        foreach (var name in both)
        {
            foreach (var figure in Figure.All)
            {
                if (!committed[name].Figures.TryGetValue(figure.Name, out var before)) continue;
                if (!now[name].Figures.TryGetValue(figure.Name, out var value)) losses.Add(Told($"{name}: {figure.Name} was {before} and is gone"));
                else if (figure.IsLoss(before, value)) losses.Add(Told($"{name}: {figure.Name} was {before}, is {value}"));
            }
        }
        var (gapBefore, gapNow) = (Reliability.Gap(ScoredSet.Pool(both.Select(name => committed[name]))), Reliability.Gap(ScoredSet.Pool(both.Select(name => now[name]))));
        if (gapBefore is { } was && gapNow is { } gap && Figure.IsLossOfCost(was, gap)) losses.Add(Told($"hypotheses: probability and share were {was:0.0000} apart, are {gap:0.0000}"));
        return losses;
    }

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
