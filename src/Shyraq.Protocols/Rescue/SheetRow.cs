using System.Collections.Immutable;
using System.Globalization;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Evacuation.Routes;
using Shyraq.Core.Rescue;

namespace Shyraq.Protocols.Rescue;

/// <summary>One person as the sheet has them, ready to be shown.</summary>
/// <param name="Where">The roadway's name and the offset; "" without a place.</param>
/// <param name="Doubt">Keys of words that say how the place is known.</param>
internal sealed record SheetRow(MusterRow Of, MissingRow? Missing, string Where, string Level, double? Radius, double? Age, ImmutableArray<string> Doubt)
{
    public string Name => Of.Name.Length > 0 ? Of.Name : Of.Subject;

    /// <summary>Everybody, in the order of the board: the silent first.</summary>
    public static ImmutableArray<SheetRow> All(RescueSheet sheet)
    {
        var missing = sheet.Rescue.Missing.ToDictionary(m => m.Tag.Value);
        return [.. sheet.Evacuation.Rows.Select(row => Make(row, missing.GetValueOrDefault(row.Subject), sheet))];
    }

    private static SheetRow Make(MusterRow row, MissingRow? missing, RescueSheet sheet)
    {
        var doubt = ImmutableArray.CreateBuilder<string>();
        if (row.Place is { } known) doubt.Add(SheetWords.Key(known.State));
        if (missing is not null && missing.Last.Heading != Heading.Unknown) doubt.Add(SheetWords.Key(missing.Last.Heading));
        if (row.Place is { Alternatives: > 1 }) doubt.Add("alternatives");
        // Of whoever is silent the place where they were last, never where a model has carried them.
        var last = missing?.Last;
        var (roadway, offset, area) = last is not null ? (last.Roadway, last.Offset, last.Area) : (row.Place?.Roadway, row.Place?.Offset, row.Place?.Area);
        var name = roadway is { } on ? sheet.Plan.RoadwayIndex(on) is >= 0 and var r ? sheet.Plan.Roadways[r].Name is { Length: > 0 } called ? called : on.Value : on.Value : area?.Value ?? "";
        var where = offset is { } metres ? string.Create(CultureInfo.InvariantCulture, $"{name}, {metres:0} m") : name;
        return new(row, missing, where, last?.Level ?? row.Place?.Level ?? "", last?.Radius95 ?? row.Place?.Radius95, row.Heard is { } heard ? sheet.At.SecondsSince(heard) : null, doubt.ToImmutable());
    }

    /// <summary>The way out in words.</summary>
    public string Way(string language)
    {
        if (Of.Status == MusterStatus.Out) return Of.Evidence;
        var way = Of.Escape;
        var goal = way.Goal.Length > 0 ? $": {way.Goal}" : "";
        var long_ = way.Seconds is { } seconds ? string.Create(CultureInfo.InvariantCulture, $", {way.Metres:0} {SheetWords.Say("m", language)}, {seconds / 60:0} {SheetWords.Say("min", language)}") : "";
        return SheetWords.Say(SheetWords.Key(way.Outcome), language) + (way.Outcome == EscapeOutcome.NoPlace ? "" : goal + long_);
    }
}
