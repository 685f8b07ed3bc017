using System.Collections.Immutable;
using Shyraq.Core.History;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Shyraq.Storage.History;

namespace Shyraq.Cluster.History;

/// <summary>The history of one mine in one version, open to answer one question.</summary>
/// <param name="waiting">Chunks that the server has not written yet, some of which may have been written meanwhile.</param>
internal sealed class PastOfAMine(string mine, string version, HistoryReading reading, ImmutableArray<TrackRow> waiting, PlanShelf plans) : IDisposable
{
    /// <summary>The last known place of a silent tag is kept once a minute: so long before a time its newest fix may be, seconds.</summary>
    public const double Before = 70;

    private readonly Dictionary<int, MinePlan?> _plans = [];

    public HistoryReading Reading => reading;

    public string Mine => mine;

    /// <summary>The grid of the newest plan; <c>local</c> when there is none.</summary>
    public string Crs => reading.Scene.Plans() is [.., var newest] && PlanOf(newest.Plan) is { } plan ? plan.Crs : "local";

    /// <summary>The tags that have a track in a time, in order.</summary>
    public IEnumerable<string> Tags(Instant from, Instant to) => reading.Tracks.Tags(version, from, to)
        .Concat(waiting.Where(row => row.Start < to && row.Start.PlusSeconds(TrackGrid.ChunkSeconds) > from).Select(row => row.Tag.Value)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    public void Dispose() => reading.Dispose();

    /// <summary>The version of the plan in force at a time; 0 before the first.</summary>
    public int PlanAt(Instant time) => reading.Scene.Plans().LastOrDefault(plan => plan.From <= time).Plan;

    /// <summary>The newest fix of every tag not after a time, in order of tag; those of the ten minutes before only near their end.</summary>
    public IEnumerable<(string Tag, PastFix Fix)> At(Instant time)
    {
        var start = TrackGrid.ChunkOf(time);
        var rows = Rows(start);
        if (time.SecondsSince(start) < Before) rows = [.. Rows(start.PlusSeconds(-TrackGrid.ChunkSeconds)), .. rows];
        var found = rows.AsParallel().AsOrdered().Select(row => (Row: row, Fix: TrackCodec.At(row.Body, (int)Math.Floor(time.SecondsSince(row.Start) / TrackGrid.TimeStep))))
            .Where(one => one.Fix is not null).ToList();
        return found.Select(one => (Tag: one.Row.Tag.Value, Fix: Tell(one.Row, one.Fix!.Value))).GroupBy(one => one.Tag, StringComparer.Ordinal)
            .Select(group => (group.Key, group.MaxBy(one => one.Fix.Time).Fix)).OrderBy(one => one.Key, StringComparer.Ordinal);
    }

    /// <summary>The fixes of a tag in a time, thinned out.</summary>
    /// <exception cref="HistoryQuestionException">There are more than <paramref name="most"/>.</exception>
    public List<PastFix> Track(TagId tag, Instant from, Instant to, double every, int most)
    {
        var thin = new Thinning(from, every);
        foreach (var row in Distinct(reading.Tracks.Of(version, tag, from, to).Concat(waiting.Where(row => row.Tag == tag))).OrderBy(row => row.Start).ThenBy(row => row.Plan))
        {
            thin.Add(row, Decoded(row, from, to), from, to, this);
            if (thin.Fixes.Count > most) throw new HistoryQuestionException($"there are more than {MineHistory.MostFixes} fixes from {from} to {to}; ask for a shorter time or give 'every' in seconds");
        }
        return thin.Fixes;
    }

    /// <summary>The fixes of every tag in a time, thinned out, in order of tag.</summary>
    public IReadOnlyList<PastColumns> Everybody(Instant from, Instant to, double every)
    {
        var rows = new List<TrackRow>();
        for (var start = TrackGrid.ChunkOf(from); start <= to; start = start.PlusSeconds(TrackGrid.ChunkSeconds)) rows.AddRange(Rows(start));
        var on = rows.Select(row => row.Plan).Distinct().ToDictionary(plan => plan, Known);
        return [.. rows.GroupBy(row => row.Tag.Value, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).AsParallel().AsOrdered().Select(group =>
        {
            var columns = new PastColumns(group.Key, from);
            var thin = new Thinning(from, every);
            foreach (var row in group.OrderBy(row => row.Start).ThenBy(row => row.Plan))
                foreach (ref readonly var fix in Decoded(row, from, to).AsSpan())
                    if (thin.Takes(row, fix, from, to)) columns.Add(TrackGrid.Tell(fix, row.Start, on[row.Plan]));
            return columns;
        }).Where(columns => columns.Count > 0)];
    }

    /// <summary>Who was on each of some roadways in the ten minutes that touch a time; on each in order of time.</summary>
    public IEnumerable<(RoadwayId Roadway, Visit Visit)> Visits(IReadOnlyCollection<RoadwayId> roadways, Instant from, Instant to)
    {
        // Fixes that are written between two looks would be found in both, or in neither.
        reading.Hold();
        var wanted = roadways.ToHashSet();
        return reading.Tracks.Visits(version, wanted, from, to).SelectMany(row => VisitCodec.Decode(row.Body, row.Start).Select(visit => (row.Roadway, visit)))
            .Concat(Unwritten(from, to).Where(visits => wanted.Contains(visits.Roadway)).SelectMany(visits => visits.Visits.Select(visit => (visits.Roadway, visit))));
    }

    /// <summary>The roadways of the plans in force in a time.</summary>
    public IEnumerable<RoadwayId> Roadways(Instant from, Instant to)
    {
        var inForce = reading.Scene.Plans();
        return inForce.Where((plan, i) => plan.From <= to && (i + 1 == inForce.Count || inForce[i + 1].From > from))
            .SelectMany(plan => PlanOf(plan.Plan)?.Roadways.Select(roadway => roadway.Id) ?? []).Distinct();
    }

    /// <summary>The last cell of a roadway on the newest plan that has it; 0 when none has.</summary>
    public int LastCell(string roadway)
    {
        foreach (var (version, _) in Enumerable.Reverse(reading.Scene.Plans()))
            if (PlanOf(version) is { } plan && plan.RoadwayIndex(new(roadway)) is >= 0 and var index) return Core.History.Visits.CellOf(plan.Roadways[index].Line.Length - 1e-6);
        return 0;
    }

    /// <summary>A fix with its names.</summary>
    public PastFix Tell(TrackRow row, TrackFix fix)
    {
        var plan = Known(row.Plan);
        var point = TrackGrid.Tell(fix, row.Start, plan);
        var (roadway, level) = point.Position is { } on ? (plan.Roadways[on.Roadway].Id.Value, plan.Roadways[on.Roadway].Level) : (null, point.Area is { } area ? plan.Areas[area].Level : "");
        return new(point.Time, Round(point.Place.X), Round(point.Place.Y), Round(point.Place.Z), roadway, point.Position is { } position ? Round(position.Offset) : null, level.Length > 0 ? level : null,
            Math.Round(point.Speed, 1), Round(point.Radius95), (int)point.State, point.Heard, point.Alternatives, point.Late);
    }

    private static ImmutableArray<TrackFix> Decoded(TrackRow row, Instant from, Instant to) =>
        TrackCodec.Decode(row.Body, Step(row, from, Math.Floor), Step(row, to, Math.Ceiling));

    private static int Step(TrackRow row, Instant time, Func<double, double> round) => (int)Math.Clamp(round(time.SecondsSince(row.Start) / TrackGrid.TimeStep), int.MinValue, int.MaxValue);

    private MinePlan Known(int plan) => PlanOf(plan) ?? throw new IOException($"mine '{mine}': the history lacks the plan of version {plan}");

    // Centimetres: finer than the steps that it was kept in.
    private static double Round(double metres) => Math.Round(metres, 2);

    private IEnumerable<RoadwayVisits> Unwritten(Instant from, Instant to) => waiting
        .Where(row => row.Start <= to && row.Start.PlusSeconds(TrackGrid.ChunkSeconds) >= from)
        .GroupBy(row => row.Start).OrderBy(group => group.Key).SelectMany(NotThere)
        .GroupBy(row => (row.Start, row.Plan)).OrderBy(group => group.Key.Start).ThenBy(group => group.Key.Plan)
        .Where(group => PlanOf(group.Key.Plan) is not null)
        .SelectMany(group => Core.History.Visits.Of([.. group.OrderBy(row => row.Tag.Value, StringComparer.Ordinal).Select(row => new TrackChunk(row.Tag, row.Start, row.Plan, TrackCodec.Decode(row.Body)))], PlanOf(group.Key.Plan)!));

    private IEnumerable<TrackRow> NotThere(IGrouping<Instant, TrackRow> rows)
    {
        var there = reading.Tracks.Keys(version, rows.Key);
        return rows.Where(row => !there.Contains((row.Tag.Value, row.Plan)));
    }

    private List<TrackRow> Rows(Instant start) => [.. Distinct(reading.Tracks.At(version, start).Concat(waiting.Where(row => row.Start == start)))];

    private static IEnumerable<TrackRow> Distinct(IEnumerable<TrackRow> rows) => rows.DistinctBy(row => (row.Start, row.Tag, row.Plan));

    private MinePlan? PlanOf(int plan)
    {
        lock (_plans) return _plans.TryGetValue(plan, out var known) ? known : _plans[plan] = plans.Find(mine, plan, reading);
    }
}
