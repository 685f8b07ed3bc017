using System.Globalization;
using Shyraq.Core.Reports;

namespace Shyraq.Protocols.Reports;

/// <summary>What every form of a report says first: of which mine and time it tells, on which record it stands.</summary>
internal static class ReportHead
{
    /// <summary>The title.</summary>
    public static string Title(Report report, string language) => $"{ReportWords.Title(report.Name, language)} · {(report.MineName.Length > 0 ? report.MineName : report.Mine)}";

    /// <summary>Names and values, in order.</summary>
    public static IEnumerable<(string Name, string Value)> Lines(Report report, ReportText text)
    {
        yield return (Say("period"), $"{text.Clock(report.Period.From)} – {text.Clock(report.Period.To)} ({text.ZoneName})");
        if (report.Period.Shift.Length > 0) yield return (Say("shift"), report.Period.Shift);
        if (!report.Only.IsEmpty) yield return (Say("only"), string.Join(", ", report.Only.Select(text.Of)));
        yield return (Say("made"), text.Clock(report.At));
        if (report.StateAt != report.At) yield return (Say("stateAt"), text.Clock(report.StateAt));
        yield return (Say("plan"), report.PlanVersion.ToString(CultureInfo.InvariantCulture));
        yield return (Say("record"), text.Of(new Cell.Share(report.Record.Share(report.Past))));
        yield return (Say("journal"), string.Create(CultureInfo.InvariantCulture, $"{report.Record.Sequence}, SHA-256 {report.Record.Hash}"));
        if (report.Record.Checkpoint is { } signed) yield return (Say("checkpoint"), signed);

        string Say(string code) => ReportWords.Say(code, text.Language);
    }
}
