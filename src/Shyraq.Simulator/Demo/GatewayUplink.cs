using System.Buffers;
using System.Threading.Channels;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Sightings;

namespace Shyraq.Simulator.Demo;

/// <summary>The MQTT client of one gateway. While the broker is away it keeps the newest batches and drops the oldest.</summary>
internal sealed class GatewayUplink(MineId mine, int number, string host, int port, TimeProvider clock)
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

    /// <summary>Nothing more will come.</summary>
    public void Close() => _batches.Writer.TryComplete();

    /// <summary>Publishes batch by batch until stopped or closed; a batch that was not acknowledged is sent again.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var client = new MqttClientFactory().CreateMqttClient();
        var options = new MqttClientOptionsBuilder().WithTcpServer(host, port).WithClientId($"{mine}-gateway-{number + 1}")
            .WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V500).WithKeepAlivePeriod(TimeSpan.FromSeconds(30)).WithTimeout(TimeSpan.FromSeconds(10)).Build();
        var pause = FirstPause;
        try
        {
            await foreach (var batch in _batches.Reader.ReadAllAsync(stop))
            {
                while (!await TryPublish(client, options, batch, stop))
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
            if (client.IsConnected) await client.TryDisconnectAsync();
        }
    }

    private async Task<bool> TryPublish(IMqttClient client, MqttClientOptions options, byte[] batch, CancellationToken stop)
    {
        try
        {
            if (!client.IsConnected) await client.ConnectAsync(options, stop);
            var message = new MqttApplicationMessageBuilder().WithTopic($"shyraq/{mine}/sightings").WithPayload(batch)
                .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build();
            return (await client.PublishAsync(message, stop)).IsSuccess;
        }
        catch (Exception away) when (away is MqttCommunicationException or MqttProtocolViolationException or IOException or TimeoutException or InvalidOperationException
            || (away is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return false;
        }
    }
}
