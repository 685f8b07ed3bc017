using System.CommandLine;

namespace Shyraq.Verbs;

/// <summary><c>shyraq verify</c>.</summary>
internal static class VerifyVerb
{
    public static Command Create() => new("verify");
}
