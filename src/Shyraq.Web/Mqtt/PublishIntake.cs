using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Shyraq.Cluster.Mines;
using Shyraq.Web.Sightings;

namespace Shyraq.Web.Mqtt;

/// <summary>What became of one published payload.</summary>
internal enum PublishOutcome
{
    /// <summary>On disk: it may be acknowledged.</summary>
    Journalled,

    /// <summary>Nobody knows its mine.</summary>
    UnknownMine,

    /// <summary>Its topic is not one of ours.</summary>
    WrongTopic,

    /// <summary>The queue stayed full for longer than the patience.</summary>
    Busy,

    /// <summary>The journal could not be written.</summary>
    Failed,
}

/// <summary>Takes published payloads, from whichever broker, to their mines; counts and logs what no mine took.</summary>
internal sealed class PublishIntake(SightingIntake intake, MqttOptions options, TimeProvider clock, ILogger<PublishIntake> log)
{
    // A gateway repeats its mistake with every message; the log says it once. Bounded: topics come from outside.
    private const int MostRemembered = 1000;
    private static readonly TimeSpan WarnAgainAfter = TimeSpan.FromSeconds(10);
    private long _warnedAt;
    private readonly ConcurrentDictionary<string, byte> _said = new(StringComparer.Ordinal);

    /// <summary>Answers when the payload is durable or cannot be. The queue's bound is felt here: the caller waits, and must not read on meanwhile.</summary>
    public async Task<PublishOutcome> Take(string topic, ReadOnlySequence<byte> payload, CancellationToken stop)
    {
        if (!PayloadTopic.TryRead(topic, out var mine, out var kind))
        {
            if (IsFirst(topic)) log.LogWarning("MQTT: nothing takes the topic '{Topic}'; sightings go to shyraq/MINE/sightings, readings of gas to shyraq/MINE/readings, passages through gates to shyraq/MINE/passages, answers of tags to shyraq/MINE/answers", topic);
            return Deny(PublishOutcome.WrongTopic, "topic");
        }
        switch (await Receive(mine, kind, payload, stop))
        {
            case Receipt.Journalled: return PublishOutcome.Journalled;
            case Receipt.Busy: return Deny(PublishOutcome.Busy, "busy");
            case Receipt.UnknownMine:
                if (IsFirst(topic)) log.LogWarning("MQTT: no mine for the topic '{Topic}'; a mine is known once its plan was put", topic);
                return Deny(PublishOutcome.UnknownMine, "unknownMine");
            case Receipt.Failed failed:
                if (IsTimeToWarn()) log.LogWarning("MQTT: {Kind} of mine '{Mine}' were not taken: {Why}", kind.Name, mine, failed.Why);
                return Deny(PublishOutcome.Failed, "failed");
            case var other: throw new InvalidOperationException($"unknown receipt {other.GetType().Name}");
        }
    }

    private Task<Receipt> Receive(string mine, PayloadKind kind, in ReadOnlySequence<byte> payload, CancellationToken stop) =>
        intake.Receive(mine, kind, payload.IsSingleSegment ? payload.FirstSpan : payload.ToArray(), "mqtt", options.BusyPatience, stop);

    private static PublishOutcome Deny(PublishOutcome outcome, string reason)
    {
        IntakeMetrics.Deny("mqtt", reason);
        return outcome;
    }

    // A full disk fails every payload of every gateway; the log need not repeat each.
    private bool IsTimeToWarn()
    {
        var (now, last) = (clock.GetTimestamp(), Volatile.Read(ref _warnedAt));
        return (last == 0 || clock.GetElapsedTime(last, now) > WarnAgainAfter) && Interlocked.CompareExchange(ref _warnedAt, now, last) == last;
    }

    private bool IsFirst(string topic) => _said.Count < MostRemembered && _said.TryAdd(topic, 0);
}
