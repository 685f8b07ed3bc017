using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Shyraq.Tests.EndToEnd;

/// <summary>What is done with the past beside looking at it, in a real browser: what was known afterwards is compared, a stretch of it is saved.</summary>
public sealed partial class PastToolsTests
{
    [Fact]
    public async Task Known_afterwards_is_drawn_beside_what_was_shown_and_the_difference_is_told()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SHYRAQ_QUICK") is not null, "quick run: the browser is left out");
        var folder = Directory.CreateTempSubdirectory("shyraq-compare-").FullName;
        try
        {
            await using var server = await ServerProcess.Start(folder, "--no-mqtt");
            using var http = new HttpClient { BaseAddress = server.Address };
            await WalkedMine.Prepare(http);
            var shown = await WalkedMine.Walk(http, seconds: 40, noise: 4);
            var (from, to) = (Second(shown[5].Time), Second(shown[^3].Time));
            var (code, said) = await ServerProcess.Verb("hindsight", "--data", folder, "--mine", "small", "--from", $"{from:O}", "--to", $"{to:O}", "--name", "hindsight", "--by", "surveyor");
            Assert.True(code == 0, said);

            // Of the seconds of the walk the one at which both versions are the furthest apart.
            var (live, later) = (await Track(http, from, to, "live"), await Track(http, from, to, "hindsight"));
            var (at, expected) = Enumerable.Range(3, (int)(to - from).TotalSeconds - 6).Select(s => from.AddSeconds(s)).Select(time => (time, Math.Abs(Place(live, time) - Place(later, time)))).MaxBy(one => one.Item2);
            Assert.InRange(expected, 0.2, 40);

            await using var screen = await Screen.Open(new Uri(server.Address, $"/?mine=small&at={at:O}&tag=T1"));
            await screen.Until("the past to be read", "() => document.querySelector('[data-testid=replay]')?.dataset.reads === 'false'");
            await screen.Of("replay-compare").WaitForAsync(new() { Timeout = 30_000 });
            Assert.Contains("Known afterwards", await screen.Of("replay-compare").InnerTextAsync(), StringComparison.Ordinal);
            await screen.Of("replay-compare").SelectOptionAsync(new[] { "hindsight" });
            await screen.Until("the difference to be told", "() => /[0-9]/.test(document.querySelector('[data-testid=difference]')?.textContent ?? '')", 30);
            var told = double.Parse(Figure().Match((await screen.Of("difference").InnerTextAsync())[^8..]).Value, CultureInfo.InvariantCulture);
            Assert.InRange(told, expected - 0.25, expected + 0.25);

            // Only one version again: nothing is compared.
            await screen.Of("replay-compare").SelectOptionAsync(new[] { "" });
            await screen.Until("no difference", "() => document.querySelector('[data-testid=difference]') === null", 10);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_stretch_on_the_bar_is_saved_as_a_file_of_its_time_and_of_those_who_are_followed()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SHYRAQ_QUICK") is not null, "quick run: the browser is left out");
        var folder = Directory.CreateTempSubdirectory("shyraq-clip-").FullName;
        try
        {
            await using var server = await ServerProcess.Start(folder, "--no-mqtt");
            using var http = new HttpClient { BaseAddress = server.Address };
            await WalkedMine.Prepare(http, withAnother: true);
            var shown = await WalkedMine.Walk(http, seconds: 20, another: "T2");
            var (from, to) = (shown[0].Time.AddSeconds(-60), shown[^1].Time.AddSeconds(60));
            await using var screen = await Screen.Open(new Uri(server.Address, $"/?mine=small&at={shown[^4].Time.UtcDateTime:O}"));
            await screen.Page.EvaluateAsync("() => localStorage.setItem('shyraq.by', 'Дана')");
            await screen.Until("the past to be read, with both", "() => document.querySelector('[data-testid=replay]')?.dataset.reads === 'false' && document.querySelectorAll('[data-testid=person-row]:not(.unplaced)').length === 2", 60);

            // Everybody, as a table: each fix that the record has of this time, and no other.
            var rows = (await Saved(screen, "csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            Assert.StartsWith("time,tag,", rows[0].TrimStart('\uFEFF'), StringComparison.Ordinal);
            var fixes = rows[1..].Select(row => row.Split(',')).Select(cells => (Time: DateTimeOffset.Parse(cells[0], CultureInfo.InvariantCulture), Tag: cells[1])).ToArray();
            Assert.All(fixes, fix => Assert.InRange(fix.Time, from, to));
            foreach (var tag in new[] { "T1", "T2" })
            {
                var known = (await Track(http, shown[2].Time, shown[^3].Time, "live", tag)).Select(fix => fix.Time).ToArray();
                Assert.NotEmpty(known);
                Assert.Equal(known, fixes.Where(fix => fix.Tag == tag && fix.Time >= known[0] && fix.Time <= known[^1]).Select(fix => fix.Time));
            }

            // Whoever follows one saves that one, as lines for a map.
            await screen.Page.Locator("[data-testid=person-row][data-tag=T1]").ClickAsync();
            await screen.Of("follow-more").ClickAsync();
            await screen.Until("one to be followed", "() => document.querySelector('[data-testid=followed]')?.dataset.count === '1'", 5);
            var features = JsonElement.Parse(await Saved(screen, "geojson")).GetProperty("features").EnumerateArray().ToArray();
            Assert.Equal(["T1"], features.Select(feature => feature.GetProperty("properties").GetProperty("tag").GetString()).Distinct());

            // Both were taken by somebody, and that is in the record.
            var taken = JsonElement.Parse(await http.GetStringAsync($"/api/mines/small/history/events?from={from.UtcDateTime:O}&to={WalkedMine.Now.AddMinutes(1).UtcDateTime:O}&kind=exported")).GetProperty("events").EnumerateArray().ToArray();
            Assert.Equal(2, taken.Length);
            Assert.All(taken, one => Assert.StartsWith("Дана · exportOf;", one.GetProperty("detail").GetString(), StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Saves in the browser and reads the file that it got.</summary>
    private static async Task<string> Saved(Screen screen, string format)
    {
        await screen.Of("save-format").SelectOptionAsync(new[] { format });
        var download = await screen.Page.RunAndWaitForDownloadAsync(() => screen.Of("save-clip").ClickAsync(), new() { Timeout = 30_000 });
        Assert.EndsWith("." + format, download.SuggestedFilename, StringComparison.Ordinal);
        return await File.ReadAllTextAsync((await download.PathAsync())!);
    }

    private static DateTime Second(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds()).UtcDateTime;

    private static async Task<(DateTimeOffset Time, double X)[]> Track(HttpClient http, DateTimeOffset from, DateTimeOffset to, string version, string tag = "T1") =>
        [.. JsonElement.Parse(await http.GetStringAsync($"/api/mines/small/history/tracks/{tag}?from={from.UtcDateTime:O}&to={to.UtcDateTime:O}&version={version}")).GetProperty("fixes").EnumerateArray()
            .Select(fix => (fix.GetProperty("time").GetDateTimeOffset(), fix.GetProperty("x").GetDouble()))];

    /// <summary>Where a track is at a time, in a straight line between its fixes: as the screen draws it on a straight roadway.</summary>
    private static double Place((DateTimeOffset Time, double X)[] track, DateTimeOffset at)
    {
        var before = track.Last(fix => fix.Time <= at);
        var after = track.First(fix => fix.Time > at);
        return before.X + (after.X - before.X) * ((at - before.Time) / (after.Time - before.Time));
    }

    [GeneratedRegex(@"[0-9]+(\.[0-9]+)?")]
    private static partial Regex Figure();
}
