using System.Data.Common;
using System.Globalization;
using Shyraq.Core.Units;

namespace Shyraq.Storage.History;

/// <summary>What stood around the tracks, of a history that is open to read: boards, plans, carriers, gaps, versions, events.</summary>
public sealed class SceneReading
{
    private const string CarrierColumns = "tag, since, kind, person, name, number, crew, role";

    private readonly DbConnection _connection;

    internal SceneReading(DbConnection connection) => _connection = connection;

    /// <summary>The newest picture of a board not after a time, as JSON (UTF-8); null when there is none.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public (Instant At, byte[] Board)? Board(string board, Instant time)
    {
        for (Instant? tried = null; ;)
        {
            if (Picture("SELECT time, base, body FROM boards WHERE board = @board AND time <= @time ORDER BY time DESC LIMIT 1", board, time) is not { } found) return null;
            try
            {
                return (found.Time, Read(found));
            }
            catch (InvalidDataException) when (found.Time != tried)
            {
                // What is older than it is kept may have been taken out between two looks; then the picture is gone as well.
                tried = found.Time;
            }
        }

        // What a picture is told from may be told from another in its turn: a server that started in between begins with the next it takes.
        byte[] Read(PictureRow picture) => PictureCodec.Read(picture.Body, picture.Base is not { } basis ? null
            : basis < picture.Time && Picture("SELECT time, base, body FROM boards WHERE board = @board AND time = @time", board, basis) is { } whole ? Read(whole)
            : throw new InvalidDataException($"the picture of {board} at {picture.Time} lacks the one at {basis}"));
    }

    /// <summary>The plans, each from when on it was in force, in order; without their text.</summary>
    public List<(int Plan, Instant From)> Plans()
    {
        using var command = _connection.Statement("SELECT plan, since FROM plans ORDER BY plan");
        using var row = command.ExecuteReader();
        var plans = new List<(int, Instant)>();
        while (row.Read()) plans.Add(((int)row.GetInt64(0), new(row.GetInt64(1))));
        return plans;
    }

    /// <summary>The text of a plan, GeoJSON in UTF-8; null when there is none of this version.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public byte[]? PlanSource(int plan) =>
        _connection.Scalar("SELECT body FROM plans WHERE plan = @plan", ("@plan", (long)plan)) is byte[] body ? PictureCodec.Read(body, null) : null;

    /// <summary>The times within a period in which the mine did not listen, in order.</summary>
    public List<GapRow> Gaps(Instant from, Instant to)
    {
        using var command = _connection.Statement("SELECT since, until FROM gaps WHERE since < @to AND until > @from ORDER BY since", ("@from", from.UnixMicroseconds), ("@to", to.UnixMicroseconds));
        using var row = command.ExecuteReader();
        var gaps = new List<GapRow>();
        while (row.Read()) gaps.Add(new(new(row.GetInt64(0)), new(row.GetInt64(1))));
        return gaps;
    }

    /// <summary>Who carried what from a time to another: of each tag the change that held at the first, and every later one; in order of tag and time.</summary>
    public List<CarrierRow> Carriers(Instant from, Instant to) => Within(
        "RECURSIVE tags (tag) AS (SELECT MIN(tag) FROM carriers UNION ALL SELECT (SELECT MIN(tag) FROM carriers WHERE tag > tags.tag) FROM tags WHERE tags.tag IS NOT NULL)", from, to);

    /// <summary>Who carried a tag: every change up to a time, in order.</summary>
    public List<CarrierRow> CarriersOfTag(TagId tag, Instant to) =>
        Rows($"SELECT {CarrierColumns} FROM carriers WHERE tag = @tag AND since <= @to ORDER BY since", ("@tag", tag.Value), ("@to", to.UnixMicroseconds));

    /// <summary>As <see cref="Carriers"/>, of the tags that a person has ever carried.</summary>
    /// <param name="person">The person's id, or personnel number.</param>
    public List<CarrierRow> CarriersOf(string person, Instant from, Instant to) => Within(
        "tags (tag) AS (SELECT DISTINCT tag FROM carriers WHERE kind = 'person' AND (person = @person OR number = @person) AND since <= @to)", from, to, ("@person", person));

