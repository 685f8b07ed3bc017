using System.CommandLine;
using System.Globalization;
using Shyraq.Core.Evaluation;
using Shyraq.Protocols.Evaluation;
using Shyraq.Protocols.Fixes;
using Shyraq.Protocols.Lines;
using Shyraq.Protocols.Truth;

namespace Shyraq.Verbs;

/// <summary><c>shyraq evaluate</c>: how near a file of fixes comes to the truth.</summary>
internal static class EvaluateVerb
{
    private const string Packed = " A path, a path that ends in .gz, or - for standard ";
    private static readonly Option<string> MinePath = new("--mine") { Description = "The plan (mine.geojson)." + Packed + "input.", Required = true, HelpName = "file" };
    private static readonly Option<string> FixesPath = new("--fixes") { Description = "The answer (fixes.ndjson), ours or another system's." + Packed + "input.", Required = true, HelpName = "file" };
    private static readonly Option<string> TruthPath = new("--truth") { Description = "Where the tags really were (truth.csv)." + Packed + "input.", Required = true, HelpName = "file" };
    private static readonly Option<string?> JsonPath = new("--json") { Description = "Where to write the report as JSON." + Packed + "output; then the table goes to standard error.", HelpName = "file" };

    public static Command Create()
    {
        var command = new Command("evaluate", "Scores fixes against the truth: error, honesty of radius95, coverage.") { MinePath, FixesPath, TruthPath, JsonPath };
        command.SetAction((parsed, cancel) => Run(parsed, cancel));
        return command.WithExamples(
            "shyraq evaluate --mine mine.geojson --fixes fixes.ndjson --truth truth.csv",
            "shyraq evaluate --mine mine.geojson --fixes fixes.ndjson.gz --truth truth.csv.gz --json report.json");
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancel)
    {
        var plan = MineFiles.Plan(parsed.GetValue(MinePath)!);
        var (truthPath, fixesPath) = (parsed.GetValue(TruthPath)!, parsed.GetValue(FixesPath)!);
        await using var truth = InputFile.Open(truthPath);
        await using var fixes = InputFile.Open(fixesPath);
        var report = await Progress.While("evaluating", TimeProvider.System, (progress, stop) =>
        {
            var scorer = new Scorer(plan, MineFiles.Rows(truthPath, TruthReader.Read(truth, plan)));
            var count = 0;
            foreach (var fix in MineFiles.Rows(fixesPath, FixesReader.Read(new Utf8Lines(fixes), plan)))
            {
                scorer.Add(fix);
                if (++count % 4096 != 0) continue;
                stop.ThrowIfCancellationRequested();
                progress.Report(0, 0);
            }
            return scorer.Report();
        }, cancel);

        var jsonPath = parsed.GetValue(JsonPath);
        await (jsonPath == "-" ? Console.Error : Console.Out).WriteAsync(Table(report));
        if (jsonPath is null) return ExitCode.Done;
        await using var json = OutputFile.Create(jsonPath);
        ReportWriter.Write(json, report);
        return ExitCode.Done;
    }

    private static string Table(EvaluationReport report)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        var all = report.All;
        text.WriteLine($"{all.Fixes} fixes scored, {report.Unscored} not (settling, or truth unknown); {report.Tags.Count} tags");
        text.WriteLine($"{"error, m",-14}{"mean",9}{"RMSE",9}{"p50",9}{"p90",9}{"p95",9}{"max",9}");
        Row("horizontal", all.Horizontal);
        Row("3-D", all.Spatial);
        Row("along roadway", all.Along);
        text.WriteLine($"wrong roadway and over 10 m off  {Share(all.WrongRoadway),8}" + (all.Unconnected > 0 ? $"  ({all.Unconnected} with no way to the truth)" : ""));
        text.WriteLine($"truth inside radius95            {Share(all.InsideRadius95),8}");
        text.WriteLine($"median radius95                  {(all.MedianRadius95 is { } radius ? $"{radius.ToString("0.00", CultureInfo.InvariantCulture)} m" : "none"),8}");
        text.WriteLine($"steps of 1 s with a live fix     {Share(all.LiveCoverage),8}  of {all.Steps}");
        text.WriteLine($"steps of 1 s with any fix        {Share(all.AnyCoverage),8}");
        if (report.Tags.Count > 1) Tags(text, report);
        return text.ToString();

        void Row(string name, ErrorSummary? errors) => text.WriteLine(errors is null
            ? $"{name,-14}{"none",9}"
            : string.Create(CultureInfo.InvariantCulture, $"{name,-14}{errors.Mean,9:0.00}{errors.Rmse,9:0.00}{errors.P50,9:0.00}{errors.P90,9:0.00}{errors.P95,9:0.00}{errors.Max,9:0.00}"));
    }

    private static void Tags(StringWriter text, EvaluationReport report)
    {
        const int most = 40;
        text.WriteLine();
        text.WriteLine($"{"tag",-16}{"fixes",9}{"h-RMSE",9}{"h-p95",9}{"inside95",10}{"live",9}");
        foreach (var (tag, scores) in report.Tags.OrderByDescending(t => t.Value.Horizontal?.Rmse ?? double.PositiveInfinity).Take(most))
            text.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{tag,-16}{scores.Fixes,9}{scores.Horizontal?.Rmse,9:0.00}{scores.Horizontal?.P95,9:0.00}{Share(scores.InsideRadius95),10}{Share(scores.LiveCoverage),9}"));
        if (report.Tags.Count > most) text.WriteLine($"… the {most} worst of {report.Tags.Count} tags; all of them are in the JSON report");
    }

    private static string Share(double? share) => share is { } part ? (part * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "none";
}
