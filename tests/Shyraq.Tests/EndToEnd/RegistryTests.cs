using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;

namespace Shyraq.Tests.EndToEnd;

/// <summary>The registry in a real browser: a table with a wrong cell, the same without it, an entry by the keyboard alone, a change taken back.</summary>
public sealed class RegistryTests
{
    private const string Pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    private const string Wrong = "kind,id,name,number,company,rescueTeam\ncompany,gss,GSS,,,\nperson,P1,Айгүл Серікқызы,1234,gss,yes\nperson,P2,Иван Петров,1234,gss,\nperson,P3,,1236,none,maybe\n";
    private const string Right = "kind,id,name,number,company,rescueTeam\ncompany,gss,GSS,,,\nperson,P1,Айгүл Серікқызы,1234,gss,yes\nperson,P2,Иван Петров,1235,gss,\n";

    [Fact]
    public async Task A_table_with_wrong_cells_is_refused_cell_by_cell_and_taken_when_it_is_mended()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SHYRAQ_QUICK") is not null, "quick run: the browser is left out");
        var folder = Directory.CreateTempSubdirectory("shyraq-registry-").FullName;
        try
        {
            await using var server = await ServerProcess.Start(folder, "--no-mqtt");
            using var http = new HttpClient { BaseAddress = server.Address };
            using var plan = Hosting.SmallMine.Plan("registry");
            Assert.True((await http.PutAsync("/api/mines/registry/plan", plan)).IsSuccessStatusCode);
            await using var screen = await Screen.Open(new Uri(server.Address, "/?mine=registry"));
            await screen.Until("the connection to be live", "() => document.querySelector('[data-testid=connection-state]')?.dataset.state === 'live'");
            var keys = screen.Page.Keyboard;
            await keys.PressAsync("r");
            await screen.Of("registry-find").WaitForAsync();
            await screen.Of("who-acts").FillAsync("Clerk");

            // What is wrong in the cells themselves, each with its row; nothing was taken.
            await Give(screen, Wrong);
            await screen.Of("import-faults").WaitForAsync();
            Assert.Equal(["5 name", "5 rescueTeam"], await Faults(screen));
            Assert.Equal(0, await Count("people"));

            // What does not fit beside the others.
            await Give(screen, Wrong.Replace("person,P3,,1236,none,maybe", "person,P3,Eve,1236,none,", StringComparison.Ordinal));
            await screen.Until("the faults of the second table", "() => document.querySelector('[data-testid=import-faults] tbody')?.innerText.includes('number')");
            Assert.Equal(["4 number", "5 company"], await Faults(screen));
            Assert.Equal(0, await Count("people"));

            // Mended, it is first told what it would do, and taken with one press of a key.
            await Give(screen, Right);
            await screen.Of("import-take").WaitForAsync();
            Assert.Contains("3 new, 0 changed, 0 as they are", await screen.Of("import-fits").InnerTextAsync(), StringComparison.Ordinal);
            Assert.Equal(0, await Count("people"));
            await screen.Until("the button to have the focus", "() => document.activeElement?.dataset.testid === 'import-take'");
            await keys.PressAsync("Enter");
            await screen.Until("both people to be in the list", "() => document.querySelectorAll('[data-testid=registry-row]').length === 2");

            // An entry by the keyboard alone: found, opened, changed.
            await screen.Of("registry-find").FocusAsync();
            await keys.TypeAsync("петров");
            await keys.PressAsync("ArrowDown");
            await keys.PressAsync("Enter");
            await screen.Of("entry-form").WaitForAsync();
            await keys.PressAsync("Control+a");
            await keys.TypeAsync("Иван Сидоров");
            await keys.PressAsync("Enter");
            await screen.Until("the change to be in the history", "() => document.querySelector('[data-testid=registry-change]')?.dataset.number === '2'");
            Assert.Contains("Иван Сидоров", (await http.GetStringAsync("/api/mines/registry/registry")), StringComparison.Ordinal);

            // Taken back, it stays in the history with who did it.
            await screen.Of("registry-undo").ClickAsync();
            await screen.Until("the change to be taken back", "() => document.querySelector('[data-testid=registry-change]')?.innerText.includes('taken back by Clerk')");
            Assert.Contains("Иван Петров", (await http.GetStringAsync("/api/mines/registry/registry")), StringComparison.Ordinal);

            // A face, from a file: made small, kept by its hash, the person's once the entry is put.
            await screen.Page.Locator("[data-testid=registry-row]").First.GetByRole(AriaRole.Button).First.ClickAsync();
            await screen.Of("entry-photo-file").SetInputFilesAsync(new FilePayload { Name = "face.png", MimeType = "image/png", Buffer = Convert.FromBase64String(Pixel) });
            await screen.Until("the picture to be shown", "() => document.querySelector('[data-testid=entry-picture]')?.naturalWidth > 0");
            await screen.Of("entry-save").ClickAsync();
            await screen.Until("the third change", "() => document.querySelector('[data-testid=registry-change]')?.dataset.number === '3'");
            var address = (await http.GetFromJsonAsync<JsonElement>("/api/mines/registry/registry")).GetProperty("people").EnumerateArray().Select(p => p.GetProperty("photo").GetString()!).Single(photo => photo.Length > 0);
            Assert.StartsWith("/api/mines/registry/photos/", address, StringComparison.Ordinal);
            Assert.Equal("image/jpeg", (await http.GetAsync(new Uri(address, UriKind.Relative))).Content.Headers.ContentType?.MediaType);

            async Task<int> Count(string of) => (await http.GetFromJsonAsync<JsonElement>("/api/mines/registry/registry")).GetProperty(of).GetArrayLength();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task Give(Screen screen, string table) =>
        screen.Of("import-file").SetInputFilesAsync(new FilePayload { Name = "people.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(table) });

    private static async Task<string[]> Faults(Screen screen) =>
        await screen.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('[data-testid=import-faults] tbody tr')].map(r => `${r.cells[0].innerText} ${r.cells[1].innerText}`)");
}
