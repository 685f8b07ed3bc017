using Shyraq.Core.History;
using Shyraq.Core.Units;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Tests.History;

public sealed class TrimLawsInAFolder() : TrimLaws(() => new Place.InFolder());

public sealed class TrimLawsInPostgres() : TrimLaws(() => new Place.InPostgres());

/// <summary>What is older than it is kept goes piece by piece; what is younger stays as it is.</summary>
public abstract class TrimLaws(Func<Place> make)
{
    private static readonly BlockHash Hash = BlockHash.Genesis(new MineId("demo"));
    private static readonly Instant Start = TrackGrid.ChunkOf(Instant.From(new DateTimeOffset(2026, 3, 1, 6, 0, 0, TimeSpan.Zero)));

    [Theory]
    [InlineData("tracks", 12)]
    [InlineData("boards", 1)]
    [InlineData("events", 1)]
    public void Only_what_is_older_of_that_kind_goes(string kind, int pieces)
    {
        using var place = make();
        using var history = place.Open().OpenHistory(Place.Mine, _ => Hash);
        history.Record(Rows(), 1, 1, Hash);
        Assert.Equal(Start, history.Oldest(kind));
        var before = Start.PlusSeconds(7200);
        var n = 0;
        while (history.TrimPiece(kind, before)) n++;
        Assert.Equal(pieces, n);
        Assert.Equal(before, history.Oldest(kind));
        foreach (var other in HistoryTables.Kinds.Where(other => other != kind)) Assert.Equal(Start, history.Oldest(other));
        using var reading = place.Open().Read(Place.Mine).OpenHistory()!;
        Assert.Equal(kind == "tracks" ? 0 : 2, reading.Tracks.At(HistoryVersion.Live, before.PlusSeconds(-600)).Count);
        Assert.Equal(2, reading.Tracks.At(HistoryVersion.Live, before).Count);
        Assert.Equal(kind == "tracks" ? 12 : 24, reading.Tracks.Visits(HistoryVersion.Live, [new("R1")], Start, Start.PlusSeconds(20_000)).Count());
        Assert.Equal((kind == "tracks" ? 24 : 48, 1), (reading.Tracks.Size(HistoryVersion.Live).Fixes, reading.Scene.Plans().Count));
        Assert.NotNull(reading.Scene.Board("alarms", before.PlusSeconds(5)));
    }

    // Four hours: two tags, one roadway, a board and an event each ten minutes.
    private static HistoryRows Rows() => new()
    {
        Tracks = [.. Chunks().SelectMany(start => new[] { "T1", "T2" }.Select(tag => new TrackRow(HistoryVersion.Live, start, new(tag), 1, TrackCodec.Encode([default]))))],
        Visits = [.. Chunks().Select(start => new VisitRow(HistoryVersion.Live, new("R1"), start, 1, VisitCodec.Encode(new(new("R1"), start, []))))],
        Pictures = [.. Chunks().Select(start => new PictureRow("alarms", start, null, PictureCodec.Whole("{}"u8)))],
        Events = [.. Chunks().Select((start, i) => new HistoryEvent(1, i, start, "entered", "Z1", "T1", ""))],
        Plans = [new(1, Start, "{}"u8.ToArray())],
    };

    private static IEnumerable<Instant> Chunks() => Enumerable.Range(0, 24).Select(n => Start.PlusSeconds(n * 600));
}
