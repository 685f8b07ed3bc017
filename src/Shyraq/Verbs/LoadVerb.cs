using System.CommandLine;

namespace Shyraq.Verbs;

/// <summary><c>shyraq load</c>.</summary>
internal static class LoadVerb
{
    public static Command Create() => new("load");
}
