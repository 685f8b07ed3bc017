using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Shyraq.Tests.Hosting;

namespace Shyraq.Tests.Evacuation;

public sealed class EvacuationApiTests(Server server)
{
    private async Task<HttpResponseMessage> Act(string mine, object act, string by = "Omarov") => await server.Http.PostAsJsonAsync($"/api/mines/{mine}/acts", new { by, act });

    private async Task<JsonElement> Board(string mine, string name = "evacuation") => await server.Http.GetFromJsonAsync<JsonElement>($"/api/mines/{mine}/{name}");

    [Fact]
    public async Task A_tag_gets_its_order_over_mqtt_and_answers_it()
    {
        var mine = await server.NewMine();
        await server.Post(mine, SmallMine.Ranges("T1", 120, TimeProvider.System.GetUtcNow()));
        using var lamp = new MqttClientFactory().CreateMqttClient();
        var orders = new TaskCompletionSource<MqttApplicationMessage>();
        lamp.ApplicationMessageReceivedAsync += message => { orders.TrySetResult(message.ApplicationMessage); return Task.CompletedTask; };
        await lamp.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", server.MqttPort).WithProtocolVersion(MqttProtocolVersion.V500).Build());
        await lamp.SubscribeAsync($"shyraq/{mine}/orders/T1", MqttQualityOfServiceLevel.AtLeastOnce);

        Assert.Equal(HttpStatusCode.OK, (await Act(mine, new { kind = "giveOrder", text = "leave", to = new { } })).StatusCode);
        var order = await orders.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(MqttQualityOfServiceLevel.AtLeastOnce, order.QualityOfServiceLevel);
        var body = JsonElement.Parse(order.ConvertPayloadToString());
        Assert.Equal((1, "leave", "T1"), (body.GetProperty("order").GetInt32(), body.GetProperty("text").GetString(), body.GetProperty("tags")[0].GetString()));

        await lamp.PublishAsync(new MqttApplicationMessageBuilder().WithTopic($"shyraq/{mine}/answers").WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .WithPayload($$"""{"time":"{{TimeProvider.System.GetUtcNow().UtcDateTime:O}}","tag":"T1","order":1,"answer":"read"}""").Build());
        var receipt = (await Board(mine)).GetProperty("orders")[0].GetProperty("receipts")[0];
        Assert.NotEqual(JsonValueKind.Null, receipt.GetProperty("sent").ValueKind);
        Assert.NotEqual(JsonValueKind.Null, receipt.GetProperty("read").ValueKind);
    }

    [Fact]
    public async Task Nobody_else_gives_orders_over_the_embedded_broker_or_listens_to_what_is_no_order()
    {
        var mine = await server.NewMine();
        using var stranger = new MqttClientFactory().CreateMqttClient();
        await stranger.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", server.MqttPort).WithClientId("shyraq").WithProtocolVersion(MqttProtocolVersion.V500).Build());
        var published = await stranger.PublishAsync(new MqttApplicationMessageBuilder().WithTopic($"shyraq/{mine}/orders").WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).WithPayload("{}").Build());
        Assert.Equal(MqttClientPublishReasonCode.NotAuthorized, published.ReasonCode);
        foreach (var topic in (string[])["#", "shyraq/#", $"shyraq/{mine}/sightings", "shyraq/+/+", "shyraq/#/orders"])
            if (topic != "shyraq/#/orders") Assert.Equal(MqttClientSubscribeResultCode.NotAuthorized, (await stranger.SubscribeAsync(topic)).Items.Single().ResultCode);
        Assert.Equal(MqttClientSubscribeResultCode.GrantedQoS0, (await stranger.SubscribeAsync($"shyraq/{mine}/orders/+")).Items.Single().ResultCode);
    }

    [Fact]
    public async Task An_emergency_is_declared_over_the_api_and_what_cannot_be_done_says_why()
    {
        var mine = await server.NewMine();
        await server.Post(mine, SmallMine.Ranges("T1", 120, TimeProvider.System.GetUtcNow()));
        using var early = await Act(mine, new { kind = "confirmEmergency" });
        Assert.Equal((HttpStatusCode.Conflict, "notPrepared"), (early.StatusCode, (await early.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("reason").GetString()));
        Assert.Equal(JsonValueKind.Null, (await Board(mine, "picture")).ValueKind);
        Assert.True((await Act(mine, new { kind = "prepareEmergency", emergency = "roofFall", place = new { where = "main", roadway = "R1", offset = 100.0 }, why = "noise" })).IsSuccessStatusCode);
        Assert.True((await Act(mine, new { kind = "confirmEmergency" }, "Chief")).IsSuccessStatusCode);
        Assert.Equal("T1", (await Board(mine, "picture")).GetProperty("tags")[0].GetProperty("tag").GetString());
        Assert.Equal("Chief", (await Board(mine)).GetProperty("emergency").GetProperty("confirmedBy").GetString());
    }

    [Fact]
    public async Task An_emergency_plan_is_taken_with_a_name_and_refused_with_a_reason()
    {
        var mine = await server.NewMine();
        Assert.Equal(JsonValueKind.Null, (await Board(mine, "emergency-plan")).ValueKind);
        static StringContent Plan(string roadway) => new($$"""
            {"edition":"2026","selfRescuerMinutes":50,"metresPerMinute":null,"positions":[{"id":"7","name":"Main","sections":[{"roadway":"{{roadway}}","from":0,"to":300}],"kinds":["fire"],
             "actions":["Call the rescue station"],"routes":[{"who":"all","roadways":["R1"]}],"call":[{"who":"Rescue","phone":"112"}]}]}
            """, Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Http.PutAsync($"/api/mines/{mine}/emergency-plan", Plan("R1"))).StatusCode);
        using var wrong = await server.Http.PutAsync($"/api/mines/{mine}/emergency-plan?by=Omarov", Plan("R9"));
        Assert.Contains("R9", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, wrong.StatusCode);
        Assert.True((await server.Http.PutAsync($"/api/mines/{mine}/emergency-plan?by=Omarov", Plan("R1"))).IsSuccessStatusCode);
        Assert.Equal("7", (await Board(mine, "emergency-plan")).GetProperty("positions")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task The_rescue_sheet_is_one_file_in_either_form()
    {
        var mine = await server.NewMine();
        await server.Post(mine, SmallMine.Ranges("T1", 120, TimeProvider.System.GetUtcNow()));
        Assert.True((await Act(mine, new { kind = "markPerson", subject = "T1", @as = "underground", source = "list of the lamp room" })).IsSuccessStatusCode);
        Assert.Contains("T1", await server.Http.GetStringAsync($"/api/mines/{mine}/rescue-sheet.html"), StringComparison.Ordinal);
        Assert.Contains("<html lang=\"kk\">", await server.Http.GetStringAsync($"/api/mines/{mine}/rescue-sheet.html?language=kk"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Http.GetAsync($"/api/mines/{mine}/rescue-sheet.html?language=fr")).StatusCode);
        using var pdf = await server.Http.GetAsync($"/api/mines/{mine}/rescue-sheet.pdf?language=en");
        Assert.Equal(("application/pdf", "%PDF-1.7"), (pdf.Content.Headers.ContentType!.MediaType, (await pdf.Content.ReadAsStringAsync())[..8]));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync("/api/mines/nobody/rescue-sheet.html")).StatusCode);
    }
}
