using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Shyraq.Core.Units;
using Shyraq.Protocols.Acts;
using Shyraq.Protocols.Zones;

namespace Shyraq.Protocols;

/// <summary>
/// How acts and boards are JSON: the records of the core as they are, names in camel case, ids as texts, times as the files have them. A record
/// that has to be given may not be left out, and what no record has is an error that names it.
/// </summary>
public static class CoreJson
{
    /// <summary>For <see cref="JsonSerializer"/>.</summary>
    public static readonly JsonSerializerOptions Options = Made();

    private static JsonSerializerOptions Made()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            NumberHandling = JsonNumberHandling.Strict,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            AllowOutOfOrderMetadataProperties = true,
            AllowDuplicateProperties = false,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { ActKinds.Tell, RuleKinds.Tell } },
            Converters =
            {
                new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new InstantConverter(),
                new TextConverter<TagId>(id => id.Value, text => new(text)), new TextConverter<ZoneId>(id => id.Value, text => new(text)),
                new TextConverter<AnchorId>(id => id.Value, text => new(text)), new TextConverter<RoadwayId>(id => id.Value, text => new(text)),
                new TextConverter<AreaId>(id => id.Value, text => new(text)), new TextConverter<MineId>(id => id.Value, text => new(text)),
            },
        };
        options.MakeReadOnly();
        return options;
    }

    private sealed class InstantConverter : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && IsoTime.TryParse(Encoding.UTF8.GetBytes(reader.GetString()!), out var time)
                ? time : throw new JsonException($"found no time; expected {IsoTime.Expected}");

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options)
        {
            Span<byte> text = stackalloc byte[IsoTime.Length];
            IsoTime.Write(value, text);
            writer.WriteStringValue(text);
        }
    }

    private sealed class TextConverter<T>(Func<T, string> write, Func<string, T> read) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 0 and <= IdPool.MostCharacters } text && !text.Any(char.IsControl)
                ? read(text) : throw new JsonException($"found no id; expected {IdPool.Expected}");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => read(reader.GetString()!);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(write(value));
    }
}
