using Shyraq.Core.Safety;
using Shyraq.Core.Units;

namespace Shyraq.Core.Reports;

/// <summary>Makes reports from the events of the history and the mine as it is.</summary>
public static class ReportMaking
{
    /// <summary>Events are read from so long before the period, seconds: who went down earlier and is still in is told of again by nothing.</summary>
    public const double Before = 7 * 86400;

    /// <summary>And so long after it, seconds: who came up is told of some minutes later, and who worked a shift may come up hours after its end.</summary>
    public const double After = 86400;

    /// <summary>Whether a report can be narrowed to a company, a crew or a person: the others tell of devices and of the mine as a whole.</summary>
    public static bool Narrows(ReportName name) => name is ReportName.Attendance or ReportName.Zones or ReportName.AlarmLog or ReportName.Evacuation;

    /// <summary>The kinds of events that a report is made from.</summary>
    public static IReadOnlySet<string> Kinds(ReportName name) => name switch
    {
        ReportName.Attendance => Descents.Kinds,
        ReportName.Zones => ZoneReport.Kinds,
        ReportName.AlarmLog => AlarmLogReport.Kinds,
        ReportName.Evacuation => EvacuationReport.Kinds,
        ReportName.Health => HealthReport.Kinds,
        ReportName.Readiness => ReadinessReport.Kinds,
        ReportName.Clearance or ReportName.Coverage => new HashSet<string>(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    /// <summary>The emergencies that touch a period: when each was declared, and when it ended; null while it lasts.</summary>
    public static IReadOnlyList<(Instant Declared, Instant? Ended)> Emergencies(IReadOnlyList<Occurrence> events, ReportPeriod period) => EvacuationReport.Emergencies(events, period);

    /// <summary>Makes one.</summary>
    /// <param name="events">From <see cref="Before"/> the period to <see cref="After"/> it, in order of time.</param>
    /// <param name="walks">The walk tests of the period, for the report of coverage.</param>
    public static Report Make(ReportName name, ReportGround ground, ReportPeriod period, ReportFilter filter, IReadOnlyList<Occurrence> events, RecordState record, IReadOnlyList<WalkTest>? walks = null)
    {
        var recordEnd = record.Ends ?? ground.At;
        var (tables, notes) = name switch
        {
            ReportName.Attendance => AttendanceReport.Make(ground, period, filter, events, recordEnd),
            ReportName.Zones => ZoneReport.Make(ground, period, filter, events, recordEnd),
            ReportName.AlarmLog => AlarmLogReport.Make(ground, period, filter, events, recordEnd),
            ReportName.Evacuation => EvacuationReport.Make(ground, period, filter, events, recordEnd),
            ReportName.Clearance => ClearanceReport.Make(ground, period, recordEnd),
            ReportName.Health => HealthReport.Make(ground, period, events, recordEnd),
            ReportName.Coverage => CoverageTables.Make(ground, walks ?? []),
            ReportName.Readiness => ReadinessReport.Make(ground, period, events, record),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
        };
        return new(name, period, filter, ground.Plan.Id.Value, ground.Plan.Name, ground.Plan.TimeZone, ground.Plan.Version, ground.At, record, tables, [.. Completeness(period, record, ground.At), .. Plans(ground), .. Narrows(name) || filter.IsAll ? (Note[])[] : [Note.Of("notNarrowed")], .. notes])
        {
            Only = Narrows(name) ? [.. Only(ground, filter)] : [],
            StateAt = ground.StateAt,
        };
    }

    private static IEnumerable<Cell> Only(ReportGround ground, ReportFilter filter)
    {
        if (filter.Company is { Length: > 0 } company) yield return company == ReportFilter.NoCompany ? new Cell.Word("noCompany") : Cell.Of(ground.Registry.Companies.FirstOrDefault(c => c.Id == company)?.Name ?? company);
        if (filter.Crew is { Length: > 0 } crew) yield return Cell.Of(crew);
        if (filter.Person is { Length: > 0 } person) yield return Cell.Of(ground.Person(person)?.Name ?? person);
    }

    // More than one plan in a period: names and places may have changed.
    private static IEnumerable<Note> Plans(ReportGround ground)
    {
        foreach (var plan in ground.Plans.Skip(1)) yield return Note.Of("planChanged", Cell.Of(plan.Version), Cell.Of(plan.From));
    }

    // First of all: how much of the period is known at all.
    private static IEnumerable<Note> Completeness(ReportPeriod whole, RecordState record, Instant now)
    {
        var period = whole with { To = Instant.Max(whole.From, Instant.Min(whole.To, now)) };
        foreach (var note in Proof(record)) yield return note;
        if (whole.To > now) yield return Note.Of("periodNotOver", Cell.Of(now));
        var missing = record.Missing(period);
        if (missing.IsEmpty) yield return Note.Of("recordWhole");
        else yield return Note.Of("recordMissing", new Cell.Share(record.Share(period)), Cell.Of(missing.Length), new Cell.Span(missing.Sum(gap => gap.Seconds)));
        foreach (var gap in missing.Take(20)) yield return Note.Of("recordGap", Cell.Of(gap.From), Cell.Of(gap.To), new Cell.Span(gap.Seconds));
        if (missing.Length > 20) yield return Note.Of("recordMoreGaps", Cell.Of(missing.Length - 20));
        if (record.EventsTo < record.Sequence) yield return Note.Of("historyBehind", new Cell.Number(record.EventsTo), new Cell.Number(record.Sequence));
    }

    // What stands on a record that was meddled with is worth nothing, so that comes before all else.
    private static IEnumerable<Note> Proof(RecordState record)
    {
        if (record.Chain is not { } chain) yield return Note.Of("chainUnchecked");
        else
        {
            if (chain.BrokenAt is { } block) yield return Note.Of("chainBroken", Number(block), chain.BrokenAfter is { } after ? Cell.Of(after) : new Cell.Word("recordBegin"));
            if (chain.Contradicted is { } made) yield return Note.Of("checkpointContradicts", Cell.Of(made));
            if (chain.IsWhole && chain.Last >= chain.First)
                yield return chain.Last < chain.Of ? Note.Of("chainPartly", Number(chain.First), Number(chain.Last), Number(chain.Of)) : Note.Of("chainWhole", Number(chain.First), Number(chain.Last));
        }
        yield return Note.Of(record.Checkpoint is null ? "noCheckpoint" : "hasCheckpoint");

        static Cell Number(long block) => new Cell.Number(block);
    }
}
