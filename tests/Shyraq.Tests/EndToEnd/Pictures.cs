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
                await screen.Page.Keyboard.PressAsync("i");
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

    private static async Task Photograph(Screen screen, string folder, string name)
    {
        // The camera flies for a moment after each choice.
        await Task.Delay(TimeSpan.FromSeconds(3));
        await screen.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
    }
}
