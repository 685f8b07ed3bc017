using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;

namespace Shyraq.Protocols.Sightings;

/// <summary>The sightings of one payload (NDJSON lines or a JSON array) and what was refused of it.</summary>
/// <param name="RefusedCounts">By reason; all of them.</param>
/// <param name="Refusals">The first <see cref="SightingPayload.MostExamples"/> with line, property and what was expected.</param>
public sealed record DecodedPayload(ImmutableArray<Sighting> Sightings, ImmutableSortedDictionary<RefusalReason, int> RefusedCounts, ImmutableArray<Refusal> Refusals);

/// <summary>Decodes payloads of sightings. Never throws on bad bytes: what cannot be used is refused by name, the rest goes on.</summary>
public static class SightingPayload
{
    /// <summary>How many refusals of one payload are kept in full.</summary>
    public const int MostExamples = 16;

    /// <summary>The longest line, or element of an array, in bytes.</summary>
    public const int LongestLine = 64 * 1024;

    // A sighting is flat; what lies in unknown properties may be nested this deep and no deeper.
    private static readonly JsonReaderOptions Json = new() { MaxDepth = 32 };

    /// <summary>Decodes UTF-8 NDJSON or a JSON array: an array when the first byte that is no space is <c>[</c>.</summary>
    /// <param name="arrived">The server's clock at receipt, which every sighting gets; null to take <c>arrived</c> (or else <c>time</c>) from each object, as files have it.</param>
    public static DecodedPayload Decode(ReadOnlySpan<byte> payload, Instant? arrived)
    {
        if (payload.StartsWith("\uFEFF"u8)) payload = payload[3..];
        var sightings = ImmutableArray.CreateBuilder<Sighting>(payload.Length / 96 + 1);
        var tally = new RefusalTally();
        var utf8 = Utf8.IsValid(payload);
        var start = payload.IndexOfAnyExcept(" \t\r\n"u8);
        if (start >= 0 && payload[start] == '[') DecodeArray(payload, arrived, utf8, sightings, tally);
        else if (start >= 0) DecodeLines(payload, arrived, utf8, sightings, tally);
        return new DecodedPayload(sightings.DrainToImmutable(), tally.Counts(), tally.Examples());
    }

    private static void DecodeLines(ReadOnlySpan<byte> payload, Instant? arrived, bool utf8, ImmutableArray<Sighting>.Builder sightings, RefusalTally tally)
    {
        for (var number = 1; !payload.IsEmpty; number++)
        {
            var end = payload.IndexOf((byte)'\n');
            var line = (end < 0 ? payload : payload[..end]).Trim(" \t\r"u8);
            payload = end < 0 ? [] : payload[(end + 1)..];
            if (DecodeLine(line, arrived, number, utf8, tally) is { } sighting) sightings.Add(sighting);
        }
    }

    /// <summary>Decodes one line without spaces around it; null when it is blank or refused (then it is in the tally).</summary>
    /// <param name="utf8">The bytes are known to be UTF-8.</param>
    internal static Sighting? DecodeLine(ReadOnlySpan<byte> line, Instant? arrived, int number, bool utf8, RefusalTally tally)
    {
        if (line.IsEmpty) return null;
        if (WhyNoObject(line, utf8) is { } fault)
        {
            tally.Add(fault with { Line = number });
            return null;
        }
        var read = new SightingObject();
        try
        {
            var reader = new Utf8JsonReader(line, Json);
            reader.Read();
            read.Read(ref reader);
            reader.Read(); // Anything after the object is broken JSON.
        }
        catch (JsonException broken)
        {
            tally.Add(new Refusal(RefusalReason.NotJson, read.Tag, read.Anchor, number, null, Broken(line, broken.BytePositionInLine ?? 0)));
            return null;
        }
        if (read.Make(arrived) is { } sighting) return sighting;
        if (tally.Full) tally.Count(read.Reason);
        else tally.Add(Describe(read, line) with { Line = number });
        return null;
    }

    private static void DecodeArray(ReadOnlySpan<byte> payload, Instant? arrived, bool utf8, ImmutableArray<Sighting>.Builder sightings, RefusalTally tally)
    {
        var reader = new Utf8JsonReader(payload, Json);
        var element = 0;
        var read = new SightingObject();
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                element++;
                read = new SightingObject();
                var start = (int)reader.TokenStartIndex;
                var isObject = reader.TokenType == JsonTokenType.StartObject;
                if (isObject) read.Read(ref reader);
                else reader.Skip();
                var text = payload[start..(int)reader.BytesConsumed];
                if (isObject && text.Length <= LongestLine && (utf8 || Utf8.IsValid(text)) && read.Make(arrived) is { } sighting)
                    sightings.Add(sighting);
                else if (tally.Full)
                    tally.Count(WhyNoObject(text, utf8)?.Reason ?? read.Reason);
                else
                {
                    var refusal = WhyNoObject(text, utf8) ?? Describe(read, text);
                    tally.Add(refusal with { Line = LineOf(payload, start), Detail = $"element {element}: {refusal.Detail}" });
                }
            }
            reader.Read();
        }
        catch (JsonException)
        {
            var line = LineOf(payload, (int)reader.BytesConsumed);
            tally.Add(new Refusal(RefusalReason.NotJson, read.Tag, read.Anchor, line, null,
                $"the array breaks off after {sightings.Count} usable elements: {Broken(payload, reader.BytesConsumed)}"));
        }
    }

    // Cheap looks before the parser, whose way of saying no (an exception) is dear. Line is left to the caller.
    private static Refusal? WhyNoObject(ReadOnlySpan<byte> text, bool utf8)
    {
        if (text.Length > LongestLine)
            return new Refusal(RefusalReason.TooLong, Detail: $"{text.Length} bytes; expected at most {LongestLine}");
        if (!utf8 && !Utf8.IsValid(text))
            return new Refusal(RefusalReason.NotJson, Detail: "the bytes are not UTF-8; expected a JSON object in UTF-8");
        if (text[0] == '{')
            return text[^1] == '}' ? null : new Refusal(RefusalReason.NotJson, Detail: "the object breaks off; expected } at its end");
        var value = text[0] is (byte)'[' or (byte)'"' or (byte)'-' or (>= (byte)'0' and <= (byte)'9')
            || text.SequenceEqual("null"u8) || text.SequenceEqual("true"u8) || text.SequenceEqual("false"u8);
        return new Refusal(value ? RefusalReason.NotAnObject : RefusalReason.NotJson, Detail: $"found {JsonFound.Cut(text)}; expected a JSON object");
    }

    private static Refusal Describe(in SightingObject read, ReadOnlySpan<byte> text)
    {
        var name = SightingNames.Of(read.Fault);
        var found = read.Reason == RefusalReason.MissingProperty ? "absent" : $"found {JsonFound.In(text, name)}";
        return new Refusal(read.Reason, read.Tag, read.Anchor, null, name, $"{found}; expected {read.Expected}");
    }

    private static string Broken(ReadOnlySpan<byte> json, long at)
    {
        var rest = json[(int)Math.Clamp(at, 0, json.Length)..];
        return $"broken JSON at byte {at}, {(rest.IsEmpty ? "its end" : "before " + JsonFound.Cut(rest))}";
    }

    private static int LineOf(ReadOnlySpan<byte> payload, int position) => 1 + payload[..position].Count((byte)'\n');
}
