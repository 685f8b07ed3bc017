using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Sightings;
using Shyraq.Tests.Hosting;
using Shyraq.Web.Mqtt;

namespace Shyraq.Tests.Mqtt;

public sealed class ExternalBrokerTests
{
    private static readonly Receipt Journalled = new Receipt.Journalled(1, 3, ImmutableDictionary<string, int>.Empty);
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task What_comes_through_a_broker_elsewhere_is_on_the_map_also_what_came_while_the_server_was_away()
    {
        using var broker = await Mosquitto.Start();
        var mqtt = Of(broker);
        var server = await Server.Start(mqtt: mqtt);
        try
        {
            var mine = await server.NewMine();
            await Connected(server);
            using var gateway = await Gateway.Connect(broker.Port);
            Assert.True((await gateway.Publish(mine, SmallMine.Ranges("T1", 120, Now))).IsSuccess);
            await Eventually.Is("the tag heard while the server was up has a fix", async () => await Tags(server, mine) == 1);

            await server.Stop();
            for (var i = 0; i < 20; i++) await gateway.Publish(mine, SmallMine.Ranges($"A{i}", 120, Now));
            var again = await Server.Start(mqtt: mqtt, folder: server.Folder);
            try { await Eventually.Is("the tags heard while the server was away have fixes", async () => await Tags(again, mine) == 21); }
            finally { await again.Stop(); }
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task What_the_journal_did_not_take_is_not_acknowledged_and_comes_again()
    {
        using var broker = await Mosquitto.Start();
        var (taken, fails) = (new ConcurrentDictionary<string, int>(), true);
        await using var server = await Server.Start(ScriptedMine.Answering(batch =>
        {
            if (Volatile.Read(ref fails)) return Task.FromResult<Receipt>(new Receipt.Failed("disk full"));
            foreach (var sighting in ((SightingsInput)batch.Inputs[0]).Sightings) taken.AddOrUpdate(sighting.Tag.Value, 1, (_, n) => n + 1);
            return Task.FromResult(Journalled);
        }), Of(broker));
        await Connected(server);
        using var gateway = await Gateway.Connect(broker.Port);
        for (var i = 0; i < 200; i++) await gateway.Publish("any", SmallMine.Ranges($"T{i}", 120, Now));
        Assert.Empty(taken);
        Volatile.Write(ref fails, false);
        await Eventually.Is("every payload came again once the journal could be written", () => Task.FromResult(taken.Count == 200));
    }

    [Fact]
    public async Task What_was_in_flight_when_the_server_died_comes_again()
    {
        using var broker = await Mosquitto.Start();
        using var gateway = await Gateway.Connect(broker.Port);
        // This server takes payloads in and never gets to acknowledge them: it goes as if it had been killed.
        var stuck = new TaskCompletionSource<Receipt>();
        var asked = 0;
        var dying = await Server.Start(ScriptedMine.Answering(_ => { Interlocked.Increment(ref asked); return stuck.Task; }), Of(broker));
        await Connected(dying);
        for (var i = 0; i < 50; i++) await gateway.Publish("any", SmallMine.Ranges($"T{i}", 120, Now));
        await Eventually.Is("payloads are in flight", () => Task.FromResult(Volatile.Read(ref asked) > 0));
        await dying.DisposeAsync();

        var taken = new ConcurrentDictionary<string, byte>();
        await using var server = await Server.Start(ScriptedMine.Answering(batch =>
        {
            foreach (var sighting in ((SightingsInput)batch.Inputs[0]).Sightings) taken[sighting.Tag.Value] = 0;
            return Task.FromResult(Journalled);
        }), Of(broker));
        await Eventually.Is("all 50 payloads came to the server that took over", () => Task.FromResult(taken.Count == 50));
    }

    [Fact]
    public async Task A_broker_that_is_away_is_tried_again_and_the_server_is_not_ready_meanwhile()
    {
        await using var server = await Server.Start(mqtt: new() { Host = "127.0.0.1:1", ReconnectAfter = TimeSpan.FromMilliseconds(50) });
        await Eventually.Is("MQTT reconnects", () => Task.FromResult(server.Services.GetRequiredService<MqttStatus>().State == "reconnecting"));
        using var ready = await server.Http.GetAsync("/health/ready");
        Assert.Equal(503, (int)ready.StatusCode);
        Assert.Contains("reconnecting", (await ready.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static MqttOptions Of(Mosquitto broker) =>
        new() { Host = $"127.0.0.1:{broker.Port}", ClientId = $"shyraq-test-{broker.Port}", ReconnectAfter = TimeSpan.FromMilliseconds(50) };

    private static Task Connected(Server server) =>
        Eventually.Is("the server is connected to the broker", () => Task.FromResult(server.Services.GetRequiredService<MqttStatus>().State == "connected"));

    private static async Task<int> Tags(Server server, string mine) =>
        JsonElement.Parse(await server.Http.GetStringAsync($"/api/mines/{mine}/fixes")).GetProperty("fixes").GetArrayLength();
}
