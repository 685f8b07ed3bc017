using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Shyraq.Core.Plan;

namespace Shyraq.Verbs;

/// <summary>Writes what <c>shyraq plan check</c> found, for people or as JSON.</summary>
internal static class PlanReportText
{
    /// <summary>Of long lists of stretches people see the worst; JSON has them all.</summary>
    private const int MostListed = 20;

    private static readonly double Widest = new PlanReportOptions().WidestSpacing;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.Strict,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void WriteFaults(TextWriter to, string file, ImmutableArray<PlanRemark> faults)
    {
        foreach (var fault in faults) to.WriteLine($"{file}: {Line(fault)}");
        to.WriteLine($"{file}: {faults.Length} {(faults.Length == 1 ? "fault" : "faults")}; the plan cannot be used");
    }

    public static void Write(TextWriter to, string file, MinePlan plan, PlanReport report, ImmutableArray<PlanRemark> warnings)
    {
        to.WriteLine($"{file}: mine {plan.Id} \"{plan.Name}\", {plan.Crs}, {plan.TimeZone}");
        to.WriteLine();
        Row(to, "roadways", $"{report.Roadways}", Kilometres(report.Kilometres));
        foreach (var level in report.Levels) Row(to, $"  level {(level.Level.Length > 0 ? level.Level : "(none)")}", $"{level.Roadways}", Kilometres(level.Kilometres));
        Row(to, "junctions", $"{report.Junctions}");
        Row(to, "dead ends", $"{report.DeadEnds}");
        Row(to, "unconnected parts", $"{report.Unconnected.Length}", Kilometres(report.Unconnected.Sum(p => p.Kilometres)));
        Row(to, "open areas", $"{report.OpenAreas}", report.OpenAreas > 0 ? $"{report.Portals} {(report.Portals == 1 ? "portal" : "portals")}" : "");
        Row(to, "zones", $"{report.Zones}");
        Row(to, "exits", $"{report.Exits}");
        Row(to, "refuges", $"{report.Refuges}");
        Row(to, "self-rescuer caches", $"{report.SelfRescuerCaches}");
        Row(to, "sensors", $"{report.Sensors}");
        Row(to, "anchors", $"{plan.Anchors.Length}", string.Join(", ", report.Anchors.Select(a => $"{a.Value} {Name(a.Key)}")));
        Row(to, "  attached to nothing", $"{report.Unattached.Length}", Listed(report.Unattached.Select(a => a.Value)));
        Row(to, $"  spacing over {Widest} m", $"{report.WideSpacings.Length}");
        Row(to, "without coverage", "", Kilometres(report.KilometresUncovered));

        Section(to, "Unconnected parts", report.Unconnected, p => $"{Kilometres(p.Kilometres),12}  {Listed(p.Roadways.Select(r => r.Value))}");
        Section(to, $"Anchor spacing over {Widest} m, widest first", report.WideSpacings, s => Line(s));
        if (plan.Anchors.Length > 0) Section(to, "Without coverage, longest first", [.. report.Uncovered.OrderByDescending(s => s.Length)], s => Line(s));
        to.WriteLine();
        foreach (var warning in warnings) to.WriteLine($"{file}: warning: {Line(warning)}");
        to.WriteLine($"{file}: no faults, {warnings.Length} {(warnings.Length == 1 ? "warning" : "warnings")}");
    }

    public static void WriteJson(TextWriter to, string file, MinePlan? plan, PlanReport? report, ImmutableArray<PlanRemark> faults, ImmutableArray<PlanRemark> warnings) =>
        to.WriteLine(JsonSerializer.Serialize(new
        {
            file,
            usable = faults.IsEmpty,
            mine = plan is null ? null : new { id = plan.Id.Value, plan.Name, plan.Crs, plan.TimeZone },
            report = report is null ? null : new
            {
                report.Roadways,
                report.Kilometres,
                report.Levels,
                report.Junctions,
                report.DeadEnds,
                unconnected = report.Unconnected.Select(p => new { roadways = p.Roadways.Select(r => r.Value), p.Kilometres }),
                report.OpenAreas,
                report.Portals,
                report.Zones,
                report.Exits,
                report.Refuges,
                report.SelfRescuerCaches,
                report.Sensors,
                anchors = report.Anchors.ToDictionary(a => Name(a.Key), a => a.Value),
                unattached = report.Unattached.Select(a => a.Value),
                wideSpacings = report.WideSpacings.Select(Stretch),
                report.KilometresUncovered,
                uncovered = report.Uncovered.Select(Stretch),
            },
            faults,
            warnings,
        }, Json));

    private static object Stretch(Stretch s) => new { roadway = s.Roadway.Value, from = Math.Round(s.From, 2), to = Math.Round(s.To, 2), metres = Math.Round(s.Length, 2) };

    private static void Row(TextWriter to, string name, string count, string more = "") => to.WriteLine($"{name,-26}{count,8}  {more}".TrimEnd());

    private static void Section<T>(TextWriter to, string title, IReadOnlyCollection<T> items, Func<T, string> line)
    {
        if (items.Count == 0) return;
        to.WriteLine();
        to.WriteLine($"{title}:");
        foreach (var item in items.Take(MostListed)) to.WriteLine($"  {line(item)}");
        if (items.Count > MostListed) to.WriteLine($"  and {items.Count - MostListed} more (--json lists all)");
    }

    private static string Listed(IEnumerable<string> names)
    {
        var all = names.ToList();
        return string.Join(", ", all.Take(MostListed)) + (all.Count > MostListed ? $" and {all.Count - MostListed} more" : "");
    }

    private static string Line(PlanRemark remark) => remark.Property.Length > 0 ? $"{remark.Feature}: {remark.Property}: {remark.Message}" : $"{remark.Feature}: {remark.Message}";

    private static string Line(Stretch s) => string.Create(CultureInfo.InvariantCulture, $"{s.Length,8:0.0} m  {s.Roadway} from {s.From:0.0} to {s.To:0.0} m");

    private static string Kilometres(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.000} km");

    private static string Name(AnchorTechnology technology) => technology switch
    {
        AnchorTechnology.Uwb => "uwb",
        AnchorTechnology.Ble => "ble",
        AnchorTechnology.Wifi => "wifi",
        AnchorTechnology.Rfid => "rfid",
        _ => "other",
    };
}
