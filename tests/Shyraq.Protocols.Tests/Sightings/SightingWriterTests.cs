using System.Buffers;
using System.Text;
using CsCheck;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Sightings;
using Xunit;

namespace Shyraq.Protocols.Tests.Sightings;

public sealed class SightingWriterTests
{
    [Fact]
    public void What_is_written_is_read_again_bit_by_bit() =>
        SightingGen.Any.Array[1, 20].Sample(sightings =>
        {
            var decoded = SightingPayload.Decode(Encoding.UTF8.GetBytes(Write(sightings)), null);
            Assert.Empty(decoded.Refusals);
            Assert.Equal(sightings, decoded.Sightings);
            Assert.Equal(Write(sightings), Write([.. decoded.Sightings])); // tells −0 from 0, which equality does not
        });

    [Fact]
    public void A_line_is_as_the_format_has_it()
    {
        var at = Instant.From(new DateTimeOffset(2026, 1, 31, 8, 0, 0, 250, TimeSpan.Zero));
        Assert.Equal(
            """{"time":"2026-01-31T08:00:00.250000Z","arrived":"2026-01-31T08:00:01.250000Z","tag":"Лампа","kind":"range","anchor":"A1","metres":12.5,"dbm":-80}""" + "\n",
            Write([new RangeSighting(at, at.PlusSeconds(1), new TagId("Лампа"), new AnchorId("A1"), new Metres(12.5), null, new Dbm(-80), null)]));
    }

    private static string Write(Sighting[] sightings)
    {
        var to = new ArrayBufferWriter<byte>();
        foreach (var sighting in sightings) SightingWriter.WriteLine(to, sighting);
        return Encoding.UTF8.GetString(to.WrittenSpan);
    }
}
