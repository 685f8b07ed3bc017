using System.Text;
using CsCheck;
using Shyraq.Protocols.Lines;
using Xunit;

namespace Shyraq.Protocols.Tests.Lines;

public sealed class Utf8LinesTests
{
    [Fact]
    public void Lines_are_those_of_the_text_however_the_stream_hands_them_out() =>
        Gen.Select(Gen.OneOf(Gen.Char['a', 'e'], Gen.Int[0, 2].Select(i => "\n\r "[i])).Array[0, 300].Select(c => new string(c)), Gen.Int[1, 50]).Sample((text, portion) =>
        {
            var lines = new Utf8Lines(new Dripping(Encoding.UTF8.GetBytes(text), portion));
            var read = new List<string>();
            while (lines.Next()) read.Add(Encoding.UTF8.GetString(lines.Line));
            string[] expected = [.. text.Split('\n').Select(line => line.Trim(' ', '\r'))];
            if (text.Length == 0 || text.EndsWith('\n')) expected = expected[..^1];
            return expected.SequenceEqual(read) && lines.Number == expected.Length && lines.Taken == text.Length;
        });

    [Theory]
    [InlineData(Utf8Lines.Longest, false)]
    [InlineData(Utf8Lines.Longest + 1, true)]
    [InlineData(5 * Utf8Lines.Longest, true)]
    [InlineData(40 * Utf8Lines.Longest + 3, true)]
    public void A_line_that_is_too_long_is_stepped_over_and_counted(int length, bool tooLong)
    {
        var lines = new Utf8Lines(new MemoryStream(Encoding.UTF8.GetBytes("first\n" + new string('x', length) + "\nlast")));
        Assert.True(lines.Next());
        Assert.True(lines.Next());
        Assert.Equal((2, tooLong, tooLong ? 0 : length), (lines.Number, lines.TooLong, lines.Line.Length));
        Assert.True(lines.Next());
        Assert.Equal((3, false, "last"), (lines.Number, lines.TooLong, Encoding.UTF8.GetString(lines.Line)));
        Assert.False(lines.Next());
    }

    [Fact]
    public void The_first_byte_can_be_looked_at_and_the_rest_taken_whole()
    {
        var text = " \n\r\t[1,2]" + new string(' ', 700_000);
        var lines = new Utf8Lines(new Dripping(Encoding.UTF8.GetBytes("\uFEFF" + text), 5000));
        Assert.Equal((byte)'[', lines.Peek());
        Assert.Equal(text, Encoding.UTF8.GetString(lines.Rest(1_000_000)!));
        Assert.Null(new Utf8Lines(new MemoryStream(new byte[1000])).Rest(999));
    }

    /// <summary>Hands out a few bytes at a time, as a socket does.</summary>
    private sealed class Dripping(byte[] bytes, int portion) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, portion));
    }
}
