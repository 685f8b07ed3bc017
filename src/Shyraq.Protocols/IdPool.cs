using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Shyraq.Protocols;

/// <summary>
/// Shares the strings of ids: a mine has a few thousand tags and anchors, and each is named millions of times a day.
/// Bounded: a new id pushes an old one out, so a sender that makes ids up cannot fill the memory. Thread-safe without
/// locks, because an entry never changes and a slot is replaced in one write.
/// </summary>
internal static class IdPool
{
    /// <summary>The longest id, in UTF-16 characters.</summary>
    public const int MostCharacters = 128;

    /// <summary>What an id must be, for messages.</summary>
    public const string Expected = "a non-empty string of at most 128 characters without control characters";

    private const int Slots = 8192;
    private static readonly Entry?[] Entries = new Entry?[Slots];

    /// <summary>The string of an id; null when the bytes cannot be an id (empty, too long, control characters, not UTF-8).</summary>
    public static string? Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty || utf8.Length > MostCharacters * 3) return null;
        var slot = (int)(Hash(utf8) % Slots);
        var (first, second) = (Entries[slot], Entries[slot ^ 1]);
        var head = Head.Of(utf8);
        if (first is not null && first.Is(head, utf8)) return first.Text;
        if (second is not null && second.Is(head, utf8)) return second.Text;
        return Add(utf8, head, first is null || second is not null ? slot : slot ^ 1);
    }

    private static string? Add(ReadOnlySpan<byte> utf8, in Head head, int slot)
    {
        if (!Utf8.IsValid(utf8)) return null;
        var text = Encoding.UTF8.GetString(utf8);
        if (text.Length > MostCharacters) return null;
        foreach (var c in text)
            if (char.IsControl(c)) return null;
        Volatile.Write(ref Entries[slot], new Entry(head, utf8.Length > Head.Size ? utf8.ToArray() : [], text));
        return text;
    }

    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        var hash = (ulong)utf8.Length * 0x9E3779B97F4A7C15;
        for (; utf8.Length >= 8; utf8 = utf8[8..])
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8)) * 0x9E3779B97F4A7C15;
        foreach (var b in utf8) hash = (hash ^ b) * 0x9E3779B97F4A7C15;
        return (uint)(hash >> 40);
    }

    /// <summary>The length of an id and its first bytes, zeros behind them: all there is of most, beside the text and not where another array lies.</summary>
    private readonly record struct Head(int Length, ulong First, ulong Second)
    {
        public const int Size = 16;

        public static Head Of(ReadOnlySpan<byte> utf8)
        {
            Span<byte> padded = stackalloc byte[Size];
            padded.Clear();
            utf8[..Math.Min(Size, utf8.Length)].CopyTo(padded);
            return new(utf8.Length, BinaryPrimitives.ReadUInt64LittleEndian(padded), BinaryPrimitives.ReadUInt64LittleEndian(padded[8..]));
        }
    }

    /// <param name="utf8">All of it, where the head is not.</param>
    private sealed class Entry(Head head, byte[] utf8, string text)
    {
        public string Text => text;

        public bool Is(in Head other, ReadOnlySpan<byte> bytes) => head == other && (other.Length <= Head.Size || utf8.AsSpan().SequenceEqual(bytes));
    }
}
