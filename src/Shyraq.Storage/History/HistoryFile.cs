using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Shyraq.Core.Units;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.History;

/// <summary>Something that happened: a zone crossing or an alarm change.</summary>
/// <param name="Sequence">The journal block that showed it.</param>
/// <param name="Index">Counted from 0 within the block.</param>
/// <param name="Kind"><c>entered</c>, <c>left</c>, <c>passed</c>, <c>raised</c>, <c>cleared</c>.</param>
/// <param name="What">The zone's id or the alarm's kind.</param>
public sealed record HistoryEvent(long Sequence, int Index, Instant Time, string Kind, string What, string Tag, string Detail);

/// <summary>The history was damaged: it stands aside under the name given, and an empty one has taken its place.</summary>
public sealed class HistoryDamagedException(string putAside, Exception cause) : IOException($"the history was damaged and stands in {Path.GetFileName(putAside)}", cause)
{
    /// <summary>Where the damaged file is.</summary>
    public string PutAside { get; } = putAside;
}

/// <summary>
/// The events of one mine. They follow from the journal: a replay records again what a crash took, and nothing twice.
/// A damaged file is put aside wherever the damage shows, so that it never stands in the way of the mine. Not thread-safe but for reading the properties.
/// </summary>
public sealed class HistoryFile : IDisposable
{
    /// <summary>Its name in the mine's folder.</summary>
    public const string FileName = "history.db";

    private const int Schema = 1;

    private readonly string _path;
    private SqliteConnection _connection;

    private HistoryFile(string path)
    {
        _path = path;
        _connection = OpenOrBegin();
    }

    /// <summary>All events of blocks up to this one are here; 0 in a new file.</summary>
    public long RecordedUpTo { get; private set; }

    /// <summary>The hash of that block; <c>default</c> in a new file.</summary>
    public BlockHash RecordedHash { get; private set; }

    /// <summary>Where files that could not be used were put since this one was opened.</summary>
    public ImmutableArray<string> PutAside { get; private set; } = [];

    /// <summary>
    /// Opens the history of a mine. One that is damaged, or was recorded from blocks that the journal does not hold, is
    /// renamed (never deleted: it may be the only trace of them) and begun anew.
    /// </summary>
    /// <param name="hashOf">The hash of a block of the journal; null when it has none.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static HistoryFile Open(string folder, Func<long, BlockHash?> hashOf)
    {
        var history = new HistoryFile(Path.Combine(folder, FileName));
        if (history.RecordedUpTo > 0 && hashOf(history.RecordedUpTo) != history.RecordedHash) history.BeginAnew("foreign");
        return history;
    }

    /// <summary>
    /// Records the events of the blocks from <paramref name="first"/> to <paramref name="upTo"/> in one transaction. Events that
    /// are here already stay as they are. The mark of what is recorded moves up only over blocks without a gap.
    /// </summary>
    /// <param name="first">With these, all events from this block on are here.</param>
    /// <exception cref="HistoryDamagedException">The file was damaged. Nothing was recorded, and what was is no longer here.</exception>
    /// <exception cref="IOException">Nothing was recorded.</exception>
    public void Record(IReadOnlyList<HistoryEvent> events, long first, long upTo, BlockHash hash)
    {
        var moves = first <= RecordedUpTo + 1 && upTo > RecordedUpTo;
        try
        {
            using var transaction = _connection.BeginTransaction();
            Insert(transaction, events);
            if (moves) Mark(transaction, upTo, hash);
            transaction.Commit();
        }
        catch (SqliteException error) when (SqliteFile.IsDamage(error))
        {
            throw new HistoryDamagedException(BeginAnew("damaged"), error);
        }
        catch (SqliteException error)
        {
            throw new IOException($"{_connection.DataSource}: {error.Message}", error);
        }
        if (moves) (RecordedUpTo, RecordedHash) = (upTo, hash);
    }

