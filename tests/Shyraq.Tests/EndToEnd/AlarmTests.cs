using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Shyraq.Tests.Hosting;

namespace Shyraq.Tests.EndToEnd;

/// <summary>An alarm on its way from the lamp to the dispatcher's key, in a real browser.</summary>
public sealed class AlarmTests
{
    [Fact]
    public async Task An_SOS_arrives_is_shown_by_one_key_and_acknowledged_by_the_next_and_gas_stands_on_its_desk()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SHYRAQ_QUICK") is not null, "quick run: the browser is left out");
        var folder = Directory.CreateTempSubdirectory("shyraq-alarms-").FullName;
        try
        {
            await using var server = await ServerProcess.Start(folder, "--no-mqtt");
            using var http = new HttpClient { BaseAddress = server.Address };
            Assert.True((await http.PutAsync("/api/mines/small/plan", SmallMine.GeoJson(await PlanWithSensor()))).IsSuccessStatusCode);
            await http.PutAsJsonAsync("/api/mines/small/tags", new Dictionary<string, object> { ["T1"] = new { carrier = "person", name = "Айгүл" } });
            await Post(http, "sightings", SmallMine.Ranges("T1", 120, Now));

            await using var screen = await Screen.Open(new Uri(server.Address, "/?mine=small"));
            await screen.Until("no alarm", "() => document.querySelector('[data-testid=alarm-watch]')?.dataset.open === '0'");
            await Post(http, "sightings", $$"""{"time":"{{Time}}","tag":"T1","kind":"status","sos":true}""" + "\n");
            await screen.Until("the SOS of T1 as a new critical alarm", "() => document.querySelector('[data-testid=alarm-row][data-kind=sos][data-subject=T1][data-priority=critical][data-state=unacknowledged]') !== null", 10);
            Assert.Contains("Айгүл", await screen.Of("alarm-row").First.InnerTextAsync(), StringComparison.Ordinal);

            // Nobody acts without a name.
            await screen.Of("who-acts").FillAsync("Диспетчер Ахметов");
            await screen.Page.Keyboard.PressAsync("Enter");

            // One key: show, acknowledge. Another calls a second person, who answers.
            using var roster = await http.PostAsJsonAsync("/api/mines/small/acts", new { by = "X", act = new { kind = "setEscalationRoster", people = new[] { new { name = "Shift engineer", contact = "tel. 101" } } } });
            Assert.True(roster.IsSuccessStatusCode, await roster.Content.ReadAsStringAsync());
            await screen.Page.Keyboard.PressAsync("a");
            await screen.Of("alarm-detail").WaitForAsync();
            await screen.Of("call-second").WaitForAsync();
            await screen.Page.Keyboard.PressAsync("j");
            await screen.Of("call-answered").ClickAsync();
            await screen.Until("who was called to have answered", "() => document.querySelector('[data-testid=alarm-calls] li')?.dataset.answered === 'true'", 10);
            Assert.Contains("Shift engineer, tel. 101", await screen.Of("alarm-calls").InnerTextAsync(), StringComparison.Ordinal);
            await screen.Page.EvaluateAsync("document.activeElement.blur()");
            Assert.Contains("Call them by voice", await screen.Of("alarm-detail").InnerTextAsync(), StringComparison.Ordinal);
            await screen.Page.Keyboard.PressAsync("a");
            await screen.Until("the alarm to be acknowledged", "() => document.querySelector('[data-testid=alarm-row][data-kind=sos][data-state=acknowledged]') !== null", 10);
            var alarm = JsonElement.Parse(await http.GetStringAsync("/api/mines/small/alarms")).GetProperty("alarms")[0];
            Assert.Equal(("acknowledged", "Диспетчер Ахметов"), (alarm.GetProperty("state").GetString(), alarm.GetProperty("acknowledged").GetProperty("by").GetString()));

            // Lives hang on it: it cannot be put aside, by whatever way.
            using var shelve = await http.PostAsJsonAsync("/api/mines/small/acts", new { by = "X", act = new { kind = "shelve", alarm = alarm.GetProperty("number").GetInt64(), reason = "noise", until = Time } });
            Assert.Equal("safetyAlarm", JsonElement.Parse(await shelve.Content.ReadAsStringAsync()).GetProperty("reason").GetString());

            // Methane where she is: she is called first.
            await Post(http, "readings", $$"""{"time":"{{Time}}","sensor":"CH4-1","quantity":"CH4","value":"1,3","unit":"%","status":"норма"}""" + "\n");
            await screen.Until("the gas alarm", "() => document.querySelector('[data-testid=alarm-row][data-kind=gasLimit][data-state=unacknowledged]') !== null", 10);
            await screen.Page.Keyboard.PressAsync("v");
            await screen.Until("the sensor beyond its limit on the gas desk", "() => document.querySelector('[data-sensor=CH4-1]')?.dataset.state === 'beyond'", 10);
            await screen.Until("T1 in danger first", "() => document.querySelector('[data-testid=in-danger]')?.dataset.tag === 'T1'", 10);
            await screen.Page.Keyboard.PressAsync("b");
            await screen.Of("alarm-report").WaitForAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static string Time => $"{Now.UtcDateTime:O}";

    private static async Task<string> PlanWithSensor()
    {
        var plan = await SmallMine.Plan("small").ReadAsStringAsync();
        return plan.TrimEnd()[..^2] + """,{"type":"Feature","properties":{"kind":"sensor","id":"CH4-1","measures":"CH4","unit":"%"},"geometry":{"type":"Point","coordinates":[130,0,1]}}]}""";
    }

    private static async Task Post(HttpClient http, string kind, string ndjson)
    {
        using var body = new StringContent(ndjson, Encoding.UTF8, "application/x-ndjson");
        using var answer = await http.PostAsync($"/api/mines/small/{kind}", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
