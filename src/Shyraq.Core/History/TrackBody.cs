using System.Buffers;
using System.Collections.Immutable;

namespace Shyraq.Core.History;

/// <summary>
/// How a body of fixes is laid out: form (1 byte), how many fixes (3 bytes), of each stretch its first time and, but for the last one, its length in bytes
/// (variable, 7 bits a byte), the stretches, FNV-1a of all that (4 bytes). In form 1, which is read still, there is one stretch and nothing is told of it.
/// </summary>
internal static class TrackBody
{
    private const byte Form = 2, WholeForm = 1;

    /// <summary>Where a stretch stands in a body.</summary>
    /// <param name="First">Its first fix, counted from the beginning of the body.</param>
    /// <param name="Time">The time of that fix; <see cref="int.MinValue"/> where only the code tells it.</param>
    internal readonly record struct Place(int First, int Count, int Time, int From, int To)
    {
        /// <summary>What reads its fixes.</summary>
        public TrackModel<RangeDecoder> Model(byte[] body, Chance[] chances) => Time == int.MinValue
            ? new(new(body, From, To), TrackChances.Even(chances)) : new(new(body, From, To), TrackChances.Learnt(chances), Time);
    }

    public static void Begin(ArrayBufferWriter<byte> head, int count) => head.Write([Form, (byte)count, (byte)(count >> 8), (byte)(count >> 16)]);

    public static void Put(ArrayBufferWriter<byte> head, int value)
    {
        // The sign goes to the lowest bit, so that numbers near 0 are short.
        var left = (uint)(value << 1 ^ value >> 31);
        for (; left >= 128; left >>= 7) head.Write([(byte)(left | 128)]);
        head.Write([(byte)left]);
    }

    public static byte[] End(ArrayBufferWriter<byte> head, ReadOnlySpan<byte> stretches)
    {
        head.Write(stretches);
        var check = Check(head.WrittenSpan);
        head.Write([(byte)check, (byte)(check >> 8), (byte)(check >> 16), (byte)(check >> 24)]);
        return head.WrittenSpan.ToArray();
    }

    public static int Count(byte[] body)
    {
        if (body.Length < 8 || body[0] is not (Form or WholeForm)) throw new FormatException("no fixes of this version");
        var count = body[1] | body[2] << 8 | body[3] << 16;
        return count <= TrackCodec.MostFixes ? count : throw new FormatException($"{count} fixes are more than a body may hold");
    }

    /// <summary>What a body holds, when it is whole.</summary>
    /// <exception cref="FormatException">The bytes are no such body, or were changed.</exception>
    public static (int Count, ImmutableArray<Place> Stretches) Read(byte[] body)
    {
        var count = Count(body);
        var end = body.Length - 4;
        var check = Check(body.AsSpan(0, end));
        if (body[end] != (byte)check || body[end + 1] != (byte)(check >> 8) || body[end + 2] != (byte)(check >> 16) || body[end + 3] != (byte)(check >> 24))
            throw new FormatException("the bytes of a chunk were changed");
        if (count == 0) return (0, []);
        if (body[0] == WholeForm) return (count, [new(0, count, int.MinValue, 4, end)]);

        var (at, stretches) = (4, (count + TrackCodec.Stretch - 1) / TrackCodec.Stretch);
        var head = new (int Time, int Length)[stretches];
        for (var i = 0; i < stretches; i++) head[i] = (Take(body, ref at, end), i + 1 < stretches ? Take(body, ref at, end) : 0);
        head[^1].Length = (int)Math.Clamp(end - at - head.Sum(one => (long)one.Length), -1, int.MaxValue);
        var places = ImmutableArray.CreateBuilder<Place>(stretches);
        for (var i = 0; i < stretches; i++)
        {
            if (head[i].Length < 0 || head[i].Length > end - at) throw new FormatException("a stretch of fixes ends outside its chunk");
            places.Add(new(i * TrackCodec.Stretch, Math.Min(TrackCodec.Stretch, count - i * TrackCodec.Stretch), head[i].Time, at, at += head[i].Length));
        }
        return (count, places.MoveToImmutable());
    }

    private static int Take(byte[] body, ref int at, int end)
    {
        var value = 0u;
        for (var shift = 0; shift < 35 && at < end; shift += 7)
        {
            var next = body[at++];
            value |= (uint)(next & 127) << shift;
            if (next < 128) return (int)(value >> 1) ^ -(int)(value & 1);
        }
        throw new FormatException("the head of a chunk is not whole");
    }

    // FNV-1a of 32 bits, http://www.isthe.com/chongo/tech/comp/fnv/
    private static uint Check(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261;
        foreach (var b in bytes) hash = (hash ^ b) * 16777619;
        return hash;
    }
}
