using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using Shyraq.Core.Units;
using Shyraq.Protocols;

namespace Shyraq.Verbs;

/// <summary>Options that take a moment in time.</summary>
internal static class TimeOption
{
    /// <summary>One that has to be given.</summary>
    public static Option<Instant> Required(string name, string description) =>
        new(name) { Description = $"{description} ISO 8601 with a Z.", HelpName = "time", Required = true, CustomParser = Parse };

    private static Instant Parse(ArgumentResult given)
    {
        var text = given.Tokens is [var token] ? token.Value : "";
        if (IsoTime.TryParse(Encoding.UTF8.GetBytes(text), out var time)) return time;
        given.AddError($"found '{text}'; expected {IsoTime.Expected}");
        return default;
    }
}
