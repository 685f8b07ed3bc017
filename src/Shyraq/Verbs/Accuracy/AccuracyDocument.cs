using System.Globalization;
using System.Text;
using Shyraq.Core.Evaluation;

namespace Shyraq.Verbs.Accuracy;

/// <summary>Writes <c>accuracy.md</c> of the figures alone.</summary>
/// <param name="sets">By name.</param>
/// <param name="seed">With which the scenarios were drawn; null for their own.</param>
public sealed class AccuracyDocument(SortedDictionary<string, ScoredSet> sets, long? seed = null)
{
    private const string Images = "images/accuracy/";

    /// <summary>What a fault may cost: error with it over error without it.</summary>
    private const double FaultGoal = 1.3;

    private readonly StringBuilder _text = new();

    /// <summary>The drawings by their paths beside the document.</summary>
    public IEnumerable<(string Path, string Svg)> Drawings => AccuracyCharts.Of(sets).Select(drawing => (Images + drawing.Key, drawing.Value));

    /// <summary>The text.</summary>
    public string Text()
    {
        _text.Clear();
        Write("""
            # Accuracy

            Made by `shyraq accuracy --recordings FOLDER`, which locates and scores every recording of the folder and the scenarios of the simulator
            (`src/Shyraq.Simulator/Scenarios/AccuracyScenarios.cs`) with one set of parameters for all. The scores are those of [formats](formats.md):
            causal, no initial position, the first 5 s of a tag not scored. `shyraq accuracy --check` compares a run with the figures in
            [accuracy.json](accuracy.json) and fails on a loss of more than 5 %.

            Errors are horizontal, in metres, where nothing else is said. *Inside* is the share of true places inside `radius95`: ✓ 93–97 %, the goal;
            ~ 90–99 %, acceptable; ✗ beyond. *Live* is the share of seconds with a live fix.
            """);
        if (seed is { } drawn) Write($"\nThe scenarios were drawn with seed {drawn.ToString(CultureInfo.InvariantCulture)}, not with their own.");
        Recorded();
        Simulated();
        Hindsight();
        Faults();
        Honesty();
        return _text.ToString();
    }

    private void Recorded()
    {
        var recorded = Of(SetKind.Recorded).ToArray();
        Heading("Real recordings");
        if (recorded.Length == 0)
        {
            Write("The recordings were absent: none was run.");
            return;
        }
        var kept = recorded.Count(set => set.Value.Kept);
        if (kept > 0) Write($"† {kept} of {recorded.Length} recordings were absent in the last run; their figures are those of an earlier one.\n");
        Write("""
            *Plain* (an extended Kalman filter with fixed noise and a gate) and *strong* (a robust filter with bias states) are the reference numbers that
            came with each recording, RMSE / p95; with `+survey`, *strong* had the same radio survey.

            """);
        Errors(recorded, withReferences: true);
        Along(recorded);
        Pictures(recorded);
    }

    private void Simulated()
    {
        Heading("Simulated mines and halls");
        Write("Radios with the noise, losses, reflections, late bursts and wrong clocks that the [simulator](simulator.md) tells.\n");
        var simulated = Of(SetKind.Simulated).Where(set => set.Value.Twin is null).ToArray();
        foreach (var (name, set) in simulated) Write($"- `{name}`: {set.About}");
        Write("");
        Errors(simulated, withReferences: false);
        Along(simulated);
        Pictures(simulated);
    }

    private void Hindsight()
    {
        var rows = sets.Where(set => set.Value.Twin is null && set.Value.Figures.ContainsKey(Figure.Smoothed("rmse"))).ToArray();
        if (rows.Length == 0) return;
        Heading("In hindsight");
        Write("""
            The same, and what `shyraq locate --smooth` says of the same moments when it knows what came after: as known at the time → smoothed.

            | set | RMSE | p90 | inside | along p90 | wrong |
            | --- | --- | --- | --- | --- | --- |
            """);
        foreach (var (name, set) in rows)
            Write($"| {name} | {Both(set, "rmse", Metres)} | {Both(set, "p90", Metres)} | {Both(set, Figure.InsideName, Share)} | {Both(set, "alongP90", Metres)} | {Both(set, Figure.WrongName, Share)} |");

        static string Both(ScoredSet set, string figure, Func<ScoredSet, string, string> told) =>
            set.Figures.ContainsKey(figure) ? $"{told(set, figure)} → {told(set, Figure.Smoothed(figure))}" : "–";
    }

