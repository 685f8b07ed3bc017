using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using Shyraq.Core.Units;

namespace Shyraq.Protocols.Inputs;

/// <summary>Writes the primitives of a block into a rented array: varints, times, strings by table, reversible decimals.</summary>
internal sealed class BlockWriter : IDisposable
{
    private readonly Dictionary<string, int> _strings = new(StringComparer.Ordinal);
    private byte[] _bytes;
    private int _at;

    public BlockWriter(int sizeHint) => _bytes = ArrayPool<byte>.Shared.Rent(sizeHint);

    /// <summary>What was written so far.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _at);

    public void Byte(byte value)
    {
        Room(1);
        _bytes[_at++] = value;
    }

    /// <summary>Seven bits a byte, lowest first, at most ten bytes.</summary>
    public void Varint(ulong value)
    {
        Room(10);
        var (bytes, at) = (_bytes, _at);
        for (; value >= 0x80; value >>= 7) bytes[at++] = (byte)(value | 0x80);
        bytes[at++] = (byte)value;
        _at = at;
    }

    /// <summary>Small numbers of either sign become small varints.</summary>
    public void Signed(long value) => Varint(((ulong)value << 1) ^ (ulong)(value >> 63));

    /// <summary>A time as microseconds since another; the new other is this. Any pair of instants is exact, by wrapping.</summary>
    public void Time(Instant time, ref long since)
    {
        Signed(unchecked(time.UnixMicroseconds - since));
        since = time.UnixMicroseconds;
    }

    /// <summary>0 is null, 1 a new string that follows and joins the table, n the string n − 2 of the table.</summary>
    public void Text(string? text)
    {
        if (text is null) Byte(0);
        else if (_strings.TryGetValue(text, out var index)) Varint((ulong)index + 2);
        else
        {
            _strings.Add(text, _strings.Count);
            Byte(1);
            NewText(text);
        }
    }

    /// <summary>Bytes with their length before them.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Varint((ulong)bytes.Length);
        Room(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_at));
        _at += bytes.Length;
    }

    /// <summary>
    /// A number, exact to the bit: a whole number of 10^-k with k in the lowest three bits where that gives the same
    /// bits back, otherwise a 7 and the eight bytes. What instruments say has few decimals, so three bytes are usual.
    /// </summary>
    /// <param name="hint">The k that the last number of its sort had: tried first.</param>
    public void Number(double value, ref int hint)
    {
        if (TryScale(value, hint, out var scaled))
        {
            Varint(scaled);
            return;
        }
        for (var k = 0; k < Decimals.Raw; k++)
        {
            if (!TryScale(value, k, out scaled)) continue;
            hint = k;
            Varint(scaled);
            return;
        }
        Byte(Decimals.Raw);
        Room(8);
        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.AsSpan(_at), value);
        _at += 8;
    }

    /// <summary>Closes the block with the CRC-32C of all before it.</summary>
    public void Checksum()
    {
        var crc = Crc.Of(Written);
        Room(4);
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(_at), crc);
        _at += 4;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private static bool TryScale(double value, int k, out ulong varint)
    {
        var whole = Math.Round(value * Decimals.Powers[k]);
        varint = 0;
        if (!(Math.Abs(whole) < Decimals.LargestWhole)) return false; // NaN too
        var integer = (long)whole;
        if (BitConverter.DoubleToInt64Bits(integer / Decimals.Powers[k]) != BitConverter.DoubleToInt64Bits(value)) return false;
        varint = ((((ulong)integer << 1) ^ (ulong)(integer >> 63)) << 3) | (uint)k;
        return true;
    }

    private void NewText(string text)
    {
        Room(text.Length * 3 + 10);
        Span<byte> utf8 = text.Length <= 256 ? stackalloc byte[768] : new byte[text.Length * 3];
        if (Utf8.FromUtf16(text, utf8, out _, out var length, replaceInvalidSequences: false) == OperationStatus.Done)
        {
            Varint((ulong)length << 1);
            utf8[..length].CopyTo(_bytes.AsSpan(_at));
            _at += length;
            return;
        }
        // Half a surrogate pair has no UTF-8: kept as it is, in UTF-16.
        var utf16 = MemoryMarshal.AsBytes(text.AsSpan());
        Varint(((ulong)utf16.Length << 1) | 1);
        utf16.CopyTo(_bytes.AsSpan(_at));
        _at += utf16.Length;
    }

    private void Room(int bytes)
    {
        if (_bytes.Length - _at >= bytes) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _at + bytes));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}

/// <summary>The decimals of <see cref="BlockWriter.Number"/>.</summary>
internal static class Decimals
{
    /// <summary>In place of k: the eight bytes follow.</summary>
    public const int Raw = 7;

    /// <summary>Whole numbers below this, times 16, fit a varint and are exact in a double.</summary>
    public const double LargestWhole = 1L << 50;

    public static ReadOnlySpan<double> Powers => [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6];
}

/// <summary>CRC-32C (Castagnoli), in hardware where there is some.</summary>
internal static class Crc
{
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var b in bytes) crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}
