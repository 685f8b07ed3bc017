using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;
using Shyraq.Core.Gas;
using Shyraq.Core.Sightings;
using Shyraq.Protocols.Sightings;

namespace Shyraq.Protocols.Gas;

/// <summary>The readings of one payload and what was refused of it.</summary>
public sealed record DecodedReadings(ImmutableArray<Reading> Readings, ImmutableSortedDictionary<RefusalReason, int> RefusedCounts, ImmutableArray<Refusal> Refusals);

/// <summary>
/// Decodes payloads of gas readings: NDJSON lines, one object, or a JSON array. Never throws on bad bytes: what cannot be used is refused by name, the rest goes on.
/// </summary>
public static class ReadingPayload
{
    /// <summary>Deeper nesting is refused; a reading is flat.</summary>
    private static readonly JsonDocumentOptions Json = new() { MaxDepth = 16 };

    /// <summary>Decodes UTF-8 NDJSON or a JSON array.</summary>
    public static DecodedReadings Decode(ReadOnlySpan<byte> payload)
    {
        if (payload.StartsWith("\uFEFF"u8)) payload = payload[3..];
        var readings = ImmutableArray.CreateBuilder<Reading>();
        var tally = new RefusalTally();
        var start = payload.IndexOfAnyExcept(" \t\r\n"u8);
        if (start >= 0 && payload[start] == '[') Array(payload, readings, tally);
        else Lines(payload, readings, tally);
        return new(readings.DrainToImmutable(), tally.Counts(), tally.Examples());
    }

    private static void Lines(ReadOnlySpan<byte> payload, ImmutableArray<Reading>.Builder readings, RefusalTally tally)
    {
        for (var number = 1; !payload.IsEmpty; number++)
        {
            var end = payload.IndexOf((byte)'\n');
            var line = (end < 0 ? payload : payload[..end]).Trim(" \t\r"u8);
            payload = end < 0 ? [] : payload[(end + 1)..];
            if (line.IsEmpty) continue;
            if (line.Length > SightingPayload.LongestLine) tally.Add(new(RefusalReason.TooLong, Line: number, Detail: $"{line.Length} bytes; expected at most {SightingPayload.LongestLine}"));
            else if (Parse(line) is not { } document) tally.Add(new(RefusalReason.NotJson, Line: number, Detail: $"found {JsonFound.Cut(line)}; expected a JSON object in UTF-8"));
            else using (document) Take(document.RootElement, number, readings, tally);
        }
    }

    private static void Array(ReadOnlySpan<byte> payload, ImmutableArray<Reading>.Builder readings, RefusalTally tally)
    {
        using var document = Parse(payload);
        if (document is null)
        {
            tally.Add(new(RefusalReason.NotJson, Detail: "the array is broken; expected a JSON array of objects in UTF-8"));
            return;
        }
        var element = 0;
        foreach (var one in document.RootElement.EnumerateArray()) Take(one, ++element, readings, tally);
    }

    private static void Take(JsonElement element, int number, ImmutableArray<Reading>.Builder readings, RefusalTally tally)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            tally.Add(new(RefusalReason.NotAnObject, Line: number, Detail: $"found {element.ValueKind}; expected a JSON object"));
            return;
        }
        try
        {
            var read = new ReadingObject(element);
            if (read.Make() is { } reading) readings.Add(reading);
            else tally.Add(read.Refusal! with { Line = number });
        }
        catch (InvalidOperationException)
        {
            tally.Add(new(RefusalReason.NotJson, Line: number, Detail: "a text holds half a surrogate pair; expected Unicode"));
        }
    }

    private static JsonDocument? Parse(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8)) return null;
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = Json.MaxDepth });
            return JsonDocument.TryParseValue(ref reader, out var document) && !reader.Read() ? document : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
