using System.CommandLine;
using System.Globalization;
using Shyraq.Simulator.Scenarios;
using Shyraq.Verbs.Drill;

namespace Shyraq.Verbs;

/// <summary><c>shyraq drill</c>: things happen in a simulated mine; what the rules tell of them is held against what truly happened.</summary>
internal static class DrillVerb
{
    private static readonly Option<string[]> Scenarios = new("--scenario") { Description = "The name of a scenario, or all; may be given several times.", HelpName = "name", DefaultValueFactory = _ => ["all"] };
    private static readonly Option<long> Seed = new("--seed") { Description = "Equal seeds give equal drills.", HelpName = "number", DefaultValueFactory = _ => 1 };
    private static readonly Option<double?> Minutes = new("--minutes") { Description = "How long instead of each scenario's own time, minutes of the mine, 1 to 600.", HelpName = "minutes" };
    private static readonly Option<string?> JsonPath = new("--json") { Description = "Also writes everything as JSON, with all that truly happened: a path, one that ends in .gz, or - for standard output, and then no tables.", HelpName = "file" };
    private static readonly Option<string?> MarkdownPath = new("--markdown") { Description = "Also writes the tables to this file, in place of what is there between the lines <!-- drills --> and <!-- /drills -->.", HelpName = "file" };
    private static readonly Option<bool> List = new("--list") { Description = "Lists the scenarios and does nothing else." };

    public static Command Create()
    {
        Scenarios.Validators.Add(given =>
        {
            foreach (var token in given.Tokens)
                if (token.Value != "all" && !DrillScenarios.All.Any(s => s.Name == token.Value))
                    given.AddError($"--scenario: there is no '{token.Value}'; there are: all, {string.Join(", ", DrillScenarios.All.Select(s => s.Name))}");
        });
        Minutes.Validators.Add(given =>
        {
            if (given.Tokens is [var token] && double.TryParse(token.Value, CultureInfo.InvariantCulture, out var minutes) && minutes is not (>= 1 and <= 600))
                given.AddError("--minutes: expected 1 to 600 minutes.");
        });
        var command = new Command("drill", "Things happen in a simulated mine, faster than in life; prints for every rule what was true, found, missed and false. Exit code 1 when something that must not be missed was.")
        {
            Scenarios, Seed, Minutes, JsonPath, MarkdownPath, List,
        };
        command.SetAction(Run);
        return command.WithExamples(
            "shyraq drill --list",
            "shyraq drill --scenario sos",
            "shyraq drill --scenario explosion --seed 7 --json explosion.json",
            "shyraq drill --scenario all --markdown docs/drill.md");
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancel)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(List))
        {
            foreach (var scenario in DrillScenarios.All) await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{scenario.Name,-16}{scenario.Minutes,4:0} min  {scenario.About}"));
            return ExitCode.Done;
        }
        var names = parsed.GetValue(Scenarios)!;
        var (json, markdown) = (parsed.GetValue(JsonPath), parsed.GetValue(MarkdownPath));
        var results = new List<DrillResult>();
        foreach (var scenario in DrillScenarios.All.Where(s => names.Contains("all") || names.Contains(s.Name)))
        {
            var seconds = 60 * (parsed.GetValue(Minutes) ?? scenario.Minutes);
            var result = await Progress.While(scenario.Name, TimeProvider.System,
                (progress, stop) => DrillRun.Of(scenario, parsed.GetValue(Seed), seconds, done => progress.Report((long)done, (long)seconds), stop), cancel);
            results.Add(result);
            if (json != "-") DrillText.Write(output, result);
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"shyraq: {scenario.Name}: {(result.Passed ? "passed" : "FAILED")}, {result.Seconds / result.Took.TotalSeconds:0} times as fast as in life ({result.Took.TotalSeconds:0} s)"));
        }
        if (json is not null)
        {
            await using var to = OutputFile.Create(json);
            DrillJson.Write(to, results);
        }
        if (markdown is not null) DrillDocument.Put(markdown, results);
        return results.All(r => r.Passed) ? ExitCode.Done : ExitCode.Failed;
    }
}
