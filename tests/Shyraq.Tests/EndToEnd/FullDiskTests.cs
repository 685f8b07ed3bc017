using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Inputs;
using Shyraq.Storage;
using Shyraq.Storage.Journal;
using Shyraq.Tests.Hosting;

namespace Shyraq.Tests.EndToEnd;

/// <summary>A real server on a real disk that runs full: a small file system in memory, which takes the right to mount one.</summary>
public sealed class FullDiskTests(ITestOutputHelper output)
{
    private const string Mine = "full";

    [Fact]
    public async Task A_full_disk_is_told_to_the_dispatcher_and_nothing_acknowledged_is_lost()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SHYRAQ_QUICK") is not null, "quick run: the browser is left out");
        var disk = Directory.CreateTempSubdirectory("shyraq-disk-").FullName;
        Assert.SkipUnless(await Ran("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk), "no right to mount a small file system: run as root");
        try
        {
            var data = Path.Combine(disk, "data");
            List<(string Tag, long Time)> acknowledged = [];
            await using (var server = await ServerProcess.Start(data, "--no-mqtt"))
            {
                using var http = new HttpClient { BaseAddress = server.Address };
                (await http.PutAsync($"/api/mines/{Mine}/plan", SmallMine.Plan(Mine))).EnsureSuccessStatusCode();
                for (var i = 0; i < 50; i++) Assert.Equal(HttpStatusCode.OK, await Send(http, i, acknowledged));
                await using var screen = await Screen.Open(new Uri(server.Address, $"/?mine={Mine}"));
                await screen.Until("the console to be live", "() => document.querySelector('[data-testid=connection-state]')?.dataset.state === 'live'");
                Assert.Equal(0, await screen.Of("record-band").CountAsync());

                var filler = Path.Combine(disk, "filler");
                Fill(filler);
                var began = Stopwatch.GetTimestamp();
                await Eventually.Is("the journal cannot be written", async () => await Send(http, 100, acknowledged) == HttpStatusCode.ServiceUnavailable);
                await screen.Until("the dispatcher to be told", "() => document.querySelector('[data-testid=record-band]')?.dataset.kind === 'diskFull'", 20);
                output.WriteLine($"the disk ran full, and {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s later the screen said: {await screen.Of("record-band").InnerTextAsync()}");
                await Pictures(screen);
                Assert.Equal("diskFull", (await http.GetFromJsonAsync<JsonElement>($"/api/mines/{Mine}")).GetProperty("trouble").GetProperty("kind").GetString());
                Assert.Contains("cannot be written", await http.GetStringAsync("/health/ready"), StringComparison.Ordinal);
                // The server goes on showing what it knows.
                Assert.Equal(1, (await http.GetFromJsonAsync<JsonElement>($"/api/mines/{Mine}/fixes")).GetProperty("fixes").GetArrayLength());

                File.Delete(filler);
                await Eventually.Is("the journal is written again", async () => await Send(http, 200, acknowledged) == HttpStatusCode.OK);
                await screen.Until("the dispatcher to be told that it is over", "() => document.querySelector('[data-testid=record-band]') === null", 20);
                for (var i = 201; i < 220; i++) Assert.Equal(HttpStatusCode.OK, await Send(http, i, acknowledged));
                await server.Kill();
            }
            var (code, said) = await ServerProcess.Verb("verify", "--data", data);
            Assert.True(code == 0, said);
            var found = Found(data);
            Assert.DoesNotContain(acknowledged, one => !found.Contains(one));
            output.WriteLine($"acknowledged {acknowledged.Count}, found {found.Count}, lost 0");
        }
        finally
        {
            await Ran("umount", "-l", disk);
            Directory.Delete(disk);
        }
    }

    private static async Task<HttpStatusCode> Send(HttpClient http, int number, List<(string Tag, long Time)> acknowledged)
    {
        var time = TimeProvider.System.GetUtcNow();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(SmallMine.Ranges("T1", 100 + number % 50, time)));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var answer = await http.PostAsync($"/api/mines/{Mine}/sightings", content);
        if (answer.IsSuccessStatusCode) acknowledged.Add(("T1", Instant.From(time).UnixMicroseconds));
        return answer.StatusCode;
    }

    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var bytes = new byte[64 * 1024];
        try
        {
            while (true) file.Write(bytes);
        }
        catch (IOException)
        {
            // No room is left: what this is for.
        }
    }

    private static async Task Pictures(Screen screen)
    {
        if (Environment.GetEnvironmentVariable("SHYRAQ_IMAGES") is not { Length: > 0 } folder) return;
        foreach (var theme in (string[])["dark", "light"])
        {
            await screen.Page.EvaluateAsync($"() => document.documentElement.dataset.theme = '{theme}'");
            await screen.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"record-trouble-{theme}.png") });
        }
    }

    private static HashSet<(string Tag, long Time)> Found(string data) =>
        [.. JournalReader.ReadFolder(DataFolder.FolderOf(data, new(Mine)), new(Mine)).SelectMany(block => InputCodec.Decode(block.Body, 1)).OfType<SightingsInput>().SelectMany(input => input.Sightings).Select(one => (one.Tag.Value, one.Time.UnixMicroseconds))];

    private static async Task<bool> Ran(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
