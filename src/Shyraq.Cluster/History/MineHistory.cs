using Shyraq.Cluster.Mines;
using Shyraq.Core.History;
using Shyraq.Core.Units;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.History;

/// <summary>Answers what was: from the history of a mine, and from what its server has not written there yet. Thread-safe.</summary>
public sealed class MineHistory
{
    /// <summary>Who was where is kept in cells of this length, metres.</summary>
    public const double Cell = Visits.Cell;

    /// <summary>Most fixes in one track.</summary>
    public const int MostFixes = 200_000;

    /// <summary>The longest time of which heat is told in finer cells than visits are kept in, seconds: it takes every fix.</summary>
    public const double MostFine = 3600;

    /// <summary>Most steps of a replay in one answer.</summary>
    public const int MostSteps = 600;

    /// <summary>Most events in one answer.</summary>
    public const int MostEvents = 5_000;

    /// <summary>The longest time that visits are added up over, days.</summary>
    public const int MostDays = 31;

    // A live fix is told once a second and a last known one once a minute: older than this it is no longer told, seconds.
    private const double Fresh = 2.5, FreshLastKnown = 65;

    /// <summary>The version that was shown at the time.</summary>
    public const string Live = HistoryVersion.Live;

    private readonly MineDirectory _directory;
    private readonly IGrainFactory _grains;
    private readonly PlanShelf _plans = new();

    internal MineHistory(MineDirectory directory, IGrainFactory grains) => (_directory, _grains) = (directory, grains);

    /// <summary>What the history of a mine holds.</summary>
    public async Task<PastSummary> Summary(string mine)
    {
        // What is not written yet first, as in every question.
        var unwritten = await _grains.GetGrain<IMineGrain>(mine).Unwritten();
        using var past = Open(mine, Live, []);
        var (span, (fixes, bytes)) = (past.Reading.Tracks.Span(Live), past.Reading.Tracks.Size(Live));
        Instant? first = unwritten is null ? span?.From : Instant.Min(span?.From ?? Instant.Latest, new(unwritten.First));
        Instant? last = unwritten is null ? span?.To : new(unwritten.Last);
        // Fixes are kept by tens of minutes, and the first ones begin before the mine did.
        if (first is { } mark && Begun(mine) is { } begun) first = Instant.Max(mark, begun);
        var versions = past.Reading.Scene.Versions().ConvertAll(made => new PastVersion(made.Name, made.From, made.To, made.Made, made.By, made.What));
        if (first is { } from && last is { } to) versions.Insert(0, new(HistoryVersion.Live, from, to, from, "", ""));
        return new(first, last, fixes + (unwritten?.Fixes ?? 0), fixes, bytes, versions, past.Reading.Scene.Plans(), PastGap.Of(past.Reading.Scene.Gaps(first ?? default, last ?? default)));
    }

    /// <summary>The boards whose past is kept.</summary>
    public static IReadOnlyCollection<string> Boards => BoardWatch.Boards;

    /// <summary>The whole mine as it was shown, or told by another version.</summary>
    /// <param name="boards">Which of <see cref="Boards"/>; all for null.</param>
    /// <exception cref="HistoryQuestionException">There is no such version.</exception>
    public async Task<PastScene> At(string mine, Instant time, string version = Live, IReadOnlyCollection<string>? boards = null)
    {
        using var past = await Open(mine, null, time.PlusSeconds(-PastOfAMine.Before), time, version);
        var gap = past.Reading.Scene.Gaps(time, time.PlusSeconds(1e-6)) is [var found, ..] ? new PastGap(found.From, found.To) : (PastGap?)null;
        var tags = gap is null ? TagsAt(past, time) : [];
        return new(time, past.PlanAt(time), tags, BoardsOfThePast.At(past.Reading, time, tags, boards), gap);
    }

    /// <summary>Where a tag was.</summary>
    /// <param name="every">One fix in so many seconds, and each change of state; 0 for all.</param>
    /// <exception cref="HistoryQuestionException">There is no such version, or there are too many fixes.</exception>
    public async Task<(PastTrack Track, IReadOnlyList<PastGap> Gaps)> Track(string mine, string tag, Instant from, Instant to, string version = Live, double every = 0)
    {
        using var past = await Open(mine, tag, from, to, version);
        var carrier = new Carriers(past.Reading.Scene.CarriersOfTag(new(tag), to)).At(tag, from);
        return (new(tag, PastCarrier.Of(carrier), from, to, past.Track(new(tag), from, to, every, MostFixes)), PastGap.Of(past.Reading.Scene.Gaps(from, to)));
    }

