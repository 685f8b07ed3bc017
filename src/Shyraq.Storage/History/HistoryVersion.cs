using Shyraq.Core.Units;

namespace Shyraq.Storage.History;

/// <summary>One telling of the past: what was shown live, or what was made of the journal later.</summary>
/// <param name="Name">Unique for ever.</param>
/// <param name="What">What was changed for it, for people; "" when nothing was.</param>
/// <param name="Made">When it was made, by whom.</param>
public sealed record HistoryVersion(string Name, Instant From, Instant To, Instant Made, string By, string What)
{
    /// <summary>The version that was shown at the time.</summary>
    public const string Live = "live";

    /// <summary>The version of the smoother, which knows what came later.</summary>
    public const string Hindsight = "hindsight";

    /// <summary>Longest name.</summary>
    public const int LongestName = 60;

    /// <summary>Whether another version may be called so: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
    public static bool MayBe(string name) =>
        name is { Length: > 0 and <= LongestName } and not Live && name.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.');
}
