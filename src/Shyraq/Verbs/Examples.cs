using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Shyraq.Verbs;

/// <summary>Shows how a verb is used: an Examples section at the end of its <c>--help</c>.</summary>
internal static class Examples
{
    /// <summary>Gives a verb its examples, whole command lines as one would type them.</summary>
    /// <returns>The same command, to go on with.</returns>
    public static Command WithExamples(this Command command, params string[] lines)
    {
        // An option of the verb itself comes before the recursive --help of the root.
        command.Options.Add(new HelpOption { Action = new HelpWithExamples(lines) });
        return command;
    }

    private sealed class HelpWithExamples(string[] lines) : SynchronousCommandLineAction
    {
        private readonly HelpAction _help = new();

        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var code = _help.Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var line in lines) output.WriteLine($"  {line}");
            output.WriteLine();
            return code;
        }
    }
}
