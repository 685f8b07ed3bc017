using System.Data.Common;
using System.Security.Cryptography;

namespace Shyraq.Storage.Journal;

/// <summary>A mine's whole state after a block.</summary>
/// <param name="Sequence">The last block followed.</param>
/// <param name="Block">That block's hash: a snapshot of another journal is none of this one.</param>
public sealed record Snapshot(long Sequence, BlockHash Block, byte[] Body);

/// <summary>
/// The newest snapshots of one mine: a cache that spares a replay from the first block. It may be deleted without
/// loss; a damaged one is passed over. Thread-safe: one call waits for another.
/// </summary>
public sealed class SnapshotTable : IDisposable
{
    /// <summary>Its name in a mine's folder.</summary>
    public const string FileName = "snapshots.db";

    /// <summary>How many are kept.</summary>
    public const int Kept = 2;

    private readonly Lock _gate = new();
    private readonly IDerivedDatabase _database;

    internal SnapshotTable(IDerivedDatabase database) => _database = database;

    /// <summary>Opens the snapshots in a mine's folder; a file that cannot be used is replaced by an empty one.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static SnapshotTable InFolder(string folder) => new(new DerivedFile(Path.Combine(folder, FileName), Tables, keepsOld: false));

    /// <summary>Keeps a snapshot and lets go of all but the newest, and the newest from which the history can go on.</summary>
    /// <param name="recordedUpTo">The block up to which the history is recorded.</param>
    /// <exception cref="IOException">It could not be written; the older ones stand.</exception>
    public void Save(Snapshot snapshot, long recordedUpTo)
    {
        var compressed = SnapshotRows.Compress(snapshot.Body);
        var coding = compressed.Length < snapshot.Body.Length ? SnapshotRows.Brotli : SnapshotRows.Plain;
        lock (_gate) Write(snapshot, compressed, coding, recordedUpTo);
    }

    /// <summary>The snapshots that are whole, newest first.</summary>
    /// <param name="upTo">None newer than this block.</param>
    public IEnumerable<Snapshot> Newest(long upTo = long.MaxValue)
    {
        List<long> sequences;
        lock (_gate) sequences = SnapshotRows.Sequences(_database.Connection, upTo);
        foreach (var sequence in sequences)
        {
            Snapshot? snapshot;
            lock (_gate) snapshot = SnapshotRows.Read(_database.Connection, sequence);
            if (snapshot is not null) yield return snapshot;
        }
    }

    /// <summary>Closes it.</summary>
    public void Dispose() => _database.Dispose();

    private void Write(Snapshot snapshot, byte[] compressed, string coding, long recordedUpTo)
    {
        try
        {
            var connection = _database.Connection;
            using var transaction = connection.BeginTransaction();
            connection.Run("""
                INSERT INTO snapshots (sequence, block, digest, length, coding, body) VALUES (@sequence, @block, @digest, @length, @coding, @body)
                  ON CONFLICT (sequence) DO UPDATE SET block = excluded.block, digest = excluded.digest, length = excluded.length, coding = excluded.coding, body = excluded.body
                """,
                ("@sequence", snapshot.Sequence), ("@block", snapshot.Block.ToArray()), ("@digest", SHA256.HashData(snapshot.Body)), ("@length", (long)snapshot.Body.Length),
                ("@coding", coding), ("@body", coding == SnapshotRows.Brotli ? compressed : snapshot.Body));
            connection.Run("""
                DELETE FROM snapshots WHERE sequence NOT IN (SELECT sequence FROM snapshots ORDER BY sequence DESC LIMIT @kept)
                  AND sequence IS DISTINCT FROM (SELECT MAX(sequence) FROM snapshots WHERE sequence <= @recorded)
                """, ("@kept", (long)Kept), ("@recorded", recordedUpTo));
            transaction.Commit();
        }
        catch (DbException error)
        {
            throw new IOException($"{_database.Name}: {error.Message}", error);
        }
    }

    internal static readonly TableSteps Tables = new("snapshots",
    [
        with => $"""
            CREATE TABLE snapshots (
              sequence {with.Int64} PRIMARY KEY,
              block    {with.Blob} NOT NULL,
              digest   {with.Blob} NOT NULL,
              length   {with.Int64} NOT NULL,
              coding   TEXT NOT NULL,
              body     {with.Blob} NOT NULL
            )
            """,
    ]);
}
