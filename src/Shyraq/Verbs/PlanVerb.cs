using System.CommandLine;
using Shyraq.Core.Plan;
using Shyraq.Protocols.Plan;

namespace Shyraq.Verbs;

/// <summary><c>shyraq plan</c>: what is wrong, doubtful and worth knowing of a mine plan.</summary>
internal static class PlanVerb
{
    public static Command Create() => new("plan", "Works with mine plans.") { Check(), CoverageVerb.Create(), SurveyVerb.Create() };

    private static Command Check()
    {
        var file = new Argument<string>("file") { Description = "The plan (mine.geojson): a path, one that ends in .gz, or - for standard input." };
        var json = new Option<bool>("--json") { Description = "Writes the report as JSON." };
        var command = new Command("check", "Reads a plan: tells every fault with its feature and property, and what a surveyor wants to know. Exit code 0 when it can be used, 3 when it has faults.") { file, json };
        command.SetAction((parsed, cancel) => Run(parsed.GetRequiredValue(file), parsed.GetValue(json), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancel));
        return command.WithExamples(
            "shyraq plan check mine.geojson",
            "shyraq plan check mine.geojson.gz --json",
            "cat mine.geojson | shyraq plan check -");
    }

    private static async Task<int> Run(string file, bool json, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var (reading, report) = await Progress.While("reading the plan", TimeProvider.System, (_, _) =>
        {
            var read = PlanReader.Read(InputFile.ReadAll(file), 1);
            return (read, read is PlanReading.Read { Plan: var plan } ? PlanReport.Of(plan) : null);
        }, cancel);
        switch (reading)
        {
            case PlanReading.Read { Plan: var plan, Warnings: var warnings }:
                if (json) PlanReportText.WriteJson(output, file, plan, report, [], warnings);
                else PlanReportText.Write(output, file, plan, report!, warnings);
                return ExitCode.Done;
            case PlanReading.Refused { Faults: var faults }:
                if (json) PlanReportText.WriteJson(output, file, null, null, faults, []);
                else PlanReportText.WriteFaults(errors, file, faults);
                return ExitCode.BadInput;
            default:
                throw new InvalidOperationException($"A plan reading of an unknown kind, {reading.GetType().Name}.");
        }
    }
}
