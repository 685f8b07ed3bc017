using System.Collections.Immutable;
using Shyraq.Core.Safety;
using Shyraq.Core.Units;

namespace Shyraq.Core.Reports;

/// <summary>Who was in which zone and how long, and which rules were broken.</summary>
internal static class ZoneReport
{
    /// <summary>More stays than these are not listed one by one; they are counted all the same.</summary>
    private const int MostStays = 20_000;

    private static readonly HashSet<string> Rules = ["restricted", "overCapacity", "overtime", "tooFew", "notClear", "speeding", "proximity"];

    private static readonly ImmutableArray<Column> SumColumns =
    [
        new("zone", ColumnKind.Text, 3), new("people", ColumnKind.Number), new("vehicles", ColumnKind.Number), new("entries", ColumnKind.Number), new("passes", ColumnKind.Number),
        new("inside", ColumnKind.Duration, 1.2), new("longest", ColumnKind.Duration, 1.2), new("violations", ColumnKind.Number),
    ];

    private static readonly ImmutableArray<Column> ViolationColumns =
    [
        new("raised", ColumnKind.Time, 1.7), new("violation", ColumnKind.Text, 2.2), new("who", ColumnKind.Text, 3), new("detail", ColumnKind.Text, 2.5), new("acknowledged", ColumnKind.Time, 1.7),
        new("by", ColumnKind.Text, 2.2), new("over", ColumnKind.Time, 1.7), new("lasted", ColumnKind.Duration),
    ];

    private static readonly ImmutableArray<Column> StayColumns =
        [new("zone", ColumnKind.Text, 3), new("who", ColumnKind.Text, 3), new("in", ColumnKind.Time, 1.7), new("out", ColumnKind.Time, 1.7), new("inside", ColumnKind.Duration, 1.2), new("remark", ColumnKind.Text, 1.7)];

    public static IReadOnlySet<string> Kinds { get; } = new HashSet<string>([.. ZoneStay.Kinds, .. AlarmLife.Kinds, .. Bearers.Kinds], StringComparer.Ordinal);

    public static (ImmutableArray<ReportTable> Tables, ImmutableArray<Note> Notes) Make(ReportGround ground, ReportPeriod period, ReportFilter filter, IReadOnlyList<Occurrence> events, Instant recordEnd)
    {
        var (bearers, until) = (new Bearers(ground, events), Instant.Min(recordEnd, period.To));
        var inTime = events.Where(e => e.Time < period.To).ToList();
        var stays = ZoneStay.Of(inTime).Where(s => s.IsIn(period) && Takes(s.Tag, s.In)).ToList();
        var broken = AlarmLife.Of(ground.AlarmsBefore, inTime).Where(a => Rules.Contains(a.Kind) && a.IsIn(period) && (filter.IsAll || a.Subject.Split('/').Skip(1).Any(tag => Takes(tag, a.Raised)))).ToList();
        var ruled = ground.Zones.Zones.Where(z => !z.Rules.IsEmpty).Select(z => z.Id.Value).ToHashSet(StringComparer.Ordinal);
        var listed = stays.Where(s => ruled.Contains(s.Zone)).ToList();
        var notes = ImmutableArray.CreateBuilder<Note>();
        notes.Add(Note.Of("zonesByBelief"));
        if (ruled.Count < ground.Zones.Zones.Length) notes.Add(Note.Of("zonesWithoutRules", Cell.Of(ground.Zones.Zones.Length - ruled.Count)));
        if (listed.Count > MostStays) notes.Add(Note.Of("moreStays", Cell.Of(MostStays), Cell.Of(listed.Count)));
        return (
            [
                new("zoneSums", SumColumns, [.. ground.Zones.Zones.Select(z => z.Id.Value).Union(stays.Select(s => s.Zone)).Select(Sum)]),
                new("zoneViolations", ViolationColumns, [.. broken.Select(Violation)]),
                new("zoneStays", StayColumns, [.. listed.Take(MostStays).Select(Stay)]),
            ],
            notes.ToImmutable());

        bool Takes(string tag, Instant at) => filter.IsAll || (bearers.Who(tag, at) is var (person, company) && filter.Takes(person, company, ground.CrewOf(person)));

        ImmutableArray<Cell> Sum(string zone)
        {
            var all = stays.Where(s => s.Zone == zone).ToList();
            return
            [
                Cell.Of(ground.ZoneName(zone) ?? zone), Cell.Of(all.Where(s => !bearers.IsMachine(s.Tag)).Select(s => s.Tag).Distinct().Count()), Cell.Of(all.Where(s => bearers.IsMachine(s.Tag)).Select(s => s.Tag).Distinct().Count()),
                Cell.Of(all.Count(s => !s.IsPass)), Cell.Of(all.Count(s => s.IsPass)), new Cell.Span(all.Sum(s => s.Within(period, until))),
                new Cell.Span(all.Select(s => s.Within(period, until)).DefaultIfEmpty().Max()), Cell.Of(broken.Count(a => a.Subject.Split('/')[0] == zone)),
            ];
        }

        ImmutableArray<Cell> Violation(AlarmLife a) =>
        [
            Cell.Of(a.Raised), AlarmLogReport.Alarm(a.Kind), AlarmLogReport.Subject(ground, bearers, a), a.Detail.Length > 0 ? new Cell.Told(a.Detail) : Cell.None, Cell.Of(a.Acknowledged),
            a.AcknowledgedBy.Length > 0 ? new Cell.Told(a.AcknowledgedBy) : Cell.None, Cell.Of(a.Cleared), new Cell.Span(a.Stood(until)),
        ];

        ImmutableArray<Cell> Stay(ZoneStay s) =>
        [
            Cell.Of(ground.ZoneName(s.Zone) ?? s.Zone), Cell.Of(bearers.Name(s.Tag, s.In)), Cell.Of(s.In), Cell.Of(s.IsPass ? null : s.Out), s.IsPass ? Cell.None : new Cell.Span(s.Within(period, until)),
            s.IsPass ? new Cell.Word("passedThrough") : s.Out is null ? new Cell.Word("isStillInside") : Cell.None,
        ];
    }
}
