using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using Shyraq.Core.Reports;
using Shyraq.Protocols.Registry;

namespace Shyraq.Protocols.Reports;

/// <summary>
/// A report as an Excel workbook (ECMA-376, .xlsx): a sheet that says of what it tells and on which record it stands, then one for each table. Times, lengths and
/// numbers are values that can be counted with; texts never become formulas. It prints on A4 across, the head of a table on each page.
/// </summary>
public static class ReportXlsx
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>Longest name of a sheet.</summary>
    private const int LongestName = 31;

    // Places in the list of cell formats below.
    private const int Plain = 0, Head = 1, Time = 2, Length = 3, Whole = 4, Cents = 5, Percent = 6, Bold = 7;

    private static readonly DateTime Day0 = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>The file.</summary>
    public static byte[] Write(Report report, string language)
    {
        var text = new ReportText(language, report.TimeZone);
        var names = new List<string> { Name(ReportWords.Say("record", language), []) };
        foreach (var table in report.Tables) names.Add(Name(ReportWords.Say($"table.{table.Name}", language), names));
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            var sheets = Enumerable.Range(1, names.Count).ToList();
            Part(zip, "[Content_Types].xml", $"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>{string.Concat(sheets.Select(n => $"""<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"""))}</Types>""");
            Part(zip, "_rels/.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Part(zip, "xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(sheets.Select(n => $"""<Relationship Id="rId{n}" Type="{Relations}/worksheet" Target="worksheets/sheet{n}.xml"/>"""))}<Relationship Id="rId{names.Count + 1}" Type="{Relations}/styles" Target="styles.xml"/></Relationships>""");
            // The head of each table stands on every printed page.
            Part(zip, "xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Relations}"><bookViews><workbookView activeTab="{Math.Min(1, names.Count - 1)}"/></bookViews><sheets>{string.Concat(sheets.Select(n => $"""<sheet name="{Escape(names[n - 1])}" sheetId="{n}" r:id="rId{n}"/>"""))}</sheets><definedNames>{string.Concat(sheets.Skip(1).Select(n => $"""<definedName name="_xlnm.Print_Titles" localSheetId="{n - 1}">'{Escape(names[n - 1]).Replace("'", "''", StringComparison.Ordinal)}'!$1:$1</definedName>"""))}</definedNames></workbook>""");
            Part(zip, "xl/styles.xml", Styles);
            Sheet(zip, 1, [28, 110], xml => About(xml, report, text), false);
            for (var i = 0; i < report.Tables.Length; i++)
            {
                var table = report.Tables[i];
                Sheet(zip, i + 2, [.. table.Columns.Select(c => 6 + 9 * c.Width)], xml => Rows(xml, table, text), true);
            }
        }
        return file.ToArray();
    }

    private static void Sheet(ZipArchive zip, int number, IReadOnlyList<double> widths, Action<XmlWriter> rows, bool hasHead)
    {
        using var part = Workbook.Entry(zip, $"xl/worksheets/sheet{number}.xml");
        using var xml = XmlWriter.Create(part, new XmlWriterSettings { Encoding = new UTF8Encoding(false) });
        xml.WriteStartElement("worksheet", Main);
        xml.WriteRaw("""<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>""");
        if (hasHead) xml.WriteRaw("""<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>""");
        xml.WriteStartElement("cols", Main);
        for (var i = 0; i < widths.Count; i++) xml.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"""<col min="{i + 1}" max="{i + 1}" width="{widths[i]:0.#}" customWidth="1"/>"""));
        xml.WriteEndElement();
        xml.WriteStartElement("sheetData", Main);
        rows(xml);
        xml.WriteEndElement();
        xml.WriteRaw("""<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>""");
        xml.WriteEndElement();
    }

    private static void About(XmlWriter xml, Report report, ReportText text)
    {
        Line([(ReportHead.Title(report, text.Language), Head)]);
        foreach (var (name, value) in ReportHead.Lines(report, text)) Line([(name, Bold + Plain), (value, Plain)]);
        foreach (var note in report.Notes) Line([("", Plain), (ReportWords.Say(note, text), Plain)]);

        void Line(IEnumerable<(string Text, int Style)> cells)
        {
            xml.WriteStartElement("row", Main);
            foreach (var (value, style) in cells) String(xml, value, style);
            xml.WriteEndElement();
        }
    }

    private static void Rows(XmlWriter xml, ReportTable table, ReportText text)
    {
        Line(table.Columns.Select(c => (Action)(() => String(xml, ReportWords.Say($"column.{c.Name}", text.Language), Head))));
        foreach (var row in table.Rows) Line(row.Select(cell => (Action)(() => Value(xml, cell, text, 0))));
        if (table.Totals is { } totals) Line(totals.Select(cell => (Action)(() => Value(xml, cell, text, Bold))));

        void Line(IEnumerable<Action> cells)
        {
            xml.WriteStartElement("row", Main);
            foreach (var cell in cells) cell();
            xml.WriteEndElement();
        }
    }

    private static void Value(XmlWriter xml, Cell cell, ReportText text, int bold)
    {
        switch (cell)
        {
            case Cell.Moment moment: Numeric(xml, (text.Local(moment.Time) - Day0).TotalDays, Time + bold); break;
            case Cell.Span span: Numeric(xml, span.Seconds / 86400, Length + bold); break;
            case Cell.Number number: Numeric(xml, Math.Round(number.Value, number.Decimals), (number.Decimals == 0 ? Whole : Cents) + bold); break;
            case Cell.Share share: Numeric(xml, share.Value, Percent + bold); break;
            default: String(xml, text.Of(cell), Plain + bold); break;
        }
    }

    private static void Numeric(XmlWriter xml, double value, int style)
    {
        xml.WriteStartElement("c", Main);
        xml.WriteAttributeString("s", style.ToString(CultureInfo.InvariantCulture));
        xml.WriteElementString("v", Main, value.ToString("R", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }

    private static void String(XmlWriter xml, string text, int style) => Workbook.Cell(xml, text, style);

    private static void Part(ZipArchive zip, string name, string xml) => Workbook.Part(zip, name, xml);

    // No two sheets have one name, and some characters may not be in it.
    private static string Name(string title, List<string> taken)
    {
        var name = new string([.. title.Select(c => c is '[' or ']' or '*' or '?' or ':' or '/' or '\\' or '\'' ? ' ' : c).Take(LongestName)]);
        for (var n = 2; taken.Contains(name); n++) name = $"{name[..Math.Min(name.Length, LongestName - 3)]} {n}";
        return name;
    }

    private static string Escape(string text) => System.Security.SecurityElement.Escape(text);

    // Formats by place: as it is, head, time, length, whole, two decimals, per cent; then the same in bold, for totals. Head comes twice, for the places to agree.
    private const string Styles = $"""<styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd.mm.yyyy\ hh:mm:ss"/><numFmt numFmtId="165" formatCode="[h]:mm:ss"/></numFmts><fonts count="2"><font><sz val="10"/><name val="Arial"/></font><font><b/><sz val="10"/><name val="Arial"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE6E6E6"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="14"><xf numFmtId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="1" fillId="2" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="164" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="165" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="1" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="2" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="10" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="0" fontId="1" applyFont="1"/><xf numFmtId="0" fontId="1" fillId="2" applyFont="1" applyFill="1"/><xf numFmtId="164" fontId="1" applyNumberFormat="1" applyFont="1"/><xf numFmtId="165" fontId="1" applyNumberFormat="1" applyFont="1"/><xf numFmtId="1" fontId="1" applyNumberFormat="1" applyFont="1"/><xf numFmtId="2" fontId="1" applyNumberFormat="1" applyFont="1"/><xf numFmtId="10" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>""";
}
