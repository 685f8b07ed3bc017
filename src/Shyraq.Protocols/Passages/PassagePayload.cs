using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Sightings;

namespace Shyraq.Protocols.Passages;

/// <summary>The passages of one payload and what was refused of it.</summary>
/// <param name="RefusedCounts">By reason; all of them.</param>
/// <param name="Refusals">The first <see cref="SightingPayload.MostExamples"/> with line, property and what was expected.</param>
public sealed record DecodedPassages(ImmutableArray<Passage> Passages, ImmutableSortedDictionary<RefusalReason, int> RefusedCounts, ImmutableArray<Refusal> Refusals);

/// <summary>
/// Decodes what turnstiles and shaft readers say: NDJSON, <c>{"time", "person" | "tag", "gate", "direction": "in" | "out"}</c> a line. Never throws on bad
/// bytes: what cannot be used is refused by name, the rest goes on.
/// </summary>
public static class PassagePayload
{
    private static readonly JsonReaderOptions Json = new() { MaxDepth = 32 };

    public static DecodedPassages Decode(ReadOnlySpan<byte> payload)
    {
        if (payload.StartsWith("\uFEFF"u8)) payload = payload[3..];
        var passages = ImmutableArray.CreateBuilder<Passage>();
        var tally = new RefusalTally();
        for (var number = 1; !payload.IsEmpty; number++)
        {
            var end = payload.IndexOf((byte)'\n');
            var line = (end < 0 ? payload : payload[..end]).Trim(" \t\r"u8);
            payload = end < 0 ? [] : payload[(end + 1)..];
            if (line.IsEmpty) continue;
            var (passage, refusal) = Line(line);
            if (passage is not null) passages.Add(passage);
            else tally.Add(refusal! with { Line = number });
        }
        return new(passages.DrainToImmutable(), tally.Counts(), tally.Examples());
    }

    private static (Passage? Passage, Refusal? Refusal) Line(ReadOnlySpan<byte> line)
    {
        if (line.Length > SightingPayload.LongestLine) return (null, new(RefusalReason.TooLong, Detail: $"{line.Length} bytes; expected at most {SightingPayload.LongestLine}"));
        if (!Utf8.IsValid(line)) return (null, new(RefusalReason.NotJson, Detail: "the bytes are not UTF-8; expected a JSON object in UTF-8"));
        try
        {
            var reader = new Utf8JsonReader(line, Json);
            using var document = JsonDocument.ParseValue(ref reader);
            reader.Read(); // Anything after the object is broken JSON.
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Object(document.RootElement)
                : (null, new(RefusalReason.NotAnObject, Detail: $"found {JsonFound.Cut(line)}; expected a JSON object"));
        }
        catch (JsonException broken)
        {
            return (null, new(RefusalReason.NotJson, Detail: $"broken JSON at byte {broken.BytePositionInLine}"));
        }
        catch (InvalidOperationException)
        {
            return (null, new(RefusalReason.NotJson, Detail: "a text holds half a surrogate pair; expected Unicode text"));
        }
    }

    private static (Passage? Passage, Refusal? Refusal) Object(JsonElement found)
    {
        var (person, tag, gate, direction, time) = (Text(found, "person"), Text(found, "tag"), Text(found, "gate"), Text(found, "direction"), Text(found, "time"));
        if (time is null) return Missing("time", IsoTime.Expected);
        if (!IsoTime.TryParse(Encoding.UTF8.GetBytes(time), out var at)) return Bad("time", time, IsoTime.Expected);
        if (gate is null) return Missing("gate", IdPool.Expected);
        if (!IsId(gate)) return Bad("gate", gate, IdPool.Expected);
        if (direction is null) return Missing("direction", "\"in\" or \"out\"");
        if (direction is not ("in" or "out")) return Bad("direction", direction, "\"in\" or \"out\"");
        if (person is null && tag is null) return Missing("person", "the number of a person, or a tag");
        if (person is not null && tag is not null) return Bad("tag", tag, "either a person or a tag");
        if (!IsId(person ?? tag!)) return Bad(person is null ? "tag" : "person", person ?? tag!, IdPool.Expected);
        return (new(at, person, tag is null ? null : new TagId(tag), gate, direction == "in" ? PassageDirection.In : PassageDirection.Out), null);

        (Passage?, Refusal?) Missing(string property, string expected) => (null, new(RefusalReason.MissingProperty, tag, null, null, property, $"absent; expected {expected}"));
        (Passage?, Refusal?) Bad(string property, string value, string expected) =>
            (null, new(RefusalReason.BadValue, tag, null, null, property, $"found {JsonFound.Cut(Encoding.UTF8.GetBytes(value))}; expected {expected}"));
    }

    // A number is taken as its text: turnstiles write personnel numbers either way. Null is the same as absent.
    private static string? Text(JsonElement found, string name) => found.TryGetProperty(name, out var value) ? value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null => null,
        _ => value.GetRawText(),
    } : null;

    private static bool IsId(string text) => text.Length is > 0 and <= IdPool.MostCharacters && !text.Any(char.IsControl);
}