    /// <summary>The events of a mine's folder from a block on, in order; reads beside a running server if need be.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IEnumerable<HistoryEvent> ReadFolder(string folder, long from = 1)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) yield break;
        using var connection = SqliteFile.OpenToRead(path);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sequence, position, time, kind, what, tag, detail FROM events WHERE sequence >= $from ORDER BY sequence, position";
        command.Parameters.AddWithValue("$from", from);
        using var row = command.ExecuteReader();
        while (row.Read())
            yield return new(row.GetInt64(0), row.GetInt32(1), new(row.GetInt64(2)), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6));
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _connection.Dispose();

    // Leaves the file under a name that says why; its place is taken by an empty one.
    private string BeginAnew(string why)
    {
        _connection.Dispose();
        DerivedFile.PutAside(_path, Aside(why));
        _connection = OpenOrBegin();
        return PutAside[^1];
    }

    private SqliteConnection OpenOrBegin()
    {
        (RecordedUpTo, RecordedHash) = (0, default);
        return DerivedFile.Open(_path, Schema, CreateText, Aside("damaged"), ReadMark);
    }

    private void ReadMark(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sequence, hash FROM recorded";
        using var row = command.ExecuteReader();
        if (row.Read()) (RecordedUpTo, RecordedHash) = (row.GetInt64(0), new BlockHash(row.GetFieldValue<byte[]>(1)));
    }

    // The file and what SQLite keeps beside it go together under one free name.
    private Action<string> Aside(string why)
    {
        string? name = null;
        return file =>
        {
            if (name is null) PutAside = PutAside.Add(name = FreeName(why));
            File.Move(file, file.Replace(_path, name, StringComparison.Ordinal));
        };
    }

    private string FreeName(string why)
    {
        for (var n = 1; ; n++)
            if (Path.ChangeExtension(_path, $".{why}-{n}.db") is var name && !File.Exists(name)) return name;
    }

    private void Insert(SqliteTransaction transaction, IReadOnlyList<HistoryEvent> events)
    {
        using var insert = _connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = "INSERT OR IGNORE INTO events (sequence, position, time, kind, what, tag, detail) VALUES ($sequence, $position, $time, $kind, $what, $tag, $detail)";
        foreach (var name in new[] { "$sequence", "$position", "$time", "$kind", "$what", "$tag", "$detail" }) insert.Parameters.Add(new SqliteParameter(name, null));
        foreach (var happened in events)
        {
            insert.Parameters[0].Value = happened.Sequence;
            insert.Parameters[1].Value = happened.Index;
            insert.Parameters[2].Value = happened.Time.UnixMicroseconds;
            insert.Parameters[3].Value = happened.Kind;
            insert.Parameters[4].Value = happened.What;
            insert.Parameters[5].Value = happened.Tag;
            insert.Parameters[6].Value = happened.Detail;
            insert.ExecuteNonQuery();
        }
    }

    private void Mark(SqliteTransaction transaction, long upTo, BlockHash hash)
    {
        using var head = _connection.CreateCommand();
        head.Transaction = transaction;
        head.CommandText = "INSERT OR REPLACE INTO recorded (id, sequence, hash) VALUES (1, $sequence, $hash)";
        head.Parameters.AddWithValue("$sequence", upTo);
        head.Parameters.AddWithValue("$hash", hash.ToArray());
        head.ExecuteNonQuery();
    }

    private const string CreateText = """
        BEGIN IMMEDIATE;
        CREATE TABLE events (
          sequence INTEGER NOT NULL,
          position INTEGER NOT NULL,
          time     INTEGER NOT NULL,
          kind     TEXT NOT NULL,
          what     TEXT NOT NULL,
          tag      TEXT NOT NULL,
          detail   TEXT NOT NULL,
          PRIMARY KEY (sequence, position)
        ) WITHOUT ROWID;
        CREATE INDEX events_by_time ON events (time);
        CREATE INDEX events_by_tag ON events (tag, time);
        CREATE TABLE recorded (
          id       INTEGER PRIMARY KEY CHECK (id = 1),
          sequence INTEGER NOT NULL,
          hash     BLOB NOT NULL
        );
        PRAGMA user_version = 1;
        COMMIT;
        """;
}
