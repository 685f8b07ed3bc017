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
                await screen.Page.Keyboard.PressAsync("z");
                await screen.Of("zone-row").First.WaitForAsync();
                await screen.Page.Locator("[data-testid=zone-row][data-zone^=Z-LAVA]").First.ClickAsync();
                await Photograph(screen, folder!, $"zones-{theme}");
                await screen.Page.Keyboard.PressAsync("Escape");
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

    private static async Task Photograph(Screen screen, string folder, string name)
    {
        // The camera flies for a moment after each choice.
        await Task.Delay(TimeSpan.FromSeconds(3));
        await screen.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
    }
}
