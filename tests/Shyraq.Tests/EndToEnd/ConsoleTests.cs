using System.Text;
using System.Text.Json;

namespace Shyraq.Tests.EndToEnd;

/// <summary>The console over a living demonstration mine, in a real browser.</summary>
public sealed class ConsoleTests
{
    private const string PositionsText = "() => JSON.stringify(window.shyraq.positions())";

    [Fact]
    public async Task The_dispatcher_sees_people_move_finds_one_reads_in_three_languages_and_is_told_when_the_feed_is_lost()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SHYRAQ_QUICK") is not null, "quick run: the browser is left out");
        var folder = Directory.CreateTempSubdirectory("shyraq-console-").FullName;
        try
        {
            await using var server = await ServerProcess.Start(folder, "--demo");
            await using var screen = await Screen.Open(server.Address);

            // People on the map.
            await screen.Until("the connection to be live", "() => document.querySelector('[data-testid=connection-state]')?.dataset.state === 'live'");
            await screen.Until("more than 200 people counted", "() => Number(document.querySelector('[data-testid=headcount-total]')?.dataset.people) > 200", 120);
            await screen.Until("more than 200 tags drawn", "() => Object.keys(window.shyraq?.positions() ?? {}).length > 200");

            // They move.
            var before = Positions(await screen.Page.EvaluateAsync<string>(PositionsText));
            await screen.Until("20 tags to have moved by more than 2 m",
                $"() => {{ const was = {JsonSerializer.Serialize(before)}; const is = window.shyraq.positions(); return Object.keys(is).filter(t => was[t] && Math.hypot(is[t][0] - was[t][0], is[t][1] - was[t][1]) > 2).length > 20; }}");

            // A lamp that nobody can place calls for help: it is named at the top, counted apart, and in the list.
            using (var http = new HttpClient { BaseAddress = server.Address })
            using (var call = new StringContent($$"""{"time":"{{TimeProvider.System.GetUtcNow().UtcDateTime:O}}","tag":"lost","kind":"status","sos":true}""", Encoding.UTF8, "application/x-ndjson"))
                Assert.True((await http.PostAsync("/api/mines/demo/sightings", call)).IsSuccessStatusCode);
            await screen.Until("the call at the top", "() => document.querySelector('[data-testid=distress-call][data-tag=lost] em')?.textContent === 'place unknown'");
            await screen.Until("one person without a place", "() => document.querySelector('[data-testid=headcount-unplaced]')?.dataset.people === '1'");
            Assert.Equal("lost", await screen.Of("person-row").First.GetAttributeAsync("data-tag"));
            await screen.Of("headcount-unplaced").Locator("button").ClickAsync();
            Assert.Contains("lost", await screen.Page.Locator(".unplaced-who").InnerTextAsync(), StringComparison.Ordinal);

            // Search finds one, by the number that the first row shows.
            var row = screen.Of("person-row").Nth(1);
            var tag = await row.GetAttributeAsync("data-tag");
            await screen.Page.Keyboard.PressAsync("/");
            await screen.Of("search").FillAsync(tag!);
            await screen.Until("the list to hold that tag alone", $"() => {{ const rows = [...document.querySelectorAll('[data-testid=person-row]')]; return rows.length >= 1 && rows[0].dataset.tag === '{tag}' && rows.length < 12; }}");
            await screen.Page.Keyboard.PressAsync("ArrowDown");
            await screen.Page.Keyboard.PressAsync("Enter");
            await screen.Of("person-panel").WaitForAsync();
            Assert.Contains(tag!, await screen.Of("person-panel").InnerTextAsync());

            // Three languages, and nothing left untranslated.
            var texts = new List<string>();
            foreach (var language in (string[])["ru", "kk", "en"])
            {
                await screen.Of("language-" + language).ClickAsync();
                await screen.Until($"the page to be in {language}", $"() => document.documentElement.lang === '{language}'");
                texts.Add(await screen.Of("connection-state").InnerTextAsync());
            }
            Assert.Equal(3, texts.Select(t => t.Split(' ', '\n')[0]).Distinct().Count());

            // The feed is lost, and nobody can mistake it.
            await server.Kill();
            await screen.Until("the connection to be shown as stale", "() => document.querySelector('[data-testid=connection-state]')?.dataset.state === 'stale'", 15);
            await screen.Until("the map to show it as well", "() => document.querySelector('[data-testid=map]').className.includes('stale')", 5);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Dictionary<string, double[]> Positions(string json) => JsonSerializer.Deserialize<Dictionary<string, double[]>>(json)!;
}
