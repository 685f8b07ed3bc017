using Shyraq.Cluster.Mines;
using Shyraq.Core.Acts;
using Shyraq.Core.Record;
using Shyraq.Storage;

namespace Shyraq.Cluster.Tests.Mines;

/// <summary>When the journal cannot be written, or its time stands still, whoever watches is told beside it.</summary>
public class TroubleTests
{
    [Fact]
    public async Task A_journal_that_cannot_be_written_is_shown_at_once_to_who_watches_and_to_who_comes_later_and_is_over_with_the_next_block()
    {
        await using var server = await TestServer.StartWithPlan();
        await server.Walk(0, 3);
        var (viewer, late) = (new Viewer(), new Viewer());
        await server.Grain().Subscribe(viewer.As(server));
        Assert.Null((await viewer.Next(frame => frame.Full, "a first frame")).Trouble);
        using (server.HoldTheDisk())
        {
            Assert.IsType<Receipt.Failed>(await server.Grain().Append(TestMine.Batch(TestMine.Second(3))));
            Assert.Equal("locked", (await viewer.Next(frame => frame.Trouble is not null, "a frame that tells of the trouble")).Trouble!.Kind);
            await server.Grain().Subscribe(late.As(server));
            Assert.Equal("locked", (await late.Next(frame => frame.Full, "a first frame for who comes later")).Trouble!.Kind);
            Assert.Contains("cannot be written", Assert.Single(server.Ready.Remarks()), StringComparison.Ordinal);
        }
        await server.Walk(3, 4);
        await viewer.Next(frame => frame.Trouble is null, "a frame without trouble");
        Assert.Empty(server.Ready.Remarks());
    }

    [Fact]
    public async Task A_time_in_which_the_journal_could_not_be_written_is_an_alarm_in_the_chain_afterwards_and_a_replay_raises_the_same()
    {
        var time = new SteppedTime();
        await using var server = await TestServer.StartWithPlan(options => options with { TickEvery = TimeSpan.FromMilliseconds(50) }, time);
        await server.Walk(0, 3);
        using (server.HoldTheDisk()) await TestServer.Until(async () => (await server.Grain().Summary())!.Trouble?.Kind == "locked", "the trouble is told");
        await TestServer.Until(() => Task.FromResult(Told(server).Any(told => told.Fault == RecordFault.NotWritten)), "the mine is told");
        Assert.Contains("notWritten", System.Text.Encoding.UTF8.GetString((await server.Grain().Board("alarms"))!), StringComparison.Ordinal);
        await server.Stop();
        var told = Assert.Single(Told(server), one => one.Fault == RecordFault.NotWritten);
        Assert.True(told.Since < told.Until, $"from {told.Since} to {told.Until}");
        Assert.Equal("locked", told.Why);
        Assert.Equal(["raised", "cleared"], server.Recorded().Where(one => one.What == "notWritten").Select(one => one.Kind));
        var kept = new FolderRecord(server.MineFolder, new(TestMine.Id)).Snapshots().First();
        Assert.Equal(JournalReplay.DigestOf(KeptState.Read(kept.Body, new()).Mine), JournalReplay.Follow(new FolderStore(server.Folder).Read(new(TestMine.Id)), kept.Sequence, new()).Digest);
        Assert.True(new FolderRecord(server.MineFolder, new(TestMine.Id)).Check().IsWhole);
    }

    [Fact]
    public async Task A_disk_that_is_nearly_full_is_an_alarm_before_it_is_full_and_is_over_with_room_also_after_a_stop()
    {
        var time = new SteppedTime();
        var folder = TestServer.NewFolder();
        // Stopped and not disposed of: its folder stays.
        var server = await TestServer.Start(folder, options => options with { TickEvery = TimeSpan.FromMilliseconds(50), Disk = new() { Share = 1, FreeGB = 1e6 } }, time);
        await server.Grain().PutPlan(TestMine.Plan());
        await TestServer.Until(() => Task.FromResult(Told(server).Count != 0), "the mine is told");
        await server.Stop();
        var told = Assert.Single(Told(server));
        Assert.Equal((RecordFault.DiskNearlyFull, null), (told.Fault, told.Until));
        Assert.True(told.FreeBytes > 0 && told.FreeShare is > 0 and < 1, $"{told}");
        await using var again = await TestServer.Start(folder, options => options with { TickEvery = TimeSpan.FromMilliseconds(50), Disk = new() { Share = 0 } }, time);
        await TestServer.Until(() => Task.FromResult(Told(again).Count == 2), "the mine is told that it is over");
        Assert.NotNull(Told(again)[1].Until);
    }

    [Fact]
    public async Task A_clock_that_goes_back_an_hour_loses_nothing_and_is_told_until_it_has_caught_up()
    {
        var time = new SteppedTime();
        await using var server = await TestServer.StartWithPlan(options => options with { TickEvery = TimeSpan.FromMilliseconds(50) }, time);
        await server.Walk(0, 5);
        // A step of a few seconds is what a time service does.
        time.Step(TimeSpan.FromSeconds(-3));
        await server.Walk(5, 10);
        Assert.Null((await server.Grain().Summary())!.Trouble);
        time.Step(TimeSpan.FromHours(-1));
        await TestServer.Until(async () => (await server.Grain().Summary())!.Trouble?.Kind == "clockBack", "the step is told");
        Assert.Contains("the clock went back", Assert.Single(server.Ready.Remarks()), StringComparison.Ordinal);
        await TestServer.Until(() => Task.FromResult(Told(server).Count == 1), "the mine is told of it");
        await server.Walk(10, 20);
        time.Step(TimeSpan.FromHours(1) + TimeSpan.FromMinutes(1));
        await TestServer.Until(async () => (await server.Grain().Summary())!.Trouble is null, "the clock has caught up");
        await TestServer.Until(() => Task.FromResult(Told(server).Count == 2), "the mine is told that it is over");
        await server.Walk(20, 25);
        await server.Stop();
        Assert.All(Told(server), told => Assert.Equal(RecordFault.ClockBack, told.Fault));
        Assert.True(Told(server) is [{ Until: null, Seconds: > 3500 and < 3700 }, { Until: not null }], string.Join('\n', Told(server)));
        Assert.Equal(["raised", "cleared"], server.Recorded().Where(one => one.What == "clockBack").Select(one => one.Kind));
        var arrivals = server.Journalled().Select(one => one.Input.Arrived).ToList();
        Assert.Equal(arrivals.Order(), arrivals);
        Assert.Equal(25, server.Journalled().Count(one => one.Input is Core.Sightings.SightingsInput));
        Assert.True(new FolderRecord(server.MineFolder, new(TestMine.Id)).Check().IsWhole);
    }

    private static List<TellRecordFault> Told(TestServer server) => [.. server.Journalled().Select(one => one.Input).OfType<ActInput>().Select(input => input.Act).OfType<TellRecordFault>()];

    /// <summary>The clock of the sightings' own time, which somebody sets.</summary>
    private sealed class SteppedTime : TimeProvider
    {
        private readonly long _began = System.GetTimestamp();
        private long _stepped;

        public void Step(TimeSpan by) => Interlocked.Add(ref _stepped, by.Ticks);

        // Well after the sightings, so that these never are what is ahead of the clock.
        public override DateTimeOffset GetUtcNow() => TestMine.Start.PlusSeconds(3600).ToDateTimeOffset() + System.GetElapsedTime(_began) + TimeSpan.FromTicks(Interlocked.Read(ref _stepped));
    }
}
