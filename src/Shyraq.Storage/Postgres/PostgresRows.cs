using System.Data.Common;
using System.Globalization;
using Npgsql;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Postgres;

/// <summary>Reads the rows of a journal in PostgreSQL as they stand, twice the same number too, and goes on behind pages that are damaged.</summary>
internal sealed class PostgresRows(PostgresConnections connections, string schema)
{
    private const int Page = 500;

    // Where a stretch ends behind which its table has no readable row.
    private const long Unknown = long.MaxValue;

    /// <summary>The rows from a number on, in order of number.</summary>
    /// <exception cref="IOException">The database cannot be reached.</exception>
    public IEnumerable<StoredBlock> From(long from)
    {
        var (sequence, time) = (from, long.MinValue);
        while (true)
        {
            var (rows, damage) = Read(null, sequence, time, Page);
            foreach (var (block, at) in rows)
            {
                yield return block;
                (sequence, time) = (block.Sequence, at);
            }
            if (damage is not null) break;
            if (rows.Count < Page) yield break;
        }
        foreach (var block in ByMonth(sequence, time)) yield return block;
    }

    // One question to all months fails on a damaged page of any of them, so each month is asked by itself.
    private IEnumerable<StoredBlock> ByMonth(long sequence, long time)
    {
        var last = Math.Max(0, sequence);
        var months = Months().ConvertAll(month => OfMonth(month, sequence, time).GetEnumerator());
        months.RemoveAll(rows => !rows.MoveNext());
        while (months.Count > 0)
        {
            var next = months.MinBy(rows => rows.Current.Last)!;
            var block = next.Current;
            // What cannot be read to the end of its month reaches to the first row of a later one.
            if (months.Find(rows => rows.Current.Last == Unknown) is { } lost && (block.Last == Unknown || months.IndexOf(lost) < months.IndexOf(next)))
            {
                // Nothing is left of the gap for a second one.
                if (block.Last != Unknown && block.Sequence <= last + 1)
                {
                    months.Remove(lost);
                    continue;
                }
                (next, block) = (lost, lost.Current with { Last = block.Last == Unknown ? last + 1 : block.Sequence - 1 });
            }
            yield return block.Block is null ? block with { Sequence = Math.Min(Math.Max(block.Sequence, last + 1), block.Last) } : block;
            last = block.Last;
            if (!next.MoveNext()) months.Remove(next);
        }
    }

    // As the tables of the months are bounded; who reads has no right to a table by itself.
    private List<Month> Months() => connections.Ask(schema, connection =>
    {
        using var command = connection.Statement("""
            SELECT bounds[1]::bigint, bounds[2]::bigint
            FROM (SELECT regexp_match(pg_get_expr(relpartbound, oid), 'FROM \(''(-?\d+)''\) TO \(''(-?\d+)''\)') AS bounds FROM pg_class WHERE oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = 'blocks'::regclass)) AS months
            WHERE bounds IS NOT NULL
            ORDER BY 1
            """);
        using var row = command.ExecuteReader();
        List<Month> months = [];
        while (row.Read()) months.Add(new(row.GetInt64(0), row.GetInt64(1)));
        return months;
    });

    // Ever more rows at once, ever fewer up to a damaged one, then past it. Of a month whose turn has not come one row is in memory.
    private IEnumerable<StoredBlock> OfMonth(Month month, long sequence, long time)
    {
        for (var most = 1; ;)
        {
            var (rows, damage) = Read(month, sequence, time, most);
            foreach (var (block, at) in rows)
            {
                yield return block;
                (sequence, time) = (block.Sequence, at);
            }
            if (damage is null && rows.Count < most) yield break;
            if (damage is null || most > 1)
            {
                most = damage is null ? Math.Min(2 * most, Page) : most / 2;
                continue;
            }
            var bad = Math.Max(1, sequence + 1);
            var on = Leap.Behind(bad, from => CanRead(month, from));
            yield return new(bad, on is { } next ? Math.Max(bad, next - 1) : Unknown, null, damage);
            if (on is not { } readable) yield break;
            (sequence, time) = (readable, long.MinValue);
        }
    }

    // A page of rows; of one with a damaged row nothing.
    private (List<(StoredBlock Block, long Time)> Rows, string? Damage) Read(Month? month, long sequence, long time, int most)
    {
        try
        {
            return connections.Twice<(List<(StoredBlock, long)>, string?)>(schema, connection => (Rows(connection, month, sequence, time, most), null), () => ([], "PostgreSQL itself ends when it reads it"));
        }
        catch (PostgresException damage)
        {
            return ([], damage.MessageText);
        }
        catch (InvalidCastException none)
        {
            // No value where every row has one.
            return ([], none.Message);
        }
        catch (NpgsqlException lost)
        {
            throw new IOException($"{connections.Name}: {lost.Message}", lost);
        }
    }

    // Those behind a number and a time.
    private static List<(StoredBlock Block, long Time)> Rows(NpgsqlConnection connection, Month? month, long sequence, long time, int most)
    {
        List<(StoredBlock, long)> rows = [];
        var behind = $"FROM blocks WHERE {(month is { } one ? string.Create(CultureInfo.InvariantCulture, $"time >= {one.From} AND time < {one.To} AND ") : "")}(sequence, time) > (@sequence, @time)";
        var which = "";
        if (most == 1)
        {
            // To give one row in order of number and time, PostgreSQL reads the next one too, or all of them, and those may be damaged: its number is looked for first, by the index.
            connection.Run("SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off");
            if (connection.Scalar($"SELECT sequence {behind} ORDER BY sequence LIMIT 1", ("@sequence", sequence), ("@time", time)) is not long number) return rows;
            which = string.Create(CultureInfo.InvariantCulture, $" AND sequence = {number}");
        }
        using var command = connection.Statement($"SELECT {JournalFile.Columns} {behind}{which} ORDER BY sequence, time LIMIT {most}", ("@sequence", sequence), ("@time", time));
        using var row = command.ExecuteReader();
        while (row.Read()) rows.Add((Stored(row), row.GetInt64(1)));
        return rows;
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

    private bool CanRead(Month month, long from) => Read(month, from, long.MinValue, 1) is { Damage: null, Rows.Count: 1 };

    /// <summary>Times from the first on, before the second: those of one table.</summary>
    private readonly record struct Month(long From, long To);
}
