using System.Buffers;
using System.Text;
using Shyraq.Core.Evaluation;
using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Protocols.Fixes;
using Shyraq.Protocols.Lines;
using Xunit;

namespace Shyraq.Protocols.Tests.Fixes;

public sealed class FixesFileTests
{
    private const string Good = """{"time":"2026-01-31T08:00:00.000000Z","tag":"T1","x":12.346,"y":0,"z":-1.5,"roadway":"R1","offset":12.346,"speed":1.25,"radius95":3,"state":"live"}""";
    private static readonly Instant Eight = Instant.From(new DateTimeOffset(2026, 1, 31, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_line_is_as_the_format_has_it()
    {
        Assert.Equal(Good + "\n", Write(new Fix(Eight, new TagId("T1"), new Point3(12.3456, 0, -1.5), new NetworkPosition(0, 12.3456), null, 1.25, 3, FixState.Live, Eight, [])));
        Assert.Contains("\"roadway\":null,\"offset\":null,", Write(new Fix(Eight, new TagId("T1"), default, null, 0, 0, 3, FixState.LastKnown, Eight, [])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FixState.Live)]
    [InlineData(FixState.Inferred)]
    [InlineData(FixState.LastKnown)]
    public void What_is_written_is_read_again(FixState state)
    {
        var line = Write(new Fix(Eight, new TagId("Лампа 1"), new Point3(1, 2, 3), new NetworkPosition(0, 100), null, 0.5, 4.5, state, Eight, []));
        Assert.Equal(new PublishedFix(Eight, new TagId("Лампа 1"), new Point3(1, 2, 3), new NetworkPosition(0, 100), 0.5, 4.5, state), Assert.Single(Drawn.Rows(Read(line))));
    }

    [Theory]
    [InlineData("\"time\":\"2026-01-31T08:00:00.000000Z\"", "\"time\":\"now\"", "time")]
    [InlineData("\"tag\":\"T1\"", "\"tag\":7", "tag")]
    [InlineData("\"x\":12.346", "\"x\":1e999", "x")]
    [InlineData("\"y\":0,", "", "y")]
    [InlineData("\"R1\"", "\"R9\"", "roadway")]
    [InlineData("\"offset\":12.346", "\"offset\":150", "offset")]
    [InlineData("\"speed\":1.25", "\"speed\":-1", "speed")]
    [InlineData("\"radius95\":3", "\"radius95\":null", "radius95")]
    [InlineData("\"state\":\"live\"", "\"state\":\"Live\"", "state")]
    [InlineData(Good, "[]", "")]
    [InlineData(Good, "{\"time\"", "")]
    public void A_fault_names_its_line_and_property_and_the_next_line_is_read(string part, string instead, string property)
    {
        var lines = Read(Good + "\r\n\n" + Good.Replace(part, instead, StringComparison.Ordinal) + "\n" + Good).ToArray();
        Assert.Equal(3, lines.Length);
        var fault = Assert.Single(Drawn.Faults(lines));
        Assert.Equal((3, property), (fault.Line, fault.Property));
        Assert.Contains("expected", fault.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<LineReading<PublishedFix>> Read(string text) => FixesReader.Read(new Utf8Lines(Drawn.Stream(text)), Drawn.Mine);

    private static string Write(Fix fix)
    {
        var to = new ArrayBufferWriter<byte>();
        FixesWriter.WriteLine(to, fix, Drawn.Mine);
        return Encoding.UTF8.GetString(to.WrittenSpan);
    }
}
