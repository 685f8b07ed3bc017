using System.Globalization;
using System.Text;
using Shyraq.Core.Reports;

namespace Shyraq.Protocols.Reports;

/// <summary>A report as CSV in UTF-8 with a byte order mark, fields parted by <c>;</c>: what table programs of these countries open by a click. Tables stand under each other.</summary>
public static class ReportCsv
{
    /// <summary>The file.</summary>
    public static byte[] Write(Report report, string language)
    {
        var (text, to) = (new ReportText(language, report.TimeZone), new StringBuilder("\uFEFF"));
        Row([ReportHead.Title(report, language)]);
        foreach (var (name, value) in ReportHead.Lines(report, text)) Row([name, value]);
        foreach (var note in report.Notes) Row([ReportWords.Say(note, text)]);
        foreach (var table in report.Tables)
        {
            Row([]);
            Row([ReportWords.Say($"table.{table.Name}", language)]);
            Row(table.Columns.Select(c => ReportWords.Say($"column.{c.Name}", language)));
            foreach (var row in table.Rows) Row(row.Select(Field));
            if (table.Totals is { } totals) Row(totals.Select(Field));
        }
        return Encoding.UTF8.GetBytes(to.ToString());

        void Row(IEnumerable<string> fields) => to.AppendJoin(';', fields.Select(Quoted)).Append("\r\n");

        string Field(Cell cell)
        {
            var value = Plain(cell, text);
            // What people wrote never becomes a formula in a table program.
            return cell is Cell.Text or Cell.Told && value is ['=' or '+' or '-' or '@' or '\t', ..] ? "'" + value : value;
        }
    }

    // Times as table programs read them in every language.
    private static string Plain(Cell cell, ReportText text) => cell is Cell.Moment moment ? text.Local(moment.Time).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : text.Of(cell);

    private static string Quoted(string field) => field.AsSpan().IndexOfAny(";\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
