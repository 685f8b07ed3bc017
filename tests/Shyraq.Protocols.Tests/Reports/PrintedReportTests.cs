using System.Diagnostics;
using Shyraq.Protocols.Reports;
using Xunit;

namespace Shyraq.Protocols.Tests.Reports;

/// <summary>The printed report, read by programs that are not ours (poppler); where they are absent these tests are skipped and say so.</summary>
public sealed class PrintedReportTests
{
    [Fact]
    public void Its_text_can_be_read_out_on_every_page_with_title_record_and_page_number()
    {
        var text = Run("pdftotext", "-layout {0} -");
        var pages = text.TrimEnd('\f').Split('\f');
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
        var image = Bytes("pdftoppm", "-r 40 -gray -f 1 -l 1 {0}");
        // A portable graymap: P5, width, height, 255, then a byte for each pixel.
        var head = System.Text.Encoding.ASCII.GetString(image, 0, 20).Split('\n', ' ');
        var (width, height) = (int.Parse(head[1], null), int.Parse(head[2], null));
        var pixels = image.AsSpan(image.Length - width * height).ToArray();
        Assert.Equal((468, 331), (width, height));
        Assert.InRange(pixels.Count(p => p < 128) / (double)pixels.Length, 0.01, 0.3);
        // Nothing is drawn in the margins.
        Assert.All(Enumerable.Range(0, height), y => Assert.True(pixels[y * width + 5] > 200 && pixels[y * width + width - 6] > 200));
    }

    private static string Run(string program, string arguments) => System.Text.Encoding.UTF8.GetString(Bytes(program, arguments));

    private static byte[] Bytes(string program, string arguments)
    {
        var file = Path.Combine(Path.GetTempPath(), $"shyraq-report-{Environment.ProcessId}-{Guid.NewGuid():N}.pdf");
        File.WriteAllBytes(file, ReportPdf.Write(Sample.Make(), "ru"));
        try
        {
            using var run = Process.Start(new ProcessStartInfo(program, arguments.Replace("{0}", file, StringComparison.Ordinal)) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = new MemoryStream();
            run.StandardOutput.BaseStream.CopyTo(output);
            run.WaitForExit();
            Assert.Equal(0, run.ExitCode);
            return output.ToArray();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{program} is not installed (package poppler-utils)");
            return [];
        }
        finally
        {
            File.Delete(file);
        }
    }
}