    /// <summary>Where a person was, by the tags that they carried.</summary>
    /// <param name="person">Id, or personnel number.</param>
    /// <exception cref="HistoryQuestionException">There is no such version, or there are too many fixes.</exception>
    public async Task<(IReadOnlyList<PastTrack> Stretches, IReadOnlyList<PastGap> Gaps)> Person(string mine, string person, Instant from, Instant to, string version = Live, double every = 0)
    {
        using var past = await Open(mine, null, from, to, version);
        var stretches = new List<PastTrack>();
        var left = MostFixes;
        foreach (var (tag, carrier, begun, ended) in new Carriers(past.Reading.Scene.CarriersOf(person, from, to)).Of(person, from, to))
        {
            var fixes = past.Track(tag, begun, ended, every, left);
            left -= fixes.Count;
            stretches.Add(new(tag.Value, PastCarrier.Of(carrier), begun, ended, fixes));
        }
        return (stretches, PastGap.Of(past.Reading.Scene.Gaps(from, to)));
    }

    /// <summary>Where everybody was over a time, for a replay.</summary>
    /// <param name="every">One fix in so many seconds.</param>
    /// <exception cref="HistoryQuestionException">There is no such version, or that would be too much.</exception>
    public async Task<PastReplay> Replay(string mine, Instant from, Instant to, string version = Live, double every = 0)
    {
        if (to.SecondsSince(from) / every > MostSteps) throw new HistoryQuestionException($"from {from} to {to} every {every} s are more than {MostSteps} steps; ask for a shorter time or a larger 'every'");
        using var past = await Open(mine, null, from, to, version);
        var carriers = new Carriers(past.Reading.Scene.Carriers(from, to));
        var tracks = past.Everybody(from, to, every).Select(one => (one, PastCarrier.Of(carriers.At(one.Tag, one.First)))).ToArray();
        return new(past.PlanAt(from), tracks, [.. past.Reading.Scene.Events(from, to, [], MostEvents, past.Reading.Scene.TellsEvents(version) ? version : Live).Select(MineEvents.Row)]);
    }

    /// <summary>Who was in a section of a roadway, and when.</summary>
    /// <param name="start">Metres from the roadway's first vertex, as <paramref name="end"/>; null for its ends.</param>
    /// <exception cref="HistoryQuestionException">The time is too long, or there is no such version.</exception>
    public async Task<(PastStays Stays, IReadOnlyList<PastGap> Gaps)> Stays(string mine, string roadway, Instant from, Instant to, double? start, double? end, string version = Live)
    {
        Within(from, to);
        using var past = await OpenWhole(mine, from, to, version);
        var visits = past.Visits([new(roadway)], from, to).Select(one => one.Visit).Where(visit => visit.Out >= from && visit.In <= to).ToList();
        var last = end is { } upTo ? Visits.CellOf(Math.Max(0, upTo - 1e-6)) : Math.Max(past.LastCell(roadway), visits.Count == 0 ? 0 : visits.Max(visit => visit.Steps.Max(step => step.Cell)));
        var first = Math.Min(Visits.CellOf(start ?? 0), last);
        var carriers = new Carriers(past.Reading.Scene.Carriers(TrackGrid.ChunkOf(from), to));
        return (new(first * Cell, (last + 1) * Cell,
            [.. Core.History.Stays.Within(visits, first, last).Where(stay => stay.Out >= from && stay.In < to).Select(stay => new PastStay(stay.Tag.Value, PastCarrier.Of(carriers.At(stay.Tag.Value, stay.In)), stay.In, stay.Out, stay.Through))]), PastGap.Of(past.Reading.Scene.Gaps(from, to)));
    }

    /// <summary>What happened, in order of time, at most <see cref="MostEvents"/>; and whether there is more.</summary>
    /// <param name="kinds">All when empty.</param>
    /// <exception cref="HistoryQuestionException">There is no such version.</exception>
    public Task<(IReadOnlyList<EventRow> Events, bool More)> Events(string mine, Instant from, Instant to, IReadOnlyList<string> kinds, string version = Live)
    {
        using var past = Open(mine, version, []);
        var events = past.Reading.Scene.Events(from, to, kinds, MostEvents + 1, version);
        return Task.FromResult<(IReadOnlyList<EventRow>, bool)>(([.. events.Take(MostEvents).Select(MineEvents.Row)], events.Count > MostEvents));
    }

    /// <summary>How long tags were where.</summary>
    /// <param name="wide">How many cells of <see cref="Visits.Cell"/> metres make one.</param>
    /// <param name="who"><c>person</c> or <c>vehicle</c>; null for both.</param>
    /// <exception cref="HistoryQuestionException">The time is too long, or there is no such version.</exception>
    public async Task<IReadOnlyList<HeatCell>> Heat(string mine, Instant from, Instant to, int wide, string? who, string version = Live)
    {
        Within(from, to);
        using var past = await OpenWhole(mine, from, to, version);
        var heat = new Heat(from, to, wide);
        var carriers = who is null ? null : new Carriers(past.Reading.Scene.Carriers(TrackGrid.ChunkOf(from), to));
        foreach (var (roadway, visit) in past.Visits([.. past.Roadways(from, to)], from, to))
            if (carriers is null || (carriers.At(visit.Tag.Value, visit.In)?.Kind ?? "person") == who) heat.Add(roadway, visit);
        return [.. heat.Cells()];
    }

