using System.Security.Cryptography;
using System.Text.Json;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Acts;
using Shyraq.Core.Reports;
using Shyraq.Core.Safety;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Protocols;
using Shyraq.Protocols.Reports;
using Shyraq.Storage;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Reports;

/// <summary>Makes reports of a mine from its record, while a server writes it or when none does.</summary>
public static class MineReports
{
    /// <summary>A report of a mine whose server may be gone: the state is followed from the newest snapshot on, and the record is only read.</summary>
    /// <param name="at">The time of which the report says that it is now; null for the last that the journal tells of.</param>
    /// <exception cref="JournalDamagedException">A block is missing, changed or unreadable.</exception>
    public static ReportReply Make(IMineRecord record, ReportRequest request, Instant? at, TrackingOptions tracking, CancellationToken stop = default)
    {
        long mark;
        using (var history = record.OpenHistory()) mark = history?.RecordedUpTo() ?? 0;
        // What the history lacks at its end is told again on the way.
        var (rest, walkedFrom) = (new List<HistoryEvent>(), 0L);
        var line = JournalReplay.FollowNewest(record, tracking, walked =>
        {
            if (walkedFrom == 0) walkedFrom = walked.Block.Sequence;
            if (walked.Block.Sequence > mark) rest.AddRange(walked.Events);
        }, stop);
        if (line.Mine is not { } mine) return new ReportReply.UnknownMine();
        var eventsTo = walkedFrom == 0 || walkedFrom <= mark + 1 ? line.Followed.Sequence : mark;
        return Answer(record, request, ReportGround.Of(mine, Instant.Max(at ?? mine.Clock, mine.Clock)), line.Followed, eventsTo, rest).Reply;
    }

    /// <summary>Which reports and shifts there are to ask for, as JSON (UTF-8).</summary>
    internal static byte[] Choice(ReportGround ground, string language) => JsonSerializer.SerializeToUtf8Bytes(new ReportChoice(
        [.. Enum.GetValues<ReportName>().Select(name => new ReportChoiceRow(ReportWords.CodeOf(name), ReportWords.Title(name, language)))],
        [.. ground.Presence.Shifts.OrderByDescending(s => s.Start).Select(s => new ReportShiftRow(s.Shift, s.Start, s.End))],
        [.. ground.Registry.Companies.Select(c => new ReportCompanyRow(c.Id, c.Name, c.Contractor))],
        [.. Enum.GetValues<ReportForm>().Select(ReportFile.EndingOf)], [.. ReportWords.Languages]), CoreJson.Options);

    /// <summary>The report as it was asked for, and the act by which it leaves the record; null when it is only looked at.</summary>
    /// <param name="eventsTo">The events of all blocks up to this one are in the history, or among <paramref name="rest"/>.</param>
    /// <param name="rest">Events that are not in the history yet.</param>
    internal static (ReportReply Reply, RecordExport? Export) Answer(
        IMineRecord record, ReportRequest request, ReportGround ground, JournalHead head, long eventsTo, IReadOnlyList<HistoryEvent>? rest = null)
    {
        if (ReportWords.Named(request.Name) is not { } name) return (new ReportReply.Refused("name", $"no report '{request.Name}'; there are: {string.Join(", ", Enum.GetValues<ReportName>().Select(ReportWords.CodeOf))}"), null);
        if (ReportFile.FormOf(request.Form) is not { } form) return (new ReportReply.Refused("form", $"no form '{request.Form}'; there are: {string.Join(", ", Enum.GetValues<ReportForm>().Select(ReportFile.EndingOf))}"), null);
        if (!ReportWords.Knows(request.Language)) return (new ReportReply.Refused("language", $"'{request.Language}'; expected one of {string.Join(", ", ReportWords.Languages)}"), null);
        if (!ReportTimes.TryFind(ground, request, out var period, out var refused)) return (refused, null);
        if (request.Company.Length > 0 && request.Company != ReportFilter.NoCompany && !ground.Registry.Companies.Any(c => c.Id == request.Company))
            return (new ReportReply.Refused("company", $"no company '{request.Company}' is in the registry"), null);
        if (request.Person.Length > 0 && ground.Person(request.Person) is null) return (new ReportReply.Refused("person", $"no person '{request.Person}' is in the registry"), null);

        var report = Make(record, name, period, new(request.Company, request.Person), ground, head, eventsTo, rest ?? []);
        var file = ReportFile.Write(report, form, request.Language);
        var export = form == ReportForm.Json ? null : new RecordExport(request.Name, request.Form, period.From, period.To, Convert.ToHexStringLower(SHA256.HashData(file)));
        return (new ReportReply.Made(file, FileName(report, form)), export);
    }

    private static Report Make(IMineRecord record, ReportName name, ReportPeriod period, ReportFilter filter, ReportGround ground, JournalHead head, long eventsTo, IReadOnlyList<HistoryEvent> rest)
    {
        var kinds = ReportMaking.Kinds(name);
        var (from, to) = (period.From.PlusSeconds(-ReportMaking.Before), period.To.PlusSeconds(ReportMaking.After));
        var events = new List<Occurrence>();
        if (record.Journal.FirstSince(from) is { } first)
        {
            using var history = record.OpenHistory();
            foreach (var one in (history?.Events(first) ?? []).Concat(rest.Where(e => e.Sequence >= first)))
            {
                if (one.Sequence > head.Sequence) break;
                if (one.Time <= to && kinds.Contains(one.Kind)) events.Add(new(one.Time, one.Kind, one.What, one.Tag, one.Detail));
                // A crossing has its own time, which lies before that of its block.
                else if (one.Time > to.PlusSeconds(3600)) break;
            }
        }
        return ReportMaking.Make(name, ground, period, filter, events, StateOf(record, period, head, eventsTo));
    }

    private static RecordState StateOf(IMineRecord record, ReportPeriod period, JournalHead head, long eventsTo)
    {
        var begins = record.Journal.ReadFrom(1).Select(block => (Instant?)block.Time).FirstOrDefault();
        // From the block before the period on: a break may reach into it.
        var gaps = record.Journal.FirstSince(period.From) is { } first ? record.Journal.Breaks(Math.Max(1, first - 1), period.To, RecordState.Break).Select(b => new Gap(b.From, b.To)) : [];
        return new(head.Sequence, head.Hash.ToString(), begins, head.Time, [.. gaps], eventsTo);
    }

    private static string FileName(Report report, ReportForm form) => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{DataFolder.FolderName(new(report.Mine))}-{ReportWords.CodeOf(report.Name)}-{report.Period.From.ToDateTimeOffset():yyyyMMdd'T'HHmm'Z'}-{report.Period.To.ToDateTimeOffset():yyyyMMdd'T'HHmm'Z'}.{ReportFile.EndingOf(form)}");
}
