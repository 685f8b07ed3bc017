using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Shyraq.Simulator.Feeds;

/// <summary>Writes what machines tell as JSON, one object a line: readings, passages and answers each have their own way in.</summary>
public static class FeedLines
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line with its line end.</summary>
    public static void Write(IBufferWriter<byte> to, FeedItem item)
    {
        using (var json = new Utf8JsonWriter(to, Json))
        {
            json.WriteStartObject();
            json.WriteString("time"u8, item.Time.ToString());
            switch (item)
            {
                case SensorReading reading:
                    json.WriteString("sensor"u8, reading.Sensor);
                    json.WriteString("quantity"u8, reading.Quantity);
                    if (reading.Value is { } value) json.WriteNumber("value"u8, value);
                    json.WriteString("unit"u8, reading.Unit);
                    json.WriteString("status"u8, reading.Status);
                    break;
                case GatePassage passage:
                    json.WriteString("person"u8, passage.Person);
                    json.WriteString("gate"u8, passage.Gate);
                    json.WriteString("direction"u8, passage.IsIn ? "in"u8 : "out"u8);
                    break;
                case TagReply answer:
                    json.WriteString("tag"u8, answer.Tag.Value);
                    json.WriteNumber("order"u8, answer.Order);
                    json.WriteString("answer"u8, answer.IsRead ? "read"u8 : "delivered"u8);
                    break;
                default:
                    throw new ArgumentException($"No such feed: {item.GetType().Name}.", nameof(item));
            }
            json.WriteEndObject();
        }
        to.Write("\n"u8);
    }
}
