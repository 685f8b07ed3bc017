using Shyraq.Core.Sightings;

namespace Shyraq.Cluster.Mines;

/// <summary>Names of the API.</summary>
internal static class Names
{
    private static readonly Dictionary<RefusalReason, string> Reasons =
        Enum.GetValues<RefusalReason>().ToDictionary(reason => reason, reason => Camel(reason.ToString()));

    /// <summary>A reason in camelCase, as the API has it.</summary>
    public static string Of(RefusalReason reason) => Reasons[reason];

    /// <summary>The first letter made small.</summary>
    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
