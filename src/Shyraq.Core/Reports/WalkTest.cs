using System.Collections.Immutable;
using Shyraq.Core.Evaluation;
using Shyraq.Core.Units;

namespace Shyraq.Core.Reports;

/// <summary>A walk along a known way, against what the mine showed at the time.</summary>
/// <param name="Name">Of its file.</param>
/// <param name="Tags">How many tags were carried.</param>
/// <param name="Scores">Null when it could not be scored.</param>
/// <param name="Why">Code of why it could not be, and what more there is to say; "" when it was.</param>
public sealed record WalkTest(string Name, Instant From, Instant To, int Tags, Scores? Scores, string Why = "", string Detail = "")
{
    private static readonly ImmutableArray<Column> Columns =
    [
        new("walk", ColumnKind.Text, 2), new("begins", ColumnKind.Time, 1.7), new("ends", ColumnKind.Time, 1.7), new("tags", ColumnKind.Number), new("fixes", ColumnKind.Number), new("meanError", ColumnKind.Number),
        new("error90", ColumnKind.Number), new("error95", ColumnKind.Number), new("insideRadius", ColumnKind.Share), new("activeCoverage", ColumnKind.Share), new("inferredCoverage", ColumnKind.Share), new("wrongRoadway", ColumnKind.Share),
    ];

    /// <summary>The table of all walks.</summary>
    internal static ReportTable Table(IEnumerable<WalkTest> walks) => new("coverageMeasured", Columns, [.. walks.Where(w => w.Scores is not null).Select(w => w.Row(w.Scores!))]);

    /// <summary>What could not be scored, and why.</summary>
    internal static IEnumerable<Note> Notes(IEnumerable<WalkTest> walks) => walks.Where(w => w.Scores is null).Select(w => Note.Of(w.Why, Cell.Of(w.Name), Cell.Of(w.Detail)));

    private ImmutableArray<Cell> Row(Scores s) =>
    [
        Cell.Of(Name), Cell.Of(From), Cell.Of(To), Cell.Of(Tags), Cell.Of(s.Fixes), Metres(s.Horizontal?.Mean), Metres(s.Horizontal?.P90), Metres(s.Horizontal?.P95), Share(s.InsideRadius95),
        Share(s.LiveCoverage), s is { AnyCoverage: { } any, LiveCoverage: { } live } ? new Cell.Share(any - live) : Cell.None, Share(s.WrongRoadway),
    ];

    private static Cell Metres(double? value) => value is { } metres ? new Cell.Number(metres, 2) : Cell.None;

    private static Cell Share(double? value) => value is { } share ? new Cell.Share(share) : Cell.None;
}
