using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Shyraq.Core.Units;

namespace Shyraq.Core.History;

/// <summary>
/// Visits as few bytes, times to whole seconds since the start of their ten minutes: for each tag its id and its visits; a step to the next cell within a
/// minute is one byte.
/// </summary>
public static class VisitCodec
{
    private const byte Form = 1;

    // One byte: 0, direction, seconds up to 62. More: this, then seconds and cells as numbers.
    private const int MostShort = 62, Long = 63;

    /// <summary>The visits of one roadway as bytes.</summary>
    public static byte[] Encode(RoadwayVisits visits)
    {
        var to = new ArrayBufferWriter<byte>(256);
        Put(to, Form);
        var tags = visits.Visits.GroupBy(visit => visit.Tag.Value, StringComparer.Ordinal).ToArray();
        Put(to, tags.Length);
        foreach (var tag in tags)
        {
            var name = Encoding.UTF8.GetBytes(tag.Key);
            Put(to, name.Length);
            to.Write(name);
            Put(to, tag.Count());
            foreach (var visit in tag) Write(to, visit, visits.Start);
        }
        return to.WrittenSpan.ToArray();
    }

    /// <summary>The visits that <see cref="Encode"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are none.</exception>
    public static ImmutableArray<Visit> Decode(ReadOnlySpan<byte> body, Instant start)
    {
        var visits = ImmutableArray.CreateBuilder<Visit>();
        if (Take(ref body) != Form) throw new FormatException("no visits of this version");
        for (var tags = Take(ref body); tags > 0; tags--)
        {
            var length = Take(ref body);
            if (length > body.Length) throw new FormatException("the visits end too early");
            var tag = new TagId(Encoding.UTF8.GetString(body[..length]));
            body = body[length..];
            for (var n = Take(ref body); n > 0; n--) visits.Add(Read(ref body, tag, start));
        }
        return body.IsEmpty ? visits.DrainToImmutable() : throw new FormatException("the visits go on after their end");
    }

    private static void Write(ArrayBufferWriter<byte> to, Visit visit, Instant start)
    {
        var second = SecondOf(visit.In, start);
        Put(to, second);
        Put(to, visit.Steps[0].Cell);
        Put(to, visit.Steps.Length - 1);
        for (var i = 1; i < visit.Steps.Length; i++)
        {
            var (after, way) = (SecondOf(visit.Steps[i].Time, start) - second, visit.Steps[i].Cell - visit.Steps[i - 1].Cell);
            second += after;
            if (after is >= 0 and <= MostShort && way is 1 or -1) Put(to, after << 1 | (way > 0 ? 1 : 0));
            else
            {
                Put(to, Long << 1);
                Put(to, Fold(after));
                Put(to, Fold(way));
            }
        }
        Put(to, Fold(SecondOf(visit.Out, start) - second));
    }

    private static Visit Read(ref ReadOnlySpan<byte> body, TagId tag, Instant start)
    {
        var (second, cell) = (Take(ref body), Take(ref body));
        var count = Take(ref body) + 1L;
        if (count > body.Length + 1L) throw new FormatException("the visits end too early");
        var steps = ImmutableArray.CreateBuilder<VisitStep>((int)count);
        steps.Add(new(start.PlusSeconds(second), cell));
        while (steps.Count < count)
        {
            var step = Take(ref body);
            var (after, way) = step >> 1 == Long ? (Unfold(Take(ref body)), Unfold(Take(ref body))) : (step >> 1, (step & 1) == 1 ? 1 : -1);
            steps.Add(new(start.PlusSeconds(second += after), cell += way));
        }
        return new(tag, steps.MoveToImmutable(), start.PlusSeconds(second + Unfold(Take(ref body))));
    }

    private static int SecondOf(Instant time, Instant start) => (int)Math.Round(time.SecondsSince(start));

    private static int Fold(int value) => value < 0 ? -2 * value - 1 : 2 * value;

    private static int Unfold(int value) => (value & 1) == 1 ? -(value >> 1) - 1 : value >> 1;

    // Seven bits a byte, the low ones first; the eighth says that more follow.
    private static void Put(ArrayBufferWriter<byte> to, int value)
    {
        var left = (uint)value;
        for (; left >= 128; left >>= 7) One(to, (byte)(left | 128));
        One(to, (byte)left);
    }

    private static void One(ArrayBufferWriter<byte> to, byte value)
    {
        to.GetSpan(1)[0] = value;
        to.Advance(1);
    }

    private static int Take(ref ReadOnlySpan<byte> body)
    {
        var value = 0u;
        for (var shift = 0; shift < 35; shift += 7)
        {
            if (body.IsEmpty) break;
            var next = body[0];
            body = body[1..];
            value |= (uint)(next & 127) << shift;
            if (next < 128) return value <= int.MaxValue ? (int)value : throw new FormatException("a number of the visits is too large");
        }
        throw new FormatException("the visits end too early");
    }
}
