using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using Shyraq.Storage.Checkpoints;

namespace Shyraq.Storage.Journal;

/// <summary>Walks a journal from its first block to its last and finds everything that was changed, taken out, put in, moved or damaged.</summary>
public static class ChainCheck
{
    /// <summary>Checks the journal in a mine's folder; reads only, beside a running server if need be.</summary>
    /// <param name="checkpoints">Checkpoints whose signatures hold: witnesses beside the history and the snapshots.</param>
    public static ChainReport Check(string folder, IReadOnlyList<Checkpoint>? checkpoints = null, CancellationToken stop = default)
    {
        try
        {
            // The notes are read before the journal: one that a running server makes meanwhile must not seem ahead of it.
            List<HeadNote> notes = [.. HeadNote.AllOf(folder), .. (checkpoints ?? []).Select(one => new HeadNote(one.Head.Sequence, one.Head.Hash, Witness.Checkpoint))];
            using var connection = SqliteFile.OpenToRead(Path.Combine(folder, JournalFile.FileName));
            if (SqliteFile.SchemaOf(connection) is var schema && schema != JournalFile.Schema) return Unreadable($"journal schema {schema}, {JournalFile.Schema} expected");
            if (!Defines(connection, "blocks", JournalFile.BlocksTable)) return Unreadable("the table of blocks is not defined as a journal's");
            if (JournalReader.MineOf(connection) is not { } mine) return Unreadable("the journal does not say whose it is");
            var report = new ChainWalk(mine, from => StoredBlocks.From(connection, from), notes, stop).Walk(Guards(connection));
            return Forged(connection, checkpoints ?? []) is { } forged ? report with { Faults = [.. report.Faults, forged] } : report;
        }
        catch (Exception error) when (error is SqliteException or JournalDamagedException)
        {
            return Unreadable(error.Message);
        }
    }

    private static ChainReport Unreadable(string why) => ChainReport.Of(new ChainFault.Unreadable(1, 1, why, null, null));

    // Which version wrote which blocks is not in the chain, but each checkpoint holds a digest of it.
    internal static ChainFault.Writers? Forged(DbConnection connection, IReadOnlyList<Checkpoint> checkpoints)
    {
        Checkpoint? before = null;
        foreach (var one in checkpoints.OrderBy(one => one.Head.Sequence))
        {
            if (!IsWritten(connection, one)) return new(one.Head.Sequence, before?.Head.Time, one.Head.Time);
            before = one;
        }
        return null;
    }

    // A damaged table may hold anything, and no text at all where one should be.
    private static bool IsWritten(DbConnection connection, Checkpoint one)
    {
        try
        {
            return WriterDigest.Of(connection, one.Head.Sequence) == one.Writers;
        }
        catch (Exception error) when (TellsOfDamage(error))
        {
            return false;
        }
    }

    /// <summary>Whether an error tells of damage, and not of a database that is away, busy, or does not let us in.</summary>
    // PostgreSQL: data corrupted, values that cannot be; SQLite: corrupt, no database.
    internal static bool TellsOfDamage(Exception error) => error switch
    {
        SqliteException { SqliteErrorCode: 11 or 26 } or InvalidCastException or OverflowException or DecoderFallbackException => true,
        DbException { SqlState: ['X', 'X', ..] or ['2', '2', ..] } => true,
        _ => false,
    };

    private static bool Guards(SqliteConnection connection) =>
        JournalFile.Guards.All(guard => Defines(connection, guard.Split(' ')[2], guard));

    private static bool Defines(SqliteConnection connection, string name, string definition)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sql FROM sqlite_schema WHERE name = $name";
        command.Parameters.AddWithValue("$name", name);
        return command.ExecuteScalar() as string == definition;
    }
}
