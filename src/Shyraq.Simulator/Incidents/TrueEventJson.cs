using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Shyraq.Simulator.Incidents;

/// <summary>Writes true events as JSON.</summary>
public static class TrueEventJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line with its line end.</summary>
    public static void WriteLine(IBufferWriter<byte> to, TrueEvent one)
    {
        using (var json = new Utf8JsonWriter(to, Options)) Write(json, one);
        to.Write("\n"u8);
    }

    /// <summary>An object.</summary>
    public static void Write(Utf8JsonWriter json, TrueEvent one)
    {
        json.WriteStartObject();
        json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(one.Kind.ToString()));
        json.WriteString("subject", one.Subject);
        if (one.Place is { } place)
        {
            json.WriteStartArray("place");
            foreach (var metres in (double[])[place.X, place.Y, place.Z]) json.WriteNumberValue(Math.Round(metres, 2));
            json.WriteEndArray();
        }
        json.WriteString("from", one.From.ToString());
        if (one.To is { } end) json.WriteString("to", end.ToString());
        json.WriteBoolean("sure", one.IsSure);
        json.WriteEndObject();
    }
}
