using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MQTTnet.Server;
using Shyraq.Core.Units;
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

    /// <summary>Runs a broker until this many gateways have published, and stops it again.</summary>
    private static async Task<List<(string Topic, byte[] Payload)>> HearAsync(int port, int gateways)
    {
        var heard = new ConcurrentDictionary<string, (string Topic, byte[] Payload)>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var broker = new MqttServerFactory().CreateMqttServer(new MqttServerOptionsBuilder().WithDefaultEndpoint().WithDefaultEndpointPort(port)
            .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback).WithDefaultEndpointBoundIPV6Address(IPAddress.None).Build());
        broker.InterceptingPublishAsync += publish =>
        {
            heard[publish.ClientId] = (publish.ApplicationMessage.Topic, publish.ApplicationMessage.Payload.ToArray());
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
