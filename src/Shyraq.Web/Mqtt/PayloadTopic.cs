using System.Diagnostics.CodeAnalysis;
using Shyraq.Web.Sightings;

namespace Shyraq.Web.Mqtt;

/// <summary>The topics that are taken: <c>shyraq/{mine}/{kind}</c>, such as <c>shyraq/nord/sightings</c>.</summary>
internal static class PayloadTopic
{
    /// <summary>What a client of an external broker subscribes to.</summary>
    public static IEnumerable<string> Filters => PayloadKind.All.Select(kind => $"shyraq/+/{kind.Name}");

    /// <summary>Reads the mine and the kind out of a topic; false when the topic is another one.</summary>
    public static bool TryRead(string topic, [NotNullWhen(true)] out string? mine, [NotNullWhen(true)] out PayloadKind? kind)
    {
        (mine, kind) = (null, null);
        var parts = topic.Split('/');
        if (parts is not ["shyraq", { Length: > 0 } id, var name] || id.Any(c => c is '+' or '#' || char.IsWhiteSpace(c) || char.IsControl(c))) return false;
        (mine, kind) = (id, PayloadKind.All.FirstOrDefault(one => one.Name == name));
        return kind is not null;
    }
}
