using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shyraq.Core.Units;
using Shyraq.Protocols;
using Shyraq.Storage.History;

namespace Shyraq.Cluster.History;

/// <summary>The boards as they were at an instant.</summary>
internal static class BoardsOfThePast
{
    private static readonly string[] States = ["live", "inferred", "lastKnown"];

    /// <summary>Every board whose past is kept; null where there was none yet.</summary>
    /// <param name="tags">Where the tags were at that instant: the picture of presence says nothing of places, which change each second.</param>
    public static IReadOnlyDictionary<string, PastBoard?> At(HistoryReading history, Instant time, IReadOnlyList<PastTag> tags)
    {
        var boards = new SortedDictionary<string, PastBoard?>(StringComparer.Ordinal);
        foreach (var name in BoardWatch.Boards)
            boards[name] = history.Scene.Board(name, time) is var (at, json) ? new(at, name == "presence" ? Placed(json, tags) : json) : null;
        return boards;
    }

    private static byte[] Placed(byte[] json, IReadOnlyList<PastTag> tags)
    {
        var board = JsonNode.Parse(json)!;
        var places = tags.ToDictionary(one => one.Tag, one => one.Fix, StringComparer.Ordinal);
        foreach (var person in board["people"]!.AsArray())
        {
            var newest = person!["tags"]!.AsArray().Select(tag => tag!.GetValue<string>()).Where(places.ContainsKey).Select(tag => places[tag]).OrderByDescending(fix => fix.Heard).Select(fix => (PastFix?)fix).FirstOrDefault();
            person["place"] = newest is { } fix ? Place(fix) : null;
        }
        return Encoding.UTF8.GetBytes(board.ToJsonString(CoreJson.Options));
    }

    private static JsonObject Place(in PastFix fix) => new()
    {
        ["x"] = fix.X,
        ["y"] = fix.Y,
        ["z"] = fix.Z,
        ["roadway"] = fix.Roadway,
        ["offset"] = fix.Offset,
        ["level"] = fix.Level ?? "",
        ["radius95"] = fix.Radius95,
        ["state"] = States[fix.State],
        ["heard"] = JsonSerializer.SerializeToNode(fix.Heard, CoreJson.Options),
    };
}
