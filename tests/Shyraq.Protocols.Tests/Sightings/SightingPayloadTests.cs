using System.Text;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Sightings;
using Xunit;

namespace Shyraq.Protocols.Tests.Sightings;

public sealed class SightingPayloadTests
{
    private const string Seen = """{"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"seen","anchor":"A1"}""";
    private static readonly Instant Eight = Instant.From(new DateTimeOffset(2026, 1, 31, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Every_kind_is_read_with_all_its_properties()
    {
        var decoded = Decode("""
            {"time":"2026-01-31T08:00:00Z","arrived":"2026-01-31T08:00:01.5Z","tag":"T1","kind":"range","anchor":"A1","metres":12.34,"sigma":0.1,"dbm":-80.5,"firstPathDbm":-83}
            {"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"tdoa","anchor":"A1","reference":"A2","metres":-3.5,"sigma":0.3}
            {"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"rssi","anchor":"A1","dbm":-77}
            {"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"seen","anchor":"A1"}
            {"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"fix","x":1,"y":-2e1,"z":3.25,"sigma":2}
            {"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"motion","speed":0.5,"still":false,"heading":-90,"turnRate":-12.5}
            {"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"status","battery":3.7,"sos":true,"still":true}
            """);
        Assert.Empty(decoded.Refusals);
        TagId tag = new("T1");
        AnchorId anchor = new("A1");
        Assert.Equal(
            [
                new RangeSighting(Eight, Eight.PlusSeconds(1.5), tag, anchor, new Metres(12.34), new Metres(0.1), new Dbm(-80.5), new Dbm(-83)),
                new TdoaSighting(Eight, Eight, tag, anchor, new AnchorId("A2"), new Metres(-3.5), new Metres(0.3)),
                new RssiSighting(Eight, Eight, tag, anchor, new Dbm(-77)),
                new SeenSighting(Eight, Eight, tag, anchor),
                new FixSighting(Eight, Eight, tag, new Metres(1), new Metres(-20), new Metres(3.25), new Metres(2)),
                new MotionSighting(Eight, Eight, tag, new MetresPerSecond(0.5), false, new Degrees(270), new DegreesPerSecond(-12.5)),
                new StatusSighting(Eight, Eight, tag, new Volts(3.7), true, true),
            ],
            decoded.Sightings);
    }

    [Fact]
    public void What_is_optional_may_be_absent_or_null()
    {
        var decoded = Decode("""
            {"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"range","anchor":"A1","metres":0,"sigma":null}
            {"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"motion"}
            {"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"status","sos":null}
            {"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"fix","x":1,"y":2}
            """);
        Assert.Equal(4, decoded.Sightings.Length);
        Assert.Null(Assert.IsType<RangeSighting>(decoded.Sightings[0]).Sigma);
        Assert.Null(Assert.IsType<MotionSighting>(decoded.Sightings[1]).Speed);
        Assert.Null(Assert.IsType<StatusSighting>(decoded.Sightings[2]).Sos);
        Assert.Null(Assert.IsType<FixSighting>(decoded.Sightings[3]).Z);
    }

    [Fact]
    public void The_servers_clock_wins_over_the_senders_arrival()
    {
        var decoded = SightingPayload.Decode("""{"arrived":"nonsense","time":"2026-01-31T08:00:00Z","tag":"T1","kind":"seen","anchor":"A1"}"""u8, Eight.PlusSeconds(7));
        Assert.Equal(Eight.PlusSeconds(7), Assert.Single(decoded.Sightings).Arrived);
    }

    [Fact]
    public void The_last_of_a_repeated_property_wins()
    {
        var sighting = Assert.Single(Decode("""{"metres":"bad","tag":"T0","time":"2026-01-31T08:00:00Z","tag":"T1","kind":"seen","kind":"range","anchor":"A1","metres":5}""").Sightings);
        Assert.Equal(("T1", 5.0), (sighting.Tag.Value, Assert.IsType<RangeSighting>(sighting).Distance.Value));
    }

    [Fact]
    public void Unknown_properties_are_skipped_whatever_they_hold()
    {
        var decoded = Decode("""{"x1":{"a":[1,{"b":null}]},"Tag":"upper","time":"2026-01-31T08:00:00Z","tag":"T1","kind":"seen","anchor":"A1","metres":[1,2],"z":"9"}""");
        Assert.Equal("T1", Assert.Single(decoded.Sightings).Tag.Value);
    }

    [Fact]
    public void Line_ends_of_any_system_blank_lines_and_a_byte_order_mark_are_taken() =>
        Assert.Equal(3, Decode("\uFEFF" + Seen + "\r\n\r\n  \n" + Seen + "\n\t" + Seen + "\r").Sightings.Length);

    [Theory]
    [InlineData("[]", 0)]
    [InlineData(" [ ]\n", 0)]
    [InlineData("", 0)]
    [InlineData(" \r\n ", 0)]
    [InlineData("\n [" + Seen + ",\n" + Seen + "]\n", 2)]
    public void An_array_is_told_by_its_first_byte(string payload, int sightings)
    {
        var decoded = Decode(payload);
        Assert.Equal((sightings, 0), (decoded.Sightings.Length, decoded.Refusals.Length));
    }

    [Theory]
    [InlineData("""{"tag":"T1","kind":"seen","anchor":"A1"}""", RefusalReason.MissingProperty, "time", "T1", "A1")]
    [InlineData("""{"time":null,"tag":"T1","kind":"seen","anchor":"A1"}""", RefusalReason.MissingProperty, "time", "T1", "A1")]
    [InlineData("""{"time":"2026-01-31T08:00:00Z","kind":"seen","anchor":"A1"}""", RefusalReason.MissingProperty, "tag", null, "A1")]
    [InlineData("""{"time":"2026-01-31T08:00:00Z","tag":"T1","anchor":"A1"}""", RefusalReason.MissingProperty, "kind", "T1", "A1")]
    [InlineData("""{"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"seen"}""", RefusalReason.MissingProperty, "anchor", "T1", null)]
    [InlineData("""{"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"tdoa","anchor":"A1","metres":1}""", RefusalReason.MissingProperty, "reference", "T1", "A1")]
    [InlineData("""{"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"range","anchor":"A1","Metres":1}""", RefusalReason.MissingProperty, "metres", "T1", "A1")]
    [InlineData("""{"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"rssi","anchor":"A1"}""", RefusalReason.MissingProperty, "dbm", "T1", "A1")]
    [InlineData("""{"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"fix","x":1}""", RefusalReason.MissingProperty, "y", "T1", null)]
    [InlineData("""{"time":"2026-01-31T08:00:00","tag":"T1","kind":"seen","anchor":"A1"}""", RefusalReason.BadValue, "time", "T1", "A1")]
    [InlineData("""{"time":1769846400,"tag":"T1","kind":"seen","anchor":"A1"}""", RefusalReason.BadValue, "time", "T1", "A1")]
    [InlineData("""{"time":"2026-01-31T08:00:00Z","arrived":"soon","tag":"T1","kind":"seen","anchor":"A1"}""", RefusalReason.BadValue, "arrived", "T1", "A1")]
    [InlineData("""{"time":"2026-01-31T08:00:00Z","tag":"","kind":"seen","anchor":"A1"}""", RefusalReason.BadValue, "tag", null, "A1")]
    [InlineData("""{"time":"2026-01-31T08:00:00Z","tag":"a\u0000b","kind":"seen","anchor":"A1"}""", RefusalReason.BadValue, "tag", null, "A1")]
    [InlineData("""{"time":"2026-01-31T08:00:00Z","tag":"\ud800","kind":"seen","anchor":"A1"}""", RefusalReason.BadValue, "tag", null, "A1")]
    [InlineData("""{"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"seen","\ud800anchor":"A1"}""", RefusalReason.MissingProperty, "anchor", "T1", null)]
    [InlineData("""{"time":"?","tag":"T1","kind":"seen","\ud800":1,"anchor":"A1"}""", RefusalReason.BadValue, "time", "T1", "A1")]
    [InlineData("""{"time":"2026-01-31T08:00:00Z","tag":17,"kind":"seen","anchor":"A1"}""", RefusalReason.BadValue, "tag", null, "A1")]
    [InlineData("""{"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"Range","anchor":"A1","metres":1}""", RefusalReason.UnknownKind, "kind", "T1", "A1")]
    [InlineData("""{"time":"2026-01-31T08:00:00Z","tag":"T1","kind":3,"anchor":"A1"}""", RefusalReason.BadValue, "kind", "T1", "A1")]
    [InlineData("""{"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"range","anchor":"A1","metres":-0.1}""", RefusalReason.BadValue, "metres", "T1", "A1")]
    [InlineData("""{"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"range","anchor":"A1","metres":1e999}""", RefusalReason.BadValue, "metres", "T1", "A1")]
    [InlineData("""{"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"range","anchor":"A1","metres":"12"}""", RefusalReason.BadValue, "metres", "T1", "A1")]
    [InlineData("""{"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"range","anchor":"A1","metres":{"v":1}}""", RefusalReason.BadValue, "metres", "T1", "A1")]
    [InlineData("""{"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"range","anchor":"A1","metres":1,"sigma":0}""", RefusalReason.BadValue, "sigma", "T1", "A1")]
    [InlineData("""{"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"motion","speed":-1}""", RefusalReason.BadValue, "speed", "T1", null)]
    [InlineData("""{"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"motion","still":"yes"}""", RefusalReason.BadValue, "still", "T1", null)]
    [InlineData("""{"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"status","sos":1}""", RefusalReason.BadValue, "sos", "T1", null)]
    [InlineData("""{"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"range","anchor":"A1","metres":NaN}""", RefusalReason.NotJson, null, "T1", "A1")]
    [InlineData("""{"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"seen","anchor":"A1"} {}""", RefusalReason.NotJson, null, "T1", "A1")]
    [InlineData("""{"time":"2026-01-31T08:00:00Z","tag":"T1","ki""", RefusalReason.NotJson, null, null, null)]
    [InlineData("garbage", RefusalReason.NotJson, null, null, null)]
    [InlineData("17", RefusalReason.NotAnObject, null, null, null)]
    [InlineData("\"text\"", RefusalReason.NotAnObject, null, null, null)]
    [InlineData("null", RefusalReason.NotAnObject, null, null, null)]
    public void A_bad_line_is_refused_by_name_and_the_next_goes_on(string line, RefusalReason reason, string? property, string? tag, string? anchor)
    {
        var decoded = Decode(Seen + "\n" + line + "\n" + Seen);
        Assert.Equal(2, decoded.Sightings.Length);
        var refusal = Assert.Single(decoded.Refusals);
        Assert.Equal((reason, property, tag, anchor, 2), (refusal.Reason, refusal.Property, refusal.Tag, refusal.Anchor, refusal.Line));
        Assert.NotEmpty(refusal.Detail);
        Assert.Equal(1, decoded.RefusedCounts[reason]);
    }

    [Fact]
    public void A_refusal_says_what_was_found_and_what_was_expected()
    {
        var refusal = Assert.Single(Decode("""{"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"range","anchor":"A1","metres":-2.5}""").Refusals);
        Assert.Equal("found -2.5; expected a finite number, 0 or more", refusal.Detail);
    }

    [Fact]
    public void A_bad_element_of_an_array_is_refused_and_the_next_goes_on()
    {
        var decoded = Decode($$"""
            [{{Seen}},
             17, {"tag":"T9"},
             {{Seen}}]
            """);
        Assert.Equal(2, decoded.Sightings.Length);
        Assert.Equal([(RefusalReason.NotAnObject, (int?)2), (RefusalReason.MissingProperty, 2)], decoded.Refusals.Select(r => (r.Reason, r.Line)));
        Assert.StartsWith("element 3: ", decoded.Refusals[1].Detail, StringComparison.Ordinal);
        Assert.Equal("T9", decoded.Refusals[1].Tag);
    }

    [Theory]
    [InlineData("[" + Seen + "," + Seen)]
    [InlineData("[" + Seen + "," + Seen + " " + Seen + "]")]
    [InlineData("[" + Seen + "," + Seen + ",{\"time\":}]")]
    [InlineData("[" + Seen + "," + Seen + "] more")]
    public void A_broken_array_keeps_the_elements_before_the_fault(string payload)
    {
        var decoded = Decode(payload);
        Assert.Equal(2, decoded.Sightings.Length);
        Assert.Equal(RefusalReason.NotJson, Assert.Single(decoded.Refusals).Reason);
    }

    [Fact]
    public void A_line_or_element_beyond_64_KiB_is_too_long()
    {
        var longLine = Seen.Replace("{", "{\"note\":\"" + new string('n', SightingPayload.LongestLine) + "\",", StringComparison.Ordinal);
        foreach (var payload in new[] { longLine + "\n" + Seen, "[" + longLine + "," + Seen + "]" })
        {
            var decoded = Decode(payload);
            Assert.Single(decoded.Sightings);
            Assert.Equal(RefusalReason.TooLong, Assert.Single(decoded.Refusals).Reason);
        }
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_spoil_only_their_own_line()
    {
        byte[] bad = [.. Encoding.UTF8.GetBytes(Seen)];
        bad[Seen.IndexOf("T1", StringComparison.Ordinal)] = 0xC3;
        byte[] payload = [.. bad, (byte)'\n', .. Encoding.UTF8.GetBytes(Seen)];
        var decoded = SightingPayload.Decode(payload, null);
        Assert.Single(decoded.Sightings);
        Assert.Equal(RefusalReason.NotJson, Assert.Single(decoded.Refusals).Reason);
    }

    [Fact]
    public void All_refusals_are_counted_and_the_first_sixteen_are_kept()
    {
        var decoded = Decode(string.Join('\n', Enumerable.Repeat("{}", 1000)));
        Assert.Equal(1000, decoded.RefusedCounts[RefusalReason.MissingProperty]);
        Assert.Equal(Enumerable.Range(1, SightingPayload.MostExamples), decoded.Refusals.Select(r => r.Line!.Value));
    }

    [Fact]
    public void Nesting_is_bounded()
    {
        var deep = "{\"deep\":" + new string('[', 100) + new string(']', 100) + "," + Seen[1..];
        var decoded = Decode(deep + "\n" + Seen);
        Assert.Single(decoded.Sightings);
        Assert.Equal(RefusalReason.NotJson, Assert.Single(decoded.Refusals).Reason);
    }

    [Fact]
    public void Ids_may_be_escaped_or_Cyrillic_and_128_characters_long()
    {
        var longest = new string('ш', 128);
        var decoded = Decode(Seen.Replace("T1", "\\u0428-1", StringComparison.Ordinal) + "\n" + Seen.Replace("T1", longest, StringComparison.Ordinal) + "\n"
            + Seen.Replace("T1", longest + "ш", StringComparison.Ordinal) + "\n" + Seen.Replace("\"tag\"", "\"t\\u0061g\"", StringComparison.Ordinal));
        Assert.Equal(["Ш-1", longest, "T1"], decoded.Sightings.Select(s => s.Tag.Value));
        Assert.Equal("tag", Assert.Single(decoded.Refusals).Property);
    }

    [Fact]
    public void Equal_ids_share_one_string()
    {
        var decoded = Decode(Seen + "\n" + Seen);
        Assert.Same(decoded.Sightings[0].Tag.Value, decoded.Sightings[1].Tag.Value);
    }

    private static DecodedPayload Decode(string payload) => SightingPayload.Decode(Encoding.UTF8.GetBytes(payload), null);
}
