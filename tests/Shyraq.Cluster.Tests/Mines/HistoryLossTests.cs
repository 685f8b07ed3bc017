using Microsoft.Data.Sqlite;
using Shyraq.Cluster.Mines;
using Shyraq.Storage.History;

namespace Shyraq.Cluster.Tests.Mines;

/// <summary>The history follows from the journal: whatever happens to it, the mine serves, and nothing stays missing.</summary>
public class HistoryLossTests
{
    private const int PageSize = 4096;

    // Pages of a new history in the order in which its tables and indexes are made.
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_damaged_page_of_the_history_does_not_keep_the_mine_down(int page)
    {
        await using var server = await TestServer.StartWithPlan(options => options with { SnapshotSightings = 50 });
        await server.Walk(0, 120);
        await server.Stop();
        var (events, path) = (server.Recorded(), Path.Combine(server.MineFolder, HistoryTables.FileName));
        Assert.Equal(["entered", "left"], events.Where(e => e.What == "Z1").Select(e => e.Kind));
        Overwrite(path, page);

        await using var again = await TestServer.Start(server.Folder, options => options with { ReopenAfter = TimeSpan.FromMilliseconds(50), TickEvery = TimeSpan.FromMilliseconds(100) });
        await TestServer.Until(() => Task.FromResult(again.Ready.AreAllUp), "the mine is up");
        await again.Walk(120, 130);
        Assert.IsType<Receipt.Journalled>(await again.Grain().Append(TestMine.Batch(TestMine.Sos(130))));
        Assert.IsType<Receipt.Journalled>(await again.Grain().Append(TestMine.Batch(TestMine.Second(131))));
        await TestServer.Until(() => Task.FromResult(Recorded(again) is var found && found.Take(events.Count).SequenceEqual(events) && Calls(again).Count == 1), "the history holds what it held, and what came since");
        await TestServer.Until(() => Task.FromResult(again.RemarksOfHistory() is [var remark] && !remark.Contains("so far", StringComparison.Ordinal)), "readiness says that all is recorded again");
        Assert.Contains("history.damaged-1.db", Assert.Single(again.RemarksOfHistory()), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(again.MineFolder, "history.damaged-1.db")), "the damaged history stands aside");
    }

    [Fact]
    public async Task A_mine_comes_up_from_its_snapshot_however_much_the_history_lacks()
    {
        await using var server = await TestServer.StartWithPlan(options => options with { SnapshotSightings = 50 });
        await server.Walk(0, 90);
        var before = await server.Grain().Summary();
        await server.Stop();
        File.WriteAllText(Path.Combine(server.MineFolder, HistoryTables.FileName), "no database");
        // The first blocks are gone: a replay from the beginning, which the history asks for, is impossible.
        using (var journal = Open(Path.Combine(server.MineFolder, Shyraq.Storage.Journal.JournalFile.FileName)))
            Run(journal, "DROP TRIGGER blocks_undeleted; DELETE FROM blocks WHERE sequence = 5");
        await using var again = await TestServer.Start(server.Folder);
        Assert.Equal(before!.BeliefsDigest, (await again.Grain().Summary())!.BeliefsDigest);
        Assert.Contains("so far up to block 0", Assert.Single(again.RemarksOfHistory()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_that_could_not_wait_any_longer_are_derived_again_once_the_history_can_be_written()
    {
        await using var server = await TestServer.StartWithPlan(options => options with { WaitingEvents = 3, ReopenAfter = TimeSpan.FromMilliseconds(50), TickEvery = TimeSpan.FromMilliseconds(100) });
        var history = Path.Combine(server.MineFolder, HistoryTables.FileName);
        using (var connection = Open(history)) Run(connection, "CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
        for (var second = 0; second < 40; second++)
            Assert.IsType<Receipt.Journalled>(await server.Grain().Append(TestMine.Batch(TestMine.Sos(second, pressed: second % 2 == 0))));
        Assert.Empty(Recorded(server));

        using (var connection = Open(history)) Run(connection, "DROP TRIGGER full");
        await server.Walk(40, 42);
        await TestServer.Until(() => Task.FromResult(Calls(server).Count == 40), "all 40 calls are in the history");
        Assert.Equal(Enumerable.Range(0, 40).Select(n => n % 2 == 0 ? "raised" : "cleared"), Calls(server).Select(e => e.Kind));
        await TestServer.Until(() => Task.FromResult(server.RemarksOfHistory().Count == 0), "there is nothing more to say of it");
    }

    // So many calls are a flood of alarms, which is an event of its own.
    private static List<HistoryEvent> Calls(TestServer server) => [.. Recorded(server).Where(e => e is { Kind: "raised" or "cleared", What: "sos" })];

    private static List<HistoryEvent> Recorded(TestServer server) => server.Recorded();

    private static void Overwrite(string path, int page)
    {
        using var file = new FileStream(path, FileMode.Open);
        Assert.True(file.Length >= page * PageSize, $"the history has a page {page}");
        file.Position = (page - 1) * PageSize;
        file.Write(Enumerable.Repeat((byte)0xEE, PageSize).ToArray());
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
