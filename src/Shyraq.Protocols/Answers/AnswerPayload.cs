using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Sightings;

namespace Shyraq.Protocols.Answers;

/// <summary>The answers of one payload, and what was refused of it.</summary>
public sealed record DecodedAnswers(ImmutableArray<TagAnswer> Answers, ImmutableSortedDictionary<RefusalReason, int> RefusedCounts, ImmutableArray<Refusal> Refusals);

/// <summary>
/// Decodes what tags answer to orders: NDJSON lines or a JSON array of <c>{"time","tag","order","answer"}</c>. Never throws on bad bytes: what cannot
/// be used is refused by name, the rest goes on.
/// </summary>
public static class AnswerPayload
{
    private static readonly JsonDocumentOptions Json = new() { MaxDepth = 8 };

    /// <summary>Decodes UTF-8.</summary>
    /// <param name="arrived">The server's clock: a time later than it counts as it.</param>
    public static DecodedAnswers Decode(ReadOnlySpan<byte> payload, Instant arrived)
    {
        var answers = ImmutableArray.CreateBuilder<TagAnswer>();
        var tally = new RefusalTally();
        payload = payload.Trim(" \t\r\n"u8);
        if (!payload.IsEmpty && payload[0] == '[') DecodeArray(payload, arrived, answers, tally);
        else
            for (var line = 1; !payload.IsEmpty; line++)
            {
                var end = payload.IndexOf((byte)'\n');
                var text = (end < 0 ? payload : payload[..end]).Trim(" \t\r"u8);
                payload = end < 0 ? [] : payload[(end + 1)..];
                if (!text.IsEmpty) DecodeLine(text, line, arrived, answers, tally);
            }
        return new(answers.DrainToImmutable(), tally.Counts(), tally.Examples());
    }

    private static void DecodeArray(ReadOnlySpan<byte> payload, Instant arrived, ImmutableArray<TagAnswer>.Builder answers, RefusalTally tally)
    {
        if (!Utf8.IsValid(payload))
        {
            tally.Add(new(RefusalReason.NotJson, Line: 1, Detail: "the array is not UTF-8; nothing of it is taken"));
            return;
        }
        try
        {
            using var document = JsonDocument.Parse(payload.ToArray(), Json);
            var number = 0;
            foreach (var element in document.RootElement.EnumerateArray()) Take(element, ++number, arrived, answers, tally);
        }
        catch (JsonException broken)
        {
            tally.Add(new(RefusalReason.NotJson, Line: (int)(broken.LineNumber ?? 0) + 1, Detail: "the array is broken JSON; nothing of it is taken"));
        }
    }

    private static void DecodeLine(ReadOnlySpan<byte> text, int line, Instant arrived, ImmutableArray<TagAnswer>.Builder answers, RefusalTally tally)
    {
        if (text.Length > SightingPayload.LongestLine)
        {
            tally.Add(new(RefusalReason.TooLong, Line: line, Detail: $"{text.Length} bytes; expected at most {SightingPayload.LongestLine}"));
            return;
        }
        if (!Utf8.IsValid(text))
        {
            tally.Add(new(RefusalReason.NotJson, Line: line, Detail: "the bytes are not UTF-8; expected a JSON object in UTF-8"));
            return;
        }
        try
        {
            using var document = JsonDocument.Parse(text.ToArray(), Json);
            Take(document.RootElement, line, arrived, answers, tally);
        }
        catch (JsonException)
        {
            tally.Add(new(RefusalReason.NotJson, Line: line, Detail: $"found {JsonFound.Cut(text)}; expected a JSON object"));
        }
    }

    private static void Take(JsonElement element, int line, Instant arrived, ImmutableArray<TagAnswer>.Builder answers, RefusalTally tally)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            tally.Add(new(RefusalReason.NotAnObject, Line: line, Detail: $"found {JsonFound.Cut(Encoding.UTF8.GetBytes(element.GetRawText()))}; expected a JSON object"));
            return;
        }
        try
        {
            if (Read(element, line, arrived, tally) is { } answer) answers.Add(answer);
        }
        catch (InvalidOperationException)
        {
            tally.Add(new(RefusalReason.NotJson, Line: line, Detail: "a text holds half a surrogate pair; expected Unicode text"));
        }
    }

    private static TagAnswer? Read(JsonElement element, int line, Instant arrived, RefusalTally tally)
    {
        string? tag = null;
        if (TextOf("tag") is not { } id) return Refuse("tag", IdPool.Expected);
        if (id.Length is 0 or > IdPool.MostCharacters || id.Any(char.IsControl)) return Refuse("tag", IdPool.Expected);
        tag = id;
        if (TextOf("time") is not { } when || !IsoTime.TryParse(Encoding.UTF8.GetBytes(when), out var time)) return Refuse("time", IsoTime.Expected);
        if (!element.TryGetProperty("order", out var number) || number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out var order)) return Refuse("order", "the number of an order");
        // What we sent we know ourselves.
        AnswerKind? kind = TextOf("answer") switch { "delivered" => AnswerKind.Delivered, "read" => AnswerKind.Read, "understood" => AnswerKind.Understood, _ => null };
        if (kind is not { } said) return Refuse("answer", "delivered, read or understood");
        return new(Instant.Min(time, arrived), new(id), order, said);

        string? TextOf(string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

        TagAnswer? Refuse(string property, string expected)
        {
            var given = element.TryGetProperty(property, out var found) && found.ValueKind != JsonValueKind.Null;
            tally.Add(new(given ? RefusalReason.BadValue : RefusalReason.MissingProperty, tag, null, line, property,
                $"{(given ? "found " + JsonFound.Cut(Encoding.UTF8.GetBytes(found.GetRawText())) : "absent")}; expected {expected}"));
            return null;
        }
    }
}
