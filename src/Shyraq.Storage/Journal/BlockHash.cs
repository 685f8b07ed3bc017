using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Shyraq.Core.Units;

namespace Shyraq.Storage.Journal;

/// <summary>A SHA-256 as a value: the link of the journal's chain. <c>default</c> is 32 zero bytes and the hash of no block.</summary>
public readonly record struct BlockHash
{
    /// <summary>Bytes.</summary>
    public const int Size = 32;

    private readonly ulong _a, _b, _c, _d;

    /// <param name="bytes">Exactly <see cref="Size"/> bytes.</param>
    public BlockHash(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, Size);
        _a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _d = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>What stands before the first block: it ties the chain to its mine, so that no journal passes for another mine's.</summary>
    public static BlockHash Genesis(MineId mine) => new(SHA256.HashData(Encoding.UTF8.GetBytes("shyraq journal 1\0" + mine.Value)));

    /// <summary>SHA-256(previous ‖ sequence ‖ time ‖ inputs ‖ sightings ‖ body); numbers big-endian, 8 8 4 4 bytes.</summary>
    public static BlockHash Next(BlockHash previous, long sequence, Instant time, int inputs, int sightings, ReadOnlySpan<byte> body)
    {
        Span<byte> head = stackalloc byte[Size + 24];
        previous.CopyTo(head);
        BinaryPrimitives.WriteInt64BigEndian(head[32..], sequence);
        BinaryPrimitives.WriteInt64BigEndian(head[40..], time.UnixMicroseconds);
        BinaryPrimitives.WriteInt32BigEndian(head[48..], inputs);
        BinaryPrimitives.WriteInt32BigEndian(head[52..], sightings);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(head);
        sha.AppendData(body);
        Span<byte> hash = stackalloc byte[Size];
        sha.GetHashAndReset(hash);
        return new(hash);
    }

    /// <summary>Writes the 32 bytes.</summary>
    public void CopyTo(Span<byte> to)
    {
        BinaryPrimitives.WriteUInt64BigEndian(to, _a);
        BinaryPrimitives.WriteUInt64BigEndian(to[8..], _b);
        BinaryPrimitives.WriteUInt64BigEndian(to[16..], _c);
        BinaryPrimitives.WriteUInt64BigEndian(to[24..], _d);
    }

    /// <summary>The 32 bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToArray());
}
