using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MQTTnet;
using MQTTnet.Server;
using Shyraq.Core.Units;
using Shyraq.Protocols.Answers;
using Shyraq.Protocols.Gas;
using Shyraq.Protocols.Sightings;
using Shyraq.Simulator.Demo;
using Xunit;

namespace Shyraq.Simulator.Tests.Demo;

public sealed class DemoRadiosTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task They_publish_sightings_of_now_by_several_gateways_and_come_back_to_a_broker_that_was_away()
    {
        var mine = DemoMine.Create(3, people: 30, vehicles: 4);
        var port = FreePort();
        using var stop = new CancellationTokenSource();
        var radios = DemoRadios.RunAsync(mine, "127.0.0.1", port, TimeProvider.System, stop.Token);

        var first = await HearAsync(port, gateways: 5);
        Assert.All(first, message => Assert.Equal("shyraq/demo/sightings", message.Topic));
        foreach (var message in first)
        {
            var now = Instant.From(TimeProvider.System.GetUtcNow());
            var decoded = SightingPayload.Decode(message.Payload, now);
            Assert.NotEmpty(decoded.Sightings);
            Assert.Empty(decoded.RefusedCounts);
            Assert.All(decoded.Sightings, s => Assert.InRange(now.SecondsSince(s.Time), -10, 120));
        }
        Assert.NotEmpty(await HearAsync(port, gateways: 2));

        await stop.CancelAsync();
        await radios.WaitAsync(Patience);
    }

    [Fact]
    public async Task Their_tags_obey_an_order_that_comes_by_MQTT_and_their_sensors_tell_what_they_measure()
    {
        var mine = DemoMine.Create(3, people: 30, vehicles: 4);
        var port = FreePort();
        using var stop = new CancellationTokenSource();
        var (delivered, measured, asked) = (Source(), Source(), Source());
        using var broker = new MqttServerFactory().CreateMqttServer(new MqttServerOptionsBuilder().WithDefaultEndpoint().WithDefaultEndpointPort(port)
            .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback).WithDefaultEndpointBoundIPV6Address(IPAddress.None).Build());
        broker.ClientSubscribedTopicAsync += subscribed =>
        {
            if (subscribed.TopicFilter.Topic == "shyraq/demo/orders") asked.TrySetResult([]);
            return Task.CompletedTask;
        };
        broker.InterceptingPublishAsync += publish =>
        {
            var source = publish.ApplicationMessage.Topic switch { "shyraq/demo/answers" => delivered, "shyraq/demo/readings" => measured, _ => null };
            source?.TrySetResult(publish.ApplicationMessage.Payload.ToArray());
            return Task.CompletedTask;
        };
        await broker.StartAsync();
        var radios = DemoRadios.RunAsync(mine, "127.0.0.1", port, TimeProvider.System, stop.Token);
        await asked.Task.WaitAsync(Patience);
        foreach (var body in (string[])["nonsense", """{"order":3,"text":"leave","note":"","tags":["T0001","T0002","T0003","T0004","T0005"]}"""])
            await broker.InjectApplicationMessage(new InjectedMqttApplicationMessage(new MqttApplicationMessageBuilder().WithTopic("shyraq/demo/orders").WithPayload(body).Build()) { SenderClientId = "server" });

        var answers = AnswerPayload.Decode(await delivered.Task.WaitAsync(Patience), Instant.From(TimeProvider.System.GetUtcNow()));
        Assert.Empty(answers.RefusedCounts);
        Assert.All(answers.Answers, answer => Assert.Equal(3, answer.Order));
        var readings = ReadingPayload.Decode(await measured.Task.WaitAsync(Patience));
        Assert.Empty(readings.RefusedCounts);
        Assert.NotEmpty(readings.Readings);
        await stop.CancelAsync();
        await radios.WaitAsync(Patience);
        await broker.StopAsync(new MqttServerStopOptions());

        static TaskCompletionSource<byte[]> Source() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Runs a broker until this many gateways have published, and stops it again.</summary>
    private static async Task<List<(string Topic, byte[] Payload)>> HearAsync(int port, int gateways)
    {
        var heard = new ConcurrentDictionary<string, (string Topic, byte[] Payload)>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var broker = new MqttServerFactory().CreateMqttServer(new MqttServerOptionsBuilder().WithDefaultEndpoint().WithDefaultEndpointPort(port)
            .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback).WithDefaultEndpointBoundIPV6Address(IPAddress.None).Build());
        broker.InterceptingPublishAsync += publish =>
        {
            // Sensors and turnstiles have clients of their own.
            if (publish.ApplicationMessage.Topic == "shyraq/demo/sightings") heard[publish.ClientId] = (publish.ApplicationMessage.Topic, publish.ApplicationMessage.Payload.ToArray());
            if (heard.Count >= gateways) enough.TrySetResult();
            return Task.CompletedTask;
        };
        await broker.StartAsync();
        try
        {
            await enough.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"expected {gateways} gateways to publish, heard {heard.Count}");
        }
        await broker.StopAsync(new MqttServerStopOptions());
        return [.. heard.Values];
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
