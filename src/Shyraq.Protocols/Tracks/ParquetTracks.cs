using Parquet;
using Parquet.Schema;

namespace Shyraq.Protocols.Tracks;

/// <summary>A row for each fix, in columns with Snappy; times in microseconds of UTC. Row groups of about <see cref="GroupRows"/>.</summary>
internal sealed class ParquetTracks : ITrackWriter
{
    private const int GroupRows = 200_000;

    private static readonly DateTimeDataField Time = new("time", DateTimeFormat.Timestamp, true, DateTimeTimeUnit.Micros, false);
    private static readonly DataField<string> Tag = new("tag"), Kind = new("kind"), Person = new("person"), Name = new("name"), Roadway = new("roadway"), Level = new("level"), State = new("state");
    private static readonly DataField<double> X = new("x"), Y = new("y"), Z = new("z"), Speed = new("speed"), Radius95 = new("radius95");
    private static readonly DataField<double?> Offset = new("offset");
    private static readonly DataField<bool> Late = new("late");

    private readonly ParquetWriter _to;
    private readonly List<(TrackPart Part, TrackLine Line)> _rows = [];

    private ParquetTracks(ParquetWriter to) => _to = to;

    public static async Task<ParquetTracks> Begin(Stream to) =>
        new(await ParquetWriter.CreateAsync(new ParquetSchema(Time, Tag, Kind, Person, Name, X, Y, Z, Roadway, Offset, Level, Speed, Radius95, State, Late), to));

    public async Task Write(TrackPart part)
    {
        foreach (var line in part.Lines) _rows.Add((part, line));
        if (_rows.Count >= GroupRows) await Flush();
    }

    public async ValueTask DisposeAsync()
    {
        if (_rows.Count > 0) await Flush();
        await _to.DisposeAsync();
    }

    private async Task Flush()
    {
        using (var group = _to.CreateRowGroup())
        {
            await group.WriteAsync<DateTime>(Time, Column(row => row.Line.Time.ToDateTimeOffset().UtcDateTime));
            await Texts(group, Tag, row => row.Part.Tag);
            await Texts(group, Kind, row => row.Part.Kind);
            await Texts(group, Person, row => row.Part.Person);
            await Texts(group, Name, row => row.Part.Name);
            await group.WriteAsync<double>(X, Column(row => row.Line.X));
            await group.WriteAsync<double>(Y, Column(row => row.Line.Y));
            await group.WriteAsync<double>(Z, Column(row => row.Line.Z));
            await Texts(group, Roadway, row => row.Line.Roadway);
            await group.WriteAsync<double>(Offset, (ReadOnlyMemory<double?>)Column(row => row.Line.Offset));
            await Texts(group, Level, row => row.Line.Level);
            await group.WriteAsync<double>(Speed, Column(row => row.Line.Speed));
            await group.WriteAsync<double>(Radius95, Column(row => row.Line.Radius95));
            await Texts(group, State, row => row.Line.State);
            await group.WriteAsync<bool>(Late, Column(row => row.Line.Late));
        }
        _rows.Clear();
    }

    private T[] Column<T>(Func<(TrackPart Part, TrackLine Line), T> value) => [.. _rows.Select(value)];

    private Task Texts(ParquetRowGroupWriter group, DataField<string> field, Func<(TrackPart Part, TrackLine Line), string?> value) => group.WriteAsync(field, Column(value)!);
}
