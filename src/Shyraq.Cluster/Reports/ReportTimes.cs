using System.Diagnostics.CodeAnalysis;
using Shyraq.Core.Presence;
using Shyraq.Core.Reports;

namespace Shyraq.Cluster.Reports;

/// <summary>Finds the period of a report from what was asked.</summary>
internal static class ReportTimes
{
    /// <summary>No report is longer, days: a year and the day that a leap year has more.</summary>
    public const double MostDays = 366;

    /// <summary>The shift that runs, and the one that ended last.</summary>
    private const string This = "this", Last = "last";

    /// <summary>The period; otherwise what is wrong with which parameter.</summary>
    public static bool TryFind(ReportGround ground, ReportRequest request, out ReportPeriod period, [NotNullWhen(false)] out ReportReply.Refused? refused)
    {
        (period, refused) = (default, null);
        if (request.Shift.Length > 0)
        {
            if (Shift(ground, request.Shift) is not { } shift) refused = new("shift", $"no shift '{request.Shift}' is known; there are: {string.Join(", ", ground.Presence.Shifts.Select(s => s.Shift).Take(20))}; this; last");
            else if (request.From is not null || request.To is not null) refused = new(request.From is not null ? "from" : "to", "a shift has its own time; leave from and to out");
            else period = new(shift.Start, shift.End, shift.Shift);
            return refused is null;
        }
        if (request.From is not { } from) refused = new("from", "is missing; expected a time or a shift");
        else if (request.To is not { } to) refused = new("to", "is missing; expected a time");
        else if (to <= from) refused = new("to", "is not after from");
        else if (to - from > MostDays * 86_400_000_000) refused = new("to", $"is more than {MostDays} days after from");
        else period = new(new(from), new(to));
        return refused is null;
    }

    private static ShiftRow? Shift(ReportGround ground, string name) => ground.Shift(name) ?? name switch
    {
        This => ground.Presence.Shifts.Where(s => s.Start <= ground.At && s.End > ground.At).MaxBy(s => s.Start),
        Last => ground.Presence.Shifts.Where(s => s.End <= ground.At).MaxBy(s => s.End),
        _ => null,
    };
}
