using System.Collections.Immutable;
using System.Text.Json;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Protocols.Plan;

/// <summary>The outcome of reading a plan.</summary>
public abstract record PlanReading
{
    private PlanReading() { }

    /// <summary>A plan that can be used.</summary>
    public sealed record Read(MinePlan Plan, ImmutableArray<PlanRemark> Warnings) : PlanReading;

    /// <summary>A plan that cannot: every fault with its feature and property.</summary>
    public sealed record Refused(ImmutableArray<PlanRemark> Faults) : PlanReading;
}

/// <summary>
/// Reads <c>mine.geojson</c>. Never throws on bad bytes: every fault is told with its feature and property, the first
/// thousand in full. Unknown properties are ignored; unknown rules and technologies are kept with a warning.
/// </summary>
public static class PlanReader
{
    /// <summary>No mine, nor all of them together, has more roadway; beyond it the file is damaged, kilometres.</summary>
    private const double LongestNetwork = 20_000;

    /// <param name="utf8">The file's text. Its size is for the caller to limit.</param>
    /// <param name="version">The version that the plan gets.</param>
    public static PlanReading Read(ReadOnlySpan<byte> utf8, int version)
    {
        var (faults, warnings) = (new PlanRemarks(), new PlanRemarks());
        using var document = JsonText.Parse(utf8, out var fault);
        if (document is null)
        {
            faults.Add("plan", "", fault);
            return new PlanReading.Refused(faults.ToImmutable());
        }
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            faults.Add("plan", "", $"found {JsonText.Show(document.RootElement)}, expected a GeoJSON FeatureCollection");
            return new PlanReading.Refused(faults.ToImmutable());
        }

        var top = new FeatureElement("plan", document.RootElement, null, faults, warnings);
        if (top.Find("type") is not { ValueKind: JsonValueKind.String } type || type.GetString() != "FeatureCollection")
            top.Fault("type", $"found {(top.Find("type") is { } other ? JsonText.Show(other) : "nothing")}, expected \"FeatureCollection\"");
        var mine = MineMember.Read(top, faults, warnings);
        var features = FeaturesOf(top, faults, warnings);
        var kilometres = features.Roadways.Sum(r => r.Line.Length) / 1000;
        if (kilometres > LongestNetwork) top.Fault("features", $"found {kilometres:0} km of roadway, expected at most {LongestNetwork:0} km");

        if (!faults.IsEmpty || mine is null) return new PlanReading.Refused(faults.ToImmutable());
        if (mine.Surface.Length > 0 && features.Roadways.All(r => r.Level != mine.Surface) && features.Areas.All(a => a.Level != mine.Surface))
            warnings.Add("mine", "surface", $"no roadway and no open area is on the level \"{mine.Surface}\"");
        return new PlanReading.Read(new MinePlan(new MineId(mine.Id), mine.Name, mine.Crs, mine.TimeZone, version, features) { Surface = mine.Surface }, warnings.ToImmutable());
    }

    private static PlanFeatures FeaturesOf(FeatureElement top, PlanRemarks faults, PlanRemarks warnings)
    {
        var reader = new FeatureReader(faults, warnings);
        if (top.Find("features") is not { ValueKind: JsonValueKind.Array } features)
        {
            top.Fault("features", $"found {(top.Find("features") is { } other ? JsonText.Show(other) : "nothing")}, expected an array of features");
            return reader.ToFeatures();
        }
        var number = 0;
        foreach (var element in features.EnumerateArray()) reader.Read(element, ++number);
        return reader.ToFeatures();
    }
}
