using System.Text;
using Shyraq.Storage.History;

namespace Shyraq.Storage.Tests.History;

public class PictureCodecTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("{}", "")]
    [InlineData("", "{}")]
    [InlineData("""{"a":1,"b":2,"c":3}""", """{"a":1,"b":2,"c":3}""")]
    [InlineData("""{"a":1,"b":2,"c":3}""", """{"a":1,"b":9,"c":3,"d":4}""")]
    [InlineData("""{"people":[{"id":"A","x":1},{"id":"B","x":2}]}""", """{"people":[{"id":"B","x":2},{"id":"C","x":3},{"id":"A","x":1}]}""")]
    [InlineData("a,a,a,a,b", "b,a,a,c,a")]
    public void A_picture_comes_back_from_its_differences(string from, string picture)
    {
        var (a, b) = (Encoding.UTF8.GetBytes(from), Encoding.UTF8.GetBytes(picture));
        Assert.Equal(b, PictureCodec.Read(PictureCodec.Difference(b, a), a));
        Assert.Equal(b, PictureCodec.Read(PictureCodec.Whole(b), null));
    }

    [Fact]
    public void What_did_not_change_costs_next_to_nothing()
    {
        var people = Enumerable.Range(0, 1000).Select(n => $$"""{"id":"P{{n}}","name":"Somebody {{n * 7919 % 1000}}","since":"2026-03-01T06:{{n % 60:00}}:00Z"}""").ToArray();
        var from = Encoding.UTF8.GetBytes($"[{string.Join(",", people)}]");
        people[500] = people[500].Replace("Somebody", "Nobody", StringComparison.Ordinal);
        Assert.InRange(PictureCodec.Difference(Encoding.UTF8.GetBytes($"[{string.Join(",", people)}]"), from).Length, 5, 100);
    }

    [Fact]
    public void Damage_is_an_error()
    {
        var body = PictureCodec.Whole("""{"a":1,"b":2}"""u8);
        Assert.Throws<InvalidDataException>(() => PictureCodec.Read(body.AsSpan(0, body.Length / 2), null));
        Assert.Throws<InvalidDataException>(() => PictureCodec.Read(PictureCodec.Difference("x,y,z"u8, "x,y,z"u8), "x"u8.ToArray()));
    }
}