    private void Faults()
    {
        var faulty = sets.Where(set => set.Value.Twin is { } twin && sets.ContainsKey(twin)).ToArray();
        if (faulty.Length == 0) return;
        Heading("Deliberate faults");
        Write($"Each is its clean twin with one fault put on (`src/Shyraq.Simulator/Faults/`). The goal is an error within {FaultGoal.ToString(CultureInfo.InvariantCulture)} times that of the twin.\n");
        Write("| scenario | fault | RMSE | over the twin | p90 | over the twin | inside |");
        Write("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var (name, set) in faulty)
        {
            var twin = sets[set.Twin!];
            Write($"| {name} | {set.About} | {Metres(set, "rmse")} | {Ratio(set, twin, "rmse")} | {Metres(set, "p90")} | {Ratio(set, twin, "p90")} | {Inside(set)} |");
        }
        Pictures(faulty);
    }

    private void Honesty()
    {
        Heading("Is what we say of the error true?");
        Write("""
            `radius95` is the radius at 95 %. Scaled to other probabilities (as a normal error in one direction on a roadway, as one in the plane in an
            open area) it should hold that share of the true places; each family of sets is a line, below the dotted one where we say too much.

            """);
        Write($"![True places inside the circle, by the probability said]({Images}{AccuracyCharts.Radius})");
        var bins = ScoredSet.Pool(sets.Values.Where(set => set.Twin is null));
        if (Reliability.Gap(bins) is not { } gap) return;
        Write("");
        Write("""
            Where a tag may be in several places, a fix carries them all with their probabilities (hypotheses within 5 m of a more probable one counted as one
            place with it). Of the places of 30 % the truth should belong to 30 %; where places overlap it belongs to each with its share of the density there. What is said of one tag is
            much the same for minutes, so a share is worth as much as there are tags. All sets without deliberate faults together:

            """);
        Write("| probability said | places | of tags | mean said | came true |");
        Write("| --- | --- | --- | --- | --- |");
        for (var i = 0; i < bins.Length; i++)
            if (bins[i].Count > 0) Write($"| {100 * i / bins.Length}–{100 * (i + 1) / bins.Length} % | {bins[i].Count} | {bins[i].Tags} | {Percent(bins[i].Probability)} | {Percent(bins[i].Share)} |");
        Write($"\nThe two are {Percent(gap)} apart on average over all places, and {Percent(Reliability.Gap(bins[1..]) ?? 0)} over those that were said with 10 % or more.");
        BySet();
        if (AccuracyCharts.Of(sets).ContainsKey(AccuracyCharts.Hypotheses))
            Write($"\n![Hypotheses: probability said, and how often it came true]({Images}{AccuracyCharts.Hypotheses})");
    }

    // Sets in which tags are seldom lost have few such places, and would be hidden behind those in which they are mostly so.
    private void BySet()
    {
        Write("\nOf each set that has a thousand places which were said with 10 % or more; tags of the same scenario walk the same ways, so that sets are not independent:\n");
        Write("| set | places | of tags, at most | mean said | came true | apart |");
        Write("| --- | --- | --- | --- | --- | --- |");
        foreach (var (name, set) in sets)
        {
            if (set.Twin is not null) continue;
            var bins = ScoredSet.Pool([set])[1..];
            var all = bins.Aggregate((a, b) => a + b);
            if (all.Count >= 1000) Write($"| {name} | {all.Count} | {bins.Max(bin => bin.Tags)} | {Percent(all.Probability)} | {Percent(all.Share)} | {Percent(Reliability.Gap(bins) ?? 0)} |");
        }
    }

    private void Errors(KeyValuePair<string, ScoredSet>[] rows, bool withReferences)
    {
        Write("| set | RMSE | p50 | p90 | p95 | max | inside | median radius95 | live |" + (withReferences ? " plain | strong |" : ""));
        Write("| --- | --- | --- | --- | --- | --- | --- | --- | --- |" + (withReferences ? " --- | --- |" : ""));
        foreach (var (name, set) in rows)
        {
            var references = withReferences ? $" {Reference(set, "plain")} | {Reference(set, "strong")} |" : "";
            Write($"| {name}{(set.Kept ? " †" : "")} | {Metres(set, "rmse")} | {Metres(set, "p50")} | {Metres(set, "p90")} | {Metres(set, "p95")} | {Metres(set, "max")} | {Inside(set)} | {Metres(set, Figure.RadiusName)} | {Share(set, Figure.LiveName)} |{references}");
        }
    }

    private void Along(KeyValuePair<string, ScoredSet>[] rows)
    {
        var onRoadways = rows.Where(row => row.Value.Figures.ContainsKey("alongP50")).ToArray();
        if (onRoadways.Length == 0) return;
        Write("\nAlong the roadways, by the shortest way; *wrong* is the share of fixes on another roadway and more than 10 m of way off.\n");
        Write("| set | p50 | p90 | p95 | wrong |");
        Write("| --- | --- | --- | --- | --- |");
        foreach (var (name, set) in onRoadways)
            Write($"| {name} | {Metres(set, "alongP50")} | {Metres(set, "alongP90")} | {Metres(set, "alongP95")} | {Share(set, Figure.WrongName)} |");
    }

    private void Pictures(IEnumerable<KeyValuePair<string, ScoredSet>> rows)
    {
        Write("");
        foreach (var family in rows.Select(row => AccuracyCharts.FamilyOf(row.Key, row.Value)).Distinct().Order(StringComparer.Ordinal))
            Write($"![Horizontal error: {family}]({Images}{AccuracyCharts.Errors(family)})");
    }

    private IEnumerable<KeyValuePair<string, ScoredSet>> Of(SetKind kind) => sets.Where(set => set.Value.Kind == kind);

    private static string Metres(ScoredSet set, string figure) => set.Figures.TryGetValue(figure, out var metres) ? Number(metres, "0.00") : "–";

    private static string Share(ScoredSet set, string figure) => set.Figures.TryGetValue(figure, out var share) ? Percent(share) : "–";

    private static string Inside(ScoredSet set)
    {
        if (!set.Figures.TryGetValue(Figure.InsideName, out var share)) return "–";
        share = Math.Round(share, 3);
        var mark = Math.Abs(share - Figure.Goal) <= Figure.WithinGoal + 1e-9 ? "✓" : share is >= Figure.LowestAcceptable and <= Figure.HighestAcceptable ? "~" : "✗";
        return $"{Percent(share)} {mark}";
    }

    private static string Ratio(ScoredSet set, ScoredSet twin, string figure)
    {
        if (!set.Figures.TryGetValue(figure, out var with) || !twin.Figures.TryGetValue(figure, out var without) || without <= 0) return "–";
        return $"{Number(with / without, "0.00")} {(with <= FaultGoal * without ? "✓" : "✗")}";
    }

    private static string Reference(ScoredSet set, string method)
    {
        var (rmse, p95) = (Find("Rmse"), Find("P95"));
        return rmse is null && p95 is null ? "–" : $"{rmse ?? "–"} / {p95 ?? "–"}";

        string? Find(string figure) => set.References?.TryGetValue(method + figure, out var metres) == true ? Number(metres, "0.00") : null;
    }

    private static string Percent(double share) => Number(100 * share, "0.0") + " %";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private void Heading(string heading) => Write($"\n## {heading}\n");

    private void Write(string lines) => _text.Append(lines).Append('\n');
}
