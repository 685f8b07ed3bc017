using System.Globalization;
using Shyraq.Core.Rescue;
using Shyraq.Protocols.Pdf;

namespace Shyraq.Protocols.Rescue;

/// <summary>Lines of text from page to page, each page with its number and the moment of which it tells.</summary>
internal sealed class PrintedList(PdfFile file, RescueSheet sheet, string language)
{
    private const double Line = 11.5, Bottom = PdfPage.Height - PdfPage.Margin;

    private PdfPage _page = null!;
    private double _y;

    /// <summary>What happened, and the figures.</summary>
    public void Heading()
    {
        Turn();
        var zone = sheet.Plan.TimeZone;
        Text(sheet.Evacuation.Emergency is { } e
            ? $"{Say(SheetWords.Key(e.Kind))}: {e.Place.Where} · T0 {SheetWords.Clock(e.T0, zone)} · {e.Why} · {Say("confirmed")} {e.ConfirmedBy}" : Say("noEmergency"), 11, true);
        var c = sheet.Evacuation.Counts;
        Text(string.Join("   ", new[] { ("total", c.People), ("silent", c.Silent), ("unplaced", c.Unplaced), ("movingWrong", c.MovingWrong), ("standing", c.Standing), ("movingUnknown", c.MovingUnknown), ("movingRight", c.MovingRight), ("atRefuge", c.AtRefuge), ("out", c.Out) }
            .Select(f => string.Create(CultureInfo.InvariantCulture, $"{Say(f.Item1)}: {f.Item2}"))), 11, true);
        Text(Say("age"), 8, false);
        _y += 4;
    }

    /// <summary>A table that goes on over pages, its head on each.</summary>
    public void Rows((string Key, double X, double Width)[] columns, IEnumerable<(string[] Texts, bool Bold)> rows)
    {
        Head();
        foreach (var (texts, bold) in rows)
        {
            if (_y + Line > Bottom)
            {
                Turn();
                Head();
            }
            for (var i = 0; i < columns.Length; i++) _page.Text(PdfPage.Margin + columns[i].X, _y, 7.5, texts[i], bold, columns[i].Width);
            _page.Line([(PdfPage.Margin, _y + 3), (PdfPage.Width - PdfPage.Margin, _y + 3)], 0.25, 0.7);
            _y += Line;
        }

        void Head()
        {
            foreach (var (key, x, width) in columns) _page.Text(PdfPage.Margin + x, _y, 7.5, Say(key), true, width, 0.3);
            _page.Line([(PdfPage.Margin, _y + 3), (PdfPage.Width - PdfPage.Margin, _y + 3)], 1);
            _y += Line + 2;
        }
    }

    /// <summary>A heading with lines under it.</summary>
    public void Begin(string title, IEnumerable<string> lines)
    {
        if (title == "closed") Turn();
        Text(Say(title), 11, true);
        var any = false;
        foreach (var line in lines)
        {
            any = true;
            Text(line, 8, false);
        }
        if (!any) Text(Say("none"), 8, false);
        _y += 6;
    }

    private void Text(string text, double size, bool bold)
    {
        if (_y + size > Bottom) Turn();
        _page.Text(PdfPage.Margin, _y, size, text, bold, PdfPage.Width - 2 * PdfPage.Margin);
        _y += size * 1.4;
    }

    private void Turn()
    {
        _page = file.Page();
        _page.Text(PdfPage.Margin, PdfPage.Margin, 8, $"{Say("title")} · {sheet.Plan.Name} · {Say("made")} {SheetWords.Clock(sheet.At, sheet.Plan.TimeZone)} · {Say("journal")} {sheet.Sequence}");
        _page.Text(PdfPage.Width - PdfPage.Margin - 20, PdfPage.Margin, 8, file.Pages.ToString(CultureInfo.InvariantCulture));
        _y = PdfPage.Margin + 18;
    }

    private string Say(string key) => SheetWords.Say(key, language);
}
