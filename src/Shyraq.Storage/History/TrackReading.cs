using System.Data.Common;
using System.Globalization;
using Shyraq.Core.History;
using Shyraq.Core.Units;

namespace Shyraq.Storage.History;

/// <summary>The tracks of a history that is open to read. The rows of a question are read whole before the first is given, so that another may be asked in between.</summary>
public sealed class TrackReading
{
    // Keys that one question names: the ten minutes of a day.
    private const int AtOnce = 144;

    private readonly DbConnection _connection;

    internal TrackReading(DbConnection connection) => _connection = connection;

    /// <summary>The chunks of every tag of the ten minutes that begin at a time, in order of tag.</summary>
    public List<TrackRow> At(string version, Instant start)
    {
        using var command = _connection.Statement("SELECT tag, plan, body FROM tracks WHERE version = @version AND start = @start ORDER BY tag, plan", ("@version", version), ("@start", start.UnixMicroseconds));
        using var row = command.ExecuteReader();
        var rows = new List<TrackRow>();
        while (row.Read()) rows.Add(new(version, start, new(row.GetString(0)), (int)row.GetInt64(1), row.GetFieldValue<byte[]>(2)));
        return rows;
    }

    /// <summary>The tags that have chunks in a time.</summary>
    public List<string> Tags(string version, Instant from, Instant to)
    {
        using var command = _connection.Statement("SELECT DISTINCT tag FROM tracks WHERE version = @version AND start >= @from AND start < @to",
            ("@version", version), ("@from", TrackGrid.ChunkOf(from).UnixMicroseconds), ("@to", to.UnixMicroseconds));
        using var row = command.ExecuteReader();
        var tags = new List<string>();
        while (row.Read()) tags.Add(row.GetString(0));
        return tags;
    }

    /// <summary>Whose chunks of the ten minutes that begin at a time are here, by tag and plan.</summary>
    public HashSet<(string Tag, int Plan)> Keys(string version, Instant start)
    {
        using var command = _connection.Statement("SELECT tag, plan FROM tracks WHERE version = @version AND start = @start", ("@version", version), ("@start", start.UnixMicroseconds));
        using var row = command.ExecuteReader();
        var keys = new HashSet<(string, int)>();
        while (row.Read()) keys.Add((row.GetString(0), (int)row.GetInt64(1)));
        return keys;
    }

    /// <summary>The chunks of a tag that touch a time, in order.</summary>
    public IEnumerable<TrackRow> Of(string version, TagId tag, Instant from, Instant to)
    {
        var (first, last) = Bounds(version, from, to);
        for (var start = first; start <= last; start = start.PlusSeconds(AtOnce * TrackGrid.ChunkSeconds))
            foreach (var row in Of(version, tag, Starts(start, last))) yield return row;
    }

    // Chunks stand in order of time and then of tag: each ten minutes of one tag is found on its own, so they are named one by one, as many as make a day in one question.
    private List<TrackRow> Of(string version, TagId tag, IEnumerable<Instant> starts)
    {
        var among = string.Join(", ", starts.Select(start => start.UnixMicroseconds.ToString(CultureInfo.InvariantCulture)));
        using var command = _connection.Statement($"SELECT start, plan, body FROM tracks WHERE version = @version AND start IN ({among}) AND tag = @tag ORDER BY start, plan", ("@version", version), ("@tag", tag.Value));
        using var row = command.ExecuteReader();
        var rows = new List<TrackRow>();
        while (row.Read()) rows.Add(new(version, new(row.GetInt64(0)), tag, (int)row.GetInt64(1), row.GetFieldValue<byte[]>(2)));
        return rows;
    }

    /// <summary>Who was on each of some roadways in the ten minutes that touch a time, in order of roadway and time.</summary>
    public IEnumerable<VisitRow> Visits(string version, IReadOnlyCollection<RoadwayId> roadways, Instant from, Instant to) =>
        roadways.Chunk(AtOnce).SelectMany(some => VisitsOf(version, some, from, to));

    private List<VisitRow> VisitsOf(string version, RoadwayId[] roadways, Instant from, Instant to)
    {
        var among = string.Join(", ", Enumerable.Range(0, roadways.Length).Select(Name));
        using var command = _connection.Statement($"SELECT roadway, start, plan, body FROM visits WHERE version = @version AND roadway IN ({among}) AND start >= @from AND start <= @to ORDER BY roadway, start, plan",
            ("@version", version), ("@from", TrackGrid.ChunkOf(from).UnixMicroseconds), ("@to", to.UnixMicroseconds));
        for (var i = 0; i < roadways.Length; i++) command.Add(Name(i), roadways[i].Value);
        using var row = command.ExecuteReader();
        var rows = new List<VisitRow>();
        while (row.Read()) rows.Add(new(version, new(row.GetString(0)), new(row.GetInt64(1)), (int)row.GetInt64(2), row.GetFieldValue<byte[]>(3)));
        return rows;

        static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"@roadway{i}");
    }

    /// <summary>From when to when there are chunks of a version; null when there are none.</summary>
    public (Instant From, Instant To)? Span(string version)
    {
        var first = _connection.Scalar("SELECT MIN(start) FROM tracks WHERE version = @version", ("@version", version));
        var last = _connection.Scalar("SELECT MAX(start) FROM tracks WHERE version = @version", ("@version", version));
        return first is long from && last is long to ? (new(from), new Instant(to).PlusSeconds(TrackGrid.ChunkSeconds)) : null;
    }

    /// <summary>How many fixes of a version are kept, and the bytes of their chunks.</summary>
    public (long Fixes, long Bytes) Size(string version)
    {
        using var command = _connection.Statement("SELECT CAST(SUM(fixes) AS BIGINT), CAST(SUM(bytes) AS BIGINT) FROM track_sums WHERE version = @version", ("@version", version));
        using var row = command.ExecuteReader();
        return row.Read() && !row.IsDBNull(0) ? (row.GetInt64(0), row.GetInt64(1)) : (0, 0);
    }

    private static IEnumerable<Instant> Starts(Instant first, Instant last)
    {
        for (var i = 0; i < AtOnce && first.PlusSeconds(i * TrackGrid.ChunkSeconds) is var start && start <= last; i++) yield return start;
    }

    private (Instant First, Instant Last) Bounds(string version, Instant from, Instant to) =>
        Span(version) is { } span ? (TrackGrid.ChunkOf(Instant.Max(from, span.From)), Instant.Min(to, span.To)) : (Instant.Latest, from);
}
