using System.Text;
using CsCheck;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Answers;
using Xunit;

namespace Shyraq.Protocols.Tests.Answers;

public sealed class AnswerPayloadTests
{
    private static readonly Instant Noon = Instant.From(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    private static DecodedAnswers Decode(string text) => AnswerPayload.Decode(Encoding.UTF8.GetBytes(text), Noon);

    [Theory]
    [InlineData("""{"time":"2026-03-01T11:59:58Z","tag":"T1","order":3,"answer":"delivered"}""", AnswerKind.Delivered)]
    [InlineData("""[{"time":"2026-03-01T11:59:58Z","tag":"T1","order":3,"answer":"read","more":[1]}]""", AnswerKind.Read)]
    [InlineData("""{"answer":"understood","order":3,"tag":"T1","time":"2026-03-01T16:59:58+05:00"}""", AnswerKind.Understood)]
    public void An_answer_is_read_from_a_line_or_an_array(string text, AnswerKind kind) =>
        Assert.Equal([new(Noon.PlusSeconds(-2), new("T1"), 3, kind)], Decode(text).Answers);

    [Theory]
    [InlineData("not json", RefusalReason.NotJson, null)]
    [InlineData("[1", RefusalReason.NotJson, null)]
    [InlineData("7", RefusalReason.NotAnObject, null)]
    [InlineData("""{"time":"2026-03-01T12:00:00Z","order":1,"answer":"read"}""", RefusalReason.MissingProperty, "tag")]
    [InlineData("""{"time":"yesterday","tag":"T","order":1,"answer":"read"}""", RefusalReason.BadValue, "time")]
    [InlineData("""{"time":"2026-03-01T12:00:00Z","tag":"T","order":1.5,"answer":"read"}""", RefusalReason.BadValue, "order")]
    [InlineData("""{"time":"2026-03-01T12:00:00Z","tag":"T","order":1,"answer":"sent"}""", RefusalReason.BadValue, "answer")]
    [InlineData("""{"time":"2026-03-01T12:00:00Z","tag":"","order":1,"answer":"read"}""", RefusalReason.BadValue, "tag")]
    public void What_cannot_be_used_is_refused_by_name(string text, RefusalReason reason, string? property)
    {
        var decoded = Decode(text);
        Assert.Empty(decoded.Answers);
        Assert.Equal((reason, property), (Assert.Single(decoded.Refusals).Reason, decoded.Refusals[0].Property));
    }

    [Fact]
    public void A_bad_line_does_not_take_the_good_ones_with_it()
    {
        var decoded = Decode("{\n" + """{"time":"2026-03-01T12:00:00Z","tag":"T","order":1,"answer":"read"}""" + "\r\n\n7");
        Assert.Single(decoded.Answers);
        Assert.Equal([1, 4], decoded.Refusals.Select(r => r.Line));
    }

    [Fact]
    public void An_answer_from_the_future_is_of_now() =>
        Assert.Equal(Noon, Decode("""{"time":"2026-03-01T13:00:00Z","tag":"T","order":1,"answer":"read"}""").Answers[0].Time);

    [Fact]
    public void A_text_that_is_not_unicode_is_refused_as_broken()
    {
        Assert.Equal(RefusalReason.NotJson, Assert.Single(AnswerPayload.Decode([(byte)'"', 0xFF, (byte)'"'], Noon).Refusals).Reason);
        Assert.Equal(RefusalReason.NotJson, Assert.Single(Decode("""{"tag":"\ud800","time":"2026-03-01T12:00:00Z","order":1,"answer":"read"}""").Refusals).Reason);
        Assert.Equal(RefusalReason.NotJson, Assert.Single(Decode("""[{"\ud800":1}]""").Refusals).Reason);
    }

    [Fact]
    public void No_bytes_make_it_throw()
    {
        var line = """[{"time":"2026-03-01T12:00:00Z","tag":"T","order":1,"answer":"read"}]"""u8.ToArray();
        Gen.Byte.Array[0, 200].Sample(bytes => { AnswerPayload.Decode(bytes, Noon); }, iter: 20_000);
        Gen.Select(Gen.Int[0, line.Length - 1], Gen.Byte, Gen.Bool).Sample((at, change, array) =>
        {
            var changed = line.ToArray();
            changed[at] = change;
            AnswerPayload.Decode(array ? changed : changed.AsSpan()[1..^1], Noon);
        }, iter: 20_000);
    }
}
