using Shyraq.Core.Safety;

namespace Shyraq.Core.Reports;

/// <summary>Makes reports from the events of the history and the mine as it is.</summary>
public static class ReportMaking
{
    /// <summary>Events are read from so long before the period, seconds: who went down earlier and is still in is told of again by nothing.</summary>
    public const double Before = 7 * 86400;

    /// <summary>And so long after it, seconds: who came up is told of some minutes later, and who worked a shift may come up hours after its end.</summary>
    public const double After = 86400;

    /// <summary>The kinds of events that a report is made from.</summary>
    public static IReadOnlySet<string> Kinds(ReportName name) => name switch
    {
        ReportName.Attendance => Descents.Kinds,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    /// <summary>Makes one.</summary>
    /// <param name="events">From <see cref="Before"/> the period to <see cref="After"/> it, in order of time.</param>
    public static Report Make(ReportName name, ReportGround ground, ReportPeriod period, ReportFilter filter, IReadOnlyList<Occurrence> events, RecordState record)
    {
        var recordEnd = record.Ends ?? ground.At;
        var (tables, notes) = name switch
        {
            ReportName.Attendance => AttendanceReport.Make(ground, period, filter, events, recordEnd),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
        };
        return new(name, period, filter, ground.Plan.Id.Value, ground.Plan.Name, ground.Plan.TimeZone, ground.Plan.Version, ground.At, record, tables, [.. Completeness(period, record), .. notes]);
    }

    // First of all: how much of the period is known at all.
    private static IEnumerable<Note> Completeness(ReportPeriod period, RecordState record)
    {
        var missing = record.Missing(period);
        if (missing.IsEmpty) yield return Note.Of("recordWhole");
        else yield return Note.Of("recordMissing", new Cell.Share(record.Share(period)), Cell.Of(missing.Length), new Cell.Span(missing.Sum(gap => gap.Seconds)));
        foreach (var gap in missing.Take(20)) yield return Note.Of("recordGap", Cell.Of(gap.From), Cell.Of(gap.To), new Cell.Span(gap.Seconds));
        if (missing.Length > 20) yield return Note.Of("recordMoreGaps", Cell.Of(missing.Length - 20));
        if (record.EventsTo < record.Sequence) yield return Note.Of("historyBehind", new Cell.Number(record.EventsTo), new Cell.Number(record.Sequence));
    }
}
