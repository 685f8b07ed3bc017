using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Inputs;
using Shyraq.Storage;
using Shyraq.Storage.Journal;
using Shyraq.Tests.Hosting;

namespace Shyraq.Tests.EndToEnd;

/// <summary>
/// A server is killed at random instants under load from HTTP and MQTT, and started again. How often: SHYRAQ_KILLS, by
/// default 5; with which chance: SHYRAQ_SEED.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const string MineName = "kill";
    private static readonly MineId Mine = new(MineName);
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("SHYRAQ_KILLS") ?? "5", CultureInfo.InvariantCulture);

    /// <summary>Every sighting is told apart by its tag and its microsecond.</summary>
    private long _lastTime = Instant.From(TimeProvider.System.GetUtcNow()).UnixMicroseconds;

    [Fact]
    public async Task A_killed_server_has_lost_nothing_acknowledged_and_believes_the_same()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SHYRAQ_QUICK") is not null, "quick run: the kills are left out");
        var folder = Directory.CreateTempSubdirectory("shyraq-kill-").FullName;
        var random = new Random(int.Parse(Environment.GetEnvironmentVariable("SHYRAQ_SEED") ?? "20260301", CultureInfo.InvariantCulture));
        var acknowledged = new ConcurrentDictionary<(string Tag, long Time), byte>();
        try
        {
            for (var kill = 1; kill <= Kills; kill++)
            {
                await using (var server = await ServerProcess.Start(folder))
                {
                    if (kill == 1) await PutPlan(server);
                    await Ready(server);
                    using var stop = new CancellationTokenSource();
                    var before = acknowledged.Count;
                    var load = Load(server, acknowledged, stop.Token);
                    // A cold server on a slow machine takes its time to the first answer; the instant of the kill counts from there.
                    await Eventually.Is("something is acknowledged", () => Task.FromResult(acknowledged.Count > before));
                    await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1500)));
                    await server.Kill();
                    await stop.CancelAsync();
                    await load;
                }
                await using var again = await ServerProcess.Start(folder);
                var (sequence, digest) = await Beliefs(again);
                var (code, said) = await ServerProcess.Verb("verify", "--data", folder, "--mine", MineName, "--beliefs", "--at", sequence.ToString(CultureInfo.InvariantCulture));
                Assert.True(code == 0, said);
                Assert.Contains(digest, said, StringComparison.Ordinal);

                var found = Found(folder);
                var lost = acknowledged.Keys.Count(key => !found.Contains(key));
                output.WriteLine($"kill {kill}: acknowledged {acknowledged.Count}, found {found.Count}, lost {lost}, block {sequence}, beliefs {digest[..12]} equal");
                Assert.Equal(0, lost);
            }
            Assert.Contains(acknowledged.Keys, key => key.Tag.StartsWith('H'));
            Assert.Contains(acknowledged.Keys, key => key.Tag.StartsWith('M'));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Waits until the mine has followed its journal.</summary>
    private static async Task Ready(ServerProcess server)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!(await http.GetAsync("/health/ready", patience.Token)).IsSuccessStatusCode) await Task.Delay(50, patience.Token);
    }

    private static async Task PutPlan(ServerProcess server)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        var features = new StringBuilder("""{"type":"Feature","geometry":{"type":"LineString","coordinates":[[0,0,0],[600,0,0]]},"properties":{"kind":"roadway","id":"R1","name":"R1","level":"L1","width":5,"height":3}}""");
        for (var i = 0; i < 11; i++)
            features.Append(CultureInfo.InvariantCulture, $$$""",{"type":"Feature","geometry":{"type":"Point","coordinates":[{{{i * 60}}},1,1]},"properties":{"kind":"anchor","id":"A{{{i}}}","technology":"uwb"}}""");
        var plan = $$$"""{"type":"FeatureCollection","mine":{"id":"{{{MineName}}}","name":"Kill","crs":"local","timeZone":"UTC"},"features":[{{{features}}}]}""";
        using var answer = await http.PutAsync($"/api/mines/{MineName}/plan", new StringContent(plan, Encoding.UTF8, "application/geo+json"));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task Load(ServerProcess server, ConcurrentDictionary<(string, long), byte> acknowledged, CancellationToken stop)
    {
        await Task.WhenAll([.. Enumerable.Range(0, 3).Select(i => Task.Run(() => Post(server, i, acknowledged, stop), CancellationToken.None)),
            Task.Run(() => Publish(server, acknowledged, stop), CancellationToken.None)]);
    }

    private async Task Post(ServerProcess server, int sender, ConcurrentDictionary<(string, long), byte> acknowledged, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        while (!stop.IsCancellationRequested)
        {
            var (payload, keys) = Batch("H" + sender);
            try
            {
                using var body = new ByteArrayContent(payload);
                body.Headers.ContentType = new("application/x-ndjson");
                using var answer = await http.PostAsync($"/api/mines/{MineName}/sightings", body, stop);
                Assert.True(answer.IsSuccessStatusCode || answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable, $"{answer.StatusCode}");
                if (!answer.IsSuccessStatusCode) continue;
            }
            catch (Exception cut) when (cut is HttpRequestException or OperationCanceledException)
            {
                continue;
            }
            foreach (var key in keys) acknowledged.TryAdd(key, 0);
        }
    }

    private async Task Publish(ServerProcess server, ConcurrentDictionary<(string, long), byte> acknowledged, CancellationToken stop)
    {
        try
        {
            using var client = new MqttClientFactory().CreateMqttClient();
            await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", server.MqttPort).Build(), stop);
            while (!stop.IsCancellationRequested)
            {
                var (payload, keys) = Batch("M");
                var message = new MqttApplicationMessageBuilder().WithTopic($"shyraq/{MineName}/sightings").WithPayload(payload).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build();
                if (!(await client.PublishAsync(message, stop)).IsSuccess) continue;
                foreach (var key in keys) acknowledged.TryAdd(key, 0);
            }
        }
        catch (Exception cut) when (cut is MqttCommunicationException or OperationCanceledException or IOException or MqttClientNotConnectedException or MqttClientDisconnectedException)
        {
            // The server was killed: what was on its way has no acknowledgement.
        }
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

    private static async Task<(long Sequence, string Digest)> Beliefs(ServerProcess server)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        var mine = await http.GetFromJsonAsync<JsonElement>($"/api/mines/{MineName}");
        var beliefs = mine.GetProperty("beliefs");
        return (beliefs.GetProperty("sequence").GetInt64(), beliefs.GetProperty("digest").GetString()!);
    }

    private static HashSet<(string Tag, long Time)> Found(string folder)
    {
        var found = new HashSet<(string, long)>();
        foreach (var block in JournalReader.ReadFolder(DataFolder.FolderOf(folder, Mine), Mine))
            foreach (var input in InputCodec.Decode(block.Body, 1).OfType<SightingsInput>())
                foreach (var sighting in input.Sightings)
                    found.Add((sighting.Tag.Value, sighting.Time.UnixMicroseconds));
        return found;
    }
}
