using System.Net;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace Shyraq.Web.Mqtt;

/// <summary>
/// A client of a broker elsewhere, with a session that the broker keeps while we are away. A payload is acknowledged, in
/// order, when the journal has it on disk; one that could not be written is not, the connection is given up, and the
/// broker sends it again.
/// </summary>
internal sealed class ExternalBroker(MqttOptions options, PublishIntake intake, MqttStatus status, TimeProvider clock, ILogger<ExternalBroker> log) : BackgroundService, IOrderChannel
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private volatile IMqttClient? _client;

    public async Task Publish(MqttApplicationMessage message, CancellationToken stop)
    {
        if (_client is not { IsConnected: true } client) throw new IOException("the broker is away");
        // No subscriber is no failure: the broker has it, and the order stays due until a tag answers.
        if (await client.PublishAsync(message, stop) is { IsSuccess: false } refused) throw new IOException($"the broker refuses an order: {refused.ReasonCode}");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var broker = options.External();
        var wait = options.ReconnectAfter;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Serve(broker, () => wait = options.ReconnectAfter, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure)
            {
                // Whatever it was, one bad message or setting must not end the intake: it is said, and tried again.
                log.LogWarning("MQTT: the broker at {Host}:{Port} is away ({Why}); next attempt in {Seconds} s", broker.Host, broker.Port, failure.Message, wait.TotalSeconds);
            }
            status.Reconnecting();
            try { await Task.Delay(wait, clock, stoppingToken); }
            catch (OperationCanceledException) { break; }
            wait = wait * 2 < options.ReconnectAtMost ? wait * 2 : options.ReconnectAtMost;
        }
        status.Stopped();
    }

    // One connection, from connecting to its end.
    private async Task Serve(DnsEndPoint broker, Action connected, CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var arrived = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(options.InFlight) { SingleReader = true });
        using var client = new MqttClientFactory().CreateMqttClient();
        client.DisconnectedAsync += _ => ended.CancelAsync();
        client.ApplicationMessageReceivedAsync += async message =>
        {
            message.AutoAcknowledge = false;
            // Written before the next message is read: order holds, and a full channel is back-pressure.
            var outcome = intake.Take(message.ApplicationMessage.Topic, message.ApplicationMessage.Payload, ended.Token);
            await arrived.Writer.WriteAsync(new(message, outcome), ended.Token);
        };
        // The client tells refusals by codes, not by exceptions.
        var login = await client.ConnectAsync(Options(broker), stop);
        if (login.ResultCode != MqttClientConnectResultCode.Success) throw new IOException($"the broker refuses the login: {login.ResultCode}");
        var subscribed = await client.SubscribeAsync(new MqttClientSubscribeOptions { TopicFilters = [.. PayloadTopic.Filters.Select(topic => new MqttTopicFilter { Topic = topic, QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce })] }, stop);
        if (subscribed.Items.FirstOrDefault(item => (int)item.ResultCode >= 0x80) is { } denied) throw new IOException($"the broker refuses the subscription to {denied.TopicFilter.Topic}: {denied.ResultCode}");
        status.Connected();
        connected();
        _client = client;
        try
        {
            await Acknowledge(arrived.Reader, ended.Token);
        }
        finally
        {
            _client = null;
            await ended.CancelAsync();
            if (client.IsConnected) await client.DisconnectAsync(new MqttClientDisconnectOptions(), CancellationToken.None);
        }
    }

    private static async Task Acknowledge(ChannelReader<Waiting> arrived, CancellationToken ended)
    {
        await foreach (var (message, outcome) in arrived.ReadAllAsync(ended))
        {
            // A topic or a mine that nobody knows was counted and logged; kept unacknowledged it would stop all others.
            if (await outcome.WaitAsync(ended) is PublishOutcome.Journalled or PublishOutcome.UnknownMine or PublishOutcome.WrongTopic) await message.AcknowledgeAsync(ended);
            else throw new IOException("a payload could not be journalled, so the broker is asked to send it again");
        }
    }

    private MqttClientOptions Options(DnsEndPoint broker)
    {
        var builder = new MqttClientOptionsBuilder()
            .WithTcpServer(broker.Host, broker.Port)
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId(options.ClientId)
            .WithCleanStart(false)
            .WithSessionExpiryInterval(uint.MaxValue)
            .WithReceiveMaximum(options.InFlight)
            .WithMaximumPacketSize((uint)options.MostPacketBytes)
            .WithKeepAlivePeriod(Timeout)
            .WithTimeout(Timeout);
        if (options.Tls) builder.WithTlsOptions(tls => tls.UseTls());
        var password = options.PasswordFile is { } file ? File.ReadAllText(file).TrimEnd('\r', '\n') : options.Password;
        if (options.User is { } user) builder.WithCredentials(user, password);
        return builder.Build();
    }

    private readonly record struct Waiting(MqttApplicationMessageReceivedEventArgs Message, Task<PublishOutcome> Outcome);
}
