using System.Collections.Frozen;
using System.Text.Json;
using Shyraq.Core.Sightings;

namespace Shyraq.Web;

/// <summary>How names and times of the core are written in the API.</summary>
internal static class ApiNames
{
    private static readonly string[] FixStates = ["live", "inferred", "lastKnown"];
    private static readonly string[] AnchorStates = ["alive", "silent", "neverHeard"];

    private static readonly FrozenDictionary<string, string> Reasons =
        Enum.GetNames<RefusalReason>().ToFrozenDictionary(name => name, JsonNamingPolicy.CamelCase.ConvertName);

    /// <summary>A reason as the API names it, such as <c>unknownAnchor</c>.</summary>
    public static string Of(string reason) => Reasons.GetValueOrDefault(reason, reason);

    public static SortedDictionary<string, T> Counts<T>(IReadOnlyDictionary<string, T> byReason)
    {
        var counts = new SortedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var (reason, count) in byReason) counts[Of(reason)] = count;
        return counts;
    }

    public static string FixState(int state) => FixStates[state];

    public static string AnchorState(int state) => AnchorStates[state];

    /// <summary>Microseconds since the epoch as a UTC time, which JSON writes with a <c>Z</c>.</summary>
    public static DateTime Time(long unixMicroseconds) => DateTime.UnixEpoch.AddTicks(unixMicroseconds * TimeSpan.TicksPerMicrosecond);

    public static DateTime? Time(long? unixMicroseconds) => unixMicroseconds is { } time ? Time(time) : null;
}
