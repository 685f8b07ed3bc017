using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Shyraq.Cluster.Mines;
using Shyraq.Core;
using Shyraq.Core.Presence;
using Shyraq.Core.Tracking;
using Shyraq.Protocols.Sightings;
using Shyraq.Web.Anchors;

namespace Shyraq.Verbs;

/// <summary><c>shyraq plan survey</c>: what a recording tells of the anchors of a plan.</summary>
internal static class SurveyVerb
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Argument<string> Plan = new("file") { Description = "The plan (mine.geojson): a path, one that ends in .gz, or - for standard input." };
    private static readonly Option<string> SightingsPath = new("--sightings") { Description = "What the radios heard (sightings.ndjson): a path, one that ends in .gz, or - for standard input.", Required = true, HelpName = "file" };
    private static readonly Option<string?> TagsPath = new("--tags") { Description = "Who carries which tag (tags.json): a vehicle moves otherwise than a person.", HelpName = "file" };
    private static readonly Option<bool> All = new("--all") { Description = "Also lists what is known of every anchor that was heard." };
    private static readonly Option<string?> JsonPath = new("--json") { Description = "Also writes everything as JSON: a path, one that ends in .gz, or - for standard output, and then no tables.", HelpName = "file" };

    public static Command Create()
    {
        var command = new Command("survey", "Surveys the anchors of a plan by the tags that pass them: which ones hang elsewhere, range too long, are noisy, silent, or wrong of clock or strength.")
        {
            Plan, SightingsPath, TagsPath, All, JsonPath,
        };
        command.SetAction(Run);
        return command.WithExamples(
            "shyraq plan survey mine.geojson --sightings sightings.ndjson",
            "shyraq plan survey mine.geojson --sightings sightings.ndjson.gz --tags tags.json --all",
            "shyraq plan survey mine.geojson --sightings sightings.ndjson --json survey.json");
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancel)
    {
        var plan = MineFiles.Plan(parsed.GetRequiredValue(Plan));
        var carriers = parsed.GetValue(TagsPath) is { } tags ? MineFiles.Carriers(tags) : ImmutableSortedDictionary<string, Carrier>.Empty;
        var path = parsed.GetValue(SightingsPath)!;
        await using var input = InputFile.Open(path);
        var mine = Locating.Following(plan, carriers, new TrackingOptions());
        await Progress.While("surveying", TimeProvider.System, (_, stop) =>
        {
            foreach (var fix in new Locating(mine).Walk(MineFiles.Reading(path, new SightingFile(input).Read()))) stop.ThrowIfCancellationRequested();
            return true;
        }, cancel);
        var survey = SurveyView.From(AnchorSurveyRows.Of(mine, mine.Clock));
        var json = parsed.GetValue(JsonPath);
        if (json != "-") Write(parsed.InvocationConfiguration.Output, survey, parsed.GetValue(All));
        if (json is null) return ExitCode.Done;
        await using var to = OutputFile.Create(json);
        await JsonSerializer.SerializeAsync(to, survey, Json, cancel);
        return ExitCode.Done;
    }

    private static void Write(TextWriter to, SurveyView survey, bool all)
    {
        var heard = survey.Anchors.Where(a => a.Evidence > 0 || a.Strength is not null).ToArray();
        to.WriteLine(Invariant($"{survey.Findings.Length} findings; {heard.Length} of {survey.Anchors.Length} anchors were judged by tags that passed"));
        foreach (var f in survey.Findings)
        {
            to.WriteLine(Invariant($"  {f.Anchor}  {f.Kind}  {Told(f)}, since {Since(f)}, {f.Evidence} readings"));
            to.WriteLine($"      {f.ToDo}");
        }
        if (!all || heard.Length == 0) return;
        to.WriteLine();
        to.WriteLine("anchor         offset east / north / up ± 1 σ, m          bias ± 1 σ, m   noise  honest  ranges  tags  strength at 1 m, dBm, and exponent ± 1 σ");
        foreach (var a in heard)
        {
            var strength = a.Strength is { } s ? Invariant($"{s.RssiAt1m:0.0} ± {s.RssiAt1mSigma:0.0}, {s.PathLossExponent:0.00} ± {s.PathLossExponentSigma:0.00}") : "";
            to.WriteLine(Invariant($"{a.Anchor,-12} {a.Offset.East,6:0.00} ± {a.OffsetSigma[0],4:0.00} {a.Offset.North,6:0.00} ± {a.OffsetSigma[1],4:0.00} {a.Offset.Up,6:0.00} ± {a.OffsetSigma[2],4:0.00}   {a.Bias,6:0.00} ± {a.BiasSigma,4:0.00}  {a.NoiseRatio,5:0.0}  {a.Honest,5:0%}  {a.Evidence,6}  {a.Tags,4}  {strength}"));
        }
    }

    private static string Told(FindingView f)
    {
        var margin = f.Margin95 is { } m ? Invariant($" ± {m:0.0#}") : "";
        var where = f.Offset is { } o ? Invariant($" to {o.Bearing:0}° (east {o.East:0.0}, north {o.North:0.0}, up {o.Up:0.0} m)") : "";
        return f.Kind switch
        {
            "moved" => Invariant($"{f.Value:0.0}{margin} m from where the plan says,{where}"),
            "biased" => Invariant($"ranges {Math.Abs(f.Value):0.00}{margin} m too {(f.Value > 0 ? "long" : "short")}"),
            "noisy" => Invariant($"ranges off by {f.Value:0.0} m (root mean square)"),
            "clock" => Invariant($"clock {Math.Abs(f.Value):0.0}{margin} s {(f.Value > 0 ? "behind" : "ahead")}"),
            "pathLoss" => Invariant($"{Math.Abs(f.Value):0.0}{margin} dB {(f.Value > 0 ? "stronger" : "weaker")} at 10 m than the plan says"),
            _ => Invariant($"heard nobody, though {f.Value:0} should have been"),
        };
    }

    private static string Since(FindingView f) => f.Since is { } since ? since.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "ever";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
