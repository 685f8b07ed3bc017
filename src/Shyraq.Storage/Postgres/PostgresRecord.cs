using Shyraq.Core.Units;
using Shyraq.Storage.Checkpoints;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Postgres;

/// <summary>The record of a mine in PostgreSQL.</summary>
/// <param name="number">Null when the database has no such mine.</param>
internal sealed class PostgresRecord(PostgresConnections connections, MineId mine, long? number) : IMineRecord
{
    public MineId Mine => mine;

    public string Name => number is { } known ? $"{connections.Name}, {PostgresStore.SchemaOf(known)}" : connections.Name;

    public bool Exists => number is not null;

    public IJournalBlocks Journal => new PostgresBlocks(connections, Number, mine);

    public IEnumerable<Snapshot> Snapshots()
    {
        using var connection = connections.Rent(PostgresStore.SchemaOf(Number, SnapshotTable.Tables.Part));
        foreach (var snapshot in SnapshotRows.Newest(connection, long.MaxValue)) yield return snapshot;
    }

    public HistoryReading? OpenHistory() => new(connections.Rent(PostgresStore.SchemaOf(Number, HistorySchema.Tables.Part)));

    public ChainReport Check(IReadOnlyList<Checkpoint>? checkpoints = null, CancellationToken cancel = default) => PostgresChain.Check(connections, Number, mine, checkpoints ?? [], cancel);

    private long Number => number ?? throw new IOException($"{connections.Name}: no mine '{mine}'");
}
