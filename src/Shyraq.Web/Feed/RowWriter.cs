using System.Buffers;
using MessagePack;
using Shyraq.Cluster.Mines;

namespace Shyraq.Web.Feed;

/// <summary>Encodes rows of the feed as MessagePack arrays. Not thread-safe: it reuses one buffer.</summary>
internal sealed class RowWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(256);

    /// <summary><c>[tag, timeMs, x, y, z, roadway, offset, level, speed, radius95, state, heardMs, flags, alternatives]</c>.</summary>
    public byte[] Fix(FixRow fix)
    {
        var writer = Start();
        writer.WriteArrayHeader(14);
        writer.Write(fix.Tag);
        writer.Write(Milliseconds(fix.Time));
        writer.Write(fix.X);
        writer.Write(fix.Y);
        writer.Write(fix.Z);
        writer.Write(fix.Roadway);
        WriteNullable(ref writer, fix.Offset);
        writer.Write(fix.Level);
        writer.Write(fix.Speed);
        writer.Write(fix.Radius95);
        writer.Write(fix.State);
        writer.Write(Milliseconds(fix.Heard));
        writer.Write(fix.Flags);
        if (fix.Alternatives.Length == 0) writer.WriteNil();
        else WriteAlternatives(ref writer, fix.Alternatives);
        return End(ref writer);
    }

    /// <summary><c>[anchor, state, heardMs, perMinute]</c>.</summary>
    public byte[] Anchor(AnchorRow anchor)
    {
        var writer = Start();
        writer.WriteArrayHeader(4);
        writer.Write(anchor.Anchor);
        writer.Write(anchor.State);
        WriteNullable(ref writer, anchor.Heard is { } heard ? Milliseconds(heard) : null);
        writer.Write(anchor.PerMinute);
        return End(ref writer);
    }

    /// <summary><c>[tag, heardMs, flags]</c>.</summary>
    public byte[] Unplaced(UnplacedRow one)
    {
        var writer = Start();
        writer.WriteArrayHeader(3);
        writer.Write(one.Tag);
        WriteNullable(ref writer, one.Heard is { } heard ? Milliseconds(heard) : null);
        writer.Write(one.Flags);
        return End(ref writer);
    }

    /// <summary><c>[sequence, timeMs, kind, what, tag, detail]</c>.</summary>
    public byte[] Event(EventRow happened)
    {
        var writer = Start();
        writer.WriteArrayHeader(6);
        writer.Write(happened.Sequence);
        writer.Write(Milliseconds(happened.Time));
        writer.Write(happened.Kind);
        writer.Write(happened.What);
        writer.Write(happened.Tag);
        writer.Write(happened.Detail);
        return End(ref writer);
    }

    private static void WriteAlternatives(ref MessagePackWriter writer, HypothesisRow[] alternatives)
    {
        writer.WriteArrayHeader(alternatives.Length);
        foreach (var place in alternatives)
        {
            writer.WriteArrayHeader(6);
            writer.Write(place.Probability);
            writer.Write(place.X);
            writer.Write(place.Y);
            writer.Write(place.Z);
            writer.Write(place.Roadway);
            WriteNullable(ref writer, place.Offset);
        }
    }

    private static void WriteNullable(ref MessagePackWriter writer, double? value)
    {
        if (value is { } number) writer.Write(number);
        else writer.WriteNil();
    }

    private static double Milliseconds(long unixMicroseconds) => unixMicroseconds / 1000.0;

    private MessagePackWriter Start()
    {
        _buffer.ResetWrittenCount();
        return new(_buffer);
    }

    private byte[] End(ref MessagePackWriter writer)
    {
        writer.Flush();
        return _buffer.WrittenSpan.ToArray();
    }
}
