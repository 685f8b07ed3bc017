using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Shyraq.Cluster.History;

namespace Shyraq.Web.History;

/// <summary>
/// The same in a tenth of the bytes, for who draws it: the length of the head (4 bytes, little-endian), the head (the JSON of the other form, each tag with
/// <c>fixes</c>, how many, instead of its columns), then of each tag the columns t, x, y, z, r, s, a. A column is the differences of its whole numbers
/// (hundredths of a second, centimetres), of t, x, y and z the differences of those again: each with the sign in its lowest bit, seven bits a byte with the lowest first.
/// Behind a 0 stands how many further zeros follow.
/// </summary>
internal sealed class PackedReplay(ReplayAsked asked, PastReplay replay) : IResult
{
    public const string ContentType = "application/vnd.shyraq.replay";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var head = new ArrayBufferWriter<byte>(1 << 16);
        using (var json = new Utf8JsonWriter(head))
        {
            asked.Begin(json, replay.Plan);
            json.WriteStartArray("tags");
            foreach (var (fixes, carrier) in replay.Tracks)
            {
                ReplayAsked.Name(json, fixes.Tag, carrier);
                json.WriteNumber("fixes", fixes.Count);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            ReplayAsked.End(json, replay.Events);
        }
        var packed = new ArrayBufferWriter<byte>(1 << 20);
        foreach (var (fixes, _) in replay.Tracks)
        {
            foreach (var column in (List<long>[])[fixes.Times, fixes.X, fixes.Y, fixes.Z]) Pack(column, twice: true, packed);
            foreach (var column in (List<long>[])[fixes.Radii, fixes.States, fixes.Places]) Pack(column, twice: false, packed);
        }
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, head.WrittenCount);
        httpContext.Response.ContentType = ContentType;
        httpContext.Response.ContentLength = 4 + head.WrittenCount + packed.WrittenCount;
        await httpContext.Response.BodyWriter.WriteAsync(length, httpContext.RequestAborted);
        await httpContext.Response.BodyWriter.WriteAsync(head.WrittenMemory, httpContext.RequestAborted);
        await httpContext.Response.BodyWriter.WriteAsync(packed.WrittenMemory, httpContext.RequestAborted);
    }

    private static void Pack(List<long> column, bool twice, ArrayBufferWriter<byte> to)
    {
        // A number takes ten bytes at most, and a run of zeros no more.
        var span = to.GetSpan(20 * column.Count + 20);
        var (at, last, step, zeros) = (0, 0L, 0L, 0L);
        foreach (var value in column)
        {
            var change = value - last;
            var told = twice ? change - step : change;
            (last, step) = (value, change);
            if (told == 0)
            {
                zeros++;
                continue;
            }
            Zeros(span);
            Put(span, (ulong)(told << 1 ^ told >> 63));
        }
        Zeros(span);
        to.Advance(at);

        void Zeros(Span<byte> span)
        {
            if (zeros == 0) return;
            Put(span, 0);
            Put(span, (ulong)(zeros - 1));
            zeros = 0;
        }

        void Put(Span<byte> span, ulong left)
        {
            for (; left >= 128; left >>= 7) span[at++] = (byte)(left | 128);
            span[at++] = (byte)left;
        }
    }
}
