using System.Data.Common;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Shyraq.Storage.Journal;

/// <summary>How snapshots stand in their table: compressed where that helps, with the SHA-256 of what they were.</summary>
internal static class SnapshotRows
{
    public const string Plain = "plain", Brotli = "brotli";

    /// <summary>The snapshots that are whole, newest first, none newer than a block.</summary>
    public static IEnumerable<Snapshot> Newest(DbConnection connection, long upTo)
    {
        foreach (var sequence in Sequences(connection, upTo))
            if (Read(connection, sequence) is { } snapshot) yield return snapshot;
    }

    /// <summary>The blocks after which there are snapshots, newest first.</summary>
    public static List<long> Sequences(DbConnection connection, long upTo)
    {
        List<long> sequences = [];
        try
        {
            using var command = connection.Statement("SELECT sequence FROM snapshots WHERE sequence <= @upTo ORDER BY sequence DESC", ("@upTo", upTo));
            using var row = command.ExecuteReader();
            while (row.Read()) sequences.Add(row.GetInt64(0));
        }
        catch (DbException)
        {
            // A damaged cache holds no snapshots; what was found before the damage may still serve.
        }
        return sequences;
    }

    /// <summary>The snapshot after a block; null when it is not whole.</summary>
    public static Snapshot? Read(DbConnection connection, long sequence)
    {
        try
        {
            using var command = connection.Statement("SELECT block, digest, length, coding, body FROM snapshots WHERE sequence = @sequence", ("@sequence", sequence));
            using var row = command.ExecuteReader();
            if (!row.Read()) return null;
            var body = row.GetFieldValue<byte[]>(4);
            if (row.GetString(3) == Brotli) body = Decompress(body, checked((int)row.GetInt64(2)));
            return SHA256.HashData(body).AsSpan().SequenceEqual(row.GetFieldValue<byte[]>(1)) ? new(sequence, new(row.GetFieldValue<byte[]>(0)), body) : null;
        }
        catch (Exception damage) when (damage is DbException or IOException or InvalidDataException or InvalidCastException or InvalidOperationException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    public static byte[] Compress(byte[] body)
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
}
