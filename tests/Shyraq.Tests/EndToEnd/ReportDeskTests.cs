using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;

namespace Shyraq.Tests.EndToEnd;

/// <summary>The desk of reports in a real browser, and the pictures of the reports.</summary>
public sealed class ReportDeskTests
{
    [Fact]
    public async Task A_report_is_chosen_read_and_taken_by_who_said_their_name()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SHYRAQ_QUICK") is not null, "quick run: the browser is left out");
        var folder = Directory.CreateTempSubdirectory("shyraq-reports-").FullName;
        try
        {
            await using var server = await ServerProcess.Start(folder, "--no-mqtt");
            await Prepare(server.Address);
            await using var screen = await Screen.Open(new Uri(server.Address, "/?mine=reports"));
            await screen.Until("the connection to be live", "() => document.querySelector('[data-testid=connection-state]')?.dataset.state === 'live'");
            await screen.Page.Keyboard.PressAsync("o");
            await screen.Of("report-span").SelectOptionAsync("own");
            await screen.Until("the way down to be in the report", "() => document.querySelector('[data-testid=table-attendancePeople]')?.textContent.includes('Айгүл')");
            // Twenty minutes between the two passages of the gate.
            Assert.Contains("0:20:00", await screen.Of("table-attendancePeople").InnerTextAsync(), StringComparison.Ordinal);
            await screen.Of("report-company").SelectOptionAsync("own");
            await screen.Until("nobody of the other company to be there", "() => !document.querySelector('[data-testid=table-attendancePeople]').textContent.includes('Айгүл')");
            await screen.Of("report-company").SelectOptionAsync("gss");
            await screen.Until("the contractor's people to be there", "() => document.querySelector('[data-testid=table-attendancePeople]').textContent.includes('Айгүл')");
            await screen.Of("report-company").SelectOptionAsync("");
            await screen.Of("report-crew").SelectOptionAsync("Бригада 2");
            await screen.Until("nobody of the other crew to be there", "() => !document.querySelector('[data-testid=table-attendancePeople]').textContent.includes('Айгүл')");
            await screen.Of("report-crew").SelectOptionAsync("");
            await screen.Of("report-person").FillAsync("1234");
            await screen.Until("the report of that person alone, with the name in its head", "() => document.querySelector('[data-testid=report-sheet] dl')?.textContent.includes('Айгүл')");
            // The report of everybody, which is asked for again, comes late.
            var mayCome = new TaskCompletionSource();
            await screen.Page.RouteAsync(new Regex(@"/reports/attendance\.json"), async route =>
            {
                await mayCome.Task;
                await route.ContinueAsync();
            });
            await screen.Of("report-person").FillAsync("12");
            await screen.Page.Locator(".reports [role=alert]").WaitForAsync();
            await screen.Of("report-person").FillAsync("");
            await screen.Until("the word about the person to be gone", "() => document.querySelectorAll('.reports [role=alert]').length === 0");

            // Nobody takes a file without a name, and a report that comes meanwhile does not wipe that away.
            await screen.Of("take-xlsx").ClickAsync();
            await screen.Page.Locator(".reports [role=alert]").WaitForAsync();
            mayCome.SetResult();
            await screen.Until("the report to have come", "() => document.querySelector('[data-testid=report-wait]') === null");
            Assert.Equal(1, await screen.Page.Locator(".reports [role=alert]").CountAsync());
            await screen.Of("who-acts").First.FillAsync("A. Omarov");
            foreach (var form in new[] { "xlsx", "csv", "pdf" })
            {
                var download = await screen.Page.RunAndWaitForDownloadAsync(() => screen.Of($"take-{form}").ClickAsync());
                Assert.EndsWith($".{form}", download.SuggestedFilename, StringComparison.Ordinal);
            }
            foreach (var name in new[] { "zones", "alarmLog", "evacuation", "clearance", "health", "coverage", "readiness" })
            {
                await screen.Of("report-name").SelectOptionAsync(name);
                await screen.Until($"the report {name}", "() => document.querySelectorAll('.report-table').length > 0");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_reports_are_photographed()
    {
        var folder = Environment.GetEnvironmentVariable("SHYRAQ_IMAGES");
        Assert.SkipWhen(folder is null, "pictures are made by docs/images/make.sh");
        var data = Directory.CreateTempSubdirectory("shyraq-pictures-").FullName;
        try
        {
            await using var server = await ServerProcess.Start(data, "--demo");
            await Task.Delay(TimeSpan.FromSeconds(60));
            await Evacuate(server.Address);
            // Orders have come to most and been read by many; who was near the cage is up.
            await Task.Delay(TimeSpan.FromSeconds(240));
            foreach (var (dark, theme, language) in ((bool, string, string)[])[(false, "light", "ru"), (true, "dark", "en")])
            {
                await using var screen = await Screen.Open(server.Address, language, dark);
                await screen.Until("people to be drawn", "() => Object.keys(window.shyraq?.positions() ?? {}).length > 200", 120);
                await screen.Page.Keyboard.PressAsync("o");
                foreach (var name in new[] { "attendance", "zones", "alarmLog", "evacuation", "clearance", "health", "coverage", "readiness" })
                {
                    if (dark && name is not ("attendance" or "readiness")) continue;
                    await screen.Of("report-span").SelectOptionAsync("today");
                    await screen.Of("report-name").SelectOptionAsync(name);
                    await Task.Delay(TimeSpan.FromSeconds(name == "coverage" ? 20 : 5));
                    await screen.Page.ScreenshotAsync(new() { Path = Path.Combine(folder!, $"report-{name}-{theme}.png") });
                }
            }
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    // As a dispatcher does it: an emergency in its two steps, and the order to leave.
    private static async Task Evacuate(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        foreach (var act in (object[])[
            new { kind = "prepareEmergency", emergency = "fire", place = new { where = "конвейерный штрек 42К10-в", roadway = "KSH-42K10V", offset = 20.0 }, why = "оксид углерода на исходящей" },
            new { kind = "confirmEmergency" }, new { kind = "giveOrder", text = "leave", to = new { } }])
        {
            using var done = await http.PostAsJsonAsync("/api/mines/demo/acts", new { by = "Омаров А. С.", act });
            Assert.True(done.IsSuccessStatusCode, await done.Content.ReadAsStringAsync());
        }
    }

    private static async Task Prepare(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        using var plan = Hosting.SmallMine.Plan("reports");
        Assert.True((await http.PutAsync("/api/mines/reports/plan", plan)).IsSuccessStatusCode);
        var act = new
        {
            kind = "importRegistry",
            companies = new[] { new { id = "gss", name = "ТОО «Горношахтстрой»", contractor = true }, new { id = "own", name = "Own", contractor = false } },
            people = new[] { new { id = "P1", name = "Айгүл", number = "1234", company = "gss", crew = "Бригада 1" }, new { id = "P2", name = "Серик", number = "1235", company = "own", crew = "Бригада 2" } },
        };
        Assert.True((await http.PostAsJsonAsync("/api/mines/reports/acts", new { by = "office", act })).IsSuccessStatusCode);
        // Both within the eight hours that the desk offers.
        var now = TimeProvider.System.GetUtcNow();
        foreach (var (direction, minutes) in new[] { ("in", 25), ("out", 5) })
        {
            using var body = new StringContent($$"""{"time":"{{now.AddMinutes(-minutes).UtcDateTime:yyyy-MM-ddTHH:mm:ss}}Z","person":"1234","gate":"E1","direction":"{{direction}}"}""", Encoding.UTF8, "application/x-ndjson");
            Assert.True((await http.PostAsync("/api/mines/reports/passages", body)).IsSuccessStatusCode);
        }
    }
}
