using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Parquet.Serialization;
using Shyraq.Core.Units;
using Shyraq.Protocols.Tracks;
using Xunit;

namespace Shyraq.Protocols.Tests.Tracks;

public sealed class TrackWriterTests
{
    private static readonly Instant Start = Instant.From(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));

    private static readonly TrackPart[] Parts =
    [
        new("T1", "person", "P1", "Ахметов, \"Айгүл\"", [Line(0, "R1", 12.5), Line(1, "R1", 13.7), Line(2, null, null)]),
        new("T2", "", "", "", [Line(5, "R2", 0)]),
    ];

    [Fact]
    public async Task A_table_has_a_line_for_each_fix_and_quotes_what_needs_it()
    {
        var lines = Encoding.UTF8.GetString(await Written("csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, lines.Length);
        Assert.Equal("2026-03-01T08:00:00.000000Z,T1,person,P1,\"Ахметов, \"\"Айгүл\"\"\",100,200.5,-300,R1,12.5,L1,1.2,0.8,live,false", lines[1]);
        Assert.Contains(",-300,,,,1.2,", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_in_the_mines_own_grid_has_a_time_for_each_place()
    {
        var features = JsonElement.Parse(await Written("geojson")).GetProperty("features");
        Assert.Equal("LineString", features[0].GetProperty("geometry").GetProperty("type").GetString());
        Assert.Equal(3, features[0].GetProperty("geometry").GetProperty("coordinates").GetArrayLength());
        Assert.Equal(3, features[0].GetProperty("properties").GetProperty("times").GetArrayLength());
        Assert.Equal("Point", features[1].GetProperty("geometry").GetProperty("type").GetString());
    }

    [Fact]
    public async Task Tracks_in_the_shape_of_gpx_never_pass_metres_off_as_degrees()
    {
        var root = XElement.Parse(Encoding.UTF8.GetString(await Written("gpx")));
        var points = root.Descendants().Where(element => element.Name.LocalName == "trkpt").ToArray();
        Assert.Equal(4, points.Length);
        Assert.Equal("200.5", points[0].Attribute("y")!.Value);
        Assert.Null(points[0].Attribute("lat"));
        Assert.DoesNotContain("topografix", root.Name.NamespaceName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parquet_file_is_read_back_column_by_column()
    {
        using var file = new MemoryStream(await Written("parquet"));
        var table = await ParquetSerializer.DeserializeAsync<Row>(file);
        var rows = table.Data;
        Assert.Equal(["T1", "T1", "T1", "T2"], rows.Select(row => row.tag));
        Assert.Equal(Start.PlusSeconds(1).ToDateTimeOffset().UtcDateTime, rows[1].time);
        Assert.Equal((200.5, 13.7, null), (rows[1].y, rows[1].offset, rows[2].offset));
        Assert.Equal(Parts[0].Name, rows[0].name);
    }

    private static async Task<byte[]> Written(string form)
    {
        using var to = new MemoryStream();
        await using (var writer = await TrackForms.Begin(form, to, "m", "local"))
            foreach (var part in Parts) await writer.Write(part);
        return to.ToArray();
    }

    private static TrackLine Line(double seconds, string? roadway, double? offset) =>
        new(Start.PlusSeconds(seconds), 100, 200.5, -300, roadway, offset, roadway is null ? null : "L1", 1.2, 0.8, "live", false);

    // As the columns are called.
#pragma warning disable IDE1006, CA1812
    private sealed class Row
    {
        public DateTime time { get; set; }
        public string? tag { get; set; }
        public string? name { get; set; }
        public double y { get; set; }
        public double? offset { get; set; }
    }
#pragma warning restore IDE1006, CA1812
}
