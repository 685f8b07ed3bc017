using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using MQTTnet;
using MQTTnet.Protocol;
using Shyraq.Core.Units;
using Shyraq.Simulator.Load;

namespace Shyraq.Verbs.Load;

/// <summary>What became of the sightings of one sender, counted by lines.</summary>
internal sealed class SenderCounts
{
    public long Sent { get; set; }

    /// <summary>Told as accepted in an answer. MQTT acknowledges without telling: there they count as <see cref="Acknowledged"/> alone.</summary>
    public long Accepted { get; set; }

    /// <summary>In batches that the server answered for: what it holds must be found in its counters.</summary>
    public long Acknowledged { get; set; }

    /// <summary>In batches that were turned away as a whole because the server was busy.</summary>
    public long Busy { get; set; }

    /// <summary>In batches to which no answer came.</summary>
    public long Unanswered { get; set; }

    public SortedDictionary<string, long> Refused { get; } = new(StringComparer.Ordinal);
    public LatencyHistogram Answer { get; } = new();

    /// <summary>How far behind its timetable each batch left, milliseconds.</summary>
    public LatencyHistogram Lag { get; } = new();

    /// <summary>Time spent in writing lines, seconds.</summary>
    public double Rendering { get; set; }
}

/// <summary>One connection: it sends batch after batch by a timetable that does not wait for the server.</summary>
internal sealed class LoadSender(LoadOptions options, LoadTags tags, FeedViewer viewer, HttpClient http, int number, TimeProvider time)
{
    private sealed record Taken(long Accepted, SortedDictionary<string, long>? Refused);

    private readonly byte[] _buffer = new byte[options.Batch * 160];

    public SenderCounts Counts { get; } = new();

    /// <summary>Sends until the end of the run.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var client = options.Mqtt is { } broker ? await ConnectAsync(broker, cancel) : null;
        var begun = time.GetTimestamp();
        // The senders take turns, so that batches leave evenly spread.
        var interval = options.Rate > 0 ? (double)options.Batch * options.Connections / options.Rate : 0;
        var due = interval * number / options.Connections;
        while (due < options.Seconds)
        {
            var now = time.GetElapsedTime(begun).TotalSeconds;
            if (interval == 0) due = now;
            if (now >= options.Seconds) break;
            if (due > now) await Task.Delay(TimeSpan.FromSeconds(due - now), time, cancel);
            Counts.Lag.Add(Math.Max(0, (time.GetElapsedTime(begun).TotalSeconds - due) * 1000));

            var rendering = time.GetTimestamp();
            var (bytes, lines) = tags.Render(_buffer, options.Batch, Instant.From(time.GetUtcNow()), viewer.Sent);
            Counts.Rendering += time.GetElapsedTime(rendering).TotalSeconds;
            Counts.Sent += lines;
            var asked = time.GetTimestamp();
            if (client is not null) await PublishAsync(client, bytes, lines, cancel);
            else await PostAsync(bytes, lines, cancel);
            Counts.Answer.Add(time.GetElapsedTime(asked).TotalMilliseconds);
            // The timetable counts what was really in the batch: a round of few tags is shorter than a batch.
            due += options.Rate > 0 ? interval * lines / options.Batch : 0;
        }
        if (client is { IsConnected: true }) await client.TryDisconnectAsync();
    }

    private async Task PostAsync(int bytes, int lines, CancellationToken cancel)
    {
        try
        {
            using var body = new ByteArrayContent(_buffer, 0, bytes);
            body.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
            using var answer = await http.PostAsync(new Uri($"/api/mines/{options.Mine}/sightings", UriKind.Relative), body, cancel);
            switch (answer.StatusCode)
            {
                case HttpStatusCode.OK:
                    var taken = (await answer.Content.ReadFromJsonAsync<Taken>(JsonSerializerOptions.Web, cancel))!;
                    Counts.Accepted += taken.Accepted;
                    Counts.Acknowledged += lines;
                    foreach (var (reason, count) in taken.Refused ?? []) Refuse(reason, count);
                    break;
                case HttpStatusCode.TooManyRequests: Counts.Busy += lines; break;
                default:
                    // Nothing of such a batch was kept.
                    Refuse($"http {(int)answer.StatusCode}", lines);
                    Counts.Busy += lines;
                    break;
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or JsonException || (failure is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            Counts.Unanswered += lines;
        }
    }

    private async Task PublishAsync(IMqttClient client, int bytes, int lines, CancellationToken cancel)
    {
        try
        {
            if (!client.IsConnected) await client.ReconnectAsync(cancel);
            var message = new MqttApplicationMessageBuilder().WithTopic($"shyraq/{options.Mine}/sightings").WithPayload(_buffer.AsMemory(0, bytes).ToArray())
                .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build();
            var answer = await client.PublishAsync(message, cancel);
            if (answer.IsSuccess) Counts.Acknowledged += lines;
            else Counts.Busy += lines;
        }
        catch (Exception failure) when (failure is MQTTnet.Exceptions.MqttCommunicationException or MQTTnet.Exceptions.MqttProtocolViolationException or IOException or InvalidOperationException
            || (failure is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            Counts.Unanswered += lines;
        }
    }

    private async Task<IMqttClient> ConnectAsync((string Host, int Port) broker, CancellationToken cancel)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        try
        {
            await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer(broker.Host, broker.Port).WithClientId($"shyraq-load-{Environment.ProcessId}-{number}")
                .WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V500).WithTimeout(TimeSpan.FromSeconds(30)).Build(), cancel);
            return client;
        }
        catch (MQTTnet.Exceptions.MqttCommunicationException failure)
        {
            client.Dispose();
            throw new IOException($"The broker {broker.Host}:{broker.Port} cannot be reached: {failure.Message}", failure);
        }
    }

    private void Refuse(string reason, long count) => Counts.Refused[reason] = Counts.Refused.GetValueOrDefault(reason) + count;
}
