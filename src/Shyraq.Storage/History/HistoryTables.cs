using System.Collections.Immutable;
using System.Data.Common;
using Shyraq.Core.Units;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.History;

/// <summary>
/// The history of one mine. It follows from the journal: a replay records again what a crash took, and nothing twice.
/// A damaged history is put aside wherever the damage shows, so that it never stands in the way of the mine. Not thread-safe but for reading the properties.
/// </summary>
public sealed class HistoryTables : IDisposable
{
    /// <summary>Its name in a mine's folder.</summary>
    public const string FileName = "history.db";

    private readonly IDerivedDatabase _database;

    // A connection was opened in place of one that was lost.
    private readonly bool _isOpen;
    private bool _isReopened;

    /// <param name="open">Opens its tables; what it is given must run on them, or they are of no use.</param>
    internal HistoryTables(Func<Action<DbConnection>, IDerivedDatabase> open, Func<long, BlockHash?> hashOf)
    {
        _database = open(ReadMark);
        _isOpen = true;
        if (RecordedUpTo > 0 && hashOf(RecordedUpTo) != RecordedHash) BeginAnew("foreign");
    }

    /// <summary>All events of blocks up to this one are here; 0 in a new history.</summary>
    public long RecordedUpTo { get; private set; }

    /// <summary>The hash of that block; <c>default</c> in a new history.</summary>
    public BlockHash RecordedHash { get; private set; }

    /// <summary>Where histories that could not be used were put since this one was opened.</summary>
    public ImmutableArray<string> PutAside => _database.PutAside;

    /// <summary>Opens the history in a mine's folder, see <see cref="IMineStore.OpenHistory"/>.</summary>
    public static HistoryTables InFolder(string folder, Func<long, BlockHash?> hashOf) =>
        new(probe => new DerivedFile(Path.Combine(folder, FileName), HistorySchema.Tables, keepsOld: true, probe), hashOf);

    /// <summary>
    /// Records the events of the blocks from <paramref name="first"/> to <paramref name="upTo"/> in one transaction. Events that
    /// are here already stay as they are. The mark of what is recorded moves up only over blocks without a gap.
    /// </summary>
    /// <param name="first">With these, all events from this block on are here.</param>
    /// <exception cref="HistoryDamagedException">The history was damaged. Nothing was recorded, and what was is no longer here.</exception>
    /// <exception cref="IOException">Nothing was recorded.</exception>
    public void Record(IReadOnlyList<HistoryEvent> events, long first, long upTo, BlockHash hash) => Record(new HistoryRows { Events = [.. events] }, first, upTo, hash);

    /// <summary>Records all that the blocks from <paramref name="first"/> to <paramref name="upTo"/> add, as above.</summary>
    /// <param name="upTo">0: more is to come of these blocks, and the mark stays where it is.</param>
    /// <exception cref="HistoryDamagedException">The history was damaged. Nothing was recorded, and what was is no longer here.</exception>
    /// <exception cref="HistoryReopenedException">The database was lost and came back, perhaps without what was recorded last. Nothing was recorded.</exception>
    /// <exception cref="IOException">Nothing was recorded.</exception>
    public void Record(HistoryRows rows, long first, long upTo, BlockHash hash)
    {
        bool moves;
        try
        {
            // It may be a new connection, to a database that was started again.
            var connection = _database.Connection;
            if (_isReopened)
            {
                _isReopened = false;
                throw new HistoryReopenedException(_database.Name, RecordedUpTo);
            }
            moves = first <= RecordedUpTo + 1 && upTo > RecordedUpTo;
            using var transaction = connection.BeginTransaction();
            HistoryInsert.Into(connection, rows);
            if (moves) Mark(connection, upTo, hash);
            transaction.Commit();
        }
        catch (DbException error) when (_database.IsDamage(error))
        {
            throw new HistoryDamagedException(BeginAnew("damaged"), error);
        }
        catch (DbException error)
        {
            throw new IOException($"{_database.Name}: {error.Message}", error);
        }
        if (moves) (RecordedUpTo, RecordedHash) = (upTo, hash);
    }

    /// <summary>The kinds of what is kept, each for a time of its own: <c>tracks</c>, <c>boards</c>, <c>events</c>.</summary>
    public static IReadOnlyList<string> Kinds => HistoryTrim.Kinds;

    /// <summary>The oldest of a kind that is here; null when there is nothing.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public Instant? Oldest(string kind) => Tried(connection => HistoryTrim.Oldest(connection, kind));

    /// <summary>Deletes one piece of what is older than a time.</summary>
    /// <returns>Whether there may be more.</returns>
    /// <exception cref="IOException">Nothing was deleted.</exception>
    public bool TrimPiece(string kind, Instant before) => Tried(connection =>
    {
        using var transaction = connection.BeginTransaction();
        var more = HistoryTrim.Piece(connection, kind, before);
        transaction.Commit();
        return more;
    });

    /// <summary>Records rows of another version than the live one; what is recorded of the journal stays as it is.</summary>
    /// <exception cref="IOException">Nothing was recorded.</exception>
    public void Record(HistoryRows rows) => Record(rows, 1, 0, default);

    /// <summary>Begins a version of a name that none has: what an earlier attempt that did not come to its end left under it goes. False when there is such a version.</summary>
    /// <exception cref="IOException">The history cannot be written.</exception>
    public bool Begin(string version)
    {
        try
        {
            var connection = _database.Connection;
            if (connection.Scalar("SELECT 1 FROM versions WHERE name = @name", ("@name", version)) is not null) return false;
            foreach (var table in new[] { "tracks", "track_sums", "visits", "version_events" }) connection.Run($"DELETE FROM {table} WHERE version = @version", ("@version", version));
            return true;
        }
        catch (DbException error)
        {
            throw new IOException($"{_database.Name}: {error.Message}", error);
        }
    }

    /// <summary>Closes it.</summary>
    public void Dispose() => _database.Dispose();

    private string BeginAnew(string why)
    {
        var aside = _database.BeginAnew(why);
        _isReopened = false;
        return aside;
    }

    private T Tried<T>(Func<DbConnection, T> work)
    {
        try
        {
            return work(_database.Connection);
        }
        catch (DbException error)
        {
            throw new IOException($"{_database.Name}: {error.Message}", error);
        }
    }

    private void ReadMark(DbConnection connection)
    {
        using var command = connection.Statement("SELECT sequence, hash FROM recorded");
        using var row = command.ExecuteReader();
        (RecordedUpTo, RecordedHash) = row.Read() ? (row.GetInt64(0), new BlockHash(row.GetFieldValue<byte[]>(1))) : (0, default);
        _isReopened = _isOpen;
    }

    private static void Mark(DbConnection connection, long upTo, BlockHash hash) =>
        connection.Run("INSERT INTO recorded (id, sequence, hash) VALUES (1, @sequence, @hash) ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash",
            ("@sequence", upTo), ("@hash", hash.ToArray()));
}
