using System.Text;
using System.Text.Unicode;
using Shyraq.Core.Registry;

namespace Shyraq.Protocols.Registry;

/// <summary>The registry as CSV (RFC 4180) in UTF-8. Fields part at commas, or at semicolons where the header does, as table programs write in many countries.</summary>
public static class RegistryCsv
{
    public static RegistryReading Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        if (!Utf8.IsValid(utf8)) return new RegistryReading.Refused([new(1, "", RowRule.File, "bytes that are not UTF-8", "text in UTF-8")]);
        var text = Encoding.UTF8.GetString(utf8);
        var header = text.AsSpan(0, text.IndexOf('\n') is >= 0 and var end ? end : text.Length);
        return RegistryTable.Read(Rows(text, header.Count(';') > header.Count(',') ? ';' : ','));
    }

    /// <summary>With a byte order mark, so that table programs take it for what it is.</summary>
    public static byte[] Write(RegistryBoard board)
    {
        var text = new StringBuilder("\uFEFF");
        foreach (var row in RegistryTable.Write(board)) text.AppendJoin(',', row.Select(Quoted)).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Quoted(string field) => field.AsSpan().IndexOfAny(",;\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // A row is named by the line on which it begins.
    private static IEnumerable<(int Row, IReadOnlyList<string> Cells)> Rows(string text, char separator)
    {
        var (at, line) = (0, 1);
        while (at < text.Length)
        {
            var (cells, begun) = (new List<string>(), line);
            while (true)
            {
                var cell = new StringBuilder();
                if (at < text.Length && text[at] == '"')
                {
                    for (at++; at < text.Length; at++)
                    {
                        if (text[at] == '"' && (++at >= text.Length || text[at] != '"')) break;
                        if (text[at] == '\n') line++;
                        cell.Append(text[at]);
                    }
                }
                while (at < text.Length && text[at] != separator && text[at] != '\n') cell.Append(text[at++]);
                cells.Add(cell.ToString().TrimEnd('\r'));
                if (at >= text.Length || text[at++] == '\n') break;
            }
            line++;
            yield return (begun, cells);
        }
    }
}
