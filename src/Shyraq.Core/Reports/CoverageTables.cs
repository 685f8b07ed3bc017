using System.Collections.Immutable;
using Shyraq.Core.Coverage;

namespace Shyraq.Core.Reports;

/// <summary>What the anchors of the plan can be expected to give along the roadways, by level, and where it is worst.</summary>
internal static class CoverageTables
{
    /// <summary>So many of the worst stretches are listed.</summary>
    private const int MostWorst = 200;

    private static readonly ImmutableArray<Column> LevelColumns =
    [
        new("level", ColumnKind.Text, 2), new("kilometres", ColumnKind.Number), .. RadiusClass.Bounds.Select(bound => new Column($"within{(int)bound}", ColumnKind.Number)), new("wider", ColumnKind.Number), new("onTarget", ColumnKind.Share),
        new("activeCoverage", ColumnKind.Share, 1.2), new("placedCoverage", ColumnKind.Share, 1.2), new("twoSided", ColumnKind.Number),
    ];

    private static readonly ImmutableArray<Column> WorstColumns =
        [new("roadway", ColumnKind.Text, 3), new("level", ColumnKind.Text), new("fromMetres", ColumnKind.Number), new("toMetres", ColumnKind.Number), new("radius", ColumnKind.Number), new("activeCoverage", ColumnKind.Share)];

    public static (ImmutableArray<ReportTable> Tables, ImmutableArray<Note> Notes) Make(ReportGround ground, IReadOnlyList<WalkTest> walks)
    {
        // No further anchors are looked for: that takes long and is a plan, not a report.
        var coverage = CoverageReport.Of(ground.Plan, new CoverageOptions { Add = 0 });
        var target = RadiusClass.Of(coverage.Options.Target);
        return (
            [
                WalkTest.Table(walks),
                new("coverageLevels", LevelColumns, [.. coverage.Levels.Select(level => Sum(level, level.Level is { Length: > 0 } name ? Cell.Of(name) : new Cell.Word("offLevels")))], Sum(coverage.Mine, new Cell.Word("total"))),
                new("coverageWorst", WorstColumns, [.. coverage.Worst.Take(MostWorst).Select(s => (ImmutableArray<Cell>)
                    [
                        Cell.Of(ground.Plan.RoadwayIndex(s.Stretch.Roadway) is >= 0 and var i ? ground.Plan.Roadways[i].Name : s.Stretch.Roadway.Value), Cell.Of(ground.Plan.RoadwayIndex(s.Stretch.Roadway) is >= 0 and var k ? ground.Plan.Roadways[k].Level : ""),
                        new Cell.Number(s.Stretch.From), new Cell.Number(s.Stretch.To), double.IsFinite(s.Radius95) ? new Cell.Number(s.Radius95, 1) : Cell.None, new Cell.Share(s.Live),
                    ])]),
            ],
            [Note.Of(walks.Any(w => w.Scores is not null) ? "walksMeasured" : "noWalks"), .. WalkTest.Notes(walks), Note.Of("coveragePredicted", new Cell.Number(coverage.Options.Target)), .. coverage.Worst.Length > MostWorst ? (Note[])[Note.Of("moreWorst", Cell.Of(MostWorst), Cell.Of(coverage.Worst.Length))] : []]);

        ImmutableArray<Cell> Sum(CoverageSum sum, Cell level)
        {
            var all = sum.Kilometres.Sum();
            // What is not heard now but can be placed within the widest class by the motion model from where it was heard.
            var placed = all > 0 ? sum.Kilometres.Take(RadiusClass.Count - 1).Sum() / all : 0;
            return
            [
                level, new Cell.Number(all, 2), .. sum.Kilometres.Select(km => (Cell)new Cell.Number(km, 2)), new Cell.Share(all > 0 ? sum.Kilometres.Take(target + 1).Sum() / all : 0), new Cell.Share(sum.Live), new Cell.Share(placed), new Cell.Number(sum.TwoSided, 2),
            ];
        }
    }
}
