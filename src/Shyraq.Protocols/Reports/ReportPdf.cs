using System.Globalization;
using Shyraq.Core.Reports;
using Shyraq.Protocols.Pdf;

namespace Shyraq.Protocols.Reports;

/// <summary>
/// A report to print, A4 across, black on white, with the font inside. Each page says what it is of, on which record it stands and which of how many it is; the head of a
/// table stands on each page on which the table goes on.
/// </summary>
public sealed class ReportPdf
{
    private const double Size = 7.5, Line = 9.5, Gap = 2.5, Padding = 7, Top = PdfPage.Margin + 16, Bottom = PdfPage.Height - PdfPage.Margin - 12, Width = PdfPage.Width - 2 * PdfPage.Margin;

    /// <summary>A cell has so many lines at most.</summary>
    private const int MostLines = 24;

    /// <summary>So many rows are looked at for how wide a column has to be.</summary>
    private const int Sampled = 1000;

    private readonly PdfFile _file = new();
    private readonly List<PdfPage> _pages = [];
    private readonly Report _report;
    private readonly ReportText _text;
    private double _y;

    private ReportPdf(Report report, string language) => (_report, _text) = (report, new(language, report.TimeZone));

    /// <summary>The file.</summary>
    public static byte[] Write(Report report, string language) => new ReportPdf(report, language).Write();

    private PdfPage Page => _pages[^1];

    private byte[] Write()
    {
        Turn();
        _y += 8;
        Text(ReportHead.Title(_report, _text.Language), 14, true);
        foreach (var (name, value) in ReportHead.Lines(_report, _text)) Text($"{name}: {value}", 8.5, false);
        _y += 3;
        foreach (var note in _report.Notes) Text(ReportWords.Say(note, _text), 8.5, false);
        foreach (var table in _report.Tables) Table(table);
        Signature();
        for (var i = 0; i < _pages.Count; i++) Foot(_pages[i], i + 1);
        return _file.Write(ReportHead.Title(_report, _text.Language));
    }

    private void Table(ReportTable table)
    {
        var wide = Widths(table);
        var at = new double[table.Columns.Length];
        for (var i = 1; i < at.Length; i++) at[i] = at[i - 1] + wide[i - 1] + Padding;
        _y += 10;
        // A title does not stay alone at the end of a page.
        if (_y + 5 * Line > Bottom) Turn();
        Text(Say($"table.{table.Name}"), 11, true);
        Head();
        if (table.Rows.IsEmpty) Text(Say("none"), 8.5, false);
        foreach (var row in table.Rows) Row(row, false);
        if (table.Totals is { } totals) Row(totals, true);

        void Head()
        {
            var titles = table.Columns.Select((c, i) => _file.Bold.Lines(Say($"column.{c.Name}"), Size, wide[i], MostLines)).ToList();
            var high = titles.Max(t => t.Count) * Line;
            for (var i = 0; i < titles.Count; i++) Draw(titles[i], i, true, 0.25);
            _y += high;
            Page.Line([(PdfPage.Margin, _y - Line + 3), (PdfPage.Width - PdfPage.Margin, _y - Line + 3)], 1);
            _y += 2;
        }

        void Row(IReadOnlyList<Cell> cells, bool bold)
        {
            var lines = cells.Select((cell, i) => (bold ? _file.Bold : _file.Regular).Lines(_text.Of(cell), Size, wide[i], MostLines)).ToList();
            var high = lines.Max(l => l.Count) * Line;
            if (_y + high > Bottom)
            {
                Turn();
                _y += 4;
                Head();
            }
            for (var i = 0; i < lines.Count; i++) Draw(lines[i], i, bold, 0);
            _y += high + Gap;
            Page.Line([(PdfPage.Margin, _y - Line + 1), (PdfPage.Width - PdfPage.Margin, _y - Line + 1)], 0.25, 0.7);
        }

        // Numbers and lengths stand at the right, under each other.
        void Draw(IReadOnlyList<string> lines, int column, bool bold, double grey)
        {
            var face = bold ? _file.Bold : _file.Regular;
            var right = table.Columns[column].Kind is ColumnKind.Number or ColumnKind.Duration or ColumnKind.Share;
            for (var i = 0; i < lines.Count; i++)
                Page.Text(PdfPage.Margin + at[column] + (right ? wide[column] - face.Width(lines[i], Size) : 0), _y + i * Line, Size, lines[i], bold, grey: grey);
        }
    }

