using System.Text.Encodings.Web;
using System.Text.Json;
using Shyraq.Core.Reports;
using Shyraq.Core.Units;

namespace Shyraq.Protocols.Reports;

/// <summary>A report as JSON: words in a language, values as values. Times as ISO 8601 in UTC, lengths in seconds, shares 0..1, what is missing as null.</summary>
public static class ReportJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>UTF-8.</summary>
    public static byte[] Write(Report report, string language)
    {
        var text = new ReportText(language, report.TimeZone);
        using var to = new MemoryStream();
        using (var json = new Utf8JsonWriter(to, Options))
        {
            json.WriteStartObject();
            json.WriteString("name", ReportWords.CodeOf(report.Name));
            json.WriteString("title", ReportWords.Title(report.Name, language));
            json.WriteString("mine", report.Mine);
            json.WriteString("mineName", report.MineName);
            json.WriteString("timeZone", report.TimeZone);
            json.WriteString("from", Iso(report.Period.From));
            json.WriteString("to", Iso(report.Period.To));
            json.WriteString("shift", report.Period.Shift);
            json.WriteString("company", report.Filter.Company);
            json.WriteString("crew", report.Filter.Crew);
            json.WriteString("person", report.Filter.Person);
            json.WriteString("only", string.Join(", ", report.Only.Select(text.Of)));
            json.WriteString("stateAt", Iso(report.StateAt));
            json.WriteString("made", Iso(report.At));
            json.WriteNumber("planVersion", report.PlanVersion);
            Record(json, report);
            json.WriteStartArray("notes");
            foreach (var note in report.Notes)
            {
                json.WriteStartObject();
                json.WriteString("code", note.Code);
                json.WriteString("text", ReportWords.Say(note, text));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("tables");
            foreach (var table in report.Tables) Table(json, table, text);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return to.ToArray();
    }

    private static void Record(Utf8JsonWriter json, Report report)
    {
        var record = report.Record;
        json.WriteStartObject("record");
        json.WriteNumber("sequence", record.Sequence);
        json.WriteString("hash", record.Hash);
        if (record.Checkpoint is { } signed) json.WriteString("checkpoint", signed);
        else json.WriteNull("checkpoint");
        if (record.Chain is { } chain)
        {
            json.WriteStartObject("chain");
            json.WriteNumber("first", chain.First);
            json.WriteNumber("last", chain.Last);
            json.WriteNumber("of", chain.Of);
            json.WriteBoolean("whole", chain.IsWhole);
            if (chain.BrokenAt is { } broken) json.WriteNumber("brokenAt", broken);
            else json.WriteNull("brokenAt");
            json.WriteEndObject();
        }
        else json.WriteNull("chain");
        json.WriteNumber("share", record.Share(report.Past));
        json.WriteStartArray("missing");
        foreach (var gap in record.Missing(report.Past))
        {
            json.WriteStartObject();
            json.WriteString("from", Iso(gap.From));
            json.WriteString("to", Iso(gap.To));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Table(Utf8JsonWriter json, ReportTable table, ReportText text)
    {
        json.WriteStartObject();
        json.WriteString("name", table.Name);
        json.WriteString("title", ReportWords.Say($"table.{table.Name}", text.Language));
        json.WriteStartArray("columns");
        foreach (var column in table.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("title", ReportWords.Say($"column.{column.Name}", text.Language));
            json.WriteString("kind", char.ToLowerInvariant(column.Kind.ToString()[0]) + column.Kind.ToString()[1..]);
            json.WriteNumber("width", column.Width);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (var row in table.Rows) Row(json, row, text);
        json.WriteEndArray();
        if (table.Totals is { } totals)
        {
            json.WritePropertyName("totals");
            Row(json, totals, text);
        }
        json.WriteEndObject();
    }

    private static void Row(Utf8JsonWriter json, IEnumerable<Cell> cells, ReportText text)
    {
        json.WriteStartArray();
        foreach (var cell in cells)
        {
            switch (cell)
            {
                case Cell.Text { Value: "" }: json.WriteNullValue(); break;
                case Cell.Moment moment: json.WriteStringValue(Iso(moment.Time)); break;
                case Cell.Span span: json.WriteNumberValue(Math.Round(span.Seconds, 3)); break;
                case Cell.Number number: json.WriteNumberValue(Math.Round(number.Value, number.Decimals)); break;
                case Cell.Share share: json.WriteNumberValue(Math.Round(share.Value, 6)); break;
                default: json.WriteStringValue(text.Of(cell)); break;
            }
        }
        json.WriteEndArray();
    }

    private static ReadOnlySpan<byte> Iso(Instant time)
    {
        var text = new byte[IsoTime.Length];
        IsoTime.Write(time, text);
        return text;
    }
}
