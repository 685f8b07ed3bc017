using System.Collections.Immutable;
using Shyraq.Core.Reports;
using Shyraq.Core.Units;

namespace Shyraq.Protocols.Tests.Reports;

/// <summary>A report with every kind of cell, letters of three languages, and more rows than a page has.</summary>
internal static class Sample
{
    public static readonly Instant From = Instant.From(new DateTimeOffset(2026, 11, 30, 19, 0, 0, TimeSpan.Zero));
    public const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    public static Report Make(int rows = 120) => new(
        ReportName.Attendance, new(From, From.PlusSeconds(28800), "2026-12-01 00:00, смена 1"), default, "severnaya", "Шахта «Северная»", "Asia/Almaty", 7, From.PlusSeconds(30000),
        new(12345, Hash, From.PlusSeconds(-1000), From.PlusSeconds(29000), [new(From.PlusSeconds(60), From.PlusSeconds(660))], 12345),
        [
            new("attendancePeople",
                [new("company", ColumnKind.Text, 2), new("name", ColumnKind.Text, 3), new("wentDown", ColumnKind.Time, 2), new("underground", ColumnKind.Duration), new("people", ColumnKind.Number), new("hours", ColumnKind.Number), new("remark", ColumnKind.Text, 2)],
                [.. Enumerable.Range(0, rows).Select(Row)],
                [new Cell.Word("total"), Cell.None, Cell.None, new Cell.Span(rows * 27000), Cell.Of(rows), new Cell.Number(rows * 7.5, 2), Cell.None]),
            new("attendanceCompanies", [new("company", ColumnKind.Text)], []),
        ],
        [Note.Of("recordMissing", new Cell.Share(0.9792), Cell.Of(1), new Cell.Span(600))]);

    private static ImmutableArray<Cell> Row(int i) =>
    [
        new Cell.Text("ТОО «Горношахтстрой»"), new Cell.Text(i == 0 ? "=HYPERLINK(\"x\";\"y\")" : i == 1 ? "Әбдіғали Қуанышұлы Өтеғұл" : $"Иванов; Пётр {i}"), new Cell.Moment(From.PlusSeconds(i)), new Cell.Span(27000),
        Cell.Of(1), new Cell.Number(7.5, 2), i % 2 == 0 ? new Cell.Word("isStillIn") : new Cell.Told("until;2026-11-30T20:00:00Z"),
    ];
}
