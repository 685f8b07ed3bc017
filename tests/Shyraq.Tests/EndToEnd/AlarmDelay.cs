using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Shyraq.Tests.EndToEnd;

/// <summary>Measures how long a call for help is on its way from the lamp to the dispatcher's screen while the server is under load. Run with SHYRAQ_MEASURE=1.</summary>
public sealed class AlarmDelay
{
    private const int Calls = 100;

    [Fact]
    public async Task From_the_call_to_the_screen_is_measured()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SHYRAQ_MEASURE") is null, "measured on demand: SHYRAQ_MEASURE=1");
        var folder = Directory.CreateTempSubdirectory("shyraq-delay-").FullName;
        try
        {
            await using var server = await ServerProcess.Start(folder, "--no-mqtt");
            var load = ServerProcess.Verb("load", "--url", server.Address.ToString(), "--tags", "500", "--rate", "5000", "--seconds", "110", "--mine", "load");
            using var http = new HttpClient { BaseAddress = server.Address };
            await Task.Delay(TimeSpan.FromSeconds(15));
            await using var screen = await Screen.Open(new Uri(server.Address, "/?mine=load"));
            await screen.Until("people to be drawn", "() => Object.keys(window.shyraq?.positions() ?? {}).length > 400", 60);
            await screen.Page.EvaluateAsync("""
                () => {
                  window.seen = {};
                  new MutationObserver(() => { for (const row of document.querySelectorAll('[data-testid=alarm-row][data-kind=sos]')) window.seen[row.dataset.subject] ??= Date.now(); })
                    .observe(document.body, { childList: true, subtree: true, attributes: true });
                }
                """);
            var sent = new Dictionary<string, double>();
            for (var i = 0; i < Calls; i++)
            {
                sent[$"S{i}"] = Milliseconds();
                using var body = new StringContent($$"""{"time":"{{TimeProvider.System.GetUtcNow().UtcDateTime:O}}","tag":"S{{i}}","kind":"status","sos":true}""", Encoding.UTF8, "application/x-ndjson");
                Assert.True((await http.PostAsync("/api/mines/load/sightings", body)).IsSuccessStatusCode);
                await Task.Delay(TimeSpan.FromMilliseconds(480 + 37 * (i % 7)));
            }
            await screen.Until("every call on the screen", $"() => Object.keys(window.seen).length === {Calls}", 20);
            var seen = JsonSerializer.Deserialize<Dictionary<string, double>>(await screen.Page.EvaluateAsync<string>("() => JSON.stringify(window.seen)"))!;
            var delays = sent.Select(call => seen[call.Key] - call.Value).Order().ToArray();
            TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"from the call to the screen: p50 {delays[Calls / 2]:0} ms, p95 {delays[Calls * 95 / 100]:0} ms, p99 {delays[Calls * 99 / 100]:0} ms, most {delays[^1]:0} ms"));
            TestContext.Current.SendDiagnosticMessage((await load).Said);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Milliseconds() => (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;
}
