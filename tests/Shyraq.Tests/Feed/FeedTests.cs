using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.AspNetCore.SignalR;
using MQTTnet.Protocol;
using Shyraq.Tests.Hosting;
using Shyraq.Tests.Mqtt;

namespace Shyraq.Tests.Feed;

public sealed class FeedTests(Server server)
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task The_first_frame_holds_everything_and_is_laid_out_as_documented()
    {
        var mine = await server.NewMine();
        await server.Http.PutAsJsonAsync($"/api/mines/{mine}/tags", new Dictionary<string, string> { ["T1"] = "person", ["V1"] = "vehicle" });
        await server.Post(mine, SmallMine.Ranges("T1", 120, Now) + SmallMine.Ranges("V1", 200, Now) + $$"""{"time":"{{Now.UtcDateTime:O}}","tag":"T1","kind":"status","sos":true}""" + "\n");
        await using var viewer = await Viewer.Connect(server);
        var frame = await viewer.Until(mine, "everything", _ => true);
        Assert.Equal(["serverTime", "sequence", "planVersion", "carriersVersion", "full", "fixes", "anchors", "headcount", "unplaced", "sos", "intake", "events", "boards", "trouble"], frame.Members.Keys);
        Assert.True(frame.Full);
        Assert.Equal(1, frame.Number("planVersion"));
        Assert.Equal(1, frame.Number("carriersVersion"));
        Assert.True(frame.Number("sequence") >= 3);
        Assert.InRange(frame.ServerTime, Now.ToUnixTimeMilliseconds() - 60_000, Now.ToUnixTimeMilliseconds() + 1000);

        Assert.Equal(2, frame.Fixes.Length);
        var fix = Assert.Single(frame.Fixes, row => (string)row[0]! == "T1");
        Assert.Equal(14, fix.Length);
        Assert.InRange((double)fix[2]!, 110, 130);
        Assert.Equal("R1", fix[5]);
        Assert.Equal("L1", fix[7]);
        Assert.Equal(0, Viewer.Int(fix[10]));
        Assert.Equal(1, Viewer.Int(fix[12]) & 1);
        Assert.Equal(3, frame.Anchors.Length);
        Assert.Equal(["A1", "A2", "A3"], frame.Anchors.Select(row => row[0]));
        Assert.All(frame.Anchors, row => Assert.Equal(4, row.Length));
        Assert.Equal(1, Viewer.Int(frame.Map("headcount")["people"]));
        Assert.Equal(1, Viewer.Int(frame.Map("headcount")["vehicles"]));
        var level = Assert.IsType<object[]>(Assert.Single((object[])frame.Map("headcount")["levels"]!));
        Assert.Equal("L1", level[0]);
        Assert.Equal(0, Viewer.Int(((System.Collections.IDictionary)frame.Map("headcount")["unplaced"]!)["people"]));
        Assert.Empty(frame.Rows("unplaced")!);
        Assert.Equal(["T1"], (object[])frame.Members["sos"]!);
        Assert.True(Viewer.Int(frame.Map("intake")["capacity"]) > 0);
        Assert.Equal(["pending", "capacity", "acceptedPerSecond", "refusedPerSecond"], frame.Map("intake").Keys.Cast<string>());
    }

    [Fact]
    public async Task An_SOS_and_a_lamp_without_a_place_are_in_the_frames_all_the_same()
    {
        var mine = await server.NewMine();
        await server.Http.PutAsJsonAsync($"/api/mines/{mine}/tags", new Dictionary<string, string> { ["T1"] = "person", ["V1"] = "vehicle" });
        await using var viewer = await Viewer.Connect(server);
        var frames = viewer.Watch(mine, 20).GetAsyncEnumerator();
        await frames.MoveNextAsync();
        Assert.Empty((object[])frames.Current.Members["sos"]!);
        var lines = string.Concat(new[] { "T1", "V1" }.Select(tag => $$"""{"time":"{{Now.UtcDateTime:O}}","tag":"{{tag}}","kind":"status","sos":{{(tag == "T1" ? "true" : "false")}}}""" + "\n"));
        await server.Post(mine, lines);
        var calls = 0;
        object?[][]? unplaced = null;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((unplaced is not { Length: 2 } || calls == 0) && !patience.IsCancellationRequested && await frames.MoveNextAsync())
        {
            Assert.Empty(frames.Current.Fixes);
            if (((object[])frames.Current.Members["sos"]!).SequenceEqual(["T1"])) calls++;
            unplaced = frames.Current.Rows("unplaced") ?? unplaced;
        }
        Assert.True(calls > 0, "a frame names the SOS of a lamp without a place");
        Assert.Equal(["T1", "V1"], unplaced!.Select(row => row[0]));
        Assert.Equal([1, 0], unplaced!.Select(row => Viewer.Int(row[2]) & 1));
        Assert.InRange((double)unplaced![0][1]!, Now.ToUnixTimeMilliseconds() - 60_000, Now.ToUnixTimeMilliseconds() + 1000);
        var figures = (System.Collections.IDictionary)frames.Current.Map("headcount")["unplaced"]!;
        Assert.Equal((1, 1), (Viewer.Int(figures["people"]), Viewer.Int(figures["vehicles"])));
        // What has not changed is not sent again.
        await frames.MoveNextAsync();
        Assert.Null(frames.Current.Members["unplaced"]);
        await frames.DisposeAsync();
    }

    [Fact]
    public async Task Later_frames_hold_what_changed_and_come_also_when_nothing_did()
    {
        var mine = await server.NewMine();
        await using var viewer = await Viewer.Connect(server);
        var frames = viewer.Watch(mine, 20).GetAsyncEnumerator();
        Assert.True(await frames.MoveNextAsync());
        Assert.True(frames.Current.Full);
        var (empty, since) = (0, Stopwatch.GetTimestamp());
        while (empty < 5)
        {
            Assert.True(await frames.MoveNextAsync());
            Assert.False(frames.Current.Full);
            Assert.Empty(frames.Current.Fixes);
            empty++;
            Assert.True(Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(20), "heartbeats come at the viewer's rate");
        }
        using var gateway = await Gateway.Connect(server.MqttPort);
        await gateway.Publish(mine, SmallMine.Ranges("T1", 120, Now));
        while (frames.Current.Fixes.Length == 0) Assert.True(await frames.MoveNextAsync());
        Assert.False(frames.Current.Full);
        Assert.Equal("T1", Assert.Single(frames.Current.Fixes)[0]);
        await frames.DisposeAsync();
    }

    [Fact]
    public async Task Events_between_two_frames_of_a_slow_viewer_are_not_lost()
    {
        var mine = await server.NewMine();
        await using var viewer = await Viewer.Connect(server);
        var frames = viewer.Watch(mine, 1).GetAsyncEnumerator();
        await frames.MoveNextAsync();
        var time = Now;
        for (var i = 0; i < 6; i++)
            await server.Post(mine, $$"""{"time":"{{time.AddMilliseconds(i).UtcDateTime:O}}","tag":"T1","kind":"status","sos":{{(i % 2 == 0 ? "true" : "false")}}}""");
        var kinds = new List<string>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (kinds.Count < 6 && !patience.IsCancellationRequested && await frames.MoveNextAsync()) kinds.AddRange(frames.Current.Events.Select(row => $"{row[2]} {row[3]} {row[4]}"));
        Assert.Equal(["raised sos T1", "cleared sos T1", "raised sos T1", "cleared sos T1", "raised sos T1", "cleared sos T1"], kinds);
        await frames.DisposeAsync();
    }

    [Fact]
    public async Task A_new_plan_and_new_carriers_are_announced()
    {
        var mine = await server.NewMine();
        await using var viewer = await Viewer.Connect(server);
        var seen = viewer.Until(mine, "plan 2 and carriers 1", frame => frame.Number("planVersion") == 2 && frame.Number("carriersVersion") == 1);
        await server.Http.PutAsync($"/api/mines/{mine}/plan", SmallMine.Plan(mine, "Again"));
        await server.Http.PutAsJsonAsync($"/api/mines/{mine}/tags", new Dictionary<string, string> { ["T1"] = "person" });
        await seen;
    }

    [Fact]
    public async Task The_rate_is_held_within_its_bounds()
    {
        var mine = await server.NewMine();
        await using var viewer = await Viewer.Connect(server);
        var since = Stopwatch.GetTimestamp();
        var count = 0;
        await foreach (var _ in viewer.Watch(mine, 1e9)) if (++count == 11) break;
        Assert.True(Stopwatch.GetElapsedTime(since) > TimeSpan.FromMilliseconds(450), "11 frames at 20 a second take half a second");
    }

    [Fact]
    public async Task A_mine_that_nobody_knows_cannot_be_watched()
    {
        await using var viewer = await Viewer.Connect(server);
        var refused = await Assert.ThrowsAsync<HubException>(() => viewer.Until("nobody", "nothing", _ => true));
        Assert.Contains("nobody", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_goes_its_way_in_one_trace_from_the_radio_to_the_screen()
    {
        var spans = new System.Collections.Concurrent.ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Shyraq",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var mine = await server.NewMine();
        await using var viewer = await Viewer.Connect(server);
        var watched = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var seen = viewer.Until(mine, "the tag of the batch", frame =>
        {
            watched.TrySetResult();
            return frame.Fixes.Any(row => (string)row[0]! == "T1");
        });
        using var gateway = await Gateway.Connect(server.MqttPort);
        // Somebody watches before the batch comes, so that it is shown as itself and not within the picture that a newcomer gets.
        await watched.Task.WaitAsync(TimeSpan.FromSeconds(30));
        // With an SOS there is something to record.
        var distress = $$"""{"time":"{{Now.UtcDateTime:O}}","tag":"T1","kind":"status","sos":true}""";
        await gateway.Publish(mine, SmallMine.Ranges("T1", 120, Now) + distress, MqttQualityOfServiceLevel.AtLeastOnce);
        var frame = await seen;
        Assert.True(frame.Number("sequence") >= 2);

        Activity[] Trace() => spans.FirstOrDefault(span => span.OperationName == "receive" && Equals(span.GetTagItem("mine"), mine)) is { } receive
            ? [.. spans.Where(span => span.TraceId == receive.TraceId)] : [];
        // The end of a span may lag a little behind what it brought about.
        string[] verbs = ["receive", "decode", "journal", "follow", "place", "judge", "record", "show"];
        await Eventually.Is($"spans {string.Join(", ", verbs)} in one trace; there were {string.Join(", ", spans.Select(s => s.OperationName).Distinct())}",
            () => Task.FromResult(verbs.All(verb => Trace().Any(span => span.OperationName == verb))));
        var trace = Trace();
        DateTime Start(string verb) => trace.Where(span => span.OperationName == verb).Min(span => span.StartTimeUtc);
        var starts = verbs.Where(verb => verb is not ("record" or "show")).Select(Start).ToArray();
        Assert.Equal(starts.Order(), starts);
        // What is judged goes to the history and to the screens side by side.
        Assert.True(Start("record") >= Start("judge") && Start("show") >= Start("judge"));
    }
}
