using System.Buffers;
using System.Threading.Channels;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Sightings;
using Shyraq.Simulator.Feeds;

namespace Shyraq.Simulator.Demo;

/// <summary>The MQTT client of one gateway, or of one kind of machine. While the broker is away it keeps the newest batches and drops the oldest.</summary>
/// <param name="client">Names it at the broker.</param>
/// <param name="kind">What it publishes: the last part of the topic, such as <c>sightings</c>.</param>
internal sealed class GatewayUplink(MineId mine, string client, string kind, string host, int port, TimeProvider clock)
{
    /// <summary>Batches kept while the broker is away: about five minutes' worth.</summary>
    private const int MostKept = 1000;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5), LongestPause = TimeSpan.FromSeconds(10);
    private readonly Channel<byte[]> _batches = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(MostKept) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>Takes a batch; never waits.</summary>
    public void Send(List<Sighting> sightings)
    {
        _buffer.ResetWrittenCount();
        foreach (var sighting in sightings) SightingWriter.WriteLine(_buffer, sighting);
        _batches.Writer.TryWrite(_buffer.WrittenSpan.ToArray());
    }

    /// <summary>Takes what machines tell, one kind of it; never waits.</summary>
    public void Send(List<FeedItem> items)
    {
        _buffer.ResetWrittenCount();
        foreach (var item in items) FeedLines.Write(_buffer, item);
        _batches.Writer.TryWrite(_buffer.WrittenSpan.ToArray());
    }

    /// <summary>Nothing more will come.</summary>
    public void Close() => _batches.Writer.TryComplete();

    /// <summary>Publishes batch by batch until stopped or closed; a batch that was not acknowledged is sent again.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var mqtt = new MqttClientFactory().CreateMqttClient();
        var options = new MqttClientOptionsBuilder().WithTcpServer(host, port).WithClientId($"{mine}-{client}")
            .WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V500).WithKeepAlivePeriod(TimeSpan.FromSeconds(30)).WithTimeout(TimeSpan.FromSeconds(10)).Build();
        var pause = FirstPause;
        try
        {
            await foreach (var batch in _batches.Reader.ReadAllAsync(stop))
            {
                while (!await TryPublish(mqtt, options, batch, stop))
                {
                    await Task.Delay(pause, clock, stop);
                    pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                }
                pause = FirstPause;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // This is how it ends.
        }
        finally
        {
            if (mqtt.IsConnected) await mqtt.TryDisconnectAsync();
        }
    }

    private async Task<bool> TryPublish(IMqttClient mqtt, MqttClientOptions options, byte[] batch, CancellationToken stop)
    {
        try
        {
            if (!mqtt.IsConnected) await mqtt.ConnectAsync(options, stop);
            var message = new MqttApplicationMessageBuilder().WithTopic($"shyraq/{mine}/{kind}").WithPayload(batch)
                .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build();
            return (await mqtt.PublishAsync(message, stop)).IsSuccess;
        }
        catch (Exception away) when (away is MqttCommunicationException or MqttProtocolViolationException or IOException or TimeoutException or InvalidOperationException
            || (away is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return false;
        }
    }
}
