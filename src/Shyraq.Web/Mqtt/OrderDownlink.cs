using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Protocol;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Units;

namespace Shyraq.Web.Mqtt;

/// <summary>Hands messages to whichever broker there is.</summary>
internal interface IOrderChannel
{
    /// <summary>Publishes with QoS 1. Done when the broker has it.</summary>
    /// <exception cref="IOException">The broker is away.</exception>
    Task Publish(MqttApplicationMessage message, CancellationToken stop);
}

/// <summary>
/// Sends to tags what their mine has for them: once a second it asks each mine that is up which orders are due, publishes them to
/// <c>shyraq/{mine}/orders/{tag}</c> and the whole of them to <c>shyraq/{mine}/orders</c>, and journals that they were sent. It has no memory: what is due
/// follows from the mine's state, so nothing is lost with this process, and what was not acknowledged becomes due again.
/// </summary>
internal sealed class OrderDownlink(IOrderChannel channel, MinesReady ready, IGrainFactory grains, TimeProvider clock, ILogger<OrderDownlink> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private bool _away;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var pace = new PeriodicTimer(Every, clock);
        while (await pace.WaitForNextTickAsync(stoppingToken))
            foreach (var mine in ready.All().OfType<MineReadiness.Up>())
            {
                try
                {
                    await Send(mine.Mine, stoppingToken);
                    _away = false;
                }
                catch (Exception why) when (why is IOException or TimeoutException or OrleansException or MQTTnet.Exceptions.MqttCommunicationException)
                {
                    if (!_away) log.LogWarning("Orders of mine '{Mine}' could not be sent and stay due: {Why}", mine.Mine, why.Message);
                    _away = true;
                }
            }
    }

    private async Task Send(string mine, CancellationToken stop)
    {
        var grain = grains.GetGrain<IMineGrain>(mine);
        foreach (var due in await grain.DueOrders())
        {
            await channel.Publish(Message($"shyraq/{mine}/orders", Body(due, due.Tags)), stop);
            // A tag's id may hold what a topic may not; its order is in the whole all the same.
            foreach (var tag in due.Tags.Where(t => t.AsSpan().IndexOfAny('/', '+', '#') < 0)) await channel.Publish(Message($"shyraq/{mine}/orders/{tag}", Body(due, [tag])), stop);
            var now = Instant.From(clock.GetUtcNow());
            ImmutableArray<TagAnswer> sent = [.. due.Tags.Select(tag => new TagAnswer(now, new(tag), due.Order, AnswerKind.Sent))];
            if (await grain.Append(new([new AnswersInput(now, sent)], null)) is not Receipt.Journalled) throw new IOException("that they were sent could not be journalled");
        }
    }

    private static MqttApplicationMessage Message(string topic, byte[] body) =>
        new() { Topic = topic, PayloadSegment = body, QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce, ContentType = "application/json" };

    private static byte[] Body(DueOrderRow due, string[] tags) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(
        new { order = due.Order, text = due.Text, note = due.Note, given = new Instant(due.Given).ToString(), tags }, JsonSerializerOptions.Web));
}
