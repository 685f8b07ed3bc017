using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using Shyraq.Cluster.Mines;

namespace Shyraq.Web.Plans;

/// <summary>The plan texts as they are served: with the member <c>version</c> in front. One copy a mine, the newest.</summary>
internal sealed class PlanCopies
{
    private readonly ConcurrentDictionary<string, (PlanText Of, byte[] Served)> _copies = new(StringComparer.Ordinal);

    /// <summary>The plan's text with its version; a member of that name in the text itself gives way.</summary>
    public byte[] WithVersion(string mine, PlanText plan)
    {
        if (_copies.TryGetValue(mine, out var copy) && (ReferenceEquals(copy.Of, plan) || copy.Of.Version == plan.Version && copy.Of.GeoJson.AsSpan().SequenceEqual(plan.GeoJson)))
            return copy.Served;
        var served = Write(plan);
        _copies[mine] = (plan, served);
        return served;
    }

    private static byte[] Write(PlanText plan)
    {
        using var document = JsonDocument.Parse(plan.GeoJson);
        var text = new ArrayBufferWriter<byte>(plan.GeoJson.Length + 32);
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteNumber("version", plan.Version);
            foreach (var member in document.RootElement.EnumerateObject().Where(member => !member.NameEquals("version"))) member.WriteTo(json);
            json.WriteEndObject();
        }
        return text.WrittenSpan.ToArray();
    }
}
