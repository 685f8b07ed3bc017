using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Shyraq.Tests.EndToEnd;

/// <summary>Makes the pictures of the documents: <c>docs/images/make.sh</c> sets SHYRAQ_IMAGES to the folder that they go to.</summary>
public sealed class Pictures
{
    [Fact]
    public async Task The_console_is_photographed()
    {
        var folder = Environment.GetEnvironmentVariable("SHYRAQ_IMAGES");
        Assert.SkipWhen(folder is null, "pictures are made by docs/images/make.sh");
        var data = Directory.CreateTempSubdirectory("shyraq-pictures-").FullName;
        try
        {
            await using var server = await ServerProcess.Start(data, "--demo");
            // Long enough for some to have gone silent and for places to be ambiguous.
            await Task.Delay(TimeSpan.FromSeconds(60));
            foreach (var (dark, theme) in ((bool, string)[])[(true, "dark"), (false, "light")])
            {
                await using var screen = await Screen.Open(server.Address, dark ? "en" : "ru", dark);
                await screen.Until("people to be drawn", "() => Object.keys(window.shyraq?.positions() ?? {}).length > 200", 120);
                await Photograph(screen, folder!, $"mine-3d-{theme}");
                await screen.Page.Keyboard.PressAsync("3");
                await Photograph(screen, folder!, $"level-{theme}");
                await screen.Page.Keyboard.PressAsync("c");
                await screen.Of("coverage").WaitForAsync(new() { Timeout = 60_000 });
                await Photograph(screen, folder!, $"coverage-{theme}");
                await screen.Page.Keyboard.PressAsync("c");
                await screen.Of("person-row").Nth(3).ClickAsync();
                await screen.Of("person-panel").WaitForAsync();
                await Photograph(screen, folder!, $"person-{theme}");
                if (!dark) await server.Kill();
                else continue;
                await screen.Until("the feed to be stale", "() => document.querySelector('[data-testid=connection-state]')?.dataset.state === 'stale'", 15);
                await Task.Delay(TimeSpan.FromSeconds(8));
                await Photograph(screen, folder!, $"stale-{theme}");
                await screen.Of("theme-toggle").ClickAsync();
                await Photograph(screen, folder!, "stale-dark");
            }
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task The_alarms_are_photographed()
    {
        var folder = Environment.GetEnvironmentVariable("SHYRAQ_IMAGES");
        Assert.SkipWhen(folder is null, "pictures are made by docs/images/make.sh");
        var data = Directory.CreateTempSubdirectory("shyraq-pictures-").FullName;
        try
        {
            await using var server = await ServerProcess.Start(data, "--demo");
            using var http = new HttpClient { BaseAddress = server.Address };
            await Task.Delay(TimeSpan.FromSeconds(90));
            var plan = JsonElement.Parse(await http.GetStringAsync("/api/mines/demo/plan"));
            var sensors = plan.GetProperty("features").EnumerateArray().Select(one => one.GetProperty("properties")).Where(one => one.GetProperty("kind").GetString() == "sensor").Select(one => (Id: one.GetProperty("id").GetString()!, Measures: one.GetProperty("measures").GetString())).ToArray();
            // The demonstration mine breathes no gas: fresh air everywhere, and methane at the end of one longwall that climbs past its limit.
            for (var i = 0; i < 40; i++)
            {
                var at = TimeProvider.System.GetUtcNow().AddSeconds(10 * (i - 39)).UtcDateTime;
                var lines = sensors.Select(one => $$"""{"time":"{{at:O}}","sensor":"{{one.Id}}","value":{{(one.Id == "CH4-32K10V-2" ? 0.2 + 0.024 * i : one.Id == "CH4-34K10V-3" ? 0.3 + 0.012 * i : one.Measures switch { "O2" => 20.8, "CO" => 3 + i % 3, "AIR" => 1.6, _ => 0.18 + 0.01 * (i % 4) }).ToString(CultureInfo.InvariantCulture)}}}""");
                await Send(http, "readings", string.Join('\n', lines));
            }
            await Send(http, "sightings", $$"""{"time":"{{TimeProvider.System.GetUtcNow().UtcDateTime:O}}","tag":"T0007","kind":"status","sos":true}""");
            foreach (var (dark, theme) in ((bool, string)[])[(true, "dark"), (false, "light")])
            {
                await using var screen = await Screen.Open(server.Address, dark ? "en" : "ru", dark);
                await screen.Until("people to be drawn", "() => Object.keys(window.shyraq?.positions() ?? {}).length > 200", 120);
                await screen.Until("alarms", "() => Number(document.querySelector('[data-testid=alarm-watch]')?.dataset.open) > 1", 60);
                await screen.Page.Keyboard.PressAsync("a");
                await Photograph(screen, folder!, $"alarms-{theme}");
                await screen.Page.Keyboard.PressAsync("b");
                await Photograph(screen, folder!, $"alarm-desk-{theme}");
                await screen.Page.Keyboard.PressAsync("v");
                await Photograph(screen, folder!, $"gas-{theme}");
            }
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task The_desk_of_zones_is_photographed()
    {
        var folder = Environment.GetEnvironmentVariable("SHYRAQ_IMAGES");
        Assert.SkipWhen(folder is null, "pictures are made by docs/images/make.sh");
        var data = Directory.CreateTempSubdirectory("shyraq-pictures-").FullName;
        try
        {
            await using var server = await ServerProcess.Start(data, "--demo");
            await Task.Delay(TimeSpan.FromSeconds(30));
            using var http = new HttpClient { BaseAddress = server.Address };
            await Act(http, """{"kind":"requestClearance","zone":"Z-LAVA-31K10Z","why":"взрывание в 14:30"}""");
            await Act(http, """{"kind":"putRules","zone":"Z-LAVA-31K10Z","rules":[{"kind":"capacity","max":12},{"kind":"tooFew","min":2,"minutes":30},{"kind":"overtime","minutes":360}]}""");
            foreach (var dark in (bool[])[true, false])
            {
                await using var screen = await Screen.Open(new(server.Address, "/?desk=zones"), dark ? "en" : "ru", dark);
                await screen.Of("who-acts").FillAsync("Айгүл");
                await screen.Page.Locator("[data-testid=zone-row][data-zone=Z-LAVA-31K10Z]").ClickAsync();
                if (!dark) await screen.Of("zone-edit").ClickAsync();
                await Photograph(screen, folder!, dark ? "zones-dark" : "zones-edit-light");
            }
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }

        static async Task Act(HttpClient http, string act)
        {
            using var body = new StringContent($$"""{"by":"Айгүл","act":{{act}}}""", System.Text.Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync("/api/mines/demo/acts", body);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task The_lamp_room_and_the_list_of_who_is_not_out_are_photographed()
    {
        var folder = Environment.GetEnvironmentVariable("SHYRAQ_IMAGES");
        Assert.SkipWhen(folder is null, "pictures are made by docs/images/make.sh");
        var data = Directory.CreateTempSubdirectory("shyraq-pictures-").FullName;
        try
        {
            await using var server = await ServerProcess.Start(data, "--demo");
            using (var http = new HttpClient { BaseAddress = server.Address })
            {
                // A turnstile and a stranger's tag, so that there is something that does not fit.
                await Post(http, "passages", $$"""{"time":"{{TimeProvider.System.GetUtcNow().UtcDateTime:O}}","person":"77077","gate":"E1","direction":"in"}""");
                await Task.Delay(TimeSpan.FromSeconds(60));
            }
            foreach (var (dark, theme) in ((bool, string)[])[(true, "dark"), (false, "light")])
            {
                await using var screen = await Screen.Open(server.Address, dark ? "ru" : "en", dark);
                await screen.Until("people to be drawn", "() => Object.keys(window.shyraq?.positions() ?? {}).length > 200", 120);
                await screen.Page.Keyboard.PressAsync("p");
                await screen.Of("presence-row").First.WaitForAsync();
                await Photograph(screen, folder!, $"presence-{theme}");
                await screen.Of("shift-change-open").ClickAsync();
                await Photograph(screen, folder!, $"shift-change-{theme}");
                await screen.Page.Keyboard.PressAsync("r");
                await screen.Of("registry-row").First.WaitForAsync();
                if (dark) await screen.Of("registry-row").Nth(4).Locator("button").ClickAsync();
                await Photograph(screen, folder!, $"registry-{theme}");
                await screen.Of("desk-lamps").ClickAsync();
                await screen.Of("lamp-scan").WaitForAsync();
                await screen.Of("who-acts").FillAsync(dark ? "Ламповщица Ким" : "Lamp clerk Kim");
                await screen.Of("lamp-scan").FillAsync("0301");
                await screen.Of("lamp-scan").PressAsync("Enter");
                await screen.Of("lamp-scan").FillAsync(dark ? "ов" : "10");
                await Photograph(screen, folder!, $"lamps-{theme}");
            }
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }

        static async Task Post(HttpClient http, string kind, string line)
        {
            using var body = new StringContent(line);
            body.Headers.ContentType = new("application/x-ndjson");
            Assert.True((await http.PostAsync($"/api/mines/demo/{kind}", body)).IsSuccessStatusCode);
        }
    }

    [Fact]
    public async Task The_sheet_of_a_training_run_is_photographed()
    {
        var folder = Environment.GetEnvironmentVariable("SHYRAQ_IMAGES");
        Assert.SkipWhen(folder is null, "pictures are made by docs/images/make.sh");
        var data = Directory.CreateTempSubdirectory("shyraq-pictures-").FullName;
        try
        {
            await using var server = await ServerProcess.Start(data, "--training");
            foreach (var (dark, theme) in ((bool, string)[])[(true, "dark"), (false, "light")])
            {
                await using var screen = await Screen.Open(server.Address, dark ? "en" : "ru", dark);
                if (dark) await screen.Of("training-start").ClickAsync();
                if (dark) await screen.Of("training-go").ClickAsync(new() { Timeout = 120_000 });
                else await screen.Until("the run to be scored", "() => document.querySelector('[data-testid=training-score]') !== null", 240);
                await Task.Delay(TimeSpan.FromSeconds(dark ? 40 : 0));
                await Photograph(screen, folder!, $"training-{theme}");
            }
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task The_past_is_photographed()
    {
        var folder = Environment.GetEnvironmentVariable("SHYRAQ_IMAGES");
        Assert.SkipWhen(folder is null, "pictures are made by docs/images/make.sh");
        var data = Directory.CreateTempSubdirectory("shyraq-pictures-").FullName;
        try
        {
            await using var server = await ServerProcess.Start(data, "--demo");
            using var http = new HttpClient { BaseAddress = server.Address };
            await Task.Delay(TimeSpan.FromSeconds(100));
            foreach (var tag in (string[])["T0007", "T0031", "T0090"])
            {
                await Send(http, "sightings", $$"""{"time":"{{TimeProvider.System.GetUtcNow().UtcDateTime:O}}","tag":"{{tag}}","kind":"status","sos":true}""");
                await Task.Delay(TimeSpan.FromSeconds(25));
            }
            var then = TimeProvider.System.GetUtcNow().AddSeconds(-20);
            await Task.Delay(TimeSpan.FromSeconds(60));
            var (code, said) = await ServerProcess.Verb("hindsight", "--data", data, "--mine", "demo", "--from", $"{then.AddSeconds(-60).UtcDateTime:O}", "--to", $"{then.AddSeconds(40).UtcDateTime:O}", "--name", "hindsight");
            Assert.True(code == 0, said);
            foreach (var (dark, theme) in ((bool, string)[])[(true, "dark"), (false, "light")])
            {
                await using var screen = await Screen.Open(new(server.Address, $"/?at={then.UtcDateTime:O}&level=гор. %2B50"), dark ? "en" : "ru", dark);
                await screen.Until("the past to be read", "() => document.querySelector('[data-testid=replay]')?.dataset.reads === 'false' && Object.keys(window.shyraq?.positions() ?? {}).length > 200", 120);
                await screen.Of("replay-length").SelectOptionAsync("900000");
                await Photograph(screen, folder!, $"past-{theme}");
                if (!dark) await screen.Page.Keyboard.PressAsync("p");
                else
                {
                    for (var i = 3; i < 5; i++)
                    {
                        await screen.Of("person-row").Nth(i).ClickAsync();
                        await screen.Page.Keyboard.PressAsync("g");
                    }
                    await screen.Page.Keyboard.PressAsync("0");
                    await screen.Of("heat-toggle").ClickAsync();
                    await screen.Of("replay-compare").SelectOptionAsync(new[] { "hindsight" });
                    await Task.Delay(TimeSpan.FromSeconds(5));
                }
                await Photograph(screen, folder!, dark ? "past-compared-dark" : "past-presence-light");
            }
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task Send(HttpClient http, string kind, string ndjson)
    {
        using var body = new StringContent(ndjson, Encoding.UTF8, "application/x-ndjson");
        using var answer = await http.PostAsync($"/api/mines/demo/{kind}", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task Photograph(Screen screen, string folder, string name)
    {
        // The camera flies for a moment after each choice.
        await Task.Delay(TimeSpan.FromSeconds(3));
        await screen.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
    }
}
