using Shyraq.Cluster.Mines;
using Shyraq.Core.Sightings;
using Shyraq.Storage;

namespace Shyraq.Cluster.Tests.Mines;

public class JournalledTests
{
    [Fact]
    public async Task A_mine_that_nobody_knows_takes_nothing_and_leaves_no_folder()
    {
        await using var server = await TestServer.Start();
        Assert.IsType<Receipt.UnknownMine>(await server.Grain().Append(TestMine.Batch(TestMine.Second(0))));
        Assert.Null(await server.Grain().Summary());
        Assert.Null(await server.Grain().Plan());
        Assert.Empty(DataFolder.Mines(server.Folder));
    }

    [Fact]
    public async Task What_was_acknowledged_is_in_the_journal_in_the_block_that_the_receipt_names()
    {
        await using var server = await TestServer.StartWithPlan();
        List<(long Sequence, SightingsInput Input)> acknowledged = [];
        for (var second = 0; second < 20; second++)
        {
            var input = TestMine.Second(second);
            var receipt = Assert.IsType<Receipt.Journalled>(await server.Grain().Append(TestMine.Batch(input)));
            Assert.Equal(input.Sightings.Length, receipt.Accepted);
            acknowledged.Add((receipt.Sequence, input));
            var journalled = server.Journalled().Where(j => j.Input is SightingsInput).ToList();
            Assert.Equal(acknowledged.Select(a => a.Sequence), journalled.Select(j => j.Sequence));
            Assert.All(acknowledged.Zip(journalled), pair => Assert.Equal(pair.First.Input.Sightings, ((SightingsInput)pair.Second.Input).Sightings));
        }
    }

    [Fact]
    public async Task Each_caller_is_told_of_its_own_sightings_though_they_share_a_block()
    {
        await using var server = await TestServer.StartWithPlan();
        Task<Receipt>[] callers;
        using (server.HoldTheDisk())
        {
            // The first goes to the disk, with those that came while the loop woke; the others gather behind it.
            var first = server.Grain().Append(TestMine.Batch(TestMine.Second(0, "T0")));
            callers = [first, .. Enumerable.Range(1, 5).Select(n => server.Grain().Append(TestMine.Batch(TestMine.Second(n, $"T{n}"), TestMine.Strange(n, n), TestMine.Refusals(10 * n, n))))];
            await TestServer.Until(async () => (await server.Grain().Summary())!.Intake.Pending >= 2 + 5 * 2 + 15, "all six callers wait");
        }
        var receipts = (await Task.WhenAll(callers)).Cast<Receipt.Journalled>().ToArray();
        Assert.InRange(receipts.Select(r => r.Sequence).Distinct().Count(), 1, 2);
        for (var n = 1; n <= 5; n++)
        {
            Assert.Equal(2, receipts[n].Accepted);
            Assert.Equal(new Dictionary<string, int> { ["unknownAnchor"] = n, ["notJson"] = 10 * n }, receipts[n].Refused);
        }
        Assert.Equal(15 + 150, (await server.Grain().Rejections()).Total);
    }

    [Fact]
    public async Task When_the_queue_is_full_the_sender_is_told_at_once_and_nothing_is_lost()
    {
        await using var server = await TestServer.StartWithPlan(options => options with { QueueCapacity = 10 });
        Task<Receipt> waiting;
        using (server.HoldTheDisk())
        {
            waiting = server.Grain().Append(TestMine.Batch([.. Enumerable.Range(0, 5).Select(s => TestMine.Second(s))]));
            await TestServer.Until(async () => (await server.Grain().Summary())!.Intake.Pending == 10, "ten sightings wait");
            Assert.Equal(new Receipt.Busy(10, 10), await server.Grain().Append(TestMine.Batch(TestMine.Second(6))));
            Assert.False(waiting.IsCompleted);
        }
        Assert.Equal(10, Assert.IsType<Receipt.Journalled>(await waiting).Accepted);
        Assert.IsType<Receipt.Journalled>(await server.Grain().Append(TestMine.Batch(TestMine.Second(6))));
        Assert.Equal(0, (await server.Grain().Summary())!.Intake.Pending);
    }

    [Fact]
    public async Task A_batch_larger_than_the_whole_queue_passes_when_nothing_waits()
    {
        await using var server = await TestServer.StartWithPlan(options => options with { QueueCapacity = 3 });
        Assert.Equal(10, Assert.IsType<Receipt.Journalled>(await server.Grain().Append(TestMine.Batch([.. Enumerable.Range(0, 5).Select(s => TestMine.Second(s))]))).Accepted);
    }

    [Fact]
    public async Task A_disk_that_refuses_is_told_to_the_sender_and_the_next_append_works()
    {
        await using var server = await TestServer.StartWithPlan();
        var before = await server.Grain().Summary();
        using (server.HoldTheDisk())
            Assert.Contains("locked", Assert.IsType<Receipt.Failed>(await server.Grain().Append(TestMine.Batch(TestMine.Second(0)))).Why, StringComparison.Ordinal);
        var after = await server.Grain().Summary();
        Assert.Equal("locked", after!.Trouble!.Kind);
        Assert.Equal(before! with { Trouble = after.Trouble }, after);
        Assert.Equal(before!.JournalSequence + 1, Assert.IsType<Receipt.Journalled>(await server.Grain().Append(TestMine.Batch(TestMine.Second(0)))).Sequence);
    }

    [Fact]
    public async Task Arrivals_in_a_journal_never_go_back_though_clocks_do()
    {
        // The plan arrives by the server's clock; give that one that is before the sightings.
        await using var server = await TestServer.StartWithPlan(time: new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TestMine.Start.ToDateTimeOffset()));
        foreach (var second in new[] { 10, 11, 5, 6, 12, 3 })
            Assert.IsType<Receipt.Journalled>(await server.Grain().Append(TestMine.Batch(TestMine.Second(second))));
        var arrivals = server.Journalled().Select(j => j.Input.Arrived).ToList();
        Assert.Equal(arrivals.Order(), arrivals);
        var moved = (SightingsInput)server.Journalled()[3].Input;
        Assert.All(moved.Sightings, s => Assert.Equal((TestMine.Start.PlusSeconds(5), TestMine.Start.PlusSeconds(11)), (s.Time, s.Arrived)));
    }

    [Fact]
    public async Task A_second_server_on_the_same_folder_does_not_start()
    {
        await using var server = await TestServer.Start();
        await Assert.ThrowsAsync<DataFolderInUseException>(() => TestServer.Start(server.Folder));
    }
}
