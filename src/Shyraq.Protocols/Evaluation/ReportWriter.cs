using System.Text.Json;
using Shyraq.Core.Evaluation;

namespace Shyraq.Protocols.Evaluation;

/// <summary>Writes the report of an evaluation as JSON; the names are told in <c>docs/formats.md</c>.</summary>
public static class ReportWriter
{
    /// <summary>Writes the whole report, indented, with a line end.</summary>
    public static void Write(Stream to, EvaluationReport report)
    {
        using (var json = new Utf8JsonWriter(to, JsonLine.Options with { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteStartObject("all"u8);
            Write(json, report.All);
            json.WriteEndObject();
            json.WriteNumber("unscored"u8, report.Unscored);
            json.WriteStartObject("tags"u8);
            foreach (var (tag, scores) in report.Tags)
            {
                json.WriteStartObject(tag);
                Write(json, scores);
                json.WriteEndObject();
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        to.Write("\n"u8);
    }

    private static void Write(Utf8JsonWriter json, Scores scores)
    {
        json.WriteNumber("fixes"u8, scores.Fixes);
        Write(json, "horizontal"u8, scores.Horizontal);
        Write(json, "spatial"u8, scores.Spatial);
        Write(json, "along"u8, scores.Along);
        Write(json, "wrongRoadway"u8, scores.WrongRoadway);
        json.WriteNumber("unconnected"u8, scores.Unconnected);
        Write(json, "insideRadius95"u8, scores.InsideRadius95);
        Write(json, "medianRadius95"u8, scores.MedianRadius95);
        json.WriteNumber("steps"u8, scores.Steps);
        Write(json, "liveCoverage"u8, scores.LiveCoverage);
        Write(json, "anyCoverage"u8, scores.AnyCoverage);
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, ErrorSummary? errors)
    {
        if (errors is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        Write(json, "mean"u8, errors.Mean);
        Write(json, "rmse"u8, errors.Rmse);
        Write(json, "p50"u8, errors.P50);
        Write(json, "p90"u8, errors.P90);
        Write(json, "p95"u8, errors.P95);
        Write(json, "max"u8, errors.Max);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, double? value)
    {
        // Answers as far off as 1e300 m overflow a square; JSON has no infinity.
        if (value is { } number && double.IsFinite(number)) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
