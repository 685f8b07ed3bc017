using System.Globalization;
using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Shyraq.Core.Reports;
using Shyraq.Protocols.Reports;
using Xunit;
using Workbook = Shyraq.Protocols.Registry.Workbook;

namespace Shyraq.Protocols.Tests.Reports;

public sealed class ReportFileTests
{
    [Fact]
    public void A_workbook_reads_back_as_it_was_written()
    {
        var bytes = ReportXlsx.Write(Sample.Make(), "ru");
        var about = Workbook.Read(new MemoryStream(bytes));
        Assert.Contains(about, r => r.Cells is ["Период", "01.12.2026 00:00:00 – 01.12.2026 08:00:00 (Asia/Almaty)", ..]);
        Assert.Contains(about, r => r.Cells.Count > 1 && r.Cells[1] == $"12345, SHA-256 {Sample.Hash}");
        var rows = Workbook.Read(new MemoryStream(bytes), 2);
        Assert.Equal(122, rows.Count);
        Assert.Equal(["Предприятие", "Имя", "Спуск", "Под землёй", "Людей", "Часов", "Примечание"], rows[0].Cells);
        Assert.Equal("=HYPERLINK(\"x\";\"y\")", rows[1].Cells[1]);
        Assert.Equal("Әбдіғали Қуанышұлы Өтеғұл", rows[2].Cells[1]);
        // 1 December 2026 in days of a table program, by the clocks of the mine.
        Assert.Equal(new DateTime(2026, 12, 1), DateTime.FromOADate(double.Parse(rows[1].Cells[2], CultureInfo.InvariantCulture)));
        Assert.Equal(27000, double.Parse(rows[1].Cells[3], CultureInfo.InvariantCulture) * 86400, 3);
        Assert.Equal(120 * 27000, double.Parse(rows[^1].Cells[3], CultureInfo.InvariantCulture) * 86400, 3);
    }

    [Theory, InlineData("ru"), InlineData("kk"), InlineData("en")]
    public void A_workbook_is_valid_to_another_reader_and_has_values_not_formulas(string language)
    {
        using var book = SpreadsheetDocument.Open(new MemoryStream(ReportXlsx.Write(Sample.Make(), language)), false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(book).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}"));
        var sheets = book.WorkbookPart!.WorksheetParts.ToList();
        Assert.Equal(3, sheets.Count);
        Assert.Empty(sheets.SelectMany(s => s.Worksheet!.Descendants<CellFormula>()));
        Assert.Equal(3, book.WorkbookPart.Workbook!.Descendants<Sheet>().Select(s => s.Name!.Value).Distinct().Count());
    }

    [Fact]
    public void A_table_in_text_opens_in_table_programs_and_what_people_wrote_is_no_formula_there()
    {
        var bytes = ReportCsv.Write(Sample.Make(3), "ru");
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.Contains("Предприятие;Имя;Спуск;Под землёй;Людей;Часов;Примечание", lines);
        Assert.Contains("ТОО «Горношахтстрой»;\"'=HYPERLINK(\"\"x\"\";\"\"y\"\")\";2026-12-01 00:00:00;7:30:00;1;7,50;ещё в шахте", lines);
        Assert.Contains("ТОО «Горношахтстрой»;\"Иванов; Пётр 2\";2026-12-01 00:00:02;7:30:00;1;7,50;ещё в шахте", lines);
        Assert.Contains("Итого;;;22:30:00;3;22,50;", lines);
        Assert.Contains("7.50", Encoding.UTF8.GetString(ReportCsv.Write(Sample.Make(1), "en")), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_values_for_programs_and_words_for_people()
    {
        using var json = JsonDocument.Parse(ReportJson.Write(Sample.Make(2), "kk"));
        var root = json.RootElement;
        Assert.Equal(("attendance", "Жұмысқа келу және жерасты уақыты", 7), (root.GetProperty("name").GetString(), root.GetProperty("title").GetString(), root.GetProperty("planVersion").GetInt32()));
        Assert.Equal(Sample.Hash, root.GetProperty("record").GetProperty("hash").GetString());
        Assert.Equal(1, root.GetProperty("record").GetProperty("missing").GetArrayLength());
        var table = root.GetProperty("tables")[0];
        Assert.Equal(["text", "text", "time", "duration", "number", "number", "text"], table.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("kind").GetString()));
        var row = table.GetProperty("rows")[0];
        Assert.Equal(("2026-11-30T19:00:00.000000Z", 27000, 7.5, "әлі шахтада"), (row[2].GetString(), row[3].GetDouble(), row[5].GetDouble(), row[6].GetString()));
        Assert.Equal(JsonValueKind.Null, table.GetProperty("totals")[1].ValueKind);
    }

    [Fact]
    public void Equal_reports_give_equal_files()
    {
        foreach (var form in Enum.GetValues<ReportForm>()) Assert.Equal(ReportFile.Write(Sample.Make(), form, "ru"), ReportFile.Write(Sample.Make(), form, "ru"));
    }

    [Fact]
    public void Every_word_is_there_in_three_languages_and_differs_from_its_code()
    {
        Assert.All(ReportWords.All, word =>
        {
            Assert.Equal(3, word.Value.Length);
            Assert.All(word.Value, said => Assert.False(string.IsNullOrWhiteSpace(said)));
        });
        Assert.All(Enum.GetValues<ReportName>(), name => Assert.NotEqual($"title.{ReportWords.CodeOf(name)}", ReportWords.Title(name, "kk")));
        Assert.Equal("в шахте", ReportWords.Say("presence.state.underground", "ru"));
    }
}
