using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit;

namespace Shyraq.Protocols.Tests.Reports;

/// <summary>Looks at a printed report with programs that are not ours (poppler); where they are absent the test is skipped and says so.</summary>
internal static class Paper
{
    /// <summary>The pages as text, laid out as they stand.</summary>
    public static string[] Text(byte[] pdf) => Encoding.UTF8.GetString(Run("pdftotext", "-layout {0} -", pdf)).TrimEnd('\f').Split('\f');

    /// <summary>The size of the pages, points.</summary>
    public static (double Width, double Height) Size(byte[] pdf)
    {
        var line = Encoding.UTF8.GetString(Run("pdfinfo", "{0}", pdf)).Split('\n').Single(l => l.StartsWith("Page size", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (double.Parse(line[2], CultureInfo.InvariantCulture), double.Parse(line[4], CultureInfo.InvariantCulture));
    }

    /// <summary>One page as it is drawn, grey, row by row.</summary>
    public static (int Width, int Height, byte[] Grey) Image(byte[] pdf, int page)
    {
        var image = Run("pdftoppm", string.Create(CultureInfo.InvariantCulture, $"-r 50 -gray -f {page} -l {page} {{0}}"), pdf);
        // A portable graymap: P5, width, height, 255, then a byte for each pixel.
        var head = Encoding.ASCII.GetString(image, 0, 20).Split('\n', ' ');
        var (width, height) = (int.Parse(head[1], CultureInfo.InvariantCulture), int.Parse(head[2], CultureInfo.InvariantCulture));
        return (width, height, image[^(width * height)..]);
    }

    private static byte[] Run(string program, string arguments, byte[] pdf)
    {
        var file = Path.Combine(Path.GetTempPath(), $"shyraq-paper-{Environment.ProcessId}-{Guid.NewGuid():N}.pdf");
        File.WriteAllBytes(file, pdf);
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
