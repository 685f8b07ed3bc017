using System.Data.Common;
using Shyraq.Core.History;
using Shyraq.Core.Units;

namespace Shyraq.Storage.History;

/// <summary>The tracks of a history that is open to read.</summary>
public sealed class TrackReading
{
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

    /// <summary>Whether a chunk is here.</summary>
    public bool Has(TrackRow row) =>
        _connection.Scalar("SELECT 1 FROM tracks WHERE version = @version AND start = @start AND tag = @tag AND plan = @plan",
            ("@version", row.Version), ("@start", row.Start.UnixMicroseconds), ("@tag", row.Tag.Value), ("@plan", (long)row.Plan)) is not null;

    /// <summary>The chunks of a tag that touch a time, in order.</summary>
    public IEnumerable<TrackRow> Of(string version, TagId tag, Instant from, Instant to)
    {
        // Chunks stand in order of time and then of tag: each ten minutes of one tag is found on its own.
        using var command = _connection.Statement("SELECT plan, body FROM tracks WHERE version = @version AND start = @start AND tag = @tag ORDER BY plan", ("@version", version), ("@start", 0L), ("@tag", tag.Value));
        var (first, last) = Bounds(version, from, to);
        for (var start = first; start <= last; start = start.PlusSeconds(TrackGrid.ChunkSeconds))
        {
            command.Parameters[1].Value = start.UnixMicroseconds;
            using var row = command.ExecuteReader();
            while (row.Read()) yield return new(version, start, tag, (int)row.GetInt64(0), row.GetFieldValue<byte[]>(1));
        }
    }

    /// <summary>Who was on a roadway in the ten minutes that touch a time, in order of time.</summary>
    public IEnumerable<VisitRow> Visits(string version, RoadwayId roadway, Instant from, Instant to)
    {
        using var command = _connection.Statement("SELECT start, plan, body FROM visits WHERE version = @version AND roadway = @roadway AND start >= @from AND start <= @to ORDER BY start, plan",
            ("@version", version), ("@roadway", roadway.Value), ("@from", TrackGrid.ChunkOf(from).UnixMicroseconds), ("@to", to.UnixMicroseconds));
        using var row = command.ExecuteReader();
        while (row.Read()) yield return new(version, roadway, new(row.GetInt64(0)), (int)row.GetInt64(1), row.GetFieldValue<byte[]>(2));
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

    private (Instant First, Instant Last) Bounds(string version, Instant from, Instant to) =>
        Span(version) is { } span ? (TrackGrid.ChunkOf(Instant.Max(from, span.From)), Instant.Min(to, span.To)) : (Instant.Latest, from);
}