    // As the table asks for, but no column narrower than its longest word where others have room to spare: a word broken in the middle is hard to read.
    private double[] Widths(ReportTable table)
    {
        var room = Width - Padding * (table.Columns.Length - 1);
        var asked = table.Columns.Select(c => room * c.Width / table.Columns.Sum(one => one.Width)).ToArray();
        var needed = table.Columns.Select((c, i) => table.Rows.Take(Sampled).SelectMany(row => Parts(_text.Of(row[i]), _file.Regular, c))
            .Concat(Words(Say($"column.{c.Name}"), _file.Bold)).Concat(table.Totals is { } totals ? Parts(_text.Of(totals[i]), _file.Bold, c) : []).DefaultIfEmpty().Max() + 0.5).ToArray();
        // Whoever needs more gets it from those who have more than they need, each by what they have to spare.
        var (lacks, spare) = (asked.Zip(needed, (a, n) => Math.Max(0, n - a)).Sum(), asked.Zip(needed, (a, n) => Math.Max(0, a - n)).Sum());
        if (lacks <= 0 || spare <= 0) return asked;
        var part = Math.Min(1, spare / lacks);
        return [.. asked.Zip(needed, (a, n) => n > a ? a + part * (n - a) : a - part * lacks * (a - n) / spare)];

        // A time stays in one line.
        static IEnumerable<double> Parts(string text, Typeface face, Column column) => column.Kind == ColumnKind.Text ? Words(text, face) : [face.Width(text, Size)];

        static IEnumerable<double> Words(string text, Typeface face) => text.Split(' ').Select(word => face.Width(word, Size));
    }

    // Who made it and who has checked it sign beside each other, both lines on one page.
    private void Signature()
    {
        _y += 34;
        if (_y + 12 > Bottom)
        {
            Turn();
            _y += 24;
        }
        var half = (Width - 40) / 2;
        foreach (var (left, who) in ((double, string)[])[(PdfPage.Margin, "madeBy"), (PdfPage.Margin + half + 40, "checkedBy")])
        {
            var from = left + _file.Regular.Width(Say(who), 9) + 8;
            Page.Text(left, _y, 9, Say(who));
            Page.Line([(from, _y + 1), (left + half, _y + 1)], 0.5);
            Page.Text(from, _y + 10, 7, Say("signature"), grey: 0.4);
        }
    }

    private void Text(string text, double size, bool bold)
    {
        foreach (var line in (bold ? _file.Bold : _file.Regular).Lines(text, size, Width, int.MaxValue))
        {
            if (_y + size > Bottom) Turn();
            Page.Text(PdfPage.Margin, _y, size, line, bold);
            _y += size * 1.35;
        }
    }

    private void Turn()
    {
        _pages.Add(_file.Page());
        _y = Top + 10;
    }

    private void Foot(PdfPage page, int number)
    {
        var of = Say("page").Replace("{0}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal).Replace("{1}", _pages.Count.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var (left, right) = (PdfPage.Margin, PdfPage.Width - PdfPage.Margin);
        page.Text(left, PdfPage.Margin, 8, $"{ReportHead.Title(_report, _text.Language)} · {_text.Clock(_report.Period.From)} – {_text.Clock(_report.Period.To)} ({_text.ZoneName})", width: Width, grey: 0.3);
        page.Line([(left, PdfPage.Margin + 5), (right, PdfPage.Margin + 5)], 0.5, 0.5);
        page.Text(left, PdfPage.Height - PdfPage.Margin, 7, string.Create(CultureInfo.InvariantCulture, $"{Say("journal")} {_report.Record.Sequence}, SHA-256 {_report.Record.Hash}"), grey: 0.3);
        page.Text(right - _file.Regular.Width(of, 8), PdfPage.Height - PdfPage.Margin, 8, of);
    }

    private string Say(string code) => ReportWords.Say(code, _text.Language);
}
