using System.Collections.Immutable;
using Shyraq.Core.Reports;
using Shyraq.Core.Units;
using Shyraq.Protocols.Reports;

namespace Shyraq.Cluster.Reports;

/// <summary>Which reports are made by themselves, and when.</summary>
public sealed record ReportSchedule
{
    /// <summary>After each planned shift. Default false.</summary>
    public bool AfterShifts { get; init; }

    /// <summary>So long after the end of a shift: whoever is late has come up by then. Default an hour.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Once a day at this time by the clocks of the mine, of the day before it. Default null: not.</summary>
    public TimeOnly? Daily { get; init; }

    /// <summary>After a shift.</summary>
    public ImmutableArray<ReportName> ShiftReports { get; init; } = [ReportName.Attendance, ReportName.Clearance, ReportName.Zones, ReportName.AlarmLog];

    /// <summary>Of a day.</summary>
    public ImmutableArray<ReportName> DailyReports { get; init; } = [ReportName.Readiness, ReportName.Attendance, ReportName.AlarmLog, ReportName.Health];

    /// <summary>As what. Default XLSX and PDF.</summary>
    public ImmutableArray<ReportForm> Forms { get; init; } = [ReportForm.Xlsx, ReportForm.Pdf];

    /// <summary>One of <see cref="ReportWords.Languages"/>. Default Russian.</summary>
    public string Language { get; init; } = ReportWords.Languages[0];

    /// <summary>What was missed while no server ran is made good for so long. Default two days.</summary>
    public TimeSpan Back { get; init; } = TimeSpan.FromDays(2);

    /// <summary>Anything is made by itself.</summary>
    public bool IsOn => AfterShifts || Daily is not null;

    /// <summary>What should be there at a time, oldest first.</summary>
    internal IEnumerable<(ReportName Name, ReportPeriod Period, ReportForm Form)> Due(ReportGround ground, Instant now)
    {
        var since = now - Back;
        if (AfterShifts)
            foreach (var shift in ground.Presence.Shifts.Where(s => s.End + Wait <= now && s.End + Wait > since).OrderBy(s => s.End))
                foreach (var name in ShiftReports)
                    foreach (var form in Forms) yield return (name, new(shift.Start, shift.End, shift.Shift), form);
        if (Daily is not { } at) yield break;
        foreach (var end in Ends(at, ground.Plan.TimeZone, since, now))
            foreach (var name in DailyReports)
                foreach (var form in Forms) yield return (name, new(end.From, end.To), form);
    }

    // The days that ended at this time of the clock; one that the clocks jump over ends when they have jumped.
    private static IEnumerable<(Instant From, Instant To)> Ends(TimeOnly at, string timeZone, Instant since, Instant now)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone)) zone = TimeZoneInfo.Utc;
        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(since.ToDateTimeOffset(), zone).DateTime);
        for (var day = first; ; day = day.AddDays(1))
        {
            var end = Of(day);
            if (end > now) yield break;
            if (end > since) yield return (Of(day.AddDays(-1)), end);
        }

        Instant Of(DateOnly day)
        {
            var clock = day.ToDateTime(at);
            while (zone.IsInvalidTime(clock)) clock = clock.AddMinutes(30);
            return Instant.From(new DateTimeOffset(clock, zone.GetUtcOffset(clock)));
        }
    }
}
