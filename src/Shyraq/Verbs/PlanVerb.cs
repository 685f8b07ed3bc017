using System.CommandLine;

namespace Shyraq.Verbs;

/// <summary><c>shyraq plan</c>.</summary>
internal static class PlanVerb
{
    public static Command Create() => new("plan");
}
