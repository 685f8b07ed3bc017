using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;

namespace Shyraq.Protocols.Carriers;

/// <summary>The outcome of reading <c>tags.json</c>.</summary>
public abstract record CarriersReading
{
    private CarriersReading() { }

    /// <summary>By tag id.</summary>
    public sealed record Read(ImmutableSortedDictionary<string, Carrier> Carriers) : CarriersReading;

    /// <summary>Every fault with the tag and the property.</summary>
    public sealed record Refused(ImmutableArray<PlanRemark> Faults) : CarriersReading;
}

/// <summary>Reads and writes <c>tags.json</c>: who carries which tag. Never throws on bad bytes.</summary>
public static class CarriersReader
{
    /// <summary>The longest name, number, crew or role, in characters.</summary>
    public const int LongestText = 256;

    private const string Kinds = "\"person\" or \"vehicle\"";

    /// <summary>Reads the long form (objects) and the short one (<c>"person"</c>, <c>"vehicle"</c>), mixed.</summary>
    public static CarriersReading Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        var faults = ImmutableArray.CreateBuilder<PlanRemark>();
        var carriers = ImmutableSortedDictionary.CreateBuilder<string, Carrier>(StringComparer.Ordinal);
        if (!Utf8.IsValid(utf8)) return File("the bytes are not UTF-8; expected a JSON object in UTF-8");
        try
        {
            var json = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 32 });
            using var document = JsonDocument.ParseValue(ref json);
            json.Read(); // Anything after the value is broken JSON.
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return File($"found {Found(document.RootElement)}; expected an object of tag ids");
            foreach (var property in document.RootElement.EnumerateObject())
            {
                var tag = property.Name;
                if (tag.Length is 0 or > IdPool.MostCharacters || tag.Any(char.IsControl))
                    faults.Add(new PlanRemark("tag " + JsonFound.Cut(System.Text.Encoding.UTF8.GetBytes(tag)), "", $"not a tag id; expected {IdPool.Expected}"));
                else if (ReadCarrier(tag, property.Value, faults) is { } carrier && !carriers.TryAdd(tag, carrier))
                    faults.Add(new PlanRemark("tag " + tag, "", "named twice; expected every tag once"));
            }
        }
        catch (JsonException broken)
        {
            return File($"broken JSON at line {broken.LineNumber + 1}, byte {broken.BytePositionInLine}; expected an object of tag ids");
        }
        catch (InvalidOperationException)
        {
            return File("a text holds half a surrogate pair (\\ud800 to \\udfff alone); expected Unicode text");
        }
        return faults.Count > 0 ? new CarriersReading.Refused(faults.ToImmutable()) : new CarriersReading.Read(carriers.ToImmutable());

        static CarriersReading.Refused File(string message) => new([new PlanRemark("file", "", message)]);
    }

    /// <summary>Writes the long form, in order of tag id; sorted by ordinal.</summary>
    public static byte[] Write(ImmutableSortedDictionary<string, Carrier> carriers)
    {
        var to = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(to, JsonLine.Options))
        {
            json.WriteStartObject();
            foreach (var (tag, carrier) in carriers.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                json.WritePropertyName(tag);
                Write(json, carrier);
            }
            json.WriteEndObject();
        }
        return to.WrittenSpan.ToArray();
    }

    /// <summary>Writes one carrier's object.</summary>
    public static byte[] Write(Carrier carrier)
    {
        var to = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(to, JsonLine.Options)) Write(json, carrier);
        return to.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Carrier carrier)
    {
        json.WriteStartObject();
        json.WriteString("carrier"u8, carrier.Kind == CarrierKind.Vehicle ? "vehicle"u8 : "person"u8);
        if (carrier.Name.Length > 0) json.WriteString("name"u8, carrier.Name);
        if (carrier.Number.Length > 0) json.WriteString("number"u8, carrier.Number);
        if (carrier.Crew.Length > 0) json.WriteString("crew"u8, carrier.Crew);
        if (carrier.Role.Length > 0) json.WriteString("role"u8, carrier.Role);
        json.WriteEndObject();
    }

    private static Carrier? ReadCarrier(string tag, JsonElement value, ImmutableArray<PlanRemark>.Builder faults)
    {
        var before = faults.Count;
        if (value.ValueKind == JsonValueKind.String) return Kind(value) is { } kind ? new Carrier(kind) : Fault("carrier", value, Kinds);
        if (value.ValueKind != JsonValueKind.Object) return Fault("", value, $"{Kinds} or an object with \"carrier\"");

        if (!value.TryGetProperty("carrier"u8, out var kindValue))
        {
            faults.Add(new PlanRemark("tag " + tag, "carrier", $"absent; expected {Kinds}"));
            return null;
        }
        if (Kind(kindValue) is not { } form) return Fault("carrier", kindValue, Kinds);
        var carrier = new Carrier(form, Text("name"), Text("number"), Text("crew"), Text("role"));
        return faults.Count == before ? carrier : null;

        string Text(string name)
        {
            if (!value.TryGetProperty(name, out var text) || text.ValueKind == JsonValueKind.Null) return "";
            if (text.ValueKind == JsonValueKind.String && text.GetString() is { Length: <= LongestText } read && !read.Any(char.IsControl)) return read;
            Fault(name, text, $"a text of at most {LongestText} characters without control characters");
            return "";
        }

        Carrier? Fault(string property, JsonElement found, string expected)
        {
            faults.Add(new PlanRemark("tag " + tag, property, $"found {Found(found)}; expected {expected}"));
            return null;
        }
    }

    private static CarrierKind? Kind(JsonElement value) =>
        value.ValueKind != JsonValueKind.String ? null
        : value.ValueEquals("person"u8) ? CarrierKind.Person
        : value.ValueEquals("vehicle"u8) ? CarrierKind.Vehicle
        : null;

    private static string Found(JsonElement value) => JsonFound.Cut(System.Text.Encoding.UTF8.GetBytes(value.GetRawText()));
}
