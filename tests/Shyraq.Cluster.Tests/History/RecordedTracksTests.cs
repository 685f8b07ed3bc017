using System.Buffers;
using Microsoft.Data.Sqlite;
using Shyraq.Cluster.Tests.Mines;
using Shyraq.Core.History;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Inputs;
using Shyraq.Protocols.Plan;
using Shyraq.Storage;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Tests.History;

/// <summary>The tracks follow from the journal: whatever crashes, all fixes are there, and once.</summary>
public class RecordedTracksTests
{
    private const int Last = 1300;
    private static readonly MineId Mine = new(TestMine.Id);

    [Fact]
    public async Task Every_second_of_every_tag_is_kept_from_the_journal()
    {
        var folder = NewMine();
        Write(folder, 0, Last);
        await Serve(folder);
        using var history = Read(folder);
        Assert.Equal([TestMine.Start, TestMine.Start.PlusSeconds(600)], history.Tracks.Of(HistoryVersion.Live, new("T1"), TestMine.Start, TestMine.Start.PlusSeconds(Last)).Select(row => row.Start));
        var chunks = history.Tracks.At(HistoryVersion.Live, TestMine.Start);
        Assert.Equal(["T1", "T2"], chunks.Select(row => row.Tag.Value));
        // The first second or so a tag has no place yet.
        Assert.All(chunks, row => Assert.InRange(TrackCodec.Decode(row.Body).Length, 590, 600));
        var visit = VisitCodec.Decode(Assert.Single(history.Tracks.Visits(HistoryVersion.Live, [new("R1")], TestMine.Start, TestMine.Start.PlusSeconds(599))).Body, TestMine.Start)[0];
        Assert.Equal((2, "T1"), (visit.Steps[0].Cell, visit.Tag.Value));
        Assert.NotNull(history.Scene.Board("presence", TestMine.Start.PlusSeconds(700)));
        Assert.Null(history.Scene.Board("presence", TestMine.Start.PlusSeconds(-1)));
        Assert.Equal((1, TestMine.Start), Assert.Single(history.Scene.Plans()));
        Assert.Equal(TestMine.Plan(), history.Scene.PlanSource(1));
        Assert.Empty(history.Scene.Gaps(TestMine.Start, TestMine.Start.PlusSeconds(Last)));
    }

    [Theory]
    [InlineData(300)]
    [InlineData(599)]
    [InlineData(600)]
    [InlineData(601)]
    [InlineData(950)]
    public async Task After_a_stop_at_any_time_the_history_goes_on_as_if_there_had_been_none(int stop)
    {
        var (whole, parts) = (NewMine(), NewMine());
        Write(whole, 0, Last);
        await Serve(whole);
        Write(parts, 0, stop);
        await Serve(parts);
        Write(parts, stop, Last);
        await Serve(parts);
        Assert.Equal(Told(whole), Told(parts));
    }

    [Fact]
    public async Task A_lost_history_is_derived_again_from_the_journal()
    {
        var folder = NewMine();
        Write(folder, 0, Last);
        await Serve(folder);
        var before = Told(folder);
        File.Delete(Path.Combine(DataFolder.FolderOf(folder, Mine), HistoryTables.FileName));
        await using var again = await TestServer.Start(folder);
        await TestServer.Until(() => Task.FromResult(again.Ready.AreAllUp && again.Ready.Remarks().Count == 0), "the history is recorded again");
        Assert.Equal(before, Told(folder));
    }

