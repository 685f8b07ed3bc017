using System.Buffers.Binary;
using System.Text;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Archive;

/// <summary>Writes and reads the records of an archive one by one.</summary>
public static class ArchiveFile
{
    private const int MostBytes = 1 << 30;

    private static readonly byte[] Line = "shyraq archive 1\n"u8.ToArray();

    /// <summary>Begins an archive.</summary>
    public static void Begin(Stream to) => to.Write(Line);

    /// <summary>Adds a record.</summary>
    public static void Write(Stream to, ArchiveRecord record)
    {
        switch (record)
        {
            case ArchiveRecord.OfMine(var mine):
                to.WriteByte((byte)'M');
                Text(to, mine.Value);
                break;
            case ArchiveRecord.WrittenBy(var writer):
                to.WriteByte((byte)'W');
                Number(to, writer.First);
                Text(to, writer.Writer);
                Number(to, writer.Schema);
                break;
            case ArchiveRecord.OneBlock(var block):
                to.WriteByte((byte)'B');
                Number(to, block.Sequence);
                Number(to, block.Time.UnixMicroseconds);
                Number(to, block.Inputs);
                Number(to, block.Sightings);
                Bytes(to, block.Body);
                to.Write(block.Hash.ToArray());
                break;
            case ArchiveRecord.Picture(var name, var bytes):
                to.WriteByte((byte)'P');
                Text(to, name);
                Bytes(to, bytes);
                break;
            case ArchiveRecord.Ending(var sequence, var hash):
                to.WriteByte((byte)'E');
                Number(to, sequence);
                to.Write(hash.ToArray());
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(record), record, null);
        }
    }

    /// <summary>The records in order. Whether the blocks fit together is for <see cref="ArchiveCheck"/> to say.</summary>
    /// <exception cref="InvalidDataException">It is no archive, or was cut off.</exception>
    public static IEnumerable<ArchiveRecord> Read(Stream from)
    {
        var line = new byte[Line.Length];
        if (from.ReadAtLeast(line, line.Length, throwOnEndOfStream: false) < line.Length || !line.AsSpan().SequenceEqual(Line)) throw new InvalidDataException("no archive of a mine's record: its first line is not 'shyraq archive 1'");
        while (true)
        {
            var record = Next(from);
            yield return record;
            if (record is ArchiveRecord.Ending) yield break;
        }
    }

    private static ArchiveRecord Next(Stream from)
    {
        try
        {
            return (char)(byte)Math.Max(0, from.ReadByte()) switch
            {
                'M' => new ArchiveRecord.OfMine(new(Text(from))),
                'W' => new ArchiveRecord.WrittenBy(new(Number(from), Text(from), Number(from))),
                'B' => new ArchiveRecord.OneBlock(new(Number(from), new(Number(from)), checked((int)Number(from)), checked((int)Number(from)), Bytes(from), Hash(from))),
                'P' => new ArchiveRecord.Picture(Text(from), Bytes(from)),
                'E' => new ArchiveRecord.Ending(Number(from), Hash(from)),
                '\0' => throw new InvalidDataException("the archive was cut off: it has no end"),
                _ => throw new InvalidDataException("the archive holds something of no known kind"),
            };
        }
        catch (Exception cut) when (cut is EndOfStreamException or OverflowException or ArgumentException)
        {
            throw new InvalidDataException("the archive was cut off or damaged in the middle of something", cut);
        }
    }

    private static void Number(Stream to, long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        to.Write(bytes);
    }

    private static long Number(Stream from)
    {
        Span<byte> bytes = stackalloc byte[8];
        from.ReadExactly(bytes);
        return BinaryPrimitives.ReadInt64BigEndian(bytes);
    }

    private static void Text(Stream to, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        to.WriteByte(checked((byte)(bytes.Length >> 8)));
        to.WriteByte((byte)bytes.Length);
        to.Write(bytes);
    }

    private static string Text(Stream from)
    {
        Span<byte> length = stackalloc byte[2];
        from.ReadExactly(length);
        var bytes = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        from.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    private static void Bytes(Stream to, byte[] bytes)
    {
        Number(to, bytes.Length);
        to.Write(bytes);
    }

    private static byte[] Bytes(Stream from)
    {
        var length = Number(from);
        if (length is < 0 or > MostBytes) throw new InvalidDataException($"the archive is damaged: {length} bytes cannot be");
        // What a damaged length promises is not allocated before it is there.
        using var read = new MemoryStream();
        var buffer = new byte[Math.Min(length, 64 * 1024)];
        for (var left = length; left > 0; left -= buffer.Length)
        {
            if (left < buffer.Length) buffer = new byte[left];
            from.ReadExactly(buffer);
            read.Write(buffer);
        }
        return read.ToArray();
    }

    private static BlockHash Hash(Stream from)
    {
        Span<byte> bytes = stackalloc byte[BlockHash.Size];
        from.ReadExactly(bytes);
        return new(bytes);
    }
}
