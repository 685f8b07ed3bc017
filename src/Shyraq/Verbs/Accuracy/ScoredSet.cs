using System.Text.Json.Serialization;
using Shyraq.Core.Evaluation;

namespace Shyraq.Verbs.Accuracy;

/// <summary>What a set came to, rounded: all that the document and its drawings show.</summary>
public sealed record ScoredSet
{
    /// <summary>The shares at which <see cref="Errors"/> are told, 0..1.</summary>
    public static readonly double[] Shares = [0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.925, 0.95, 0.97, 0.98, 0.99, 0.995, 1];

    public required SetKind Kind { get; init; }
    public required string About { get; init; }

    /// <summary>A recording that was absent: its figures are those of an earlier run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Kept { get; init; }

    /// <summary>The set without the fault that this one has.</summary>
    public string? Twin { get; init; }

    /// <summary>Metres and shares (0..1) by the names of <see cref="Figure"/>; what there is nothing to take of is absent.</summary>
    public required SortedDictionary<string, double> Figures { get; init; }

    /// <summary>What others reached: <c>plainRmse</c>, <c>plainP95</c>, <c>strongRmse</c>, <c>strongP95</c>, metres.</summary>
    public SortedDictionary<string, double>? References { get; init; }

    /// <summary>The horizontal error, metres, at each of <see cref="Shares"/> of the fixes.</summary>
    public required double[] Errors { get; init; }

    /// <summary>The share of true places within <c>radius95</c> scaled to each of <see cref="Calibration.Levels"/>.</summary>
    public required double[] Inside { get; init; }

    /// <summary>Hypotheses by tenths of their probability: how many, sum of probabilities, how often they came true, by how many tags they were said.</summary>
    public required double[][] Hypotheses { get; init; }

    /// <summary>Takes the scores of the fixes as they were known at the time, and of those known in hindsight.</summary>
    public static ScoredSet Of(AccuracySet set, Scorer scorer, Scorer smoothed)
    {
        var (scores, inHindsight, errors) = (scorer.Report().All, smoothed.Report().All, scorer.HorizontalErrors());
        var figures = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var figure in Figure.All)
            if (figure.Of(figure.InHindsight ? inHindsight : scores) is { } value && double.IsFinite(value)) figures[figure.Name] = Math.Round(value, figure.Digits);
        return new ScoredSet
        {
            Kind = set.Kind,
            About = set.About,
            Twin = set.Twin,
            Figures = figures,
            References = set.References,
            Errors = errors.Length == 0 ? [] : [.. Shares.Select(share => Math.Round(ErrorSummary.Percentile(errors, share), 3))],
            Inside = [.. scorer.Calibration.Inside.Select(share => Math.Round(share, 4))],
            Hypotheses = [.. scorer.Calibration.Hypotheses.Select(bin => (double[])[bin.Count, Math.Round(bin.Said, 2), Math.Round(bin.CameTrue, 2), bin.Tags])],
        };
    }

    /// <summary>The bins of hypotheses of several sets together.</summary>
    public static Reliability[] Pool(IEnumerable<ScoredSet> sets)
    {
        var bins = new Reliability[Calibration.Bins];
        foreach (var set in sets)
            for (var i = 0; i < Math.Min(bins.Length, set.Hypotheses.Length); i++)
                if (set.Hypotheses[i] is [var count, var said, var cameTrue, var tags]) bins[i] += new Reliability((int)count, said, cameTrue, (int)tags);
        return bins;
    }
}
