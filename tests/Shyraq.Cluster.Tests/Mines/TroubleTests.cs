using Shyraq.Cluster.Mines;
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
        await server.Walk(10, 20);
        time.Step(TimeSpan.FromHours(1) + TimeSpan.FromMinutes(1));
        await TestServer.Until(async () => (await server.Grain().Summary())!.Trouble is null, "the clock has caught up");
        await server.Walk(20, 25);
        await server.Stop();
        var arrivals = server.Journalled().Select(one => one.Input.Arrived).ToList();
        Assert.Equal(arrivals.Order(), arrivals);
        Assert.Equal(25, server.Journalled().Count(one => one.Input is Core.Sightings.SightingsInput));
        Assert.True(new FolderRecord(server.MineFolder, new(TestMine.Id)).Check().IsWhole);
    }

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
