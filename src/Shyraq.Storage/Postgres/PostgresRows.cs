using System.Data.Common;
using Npgsql;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Postgres;

/// <summary>Reads the rows of a journal in PostgreSQL as they stand, twice the same number too, and goes on behind pages that are damaged.</summary>
internal sealed class PostgresRows(PostgresConnections connections, string schema)
{
    private const int Page = 500;

    /// <summary>The rows from a number on, in order of number.</summary>
    /// <exception cref="IOException">The database cannot be reached.</exception>
    public IEnumerable<StoredBlock> From(long from)
    {
        var (sequence, time) = (from == long.MinValue ? from : from - 1, long.MaxValue);
        while (true)
        {
            var (rows, damage) = Read(sequence, time, Page);
            foreach (var (block, at) in rows)
            {
                yield return block;
                (sequence, time) = (block.Sequence, at);
            }
            if (damage is null && rows.Count < Page) yield break;
            if (damage is null) continue;
            // One by one up to the damaged row, then past it.
            if (rows.Count == 0 && Read(sequence, time, 1) is { Damage: null, Rows: [var (one, when)] })
            {
                yield return one;
                (sequence, time) = (one.Sequence, when);
                continue;
            }
            var bad = Math.Max(1, sequence + 1);
            var on = After(bad);
            yield return new(bad, on is { } next ? Math.Max(bad, next - 1) : bad, null, damage);
            if (on is not { } readable) yield break;
            (sequence, time) = (readable - 1, long.MaxValue);
        }
    }

    // A page of rows; of one with a damaged row nothing.
    private (List<(StoredBlock Block, long Time)> Rows, string? Damage) Read(long sequence, long time, int most)
    {
        List<(StoredBlock, long)> rows = [];
        using var connection = connections.Rent(schema);
        try
        {
            using var command = connection.Statement($"SELECT {JournalFile.Columns} FROM blocks WHERE (sequence, time) > (@sequence, @time) ORDER BY sequence, time LIMIT {most}", ("@sequence", sequence), ("@time", time));
            using var row = command.ExecuteReader();
            while (row.Read()) rows.Add((Stored(row), row.GetInt64(1)));
            return (rows, null);
        }
        catch (PostgresException damage)
        {
            return ([], damage.MessageText);
        }
        catch (NpgsqlException lost)
        {
            throw new IOException($"{connections.Name}: {lost.Message}", lost);
        }
    }

    private static StoredBlock Stored(DbDataReader row)
    {
        var sequence = row.GetInt64(0);
        try
        {
            return new(sequence, sequence, JournalReader.Block(row), "");
        }
        catch (JournalDamagedException bad)
        {
            return new(sequence, sequence, null, bad.Message);
        }
    }

    /// <summary>A number behind a damaged one from which rows can be read again: ever longer leaps, then back to the nearest that works.</summary>
    private long? After(long bad)
    {
        long leap = 1;
        while (leap < 1L << 40 && !CanRead(bad + leap)) leap *= 2;
        if (leap >= 1L << 40) return null;
        var (fails, works) = (bad + leap / 2, bad + leap);
        while (works - fails > 1)
        {
            var middle = fails + (works - fails) / 2;
            if (CanRead(middle)) works = middle;
            else fails = middle;
        }
        return works;
    }

    private bool CanRead(long from) => Read(from - 1, long.MaxValue, 1) is { Damage: null, Rows.Count: 1 };
}
