using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Shyraq.Protocols.Registry;

/// <summary>
/// The first sheet of an Office Open XML workbook (ECMA-376, .xlsx) as texts, and texts as such a sheet: all that a table of names needs. Formulas
/// give the value that was saved with them.
/// </summary>
internal static class Workbook
{
    /// <summary>What a workbook may hold once inflated, bytes.</summary>
    private const long MostInflated = 256 << 20;

    /// <summary>Columns beyond this are none of ours.</summary>
    private const int MostColumns = 256;

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XmlReaderSettings Safe = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true };

    /// <summary>The rows that hold anything, each with its number in the sheet.</summary>
    /// <param name="number">Of the sheet, from 1; the first that there is when it has another name.</param>
    /// <exception cref="InvalidDataException">The bytes are no workbook.</exception>
    public static List<(int Row, IReadOnlyList<string> Cells)> Read(Stream stream, int number = 1)
    {
        try
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            if (zip.Entries.Sum(e => e.Length) > MostInflated) throw new InvalidDataException($"the workbook is over {MostInflated >> 20} MiB once inflated");
            var shared = zip.GetEntry("xl/sharedStrings.xml") is { } strings ? Texts(strings) : [];
            var sheet = zip.GetEntry(string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{number}.xml")) ?? zip.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal) && e.FullName.EndsWith(".xml", StringComparison.Ordinal)).MinBy(e => e.FullName, StringComparer.Ordinal);
            return Rows(sheet ?? throw new InvalidDataException("the workbook has no sheet"), shared);
        }
        catch (XmlException broken)
        {
            throw new InvalidDataException($"the workbook is damaged: {broken.Message}", broken);
        }
    }

    /// <summary>A workbook of one sheet, all cells texts, the first row fixed.</summary>
    public static byte[] Write(string sheet, IEnumerable<ImmutableArray<string>> rows)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""");
            Part(zip, "_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Part(zip, "xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="{sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>""");
            Part(zip, "xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>""");
            using var part = Entry(zip, "xl/worksheets/sheet1.xml");
            using var xml = XmlWriter.Create(part, new XmlWriterSettings { Encoding = new UTF8Encoding(false) });
            xml.WriteStartElement("worksheet", Main);
            xml.WriteRaw("""<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>""");
            xml.WriteStartElement("sheetData", Main);
            foreach (var row in rows)
            {
                xml.WriteStartElement("row", Main);
                foreach (var cell in row) Cell(xml, cell);
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        return file.ToArray();
    }

    /// <summary>Writes a cell that is a text.</summary>
    /// <param name="style">Its place in the list of cell formats; 0 for none.</param>
    public static void Cell(XmlWriter xml, string text, int style = 0)
    {
        xml.WriteStartElement("c", Main);
        if (style > 0) xml.WriteAttributeString("s", style.ToString(CultureInfo.InvariantCulture));
        if (text.Length > 0)
        {
            xml.WriteAttributeString("t", "inlineStr");
            xml.WriteStartElement("is", Main);
            xml.WriteStartElement("t", Main);
            xml.WriteAttributeString("xml", "space", null, "preserve");
            xml.WriteString(Printable(text));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    // XML has no place for control characters.
    private static string Printable(string text) => text.All(c => c >= ' ' && !char.IsSurrogate(c)) ? text : new([.. text.Where(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c))]);

    /// <summary>Begins a part of a workbook. It bears no time, so that equal workbooks are equal bytes.</summary>
    public static Stream Entry(ZipArchive zip, string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return entry.Open();
    }

    /// <summary>Writes a part of a workbook.</summary>
    public static void Part(ZipArchive zip, string name, string xml)
    {
        using var part = Entry(zip, name);
        part.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + xml));
    }

    // Each <si> is one text, in runs of <t>; readings of them for East Asian scripts (<rPh>) are none of it.
    private static List<string> Texts(ZipArchiveEntry entry)
    {
        var texts = new List<string>();
        using var part = entry.Open();
        using var xml = XmlReader.Create(part, Safe);
        while (xml.ReadToFollowing("si", Main)) texts.Add(TextOf(xml));
        return texts;
    }

    private static string TextOf(XmlReader xml)
    {
        var text = new StringBuilder();
        using var inner = xml.ReadSubtree();
        inner.Read();
        while (!inner.EOF)
        {
            if (inner.NodeType == XmlNodeType.Element && inner.LocalName == "rPh") inner.Skip();
            else if (inner.NodeType == XmlNodeType.Element && inner.LocalName == "t") text.Append(inner.ReadElementContentAsString());
            else inner.Read();
        }
        return text.ToString();
    }

    private static List<(int, IReadOnlyList<string>)> Rows(ZipArchiveEntry sheet, List<string> shared)
    {
        var rows = new List<(int, IReadOnlyList<string>)>();
        using var part = sheet.Open();
        using var xml = XmlReader.Create(part, Safe);
        var number = 0;
        while (xml.ReadToFollowing("row", Main))
        {
            number = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var r) ? r : number + 1;
            var cells = new List<string>();
            using var row = xml.ReadSubtree();
            while (row.ReadToFollowing("c", Main))
            {
                var column = ColumnOf(row.GetAttribute("r")) ?? cells.Count;
                var text = ValueOf(row, shared);
                if (column >= MostColumns) continue;
                while (cells.Count <= column) cells.Add("");
                cells[column] = text;
            }
            rows.Add((number, cells));
        }
        return rows;
    }

    private static string ValueOf(XmlReader cell, List<string> shared)
    {
        var type = cell.GetAttribute("t");
        using var inner = cell.ReadSubtree();
        inner.Read();
        if (type == "inlineStr") return TextOf(inner);
        if (!inner.ReadToDescendant("v", Main)) return "";
        var value = inner.ReadElementContentAsString();
        return type == "s" && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < shared.Count ? shared[index] : value;
    }

    // "AB12" is column 27, from 0; null when the cell does not say.
    private static int? ColumnOf(string? reference)
    {
        if (reference is null) return null;
        var column = 0;
        foreach (var letter in reference)
        {
            if (letter is < 'A' or > 'Z') break;
            column = Math.Min(column * 26 + letter - 'A' + 1, MostColumns + 1);
        }
        return column - 1 is >= 0 and var index ? index : null;
    }
}
