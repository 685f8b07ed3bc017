using System.Diagnostics.CodeAnalysis;

namespace Shyraq.Web.Mqtt;

/// <summary>The one topic that is taken: <c>shyraq/{mine}/sightings</c>.</summary>
internal static class SightingTopic
{
    /// <summary>What a client of an external broker subscribes to.</summary>
    public const string Filter = "shyraq/+/sightings";

    /// <summary>Reads the mine out of a topic; false when the topic is another one.</summary>
    public static bool TryRead(string topic, [NotNullWhen(true)] out string? mine)
    {
        mine = null;
        if (!topic.StartsWith("shyraq/", StringComparison.Ordinal) || !topic.EndsWith("/sightings", StringComparison.Ordinal)) return false;
        var between = topic.Length - "shyraq/".Length - "/sightings".Length;
        if (between <= 0) return false;
        var id = topic.Substring("shyraq/".Length, between);
        if (id.AsSpan().IndexOfAny('/', '+', '#') >= 0 || id.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))) return false;
        mine = id;
        return true;
    }
}
