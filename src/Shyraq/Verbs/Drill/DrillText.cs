using System.Globalization;
using Shyraq.Core.Evaluation;

namespace Shyraq.Verbs.Drill;

/// <summary>Writes a drill for people; the tables are Markdown, so that a document can hold them as they are.</summary>
public static class DrillText
{
    private const int MostExamples = 5;

    /// <summary>The table of a drill, and what was missed or false.</summary>
    public static void Write(TextWriter to, DrillResult result)
    {
        to.WriteLine(Text($"### {result.Scenario.Name}"));
        to.WriteLine();
        to.WriteLine(result.Scenario.About);
        to.WriteLine(Text($"Seed {result.Seed}, {result.Seconds / 60:0.#} min, {result.Sightings} sightings."));
        to.WriteLine();
        to.WriteLine("| rule | true | found | missed | told | false | again | p50 s | p95 s | |");
        to.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var rule in result.Rules)
            if (rule.Score is { True: > 0 } or { Told: > 0 }) to.WriteLine(Row(rule));
        to.WriteLine();
        Idle(to, "Neither true nor told", result.Rules.Where(r => r.Score is { True: 0, Told: 0 }));
        foreach (var rule in result.Rules)
        {
            Examples(to, $"{rule.Rule.Name}, missed", rule.Score.MissedOnes, result);
            Examples(to, $"{rule.Rule.Name}, false", rule.Score.FalseOnes, result);
        }
        if (result.Muster is { } muster) to.WriteLine(muster.ToString());
        if (result.Unasked.Length > 0) to.WriteLine($"Told, but no rule judges it: {string.Join(", ", result.Unasked)}.");
        to.WriteLine();
    }

    private static void Idle(TextWriter to, string how, IEnumerable<JudgedRule> rules)
    {
        var names = rules.Select(r => r.Rule.Name).ToList();
        if (names.Count > 0) to.WriteLine($"{how}: {string.Join(", ", names)}.");
    }

    private static string Row(JudgedRule rule) => Row(rule, rule.Score);

    private static string Row(JudgedRule rule, EventScore score) =>
        Text($"| {rule.Rule.Name} | {score.True} | {score.Found} | {score.Missed} | {score.Told} | {score.False} | {score.Again} | {Delay(score, 0.5)} | {Delay(score, 0.95)} | {Verdict(rule)} |");

    private static string Verdict(JudgedRule rule) => rule.Holds switch { true => "as it must be", false => "**must not be**", null => "" };

    private static string Delay(EventScore score, double share) => score.Delay(share) is { } seconds ? Text($"{seconds:0.0}") : "–";

    private static void Examples(TextWriter to, string title, IReadOnlyList<Stretch> ones, DrillResult result)
    {
        if (ones.Count == 0) return;
        var shown = ones.Take(MostExamples).Select(one => Text($"{one.Subject} at {TimeSpan.FromSeconds(one.From.SecondsSince(result.Start)):hh\\:mm\\:ss}"));
        to.WriteLine($"{title}: {string.Join("; ", shown)}{(ones.Count > MostExamples ? "; …" : "")}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
