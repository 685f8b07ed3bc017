using System.Globalization;

namespace Shyraq.Tests.EndToEnd;

/// <summary>The past on the dispatcher's screen, in a real browser, over a server that recorded it.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task What_was_shown_then_is_shown_again_played_followed_marked_as_the_past_and_left_by_one_key()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SHYRAQ_QUICK") is not null, "quick run: the browser is left out");
        var folder = Directory.CreateTempSubdirectory("shyraq-replay-").FullName;
        try
        {
            await using var server = await ServerProcess.Start(folder, "--no-mqtt");
            using var http = new HttpClient { BaseAddress = server.Address };
            await WalkedMine.Prepare(http);
            var shown = await WalkedMine.Walk(http, seconds: 45);
            await using var screen = await Screen.Open(new Uri(server.Address, "/?mine=small"));
            var keys = screen.Page.Keyboard;

            // Into the past by a key, once there is a record.
            await screen.Of("past-toggle").WaitForAsync(new() { Timeout = 60_000 });
            await keys.PressAsync("y");
            await screen.Of("past-banner").WaitForAsync();
            await screen.Until("the record to be read", Read);
            Assert.Contains("PAST", await screen.Of("connection-state").InnerTextAsync(), StringComparison.Ordinal);

            // At each noted time she is drawn where the server said then that she was.
            foreach (var (time, x) in shown.Where((_, i) => i % 12 == 10))
            {
                await screen.Of("replay-go").FillAsync(WalkedMine.Wall(time));
                await keys.PressAsync("Enter");
                await screen.Until($"the time {WalkedMine.Wall(time)}", $"() => {Bar}.reads === 'false' && Math.abs(Number({Bar}.at) - {Math.Floor(time.ToUnixTimeMilliseconds() / 1000d) * 1000}) < 1");
                await screen.Until($"Айгүл drawn near {x}", $"() => Math.abs((window.shyraq.positions().T1 ?? [1e9])[0] - {x.ToString(CultureInfo.InvariantCulture)}) < 2.5", 20);
            }

            // Played, she goes on; the alarm of then is on the bar and beside the map, and cannot be acknowledged in the past.
            await screen.Of("bar-mark").First.WaitForAsync();
            await screen.Of("bar-mark").First.ClickAsync();
            // A picture of the alarms is kept every ten seconds at most.
            await screen.Of("time-bar").FocusAsync();
            for (var i = 0; i < 12; i++) await keys.PressAsync("ArrowRight");
            await screen.Until("her SOS in the alarms of then", "() => document.querySelector('[data-testid=past-alarms] [data-kind=sos]') !== null", 30);
            await screen.Page.Locator("[data-testid=past-alarms] [data-kind=sos]").ClickAsync();
            Assert.True(await screen.Page.Locator("[data-testid=past-alarms] [data-testid=alarm-acknowledge]").IsDisabledAsync());
            await screen.Of("time-bar").FocusAsync();
            var before = await At(screen);
            await keys.PressAsync(" ");
            await screen.Until("the past to run", $"() => {Bar}.running === 'true' && Number({Bar}.at) > {before + 3000}", 20);
            await keys.PressAsync("+");
            Assert.Equal("2", await screen.Of("replay").GetAttributeAsync("data-speed"));
            await keys.PressAsync(" ");
            await screen.Until("the past to stand", $"() => {Bar}.running === 'false'", 5);
            var stands = await At(screen);
            await keys.PressAsync("ArrowLeft");
            Assert.Equal(stands - 1000, await At(screen));
            await keys.PressAsync("Shift+ArrowLeft");
            Assert.True(await At(screen) < stands - 5000);

            // Followed, and named in three languages.
            await screen.Of("replay-go").FillAsync(WalkedMine.Wall(shown[^8].Time));
            await keys.PressAsync("Enter");
            await screen.Until("Айгүл in the list of then, where she is placed", $"() => {Bar}.reads === 'false' && window.shyraq.positions().T1 !== undefined && document.querySelector('[data-testid=person-row]:not(.unplaced)') !== null", 20);
            await screen.Of("person-row").First.ClickAsync();
            await screen.Page.Locator("[data-testid=map] canvas").First.HoverAsync();
            await keys.PressAsync("g");
            await screen.Until("one to be followed", "() => document.querySelector('[data-testid=followed]')?.dataset.count === '1'", 5);
            foreach (var (language, word) in ((string, string)[])[("ru", "ПРОШЛОЕ"), ("kk", "ӨТКЕН УАҚЫТ"), ("en", "PAST")])
            {
                await screen.Of("language-" + language).ClickAsync();
                await screen.Until($"the past to be named in {language}", $"() => document.querySelector('[data-testid=past-banner]').textContent.includes('{word}')", 5);
            }

            Assert.True(await screen.Page.EvaluateAsync<string[]>(RestTests.Nameless) is [], string.Join('\n', await screen.Page.EvaluateAsync<string[]>(RestTests.Nameless)));

            // The list of then; nobody enters anything into it.
            await screen.Of("replay-go").FillAsync(WalkedMine.Wall(shown[^1].Time));
            await keys.PressAsync("Enter");
            await screen.Of("time-bar").FocusAsync();
            await keys.PressAsync("p");
            await screen.Until("the list of then", "() => document.querySelectorAll('[data-testid=page-presence] [data-testid=presence-row]').length === 1", 20);
            Assert.True(await screen.Of("enter-visitor").IsDisabledAsync());
            await keys.PressAsync("i");
            await screen.Until("the lamp room to say that it is of now", "() => document.querySelector('[data-testid=page-lamps] .past-note') !== null && document.querySelectorAll('[data-testid=page-lamps] input').length === 0", 10);

            // One key closes the desk, the next leads back to now.
            await keys.PressAsync("Escape");
            await keys.PressAsync("Escape");
            await screen.Until("now to be shown", "() => document.querySelector('[data-testid=past-banner]') === null && document.querySelector('[data-testid=connection-state]').dataset.state === 'live'", 10);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_time_in_which_nobody_listened_is_hatched_on_the_bar_and_its_places_are_only_remembered()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SHYRAQ_QUICK") is not null, "quick run: the browser is left out");
        var folder = Directory.CreateTempSubdirectory("shyraq-gap-").FullName;
        try
        {
            DateTimeOffset silent;
            await using (var first = await ServerProcess.Start(folder, "--no-mqtt"))
            {
                using var before = new HttpClient { BaseAddress = first.Address };
                await WalkedMine.Prepare(before);
                await WalkedMine.Walk(before, seconds: 12);
                await first.Kill();
                silent = WalkedMine.Now;
                await Task.Delay(TimeSpan.FromSeconds(12));
            }
            await using var server = await ServerProcess.Start(folder, "--no-mqtt");
            using var http = new HttpClient { BaseAddress = server.Address };
            // A time at which the server itself said where she was: however long it takes from then to here.
            var heardAgain = (await WalkedMine.Walk(http, seconds: 8))[^4].Time;
            await using var screen = await Screen.Open(new Uri(server.Address, $"/?mine=small&at={silent.AddSeconds(5).UtcDateTime:O}"));

            await screen.Of("past-gap").WaitForAsync(new() { Timeout = 60_000 });
            await screen.Until("the gap to be hatched within the record", "() => document.querySelector('[data-testid=bar-gap][data-kind=gap]') !== null", 20);
            await screen.Until("the place before the gap, as it is remembered", "() => window.shyraq.positions().T1?.[0] > 60 && document.querySelector('.headcount')?.textContent.includes('1 last known')", 30);

            // Where the server listened again she is heard again.
            await screen.Of("replay-go").FillAsync(WalkedMine.Wall(heardAgain));
            await screen.Page.Keyboard.PressAsync("Enter");
            await screen.Until("no gap at that time", "() => document.querySelector('[data-testid=past-gap]') === null && document.querySelector('.headcount')?.textContent.includes('all are heard')", 30);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private const string Bar = "document.querySelector('[data-testid=replay]').dataset";
    private const string Read = "() => document.querySelector('[data-testid=replay]')?.dataset.reads === 'false'";

    private static async Task<double> At(Screen screen) => double.Parse((await screen.Of("replay").GetAttributeAsync("data-at"))!, CultureInfo.InvariantCulture);
}
