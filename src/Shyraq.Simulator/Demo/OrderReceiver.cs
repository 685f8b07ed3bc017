using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using MQTTnet;
using MQTTnet.Exceptions;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Units;
using Shyraq.Simulator.Feeds;

namespace Shyraq.Simulator.Demo;

/// <summary>Hears the orders that a server sends to the tags of a mine.</summary>
internal sealed class OrderReceiver(MineId mine, string host, int port, TimeProvider clock)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private readonly ConcurrentQueue<DownlinkOrder> _orders = new();

    /// <summary>The next order that has come; never waits.</summary>
    public bool TryTake([NotNullWhen(true)] out DownlinkOrder? order) => _orders.TryDequeue(out order);

    /// <summary>Stays subscribed until stopped; a broker that is away is tried again.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var client = new MqttClientFactory().CreateMqttClient();
        var options = new MqttClientOptionsBuilder().WithTcpServer(host, port).WithClientId($"{mine}-tags")
            .WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V500).WithTimeout(TimeSpan.FromSeconds(10)).Build();
        client.ApplicationMessageReceivedAsync += message =>
        {
            if (Read(message.ApplicationMessage.Payload.ToArray()) is { } order) _orders.Enqueue(order);
            return Task.CompletedTask;
        };
        try
        {
            for (; ; await Task.Delay(Look, clock, stop))
            {
                if (client.IsConnected) continue;
                try
                {
                    await client.ConnectAsync(options, stop);
                    await client.SubscribeAsync($"shyraq/{mine}/orders", MQTTnet.Protocol.MqttQualityOfServiceLevel.AtLeastOnce, stop);
                }
                catch (Exception away) when (away is MqttCommunicationException or MqttProtocolViolationException or IOException or TimeoutException or InvalidOperationException
                    || (away is OperationCanceledException && !stop.IsCancellationRequested))
                {
                    // Tried again.
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // This is how it ends.
        }
        finally
        {
            if (client.IsConnected) await client.TryDisconnectAsync();
        }
    }

    /// <summary>An order as the server publishes it; null for anything else, which a tag does not heed.</summary>
    internal static DownlinkOrder? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var json = JsonDocument.ParseValue(ref reader);
            var order = json.RootElement;
            return Enum.TryParse<OrderText>(order.GetProperty("text").GetString(), ignoreCase: true, out var text)
                ? new(order.GetProperty("order").GetInt32(), text, [.. order.GetProperty("tags").EnumerateArray().Select(tag => new TagId(tag.GetString() ?? ""))]) : null;
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