    [Fact]
    public async Task A_history_of_the_version_before_keeps_its_events_and_gets_the_tracks()
    {
        var folder = NewMine();
        Write(folder, 0, Last);
        await Serve(folder);
        var (before, path) = (Told(folder), Path.Combine(DataFolder.FolderOf(folder, Mine), HistoryTables.FileName));
        // As a server of the version before would have left it.
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = string.Concat(new[] { "tracks", "track_sums", "visits", "boards", "plans", "gaps", "carriers", "versions", "version_events" }.Select(table => $"DROP TABLE {table};")) + "PRAGMA user_version = 1;";
            command.ExecuteNonQuery();
        }
        File.Delete(Path.Combine(DataFolder.FolderOf(folder, Mine), SnapshotTable.FileName));
        await Serve(folder);
        Assert.Equal(before, Told(folder));
    }

    [Fact]
    public async Task A_time_in_which_nothing_came_is_a_gap_of_the_record()
    {
        var folder = NewMine();
        Write(folder, 0, 100);
        Write(folder, 400, 500);
        await Serve(folder);
        using var history = Read(folder);
        Assert.Equal(new GapRow(TestMine.Start.PlusSeconds(99.3), TestMine.Start.PlusSeconds(400)), Assert.Single(history.Scene.Gaps(TestMine.Start, TestMine.Start.PlusSeconds(Last))));
    }

    [Fact]
    public async Task What_is_older_than_it_is_kept_is_taken_out_and_that_is_in_the_record()
    {
        var folder = NewMine();
        Write(folder, 0, Last);
        // Its clock is ten days later.
        var server = await TestServer.Start(folder, options => options with { Keep = new() { TracksDays = 9, BoardsDays = 9, EventsDays = 20 }, TickEvery = TimeSpan.FromMilliseconds(100) }, new LaterTime());
        try
        {
            await TestServer.Until(() => Task.FromResult(server.Ready.AreAllUp), "the mine is up");
            await TestServer.Until(() =>
            {
                using var history = Read(folder);
                return Task.FromResult(history.Tracks.At(HistoryVersion.Live, TestMine.Start).Count == 0 && history.Scene.Board("presence", TestMine.Start.PlusSeconds(Last)) is null);
            }, "the tracks and boards of ten days ago are gone");
            Assert.Equal(["boards", "tracks"], server.Recorded().Where(one => one.Kind == "trimmed").Select(one => one.What).Order());
            Assert.Contains(server.Recorded(), one => one.Time < TestMine.Start.PlusSeconds(Last));
            // The journal has all of it still.
            Assert.Contains(server.Journalled(), one => one.Input is TickInput tick && tick.Arrived == TestMine.Start.PlusSeconds(0.3));
        }
        finally
        {
            await server.Stop();
        }
    }

    private sealed class LaterTime : TimeProvider
    {
        private readonly long _began = System.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => TestMine.Start.PlusSeconds(10 * 86_400).ToDateTimeOffset() + System.GetElapsedTime(_began);
    }

    private static string NewMine()
    {
        var folder = TestServer.NewFolder();
        Directory.CreateDirectory(DataFolder.FolderOf(folder, Mine));
        return folder;
    }

    // Each second two lamps that walk and turn, and the tick, a little late; ten seconds a block.
    private static void Write(string folder, int from, int to)
    {
        using var journal = JournalFile.Open(DataFolder.FolderOf(folder, Mine), Mine, "test");
        if (journal.Head.Sequence == 0) Append(journal, new PlanInput(TestMine.Start, ((PlanReading.Read)PlanReader.Read(TestMine.Plan(), 1)).Plan, TestMine.Plan()));
        foreach (var seconds in Enumerable.Range(from, to - from).Chunk(10))
            Append(journal, [.. seconds.SelectMany(second => new MineInput[] { Walk(second, "T1", 0), Walk(second, "T2", 60), new TickInput(TestMine.Start.PlusSeconds(second + 0.3)) })]);
    }

    private static SightingsInput Walk(int second, string tag, int ahead)
    {
        var there = (second + ahead) % 240;
        var sightings = TestMine.Second(there < 120 ? there : 240 - there, tag, TestMine.Start.PlusSeconds(second)).Sightings;
        return new(TestMine.Start.PlusSeconds(second), [.. sightings.Select(one => one with { Time = TestMine.Start.PlusSeconds(second) })]);
    }

    private static void Append(JournalFile journal, params MineInput[] inputs)
    {
        var body = new ArrayBufferWriter<byte>();
        InputCodec.Encode([.. inputs], body);
        Assert.IsType<Appended.Durable>(journal.Append(inputs[^1].Arrived, inputs.Length, inputs.Length, body.WrittenSpan));
    }

    private static async Task Serve(string folder)
    {
        // Stopped and not disposed of: its folder stays.
        var server = await TestServer.Start(folder);
        try
        {
            await TestServer.Until(() => Task.FromResult(server.Ready.AreAllUp && server.Ready.Remarks().Count == 0), "the mine is up and its history whole");
        }
        finally
        {
            await server.Stop();
        }
    }

    private static HistoryReading Read(string folder) => new FolderRecord(DataFolder.FolderOf(folder, Mine), Mine).OpenHistory()!;

    // All that the history tells, in order. Of boards what they told each ten seconds: there may be more pictures after a start.
    private static string[] Told(string folder)
    {
        using var history = Read(folder);
        return
        [
            // Blocks are cut otherwise where the server stood still.
            .. history.Events().Select(one => $"{one with { Sequence = 0, Index = 0 }}"),
            .. new[] { 0, 600, 1200 }.Select(second => TestMine.Start.PlusSeconds(second)).SelectMany(start => history.Tracks.At(HistoryVersion.Live, start)).Select(row => $"{row with { Body = [] }} {Convert.ToHexString(row.Body)}"),
            .. history.Tracks.Visits(HistoryVersion.Live, [new("R1")], TestMine.Start, TestMine.Start.PlusSeconds(Last)).Select(row => $"{row with { Body = [] }} {Convert.ToHexString(row.Body)}"),
            .. Enumerable.Range(1, Last / 10).Select(n => $"{history.Scene.Board("presence", TestMine.Start.PlusSeconds(n * 10)) is var board} {(board is { } found ? System.Text.Encoding.UTF8.GetString(found.Board).Split("\"people\"")[1] : "")}"),
            .. history.Scene.Carriers(Instant.Earliest, Instant.Latest).Select(row => row.ToString()),
            $"{history.Tracks.Size(HistoryVersion.Live)}",
        ];
    }
}
