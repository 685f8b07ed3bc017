using Shyraq.Protocols.Pdf;
using Shyraq.Protocols.Rescue;
using Xunit;

namespace Shyraq.Protocols.Tests.Rescue;

public sealed class SheetWordTests
{
    private const string Alphabets =
        "АаБбВвГгДдЕеЁёЖжЗзИиЙйКкЛлМмНнОоПпРрСсТтУуФфХхЦцЧчШшЩщЪъЫыЬьЭэЮюЯя" + "ӘәҒғҚқҢңӨөҰұҮүҺһІі" + "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz" + "0123456789 .,:;-–—+±·…()«»№/°³%";

    [Theory]
    [InlineData(400)]
    [InlineData(600)]
    public void Every_letter_of_the_three_languages_has_a_glyph_of_its_own(int weight)
    {
        var face = new Typeface(weight);
        var missing = Alphabets.Concat(SheetWords.All.Values.SelectMany(words => words).SelectMany(word => word)).Distinct().Where(letter => !face.Has(letter)).ToArray();
        Assert.True(missing.Length == 0, $"without a glyph: {string.Join(' ', missing.Select(letter => $"{letter} U+{(int)letter:X4}"))}");
        Assert.False(face.Has('\u4E2D'));
    }

    [Fact]
    public void Every_word_is_there_in_each_language() =>
        Assert.All(SheetWords.All, word => Assert.True(word.Value.Length == SheetWords.Languages.Length && word.Value.All(one => one.Trim().Length > 0), word.Key));
}
