using System.Collections.Immutable;
using System.Text.Json;
using Shyraq.Core.Zones;

namespace Shyraq.Protocols.Zones;

/// <summary>Zones and their rules as a file: a JSON list, as a draft of the zones is told.</summary>
public static class ZonesFile
{
    /// <summary>Reads it; otherwise says what is wrong with it. Whether the zones lie on a plan is not looked at.</summary>
    public static (ImmutableSortedDictionary<string, RuledZone>? Zones, string Fault) Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var zones = ImmutableSortedDictionary.CreateBuilder<string, RuledZone>(StringComparer.Ordinal);
            foreach (var zone in JsonSerializer.Deserialize<ImmutableArray<RuledZone>>(utf8, CoreJson.Options))
                if (!zones.TryAdd(zone.Id.Value, zone)) return (null, $"zone {zone.Id} is there twice; expected each once");
            return (zones.ToImmutable(), "");
        }
        catch (JsonException fault)
        {
            return (null, $"{fault.Path ?? "$"}: {fault.Message}");
        }
    }
}
