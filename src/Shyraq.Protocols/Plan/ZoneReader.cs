using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;

namespace Shyraq.Protocols.Plan;

/// <summary>Reads zones: a polygon, or sections of roadways that are known by then.</summary>
/// <param name="ids">All ids of roadways in the file, those that have faults too: a zone that names one is right.</param>
internal sealed class ZoneReader(List<Roadway> roadways, HashSet<string> ids)
{
    // An end that is rounded to a decimetre may lie a little behind the roadway's end.
    private const double EndSlack = 0.5;

    private static readonly (string Rule, string Property, double Over, double Most, string Expected)[] Numbers =
    [
        ("overtime", "minutes", 0, 7 * 1440, "minutes over 0, at most 10080"), ("tooFew", "minutes", -1, 1440, "minutes, 0 to 1440"),
        ("speedLimit", "kmh", 0, 100, "kilometres an hour over 0, at most 100"), ("proximity", "metres", 0, 200, "metres over 0, at most 200"),
    ];

    private static readonly string[] NoParameters = ["kind", "id", "name", "rule", "sections"];

    private readonly Dictionary<string, int> _index = roadways.Select((r, i) => (r.Id.Value, i)).DistinctBy(p => p.Value).ToDictionary(p => p.Value, p => p.i, StringComparer.Ordinal);

    /// <summary>The zone; null after a fault in its shape.</summary>
    public Zone? Read(FeatureElement feature, string id)
    {
        var (name, rule) = (feature.Text("name"), feature.Text("rule"));
        CheckRule(feature, rule);
        var rules = RulesOf(feature, rule);
        var sections = SectionsOf(feature);
        var outline = feature.Geometry is null ? [] : feature.Rings() is { } rings ? Ring(feature, rings) : null;
        if (feature.Geometry is null && feature.Find("sections") is null) feature.Fault("geometry", "is missing, and so are sections; expected one of them: a Polygon, or sections of roadways");
        if (outline is null || sections is null) return null;
        var parameters = feature.Properties.EnumerateObject().Where(p => !NoParameters.Contains(p.Name, StringComparer.Ordinal));
        return new Zone(new ZoneId(id), name, [.. outline], [.. sections], rule, ImmutableDictionary<string, string>.Empty.SetItems(parameters.Select(p => KeyValuePair.Create(p.Name, p.Value.GetRawText())))) { Rules = rules };
    }

    private static List<Point3> Ring(FeatureElement feature, List<List<Point3>> rings)
    {
        if (rings.Count > 1) feature.Warn("geometry", $"{rings.Count - 1} holes of the polygon are ignored; a zone has one outline");
        return rings[0];
    }

    private static void CheckRule(FeatureElement feature, string rule)
    {
        if (!PlanRules.Words.Contains(rule, StringComparer.Ordinal))
            feature.Warn("rule", $"{(rule.Length > 0 ? $"found \"{rule}\"" : "is missing")}, expected {string.Join(", ", PlanRules.Words)}; the zone is kept and nothing is judged by it");
        if (rule == "capacity" && feature.Number("max", 0, int.MaxValue, "a whole number of people, 0 or more") is var max && (max is null || max != Math.Floor(max.Value)))
            if (feature.Find("max") is null || max is not null) feature.Fault("max", $"{(max is null ? "is missing" : $"found {max}")}, expected a whole number of people, 0 or more");
        if (rule != "permitted") return;
        if (feature.Find("tags") is not { } tags) feature.Warn("tags", "is missing: nobody is permitted");
        else if (tags.ValueKind != JsonValueKind.Array || tags.EnumerateArray().Any(t => t.ValueKind != JsonValueKind.String))
            feature.Fault("tags", $"found {JsonText.Show(tags)}, expected an array of tag ids");
    }

    private static ImmutableArray<ZoneRule> RulesOf(FeatureElement feature, string rule)
    {
        var number = rule == "capacity" ? feature.Find("max") is { } max && FeatureElement.NumberOf(max) is { } people ? people : 0 : 0;
        foreach (var (word, property, over, most, expected) in Numbers)
        {
            if (word != rule) continue;
            if (feature.Find(property) is { } value && FeatureElement.NumberOf(value) is { } found && found > over && found <= most) number = found;
            else feature.Fault(property, $"{(feature.Find(property) is { } bad ? $"found {JsonText.Show(bad)}" : "is missing")}, expected {expected}");
        }
        var min = rule == "tooFew" ? (int)(feature.Number("min", 2, 1000, "people, 2 to 1000") ?? 2) : 0;
        var tags = feature.Find("tags") is { ValueKind: JsonValueKind.Array } array
            ? array.EnumerateArray().Where(t => t.ValueKind == JsonValueKind.String).Select(t => t.GetString()!).ToImmutableArray() : [];
        return PlanRules.Of(rule, number, min, tags);
    }

    private List<Section>? SectionsOf(FeatureElement feature)
    {
        if (feature.Find("sections") is not { } array) return [];
        if (array.ValueKind != JsonValueKind.Array || array.GetArrayLength() == 0)
        {
            feature.Fault("sections", $"found {(array.ValueKind == JsonValueKind.Array ? "none" : JsonText.Show(array))}, expected an array of {{\"roadway\", \"from\", \"to\"}}");
            return null;
        }
        var sections = new List<Section>();
        var index = 0;
        foreach (var element in array.EnumerateArray())
            if (SectionOf(feature, element, $"sections[{index++}]") is { } section) sections.Add(section);
        return sections.Count == index ? sections : null;
    }

    private Section? SectionOf(FeatureElement feature, JsonElement element, string where)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            feature.Fault(where, $"found {JsonText.Show(element)}, expected {{\"roadway\", \"from\", \"to\"}}");
            return null;
        }
        var from = Offset("from");
        var to = Offset("to");
        if (FeatureElement.Find(element, "roadway") is not { ValueKind: JsonValueKind.String } named)
        {
            feature.Fault($"{where}.roadway", $"found {Found("roadway")}, expected the id of a roadway");
            return null;
        }
        var roadway = named.GetString()!;
        if (!_index.TryGetValue(roadway, out var index))
        {
            if (!ids.Contains(roadway)) feature.Fault($"{where}.roadway", $"found \"{roadway}\", expected the id of a roadway of this plan");
            return null;
        }
        if (from is null || to is null) return null;
        if (from > to)
        {
            feature.Fault($"{where}.from", string.Create(CultureInfo.InvariantCulture, $"found {from}, expected at most to, {to}"));
            return null;
        }
        var length = roadways[index].Line.Length;
        if (to > length + EndSlack)
        {
            feature.Fault($"{where}.to", string.Create(CultureInfo.InvariantCulture, $"found {to}, expected at most the length of {roadway}, {length:0.0} m"));
            return null;
        }
        return new Section(index, Math.Min(from.Value, length), Math.Min(to.Value, length));

        string Found(string property) => FeatureElement.Find(element, property) is { } value ? JsonText.Show(value) : "nothing";

        double? Offset(string property)
        {
            if (FeatureElement.Find(element, property) is { } value && FeatureElement.NumberOf(value) is >= 0 and var offset) return offset;
            feature.Fault($"{where}.{property}", $"found {Found(property)}, expected metres from the roadway's first vertex, 0 or more");
            return null;
        }
    }
}
