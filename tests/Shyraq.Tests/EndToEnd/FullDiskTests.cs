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

                // Before it is full: 64 MB with less than 6.4 of them free.
                var warning = Path.Combine(disk, "warning");
                Fill(warning, leave: 4 << 20);
                await screen.Until("the dispatcher to be warned", "() => document.querySelector('[data-testid=alarm-band]')?.innerText.includes('disk nearly full')", 20);
                Assert.Equal("medium", await screen.Of("alarm-band").GetAttributeAsync("data-priority"));
                await Picture(screen, "disk-warning-dark.png");

                var filler = Path.Combine(disk, "filler");
                Fill(filler);
                var began = Stopwatch.GetTimestamp();
                await Eventually.Is("the journal cannot be written", async () => await Send(http, 100, acknowledged) == HttpStatusCode.ServiceUnavailable);
                await screen.Until("the dispatcher to be told", "() => document.querySelector('[data-testid=record-band]')?.dataset.kind === 'diskFull'", 20);
                output.WriteLine($"the disk ran full, and {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s later the screen said: {await screen.Of("record-band").InnerTextAsync()}");
                await Picture(screen, "record-trouble-dark.png");
                Assert.Equal("diskFull", (await http.GetFromJsonAsync<JsonElement>($"/api/mines/{Mine}")).GetProperty("trouble").GetProperty("kind").GetString());
                Assert.Contains("cannot be written", await http.GetStringAsync("/health/ready"), StringComparison.Ordinal);
                // The server goes on showing what it knows.
                Assert.Equal(1, (await http.GetFromJsonAsync<JsonElement>($"/api/mines/{Mine}/fixes")).GetProperty("fixes").GetArrayLength());

                File.Delete(filler);
                await Eventually.Is("the journal is written again", async () => await Send(http, 200, acknowledged) == HttpStatusCode.OK);
                await screen.Until("the dispatcher to be told that it is over", "() => document.querySelector('[data-testid=record-band]') === null", 20);
                // The time without a journal is an alarm afterwards, with its times and its cause, graver than the disk that still is nearly full.
                await screen.Until("the dispatcher to be told of the time that was not written", "() => document.querySelector('[data-testid=alarm-band]')?.innerText.includes('the record was not written')", 20);
                var alarms = (await http.GetFromJsonAsync<JsonElement>($"/api/mines/{Mine}/alarms")).GetProperty("alarms").EnumerateArray().ToDictionary(row => row.GetProperty("kind").GetString()!);
                Assert.EndsWith(";diskFull", alarms["notWritten"].GetProperty("detail").GetString(), StringComparison.Ordinal);
                Assert.Equal("returned", alarms["notWritten"].GetProperty("state").GetString());
                File.Delete(warning);
                await Eventually.Is("the disk has room", async () => (await http.GetFromJsonAsync<JsonElement>($"/api/mines/{Mine}/alarms")).GetProperty("alarms").EnumerateArray()
                    .All(row => row.GetProperty("kind").GetString() != "diskNearlyFull" || !row.GetProperty("stands").GetBoolean()));
                for (var i = 201; i < 220; i++) Assert.Equal(HttpStatusCode.OK, await Send(http, i, acknowledged));
                await server.Kill();
            }
            var (code, said) = await ServerProcess.Verb("verify", "--data", data);
            Assert.True(code == 0, said);
            var found = Found(data);
            Assert.DoesNotContain(acknowledged, one => !found.Contains(one));
            output.WriteLine($"acknowledged {acknowledged.Count}, found {found.Count}, lost 0");

            // A read-only disk is told as one, not as the folder of another server.
            Assert.True(await Ran("mount", "-o", "remount,ro", disk));
            (code, said) = await ServerProcess.Verb("serve", "--data", data, "--port", "0", "--no-mqtt");
            Assert.True(code == 1 && said.Contains("Read-only", StringComparison.Ordinal), said);
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

    // Up to the brim, or until so many bytes are left.
    private static void Fill(string path, long leave = 0)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var bytes = new byte[64 * 1024];
        try
        {
            while (leave == 0 || new DriveInfo(path).AvailableFreeSpace > leave) file.Write(bytes);
        }
        catch (IOException)
        {
            // No room is left: what this is for.
        }
    }

    private static async Task Picture(Screen screen, string name)
    {
        if (Environment.GetEnvironmentVariable("SHYRAQ_IMAGES") is not { Length: > 0 } folder) return;
        await screen.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name) });
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
