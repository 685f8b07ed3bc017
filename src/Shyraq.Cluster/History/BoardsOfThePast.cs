using System.Buffers;
using System.Text.Json;
using Shyraq.Core.Presence;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Protocols;
using Shyraq.Storage.History;

namespace Shyraq.Cluster.History;

/// <summary>The boards as they were at an instant.</summary>
internal static class BoardsOfThePast
{
    /// <summary>Boards whose past is kept; null where there was none yet.</summary>
    /// <param name="names">Which; all of <see cref="BoardWatch.Boards"/> for null.</param>
    /// <param name="tags">Where the tags were at that instant: the picture of presence says nothing of places, which change each second.</param>
    public static IReadOnlyDictionary<string, PastBoard?> At(HistoryReading history, Instant time, IReadOnlyList<PastTag> tags, IReadOnlyCollection<string>? names = null)
    {
        var boards = new SortedDictionary<string, PastBoard?>(StringComparer.Ordinal);
        foreach (var name in names ?? BoardWatch.Boards)
            boards[name] = history.Scene.Board(name, time) is var (at, json) ? new(at, name == "presence" ? Placed(json, tags) : json) : null;
        return boards;
    }

    /// <summary>Puts the place of each person's newest tag where the picture left it out. The rest goes over as it stands: a picture of a thousand people is a megabyte.</summary>
    internal static byte[] Placed(byte[] json, IReadOnlyList<PastTag> tags)
    {
        var places = tags.ToDictionary(one => one.Tag, one => one.Fix, StringComparer.Ordinal);
        var to = new ArrayBufferWriter<byte>(json.Length + tags.Count * 200);
        using var writer = new Utf8JsonWriter(to, new() { SkipValidation = true, Encoder = CoreJson.Options.Encoder });
        var reader = new Utf8JsonReader(json);
        var (copied, inPeople, newest) = (0, false, (PastFix?)null);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName) continue;
            if (reader.CurrentDepth == 1) inPeople = reader.ValueTextEquals("people"u8);
            // Each person: the tags first, then the place.
            if (!inPeople || reader.CurrentDepth != 3) continue;
            if (reader.ValueTextEquals("tags"u8)) newest = Newest(ref reader, places);
            else if (reader.ValueTextEquals("place"u8) && reader.Read() && reader.TokenType == JsonTokenType.Null && newest is { } fix)
            {
                to.Write(json.AsSpan(copied, (int)reader.TokenStartIndex - copied));
                JsonSerializer.Serialize(writer, Place(fix), CoreJson.Options);
                writer.Flush();
                writer.Reset();
                copied = (int)reader.BytesConsumed;
            }
        }
        to.Write(json.AsSpan(copied));
        return to.WrittenSpan.ToArray();
    }

    private static PastFix? Newest(ref Utf8JsonReader reader, Dictionary<string, PastFix> places)
    {
        PastFix? newest = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            if (reader.TokenType == JsonTokenType.String && places.TryGetValue(reader.GetString()!, out var fix) && (newest is null || fix.Heard > newest.Value.Heard)) newest = fix;
        return newest;
    }

    private static LastPlace Place(in PastFix fix) =>
        new(fix.X, fix.Y, fix.Z, fix.Roadway is { } roadway ? new RoadwayId(roadway) : null, fix.Offset, fix.Level ?? "", fix.Radius95, (FixState)fix.State, fix.Heard);
}
