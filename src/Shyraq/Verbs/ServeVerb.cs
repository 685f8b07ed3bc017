using System.CommandLine;

namespace Shyraq.Verbs;

/// <summary><c>shyraq serve</c>.</summary>
internal static class ServeVerb
{
    public static Command Create() => new("serve");
}
