using Microsoft.Extensions.Time.Testing;

namespace Shyraq.Cluster.Tests.Mines;

public class ShowTests
{
    [Fact]
    public async Task The_first_frame_holds_everything_and_the_later_ones_what_changed()
    {
        await using var server = await TestServer.StartWithPlan();
        await server.Walk(0, 10, "T1");
        await server.Walk(10, 20, "T2");
        var viewer = new Viewer();
        await server.Grain().Subscribe(viewer.As(server));
        var first = await viewer.Next(_ => true, "a first frame");
        Assert.True(first.Full);
        Assert.Equal(["T1", "T2"], first.Fixes.Select(fix => fix.Tag));
        Assert.Equal(4, first.Anchors.Length);
        Assert.Equal((2, 0), (first.Headcount.People, first.Headcount.Vehicles));
        await server.Walk(20, 21, "T2");
        var next = await viewer.Next(frame => frame.Sequence == first.Sequence + 1, "a frame of the next block");
        Assert.False(next.Full);
        Assert.Equal(["T2"], next.Fixes.Select(fix => fix.Tag));
        Assert.Equal(("R1", "-100"), (next.Fixes[0].Roadway, next.Fixes[0].Level));
    }

    [Fact]
    public async Task No_event_is_missing_from_the_frames_however_few_they_are()
    {
        await using var server = await TestServer.StartWithPlan(options => options with { FrameEvery = TimeSpan.FromMilliseconds(300) });
        var viewer = new Viewer();
        await server.Walk(0, 1);
        await server.Grain().Subscribe(viewer.As(server));
        await server.Walk(1, 120);
        var last = (await server.Grain().Summary())!.JournalSequence;
        await viewer.Next(frame => frame.Sequence == last, "a frame of the last block");
        Assert.Equal(["entered", "left"], viewer.Seen.SelectMany(frame => frame.Events).Where(happened => happened.What == "Z1").Select(happened => happened.Kind));
        Assert.True(viewer.Seen.Count < 60, $"{viewer.Seen.Count} frames for 119 blocks");
    }

    [Fact]
    public async Task Renewing_brings_no_second_full_frame_and_unsubscribing_ends_them()
    {
        await using var server = await TestServer.StartWithPlan();
        var viewer = new Viewer();
        var observer = viewer.As(server);
        await server.Grain().Subscribe(observer);
        await server.Grain().Subscribe(observer);
        await server.Walk(0, 5);
        await viewer.Next(frame => frame.Fixes.Length > 0, "a frame with a fix");
        Assert.Single(viewer.Seen, frame => frame.Full);
        await server.Grain().Unsubscribe(observer);
        var other = new Viewer();
        await server.Grain().Subscribe(other.As(server));
        await server.Walk(5, 6);
        await other.Next(frame => !frame.Full, "a frame for the one who still watches");
        Assert.DoesNotContain(viewer.Seen, frame => frame.Sequence > 6);
    }

    [Fact]
    public async Task Each_second_is_journalled_and_shows_a_silent_tag_growing_unsure()
    {
        var time = new FakeTimeProvider(TestMine.Start.ToDateTimeOffset());
        await using var server = await TestServer.StartWithPlan(options => options with { TickEvery = TimeSpan.FromSeconds(1), ObserverExpiry = TimeSpan.FromDays(1) }, time);
        await server.Walk(0, 5);
        time.SetUtcNow(TestMine.Start.PlusSeconds(5).ToDateTimeOffset());
        var viewer = new Viewer();
        await server.Grain().Subscribe(viewer.As(server));
        var live = await viewer.Next(_ => true, "a first frame");
        var before = (await server.Grain().Summary())!.JournalSequence;
        // A second that passes while the one before is still followed makes no tick of its own: the disk gets its time, or a slow one lets hours go by.
        await TestServer.Until(async () =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            return (await server.Grain().Summary())!.JournalSequence >= before + 40;
        }, "seconds are journalled");
        time.Advance(TimeSpan.FromMilliseconds(100));
        var silent = await viewer.Next(frame => frame.Fixes.Any(fix => fix.State == 1), "a frame with an inferred fix");
        Assert.True(silent.Fixes[0].Radius95 > live.Fixes[0].Radius95);
        Assert.Contains(server.Journalled(), j => j.Input is Core.Sightings.TickInput);
    }
}
