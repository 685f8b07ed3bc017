using System.Collections.Immutable;
using Shyraq.Core.Units;

namespace Shyraq.Core.Reports;

/// <summary>The reports that there are, in the order in which they are offered.</summary>
public enum ReportName
{
    /// <summary>Who was below, how long, and for which company.</summary>
    Attendance,

    /// <summary>Who was in which zone, and which rules were broken.</summary>
    Zones,

    /// <summary>Every SOS and every alarm.</summary>
    AlarmLog,

    /// <summary>What was done in emergencies, and how soon people were out.</summary>
    Evacuation,

    /// <summary>Who was not out when the shaft was declared clear.</summary>
    Clearance,

    /// <summary>How anchors, tags and sensors do.</summary>
    Health,

    /// <summary>What the anchors can be expected to give.</summary>
    Coverage,

    /// <summary>On one sheet: can the mine count on its system.</summary>
    Readiness,
}

/// <summary>The time of which a report tells.</summary>
/// <param name="From">The first instant.</param>
/// <param name="To">What is later is left out.</param>
/// <param name="Shift">The planned shift that is meant, by name; "" for a mere time. A shift has its people wholly, also where they came up after its end.</param>
public readonly record struct ReportPeriod(Instant From, Instant To, string Shift = "")
{
    /// <summary>Length, seconds.</summary>
    public double Seconds => To.SecondsSince(From);

    /// <summary>Whether an instant belongs to it.</summary>
    public bool Holds(Instant time) => time >= From && time < To;
}

/// <summary>Whom a report leaves in.</summary>
/// <param name="Company">Id of a company, <c>-</c> for who belongs to none; "" for all.</param>
/// <param name="Person">Id of a person; "" for all.</param>
/// <param name="Crew">A crew by name, as the registry has it today; "" for all.</param>
public readonly record struct ReportFilter(string Company = "", string Person = "", string Crew = "")
{
    /// <summary>For who belongs to no company.</summary>
    public const string NoCompany = "-";

    /// <summary>Nobody is left out.</summary>
    public bool IsAll => Company is null or "" && Person is null or "" && Crew is null or "";

    /// <summary>Whether somebody is left in.</summary>
    public bool Takes(string person, string company, string crew) =>
        (Person is null or "" || Person == person) && (Company is null or "" || (Company == NoCompany ? company.Length == 0 : Company == company)) && (Crew is null or "" || Crew == crew);
}

/// <summary>
/// A report: tables of values without words. What is code here (titles, columns, <see cref="Cell.Word"/>, <see cref="Cell.Told"/>) is said in the language of
/// the reader when it is written.
/// </summary>
/// <param name="At">The moment at which the mine was as the report says it is «now».</param>
/// <param name="Notes">What a reader has to know to judge the figures; never empty of what is missing.</param>
public sealed record Report(
    ReportName Name, ReportPeriod Period, ReportFilter Filter, string Mine, string MineName, string TimeZone, int PlanVersion, Instant At, RecordState Record,
    ImmutableArray<ReportTable> Tables, ImmutableArray<Note> Notes)
{
    /// <summary>By whom it is narrowed, in the names that people know: company, crew, person. Empty when nobody is left out.</summary>
    public ImmutableArray<Cell> Only { get; init; } = [];

    /// <summary>When the states are told that have no time of their own: the end of the period, or <see cref="At"/> while it is not over.</summary>
    public Instant StateAt { get; init; } = At;

    /// <summary>The period as far as it is over: of what has not come yet nothing is missing.</summary>
    public ReportPeriod Past => Period with { To = Instant.Max(Period.From, Instant.Min(Period.To, At)) };
}

/// <summary>One table of a report.</summary>
/// <param name="Name">Code of its title.</param>
/// <param name="Totals">The last line; null for none.</param>
public sealed record ReportTable(string Name, ImmutableArray<Column> Columns, ImmutableArray<ImmutableArray<Cell>> Rows, ImmutableArray<Cell>? Totals = null);

/// <summary>What the cells of a column are; a cell may be missing.</summary>
public enum ColumnKind { Text, Time, Duration, Number, Share }

/// <summary>A column.</summary>
/// <param name="Name">Code of its title.</param>
/// <param name="Width">Of the paper, relative to the others.</param>
public sealed record Column(string Name, ColumnKind Kind, double Width = 1);

/// <summary>Something a reader has to know.</summary>
/// <param name="Code">What it says; the values stand in it as 0, 1, 2 ….</param>
public sealed record Note(string Code, ImmutableArray<Cell> Values)
{
    /// <summary>A note with its values.</summary>
    public static Note Of(string code, params ReadOnlySpan<Cell> values) => new(code, [.. values]);
}

/// <summary>One value of a table. A closed hierarchy: match it with <c>switch</c>.</summary>
public abstract record Cell
{
    private Cell() { }

    /// <summary>Nothing is known, or there is nothing to say.</summary>
    public static readonly Cell None = new Text("");

    /// <summary>A name, as somebody wrote it.</summary>
    public sealed record Text(string Value) : Cell;

    /// <summary>A code that has words in each language.</summary>
    public sealed record Word(string Code) : Cell;

    /// <summary>A detail of an event: codes with values, and what somebody wrote.</summary>
    public sealed record Told(string Detail) : Cell;

    /// <summary>When.</summary>
    public sealed record Moment(Instant Time) : Cell;

    /// <summary>How long, seconds.</summary>
    public sealed record Span(double Seconds) : Cell;

    /// <summary>How many or how much.</summary>
    public sealed record Number(double Value, int Decimals = 0) : Cell;

    /// <summary>A share, 0..1.</summary>
    public sealed record Share(double Value) : Cell;

    /// <summary>The time, when there is one.</summary>
    public static Cell Of(Instant? time) => time is { } known && known != default ? new Moment(known) : None;

    /// <summary>The length, when it is known.</summary>
    public static Cell Of(double? seconds) => seconds is { } known ? new Span(known) : None;

    /// <summary>A text.</summary>
    public static Cell Of(string text) => text.Length > 0 ? new Text(text) : None;

    /// <summary>A count.</summary>
    public static Cell Of(int count) => new Number(count);
}