    /// <summary>The versions that were made of the past, in order of making.</summary>
    public List<HistoryVersion> Versions()
    {
        using var command = _connection.Statement("SELECT name, since, until, made, made_by, what FROM versions ORDER BY made, name");
        using var row = command.ExecuteReader();
        var versions = new List<HistoryVersion>();
        while (row.Read()) versions.Add(new(row.GetString(0), new(row.GetInt64(1)), new(row.GetInt64(2)), new(row.GetInt64(3)), row.GetString(4), row.GetString(5)));
        return versions;
    }

    /// <summary>The events of another version than the live one, in order.</summary>
    public List<HistoryEvent> Retold(string version)
    {
        using var command = _connection.Statement("SELECT sequence, position, time, kind, what, tag, detail FROM version_events WHERE version = @version ORDER BY sequence, position", ("@version", version));
        using var row = command.ExecuteReader();
        var events = new List<HistoryEvent>();
        while (row.Read()) events.Add(new(row.GetInt64(0), row.GetInt32(1), new(row.GetInt64(2)), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6)));
        return events;
    }

    /// <summary>Whether a version tells events of its own: one that was followed again does when anything happened in it, one of hindsight tells places alone.</summary>
    public bool TellsEvents(string version) => version == HistoryVersion.Live || _connection.Scalar("SELECT 1 FROM version_events WHERE version = @version LIMIT 1", ("@version", version)) is not null;

    /// <summary>The events of a period in order of time, at most so many.</summary>
    /// <param name="kinds">Only of these kinds; all when empty.</param>
    /// <param name="version">As this version of the past tells them.</param>
    public List<HistoryEvent> Events(Instant from, Instant to, IReadOnlyList<string> kinds, int most, string version = HistoryVersion.Live)
    {
        var (table, of) = version == HistoryVersion.Live ? ("events", "") : ("version_events", "version = @version AND ");
        var among = kinds.Count == 0 ? "" : $" AND kind IN ({string.Join(", ", Enumerable.Range(0, kinds.Count).Select(i => $"@kind{i}"))})";
        using var command = _connection.Statement($"SELECT sequence, position, time, kind, what, tag, detail FROM {table} WHERE {of}time >= @from AND time < @to{among} ORDER BY time, sequence, position LIMIT @most",
            ("@from", from.UnixMicroseconds), ("@to", to.UnixMicroseconds), ("@most", (long)most));
        if (of.Length > 0) command.Add("@version", version);
        for (var i = 0; i < kinds.Count; i++) command.Add(string.Create(CultureInfo.InvariantCulture, $"@kind{i}"), kinds[i]);
        using var row = command.ExecuteReader();
        var events = new List<HistoryEvent>();
        while (row.Read()) events.Add(new(row.GetInt64(0), (int)row.GetInt64(1), new(row.GetInt64(2)), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6)));
        return events;
    }

    private PictureRow? Picture(string text, string board, Instant time)
    {
        using var command = _connection.Statement(text, ("@board", board), ("@time", time.UnixMicroseconds));
        using var row = command.ExecuteReader();
        return row.Read() ? new(board, new(row.GetInt64(0)), row.IsDBNull(1) ? null : new Instant(row.GetInt64(1)), row.GetFieldValue<byte[]>(2)) : null;
    }

    // Tag by tag, from the change before the time on: what was carried in the years before is not read.
    private List<CarrierRow> Within(string tags, Instant from, Instant to, params ReadOnlySpan<(string Name, object Value)> values) => Rows($"""
        WITH {tags},
          held (held_tag, held_since) AS (SELECT tag, (SELECT MAX(since) FROM carriers WHERE carriers.tag = tags.tag AND since <= @from) FROM tags WHERE tag IS NOT NULL)
        SELECT {CarrierColumns} FROM held JOIN carriers ON tag = held_tag AND since = held_since
        UNION ALL SELECT {CarrierColumns} FROM held JOIN carriers ON tag = held_tag AND since > @from AND since <= @to
        ORDER BY tag, since
        """, [.. values, ("@from", from.UnixMicroseconds), ("@to", to.UnixMicroseconds)]);

    private List<CarrierRow> Rows(string text, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var command = _connection.Statement(text, values);
        using var row = command.ExecuteReader();
        var rows = new List<CarrierRow>();
        while (row.Read()) rows.Add(new(new(row.GetString(0)), new(row.GetInt64(1)), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6), row.GetString(7)));
        return rows;
    }
}
