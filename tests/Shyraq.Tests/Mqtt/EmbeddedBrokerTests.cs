using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Sightings;
using Shyraq.Tests.Hosting;

namespace Shyraq.Tests.Mqtt;

public sealed class EmbeddedBrokerTests(Server server)
{
    private static readonly Receipt Journalled = new Receipt.Journalled(1, 3, ImmutableDictionary<string, int>.Empty);
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Theory]
    [InlineData(MqttProtocolVersion.V311, MqttQualityOfServiceLevel.AtMostOnce)]
    [InlineData(MqttProtocolVersion.V311, MqttQualityOfServiceLevel.AtLeastOnce)]
    [InlineData(MqttProtocolVersion.V311, MqttQualityOfServiceLevel.ExactlyOnce)]
    [InlineData(MqttProtocolVersion.V500, MqttQualityOfServiceLevel.AtMostOnce)]
    [InlineData(MqttProtocolVersion.V500, MqttQualityOfServiceLevel.AtLeastOnce)]
    [InlineData(MqttProtocolVersion.V500, MqttQualityOfServiceLevel.ExactlyOnce)]
    public async Task What_a_gateway_publishes_is_on_the_map(MqttProtocolVersion version, MqttQualityOfServiceLevel qos)
    {
        var mine = await server.NewMine();
        using var gateway = await Gateway.Connect(server.MqttPort, version);
        var result = await gateway.Publish(mine, SmallMine.Ranges("T1", 120, Now), qos);
        Assert.True(result.IsSuccess, $"{result.ReasonCode} {result.ReasonString}");
        await Eventually.Is("the tag has a fix", async () => await FixCount(mine) == 1);
    }

    [Fact]
    public async Task An_acknowledgement_waits_for_the_journal()
    {
        var journal = new TaskCompletionSource<Receipt>(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = new TaskCompletionSource();
        await using var scripted = await Server.Start(ScriptedMine.Answering(_ => { asked.TrySetResult(); return journal.Task; }));
        using var gateway = await Gateway.Connect(scripted.MqttPort);
        var published = gateway.Publish("any", SmallMine.Ranges("T1", 120, Now));
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20));
        // The connection is alive and answers, the publish does not.
        Assert.NotSame(published, await Task.WhenAny(published, Task.Delay(300)));
        journal.SetResult(Journalled);
        Assert.True((await published).IsSuccess);
    }

    [Theory]
    [InlineData(MqttProtocolVersion.V311, MqttQualityOfServiceLevel.AtLeastOnce)]
    [InlineData(MqttProtocolVersion.V500, MqttQualityOfServiceLevel.AtLeastOnce)]
    [InlineData(MqttProtocolVersion.V500, MqttQualityOfServiceLevel.ExactlyOnce)]
    public async Task A_journal_that_cannot_be_written_closes_the_connection_without_an_answer_so_that_the_gateway_sends_again(MqttProtocolVersion version, MqttQualityOfServiceLevel qos)
    {
        var calls = 0;
        await using var scripted = await Server.Start(ScriptedMine.Answering(_ => Task.FromResult(Interlocked.Increment(ref calls) == 1 ? throw new IOException("disk full") : Journalled)));
        using var gateway = await Gateway.Connect(scripted.MqttPort, version);
        await Assert.ThrowsAnyAsync<Exception>(() => gateway.Publish("any", SmallMine.Ranges("T1", 120, Now), qos));
        await Eventually.Is("the connection is closed", () => Task.FromResult(!gateway.IsConnected));
        using var again = await Gateway.Connect(scripted.MqttPort, version);
        Assert.True((await again.Publish("any", SmallMine.Ranges("T1", 120, Now), qos)).IsSuccess);
    }

    [Fact]
    public async Task A_full_queue_slows_the_gateway_down_and_loses_nothing()
    {
        var calls = 0;
        await using var scripted = await Server.Start(ScriptedMine.Answering(_ => Task.FromResult(Interlocked.Increment(ref calls) <= 3 ? new Receipt.Busy(9, 9) : Journalled)));
        using var gateway = await Gateway.Connect(scripted.MqttPort);
        Assert.True((await gateway.Publish("any", SmallMine.Ranges("T1", 120, Now))).IsSuccess);
        Assert.Equal(4, calls);
    }

    [Fact]
    public async Task A_queue_that_stays_full_closes_the_connection_in_the_end()
    {
        await using var scripted = await Server.Start(ScriptedMine.Answering(_ => Task.FromResult<Receipt>(new Receipt.Busy(9, 9))), new() { Port = 0, BusyPatience = TimeSpan.FromMilliseconds(50) });
        using var gateway = await Gateway.Connect(scripted.MqttPort);
        await Assert.ThrowsAnyAsync<Exception>(() => gateway.Publish("any", SmallMine.Ranges("T1", 120, Now)));
        await Eventually.Is("the connection is closed", () => Task.FromResult(!gateway.IsConnected));
    }

    [Fact]
    public async Task The_publishes_of_one_gateway_are_taken_in_order_and_those_of_many_together()
    {
        var (open, most, order) = (0, 0, new ConcurrentQueue<string>());
        await using var scripted = await Server.Start(ScriptedMine.Answering(async batch =>
        {
            order.Enqueue(Assert.IsType<SightingsInput>(batch.Inputs[0]).Sightings[0].Tag.Value);
            var now = Interlocked.Increment(ref open);
            InterlockedMax(ref most, now);
            await Task.Delay(20);
            Interlocked.Decrement(ref open);
            return Journalled;
        }));
        var gateways = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Gateway.Connect(scripted.MqttPort)));
        // All at once, not one after the other's answer.
        await Task.WhenAll(gateways.SelectMany((gateway, g) => Enumerable.Range(0, 10).Select(n => gateway.Publish("any", SmallMine.Ranges($"G{g}-{n}", 120, Now)))));
        foreach (var gateway in gateways) gateway.Dispose();
        Assert.True(most >= 4, $"at most {most} were under way at once");
        for (var g = 0; g < gateways.Length; g++)
            Assert.Equal(Enumerable.Range(0, 10).Select(n => $"G{g}-{n}"), order.Where(tag => tag.StartsWith($"G{g}-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_mine_that_nobody_knows_and_another_topic_are_refused_and_counted()
    {
        using var gateway = await Gateway.Connect(server.MqttPort);
        Assert.Equal(MqttClientPublishReasonCode.TopicNameInvalid, (await gateway.Publish("nobody", SmallMine.Ranges("T1", 120, Now))).ReasonCode);
        var other = await gateway.PublishAsync(new MqttApplicationMessageBuilder().WithTopic("lights/on").WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build());
        Assert.Equal(MqttClientPublishReasonCode.NotAuthorized, other.ReasonCode);
        foreach (var reason in (string[])["unknownMine", "topic"])
            await MetricsTell($$"""shyraq_receive_denied_total\{[^}]*reason="{{reason}}"[^}]*\} [1-9]""");
    }

    [Fact]
    public async Task Nobody_can_listen_to_what_gateways_say()
    {
        using var listener = await Gateway.Connect(server.MqttPort);
        var subscribed = await listener.SubscribeAsync("shyraq/#");
        Assert.Equal(MqttClientSubscribeResultCode.NotAuthorized, Assert.Single(subscribed.Items).ResultCode);
    }

    [Fact]
    public async Task A_packet_larger_than_allowed_closes_the_connection_before_it_is_read()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", server.MqttPort);
        var stream = socket.GetStream();
        // CONNECT of MQTT 3.1.1 with client id "x", then a PUBLISH that announces 268,435,455 bytes.
        await stream.WriteAsync(new byte[] { 0x10, 13, 0, 4, (byte)'M', (byte)'Q', (byte)'T', (byte)'T', 4, 2, 0, 60, 0, 1, (byte)'x' });
        var answer = new byte[4];
        await stream.ReadExactlyAsync(answer);
        Assert.Equal([0x20, 2, 0, 0], answer);
        await stream.WriteAsync(new byte[] { 0x32, 0xFF, 0xFF, 0xFF, 0x7F });
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try { Assert.Equal(0, await stream.ReadAsync(answer, patience.Token)); }
        catch (IOException) { /* closed by a reset: as good */ }
    }

    // A page of metrics is kept for a moment and may be that of another reader.
    private Task MetricsTell(string pattern) =>
        Eventually.Is($"the metrics tell {pattern}", async () => Regex.IsMatch(await server.Http.GetStringAsync("/metrics"), pattern));

    private async Task<int> FixCount(string mine) =>
        JsonElement.Parse(await server.Http.GetStringAsync($"/api/mines/{mine}/fixes")).GetProperty("fixes").GetArrayLength();

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
            if (Interlocked.CompareExchange(ref most, value, seen) == seen) return;
    }
}
