using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Shyraq.Cluster.Mines;

namespace Shyraq.Web.Plans;

/// <summary>A plan's text as it is served, and its entity tag.</summary>
internal sealed record PlanCopy(byte[] Text, string Tag);

/// <summary>The plan texts as they are served: with the member <c>version</c> in front. One copy a mine, the newest.</summary>
internal sealed class PlanCopies
{
    private readonly ConcurrentDictionary<string, (PlanText Of, PlanCopy Served)> _copies = new(StringComparer.Ordinal);

    /// <summary>The plan's text with its version; a member of that name in the text itself gives way.</summary>
    public PlanCopy WithVersion(string mine, PlanText plan)
    {
        if (_copies.TryGetValue(mine, out var copy) && (ReferenceEquals(copy.Of, plan) || copy.Of.Version == plan.Version && copy.Of.GeoJson.AsSpan().SequenceEqual(plan.GeoJson)))
            return copy.Served;
        var served = OfThePast(plan);
        _copies[mine] = (plan, served);
        return served;
    }

    /// <summary>The same of a plan that is asked for now and then, without a copy.</summary>
    public static PlanCopy OfThePast(PlanText plan)
    {
        var text = Write(plan);
        // The hash too: another data folder may have another plan of the same version.
        return new(text, $"\"{plan.Version}-{Convert.ToHexStringLower(SHA256.HashData(text))[..12]}\"");
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
