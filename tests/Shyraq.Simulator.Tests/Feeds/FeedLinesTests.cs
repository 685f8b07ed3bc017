using System.Buffers;
using System.Text;
using Shyraq.Core.Units;
using Shyraq.Simulator.Feeds;
using Xunit;

namespace Shyraq.Simulator.Tests.Feeds;

public sealed class FeedLinesTests
{
    private static readonly Instant At = Instant.From(new DateTimeOffset(2026, 3, 1, 8, 0, 0, 250, TimeSpan.Zero));

    [Fact]
    public void Each_kind_is_one_line_of_its_own_form()
    {
        Assert.Equal("""{"time":"2026-03-01T08:00:00.250000Z","sensor":"CH4-1","quantity":"CH4","value":1.25,"unit":"%","status":"ok"}""", Line(new SensorReading(At, "CH4-1", "CH4", 1.25, "%", "ok")));
        Assert.Equal("""{"time":"2026-03-01T08:00:00.250000Z","sensor":"CH4-1","quantity":"CH4","unit":"%","status":"fault"}""", Line(new SensorReading(At, "CH4-1", "CH4", null, "%", "fault")));
        Assert.Equal("""{"time":"2026-03-01T08:00:00.250000Z","person":"1007","gate":"E1","direction":"out"}""", Line(new GatePassage(At, "1007", "E1", false)));
        Assert.Equal("""{"time":"2026-03-01T08:00:00.250000Z","tag":"T1","order":7,"answer":"delivered"}""", Line(new TagReply(At, new("T1"), 7, false)));
    }

    private static string Line(FeedItem item)
    {
        var to = new ArrayBufferWriter<byte>();
        FeedLines.Write(to, item);
        return Encoding.UTF8.GetString(to.WrittenSpan).TrimEnd('\n');
    }
}
