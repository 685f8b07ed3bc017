using System.Collections.Immutable;
using Shyraq.Core.Registry;
using Shyraq.Core.Units;

namespace Shyraq.Protocols.Registry;

/// <summary>The registry as a table: a line an entry, told apart by <c>kind</c>. Columns come in any order; others are ignored.</summary>
internal sealed class RegistryTable
{
    public static readonly ImmutableArray<string> Columns =
        ["kind", "id", "name", "number", "company", "crew", "role", "shift", "language", "photo", "rescueTeam", "contractor", "lamp", "tag"];

    private const int MostRows = 100_000, MostFaults = 1000, LongestId = IdPool.MostCharacters, LongestText = 256;

    private static readonly SortedDictionary<string, EntryKind> Kinds = new(StringComparer.Ordinal)
    {
        ["company"] = EntryKind.Company,
        ["person"] = EntryKind.Person,
        ["tag"] = EntryKind.Tag,
        ["vehicle"] = EntryKind.Vehicle,
    };

    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly ImmutableArray<RowFault>.Builder _faults = ImmutableArray.CreateBuilder<RowFault>();
    private readonly Dictionary<(EntryKind, string), int> _rows = [];
    private readonly ImmutableArray<Company>.Builder _companies = ImmutableArray.CreateBuilder<Company>();
    private readonly ImmutableArray<Person>.Builder _people = ImmutableArray.CreateBuilder<Person>();
    private readonly ImmutableArray<Vehicle>.Builder _vehicles = ImmutableArray.CreateBuilder<Vehicle>();
    private readonly ImmutableArray<RegisteredTag>.Builder _tags = ImmutableArray.CreateBuilder<RegisteredTag>();
    private IReadOnlyList<string> _cells = [];
    private int _row;

    /// <summary>Reads all rows; the first is the header.</summary>
    public static RegistryReading Read(IEnumerable<(int Row, IReadOnlyList<string> Cells)> rows)
    {
        var table = new RegistryTable();
        var begun = false;
        foreach (var (row, cells) in rows)
        {
            (table._row, table._cells) = (row, cells);
            if (cells.All(string.IsNullOrWhiteSpace)) continue;
            if (!begun)
            {
                begun = true;
                if (!table.Header()) break;
            }
            else if (row > MostRows)
            {
                table.Fault("", RowRule.Rows, "more rows", $"at most {MostRows}");
                break;
            }
            else table.Entry();
        }
        if (!begun) table.Fault("", RowRule.Header, "an empty table", $"the header {string.Join(',', Columns)}");
        return table._faults.Count > 0 ? new RegistryReading.Refused(table._faults.ToImmutable())
            : new RegistryReading.Read(new(table._companies.ToImmutable(), table._people.ToImmutable(), table._vehicles.ToImmutable(), table._tags.ToImmutable()), table._rows);
    }

    /// <summary>The header and a row for each entry.</summary>
    public static IEnumerable<ImmutableArray<string>> Write(RegistryBoard board)
    {
        yield return Columns;
        foreach (var c in board.Companies) yield return Row(("kind", "company"), ("id", c.Id), ("name", c.Name), ("contractor", Word(c.Contractor)));
        foreach (var p in board.People)
            yield return Row(("kind", "person"), ("id", p.Id), ("name", p.Name), ("number", p.Number), ("company", p.Company), ("crew", p.Crew), ("role", p.Role),
                ("shift", p.Shift), ("language", p.Language), ("photo", p.Photo), ("rescueTeam", Word(p.RescueTeam)));
        foreach (var v in board.Vehicles) yield return Row(("kind", "vehicle"), ("id", v.Id), ("name", v.Name), ("number", v.Number), ("role", v.Role), ("tag", v.Tag?.Value ?? ""));
        foreach (var t in board.Tags) yield return Row(("kind", "tag"), ("id", t.Id.Value), ("lamp", t.Lamp));
    }

    private bool Header()
    {
        for (var i = 0; i < _cells.Count; i++)
            if (_cells[i].Trim() is { Length: > 0 } name && !_columns.TryAdd(name, i) && Columns.Contains(name)) Fault(name, RowRule.ColumnOnce, "the column twice", "it once");
        foreach (var name in (ReadOnlySpan<string>)["kind", "id"])
            if (!_columns.ContainsKey(name)) Fault(name, RowRule.Header, "no such column", $"the header {string.Join(',', Columns)}");
        return _faults.Count == 0;
    }

    private void Entry()
    {
        var before = _faults.Count;
        var (word, id) = (Cell("kind"), Id("id"));
        if (!Kinds.TryGetValue(word, out var kind))
        {
            Fault("kind", RowRule.Kind, Show(word), string.Join(", ", Kinds.Keys));
            return;
        }
        if (id.Length > 0 && !_rows.TryAdd((kind, id), _row)) Fault("id", RowRule.IdOnce, $"\"{id}\" again, as in row {_rows[(kind, id)]}", "each id once within its kind");
        Entry entry = kind switch
        {
            EntryKind.Company => new Company(id, Name(), Flag("contractor")),
            EntryKind.Person => new Person(id, Name(), Text("number"), Text("company"), Text("crew"), Text("role"), Text("photo"), Text("language"), Flag("rescueTeam"), Text("shift")),
            EntryKind.Vehicle => new Vehicle(id, Name(), Text("number"), Text("role"), Cell("tag").Length == 0 ? null : new TagId(Id("tag"))),
            _ => new RegisteredTag(new(id), Text("lamp")),
        };
        if (_faults.Count > before) return;
        switch (entry)
        {
            case Company company: _companies.Add(company); break;
            case Person person: _people.Add(person); break;
            case Vehicle vehicle: _vehicles.Add(vehicle); break;
            case RegisteredTag tag: _tags.Add(tag); break;
        }
    }

    private string Cell(string column) => _columns.TryGetValue(column, out var i) && i < _cells.Count ? _cells[i].Trim() : "";

    private string Id(string column)
    {
        var id = Cell(column);
        if (id.Length is 0 or > LongestId || id.Any(char.IsControl)) Fault(column, RowRule.Id, Show(id), $"an id of 1 to {LongestId} characters");
        return id;
    }

    private string Name()
    {
        var name = Text("name");
        if (name.Length == 0) Fault("name", RowRule.Name, "nothing", "a name");
        return name;
    }

    private string Text(string column)
    {
        var text = Cell(column);
        if (text.Length > LongestText || text.Any(char.IsControl)) Fault(column, RowRule.Text, Show(text), $"a text of at most {LongestText} characters without control characters");
        return text;
    }

    private bool Flag(string column)
    {
        switch (Cell(column).ToUpperInvariant())
        {
            case "" or "NO" or "FALSE" or "0": return false;
            case "YES" or "TRUE" or "1": return true;
            default:
                Fault(column, RowRule.Flag, Show(Cell(column)), "yes or no");
                return false;
        }
    }

    private void Fault(string column, RowRule rule, string found, string expected)
    {
        if (_faults.Count < MostFaults) _faults.Add(new(_row, column, rule, found, expected));
    }

    private static string Show(string text) => text.Length == 0 ? "nothing" : $"\"{(text.Length > 60 ? text[..60] + "…" : text)}\"";

    private static string Word(bool flag) => flag ? "yes" : "";

    private static ImmutableArray<string> Row(params ReadOnlySpan<(string Column, string Text)> cells)
    {
        var row = new string[Columns.Length];
        Array.Fill(row, "");
        foreach (var (column, text) in cells) row[Columns.IndexOf(column)] = text;
        return [.. row];
    }
}
