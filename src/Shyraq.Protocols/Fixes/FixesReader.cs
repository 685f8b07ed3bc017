using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Shyraq.Core.Evaluation;
using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Protocols.Lines;

namespace Shyraq.Protocols.Fixes;

/// <summary>Reads <c>fixes.ndjson</c>, ours or another system's, line by line. Never throws on bad bytes.</summary>
public static class FixesReader
{
    private const string Finite = "a finite number", NotNegative = "a finite number, 0 or more";

    /// <summary>The fixes of the file in order, and every fault with its line and property.</summary>
    /// <param name="plan">Names the roadways.</param>
    public static IEnumerable<LineReading<PublishedFix>> Read(Utf8Lines lines, MinePlan plan)
    {
        while (lines.Next())
        {
            if (!lines.TooLong && lines.Line.IsEmpty) continue;
            yield return lines.TooLong
                ? new LineReading<PublishedFix>.Fault(new LineFault(lines.Number, "", $"longer than {Utf8Lines.Longest} bytes"))
                : ReadLine(lines.Line, lines.Number, plan);
        }
    }

    private static LineReading<PublishedFix> ReadLine(ReadOnlySpan<byte> line, int number, MinePlan plan)
    {
        var fields = new Fields(plan);
        try
        {
            if (!Utf8.IsValid(line)) fields.Fail("", "the bytes are not UTF-8; expected a JSON object in UTF-8");
            else
            {
                var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = 32 });
                using var document = JsonDocument.ParseValue(ref reader);
                reader.Read(); // Anything after the object is broken JSON.
                if (document.RootElement.ValueKind == JsonValueKind.Object) return fields.Read(document.RootElement, number);
                fields.Fail("", $"found {JsonFound.Cut(line)}; expected a JSON object");
            }
        }
        catch (JsonException broken)
        {
            fields.Fail("", $"broken JSON at byte {broken.BytePositionInLine}; expected one JSON object a line");
        }
        catch (InvalidOperationException)
        {
            fields.Fail("", "a text holds half a surrogate pair; expected Unicode text");
        }
        return new LineReading<PublishedFix>.Fault(fields.Fault! with { Line = number });
    }

    /// <summary>Takes the fields of one object and keeps the first fault.</summary>
    private sealed class Fields(MinePlan plan)
    {
        public LineFault? Fault { get; private set; }

        public LineReading<PublishedFix> Read(JsonElement line, int number)
        {
            var time = Time(line);
            var tag = Id(line, "tag");
            var place = new Point3(Number(line, "x", Finite), Number(line, "y", Finite), Number(line, "z", Finite));
            var fix = new PublishedFix(time, new TagId(tag ?? ""), place, Position(line), Number(line, "speed", NotNegative), Number(line, "radius95", NotNegative), State(line));
            return Fault is null ? new LineReading<PublishedFix>.Row(fix) : new LineReading<PublishedFix>.Fault(Fault with { Line = number });
        }

        public void Fail(string property, string message) => Fault ??= new LineFault(0, property, message);

        private Instant Time(JsonElement line)
        {
            if (Text(line, "time", IsoTime.Expected) is not { } text) return default;
            if (!IsoTime.TryParse(Encoding.UTF8.GetBytes(text), out var time)) Wrong("time", line, IsoTime.Expected);
            return time;
        }

        private string? Id(JsonElement line, string name)
        {
            if (Text(line, name, IdPool.Expected) is not { } text) return null;
            if (IdPool.Get(Encoding.UTF8.GetBytes(text)) is { } id) return id;
            Wrong(name, line, IdPool.Expected);
            return null;
        }

        private NetworkPosition? Position(JsonElement line)
        {
            if (!line.TryGetProperty("roadway", out var id) || id.ValueKind == JsonValueKind.Null) return null;
            var roadway = PositionReading.Roadway(plan, Id(line, "roadway"));
            if (roadway < 0)
            {
                Wrong("roadway", line, PositionReading.RoadwayExpected);
                return null;
            }
            var position = PositionReading.At(plan, roadway, Number(line, "offset", Finite));
            if (position is null) Wrong("offset", line, PositionReading.OffsetExpected(plan, roadway));
            return position;
        }

        private FixState State(JsonElement line)
        {
            const string states = "live, inferred or lastKnown";
            switch (Text(line, "state", states))
            {
                case "live": return FixState.Live;
                case "inferred": return FixState.Inferred;
                case "lastKnown": return FixState.LastKnown;
                default:
                    Wrong("state", line, states);
                    return default;
            }
        }

        private string? Text(JsonElement line, string name, string expected)
        {
            if (line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String) return value.GetString();
            Wrong(name, line, expected);
            return null;
        }

        private double Number(JsonElement line, string name, string expected)
        {
            if (line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
                && double.IsFinite(number) && (expected == Finite || number >= 0))
                return number;
            Wrong(name, line, expected);
            return 0;
        }

        private void Wrong(string name, JsonElement line, string expected) =>
            Fail(name, line.TryGetProperty(name, out var value)
                ? $"found {JsonFound.Cut(Encoding.UTF8.GetBytes(value.GetRawText()))}; expected {expected}"
                : $"absent; expected {expected}");
    }
}
