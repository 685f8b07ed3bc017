using System.Collections.Immutable;
using System.Globalization;
using Shyraq.Core.Acts;
using Shyraq.Core.Plan;

namespace Shyraq.Core.Zones;

/// <summary>What is wrong with a zone or a rule that somebody put, in words that name what was found and what is expected.</summary>
internal static class RuleFaults
{
    private const int LongestText = 256, MostParts = 10_000, MostNames = 10_000, MostRules = 32;
    private const double EndSlack = 0.5; // an end rounded to a decimetre may lie a little beyond the roadway's

    /// <summary>Null when the shape can be used on the plan.</summary>
    public static ActRefusal? Of(ZoneShape shape, MinePlan plan)
    {
        if (shape.Sections.Length > MostParts || shape.Outline.Length > MostParts || shape.Levels.Length > MostParts) return Bad($"the shape has more than {MostParts} parts");
        if (shape.Sections.IsEmpty && shape.Outline.IsEmpty && shape.Levels.IsEmpty) return Bad("the shape is empty; expected sections, an outline or levels");
        if (!shape.Sections.IsEmpty && !(shape.Outline.IsEmpty && shape.Levels.IsEmpty)) return Bad("the shape has sections and something else; expected one of sections, outline and levels");
        foreach (var (section, i) in shape.Sections.Select((s, i) => (s, i)))
        {
            if (plan.RoadwayIndex(section.Roadway) is not (>= 0 and var index)) return new("unknownRoadway", $"sections[{i}].roadway: found {section.Roadway}, which the plan does not have");
            var length = plan.Roadways[index].Line.Length;
            if (!(section.From >= 0 && section.From < section.To && section.To <= length + EndSlack))
                return Bad(string.Create(CultureInfo.InvariantCulture, $"sections[{i}]: found {section.From} to {section.To} m; expected 0 ≤ from < to ≤ {length:0.0} m, the length of {section.Roadway}"));
        }
        if (shape.Outline.Length is 1 or 2) return Bad($"the outline has {shape.Outline.Length} corners; expected 3 or more");
        if (shape.Outline.Any(p => !double.IsFinite(p.X) || !double.IsFinite(p.Y) || !double.IsFinite(p.Z))) return Bad("a corner of the outline is no place");
        var levels = plan.Roadways.Select(r => r.Level).Concat(plan.Areas.Select(a => a.Level)).ToHashSet(StringComparer.Ordinal);
        return shape.Levels.FirstOrDefault(level => !levels.Contains(level)) is { } strange ? new("unknownLevel", $"levels: found '{strange}', which the plan does not have") : null;

        static ActRefusal Bad(string detail) => new("badShape", detail);
    }

    /// <summary>Null when all of them can be judged.</summary>
    public static ActRefusal? Of(ImmutableArray<ZoneRule> rules)
    {
        if (rules.Contains(null!)) return new("badRule", "found null; expected a rule with its kind");
        if (rules.Length > MostRules) return new("badRule", $"found {rules.Length} rules; expected at most {MostRules}");
        if (rules.GroupBy(r => r.GetType()).FirstOrDefault(g => g.Count() > 1) is { } twice) return new("badRule", $"found {twice.Count()} rules of the kind {twice.Key.Name}; expected at most one of each");
        foreach (var rule in rules)
            if (Fault(rule) is { } fault) return new("badRule", fault);
        return null;
    }

    /// <summary>Null when the text is there and not too long.</summary>
    public static ActRefusal? OfText(string property, string text, int longest = LongestText) =>
        string.IsNullOrWhiteSpace(text) || text.Length > longest || text.Any(char.IsControl) ? new("badText", $"{property}: expected 1 to {longest} characters without control characters") : null;

    private static string? Fault(ZoneRule rule) => rule switch
    {
        RestrictedRule r => Names(r.Roles) ?? Names(r.Crews) ?? Names(r.Tags) ?? (r.Hours.Length > 24 ? "hours: expected at most 24" : null) ?? r.Hours.Select(Fault).FirstOrDefault(f => f is not null),
        PermittedRule p => Names(p.Tags),
        KeyRule => null,
        CapacityRule c => c.Max >= 0 ? null : $"max: found {c.Max}, expected 0 or more",
        OvertimeRule o => Within(o.Minutes, "minutes", 0, 7 * 1440),
        TooFewRule f => f.Min is >= 2 and <= 1000 ? f.Minutes == 0 ? null : Within(f.Minutes, "minutes", 0, 1440) : $"min: found {f.Min}, expected 2 to 1000",
        SpeedRule s => Within(s.KilometresPerHour, "kilometresPerHour", 0, 100),
        ProximityRule p => Within(p.Metres, "metres", 0, 200),
        _ => $"{rule.GetType().Name} is no known rule",
    };

    private static string? Fault(DayWindow hours) => hours is { From: >= 0 and < 1440, To: >= 0 and <= 1440, UtcOffset: >= -840 and <= 840 }
        ? null : $"hours: found {hours.From} to {hours.To} at {hours.UtcOffset}; expected minutes of the day and of the distance from UTC";

    private static string? Within(double value, string name, double over, double most) =>
        value > over && value <= most ? null : string.Create(CultureInfo.InvariantCulture, $"{name}: found {value}, expected over {over}, at most {most}");

    private static string? Names(ImmutableArray<string> names) =>
        names.Length > MostNames ? $"found {names.Length} names, expected at most {MostNames}" : names.Any(n => string.IsNullOrWhiteSpace(n) || n.Length > LongestText) ? $"a name is empty or longer than {LongestText} characters" : null;
}
