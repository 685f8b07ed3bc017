using System.Collections.Immutable;
using Shyraq.Core.Presence;
using Shyraq.Core.Safety;
using Shyraq.Core.Units;

namespace Shyraq.Core.Reports;

/// <summary>Every SOS and every alarm of a period: when, of whom, who acted how soon, when it was over.</summary>
internal static class AlarmLogReport
{
    private static readonly ImmutableArray<Column> KindColumns =
    [
        new("alarm", ColumnKind.Text, 3), new("priority", ColumnKind.Text, 1.2), new("alarms", ColumnKind.Number), new("unanswered", ColumnKind.Number),
        new("medianAnswer", ColumnKind.Duration, 1.2), new("slowestAnswer", ColumnKind.Duration, 1.2), new("standing", ColumnKind.Number),
    ];

    private static readonly ImmutableArray<Column> LogColumns =
    [
        new("raised", ColumnKind.Time, 1.7), new("alarm", ColumnKind.Text, 2), new("priority", ColumnKind.Text), new("who", ColumnKind.Text, 2.2), new("detail", ColumnKind.Text, 3),
        new("acknowledged", ColumnKind.Time, 1.7), new("after", ColumnKind.Duration), new("by", ColumnKind.Text, 2.2), new("over", ColumnKind.Time, 1.7), new("lasted", ColumnKind.Duration),
    ];

    public static IReadOnlySet<string> Kinds { get; } = new HashSet<string>([.. AlarmLife.Kinds, .. Bearers.Kinds], StringComparer.Ordinal);

    public static (ImmutableArray<ReportTable> Tables, ImmutableArray<Note> Notes) Make(ReportGround ground, ReportPeriod period, ReportFilter filter, IReadOnlyList<Occurrence> events, Instant recordEnd)
    {
        var bearers = new Bearers(ground, events);
        var until = Instant.Min(recordEnd, period.To);
        // What came after the period says nothing of it: an alarm that was acknowledged tomorrow was not answered today.
        var alarms = AlarmLife.Of(ground.AlarmsBefore, events.Where(e => e.Time < period.To)).Where(a => a.IsIn(period) && Takes(a)).ToList();
        var sos = alarms.Where(a => a.Kind == "sos").ToList();
        var notes = ImmutableArray.CreateBuilder<Note>();
        notes.Add(Note.Of("alarmsOfPeriod"));
        if (alarms.Any(a => a.Raised < period.From)) notes.Add(Note.Of("alarmsBefore", Cell.Of(alarms.Count(a => a.Raised < period.From))));
        return (
            [
                new("alarmKinds", KindColumns, [.. alarms.GroupBy(a => a.Kind).OrderBy(g => g.First().Priority(ground.Alarms.Definitions)).ThenByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => Sum(Alarm(g.Key), Priority(g.First()), [.. g]))],
                    Sum(new Cell.Word("total"), Cell.None, alarms)),
                new("alarmSos", LogColumns, [.. sos.Select(Row)]),
                new("alarmLog", LogColumns, [.. alarms.Where(a => a.Kind != "sos").Select(Row)]),
            ],
            notes.ToImmutable());

        bool Takes(AlarmLife alarm) => filter.IsAll || alarm.Subject.Split('/').Any(part => bearers.Who(part, alarm.Raised) is { Person.Length: > 0 } who && filter.Takes(who.Person, who.Company, ground.CrewOf(who.Person)));

        Cell Priority(AlarmLife alarm) => alarm.Priority(ground.Alarms.Definitions) is { } priority ? new Cell.Word($"alarms.priority.{Words.Of(priority)}") : Cell.None;

        ImmutableArray<Cell> Row(AlarmLife a) =>
        [
            Cell.Of(a.Raised), Alarm(a.Kind), Priority(a), Subject(ground, bearers, a), a.Detail.Length > 0 ? new Cell.Told(a.Detail) : Cell.None,
            Cell.Of(a.Acknowledged), Cell.Of(a.Answer), a.AcknowledgedBy.Length > 0 ? new Cell.Told(a.AcknowledgedBy) : a.Calls > 0 ? new Cell.Word("calledInVain") : Cell.None,
            Cell.Of(a.Cleared), new Cell.Span(a.Stood(until)),
        ];

        ImmutableArray<Cell> Sum(Cell kind, Cell priority, List<AlarmLife> all)
        {
            var answers = all.Select(a => a.Answer).OfType<double>().Order().ToList();
            return
            [
                kind, priority, Cell.Of(all.Count), Cell.Of(all.Count - answers.Count), answers.Count > 0 ? new Cell.Span(answers[(answers.Count - 1) / 2]) : Cell.None,
                answers.Count > 0 ? new Cell.Span(answers[^1]) : Cell.None, Cell.Of(all.Count(a => a.Cleared is null)),
            ];
        }
    }

    /// <summary>The name of a kind of alarm.</summary>
    public static Cell Alarm(string kind) => new Cell.Word($"alarms.kind.{kind}.name");

    /// <summary>Whom or what an alarm is about: a person, a machine, a zone with who is in it.</summary>
    public static Cell Subject(ReportGround ground, Bearers bearers, AlarmLife alarm)
    {
        var parts = alarm.Subject.Split('/');
        return Cell.Of(string.Join(" · ", parts.Select((part, i) => i == 0 && ground.ZoneName(part) is { } zone ? zone : bearers.Name(part, alarm.Raised))));
    }
}