    /// <summary>How long tags were where, in cells finer than <see cref="Cell"/>.</summary>
    /// <param name="cell">Metres.</param>
    /// <param name="who">As of <see cref="Heat"/>.</param>
    /// <exception cref="HistoryQuestionException">There is no such version.</exception>
    public async Task<IReadOnlyList<HeatCell>> HeatInFineCells(string mine, Instant from, Instant to, double cell, string? who, string version = Live)
    {
        using var past = await OpenWhole(mine, from, to, version);
        var carriers = new Carriers(past.Reading.Scene.Carriers(from, to));
        var tags = past.Tags(from, to).Where(tag => who is null || (carriers.At(tag, from)?.Kind ?? "person") == who).ToArray();
        return [.. FineHeat.Of(tags.Select(tag => past.Track(new(tag), from, to, 0, int.MaxValue)), cell, to)];
    }

    /// <summary>The text of a plan of the past, GeoJSON in UTF-8; null when there is none of this version.</summary>
    public Task<byte[]?> Plan(string mine, int version)
    {
        using var past = Open(mine, Live, []);
        return Task.FromResult(past.Reading.Scene.PlanSource(version));
    }

    /// <summary>Writes tracks as a file.</summary>
    /// <param name="form">One of <see cref="Protocols.Tracks.TrackForms.All"/>.</param>
    /// <exception cref="HistoryQuestionException">There is no such version.</exception>
    public async Task<long> Export(string mine, TrackQuestion question, string form, Stream to, CancellationToken stop)
    {
        using var past = await Open(mine, question.Tag, question.From, question.To, question.Version);
        return await TrackExport.Write(past, question, form, to, stop);
    }

    internal static void KnowsVersion(HistoryReading reading, string version)
    {
        if (version == Live || reading.Scene.Versions() is var known && known.Any(one => one.Name == version)) return;
        throw new HistoryQuestionException($"there is no version '{version}'; expected one of {string.Join(", ", known.Select(one => one.Name).Prepend(Live))}");
    }

    private static List<PastTag> TagsAt(PastOfAMine past, Instant time)
    {
        var carriers = new Carriers(past.Reading.Scene.Carriers(time, time));
        return [.. past.At(time).Where(one => time.SecondsSince(one.Fix.Time) <= (one.Fix.State == 2 ? FreshLastKnown : Fresh)).Select(one => new PastTag(one.Tag, PastCarrier.Of(carriers.At(one.Tag, time)), one.Fix))];
    }

    // When the first block was written; null when there is none that can be read.
    private Instant? Begun(string mine)
    {
        try
        {
            return _directory.Record(mine).Journal.ReadFrom(1).Select(block => (Instant?)block.Time).FirstOrDefault();
        }
        catch (Exception error) when (error is JournalDamagedException or IOException)
        {
            return null;
        }
    }

    private static void Within(Instant from, Instant to)
    {
        if (to.SecondsSince(from) > MostDays * 86400.0) throw new HistoryQuestionException($"from {from} to {to} are more than {MostDays} days");
    }

    // What is not written yet first: what is written meanwhile is then found in both, never in neither.
    private async Task<PastOfAMine> Open(string mine, string? tag, Instant from, Instant to, string version = Live) =>
        Open(mine, version, version == Live ? await _grains.GetGrain<IMineGrain>(mine).UnwrittenTracks(from.UnixMicroseconds, to.UnixMicroseconds, tag) : []);

    // With all of the ten minutes that touch a time: half a visit would begin too late.
    private Task<PastOfAMine> OpenWhole(string mine, Instant from, Instant to, string version = Live) => Open(mine, null, TrackGrid.ChunkOf(from), TrackGrid.ChunkOf(to).PlusSeconds(TrackGrid.ChunkSeconds), version);

    private PastOfAMine Open(string mine, string version, TrackPiece[] waiting)
    {
        if (_directory.Record(mine).OpenHistory() is not { } reading) throw new IOException($"mine '{mine}' has no history yet");
        try
        {
            KnowsVersion(reading, version);
            return new(mine, version, reading, [.. waiting.Select(row => new TrackRow(HistoryVersion.Live, new(row.Start), new(row.Tag), row.Plan, row.Body))], _plans);
        }
        catch
        {
            reading.Dispose();
            throw;
        }
    }
}
