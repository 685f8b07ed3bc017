using System.Buffers;
using System.IO.Compression;

namespace Shyraq.Storage.History;

/// <summary>
/// Boards as few bytes: whole, or what differs from another picture of the same board, compressed. JSON is cut after each comma, and runs of
/// pieces that the other picture has are named instead of written.
/// </summary>
public static class PictureCodec
{
    /// <summary>The largest picture that is read back, bytes.</summary>
    private const int MostBytes = 256 << 20;

    private const int Quality = 5, Window = 22;

    /// <summary>A whole picture.</summary>
    public static byte[] Whole(ReadOnlySpan<byte> picture) => Squeeze(picture);

    /// <summary>What differs from another picture.</summary>
    public static byte[] Difference(ReadOnlySpan<byte> picture, ReadOnlySpan<byte> from)
    {
        var known = Pieces(from);
        var places = new Dictionary<int, int>();
        for (var i = known.Count - 1; i >= 0; i--) places[HashOf(from[known[i]])] = i;
        var to = new ArrayBufferWriter<byte>(picture.Length / 8 + 64);
        var fresh = 0..0;
        var pieces = Pieces(picture);
        for (var i = 0; i < pieces.Count;)
        {
            if (!places.TryGetValue(HashOf(picture[pieces[i]]), out var first) || !picture[pieces[i]].SequenceEqual(from[known[first]]))
            {
                fresh = fresh.End.Value == fresh.Start.Value ? pieces[i] : fresh.Start..pieces[i].End;
                i++;
                continue;
            }
            var run = 1;
            while (i + run < pieces.Count && first + run < known.Count && picture[pieces[i + run]].SequenceEqual(from[known[first + run]])) run++;
            Flush(picture);
            Put(to, 2 * run + 1);
            Put(to, first);
            i += run;
        }
        Flush(picture);
        return Squeeze(to.WrittenSpan);

        void Flush(ReadOnlySpan<byte> text)
        {
            if (fresh.End.Value == fresh.Start.Value) return;
            Put(to, 2 * (fresh.End.Value - fresh.Start.Value));
            to.Write(text[fresh]);
            fresh = 0..0;
        }
    }

    /// <summary>The picture of a body.</summary>
    /// <param name="from">The picture that the body tells the differences from; null when it is whole.</param>
    /// <exception cref="InvalidDataException">The body is damaged, or of another picture.</exception>
    public static byte[] Read(ReadOnlySpan<byte> body, byte[]? from)
    {
        var told = Inflate(body);
        if (from is null) return told;
        var known = Pieces(from);
        var to = new ArrayBufferWriter<byte>(from.Length + 1024);
        ReadOnlySpan<byte> left = told;
        while (!left.IsEmpty)
        {
            var word = Take(ref left);
            if ((word & 1) == 0)
            {
                if (word / 2 > left.Length) throw new InvalidDataException("a picture ends too early");
                to.Write(left[..(word / 2)]);
                left = left[(word / 2)..];
                continue;
            }
            var (run, first) = (word / 2, Take(ref left));
            if (run == 0 || first > known.Count - run) throw new InvalidDataException("a picture tells of what the other does not hold");
            to.Write(from.AsSpan(known[first].Start.Value..known[first + run - 1].End.Value));
            if (to.WrittenCount > MostBytes) throw new InvalidDataException("a picture is too large");
        }
        return to.WrittenSpan.ToArray();
    }

    private static List<Range> Pieces(ReadOnlySpan<byte> text)
    {
        var pieces = new List<Range>();
        for (var start = 0; start < text.Length;)
        {
            var length = text[start..].IndexOf((byte)',');
            var end = length < 0 ? text.Length : start + length + 1;
            pieces.Add(start..end);
            start = end;
        }
        return pieces;
    }

    private static int HashOf(ReadOnlySpan<byte> piece)
    {
        var hash = new HashCode();
        hash.AddBytes(piece);
        return hash.ToHashCode();
    }

    private static byte[] Squeeze(ReadOnlySpan<byte> bytes)
    {
        var to = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length) + 16];
        return BrotliEncoder.TryCompress(bytes, to, out var written, Quality, Window) ? to[..written] : throw new InvalidOperationException("a picture could not be compressed");
    }

    private static byte[] Inflate(ReadOnlySpan<byte> body)
    {
        using var decoder = new BrotliDecoder();
        var to = new ArrayBufferWriter<byte>(body.Length * 8 + 256);
        while (true)
        {
            var state = decoder.Decompress(body, to.GetSpan(4096), out var read, out var written);
            to.Advance(written);
            body = body[read..];
            if (state == OperationStatus.Done) return to.WrittenSpan.ToArray();
            if (state != OperationStatus.DestinationTooSmall || to.WrittenCount > MostBytes) throw new InvalidDataException("a picture is damaged");
        }
    }

    private static void Put(ArrayBufferWriter<byte> to, int value)
    {
        var left = (uint)value;
        for (; left >= 128; left >>= 7) One((byte)(left | 128));
        One((byte)left);

        void One(byte b)
        {
            to.GetSpan(1)[0] = b;
            to.Advance(1);
        }
    }

    private static int Take(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0u;
        for (var shift = 0; shift < 35 && !bytes.IsEmpty; shift += 7)
        {
            var next = bytes[0];
            bytes = bytes[1..];
            value |= (uint)(next & 127) << shift;
            if (next < 128 && value <= int.MaxValue) return (int)value;
        }
        throw new InvalidDataException("a picture is damaged");
    }
}
