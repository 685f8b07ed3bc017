using System.Data.Common;
using Npgsql;
using Shyraq.Core.Units;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Postgres;

/// <summary>Walks a journal in PostgreSQL from its first block to the first that is wrong.</summary>
internal static class PostgresChain
{
    private static readonly string[] Guards = ["blocks_in_order", "blocks_unchanged", "blocks_uncut"];

    public static ChainReport Check(PostgresConnections connections, long number, MineId mine, CancellationToken stop)
    {
        // The notes are read before the journal: one that a running server makes meanwhile must not seem ahead of it.
        var notes = Notes(connections, number);
        var report = new ChainReport(mine, 0, 0, 0, null, new(0, default, BlockHash.Genesis(mine)), connections.Ask(PostgresStore.SchemaOf(number), Guarded), null);
        Instant? After() => report.Blocks > 0 ? report.Head.Time : null;
        try
        {
            foreach (var block in new PostgresBlocks(connections, number, mine).Rows(long.MinValue))
            {
                stop.ThrowIfCancellationRequested();
                var expected = report.Head.Sequence + 1;
                if (block.Sequence > expected) return report with { Fault = new ChainFault.Missing(expected, block.Sequence - 1, After(), block.Time) };
                if (!block.Continues(report.Head.Hash, expected)) return report with { Fault = new ChainFault.Changed(expected, After(), null) };
                foreach (var note in notes)
                    if (note.Sequence == expected && note.Hash != block.Hash) return report with { Fault = new ChainFault.Rewritten(expected, note.Hash, After(), null) };
                report = report with
                {
                    Blocks = report.Blocks + 1,
                    Inputs = report.Inputs + block.Inputs,
                    Sightings = report.Sightings + block.Sightings,
                    First = report.First ?? block.Time,
                    Head = new(block.Sequence, block.Time, block.Hash),
                };
            }
        }
        catch (Exception error) when (error is PostgresException { SqlState: JournalReader.DataCorrupted or JournalReader.IndexCorrupted } or JournalDamagedException)
        {
            return report with { Fault = new ChainFault.Unreadable(report.Head.Sequence + 1, error.Message, After(), null) };
        }
        foreach (var note in notes)
            if (note.Sequence > report.Head.Sequence) return report with { Fault = new ChainFault.Missing(report.Head.Sequence + 1, note.Sequence, After(), null) };
        return report;
    }

    /// <summary>Whether the triggers that forbid changes are there and on, also on the table of each month.</summary>
    private static bool Guarded(NpgsqlConnection connection) => connection.Scalar("""
        SELECT bool_and((SELECT count(*) FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = ANY (@guards) AND t.tgenabled IN ('O', 'A')) = cardinality(@guards))
        FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND (c.oid = 'blocks'::regclass OR c.oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = 'blocks'::regclass)) AND c.relkind IN ('r', 'p')
        """, ("@guards", Guards)) is true;

    private static List<HeadNote> Notes(PostgresConnections connections, long number) =>
    [
        .. In(connections, PostgresStore.SchemaOf(number, HistorySchema.Tables.Part), "SELECT sequence, hash FROM recorded WHERE sequence > 0"),
        .. In(connections, PostgresStore.SchemaOf(number, SnapshotTable.Tables.Part), "SELECT sequence, block FROM snapshots"),
    ];

    private static List<HeadNote> In(PostgresConnections connections, string schema, string sql)
    {
        List<HeadNote> notes = [];
        try
        {
            using var connection = connections.Rent(schema);
            using var command = connection.Statement(sql);
            using var row = command.ExecuteReader();
            while (row.Read())
                if (row.GetFieldValue<byte[]>(1) is { Length: BlockHash.Size } hash) notes.Add(new(row.GetInt64(0), new(hash)));
        }
        catch (Exception error) when (error is DbException or InvalidCastException)
        {
            // What follows from the journal may be damaged or half made; the journal is judged without its word.
        }
        return notes;
    }
}
