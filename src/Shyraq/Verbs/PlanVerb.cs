using System.CommandLine;

namespace Shyraq.Verbs;

/// <summary><c>shyraq plan</c>.</summary>
internal static class PlanVerb
{
    public static Command Create() => new("plan", "Works with mine plans.") { Check() };

    private static Command Check()
    {
        var file = new Argument<string>("file") { Description = "The plan: a path, a path that ends in .gz, or - for standard input." };
        var command = new Command("check", "Reads a plan and tells what is wrong or doubtful in it.") { file };
        command.SetAction(_ => 0);
        return command.WithExamples("shyraq plan check mine.geojson", "cat mine.geojson | shyraq plan check - --json");
    }
}
