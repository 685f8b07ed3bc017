using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Shyraq.Core.Coverage;
using Shyraq.Core.Plan;
using Shyraq.Web.Coverage;

namespace Shyraq.Verbs;

/// <summary><c>shyraq plan coverage</c>: how well tags can be followed with the anchors of a plan, and where one more would help most.</summary>
internal static class CoverageVerb
{
    private static readonly CoverageOptions Usual = new();
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Argument<string> Plan = new("file") { Description = "The plan (mine.geojson): a path, one that ends in .gz, or - for standard input." };
    private static readonly Option<double> Rate = Number("--rate", "hz", "How often a tag speaks, a second, over 0 up to 100.", Usual.Rate, 100);
    private static readonly Option<double> Target = Number("--target", "metres", "Roadway is good where the 95 % radius is at most this, over 0 up to 1000.", Usual.Target, 1000);
    private static readonly Option<double> Step = Number("--step", "metres", "The longest piece of roadway that gets a radius of its own, over 0 up to 100.", Usual.Step, 100);
    private static readonly Option<int> Add = new("--add") { Description = "How many places for one more anchor to look for, 0 to 100.", HelpName = "n", DefaultValueFactory = _ => Usual.Add };
    private static readonly Option<string> With = new("--technology") { Description = "What those anchors are: uwb, ble, wifi or rfid.", DefaultValueFactory = _ => "uwb" };
    private static readonly Option<string?> JsonPath = new("--json") { Description = "Also writes everything as JSON: a path, one that ends in .gz, or - for standard output, and then no tables.", HelpName = "file" };

    public static Command Create()
    {
        With.AcceptOnlyFromAmong("uwb", "ble", "wifi", "rfid");
        Add.Validators.Add(add =>
        {
            if (add.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var given) && given is < 0 or > 100)
                add.AddError("--add: expected a whole number from 0 to 100.");
        });
        var command = new Command("coverage", "Predicts for each metre of roadway the expected 95 % radius and the share of time in which a tag is heard, and finds the best places for further anchors.")
        {
            Plan, Rate, Target, Step, Add, With, JsonPath,
        };
        command.SetAction(Run);
        return command.WithExamples(
            "shyraq plan coverage mine.geojson",
            "shyraq plan coverage mine.geojson --rate 0.2 --target 10 --add 8",
            "shyraq plan coverage mine.geojson.gz --technology ble --json coverage.json");
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancel)
    {
        var file = parsed.GetRequiredValue(Plan);
        var options = new CoverageOptions
        {
            Rate = parsed.GetValue(Rate),
            Target = parsed.GetValue(Target),
            Step = parsed.GetValue(Step),
            Add = parsed.GetValue(Add),
            Technology = Enum.Parse<AnchorTechnology>(parsed.GetValue(With)!, ignoreCase: true),
        };
        var plan = MineFiles.Plan(file);
        var report = await Progress.While("predicting", TimeProvider.System, (progress, stop) => CoverageReport.Of(plan, options, progress.Report, stop), cancel);
        var json = parsed.GetValue(JsonPath);
        if (json != "-") CoverageText.Write(parsed.InvocationConfiguration.Output, file, plan, report);
        if (json is null) return ExitCode.Done;
        await using var to = OutputFile.Create(json);
        await JsonSerializer.SerializeAsync(to, CoverageView.From(report, plan.Version), Json, cancel);
        return ExitCode.Done;
    }

    private static Option<double> Number(string name, string unit, string description, double usual, double most)
    {
        var option = new Option<double>(name) { Description = description, HelpName = unit, DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            // What is no number at all is told by the option itself.
            if (result.Tokens is [var token] && double.TryParse(token.Value, CultureInfo.InvariantCulture, out var given) && !(given > 0 && given <= most))
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name}: expected a number over 0, at most {most}."));
        });
        return option;
    }
}
