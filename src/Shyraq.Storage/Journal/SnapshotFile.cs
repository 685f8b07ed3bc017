using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Shyraq.Storage.Journal;

/// <summary>A mine's whole state after a block.</summary>
/// <param name="Sequence">The last block followed.</param>
/// <param name="Block">That block's hash: a snapshot of another journal is none of this one.</param>
public sealed record Snapshot(long Sequence, BlockHash Block, byte[] Body);

/// <summary>
/// The newest snapshots of one mine: a cache that spares a replay from the first block. It may be deleted without
/// loss; a damaged one is passed over. Thread-safe: one call waits for another.
/// </summary>
public sealed class SnapshotFile : IDisposable
{
    /// <summary>Its name in the mine's folder.</summary>
    public const string FileName = "snapshots.db";

    /// <summary>How many are kept.</summary>
    public const int Kept = 2;

    private const int Schema = 1;
    private const string Plain = "plain", Brotli = "brotli";

    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;

    private SnapshotFile(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens the snapshots of a mine; a file that cannot be used is replaced by an empty one.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static SnapshotFile Open(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return new(DerivedFile.Open(path, Schema, CreateText, File.Delete));
    }

    /// <summary>The snapshots in a folder that are whole, newest first; the file is only read. None when there is no such file or it cannot be read.</summary>
    public static IEnumerable<Snapshot> ReadFolder(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) yield break;
        SnapshotFile? file = null;
        try { file = new(SqliteFile.OpenToRead(path)); }
        catch (Exception unreadable) when (unreadable is SqliteException or IOException) { }
        if (file is null) yield break;
        using (file)
            foreach (var snapshot in file.Newest()) yield return snapshot;
    }

    /// <summary>Keeps a snapshot and lets go of all but the newest, and the newest from which the history can go on.</summary>
    /// <param name="recordedUpTo">The block up to which the history is recorded.</param>
    /// <exception cref="IOException">It could not be written; the older ones stand.</exception>
    public void Save(Snapshot snapshot, long recordedUpTo)
    {
        var compressed = Compress(snapshot.Body);
        var coding = compressed.Length < snapshot.Body.Length ? Brotli : Plain;
        lock (_gate) Write(snapshot, compressed, coding, recordedUpTo);
    }

    private void Write(Snapshot snapshot, byte[] compressed, string coding, long recordedUpTo)
    {
        try
        {
            using var transaction = _connection.BeginTransaction();
            using var insert = _connection.CreateCommand();
            insert.Transaction = transaction;
            insert.CommandText = """
                INSERT OR REPLACE INTO snapshots (sequence, block, digest, length, coding, body) VALUES ($sequence, $block, $digest, $length, $coding, $body);
                DELETE FROM snapshots WHERE sequence NOT IN (SELECT sequence FROM snapshots ORDER BY sequence DESC LIMIT $kept)
                  AND sequence IS NOT (SELECT MAX(sequence) FROM snapshots WHERE sequence <= $recorded);
                """;
            insert.Parameters.AddWithValue("$sequence", snapshot.Sequence);
            insert.Parameters.AddWithValue("$block", snapshot.Block.ToArray());
            insert.Parameters.AddWithValue("$digest", SHA256.HashData(snapshot.Body));
            insert.Parameters.AddWithValue("$length", snapshot.Body.Length);
            insert.Parameters.AddWithValue("$coding", coding);
            insert.Parameters.AddWithValue("$body", coding == Brotli ? compressed : snapshot.Body);
            insert.Parameters.AddWithValue("$kept", Kept);
            insert.Parameters.AddWithValue("$recorded", recordedUpTo);
            insert.ExecuteNonQuery();
            transaction.Commit();
        }
        catch (SqliteException error)
        {
            throw new IOException($"{_connection.DataSource}: {error.Message}", error);
        }
    }

    /// <summary>The snapshots that are whole, newest first.</summary>
    /// <param name="upTo">None newer than this block.</param>
    public IEnumerable<Snapshot> Newest(long upTo = long.MaxValue)
    {
        List<long> sequences;
        lock (_gate) sequences = Sequences(upTo);
        foreach (var sequence in sequences)
        {
            Snapshot? snapshot;
            lock (_gate) snapshot = Read(sequence);
            if (snapshot is not null) yield return snapshot;
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _connection.Dispose();

    private List<long> Sequences(long upTo)
    {
        List<long> sequences = [];
        try
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "SELECT sequence FROM snapshots WHERE sequence <= $upTo ORDER BY sequence DESC";
            command.Parameters.AddWithValue("$upTo", upTo);
            using var row = command.ExecuteReader();
            while (row.Read()) sequences.Add(row.GetInt64(0));
        }
        catch (SqliteException)
        {
            // A damaged cache holds no snapshots; what was found before the damage may still serve.
        }
        return sequences;
    }

    private Snapshot? Read(long sequence)
    {
        try
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "SELECT block, digest, length, coding, body FROM snapshots WHERE sequence = $sequence";
            command.Parameters.AddWithValue("$sequence", sequence);
            using var row = command.ExecuteReader();
            if (!row.Read()) return null;
            var body = row.GetFieldValue<byte[]>(4);
            if (row.GetString(3) == Brotli) body = Decompress(body, row.GetInt32(2));
            return SHA256.HashData(body).AsSpan().SequenceEqual(row.GetFieldValue<byte[]>(1)) ? new(sequence, new(row.GetFieldValue<byte[]>(0)), body) : null;
        }
        catch (Exception damage) when (damage is SqliteException or IOException or InvalidDataException or InvalidCastException or InvalidOperationException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    private static byte[] Compress(byte[] body)
    {
        using var to = new MemoryStream(body.Length / 2);
        using (var brotli = new BrotliStream(to, CompressionLevel.Fastest)) brotli.Write(body);
        return to.ToArray();
    }

    private static byte[] Decompress(byte[] body, int length)
    {
        // The length on disk may be damaged too: never allocate for it more than the bytes can bear (Brotli: some 2000-fold).
        if (length < 0 || length / 5000 > body.Length) throw new InvalidDataException($"{length} bytes cannot come from {body.Length}");
        var plain = new byte[length];
        using var brotli = new BrotliStream(new MemoryStream(body), CompressionMode.Decompress);
        brotli.ReadExactly(plain);
        return brotli.ReadByte() < 0 ? plain : throw new InvalidDataException("longer than it says");
    }

    private const string CreateText = """
        BEGIN IMMEDIATE;
        CREATE TABLE snapshots (
          sequence INTEGER PRIMARY KEY,
          block    BLOB NOT NULL,
          digest   BLOB NOT NULL,
          length   INTEGER NOT NULL,
          coding   TEXT NOT NULL,
          body     BLOB NOT NULL
        );
        PRAGMA user_version = 1;
        COMMIT;
        """;
}
