using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using Shyraq.Core.Units;

namespace Shyraq.Protocols.Inputs;

/// <summary>Reads what <see cref="BlockWriter"/> wrote. Every method throws <see cref="FormatException"/> on damaged bytes and nothing else.</summary>
internal ref struct BlockReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly List<string> _strings;
    private int _at;

    /// <param name="strings">Where the strings of the block are kept while it is read; emptied first.</param>
    public BlockReader(ReadOnlySpan<byte> bytes, List<string> strings)
    {
        strings.Clear();
        _bytes = bytes;
        _strings = strings;
    }

    public readonly int Left => _bytes.Length - _at;

    public byte Byte() => _at < _bytes.Length ? _bytes[_at++] : throw Damaged("it ends too early");

    public ulong Varint()
    {
        var bytes = _bytes;
        var at = _at;
        if (at < bytes.Length && bytes[at] < 0x80)
        {
            _at = at + 1;
            return bytes[at];
        }
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (at >= bytes.Length) throw Damaged("it ends too early");
            var b = bytes[at++];
            value |= (ulong)(b & 0x7F) << shift;
            if (b >= 0x80) continue;
            _at = at;
            return value;
        }
        throw Damaged("a varint is too long");
    }

    public long Signed()
    {
        var value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>How many of something follow, each of at least so many bytes: never more than can follow.</summary>
    public int Count(int leastBytes)
    {
        var count = Varint();
        return count <= (ulong)(Left / leastBytes) ? (int)count : throw Damaged($"it says that {count} items follow in {Left} bytes");
    }

    public Instant Time(ref long since) => new(since = unchecked(since + Signed()));

    public string? Text()
    {
        var index = Varint();
        if (index == 0) return null;
        if (index == 1) return NewText();
        return index - 2 < (ulong)_strings.Count ? _strings[(int)(index - 2)] : throw Damaged("it names a string that it does not have");
    }

    /// <summary>A string that is never null.</summary>
    public string Word() => Text() ?? throw Damaged("a string is null");

    public ReadOnlySpan<byte> Bytes() => Take(Count(1));

    public double Number()
    {
        var value = Varint();
        var k = (int)(value & 7);
        if (k == Decimals.Raw)
            return value == Decimals.Raw ? BinaryPrimitives.ReadDoubleLittleEndian(Take(8)) : throw Damaged("a number has no such form");
        value >>= 3;
        return ((long)(value >> 1) ^ -(long)(value & 1)) / Decimals.Powers[k];
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > Left) throw Damaged("it ends too early");
        var taken = _bytes.Slice(_at, length);
        _at += length;
        return taken;
    }

    private string NewText()
    {
        var length = Varint();
        if (length >> 1 > (ulong)Left) throw Damaged("it ends too early");
        var bytes = Take((int)(length >> 1));
        string text;
        if ((length & 1) == 0)
        {
            if (IdPool.Get(bytes) is { } shared) text = shared;
            else text = Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw Damaged("a string is not UTF-8");
        }
        else
        {
            if (bytes.Length % 2 != 0) throw Damaged("a string is not UTF-16");
            text = string.Create(bytes.Length / 2, bytes, static (to, from) =>
            {
                for (var i = 0; i < to.Length; i++) to[i] = (char)BinaryPrimitives.ReadUInt16LittleEndian(from[(2 * i)..]);
            });
        }
        _strings.Add(text);
        return text;
    }

    public static FormatException Damaged(string why) => new($"The block of inputs is damaged: {why}.");
}
