using System.Collections.Immutable;
using System.Text;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;

namespace Shyraq.Cluster.Tests.Mines;

/// <summary>A small mine: one roadway of 200 m with four anchors and a zone, and lamps that walk along it.</summary>
internal static class TestMine
{
    public const string Id = "demo";

    public static readonly Instant Start = Instant.From(new DateTimeOffset(2026, 3, 1, 6, 0, 0, TimeSpan.Zero));

    public static byte[] Plan(string id = Id, string name = "Demo", int anchors = 4) => Encoding.UTF8.GetBytes(
        """{"type":"FeatureCollection","mine":{"id":"ID","name":"NAME","crs":"local","timeZone":"Asia/Almaty"},"features":["""
            .Replace("ID", id, StringComparison.Ordinal).Replace("NAME", name, StringComparison.Ordinal) +
        """{"type":"Feature","properties":{"kind":"roadway","id":"R1","name":"Main","level":"-100","use":"travel","width":4,"height":3},"geometry":{"type":"LineString","coordinates":[[0,0,-100],[200,0,-100]]}},""" +
        string.Concat(Enumerable.Range(1, anchors).Select(n =>
            """{"type":"Feature","properties":{"kind":"anchor","id":"ID","technology":"uwb"},"geometry":{"type":"Point","coordinates":[X,1,-99]}},"""
                .Replace("ID", $"A{n}", StringComparison.Ordinal).Replace("X", $"{(n - 1) * 60 + 10}", StringComparison.Ordinal))) +
        """{"type":"Feature","properties":{"kind":"zone","id":"Z1","name":"Face","rule":"restricted","sections":[{"roadway":"R1","from":80,"to":120}]},"geometry":null}]}""");

    /// <summary>One second of walking at 1.2 m/s from x = 20, heard by the two nearest anchors.</summary>
    public static SightingsInput Second(int second, string tag = "T1", Instant? arrived = null)
    {
        var time = Start.PlusSeconds(second);
        var x = 20 + 1.2 * second;
        var heard = Enumerable.Range(1, 4).Select(n => (Anchor: n, Distance: Math.Sqrt(Math.Pow(x - ((n - 1) * 60 + 10), 2) + 2))).OrderBy(a => a.Distance).Take(2);
        return new(arrived ?? time, [.. heard.Select(a => (Sighting)new RangeSighting(time, arrived ?? time, new(tag), new($"A{a.Anchor}"), new(Math.Round(a.Distance, 3)), new Metres(0.3), null, null))]);
    }

    /// <summary>Sightings of an anchor that the plan does not have: all are refused.</summary>
    public static SightingsInput Strange(int count, int second = 0) =>
        new(Start.PlusSeconds(second), [.. Enumerable.Range(0, count).Select(n => (Sighting)new SeenSighting(Start.PlusSeconds(second), Start.PlusSeconds(second), new($"S{n}"), new("nowhere")))]);

    /// <summary>A lamp says whether its SOS is pressed.</summary>
    public static SightingsInput Sos(int second, bool pressed = true, string tag = "T1") =>
        new(Start.PlusSeconds(second), [new StatusSighting(Start.PlusSeconds(second), Start.PlusSeconds(second), new(tag), null, pressed, null)]);

    public static InputBatch Batch(params MineInput[] inputs) => new([.. inputs], null);

    public static RefusalsInput Refusals(int count, int second = 0) =>
        new(Start.PlusSeconds(second), "http", ImmutableSortedDictionary<RefusalReason, int>.Empty.Add(RefusalReason.NotJson, count), [new(RefusalReason.NotJson, Line: 1, Detail: "x")]);
}
