using Microsoft.Data.Sqlite;
using Shyraq.Storage.History;

namespace Shyraq.Storage.Journal;

/// <summary>
/// A block that somebody beside the journal knows the hash of. It is a witness: a chain that was cut short or whose
/// end was written anew fits together by itself, but not with what the history, the snapshots and the checkpoints noted of it.
/// </summary>
internal readonly record struct HeadNote(long Sequence, BlockHash Hash, Witness By)
{
    /// <summary>The notes that the files in a mine's folder hold; those that cannot be read tell nothing.</summary>
    public static IReadOnlyList<HeadNote> AllOf(string folder) =>
    [
        .. In(Path.Combine(folder, HistoryTables.FileName), "SELECT sequence, hash FROM recorded WHERE sequence > 0", Witness.History),
        .. In(Path.Combine(folder, SnapshotTable.FileName), "SELECT sequence, block FROM snapshots", Witness.Snapshot),
    ];

    private static List<HeadNote> In(string path, string sql, Witness by)
    {
        List<HeadNote> notes = [];
        if (!File.Exists(path)) return notes;
        try
        {
            using var connection = SqliteFile.OpenToRead(path);
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var row = command.ExecuteReader();
            while (row.Read())
                if (row.GetFieldValue<byte[]>(1) is { Length: BlockHash.Size } hash) notes.Add(new(row.GetInt64(0), new(hash), by));
        }
        catch (Exception error) when (error is SqliteException or InvalidCastException or InvalidOperationException)
        {
            // Derived files may be damaged or half made; the journal is judged without their word.
        }
        return notes;
    }
}
