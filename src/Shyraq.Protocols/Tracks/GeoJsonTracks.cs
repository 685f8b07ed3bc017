using System.Text.Json;

namespace Shyraq.Protocols.Tracks;

/// <summary>
/// A feature for each part: a line whose coordinates are metres of the mine's own grid, as in the plan, and beside it columns of equal length: <c>times</c>,
/// <c>radius95</c>, <c>speed</c>, <c>state</c>. A part of one fix is a point.
/// </summary>
internal sealed class GeoJsonTracks : ITrackWriter
{
    private readonly Utf8JsonWriter _to;

    public GeoJsonTracks(Stream to, string mine, string crs)
    {
        _to = new(to);
        _to.WriteStartObject();
        _to.WriteString("type", "FeatureCollection");
        _to.WriteStartObject("mine");
        _to.WriteString("id", mine);
        _to.WriteString("crs", crs);
        _to.WriteEndObject();
        _to.WriteStartArray("features");
    }

    public async Task Write(TrackPart part)
    {
        if (part.Lines.Count == 0) return;
        _to.WriteStartObject();
        _to.WriteString("type", "Feature");
        _to.WriteStartObject("properties");
        _to.WriteString("tag", part.Tag);
        _to.WriteString("kind", part.Kind);
        _to.WriteString("person", part.Person);
        _to.WriteString("name", part.Name);
        Column("times", line => _to.WriteStringValue(line.Time.ToString()));
        Column("radius95", line => _to.WriteNumberValue(line.Radius95));
        Column("speed", line => _to.WriteNumberValue(line.Speed));
        Column("state", line => _to.WriteStringValue(line.State));
        _to.WriteEndObject();
        _to.WriteStartObject("geometry");
        if (part.Lines is [var only])
        {
            _to.WriteString("type", "Point");
            _to.WritePropertyName("coordinates");
            Place(only);
        }
        else
        {
            _to.WriteString("type", "LineString");
            Column("coordinates", Place);
        }
        _to.WriteEndObject();
        _to.WriteEndObject();
        await _to.FlushAsync();

        void Column(string name, Action<TrackLine> write)
        {
            _to.WriteStartArray(name);
            foreach (var line in part.Lines) write(line);
            _to.WriteEndArray();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _to.WriteEndArray();
        _to.WriteEndObject();
        await _to.DisposeAsync();
    }

    private void Place(TrackLine line)
    {
        _to.WriteStartArray();
        _to.WriteNumberValue(line.X);
        _to.WriteNumberValue(line.Y);
        _to.WriteNumberValue(line.Z);
        _to.WriteEndArray();
    }
}
