using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using Shyraq.Core.Units;

namespace Shyraq.Simulator.Tests.Reports;

/// <summary>Reads a workbook as a table program does: a zip of XML (ECMA-376). Nothing of the product is used.</summary>
internal static class Sheets
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>A sheet: its head and its rows, cells as they are written.</summary>
    /// <param name="Zone">By whose clocks its times are.</param>
    internal sealed record Table(string[] Head, string[][] Rows, string Zone)
    {
        /// <summary>The values of a row by the titles of its columns; of two columns with one title the first.</summary>
        public IEnumerable<Dictionary<string, string>> ByTitle => Rows.Select(row => Head.Zip(row).DistinctBy(p => p.First).ToDictionary(p => p.First, p => p.Second));

        /// <summary>Seconds of a length, which is written in days; null for an empty cell.</summary>
        public static double? Seconds(string cell) => cell.Length == 0 ? null : double.Parse(cell, CultureInfo.InvariantCulture) * 86400;

        /// <summary>A time, which is written in days by the clocks of the mine; null for an empty cell.</summary>
        public Instant? Time(string cell) => cell.Length == 0 ? null
            : Instant.From(new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(new DateTime(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified).AddTicks((long)Math.Round(double.Parse(cell, CultureInfo.InvariantCulture) * TimeSpan.TicksPerDay)), TimeZoneInfo.FindSystemTimeZoneById(Zone)), TimeSpan.Zero));
    }

    /// <summary>The sheets by name.</summary>
    public static Dictionary<string, Table> Read(byte[] file, string zone)
    {
        using var zip = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
        var links = Part("xl/_rels/workbook.xml.rels").Root!.Elements().ToDictionary(e => e.Attribute("Id")!.Value, e => e.Attribute("Target")!.Value);
        return Part("xl/workbook.xml").Descendants(Main + "sheet").ToDictionary(sheet => sheet.Attribute("name")!.Value, sheet =>
        {
            var rows = Part("xl/" + links[sheet.Attribute(Relation + "id")!.Value]).Descendants(Main + "row").Select(row => row.Elements(Main + "c").Select(Text).ToArray()).ToArray();
            return new Table(rows[0], rows[1..], zone);
        });

        XDocument Part(string name)
        {
            using var part = zip.GetEntry(name)!.Open();
            return XDocument.Load(part);
        }

        static string Text(XElement cell) => cell.Attribute("t")?.Value == "inlineStr" ? string.Concat(cell.Descendants(Main + "t").Select(t => t.Value)) : cell.Element(Main + "v")?.Value ?? "";
    }
}
