using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;
using Shyraq.Core.Units;

namespace Shyraq.Protocols.Lines;

/// <summary>
/// Reads a table in CSV (RFC 4180, without line breaks inside of fields): a header with the names of the columns, then
/// rows. Columns are found by name and come in any order; others are ignored.
/// </summary>
public sealed class CsvTable
{
    private readonly Utf8Lines _lines;
    private readonly List<(int Start, int Length)> _fields = [];
    private byte[] _text = new byte[256];
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private int _width;

    private CsvTable(Utf8Lines lines) => _lines = lines;

    /// <summary>The line of the row, 1-based.</summary>
    public int Line => _lines.Number;

    /// <summary>What is wrong with the row just read; null when nothing is.</summary>
    public LineFault? Fault { get; private set; }

    /// <summary>Reads the header.</summary>
    /// <param name="required">Columns that must be there.</param>
    /// <returns>A table, or what is wrong with its header.</returns>
    public static (CsvTable? Table, LineFault? Fault) Open(Stream stream, params string[] required)
    {
        var table = new CsvTable(new Utf8Lines(stream));
        if (!table.NextLine()) return (null, table.Fault ?? new LineFault(1, "", $"the file is empty; expected the header {string.Join(',', required)}"));
        for (var i = 0; i < table._fields.Count; i++)
        {
            var name = Encoding.UTF8.GetString(table.Field(i));
            if (!table._columns.TryAdd(name, i) && required.Contains(name))
                return (null, new LineFault(table.Line, name, "the column is there twice; expected it once"));
        }
        table._width = table._fields.Count;
        foreach (var name in required)
            if (!table._columns.ContainsKey(name))
                return (null, new LineFault(table.Line, name, $"the column is absent; expected the header {string.Join(',', required)}"));
        return (table, null);
    }

    /// <summary>The table has a column of this name.</summary>
    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>Goes to the next row, blank lines skipped; false at the end. A row with <see cref="Fault"/> holds nothing.</summary>
    public bool Next()
    {
        if (!NextLine()) return Fault is not null;
        if (Fault is null && _fields.Count != _width) Fail("", $"{_fields.Count} fields; expected {_width} as in the header");
        return true;
    }

    /// <summary>An id of the row, or "" and a fault.</summary>
    public string Id(string column) => IdPool.Get(Of(column)) ?? Fail(column, IdPool.Expected, "");

    /// <summary>A time of the row.</summary>
    public Instant Time(string column) => IsoTime.TryParse(Of(column), out var time) ? time : Fail(column, IsoTime.Expected, default(Instant));

    /// <summary>A finite number of the row, not less than a least one.</summary>
    public double Number(string column, double least = double.NegativeInfinity)
    {
        var text = Of(column);
        if (Utf8Parser.TryParse(text, out double value, out var used) && used == text.Length && double.IsFinite(value) && value >= least) return value;
        return Fail(column, double.IsFinite(least) ? $"a finite number, {least} or more" : "a finite number", 0.0);
    }

    /// <summary>The field is empty or its column absent.</summary>
    public bool IsEmpty(string column) => !Has(column) || Of(column).IsEmpty;

    /// <summary>Notes what is wrong with a field, once a row.</summary>
    public T Fail<T>(string column, string expected, T instead)
    {
        Fail(column, $"found {(Of(column).IsEmpty ? "nothing" : JsonFound.Cut(Of(column)))}; expected {expected}");
        return instead;
    }

    private void Fail(string column, string message) => Fault ??= new LineFault(Line, column, message);

    private ReadOnlySpan<byte> Of(string column) =>
        _columns.TryGetValue(column, out var index) && index < _fields.Count ? Field(index) : default;

    private ReadOnlySpan<byte> Field(int index) => _text.AsSpan(_fields[index].Start, _fields[index].Length);

    private bool NextLine()
    {
        Fault = null;
        _fields.Clear();
        while (_lines.Next())
        {
            if (_lines.TooLong) Fail("", $"longer than {Utf8Lines.Longest} bytes");
            else if (_lines.Line.IsEmpty) continue;
            else if (!Utf8.IsValid(_lines.Line)) Fail("", "the bytes are not UTF-8");
            else Split(_lines.Line);
            return true;
        }
        return false;
    }

    private void Split(ReadOnlySpan<byte> line)
    {
        if (_text.Length < line.Length) _text = new byte[line.Length * 2];
        int at = 0, to = 0;
        while (true)
        {
            var start = to;
            if (at < line.Length && line[at] == '"')
            {
                for (at++; ; at++)
                {
                    if (at >= line.Length)
                    {
                        Fail("", "a quoted field does not end on its line; expected a closing quote");
                        return;
                    }
                    if (line[at] == '"' && (++at >= line.Length || line[at] != '"')) break;
                    _text[to++] = line[at];
                }
            }
            while (at < line.Length && line[at] != ',') _text[to++] = line[at++];
            _fields.Add((start, to - start));
            if (at++ >= line.Length) return;
        }
    }
}
