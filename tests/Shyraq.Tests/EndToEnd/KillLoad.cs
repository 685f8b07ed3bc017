using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;
using Shyraq.Core.Units;

namespace Shyraq.Tests.EndToEnd;

/// <summary>Sends as much as a server takes over HTTP and MQTT, with acts and plans in between, whatever happens to it, and notes what was acknowledged.</summary>
internal sealed class KillLoad(string mine)
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);

    /// <summary>Every sighting is told apart by its tag and its microsecond.</summary>
    private long _lastTime = Instant.From(TimeProvider.System.GetUtcNow()).UnixMicroseconds;
    private int _acts, _plans;

    /// <summary>The sightings that were acknowledged.</summary>
    public ConcurrentDictionary<(string Tag, long Time), byte> Sightings { get; } = [];

    /// <summary>Who did the acts that were acknowledged, each somebody else.</summary>
    public ConcurrentDictionary<string, byte> Acts { get; } = [];

    /// <summary>Waits until the mine has followed its journal.</summary>
    public static async Task Ready(ServerProcess server)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!(await http.GetAsync("/health/ready", patience.Token)).IsSuccessStatusCode) await Task.Delay(50, patience.Token);
    }

    /// <summary>Puts a plan of a roadway with eleven anchors, each time another version of it: what is held of the tracks is closed by it.</summary>
    public async Task PutPlan(ServerProcess server, CancellationToken stop = default)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        var features = new StringBuilder("""{"type":"Feature","geometry":{"type":"LineString","coordinates":[[0,0,0],[600,0,0]]},"properties":{"kind":"roadway","id":"R1","name":"R1","level":"L1","width":5,"height":3}}""");
        for (var i = 0; i < 11; i++)
            features.Append(CultureInfo.InvariantCulture, $$$""",{"type":"Feature","geometry":{"type":"Point","coordinates":[{{{i * 60}}},1,1]},"properties":{"kind":"anchor","id":"A{{{i}}}","technology":"uwb"}}""");
        var plan = $$$"""{"type":"FeatureCollection","mine":{"id":"{{{mine}}}","name":"Kill {{{Interlocked.Increment(ref _plans)}}}","crs":"local","timeZone":"UTC"},"features":[{{{features}}}]}""";
        using var answer = await http.PutAsync($"/api/mines/{mine}/plan", new StringContent(plan, Encoding.UTF8, "application/geo+json"), stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(stop));
    }

    /// <summary>Sends until it is told to stop.</summary>
    public Task Run(ServerProcess server, CancellationToken stop) => Task.WhenAll(
    [
        .. Enumerable.Range(0, 3).Select(i => Task.Run(() => Insist(() => Post(server, i, stop), stop), CancellationToken.None)),
        Task.Run(() => Insist(() => Publish(server, stop), stop), CancellationToken.None),
        Task.Run(() => Insist(() => Act(server, stop), stop), CancellationToken.None),
    ]);

    // The server was killed, or cannot write: what was on its way has no acknowledgement.
    private static async Task Insist(Func<Task> send, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await send();
            }
            catch (Exception cut) when (cut is HttpRequestException or OperationCanceledException or MqttCommunicationException or IOException or MqttClientNotConnectedException or MqttClientDisconnectedException)
            {
                if (!stop.IsCancellationRequested) await Task.Delay(Breath, CancellationToken.None);
            }
        }
    }

    private async Task Post(ServerProcess server, int sender, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        while (!stop.IsCancellationRequested)
        {
            var (payload, keys) = Batch("H" + sender);
            using var body = new ByteArrayContent(payload);
            body.Headers.ContentType = new("application/x-ndjson");
            using var answer = await http.PostAsync($"/api/mines/{mine}/sightings", body, stop);
            if (Taken(answer))
                foreach (var key in keys) Sightings.TryAdd(key, 0);
            else await Task.Delay(Breath, stop);
        }
    }

    private async Task Publish(ServerProcess server, CancellationToken stop)
    {
        using var client = new MqttClientFactory().CreateMqttClient();
        await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", server.MqttPort).Build(), stop);
        while (!stop.IsCancellationRequested)
        {
            var (payload, keys) = Batch("M");
            var message = new MqttApplicationMessageBuilder().WithTopic($"shyraq/{mine}/sightings").WithPayload(payload).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build();
            if (!(await client.PublishAsync(message, stop)).IsSuccess) continue;
            foreach (var key in keys) Sightings.TryAdd(key, 0);
        }
    }

    private async Task Act(ServerProcess server, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        while (!stop.IsCancellationRequested)
        {
            var by = string.Create(CultureInfo.InvariantCulture, $"somebody {Interlocked.Increment(ref _acts)}");
            using var answer = await http.PostAsJsonAsync($"/api/mines/{mine}/acts", new { by, act = new { kind = "recordExport", what = "tracks", form = "csv" } }, stop);
            if (Taken(answer)) Acts.TryAdd(by, 0);
            await Task.Delay(Breath, stop);
        }
    }

    private static bool Taken(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode || answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable, $"{answer.StatusCode}");
        return answer.IsSuccessStatusCode;
    }

    private (byte[] Payload, List<(string Tag, long Time)> Keys) Batch(string sender)
    {
        var text = new StringBuilder();
        var keys = new List<(string, long)>();
        for (var i = 0; i < 40; i++)
        {
            var time = NextTime();
            var tag = $"{sender}.{i % 20}";
            text.Append(CultureInfo.InvariantCulture, $$"""{"time":"{{new Instant(time)}}","tag":"{{tag}}","kind":"range","anchor":"A{{i % 11}}","metres":{{20 + i % 11 * 3}}}""").Append('\n');
            keys.Add((tag, time));
        }
        return (Encoding.UTF8.GetBytes(text.ToString()), keys);
    }

    private long NextTime()
    {
        var now = Instant.From(TimeProvider.System.GetUtcNow()).UnixMicroseconds;
        while (true)
        {
            var last = Interlocked.Read(ref _lastTime);
            var next = Math.Max(last + 1, now);
            if (Interlocked.CompareExchange(ref _lastTime, next, last) == last) return next;
        }
    }
}
