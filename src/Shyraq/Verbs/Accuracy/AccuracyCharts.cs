using Shyraq.Core.Evaluation;

namespace Shyraq.Verbs.Accuracy;

/// <summary>The drawings of the document: how errors are spread, and whether what is said of them is true.</summary>
internal static class AccuracyCharts
{
    public const string Hypotheses = "reliability-hypotheses.svg", Radius = "reliability-radius.svg";

    /// <summary>Fewer hypotheses than this in a bin say nothing.</summary>
    private const int FewestInBin = 50;

    private static readonly Axis Metres = new("horizontal error, m", 0.01, 1000, [(0.01, "0.01"), (0.1, "0.1"), (1, "1"), (10, "10"), (100, "100"), (1000, "1000")], IsLog: true);

    /// <summary>Sets that are drawn together: of one kind of place or radio, the faulty ones apart with the set that they come from.</summary>
    public static string FamilyOf(string name, ScoredSet set) => name.Split('-', '+')[0] + (set.Twin is null ? "" : "-faults");

    /// <summary>The name of the drawing of a family's errors.</summary>
    public static string Errors(string family) => $"errors-{family}.svg";

    /// <summary>The drawings by file name.</summary>
    public static SortedDictionary<string, string> Of(SortedDictionary<string, ScoredSet> sets)
    {
        var drawings = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var radius = new Chart("True places inside the circle, by the probability said", Axis.Percent("said, %", 40), Axis.Percent("true places inside, %", 40)).Diagonal();
        var said = new Chart("Hypotheses: probability said, and how often it came true", Axis.Percent("said, %", 0), Axis.Percent("came true, %", 0)).Diagonal();
        var anything = false;
        foreach (var family in sets.GroupBy(set => FamilyOf(set.Key, set.Value), StringComparer.Ordinal).OrderBy(family => family.Key, StringComparer.Ordinal))
        {
            drawings[Errors(family.Key)] = ErrorsOf(family.Key, family, sets);
            var known = family.Where(set => set.Value.Inside.Length == Calibration.Levels.Length).Select(set => set.Value.Inside).ToArray();
            if (known.Length > 0) radius.Line(family.Key, Calibration.Levels.Select((level, i) => (level, known.Average(inside => inside[i]))), dots: true);
            var bins = ScoredSet.Pool(family.Select(set => set.Value)).Where(bin => bin.Count >= FewestInBin).ToArray();
            if (bins.Length < 2) continue;
            anything = true;
            said.Line(family.Key, bins.Select(bin => (bin.Probability, bin.Share)), dots: true);
        }
        drawings[Radius] = radius.Svg();
        if (anything) drawings[Hypotheses] = said.Svg();
        return drawings;
    }

    private static string ErrorsOf(string family, IEnumerable<KeyValuePair<string, ScoredSet>> members, SortedDictionary<string, ScoredSet> sets)
    {
        var chart = new Chart($"Horizontal error: {family}", Metres, Axis.Percent("share of fixes, %", 0));
        var twins = members.Select(m => m.Value.Twin).OfType<string>().Distinct().Where(twin => sets.ContainsKey(twin) && members.All(m => m.Key != twin)).Order(StringComparer.Ordinal);
        foreach (var name in twins.Concat(members.Select(m => m.Key)))
            if (sets[name].Errors.Length == ScoredSet.Shares.Length) chart.Line(name, ScoredSet.Shares.Select((share, i) => (sets[name].Errors[i], share)));
        return chart.Svg();
    }
}
