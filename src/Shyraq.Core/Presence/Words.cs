namespace Shyraq.Core.Presence;

/// <summary>Names of cases as the API and the history write them.</summary>
internal static class Words
{
    /// <summary>The case's name in camel case.</summary>
    public static string Of(Enum value)
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
