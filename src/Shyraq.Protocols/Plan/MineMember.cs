using System.Text.Json;

namespace Shyraq.Protocols.Plan;

/// <summary>The top-level member <c>mine</c> of a plan.</summary>
internal sealed record MineMember(string Id, string Name, string Crs, string TimeZone, string Surface)
{
    private const int LongestId = 100;

    /// <summary>Reads it; null after a fault. Without a name it is the id, without a crs <c>local</c>, without a time zone <c>UTC</c>, each with a warning.</summary>
    public static MineMember? Read(FeatureElement top, PlanRemarks faults, PlanRemarks warnings)
    {
        if (top.Find("mine") is not { ValueKind: JsonValueKind.Object } element)
        {
            var found = top.Find("mine") is { } other ? JsonText.Show(other) : "nothing";
            faults.Add("mine", "", $"found {found}, expected an object with id, name, crs and timeZone");
            return null;
        }
        var mine = new FeatureElement("mine", element, null, faults, warnings);
        var id = mine.Text("id");
        if (mine.Find("id") is null || !IsId(id))
            mine.Fault("id", $"found {(mine.Find("id") is { } bad ? JsonText.Show(bad) : "nothing")}, expected 1 to {LongestId} letters, digits and signs other than / + # \\ and blanks (it is part of addresses and topics)");
        foreach (var (property, taken) in (ReadOnlySpan<(string, string)>)[("name", "the id"), ("crs", "local"), ("timeZone", "UTC")])
            if (mine.Find(property) is null) mine.Warn(property, $"is missing; {taken} is taken");

        var crs = mine.Text("crs", "local");
        if (!IsCrs(crs)) mine.Fault("crs", $"found \"{crs}\", expected \"local\" or \"EPSG:nnnn\"");
        var timeZone = mine.Text("timeZone", "UTC");
        if (!IsTimeZone(timeZone)) mine.Fault("timeZone", $"found \"{timeZone}\", expected a time zone such as \"Asia/Almaty\"");
        // A journalled plan must stay readable on every machine: whether this one knows the zone is no fault of the plan.
        else if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _)) mine.Warn("timeZone", $"this machine knows no time zone \"{timeZone}\"; expected one such as \"Asia/Almaty\"");
        return new MineMember(id, mine.Text("name", id), crs, timeZone, mine.Text("surface"));
    }

    private static bool IsId(string id) =>
        id.Length is > 0 and <= LongestId && id is not ("." or "..") && !id.AsSpan().ContainsAny("/+#\\") && !id.Any(c => char.IsControl(c) || char.IsWhiteSpace(c));

    private static bool IsCrs(string crs) =>
        crs == "local" || (crs.StartsWith("EPSG:", StringComparison.Ordinal) && crs.Length is >= 9 and <= 11 && crs.AsSpan(5).IndexOfAnyExceptInRange('0', '9') < 0);

    private static bool IsTimeZone(string id) =>
        id.Length is > 0 and <= 64 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '+' or '-' or '/');
}
