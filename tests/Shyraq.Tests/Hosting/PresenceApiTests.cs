using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MQTTnet;
using MQTTnet.Protocol;
using Shyraq.Tests.Mqtt;

namespace Shyraq.Tests.Hosting;

/// <summary>Registry, lamp room and presence through the API, as a desk, a personnel office and a turnstile use it.</summary>
public sealed class PresenceApiTests(Server server)
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task A_registry_is_put_as_csv_and_given_back_as_a_workbook()
    {
        var mine = await server.NewMine();
        using var put = await Table(mine, "csv", "text/csv", Encoding.UTF8.GetBytes("kind,id,name,number\nperson,P1,Айгүл,1234\ntag,T1,,\n"));
        Assert.Equal(2, (await Json(put)).GetProperty("entries").GetInt32());
        var board = await Json(await server.Http.GetAsync($"/api/mines/{mine}/registry"));
        Assert.Equal("Айгүл", board.GetProperty("people")[0].GetProperty("name").GetString());
        var workbook = await server.Http.GetByteArrayAsync($"/api/mines/{mine}/registry.xlsx?by=clerk");
        using var nameless = await server.Http.GetAsync($"/api/mines/{mine}/registry.xlsx");
        Assert.Equal(HttpStatusCode.BadRequest, nameless.StatusCode);
        using var again = await Table(mine, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook);
        Assert.Equal(2, (await Json(again)).GetProperty("entries").GetInt32());

        // The same workbook is the list of a shift: rows in their places, nothing planned.
        using var list = await Workbook(workbook);
        var lines = (await list.Content.ReadAsStringAsync()).Split('\n');
        Assert.Equal(("text/tab-separated-values", "kind"), (list.Content.Headers.ContentType!.MediaType, lines[0].Split('\t')[0]));
        Assert.Contains("Айгүл", lines[1].Split('\t'));
        Assert.Empty((await Presence(mine)).GetProperty("shifts").EnumerateArray());
        using var none = await Workbook([1, 2, 3]);
        Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);

        async Task<HttpResponseMessage> Workbook(byte[] bytes)
        {
            using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") } };
            return await server.Http.PostAsync($"/api/mines/{mine}/shift-list.xlsx", content);
        }

        using var wrong = await Table(mine, "csv", "text/csv", Encoding.UTF8.GetBytes("kind,id,name\nperson,P2,\nperson,P3,C\n"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        var fault = JsonElement.Parse(await wrong.Content.ReadAsStringAsync()).GetProperty("faults")[0];
        Assert.Equal((2, "name"), (fault.GetProperty("row").GetInt32(), fault.GetProperty("column").GetString()));
        Assert.Equal(1, (await Json(await server.Http.GetAsync($"/api/mines/{mine}/registry"))).GetProperty("people").GetArrayLength());
    }

    [Fact]
    public async Task A_lamp_that_is_issued_names_its_bearer_everywhere_and_an_act_that_cannot_be_done_says_why()
    {
        var mine = await server.NewMine();
        await Do(mine, new { kind = "importRegistry", people = new[] { new { id = "P1", name = "Айгүл", number = "1234" } } });
        await Do(mine, new { kind = "issueTag", tag = "T1", person = "P1" });
        Assert.Equal("Айгүл", (await Json(await server.Http.GetAsync($"/api/mines/{mine}/tags"))).GetProperty("T1").GetProperty("name").GetString());
        using var twice = await Act(mine, new { kind = "issueTag", tag = "T1", person = "P1" });
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        var why = JsonElement.Parse(await twice.Content.ReadAsStringAsync());
        Assert.Equal("tagIssued", why.GetProperty("reason").GetString());
        Assert.StartsWith("tagIssued;T1;Айгүл;20", why.GetProperty("phrase").GetString(), StringComparison.Ordinal);
        var row = Assert.Single((await Presence(mine)).GetProperty("people").EnumerateArray());
        Assert.Equal(("P1", "onSurface", "lampIssued"), (row.GetProperty("id").GetString(), row.GetProperty("state").GetString(), row.GetProperty("because").GetString()));
    }

    [Fact]
    public async Task A_passage_comes_by_http_and_by_mqtt_and_what_the_gate_gets_wrong_is_refused_by_name()
    {
        var mine = await server.NewMine();
        await Do(mine, new { kind = "importRegistry", people = new[] { new { id = "P1", name = "Айгүл", number = "1234" } } });
        using var body = new StringContent(Passage("1234", "in", 0) + "\n" + Passage("1234", "sideways", 1), Encoding.UTF8, "application/x-ndjson");
        body.Headers.ContentType = new("application/x-ndjson");
        var taken = await Json(await server.Http.PostAsync($"/api/mines/{mine}/passages", body));
        Assert.Equal(1, taken.GetProperty("refused").GetProperty("badValue").GetInt32());
        Assert.Equal("goingDown", (await Presence(mine)).GetProperty("people")[0].GetProperty("state").GetString());

        using var gateway = await Gateway.Connect(server.MqttPort);
        var published = await gateway.PublishAsync(new MqttApplicationMessageBuilder().WithTopic($"shyraq/{mine}/passages").WithPayload(Passage("1234", "out", 2)).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build());
        Assert.True(published.IsSuccess);
        var board = await Presence(mine);
        Assert.Equal("out", board.GetProperty("people")[0].GetProperty("state").GetString());
        Assert.Equal(0, board.GetProperty("counts").GetProperty("notOut").GetInt32());
    }

    private static string Passage(string person, string direction, int seconds) =>
        $$"""{"time":"{{Now.AddSeconds(-10 + seconds).UtcDateTime:yyyy-MM-ddTHH:mm:ss.ffffff}}Z","person":"{{person}}","gate":"E1","direction":"{{direction}}"}""";

    private async Task<JsonElement> Presence(string mine) => await Json(await server.Http.GetAsync($"/api/mines/{mine}/presence"));

    private Task<HttpResponseMessage> Act(string mine, object act) => server.Http.PostAsJsonAsync($"/api/mines/{mine}/acts", new { by = "clerk", act });

    private async Task Do(string mine, object act)
    {
        using var answer = await Act(mine, act);
        await Json(answer);
    }

    private async Task<HttpResponseMessage> Table(string mine, string ending, string type, byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        return await server.Http.PostAsync($"/api/mines/{mine}/registry.{ending}?by=office", content);
    }

    private static async Task<JsonElement> Json(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {text}");
        return JsonElement.Parse(text);
    }
}
