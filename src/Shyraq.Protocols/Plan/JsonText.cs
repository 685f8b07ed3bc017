using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Shyraq.Protocols.Plan;

/// <summary>The JSON under a plan: parsed once, with a place for every fault.</summary>
internal static class JsonText
{
    /// <summary>A plan nests 7 deep; parameters of rules a little more.</summary>
    private const int MostDepth = 32;

    private const int LongestShown = 40;

    /// <summary>Parses, or says in <paramref name="fault"/> what is wrong at which line and byte, both from 1.</summary>
    /// <remarks>
    /// Some programs write bare <c>NaN</c> and <c>Infinity</c>, which JSON has not. They are read as texts, so that the
    /// fault is told with the feature and the property and all the others with it.
    /// </remarks>
    public static JsonDocument? Parse(ReadOnlySpan<byte> utf8, out string fault)
    {
        fault = "";
        if (utf8.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        if (!Utf8.IsValid(utf8))
        {
            fault = $"is not UTF-8 text: {PlaceOf(utf8, FirstInvalid(utf8))}";
            return null;
        }
        if (TryParse(utf8, out var document, out fault)) return document;
        if (utf8.IndexOf("NaN"u8) < 0 && utf8.IndexOf("Infinity"u8) < 0) return null;
        var (first, quoted) = (fault, QuoteNotNumbers(utf8));
        if (TryParse(quoted, out document, out fault)) return document;
        fault = first;
        return null;
    }

    /// <summary>An element as a message shows it: short, on one line.</summary>
    public static string Show(JsonElement element)
    {
        if (element.ValueKind is JsonValueKind.Object) return "an object";
        if (element.ValueKind is JsonValueKind.Array) return "an array";
        var text = element.GetRawText();
        return text.Length <= LongestShown ? text : text[..LongestShown] + "…";
    }

    private static bool TryParse(ReadOnlySpan<byte> utf8, out JsonDocument? document, out string fault)
    {
        (document, fault) = (null, "");
        var options = new JsonReaderOptions { MaxDepth = MostDepth };
        try
        {
            if (utf8.IndexOf("\\u"u8) >= 0 && HalfSurrogate(utf8, options) is { } at)
            {
                fault = $"has a text with half of a surrogate pair (\\ud800 to \\udfff without its partner): {PlaceOf(utf8, at)}";
                return false;
            }
            var reader = new Utf8JsonReader(utf8, options);
            document = JsonDocument.ParseValue(ref reader);
            // Anything but white space after the value throws.
            reader.Read();
            return true;
        }
        catch (JsonException bad)
        {
            document?.Dispose();
            document = null;
            var message = bad.Message.Split(" LineNumber:")[0];
            fault = $"is not JSON: line {bad.LineNumber + 1}, byte {bad.BytePositionInLine + 1}: {message}";
            return false;
        }
    }

    /// <summary>Where an escaped text cannot be turned into characters; null when all can.</summary>
    private static long? HalfSurrogate(ReadOnlySpan<byte> utf8, JsonReaderOptions options)
    {
        var reader = new Utf8JsonReader(utf8, options);
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !reader.ValueIsEscaped) continue;
            try { reader.GetString(); }
            catch (InvalidOperationException) { return reader.TokenStartIndex; }
        }
        return null;
    }

    private static byte[] QuoteNotNumbers(ReadOnlySpan<byte> utf8)
    {
        using var quoted = new MemoryStream(utf8.Length + 64);
        var inText = false;
        for (var i = 0; i < utf8.Length; i++)
        {
            if (inText && utf8[i] == '\\' && i + 1 < utf8.Length)
            {
                quoted.WriteByte(utf8[i++]);
            }
            else if (utf8[i] == '"')
            {
                inText = !inText;
            }
            else if (!inText && WordAt(utf8[i..]) is { Length: > 0 } word)
            {
                quoted.WriteByte((byte)'"');
                quoted.Write(word);
                quoted.WriteByte((byte)'"');
                i += word.Length - 1;
                continue;
            }
            quoted.WriteByte(utf8[i]);
        }
        return quoted.ToArray();
    }

    private static ReadOnlySpan<byte> WordAt(ReadOnlySpan<byte> rest) =>
        rest.StartsWith("NaN"u8) ? "NaN"u8 : rest.StartsWith("Infinity"u8) ? "Infinity"u8 : rest.StartsWith("-Infinity"u8) ? "-Infinity"u8 : [];

    private static int FirstInvalid(ReadOnlySpan<byte> utf8)
    {
        var at = 0;
        while (at < utf8.Length && Rune.DecodeFromUtf8(utf8[at..], out _, out var length) == System.Buffers.OperationStatus.Done) at += length;
        return at;
    }

    private static string PlaceOf(ReadOnlySpan<byte> utf8, long at)
    {
        var before = utf8[..(int)at];
        return $"line {before.Count((byte)'\n') + 1}, byte {before.Length - before.LastIndexOf((byte)'\n')}";
    }
}
