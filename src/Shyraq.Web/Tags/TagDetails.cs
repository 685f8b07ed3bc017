using System.Text.Json;
using Shyraq.Cluster.Mines;
using Shyraq.Web.Fixes;

namespace Shyraq.Web.Tags;

/// <summary>One place where a tag may be.</summary>
/// <param name="Probability">0..1.</param>
/// <param name="Deviation">1-sigma of the place, metres.</param>
public sealed record HypothesisView(double Probability, double X, double Y, double Z, string? Roadway, double? Offset, string? Area, double Speed, double Deviation)
{
    internal static HypothesisView From(HypothesisRow row) =>
        new(row.Probability, row.X, row.Y, row.Z, row.Roadway, row.Offset, row.Area, row.Speed, row.Deviation);
}

/// <summary>One sighting as remembered.</summary>
/// <param name="Value">What it said, such as <c>12.3 m</c>.</param>
public sealed record HeardView(DateTime Time, DateTime Arrived, string Kind, string? Anchor, string Value)
{
    internal static HeardView From(HeardRow row) => new(ApiNames.Time(row.Time), ApiNames.Time(row.Arrived), row.Kind, row.Anchor, row.Value);
}

/// <summary>The tag's own state.</summary>
/// <param name="Battery">Volts.</param>
/// <param name="Sos">The SOS button was pressed.</param>
public sealed record StatusView(double? Battery, bool Sos, bool? Still);

/// <summary>All that is known of one tag.</summary>
/// <param name="Carrier">Who carries it; null when the list does not name it.</param>
/// <param name="Fix">Null when it was heard of but never where it is, such as by its status alone.</param>
/// <param name="Hypotheses">Most probable first.</param>
/// <param name="Heard">Newest first, at most 16.</param>
/// <param name="Refusals">How many of its sightings were not used, by reason.</param>
public sealed record TagDetails(
    string Tag, JsonElement? Carrier, FixView? Fix, HypothesisView[] Hypotheses, HeardView[] Heard, SortedDictionary<string, int> Refusals, StatusView Status)
{
    internal static TagDetails From(string tag, TagView view) => new(
        tag, view.CarrierJson is { } carrier ? JsonElement.Parse(carrier) : null, view.Fix is { } fix ? FixView.From(fix) : null,
        [.. view.Hypotheses.Select(HypothesisView.From)], [.. view.Heard.Select(HeardView.From)],
        ApiNames.Counts(view.Refusals), new(view.Battery, view.Sos, view.Still));
}
