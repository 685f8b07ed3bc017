using System.Net.Http.Json;

namespace Shyraq.Tests.EndToEnd;

/// <summary>The lamp room and the list of who is not out, in a real browser, by the keyboard alone.</summary>
public sealed class LampRoomTests
{
    [Fact]
    public async Task A_lamp_is_issued_and_taken_back_by_the_keyboard_alone_and_its_bearer_is_in_the_list()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SHYRAQ_QUICK") is not null, "quick run: the browser is left out");
        var folder = Directory.CreateTempSubdirectory("shyraq-lamps-").FullName;
        try
        {
            await using var server = await ServerProcess.Start(folder, "--no-mqtt");
            await Prepare(server.Address);
            await using var screen = await Screen.Open(new Uri(server.Address, "/?mine=lamps"));
            await screen.Until("the connection to be live", "() => document.querySelector('[data-testid=connection-state]')?.dataset.state === 'live'");
            var keys = screen.Page.Keyboard;

            // To the desk by its letter; who sits there is said once.
            await keys.PressAsync("i");
            await screen.Of("lamp-scan").WaitForAsync();
            await screen.Of("who-acts").FillAsync("Lamp clerk");
            await screen.Of("lamp-scan").FocusAsync();

            // A tag, Enter, a number, Enter.
            await keys.TypeAsync("312");
            await keys.PressAsync("Enter");
            await keys.TypeAsync("1234");
            await keys.PressAsync("Enter");
            await screen.Until("the lamp to be issued", "() => document.querySelector('[data-testid=lamp-answer]').dataset.kind === 'done'");
            Assert.Contains("T-0312 → Айгүл Серікқызы", await screen.Of("lamp-answer").InnerTextAsync(), StringComparison.Ordinal);
            await screen.Until("one lamp to be out", "() => document.querySelector('[data-testid=lamps-out] b').textContent === '1'");

            // A person first, chosen with the arrows among several, then the tag.
            await keys.TypeAsync("иван");
            await keys.PressAsync("ArrowDown");
            await keys.PressAsync("Enter");
            await keys.TypeAsync("T-0313");
            await keys.PressAsync("Enter");
            await screen.Until("the second lamp to be out", "() => document.querySelector('[data-testid=lamps-out] b').textContent === '2'");
            Assert.Contains("Пётр Иванов", await screen.Of("lamp-answer").InnerTextAsync(), StringComparison.Ordinal);

            // A mistake is taken back.
            await keys.PressAsync("Control+z");
            await screen.Until("the mistake to be taken back", "() => document.querySelector('[data-testid=lamps-out] b').textContent === '1'");

            // The bearer is in the list, on the surface.
            await keys.PressAsync("Escape");
            await keys.PressAsync("Escape");
            await keys.PressAsync("p");
            await screen.Of("count-onSurface").WaitForAsync();
            await screen.Of("count-onSurface").FocusAsync();
            await keys.PressAsync("Enter");
            await screen.Until("the bearer to be in the list", "() => document.querySelector('[data-testid=presence-row][data-id=P1]')?.dataset.state === 'onSurface'");

            // The lamp is scanned again: it is back.
            await keys.PressAsync("i");
            await screen.Of("lamp-scan").WaitForAsync();
            await keys.TypeAsync("312");
            await keys.PressAsync("Enter");
            await screen.Until("the lamp to be back", "() => document.querySelector('[data-testid=lamps-out] b').textContent === '0'");
            using var http = new HttpClient { BaseAddress = server.Address };
            var log = (await http.GetFromJsonAsync<System.Text.Json.JsonElement>("/api/mines/lamps/presence")).GetProperty("lampLog");
            Assert.Equal(["True T-0312 Lamp clerk ", "False T-0313 Lamp clerk Lamp clerk", "False T-0312 Lamp clerk "], log.EnumerateArray()
                .Select(e => $"{e.GetProperty("returned").GetBoolean()} {e.GetProperty("hold").GetProperty("tag").GetString()} {e.GetProperty("by").GetString()} {e.GetProperty("takenBackBy").GetString()}"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Prepare(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        using var plan = Hosting.SmallMine.Plan("lamps");
        Assert.True((await http.PutAsync("/api/mines/lamps/plan", plan)).IsSuccessStatusCode);
        var act = new
        {
            kind = "importRegistry",
            people = new[] { new { id = "P1", name = "Айгүл Серікқызы", number = "1234" }, new { id = "P2", name = "Иван Петров", number = "1235" }, new { id = "P3", name = "Пётр Иванов", number = "1236" } },
            tags = new[] { new { id = "T-0312", lamp = "312" }, new { id = "T-0313", lamp = "313" } },
        };
        using var answer = await http.PostAsJsonAsync("/api/mines/lamps/acts", new { by = "office", act });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
