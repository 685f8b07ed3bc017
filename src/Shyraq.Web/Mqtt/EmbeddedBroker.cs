using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace Shyraq.Web.Mqtt;

/// <summary>
/// The broker in this process, MQTT 3.1.1 and 5 on 127.0.0.1. It hands payloads to the mines and to nobody else; what may be subscribed to are
/// the orders of a mine to its tags, and only we publish those. A publish of QoS 1 or 2 is acknowledged when the journal has it on disk. The publishes of
/// one connection are taken one after another, in order; those of many connections share a commit.
/// </summary>
internal sealed class EmbeddedBroker(MqttOptions options, PublishIntake intake, MqttStatus status, IHostApplicationLifetime lifetime, ILogger<EmbeddedBroker> log) : IHostedService, IOrderChannel, IDisposable
{
    // What we publish ourselves carries this: a client cannot forge an object.
    private static readonly object Ours = new();

    private readonly LoopbackListener _listener = new(options);
    private MqttServer? _server;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _server = new MqttServerFactory().CreateMqttServer(new MqttServerOptionsBuilder().WithoutDefaultEndpoint().Build(), [_listener]);
        _server.InterceptingPublishAsync += Take;
        _server.InterceptingSubscriptionAsync += Subscribe;
        try
        {
            await _server.StartAsync();
        }
        catch (SocketException failure)
        {
            throw new IOException($"MQTT cannot listen on 127.0.0.1:{options.Port}: {failure.Message}. Choose another port with --mqtt-port, or --no-mqtt.", failure);
        }
        status.Listens(_listener.Address ?? new IPEndPoint(IPAddress.Loopback, options.Port));
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        status.Stopped();
        if (_server is not null) await _server.StopAsync(new MqttServerStopOptions());
    }

    public void Dispose()
    {
        _server?.Dispose();
        _listener.Dispose();
    }

    public async Task Publish(MqttApplicationMessage message, CancellationToken stop)
    {
        if (_server is not { IsStarted: true } server) throw new IOException("the embedded broker is not up");
        await server.InjectApplicationMessage(new InjectedMqttApplicationMessage(message) { SenderClientId = "shyraq", CustomSessionItems = new Dictionary<object, object> { [Ours] = Ours } }, stop);
    }

    private async Task Take(InterceptingPublishEventArgs publish)
    {
        if (publish.SessionItems?.Contains(Ours) == true) return;
        publish.ProcessPublish = false;
        var outcome = PublishOutcome.Failed;
        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(publish.CancellationToken, lifetime.ApplicationStopping);
            outcome = await intake.Take(publish.ApplicationMessage.Topic ?? "", publish.ApplicationMessage.Payload, stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The connection or the server ends while it waited for room: not taken, not acknowledged.
        }
        catch (Exception failure)
        {
            log.LogError(failure, "MQTT: a publish failed in an unforeseen way");
        }
        if (outcome == PublishOutcome.Journalled) return;

        publish.Response.ReasonCode = outcome switch
        {
            PublishOutcome.UnknownMine => MqttPubAckReasonCode.TopicNameInvalid,
            PublishOutcome.WrongTopic => MqttPubAckReasonCode.NotAuthorized,
            PublishOutcome.Busy => MqttPubAckReasonCode.QuotaExceeded,
            _ => MqttPubAckReasonCode.UnspecifiedError,
        };
        // A negative acknowledgement ends a message for good (MQTT 5 §4.4), and 3.1.1 knows none: so only what can never be taken
        // is answered. For the rest the connection closes without an answer, and the sender sends again.
        var final = outcome is PublishOutcome.UnknownMine or PublishOutcome.WrongTopic;
        publish.CloseConnection = !final && publish.ApplicationMessage.QualityOfServiceLevel != MqttQualityOfServiceLevel.AtMostOnce;
    }

    private static Task Subscribe(InterceptingSubscriptionEventArgs subscription)
    {
        if (OrderTopic.MaySubscribe(subscription.TopicFilter.Topic)) return Task.CompletedTask;
        subscription.ProcessSubscription = false;
        subscription.Response.ReasonCode = MqttSubscribeReasonCode.NotAuthorized;
        return Task.CompletedTask;
    }
}
