using Shyraq.Core.History;
using Shyraq.Core.Units;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Tests.History;

public sealed class TrackLawsInAFolder() : TrackLaws(() => new Place.InFolder());

public sealed class TrackLawsInPostgres() : TrackLaws(() => new Place.InPostgres());

/// <summary>What holds of tracks and visits on every engine.</summary>
public abstract class TrackLaws(Func<Place> make)
{
    private static readonly BlockHash Hash = BlockHash.Genesis(new MineId("demo"));
    private static readonly Instant Start = TrackGrid.ChunkOf(Instant.From(new DateTimeOffset(2026, 3, 1, 6, 0, 0, TimeSpan.Zero)));
    private static readonly RoadwayId[] Roadways = [new("R1"), new("R 2"), new("Штрек")];

    [Fact]
    public void A_track_of_two_days_comes_whole_and_in_order_and_only_that_of_the_tag()
    {
        using var place = make();
        Write(place, chunks: 300);
        using var reading = Read(place);
        var track = reading.Tracks.Of(HistoryVersion.Live, new("T2"), Start, At(299)).ToList();
        Assert.Equal(Enumerable.Range(0, 300).Select(At), track.Select(row => row.Start));
        Assert.All(track, row => Assert.Equal(Body(row.Start, "T2"), row.Body));
        Assert.Equal([At(10), At(11), At(12)], reading.Tracks.Of(HistoryVersion.Live, new("T1"), At(10).PlusSeconds(300), At(12).PlusSeconds(1)).Select(row => row.Start));
        Assert.Empty(reading.Tracks.Of(HistoryVersion.Live, new("T9"), Start, At(299)));
        Assert.Empty(reading.Tracks.Of("other", new("T1"), Start, At(299)));
        Assert.Equal((Start, At(300)), reading.Tracks.Span(HistoryVersion.Live));
        Assert.Equal(["T1", "T2", "T3"], reading.Tracks.Tags(HistoryVersion.Live, Start, At(2)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Everybody_of_ten_minutes_is_told_at_once()
    {
        using var place = make();
        Write(place, chunks: 3);
        using var reading = Read(place);
        Assert.Equal(["T1", "T2", "T3"], reading.Tracks.At(HistoryVersion.Live, At(1)).Select(row => row.Tag.Value));
        Assert.Equal([("T1", 1), ("T2", 1), ("T3", 1)], reading.Tracks.Keys(HistoryVersion.Live, At(1)).Order());
        Assert.Empty(reading.Tracks.At(HistoryVersion.Live, At(3)));
    }

    [Fact]
    public void Visits_of_several_roadways_come_by_roadway_and_time()
    {
        using var place = make();
        Write(place, chunks: 20);
        using var reading = Read(place);
        var visits = reading.Tracks.Visits(HistoryVersion.Live, Roadways[1..], At(3).PlusSeconds(5), At(5)).ToList();
        foreach (var roadway in Roadways[1..]) Assert.Equal([At(3), At(4), At(5)], visits.Where(row => row.Roadway == roadway).Select(row => row.Start));
        Assert.Equal(6, visits.Count);
        Assert.Empty(reading.Tracks.Visits(HistoryVersion.Live, [new("R9")], Start, At(20)));
        Assert.Empty(reading.Tracks.Visits(HistoryVersion.Live, [], Start, At(20)));
    }

    [Fact]
    public void A_question_may_be_asked_while_the_answer_to_another_is_being_read()
    {
        using var place = make();
        Write(place, chunks: 300);
        using var reading = Read(place);
        using var track = reading.Tracks.Of(HistoryVersion.Live, new("T1"), Start, At(299)).GetEnumerator();
        using var other = reading.Tracks.Of(HistoryVersion.Live, new("T2"), Start, At(299)).GetEnumerator();
        using var visits = reading.Tracks.Visits(HistoryVersion.Live, Roadways, Start, At(299)).GetEnumerator();
        using var events = reading.Events().GetEnumerator();
        for (var i = 0; i < 300; i++)
        {
            Assert.True(track.MoveNext() && other.MoveNext() && visits.MoveNext() && events.MoveNext(), $"row {i}");
            Assert.Equal((At(i), At(i)), (track.Current.Start, other.Current.Start));
            Assert.Equal(i + 1, events.Current.Sequence);
            Assert.Equal(3, reading.Tracks.At(HistoryVersion.Live, At(i)).Count);
            Assert.Single(reading.Scene.Plans());
        }
    }

    [Fact]
    public void Chunks_that_come_twice_stay_as_they_were_and_count_once()
    {
        using var place = make();
        Write(place, chunks: 2);
        using (var history = place.Open().OpenHistory(Place.Mine, _ => Hash))
            history.Record(new HistoryRows { Tracks = [new(HistoryVersion.Live, At(1), new("T1"), 1, Body(At(0), "T3")), new(HistoryVersion.Live, At(1), new("T4"), 1, Body(At(1), "T4"))] }, 1, 301, Hash);
        using var reading = Read(place);
        Assert.Equal(Body(At(1), "T1"), reading.Tracks.At(HistoryVersion.Live, At(1))[0].Body);
        var kept = new[] { 0, 1 }.SelectMany(n => new[] { "T1", "T2", "T3" }.Select(tag => Body(At(n), tag))).Append(Body(At(1), "T4"));
        Assert.Equal((7 * 2L, kept.Sum(body => (long)body.Length)), reading.Tracks.Size(HistoryVersion.Live));
    }

    [Fact]
    public void Another_version_stands_beside_the_live_one_and_is_begun_once()
    {
        using var place = make();
        Write(place, chunks: 2);
        var version = new HistoryVersion("anchor-moved", At(0), At(1), At(9), "surveyor", "A1");
        using (var history = place.Open().OpenHistory(Place.Mine, _ => Hash))
        {
            Assert.True(history.Begin(version.Name));
            history.Record(Told(version.Name, At(0), "T1"));
            // An attempt that came to no end: what it left goes.
            Assert.True(history.Begin(version.Name));
            history.Record(Told(version.Name, At(1), "T1") with { Versions = [version], Retold = [new(version.Name, new(3, 0, At(1), "entered", "Z1", "T1", ""))] });
            Assert.False(history.Begin(version.Name));
            Assert.Equal(300, history.RecordedUpTo);
        }
        using var reading = Read(place);
        Assert.Equal([At(1)], reading.Tracks.Of(version.Name, new("T1"), At(0), At(2)).Select(row => row.Start));
        Assert.Equal([At(0), At(1)], reading.Tracks.Of(HistoryVersion.Live, new("T1"), At(0), At(2)).Select(row => row.Start));
        Assert.Equal((2L, 12L), (reading.Tracks.Size(version.Name).Fixes, reading.Tracks.Size(HistoryVersion.Live).Fixes));
        Assert.Equal([version], reading.Scene.Versions());
        Assert.Equal(3, Assert.Single(reading.Scene.Retold(version.Name)).Sequence);
    }

    [Fact]
    public void What_is_held_is_told_as_it_was_whatever_is_written_meanwhile()
    {
        using var place = make();
        Write(place, chunks: 2);
        using var reading = Read(place);
        reading.Hold();
        Assert.Equal(3, reading.Tracks.At(HistoryVersion.Live, At(1)).Count);
        using (var history = place.Open().OpenHistory(Place.Mine, _ => Hash)) history.Record(Told(HistoryVersion.Live, At(1), "T4"), 1, 302, Hash);
        reading.Hold();
        Assert.Equal(3, reading.Tracks.At(HistoryVersion.Live, At(1)).Count);
        using var later = Read(place);
        Assert.Equal(4, later.Tracks.At(HistoryVersion.Live, At(1)).Count);
    }

    private static void Write(Place place, int chunks)
    {
        using var history = place.Open().OpenHistory(Place.Mine, _ => Hash);
        // The newest first: the order of writing is not that of reading.
        history.Record(Enumerable.Range(0, chunks).Reverse().Aggregate(new HistoryRows
        {
            Plans = [new(1, Start, "{}"u8.ToArray())],
            Events = [.. Enumerable.Range(1, 300).Select(n => new HistoryEvent(n, 0, At(n), "entered", "Z1", "T1", ""))],
        }, (rows, n) => rows.And(Told(HistoryVersion.Live, At(n), "T3", "T1", "T2"))), 1, 300, Hash);
    }

    private static HistoryRows Told(string version, Instant start, params string[] tags) => new()
    {
        Tracks = [.. tags.Select(tag => new TrackRow(version, start, new(tag), 1, Body(start, tag)))],
        Visits = [.. Roadways.Select(roadway => new VisitRow(version, roadway, start, 1, VisitCodec.Encode(new(roadway, start, []))))],
    };

    // Two fixes; which tag and when can be told from them.
    private static byte[] Body(Instant start, string tag) => TrackCodec.Encode([default, new TrackFix { Time = 50 + (tag[1] - '0') + (int)(start.SecondsSince(Start) / 600 % 7) * 10 }]);

    private static Instant At(int chunk) => Start.PlusSeconds(chunk * TrackGrid.ChunkSeconds);

    private static HistoryReading Read(Place place) => place.Open().Read(Place.Mine).OpenHistory()!;
}
