using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Shyraq.Core.Units;

namespace Shyraq.Protocols;

/// <summary>Writes one JSON object a line, with one writer a thread kept for the next.</summary>
internal static class JsonLine
{
    /// <summary>How all our JSON is written: Cyrillic stays readable.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic] private static Utf8JsonWriter? s_writer;

    /// <summary>Opens the object. Nothing else may be written on this thread before <see cref="End"/>.</summary>
    public static Utf8JsonWriter Begin(IBufferWriter<byte> to)
    {
        if (s_writer is null) s_writer = new Utf8JsonWriter(to, Options);
        else s_writer.Reset(to);
        s_writer.WriteStartObject();
        return s_writer;
    }

    /// <summary>Closes the object and the line.</summary>
    public static void End(this Utf8JsonWriter json, IBufferWriter<byte> to)
    {
        json.WriteEndObject();
        json.Flush();
        to.Write("\n"u8);
    }

    public static void WriteTime(this Utf8JsonWriter json, ReadOnlySpan<byte> name, Instant time)
    {
        Span<byte> text = stackalloc byte[IsoTime.Length];
        IsoTime.Write(time, text);
        json.WriteString(name, text);
    }

    public static void WriteOptional(this Utf8JsonWriter json, ReadOnlySpan<byte> name, double? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
    }

    public static void WriteOptional(this Utf8JsonWriter json, ReadOnlySpan<byte> name, bool? value)
    {
        if (value is { } yes) json.WriteBoolean(name, yes);
    }
}
