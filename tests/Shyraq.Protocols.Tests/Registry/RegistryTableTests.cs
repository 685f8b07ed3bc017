using System.IO.Compression;
using System.Text;
using CsCheck;
using Shyraq.Core.Registry;
using Shyraq.Core.Units;
using Shyraq.Protocols.Registry;
using Xunit;

namespace Shyraq.Protocols.Tests.Registry;

public sealed class RegistryTableTests
{
    private static RegistryReading Csv(string text) => RegistryCsv.Read(Encoding.UTF8.GetBytes(text));

    private static readonly Gen<string> Text = Gen.OneOf(Gen.Const(""), Gen.String[Gen.Char["aбқ ,;\"'<&=0"], 0, 12]).Select(s => s.Trim());
    private static readonly Gen<string> Id = Gen.String[Gen.Char.AlphaNumeric, 1, 8];

    private static readonly Gen<RegistryBoard> Boards = Gen.Select(
        Gen.Dictionary(Id, Gen.Select(Text, Text, Text, Gen.Bool))[0, 6], Gen.Dictionary(Id, Text)[0, 4], (people, tags) => new RegistryBoard(
            [new("c", "Contractor", true)],
            [.. people.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => new Person(p.Key, "N" + p.Value.Item1, p.Value.Item2, "c", p.Value.Item3, "", "", "kk", p.Value.Item4, "1"))],
            [new("v", "Loco", "7", "haulage", new TagId("TV")), new("w", "Without a tag")],
            [.. tags.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => new RegisteredTag(new(t.Key), t.Value))], []));

    [Fact]
    public void A_registry_comes_back_from_csv_and_from_xlsx_as_it_went() => Boards.Sample(board =>
    {
        foreach (var reading in (RegistryReading[])[RegistryCsv.Read(RegistryCsv.Write(board)), RegistryXlsx.Read(RegistryXlsx.Write(board))])
        {
            var read = Assert.IsType<RegistryReading.Read>(reading).Registry;
            Assert.Equal(board.Companies, read.Companies);
            Assert.Equal(board.People, read.People);
            Assert.Equal(board.Vehicles, read.Vehicles);
            Assert.Equal(board.Tags, read.Tags);
        }
    }, iter: 200);

    [Fact]
    public void Every_wrong_cell_is_named_with_row_column_what_was_found_and_what_was_expected_and_nothing_is_taken()
    {
        var faults = Assert.IsType<RegistryReading.Refused>(Csv("kind,id,name,rescueTeam\nperson,P1,Ann,yes\nperson,,Bob,\nrobot,R1,C3,\nperson,P1,Eve,maybe\nperson,P4,,\n")).Faults;
        Assert.Equal([(3, "id"), (4, "kind"), (5, "id"), (5, "rescueTeam"), (6, "name")], faults.Select(f => (f.Row, f.Column)));
        Assert.Equal("row 5, column rescueTeam: found \"maybe\"; expected yes or no", faults[3].ToString());
        Assert.Contains("row 2", faults[2].Found, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_beside_the_registry_is_named_at_its_row()
    {
        var registry = new RegistryBoard([new("gss", "GSS")], [new("P1", "Ann", "1"), new("P2", "Bob", "2", "gss")], [], [new(new("T1"), "312")], []);
        var read = Assert.IsType<RegistryReading.Read>(Csv("kind,id,name,number,company,lamp\nperson,P1,Ann,1,\nperson,P2,Bobby,2,gss\nperson,P3,Eve,1,\nperson,P4,Ira,4,none\ntag,T2,,,,312\n"));
        var check = ImportCheck.Of(registry, read.Registry);
        Assert.Equal((3, 1, 1), (check.New, check.Changed, check.Same));
        Assert.Equal([(4, "number", RowRule.Unique), (5, "company", RowRule.KnownCompany), (6, "lamp", RowRule.Unique)], read.FaultsOf(check).Select(f => (f.Row, f.Column, f.Rule)));
        Assert.Equal("row 4, column number: found \"1\", which person P1 has; expected a number that no other has", read.FaultsOf(check)[0].ToString());
    }

    [Fact]
    public void Two_who_swap_their_numbers_fit()
    {
        var registry = new RegistryBoard([], [new("P1", "Ann", "1"), new("P2", "Bob", "2")], [], [], []);
        Assert.Empty(ImportCheck.Of(registry, new([], [new("P1", "Ann", "2"), new("P2", "Bob", "1")], [], [])).Misfits);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("id,name\nP1,Ann\n", 1)]
    [InlineData("kind,id,kind\nperson,P1,person\n", 1)]
    public void A_table_without_its_header_is_refused(string text, int row) =>
        Assert.Equal(row, Assert.IsType<RegistryReading.Refused>(Csv(text)).Faults[0].Row);

    [Fact]
    public void Semicolons_part_fields_where_the_header_does_and_quotes_hold_lines_and_quotes()
    {
        var read = Assert.IsType<RegistryReading.Read>(Csv("\uFEFFid;kind;name;crew;unknown\r\nP1;person;\"Ann \"\"A\"\" Lee\";Crew, 1;x\r\n")).Registry;
        Assert.Equal(new Person("P1", "Ann \"A\" Lee", Crew: "Crew, 1"), Assert.Single(read.People));
    }

    [Fact]
    public void A_workbook_of_a_table_program_is_read_by_its_shared_texts_numbers_and_gaps()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "xl/sharedStrings.xml", """<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>kind</t></si><si><t>id</t></si><si><t>number</t></si><si><t>name</t></si><si><t>person</t></si><si><r><t>Ai</t></r><r><t>gul</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si></sst>""");
            Part(zip, "xl/worksheets/sheet1.xml", """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c><c r="D2" t="s"><v>2</v></c><c r="F2" t="s"><v>3</v></c></row><row r="5"><c r="B5" t="s"><v>4</v></c><c r="C5" t="inlineStr"><is><t>P1</t></is></c><c r="D5"><v>1234</v></c><c r="F5" t="s"><v>5</v></c></row></sheetData></worksheet>""");
        }
        var read = Assert.IsType<RegistryReading.Read>(RegistryXlsx.Read(file.ToArray())).Registry;
        Assert.Equal(new Person("P1", "Aigul", "1234"), Assert.Single(read.People));
    }

    [Fact]
    public void Bytes_that_are_no_workbook_are_refused_and_make_nothing_throw() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        Assert.IsType<RegistryReading.Refused>(RegistryXlsx.Read(bytes));
        RegistryCsv.Read(bytes);
    });

    private static void Part(ZipArchive zip, string name, string xml)
    {
        using var part = zip.CreateEntry(name).Open();
        part.Write(Encoding.UTF8.GetBytes(xml));
    }
}
