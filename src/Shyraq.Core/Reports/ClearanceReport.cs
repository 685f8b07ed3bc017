using System.Collections.Immutable;
using Shyraq.Core.Presence;
using Shyraq.Core.Units;

namespace Shyraq.Core.Reports;

/// <summary>The clearances of the shaft that were signed in a period, who was not out at each, and the shifts planned against who went down.</summary>
internal static class ClearanceReport
{
    private static readonly ImmutableArray<Column> SignedColumns =
        [new("shift", ColumnKind.Text, 3), new("signed", ColumnKind.Time, 1.7), new("by", ColumnKind.Text, 2.2), new("notOut", ColumnKind.Number), new("result", ColumnKind.Text, 2), new("note", ColumnKind.Text, 4)];

    private static readonly ImmutableArray<Column> LeftColumns =
    [
        new("shift", ColumnKind.Text, 2.5), new("name", ColumnKind.Text, 2.5), new("number", ColumnKind.Text), new("state", ColumnKind.Text, 1.5), new("seen", ColumnKind.Time, 1.7),
        new("place", ColumnKind.Text, 3), new("disagreement", ColumnKind.Text, 3),
    ];

    private static readonly ImmutableArray<Column> ShiftColumns =
    [
        new("shift", ColumnKind.Text, 3), new("begins", ColumnKind.Time, 1.7), new("ends", ColumnKind.Time, 1.7), new("planned", ColumnKind.Number), new("up", ColumnKind.Number), new("stillIn", ColumnKind.Number),
        new("absent", ColumnKind.Number), new("unplanned", ColumnKind.Number), new("signed", ColumnKind.Time, 1.7),
    ];

    private static readonly ImmutableArray<Column> LampColumns = [new("tag", ColumnKind.Text), new("lamp", ColumnKind.Text), new("name", ColumnKind.Text, 3), new("state", ColumnKind.Text, 2), new("issued", ColumnKind.Time, 1.7)];

    public static (ImmutableArray<ReportTable> Tables, ImmutableArray<Note> Notes) Make(ReportGround ground, ReportPeriod period, Instant recordEnd)
    {
        var signed = ground.Presence.Clearances.Where(c => period.Shift.Length > 0 ? c.Shift == period.Shift : period.Holds(c.Time)).OrderBy(c => c.Time).ToList();
        var shifts = ground.Presence.Shifts.Where(s => period.Shift.Length > 0 ? s.Shift == period.Shift : s.Start < period.To && s.End > period.From).OrderBy(s => s.Start).ToList();
        var states = ground.Presence.People.Where(p => p.Kind == AccountKind.Person).ToDictionary(p => p.Id, p => p.State, StringComparer.Ordinal);
        var unsigned = shifts.Where(s => s.End <= Instant.Min(recordEnd, ground.StateAt) && !ground.Presence.Clearances.Any(c => c.Shift == s.Shift)).ToList();
        return (
            [
                new("clearances", SignedColumns, [.. signed.Select(c => (ImmutableArray<Cell>)
                    [Cell.Of(c.Shift), Cell.Of(c.Time), Cell.Of(c.By), Cell.Of(c.NotOut.Length), new Cell.Word(c.NotOut.IsEmpty ? "shaftClear" : "shaftNotClear"), Cell.Of(c.Note)])]),
                new("clearanceLeft", LeftColumns, [.. signed.SelectMany(c => c.NotOut.Select(n => (ImmutableArray<Cell>)
                    [
                        Cell.Of(c.Shift), Cell.Of(n.Name), Cell.Of(n.Number), new Cell.Word($"presence.state.{Words.Of(n.State)}"), Cell.Of(n.Seen), Cell.Of(n.Place),
                        n.Disagreements.IsEmpty ? Cell.None : new Cell.Word($"presence.disagreement.{Words.Of(n.Disagreements[0])}"),
                    ]))]),
                new("clearanceShifts", ShiftColumns, [.. shifts.Select(s => (ImmutableArray<Cell>)
                    [
                        Cell.Of(s.Shift), Cell.Of(s.Start), Cell.Of(s.End), Cell.Of(s.Planned.Length), Cell.Of(s.Up.Length), Cell.Of(s.Down.Length), Cell.Of(s.NotDown.Length), Cell.Of(s.Unplanned.Length),
                        Cell.Of(ground.Presence.Clearances.Where(c => c.Shift == s.Shift).Select(c => (Instant?)c.Time).Max()),
                    ])]),
                new("clearanceLamps", LampColumns, [.. ground.Presence.Lamps.Select(hold => (ImmutableArray<Cell>)
                    [
                        Cell.Of(hold.Tag.Value), Cell.Of(hold.Lamp), Cell.Of(ground.Person(hold.Person)?.Name ?? hold.Person),
                        new Cell.Word($"presence.state.{Words.Of(states.GetValueOrDefault(hold.Person))}"), Cell.Of(hold.Since),
                    ])]),
            ],
            [Note.Of(ground.Knows("presence") ? "clearanceNow" : "presenceNotKept", Cell.Of(ground.StateAt)), Note.Of("shiftsWhenOver"), .. unsigned.Count == 0 ? (Note[])[] : [Note.Of("clearanceUnsigned", Cell.Of(string.Join("; ", unsigned.Select(s => s.Shift))))]]);
    }
}
