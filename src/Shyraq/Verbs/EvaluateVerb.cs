using System.CommandLine;

namespace Shyraq.Verbs;

/// <summary><c>shyraq evaluate</c>.</summary>
internal static class EvaluateVerb
{
    public static Command Create() => new("evaluate");
}
