using System.Data.Common;
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

    /// <summary>Those among rows of numbers and hashes that are notes.</summary>
    public static List<HeadNote> Of(DbDataReader row, Witness by)
    {
        List<HeadNote> notes = [];
        while (row.Read())
            if ((row.GetValue(0), row.GetValue(1)) is (long sequence, byte[] { Length: BlockHash.Size } hash)) notes.Add(new(sequence, new(hash), by));
        return notes;
    }

    private static List<HeadNote> In(string path, string sql, Witness by)
    {
        if (!File.Exists(path)) return [];
        try
        {
            using var connection = SqliteFile.OpenToRead(path);
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var row = command.ExecuteReader();
            return Of(row, by);
        }
        catch (Exception error) when (error is SqliteException or InvalidOperationException)
        {
            // Derived files may be damaged or half made; the journal is judged without their word.
            return [];
        }
    }
}
