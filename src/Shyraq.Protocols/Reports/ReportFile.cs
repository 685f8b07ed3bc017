using Shyraq.Core.Reports;

namespace Shyraq.Protocols.Reports;

/// <summary>As what a report can be written.</summary>
public enum ReportForm { Json, Xlsx, Csv, Pdf }

/// <summary>A report as a file.</summary>
public static class ReportFile
{
    /// <summary>The bytes.</summary>
    /// <param name="language">One of <see cref="ReportWords.Languages"/>.</param>
    public static byte[] Write(Report report, ReportForm form, string language) => form switch
    {
        ReportForm.Json => ReportJson.Write(report, language),
        ReportForm.Xlsx => ReportXlsx.Write(report, language),
        ReportForm.Csv => ReportCsv.Write(report, language),
        ReportForm.Pdf => ReportPdf.Write(report, language),
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, null),
    };

    /// <summary>The form as names of files end; null when there is none.</summary>
    public static ReportForm? FormOf(string ending) => ending switch { "json" => ReportForm.Json, "xlsx" => ReportForm.Xlsx, "csv" => ReportForm.Csv, "pdf" => ReportForm.Pdf, _ => null };

    /// <summary>How names of files end.</summary>
    public static string EndingOf(ReportForm form) => form.ToString().ToLowerInvariant();

    /// <summary>For HTTP.</summary>
    public static string TypeOf(ReportForm form) => form switch
    {
        ReportForm.Json => "application/json",
        ReportForm.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ReportForm.Csv => "text/csv; charset=utf-8",
        ReportForm.Pdf => "application/pdf",
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, null),
    };
}
