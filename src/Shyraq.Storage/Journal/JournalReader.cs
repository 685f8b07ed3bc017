using System.Data.Common;
using Microsoft.Data.Sqlite;
using Shyraq.Core.Units;

namespace Shyraq.Storage.Journal;

/// <summary>Reads a journal without writing to it, beside a running server if need be.</summary>
public static class JournalReader
{
    // What PostgreSQL says of a page whose checksum is wrong, https://www.postgresql.org/docs/current/errcodes-appendix.html
    internal const string DataCorrupted = "XX001", IndexCorrupted = "XX002";

    /// <summary>Whose journal a file is; null when it does not say.</summary>
    /// <exception cref="SqliteException">The file cannot be read.</exception>
    internal static MineId? MineOf(SqliteConnection connection) =>
        connection.Scalar("SELECT mine FROM written ORDER BY rowid LIMIT 1") is string mine ? new MineId(mine) : null;

    /// <summary>Whose journal stands in a folder.</summary>
    /// <exception cref="JournalDamagedException">The file is no journal.</exception>
    public static MineId MineOf(string folder)
    {
        var path = Path.Combine(folder, JournalFile.FileName);
        try
        {
            using var connection = SqliteFile.OpenToRead(path);
            return MineOf(connection) ?? throw new JournalDamagedException($"{path}: it does not say whose journal it is");
        }
        catch (SqliteException error)
        {
            throw new JournalDamagedException($"{path}: {error.Message}", error);
        }
    }

    /// <summary>Streams the blocks of the journal in a folder from a sequence on, each checked against the chain.</summary>
    /// <exception cref="JournalDamagedException">A block is missing, changed or unreadable.</exception>
    public static IEnumerable<JournalBlock> ReadFolder(string folder, MineId mine, long from = 1) =>
        ReadFrom(Path.Combine(folder, JournalFile.FileName), mine, from);

    /// <summary>The newest block.</summary>
    /// <param name="newest">Gives its sequence, time and hash.</param>
    internal static JournalHead Head(DbConnection connection, string newest, string path, MineId mine)
    {
        using var command = connection.Statement(newest);
        using var row = command.ExecuteReader();
        if (!row.Read()) return new(0, default, BlockHash.Genesis(mine));
        var hash = row.GetFieldValue<byte[]>(2);
        if (hash.Length != BlockHash.Size) throw new JournalDamagedException($"{path}: block {row.GetInt64(0)} has a hash of {hash.Length} bytes, {BlockHash.Size} expected");
        return new(row.GetInt64(0), new(row.GetInt64(1)), new(hash));
    }

    /// <summary>Who wrote, in the order in which they signed.</summary>
    internal static IReadOnlyList<JournalWriter> Writers(DbConnection connection)
    {
        using var command = connection.Statement("SELECT first_sequence, writer, schema FROM written ORDER BY first_sequence");
        using var row = command.ExecuteReader();
        List<JournalWriter> writers = [];
        while (row.Read()) writers.Add(new(row.GetInt64(0), row.GetString(1), row.GetInt64(2)));
        return writers;
    }

    internal static IEnumerable<JournalBlock> ReadFrom(string path, MineId mine, long from) => Checked(first => Rows(path, first), path, mine, from);

    /// <summary>Rows from a sequence on, each checked against the chain.</summary>
    /// <param name="rows">The rows as they stand, from a sequence on.</param>
    internal static IEnumerable<JournalBlock> Checked(Func<long, IEnumerable<JournalBlock>> rows, string path, MineId mine, long from)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(from, 1);
        var expected = from;
        using var blocks = rows(Math.Max(1, from - 1)).GetEnumerator();
        var previous = BlockHash.Genesis(mine);
        if (from > 1)
        {
            if (!Next(blocks, path, from - 1) || blocks.Current.Sequence != from - 1) throw new JournalDamagedException($"{path}: block {from - 1} is missing");
            previous = blocks.Current.Hash;
        }
        while (Next(blocks, path, expected))
        {
            var block = blocks.Current;
            if (block.Sequence != expected) throw new JournalDamagedException($"{path}: block {expected} is missing");
            if (!block.Continues(previous, expected)) throw new JournalDamagedException($"{path}: block {expected} was changed: its hash does not match");
            yield return block;
            previous = block.Hash;
            expected++;
        }
    }

    /// <summary>The rows as they stand, unchecked, in order of sequence.</summary>
    internal static IEnumerable<JournalBlock> Rows(string path, long from)
    {
        using var connection = SqliteFile.OpenToRead(path);
        foreach (var block in Rows(connection, from)) yield return block;
    }

    internal static IEnumerable<JournalBlock> Rows(SqliteConnection connection, long from)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {JournalFile.Columns} FROM blocks WHERE sequence >= $from ORDER BY sequence";
        command.Parameters.AddWithValue("$from", from);
        using var row = command.ExecuteReader();
        while (row.Read()) yield return Block(row);
    }

    // A damaged file may hold anything anywhere: a value of the wrong kind is a bad block, not a crash.
    internal static JournalBlock Block(DbDataReader row)
    {
        var sequence = row.GetInt64(0);
        try
        {
            if (new Instant(row.GetInt64(1)) is var time && (time < Instant.Earliest || time > Instant.Latest)) throw new FormatException("its time is none");
            return new(sequence, new(row.GetInt64(1)), checked((int)row.GetInt64(2)), checked((int)row.GetInt64(3)), row.GetFieldValue<byte[]>(4), new(row.GetFieldValue<byte[]>(5)));
        }
        catch (Exception bad) when (bad is InvalidCastException or InvalidOperationException or OverflowException or FormatException or ArgumentException)
        {
            throw new JournalDamagedException($"block {sequence} holds values that no block has: {bad.Message}", bad);
        }
    }

    private static bool Next(IEnumerator<JournalBlock> blocks, string path, long expected)
    {
        try
        {
            return blocks.MoveNext();
        }
        catch (DbException error) when (error is SqliteException || error.SqlState is DataCorrupted or IndexCorrupted)
        {
            throw new JournalDamagedException($"{path}: block {expected} cannot be read: {error.Message}", error);
        }
        catch (DbException error)
        {
            throw new IOException($"{path}: {error.Message}", error);
        }
    }
}
