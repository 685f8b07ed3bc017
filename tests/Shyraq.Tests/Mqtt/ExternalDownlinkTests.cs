using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using MQTTnet;
using MQTTnet.Protocol;
using Shyraq.Tests.Hosting;
using Shyraq.Web.Mqtt;

namespace Shyraq.Tests.Mqtt;

/// <summary>Orders and their receipts through a broker that is not ours.</summary>
public sealed class ExternalDownlinkTests
{
    [Fact]
    public async Task An_order_reaches_the_tag_through_a_broker_elsewhere_and_what_the_tag_answers_is_on_the_board()
    {
        using var broker = await Mosquitto.Start();
        await using var server = await Server.Start(mqtt: new MqttOptions { Host = $"127.0.0.1:{broker.Port}", ClientId = $"shyraq-test-{broker.Port}", ReconnectAfter = TimeSpan.FromMilliseconds(50) });
        var mine = await server.NewMine();
        using var lamp = await Gateway.Connect(broker.Port);
        var (orders, whole) = (new ConcurrentQueue<MqttApplicationMessage>(), new ConcurrentQueue<MqttApplicationMessage>());
        lamp.ApplicationMessageReceivedAsync += heard =>
        {
            (heard.ApplicationMessage.Topic.EndsWith("/orders", StringComparison.Ordinal) ? whole : orders).Enqueue(heard.ApplicationMessage);
            return Task.CompletedTask;
        };
        await lamp.SubscribeAsync($"shyraq/{mine}/orders/T1", MqttQualityOfServiceLevel.AtLeastOnce);
        await lamp.SubscribeAsync($"shyraq/{mine}/orders", MqttQualityOfServiceLevel.AtLeastOnce);
        await Eventually.Is("the lamp is heard", async () =>
        {
            await lamp.Publish(mine, SmallMine.Ranges("T1", 120, TimeProvider.System.GetUtcNow()));
            return JsonElement.Parse(await server.Http.GetStringAsync($"/api/mines/{mine}/fixes")).GetProperty("fixes").GetArrayLength() == 1;
        });

        using var given = await server.Http.PostAsJsonAsync($"/api/mines/{mine}/acts", new { by = "Omarov", act = new { kind = "giveOrder", text = "leave", to = new { }, note = "by the west drift" } });
        Assert.True(given.IsSuccessStatusCode, await given.Content.ReadAsStringAsync());
        await Eventually.Is("the order came to the tag's topic and to that of all", () => Task.FromResult(!orders.IsEmpty && !whole.IsEmpty));
        Assert.True(orders.TryPeek(out var order));
        var body = JsonElement.Parse(order.ConvertPayloadToString());
        Assert.Equal((MqttQualityOfServiceLevel.AtLeastOnce, 1, "leave", "by the west drift"),
            (order.QualityOfServiceLevel, body.GetProperty("order").GetInt32(), body.GetProperty("text").GetString(), body.GetProperty("note").GetString()));
        Assert.Equal("", await Answered());

        foreach (var (answer, expected) in new[] { ("delivered", "delivered"), ("read", "delivered read"), ("understood", "delivered read understood") })
        {
            await lamp.PublishAsync(new MqttApplicationMessageBuilder().WithTopic($"shyraq/{mine}/answers").WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
                .WithPayload($$"""{"time":"{{TimeProvider.System.GetUtcNow().UtcDateTime:O}}","tag":"T1","order":1,"answer":"{{answer}}"}""").Build());
            await Eventually.Is($"the board says: {expected}", async () => await Answered() == expected);
        }

        async Task<string> Answered()
        {
            var receipt = JsonElement.Parse(await server.Http.GetStringAsync($"/api/mines/{mine}/evacuation")).GetProperty("orders")[0].GetProperty("receipts")[0];
            Assert.Equal("T1", receipt.GetProperty("tag").GetString());
            return string.Join(' ', ((string[])["delivered", "read", "understood"]).Where(name => receipt.GetProperty(name).ValueKind != JsonValueKind.Null));
        }
    }
}
