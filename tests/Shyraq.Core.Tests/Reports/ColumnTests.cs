using System.Collections.Immutable;
using Shyraq.Core.Presence;
using Shyraq.Core.Reports;
using Shyraq.Core.Tests.Presence;
using Xunit;

namespace Shyraq.Core.Tests.Reports;

public sealed class ColumnTests
{
    public static TheoryData<ReportName> Names => [.. Enum.GetValues<ReportName>()];

    [Theory, MemberData(nameof(Names))]
    public void Every_cell_is_what_its_column_says_and_every_row_has_all_columns(ReportName name)
    {
        var shaft = Shaft.WithPeople(3);
        shaft.Do(new PlanShift("morning", Shaft.At(0), Shaft.At(1000), ["P1", "P2"]));
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Pass("999", PassageDirection.In);
        shaft.Walk(100, ("T1", -20, 200), ("T3", -20, 200));
        shaft.Walk(300, ("T1", 200, -150));
        var report = ReportMaking.Make(name, ReportGround.Of(shaft.Mine, shaft.Mine.Clock, name), new(Shaft.At(0), Shaft.At(1000)), default, shaft.Occurrences, new(1, "00", Shaft.At(0), shaft.Mine.Clock, [], 1));
        Assert.NotEmpty(report.Tables);
        foreach (var table in report.Tables)
        {
            foreach (var row in table.Rows) Fits(table, row);
            if (table.Totals is { } totals) Fits(table, totals);
        }
    }

    private static void Fits(ReportTable table, ImmutableArray<Cell> row)
    {
        Assert.Equal(table.Columns.Length, row.Length);
        for (var i = 0; i < row.Length; i++)
            Assert.True(row[i] == Cell.None || table.Columns[i].Kind == KindOf(row[i]), $"{table.Name}, {table.Columns[i].Name}: {row[i]}");
    }

    // In the first column of a last line stands what it is; a total of texts is how many there are.
    private static ColumnKind KindOf(Cell cell) => cell switch
    {
        Cell.Moment => ColumnKind.Time,
        Cell.Span => ColumnKind.Duration,
        Cell.Number => ColumnKind.Number,
        Cell.Share => ColumnKind.Share,
        _ => ColumnKind.Text,
    };
}
