using System.Globalization;
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
using Shyraq.Storage.Checkpoints;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Reports;

/// <summary>What lies beside the record of a mine.</summary>
/// <param name="Folder">The mine's folder on this machine.</param>
/// <param name="Checkpoint">The newest signed statement of where the journal stood; null when there is none.</param>
internal sealed record Beside(string Folder, string? Checkpoint)
{
    /// <summary>All signed statements of where the journal stood, in order; none where they cannot be read.</summary>
    public IReadOnlyList<Checkpoint> Checkpoints()
    {
        try
        {
            return [.. CheckpointFile.Lines(Path.Combine(Folder, CheckpointFile.FileName)).Select(Storage.Checkpoints.Checkpoint.Read).OfType<Checkpoint>()];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

/// <summary>Makes reports of a mine from its record, while a server writes it or when none does.</summary>
public static class MineReports
{
    /// <summary>Gaps of a longer period are taken from the history, seconds.</summary>
    private const double LongPeriod = 2 * 86400;

    /// <summary>A report of a mine whose server may be gone: the state is followed from the newest snapshot on, and the record is only read.</summary>
    /// <param name="at">The time of which the report says that it is now; null for the last that the journal tells of.</param>
    /// <param name="folder">Where what belongs to the mine beside its record lies, such as walk tests.</param>
    /// <param name="checkpoint">The newest signed statement of where the journal stood; null when there is none.</param>
    /// <remarks>Of a journal that is damaged the state is that before the damage, and the report says first of all that the record is not whole.</remarks>
    /// <exception cref="JournalDamagedException">Its newest block cannot be read.</exception>
    public static ReportReply Make(IMineRecord record, ReportRequest request, Instant? at, TrackingOptions tracking, string folder, string? checkpoint = null, CancellationToken stop = default)
    {
        long mark;
        using (var history = record.OpenHistory()) mark = history?.RecordedUpTo() ?? 0;
        // What the history lacks at its end is told again on the way.
        var (rest, walkedFrom) = (new List<HistoryEvent>(), 0L);
        var line = JournalReplay.FollowNewest(record, tracking, walked =>
        {
            if (walkedFrom == 0) walkedFrom = walked.Block.Sequence;
            if (walked.Block.Sequence > mark) rest.AddRange(walked.Events);
        }, stop, toDamage: true);
        if (line.Mine is not { } mine) return new ReportReply.UnknownMine();
        var eventsTo = Math.Max(mark, walkedFrom == 0 || walkedFrom <= mark + 1 ? line.Followed.Sequence : mark);
        var beside = new Beside(folder, checkpoint);
        return Answer(record, request, ReportGround.Of(mine, Instant.Max(at ?? mine.Clock, mine.Clock), ReportWords.Named(request.Name)), record.Journal.Head, eventsTo, beside with { Checkpoint = checkpoint ?? (beside.Checkpoints() is [.., var newest] ? newest.Line : null) }, rest).Reply;
    }

    /// <summary>Which reports and shifts there are to ask for, as JSON (UTF-8).</summary>
    /// <param name="folder">The mine's folder, in which the reports lie that were made by themselves.</param>
    internal static byte[] Choice(ReportGround ground, string language, string folder) => JsonSerializer.SerializeToUtf8Bytes(new ReportChoice(
        [.. Enum.GetValues<ReportName>().Select(name => new ReportChoiceRow(ReportWords.CodeOf(name), ReportWords.Title(name, language)))],
        [.. ground.Presence.Shifts.OrderByDescending(s => s.Start).Select(s => new ReportShiftRow(s.Shift, s.Start, s.End))],
        [.. ground.Registry.Companies.Select(c => new ReportCompanyRow(c.Id, c.Name, c.Contractor))],
        [.. ground.Registry.People.Select(p => p.Crew).Where(crew => crew.Length > 0).Distinct().Order(StringComparer.Ordinal)],
        [.. ground.Registry.People.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => new ReportPersonRow(p.Id, p.Name, p.Number))],
        [.. Enum.GetValues<ReportForm>().Select(ReportFile.EndingOf)], [.. ReportWords.Languages], [.. ScheduledReports.List(folder)]), CoreJson.Options);

    /// <summary>The report as it was asked for, and the act by which it leaves the record; null when it is only looked at.</summary>
    /// <param name="eventsTo">The events of all blocks up to this one are in the history, or among <paramref name="rest"/>.</param>
    /// <param name="rest">Events that are not in the history yet.</param>
    internal static (ReportReply Reply, RecordExport? Export) Answer(
        IMineRecord record, ReportRequest request, ReportGround ground, JournalHead head, long eventsTo, Beside beside, IReadOnlyList<HistoryEvent>? rest = null)
    {
        if (ReportWords.Named(request.Name) is not { } name) return (new ReportReply.Refused("name", $"no report '{request.Name}'; there are: {string.Join(", ", Enum.GetValues<ReportName>().Select(ReportWords.CodeOf))}"), null);
        if (ReportFile.FormOf(request.Form) is not { } form) return (new ReportReply.Refused("form", $"no form '{request.Form}'; there are: {string.Join(", ", Enum.GetValues<ReportForm>().Select(ReportFile.EndingOf))}"), null);
        if (!ReportWords.Knows(request.Language)) return (new ReportReply.Refused("language", $"'{request.Language}'; expected one of {string.Join(", ", ReportWords.Languages)}"), null);
        if (!ReportTimes.TryFind(ground, request, out var period, out var refused)) return (refused, null);
        if (request.Company.Length > 0 && request.Company != ReportFilter.NoCompany && !ground.Registry.Companies.Any(c => c.Id == request.Company))
            return (new ReportReply.Refused("company", $"no company '{request.Company}' is in the registry"), null);
        if (request.Person.Length > 0 && ground.Person(request.Person) is null) return (new ReportReply.Refused("person", $"no person '{request.Person}' is in the registry"), null);
        if (request.Crew.Length > 0 && !ground.Registry.People.Any(p => p.Crew == request.Crew)) return (new ReportReply.Refused("crew", $"no crew '{request.Crew}' is in the registry"), null);

        var (file, export) = File(record, name, form, request.Language, period, new(request.Company, request.Person, request.Crew), ground, head, eventsTo, beside, rest);
        return (new ReportReply.Made(file, FileName(ground.Plan.Id.Value, name, period, form)), form == ReportForm.Json ? null : export);
    }

    /// <summary>A report as a file, and the act by which it leaves the record.</summary>
    internal static (byte[] File, RecordExport Export) File(
        IMineRecord record, ReportName name, ReportForm form, string language, ReportPeriod period, ReportFilter filter, ReportGround ground, JournalHead head, long eventsTo, Beside beside, IReadOnlyList<HistoryEvent>? rest = null)
    {
        var file = ReportFile.Write(Make(record, name, period, filter, ground, head, eventsTo, beside, rest ?? [], form == ReportForm.Json ? ReportProof.Look : ReportProof.File), form, language);
        return (file, new(ReportWords.CodeOf(name), ReportFile.EndingOf(form), period.From, period.To, Convert.ToHexStringLower(SHA256.HashData(file))));
    }

    /// <summary>Tells mine, report and time.</summary>
    internal static string FileName(string mine, ReportName name, ReportPeriod period, ReportForm form) => string.Create(CultureInfo.InvariantCulture,
        $"{DataFolder.FolderName(new(mine))}-{ReportWords.CodeOf(name)}-{period.From.ToDateTimeOffset():yyyyMMdd'T'HHmm'Z'}-{period.To.ToDateTimeOffset():yyyyMMdd'T'HHmm'Z'}.{ReportFile.EndingOf(form)}");

    private static Report Make(IMineRecord record, ReportName name, ReportPeriod period, ReportFilter filter, ReportGround ground, JournalHead head, long eventsTo, Beside beside, IReadOnlyList<HistoryEvent> rest, long walked)
    {
        // First of all: what stands on a broken chain says so, whatever else can be read.
        var chain = ReportProof.Of(record.Journal, period, head, beside.Checkpoints(), walked);
        using var history = record.OpenHistory();
        var events = Events(record.Journal, history, ReportMaking.Kinds(name), period, head, rest);
        return ReportMaking.Make(name, GroundOfThePast.Of(ground, history, name, period, events), period, filter, events, StateOf(record.Journal, history, period, head, eventsTo, beside.Checkpoint) with { Chain = chain },
            name == ReportName.Coverage ? WalkTests.Of(beside.Folder, record, ground.Plan, period) : null);
    }

    private static List<Occurrence> Events(IJournalBlocks journal, HistoryReading? history, IReadOnlySet<string> kinds, ReportPeriod period, JournalHead head, IReadOnlyList<HistoryEvent> rest)
    {
        var (from, to) = (period.From.PlusSeconds(-ReportMaking.Before), period.To.PlusSeconds(ReportMaking.After));
        var events = new List<Occurrence>();
        if (kinds.Count == 0 || FirstSince(journal, from) is not { } first) return events;
        foreach (var one in (history?.Events(first, kinds) ?? []).Concat(rest.Where(e => e.Sequence >= first)))
        {
            if (one.Sequence > head.Sequence) break;
            if (one.Time <= to && kinds.Contains(one.Kind)) events.Add(new(one.Time, one.Kind, one.What, one.Tag, one.Detail));
            // A crossing has its own time, which lies before that of its block.
            else if (one.Time > to.PlusSeconds(3600)) break;
        }
        return events;
    }

    private static RecordState StateOf(IJournalBlocks journal, HistoryReading? history, ReportPeriod period, JournalHead head, long eventsTo, string? checkpoint)
    {
        return new(head.Sequence, head.Hash.ToString(), Begins(journal), head.Time, [.. Gaps(journal, history, period)], eventsTo, checkpoint);
    }

    // The times of the blocks of a month are much to read. The history notes each gap as it ends, to the same measure; the days that it may lack are read from the blocks.
    private static IEnumerable<Gap> Gaps(IJournalBlocks journal, HistoryReading? history, ReportPeriod period)
    {
        var from = period.From;
        if (history is not null && period.Seconds > LongPeriod && history.RecordedUpTo() is > 0 and var mark && TimeOf(journal, mark) is { } noted)
        {
            foreach (var gap in history.Scene.Gaps(period.From, Instant.Min(noted, period.To))) yield return new(gap.From, gap.To);
            from = Instant.Max(from, noted);
        }
        // From the block before on: a break may reach into the time.
        if (from < period.To && FirstSince(journal, from) is { } first)
            foreach (var (since, until) in journal.Breaks(Math.Max(1, first - 1), period.To, RecordState.Break)) yield return new(since, until);
    }

    // Where a block is missing the order of time cannot be searched: then all are looked at, and the chain says what is wrong.
    private static long? FirstSince(IJournalBlocks journal, Instant time)
    {
        try
        {
            return journal.FirstSince(time);
        }
        catch (JournalDamagedException)
        {
            return 1;
        }
    }

    private static Instant? TimeOf(IJournalBlocks journal, long block)
    {
        try
        {
            return journal.ReadFrom(block).Select(found => (Instant?)found.Time).FirstOrDefault();
        }
        catch (JournalDamagedException)
        {
            return null;
        }
    }

    // The chain says that the first block is damaged; when the record began is then told by its second, or not at all.
    private static Instant? Begins(IJournalBlocks journal) => TimeOf(journal, 1) ?? journal.Breaks(1, Instant.Latest, double.NegativeInfinity).Select(b => (Instant?)b.From).FirstOrDefault();
}
