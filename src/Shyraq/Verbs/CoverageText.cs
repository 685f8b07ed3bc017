using System.Globalization;
using Shyraq.Core.Coverage;
using Shyraq.Core.Plan;

namespace Shyraq.Verbs;

/// <summary>Writes a prediction for people.</summary>
internal static class CoverageText
{
    /// <summary>Of the stretches over the target people see the worst; JSON has them all.</summary>
    private const int MostListed = 15;

    public static void Write(TextWriter to, string file, MinePlan plan, CoverageReport report)
    {
        var options = report.Options;
        to.WriteLine(Text($"{file}: mine {plan.Id} \"{plan.Name}\", {plan.Anchors.Length} anchors, tags that speak {options.Rate:0.###} times a second"));
        to.WriteLine();
        to.WriteLine("Roadway by expected 95 % radius, km, and share of roadway and time in which a tag has been heard within 10 s.");
        to.WriteLine("2 sides: km where a tag that is switched on there may as well be at a mirrored place, until it walks or another anchor hears it.");
        to.WriteLine();
        to.WriteLine(Text($"{"level",-16}{string.Concat(RadiusClass.Bounds.Select(b => Text($"≤ {b} m").PadLeft(9)))}{"more",9}{"in all",10}{"heard",9}{"2 sides",10}"));
        foreach (var level in report.Levels) Row(to, level.Level is { Length: > 0 } name ? name : "(none)", level);
        Row(to, "all", report.Mine);
        if (report.Suggestions.Length > 0) Row(to, $"with {report.Suggestions.Length} more", report.With);

        if (report.Worst.Length > 0)
        {
            to.WriteLine();
            to.WriteLine(Text($"Over {options.Target:0.##} m, worst first:"));
            foreach (var worst in report.Worst.Take(MostListed))
                to.WriteLine(Text($"  {Radius(worst.Radius95),8}  {worst.Stretch.Roadway} from {worst.Stretch.From:0.0} to {worst.Stretch.To:0.0} m ({worst.Stretch.Length:0} m), heard {worst.Live * 100:0} %"));
            if (report.Worst.Length > MostListed) to.WriteLine($"  and {report.Worst.Length - MostListed} more (--json lists all)");
        }
        if (options.Add <= 0) return;
        to.WriteLine();
        to.WriteLine(Text($"Best places for one more {options.Technology.ToString().ToLowerInvariant()} anchor, each given those before:"));
        for (var i = 0; i < report.Suggestions.Length; i++)
        {
            var s = report.Suggestions[i];
            to.WriteLine(Text($"{i + 1,3}. {s.Roadway} at {s.Offset:0} m ({s.Place.X:0.0}, {s.Place.Y:0.0}, {s.Place.Z:0.0}): {s.Metres:0} m more within {options.Target:0.##} m, heard {s.Live * 100:+0.00;-0.00;0} points"));
        }
        if (report.Suggestions.Length < options.Add) to.WriteLine(report.Suggestions.IsEmpty ? "  none brings any roadway within the target" : "  no further one brings any roadway within the target");
    }

    private static void Row(TextWriter to, string name, CoverageSum sum) =>
        to.WriteLine(Text($"{name,-16}{string.Concat(sum.Kilometres.Select(k => Text($"{k,9:0.000}")))}{sum.Kilometres.Sum(),10:0.000}{sum.Live * 100,7:0.0} %{sum.TwoSided,10:0.000}"));

    private static string Radius(double metres) => double.IsFinite(metres) ? Text($"{metres:0.0} m") : "unknown";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
