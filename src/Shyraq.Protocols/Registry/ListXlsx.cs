using System.Text;

namespace Shyraq.Protocols.Registry;

/// <summary>
/// The first sheet of an Excel workbook (.xlsx) as text, for lists that people plan in: a line for each row of the sheet, in its place, so that a line that is no good
/// is found again in the sheet; cells parted by tabs.
/// </summary>
public static class ListXlsx
{
    /// <summary>No list goes on below this row.</summary>
    private const int MostRows = 20_000;

    /// <summary>The text.</summary>
    /// <exception cref="InvalidDataException">The bytes are no workbook, or its sheet goes on too far.</exception>
    public static string Read(byte[] workbook)
    {
        using var stream = new MemoryStream(workbook, writable: false);
        var text = new StringBuilder();
        var line = 1;
        foreach (var (row, cells) in Workbook.Read(stream))
        {
            if (row > MostRows) throw new InvalidDataException($"the sheet goes on in row {row}; a list has at most {MostRows} rows");
            text.Append('\n', row - line);
            line = row;
            text.AppendJoin('\t', cells.Select(OneLine));
        }
        return text.ToString();
    }

    // A cell may hold several lines; in the list it is one.
    private static string OneLine(string cell) => string.Join(' ', cell.Split(['\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
