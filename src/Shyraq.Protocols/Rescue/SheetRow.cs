using System.Collections.Immutable;
using System.Globalization;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Evacuation.Routes;
using Shyraq.Core.Rescue;

namespace Shyraq.Protocols.Rescue;

/// <summary>One person as the sheet has them, ready to be shown.</summary>
/// <param name="Where">The roadway's name; "" without a place.</param>
/// <param name="Offset">On it, metres from its first vertex; null anywhere.</param>
/// <param name="Doubt">Keys of words that say how the place is known.</param>
internal sealed record SheetRow(MusterRow Of, MissingRow? Missing, string Where, double? Offset, string Level, double? Radius, double? Age, ImmutableArray<string> Doubt)
{
    public string Name => Of.Name.Length > 0 ? Of.Name : Of.Subject;

    /// <summary>Keys of words for what was said by hand and matters to whoever goes in: hurt; at a refuge, and heard elsewhere since.</summary>
    public IEnumerable<string> Said
    {
        get
        {
            if (Of.Mark is { IsInjured: true }) yield return "injured";
            if (Of.Mark is { As: MarkedAs.AtRefuge, IsContradicted: true }) yield return "notAtRefuge";
        }
    }

    /// <summary>Everybody, in the order of the board: the silent first.</summary>
    public static ImmutableArray<SheetRow> All(RescueSheet sheet)
    {
        var missing = sheet.Rescue.Missing.ToDictionary(m => (m.Kind, m.Subject));
        return [.. sheet.Evacuation.Rows.Select(row => Make(row, missing.GetValueOrDefault((row.Kind, row.Subject)), sheet))];
    }

    private static SheetRow Make(MusterRow row, MissingRow? missing, RescueSheet sheet)
    {
        var doubt = ImmutableArray.CreateBuilder<string>();
        if (row.Place is { } known) doubt.Add(SheetWords.Key(known.State));
        if (missing?.Last is { Heading: not Heading.Unknown } heard) doubt.Add(SheetWords.Key(heard.Heading));
        if (row.Place is { Alternatives: > 1 }) doubt.Add("alternatives");
        // Of whoever is silent the place where they were last, never where a model has carried them.
        var last = missing?.Last;
        var (roadway, offset, area) = last is not null ? (last.Roadway, last.Offset, last.Area) : (row.Place?.Roadway, row.Place?.Offset, row.Place?.Area);
        var name = roadway is { } on ? sheet.Plan.RoadwayIndex(on) is >= 0 and var r ? sheet.Plan.Roadways[r].Name is { Length: > 0 } called ? called : on.Value : on.Value : area?.Value ?? "";
        // Without a place but with leave: the way that they were to go.
        if (name.Length == 0) name = string.Join(" – ", row.Route);
        return new(row, missing, name, offset, last?.Level ?? row.Place?.Level ?? "", last?.Radius95 ?? row.Place?.Radius95, row.Heard is { } at ? sheet.At.SecondsSince(at) : null, doubt.ToImmutable());
    }

    /// <summary>Why they count as out, in words.</summary>
    public string OutBy(string language) => Of.OutBy is { } by ? $"{SheetWords.Say(SheetWords.Key(by.Source), language)}: {by.Detail}" : "";

    /// <summary>The way out in words.</summary>
    public string Way(string language)
    {
        if (Of.Status == MusterStatus.Out) return OutBy(language);
        var way = Of.Escape;
        var goal = way.Goal.Length > 0 ? $": {way.Goal}" : "";
        var long_ = way.Seconds is { } seconds ? string.Create(CultureInfo.InvariantCulture, $", {way.Metres:0} {SheetWords.Say("m", language)}, {seconds / 60:0} {SheetWords.Say("min", language)}") : "";
        return SheetWords.Say(SheetWords.Key(way.Outcome), language) + (way.Outcome == EscapeOutcome.NoPlace ? "" : goal + long_);
    }
}
