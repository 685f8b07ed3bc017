using System.Text;
using CsCheck;
using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Passages;
using Xunit;

namespace Shyraq.Protocols.Tests.Passages;

public sealed class PassagePayloadTests
{
    private static DecodedPassages Decode(string text) => PassagePayload.Decode(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void A_gate_names_a_person_by_number_or_a_tag()
    {
        var decoded = Decode("""
            {"time":"2026-11-24T06:00:00Z","person":"1234","gate":"E1","direction":"in"}
            {"time":"2026-11-24T06:00:01Z","person":1235,"tag":null,"gate":"E1","direction":"in","more":{"is":"ignored"}}

            {"time":"2026-11-24T14:00:00Z","tag":"T-7","gate":"E2","direction":"out"}
            """);
        Assert.Empty(decoded.RefusedCounts);
        var first = Instant.From(new DateTimeOffset(2026, 11, 24, 6, 0, 0, TimeSpan.Zero));
        Assert.Equal(
            [new Passage(first, "1234", null, "E1", PassageDirection.In), new Passage(first.PlusSeconds(1), "1235", null, "E1", PassageDirection.In), new Passage(first.PlusSeconds(8 * 3600), null, new TagId("T-7"), "E2", PassageDirection.Out)],
            decoded.Passages);
    }

    [Theory]
    [InlineData("""{"person":"1","gate":"E1","direction":"in"}""", RefusalReason.MissingProperty, "time")]
    [InlineData("""{"time":"yesterday","person":"1","gate":"E1","direction":"in"}""", RefusalReason.BadValue, "time")]
    [InlineData("""{"time":"2026-11-24T06:00:00Z","gate":"E1","direction":"in"}""", RefusalReason.MissingProperty, "person")]
    [InlineData("""{"time":"2026-11-24T06:00:00Z","person":"1","tag":"T","gate":"E1","direction":"in"}""", RefusalReason.BadValue, "tag")]
    [InlineData("""{"time":"2026-11-24T06:00:00Z","person":"1","direction":"in"}""", RefusalReason.MissingProperty, "gate")]
    [InlineData("""{"time":"2026-11-24T06:00:00Z","person":"1","gate":"E1","direction":"up"}""", RefusalReason.BadValue, "direction")]
    [InlineData("""{"time":"2026-11-24T06:00:00Z","person":"1","gate":"E1","direction":"in"} x""", RefusalReason.NotJson, null)]
    [InlineData("[1]", RefusalReason.NotAnObject, null)]
    [InlineData("{", RefusalReason.NotJson, null)]
    public void What_cannot_be_used_is_refused_by_name_and_the_rest_goes_on(string line, RefusalReason reason, string? property)
    {
        var decoded = Decode(line + "\n" + """{"time":"2026-11-24T06:00:00Z","person":"1","gate":"E1","direction":"in"}""");
        Assert.Single(decoded.Passages);
        var refusal = Assert.Single(decoded.Refusals);
        Assert.Equal((reason, property, 1), (refusal.Reason, refusal.Property, refusal.Line));
        Assert.Equal(1, decoded.RefusedCounts[reason]);
    }

    [Fact]
    public void No_bytes_make_it_throw() => Gen.Byte.Array[0, 200].Sample(bytes => { PassagePayload.Decode(bytes); });
}
