using Microsoft.Data.Sqlite;
using Shyraq.Cluster.Mines;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Tests.Mines;

public class RecoveryTests
{
    [Fact]
    public async Task After_an_orderly_stop_the_beliefs_are_the_same_to_the_bit()
    {
        await using var server = await TestServer.StartWithPlan();
        await server.Walk(0, 30);
        var before = await server.Grain().Summary();
        await server.Stop();
        await using var again = await TestServer.Start(server.Folder);
        var after = await again.Grain().Summary();
        // The stop signed a checkpoint of its own.
        Assert.Equal(before! with { Intake = after!.Intake, Checkpoint = after.Checkpoint }, after);
        Assert.Equal(before!.BeliefsDigest, again.DigestByFullReplay());
    }

    [Fact]
    public async Task After_a_crash_at_any_block_the_beliefs_are_those_of_every_acknowledged_block()
    {
        await using var server = await TestServer.StartWithPlan(options => options with { SnapshotSightings = 14 });
        for (var second = 0; second < 24; second += 3)
        {
            await server.Walk(second, second + 3);
            var before = await server.Grain().Summary();
            await using var again = await TestServer.Start(server.CopyAsAfterACrash());
            var after = await again.Grain().Summary();
            Assert.Equal((before!.JournalSequence, before.JournalHash, before.BeliefsDigest, before.Accepted), (after!.JournalSequence, after.JournalHash, after.BeliefsDigest, after.Accepted));
        }
    }

    [Fact]
    public async Task A_snapshot_and_the_blocks_after_it_give_what_all_blocks_give()
    {
        await using var server = await TestServer.StartWithPlan(options => options with { SnapshotSightings = 20 });
        await server.Walk(0, 15);
        await server.Grain().PutCarriers("""{"T1":"vehicle"}"""u8.ToArray());
        await server.Grain().PutPlan(TestMine.Plan(name: "Changed"));
        await server.Walk(15, 28);
        await TestServer.Until(() => Task.FromResult(Snapshots(server.MineFolder).Count > 0), "a snapshot is kept");
        var copy = server.CopyAsAfterACrash();
        var kept = Snapshots(Path.Combine(copy, "mines", TestMine.Id));
        var before = await server.Grain().Summary();
        Assert.InRange(kept.Max(), 2, before!.JournalSequence - 1);
        await using var again = await TestServer.Start(copy);
        Assert.Equal(before.BeliefsDigest, (await again.Grain().Summary())!.BeliefsDigest);
        Assert.Equal(before.BeliefsDigest, again.DigestByFullReplay());
        Assert.Equal(await server.Grain().Carriers(), await again.Grain().Carriers());
        Assert.Equal(2, (await again.Grain().Plan())!.Version);
    }

    [Theory]
    [InlineData(SnapshotTable.FileName)]
    [InlineData(HistoryTables.FileName)]
    public async Task A_derived_file_may_be_deleted_without_loss(string file)
    {
        await using var server = await TestServer.StartWithPlan(options => options with { SnapshotSightings = 10 });
        await server.Walk(0, 90);
        var (before, events) = (await server.Grain().Summary(), server.Recorded());
        await server.Stop();
        File.Delete(Path.Combine(server.MineFolder, file));
        await using var again = await TestServer.Start(server.Folder);
        Assert.Equal(before!.BeliefsDigest, (await again.Grain().Summary())!.BeliefsDigest);
        Assert.NotEmpty(events);
        await TestServer.Until(() => Task.FromResult(again.Recorded().SequenceEqual(events)), "the history is as it was");
    }

    [Fact]
    public async Task The_crossings_of_a_walk_through_a_zone_are_recorded_once_whatever_crashes()
    {
        await using var server = await TestServer.StartWithPlan();
        await server.Walk(0, 120);
        var events = server.Recorded();
        Assert.Equal([("entered", "T1"), ("left", "T1")], events.Where(e => e.What == "Z1").Select(e => (e.Kind, e.Tag)));
        await using var again = await TestServer.Start(server.CopyAsAfterACrash());
        await TestServer.Until(() => Task.FromResult(again.Ready.AreAllUp), "the mine is up");
        await again.Walk(120, 125);
        Assert.Equal(events, again.Recorded());
    }

    [Fact]
    public async Task A_mine_whose_journal_was_changed_stays_down_and_says_why()
    {
        await using var server = await TestServer.StartWithPlan();
        await server.Walk(0, 10);
        var copy = server.CopyAsAfterACrash();
        var folder = Path.Combine(copy, "mines", TestMine.Id);
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder, JournalFile.FileName)};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "DROP TRIGGER blocks_unchanged; UPDATE blocks SET body = zeroblob(10) WHERE sequence = 5";
            command.ExecuteNonQuery();
        }
        await using var again = await TestServer.Start(copy);
        await TestServer.Until(() => Task.FromResult(again.Ready.All().Single() is MineReadiness.Failed), "the mine is reported as failed");
        Assert.Contains("block 5", ((MineReadiness.Failed)again.Ready.All().Single()).Why, StringComparison.Ordinal);
        Assert.Contains("block 5", Assert.IsType<Receipt.Failed>(await again.Grain().Append(TestMine.Batch(TestMine.Second(11)))).Why, StringComparison.Ordinal);
        Assert.False(again.Ready.AreAllUp);
    }

    [Fact]
    public async Task Every_mine_of_the_folder_comes_up_when_the_server_starts()
    {
        await using var server = await TestServer.StartWithPlan();
        await server.Grain("other").PutPlan(TestMine.Plan("other"));
        await server.Stop();
        await using var again = await TestServer.Start(server.Folder);
        await TestServer.Until(() => Task.FromResult(again.Ready.AreAllUp), "both mines are up");
        Assert.Equal([new MineReadiness.Up("demo"), new MineReadiness.Up("other")], again.Ready.All());
    }

    private static List<long> Snapshots(string folder)
    {
        if (!File.Exists(Path.Combine(folder, SnapshotTable.FileName))) return [];
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, SnapshotTable.FileName)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sequence FROM snapshots";
        using var row = command.ExecuteReader();
        List<long> found = [];
        while (row.Read()) found.Add(row.GetInt64(0));
        return found;
    }
}
