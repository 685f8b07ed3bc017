using Shyraq.Protocols.Reports;
using Xunit;

namespace Shyraq.Protocols.Tests.Reports;

/// <summary>The printed report, read by programs that are not ours (poppler); where they are absent these tests are skipped and say so.</summary>
public sealed class PrintedReportTests
{
    [Fact]
    public void Its_text_can_be_read_out_on_every_page_with_title_record_and_page_number()
    {
        var pages = Paper.Text(ReportPdf.Write(Sample.Make(), "ru"));
        var text = string.Concat(pages);
        Assert.InRange(pages.Length, 3, 6);
        for (var i = 0; i < pages.Length; i++)
        {
            Assert.Contains("Явка и время под землёй · Шахта «Северная»", pages[i], StringComparison.Ordinal);
            Assert.Contains($"Лист {i + 1} из {pages.Length}", pages[i], StringComparison.Ordinal);
            Assert.Contains(Sample.Hash, pages[i], StringComparison.Ordinal);
        }
        Assert.Contains("Әбдіғали Қуанышұлы Өтеғұл", text, StringComparison.Ordinal);
        Assert.Contains("Записано 97,92 % периода", text, StringComparison.Ordinal);
        // Every row is there once, and the head of the table on each page on which it goes on.
        Assert.All(Enumerable.Range(2, 118), i => Assert.Contains($"Пётр {i}", text, StringComparison.Ordinal));
        Assert.True(text.Split("Под землёй").Length - 1 >= pages.Length - 1);
        Assert.Contains("900:00:00", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_pages_are_drawn_in_ink_within_the_paper()
    {
        var (width, height, pixels) = Paper.Image(ReportPdf.Write(Sample.Make(), "ru"), page: 1);
        Assert.Equal((585, 414), (width, height));
        Assert.InRange(pixels.Count(p => p < 128) / (double)pixels.Length, 0.01, 0.3);
        // Nothing is drawn in the margins.
        Assert.All(Enumerable.Range(0, height), y => Assert.True(pixels[y * width + 5] > 200 && pixels[y * width + width - 6] > 200));
    }
}
