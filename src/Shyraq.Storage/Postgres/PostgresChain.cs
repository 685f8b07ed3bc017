using Npgsql;
using Shyraq.Core.Units;
using Shyraq.Storage.Checkpoints;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Postgres;

/// <summary>Walks a journal in PostgreSQL from its first block to its last and finds everything that was changed, as <see cref="ChainCheck"/> does in a file.</summary>
internal static class PostgresChain
{
    private static readonly string[] Guards = ["blocks_in_order", "blocks_unchanged", "blocks_uncut"];

    public static ChainReport Check(PostgresConnections connections, long number, MineId mine, IReadOnlyList<Checkpoint> checkpoints, CancellationToken stop)
    {
        // The notes are read before the journal: one that a running server makes meanwhile must not seem ahead of it.
        List<HeadNote> notes =
        [
            .. Notes(connections, PostgresStore.SchemaOf(number, HistorySchema.Tables.Part), "SELECT sequence, hash FROM recorded WHERE sequence > 0", Witness.History),
            .. Notes(connections, PostgresStore.SchemaOf(number, SnapshotTable.Tables.Part), "SELECT sequence, block FROM snapshots", Witness.Snapshot),
            .. checkpoints.Select(one => new HeadNote(one.Head.Sequence, one.Head.Hash, Witness.Checkpoint)),
        ];
        var schema = PostgresStore.SchemaOf(number);
        var guarded = connections.Ask(schema, Guarded);
        var rows = new PostgresRows(connections, schema);
        var report = new ChainWalk(mine, rows.From, notes, stop).Walk(guarded);
        var forged = Forged(connections, schema, checkpoints);
        return forged is null ? report : report with { Faults = [.. report.Faults, forged] };
    }

    private static ChainFault.Writers? Forged(PostgresConnections connections, string schema, IReadOnlyList<Checkpoint> checkpoints)
    {
        try
        {
            return connections.Twice(
                schema,
                connection => ChainCheck.Forged(connection, checkpoints),
                () => checkpoints.MinBy(one => one.Head.Sequence) is { } first ? new(first.Head.Sequence, null, first.Head.Time) : null);
        }
        catch (NpgsqlException error)
        {
            throw new IOException($"{connections.Name}: {error.Message}", error);
        }
    }

    /// <summary>Whether the triggers that forbid changes are there and on, also on the table of each month.</summary>
    private static bool Guarded(NpgsqlConnection connection) => connection.Scalar("""
        SELECT bool_and((SELECT count(*) FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = ANY (@guards) AND t.tgenabled IN ('O', 'A')) = cardinality(@guards))
        FROM pg_class c WHERE c.oid = 'blocks'::regclass OR c.oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = 'blocks'::regclass)
        """, ("@guards", Guards)) is true;

    private static List<HeadNote> Notes(PostgresConnections connections, string schema, string sql, Witness by)
    {
        try
        {
            return connections.Twice(schema, connection => NotesOf(connection, sql, by), () => []);
        }
        catch (Exception error) when (ChainCheck.TellsOfDamage(error) || error is PostgresException { SqlState: ['4', '2', ..] and not PostgresErrorCodes.InsufficientPrivilege })
        {
            // What follows from the journal may be damaged or half made, its tables not there; the journal is judged without its word.
            return [];
        }
        catch (NpgsqlException error)
        {
            throw new IOException($"{connections.Name}: {error.Message}", error);
        }
    }

    private static List<HeadNote> NotesOf(NpgsqlConnection connection, string sql, Witness by)
    {
        using var command = connection.Statement(sql);
        using var row = command.ExecuteReader();
        return HeadNote.Of(row, by);
    }
}
