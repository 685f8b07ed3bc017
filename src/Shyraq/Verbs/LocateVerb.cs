using System.CommandLine;

namespace Shyraq.Verbs;

/// <summary><c>shyraq locate</c>.</summary>
internal static class LocateVerb
{
    public static Command Create() => new("locate");
}
