using System.Globalization;
using System.Text;
using Shyraq.Tests.Hosting;

namespace Shyraq.Tests.EndToEnd;

/// <summary>The desk of zones over a small mine, in a real browser.</summary>
public sealed class ZonesTests
{
    [Fact]
    public async Task A_zone_is_drawn_by_mouse_and_keyboard_tried_made_live_and_fires_and_is_proved_empty_or_not()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SHYRAQ_QUICK") is not null, "quick run: the browser is left out");
        var folder = Directory.CreateTempSubdirectory("shyraq-zones-").FullName;
        try
        {
            await using var server = await ServerProcess.Start(folder, "--no-mqtt");
            using var http = new HttpClient { BaseAddress = server.Address };
            Assert.True((await http.PutAsync("/api/mines/small/plan", SmallMine.Plan("small"))).IsSuccessStatusCode);
            await using var lamp = new Lamp(http, "T1") { Offset = 40 };
            await using var screen = await Screen.Open(new(server.Address, "/?mine=small&desk=zones"));
            await screen.Of("who-acts").FillAsync("Aigul");

            // Drawn by two clicks on the roadway, and one more stretch typed.
            await screen.Of("zone-draw").ClickAsync();
            await screen.Of("zone-name").FillAsync("Blasting");
            await screen.Of("zone-id").FillAsync("blast");
            await Click(screen, 100);
            await Click(screen, 160);
            await screen.Until("the stretch that was clicked", "() => document.querySelectorAll('[data-testid=stretch]').length === 1");
            await screen.Of("stretch-roadway").FillAsync("R1");
            await screen.Of("stretch-from").FillAsync("200");
            await screen.Of("stretch-to").FillAsync("220");
            await screen.Page.Keyboard.PressAsync("Enter");
            await screen.Until("the stretch that was typed beside it", "() => document.querySelectorAll('[data-testid=stretch]').length === 2");
            await screen.Of("add-rule").SelectOptionAsync("restricted");
            await screen.Of("zone-save").ClickAsync();
            await screen.Until("a new zone in the draft", "() => document.querySelector('[data-testid=zone-row][data-zone=blast]')?.dataset.change === 'new'");

            // Tried on the journal, which holds the lamp outside of it alone.
            await screen.Of("try").ClickAsync();
            await screen.Until("the trial to be noted with the draft", "() => document.querySelector('[data-testid=trial]') && !document.querySelector('[data-testid=tried]').className.includes('warn')");
            await screen.Of("activate").ClickAsync();
            await screen.Of("activate-why").FillAsync("shots are fired here");
            await screen.Of("activate-confirm").ClickAsync();
            await screen.Until("version 1 to be live", "() => document.querySelector('[data-testid=live-version]')?.dataset.version === '1'");

            // A lamp walks in: the zone fires.
            lamp.Offset = 130;
            await screen.Of("zone-row").First.ClickAsync();
            await screen.Until("the lamp to be told as one that may not be there", "() => document.querySelector('[data-testid=breach][data-kind=restricted]')?.dataset.tag === 'T1'", 30);
            await screen.Until("the lamp among those inside", "() => document.querySelector('[data-testid=inside]')?.dataset.tag === 'T1'");

            // It is not empty, and somebody has to say so until it is released.
            await screen.Of("clearance-why").FillAsync("shots at 14:30");
            await screen.Of("clearance-request").ClickAsync();
            await screen.Until("the zone not to be proved empty", "() => document.querySelector('[data-testid=clearance]')?.dataset.clear === 'false'");
            lamp.Offset = 40;
            await screen.Until("the zone to be proved empty", "() => document.querySelector('[data-testid=clearance]')?.dataset.clear === 'true'", 40);
            await screen.Of("clearance-release").ClickAsync();
            await screen.Of("clearance-request").WaitForAsync();

            // On the map the events tell of it by the name of the zone.
            await screen.Page.Keyboard.PressAsync("Escape");
            await screen.Until("the events to tell of it", "() => [...document.querySelectorAll('.events .entered .event-text')].some(e => e.textContent.includes('Blasting'))");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Where an offset of the roadway (along x) lies on the sketch.
    private static async Task Click(Screen screen, double offset)
    {
        var at = await screen.Page.EvaluateAsync<float[]>(string.Create(CultureInfo.InvariantCulture,
            $"() => {{ const p = new DOMPoint({offset}, 0).matrixTransform(document.querySelector('[data-testid=plan-sketch]').getScreenCTM()); return [p.x, p.y]; }}"));
        await screen.Page.Mouse.ClickAsync(at[0], at[1]);
    }

    /// <summary>A lamp that speaks twice a second from where it is put.</summary>
    private sealed class Lamp : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _speaking;

        public Lamp(HttpClient http, string tag) => _speaking = Speak(http, tag);

        /// <summary>Metres from the roadway's first vertex.</summary>
        public double Offset { get; set; }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _speaking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stop.Dispose();
        }

        private async Task Speak(HttpClient http, string tag)
        {
            var at = double.NaN;
            while (!_stop.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromSeconds(0.5), _stop.Token);
                // It walks to where it is wanted: nobody leaps.
                at = double.IsNaN(at) ? Offset : at + Math.Clamp(Offset - at, -4, 4);
                using var heard = new StringContent(SmallMine.Ranges(tag, at, TimeProvider.System.GetUtcNow()), Encoding.UTF8, "application/x-ndjson");
                using var answer = await http.PostAsync("/api/mines/small/sightings", heard, _stop.Token);
            }
        }
    }
}
