using System.Net.Http.Json;
using Microsoft.Playwright;

namespace Shyraq.Tests.EndToEnd;

/// <summary>An emergency at the desk, from the first word to the sheet that needs no server.</summary>
public sealed class EvacuationTests
{
    [Fact]
    public async Task An_emergency_is_declared_in_two_steps_mustered_and_its_sheet_opens_from_a_file_when_the_server_is_gone()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SHYRAQ_QUICK") is not null, "quick run: the browser is left out");
        var folder = Directory.CreateTempSubdirectory("shyraq-evacuation-").FullName;
        try
        {
            await using var server = await ServerProcess.Start(folder, "--demo");
            await using var screen = await Screen.Open(server.Address);
            await screen.Until("more than 200 people counted", "() => Number(document.querySelector('[data-testid=headcount-total]')?.dataset.people) > 200", 120);

            // Whoever is heard below for a while is in the list, and so on the roll.
            using var http = new HttpClient { BaseAddress = server.Address };
            await Hosting.Eventually.Is("more than 200 people are in the list of who is not out", async () =>
                (await http.GetFromJsonAsync<System.Text.Json.JsonElement>("/api/mines/demo/presence")).GetProperty("counts").GetProperty("notOut").GetInt32() > 200);

            // By the keyboard alone: the desk, who sits there, what happened; the second step asks for a word.
            await screen.Page.Keyboard.PressAsync("e");
            await screen.Of("emergency-prepare").WaitForAsync();
            await screen.Of("emergency-where").FillAsync("belt drive of face 3");
            await screen.Of("emergency-roadway").SelectOptionAsync("KBR-1");
            await screen.Of("emergency-why").FillAsync("smoke seen");
            await screen.Page.Keyboard.PressAsync("Enter");
            await screen.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "who sits at this desk" }).WaitForAsync();
            await screen.Of("who-acts").FillAsync("Dispatcher Omarov");
            await screen.Of("emergency-why").FocusAsync();
            await screen.Page.Keyboard.PressAsync("Enter");
            await screen.Of("emergency-prepared").WaitForAsync();
            Assert.True(await screen.Of("emergency-confirm").IsDisabledAsync());
            await screen.Of("emergency-word").FillAsync("emergency");
            await screen.Page.Keyboard.PressAsync("Enter");
            await screen.Of("emergency").WaitForAsync();
            // The emergency plan of the mine has a position for a fire on this belt.
            Assert.Contains("Конвейерный бремсберг №1: пожар на ленте", await screen.Of("proposed").First.InnerTextAsync(), StringComparison.Ordinal);

            // The order goes out, and the board says how far it came; the figures are sums over the rows that are shown.
            await screen.Of("order-give").ClickAsync();
            await screen.Until("the order to have been sent", "() => /sent [1-9]\\d\\d/.test(document.querySelector('[data-testid=order]')?.textContent ?? '')");
            await screen.Until("every figure to be the number of its rows", """
                () => { const rows = [...document.querySelectorAll('[data-testid=muster-row]')];
                  return rows.length > 200 && Number(document.querySelector('[data-testid=muster-counts]').dataset.people) === rows.length
                    && ['silent', 'unplaced', 'movingWrong', 'standing', 'movingUnknown', 'movingRight', 'atRefuge', 'out'].every(s => Number(document.querySelector(`[data-testid=muster-${s}]`).dataset.count) === rows.filter(r => r.dataset.status === s).length); }
                """);
            if (Environment.GetEnvironmentVariable("SHYRAQ_IMAGES") is { } pictures) await screen.Page.ScreenshotAsync(new() { Path = Path.Combine(pictures, "evacuation-dark.png") });

            // On the map: the ways out of all, what is closed, and who can have come where; each by one key.
            foreach (var (roadway, from, to, cause) in new[] { ("KBR-1", 100.0, 420.0, "smoke"), ("OSH-P50", 1500.0, 1580.0, "blocked") })
                (await http.PostAsJsonAsync("/api/mines/demo/acts", new { by = "Omarov", act = new { kind = "closeSection", roadway, from, to, cause } })).EnsureSuccessStatusCode();
            await screen.Page.Keyboard.PressAsync("Escape");
            await screen.Page.Keyboard.PressAsync("Escape");
            foreach (var key in "wxhk") await screen.Page.Keyboard.PressAsync(key.ToString());
            await screen.Until("ways out of more than a hundred and both closures to be shown", """
                () => Number(document.querySelector('[data-testid=overlay-routes]')?.dataset.count) > 100 && document.querySelector('[data-testid=overlay-closures]')?.dataset.count === '2'
                  && document.querySelector('[data-testid=overlay-reach]') && document.querySelector('[data-testid=overlay-teams]')
                """);
            if (Environment.GetEnvironmentVariable("SHYRAQ_IMAGES") is { } laid) await Laid(screen, laid);
            foreach (var key in "wxhk") await screen.Page.Keyboard.PressAsync(key.ToString());
            Assert.Equal(0, await screen.Of("overlays").CountAsync());

            // T0 lies in the data folder by itself.
            var picture = await http.GetFromJsonAsync<System.Text.Json.JsonElement>("/api/mines/demo/picture");
            var rescue = Path.Combine(folder, "mines", "demo", "rescue");
            await Hosting.Eventually.Is("the sheet of T0 lies in the data folder", () => Task.FromResult(Directory.Exists(rescue) && Directory.GetFiles(rescue, "t0-*.pdf").Length == 1 && Directory.GetFiles(rescue, "t0-*.html").Length == 1));
            await server.Kill();

            var sheet = Path.Combine(folder, "sheet.html");
            var (code, said) = await ServerProcess.Verb("rescue-sheet", "--data", folder, "--mine", "demo", "--out", sheet);
            Assert.True(code == 0, said);
            foreach (var file in new[] { Directory.GetFiles(rescue, "t0-*.html")[0], sheet })
            {
                var asked = new List<string>();
                await using var laptop = await Screen.Open(new Uri(file), dark: false);
                laptop.Page.Request += (_, request) => asked.Add(request.Url);
                await laptop.Page.ReloadAsync();
                Assert.Equal([new Uri(file).AbsoluteUri], asked);
                Assert.Contains("belt drive of face 3", await laptop.Page.InnerTextAsync("header"), StringComparison.Ordinal);
                // Everybody of T0, and whoever was heard of since.
                Assert.InRange(await laptop.Page.Locator("#people tbody tr").CountAsync(), picture.GetProperty("persons").EnumerateArray().Count(p => p.GetProperty("state").GetString() is "goingDown" or "underground" or "unaccounted"), 330);
                Assert.True(await laptop.Page.Locator("svg .p").CountAsync() > 200);
                // Found by name with the keyboard, and shown on the map.
                var name = (await laptop.Page.Locator("#people tbody tr td:nth-child(2)").Nth(100).InnerTextAsync()).Split('\n')[0];
                await laptop.Page.Keyboard.PressAsync("/");
                await laptop.Page.Keyboard.TypeAsync(name);
                await laptop.Page.Keyboard.PressAsync("Enter");
                Assert.True(await laptop.Page.Locator("svg .p.shown").CountAsync() >= 1);
                Assert.Contains(name, await laptop.Page.Locator("#people tbody tr:not([hidden])").First.InnerTextAsync(), StringComparison.Ordinal);
                foreach (var (language, word) in new[] { ("kk", "Құтқарушы парағы"), ("en", "Rescue sheet"), ("ru", "Лист спасателя") })
                {
                    await laptop.Page.Locator($"[data-language={language}]").ClickAsync();
                    Assert.Contains(word, await laptop.Page.InnerTextAsync("h1"), StringComparison.Ordinal);
                }
                if (file == sheet && Environment.GetEnvironmentVariable("SHYRAQ_IMAGES") is { } to) await laptop.Page.ScreenshotAsync(new() { Path = Path.Combine(to, "rescue-sheet.png") });
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Laid(Screen screen, string pictures)
    {
        await screen.Page.Keyboard.PressAsync("3");
        await screen.Page.WaitForTimeoutAsync(3000);
        await screen.Page.ScreenshotAsync(new() { Path = Path.Combine(pictures, "overlays-dark.png") });
        await screen.Page.Keyboard.PressAsync("t");
        await screen.Page.WaitForTimeoutAsync(1000);
        await screen.Page.ScreenshotAsync(new() { Path = Path.Combine(pictures, "overlays-light.png") });
        await screen.Page.Keyboard.PressAsync("t");
    }
}
