using System.CommandLine;

namespace Shyraq.Verbs;

/// <summary><c>shyraq simulate</c>.</summary>
internal static class SimulateVerb
{
    public static Command Create() => new("simulate");
}
