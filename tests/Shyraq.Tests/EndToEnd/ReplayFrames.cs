using System.Globalization;
using System.Text.Json;

namespace Shyraq.Tests.EndToEnd;

/// <summary>
/// Measures how smoothly the console plays the past of 1,000 tags: a real server on the day that <c>Shyraq.Bench history day --data FOLDER</c> made,
/// everything over HTTP. Run with SHYRAQ_MEASURE=1 and SHYRAQ_DAY=FOLDER.
/// </summary>
public sealed class ReplayFrames
{
    private const int Tags = 1000;

    /// <summary>The day as it was made begins here, eight in the morning; an hour on everybody is on the move.</summary>
    private static readonly DateTimeOffset From = new(2026, 3, 8, 9, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Frames over 20 s, as told by the browser, in order of size: milliseconds between them, and what the page's own thread spent in each. Long tasks hold
    /// up the thread for over 50 ms, whatever they do. How far the past has run, seconds.
    /// </summary>
    private const string Measure = """
        async () => {
          const bar = () => document.querySelector('[data-testid=replay]').dataset;
          const [begin, from] = [performance.now(), Number(bar().at)];
          const steps = [];
          let [last, waits, long] = [begin, 0, 0];
          const watch = new PerformanceObserver(list => { for (const task of list.getEntries()) long += task.duration; });
          watch.observe({ type: 'longtask' });
          await new Promise(done => {
            const frame = now => {
              steps.push(now - last);
              last = now;
              if (bar().reads === 'true') waits++;
              if (now - begin < 20000) requestAnimationFrame(frame);
              else done();
            };
            requestAnimationFrame(frame);
          });
          watch.disconnect();
          return JSON.stringify({ steps: steps.slice(1).sort((a, b) => a - b), ran: (Number(bar().at) - from) / (last - begin), waits, long, costs: window.shyraq.costs().sort((a, b) => a - b), drawn: Object.keys(window.shyraq.positions()).length });
        }
        """;

    private sealed record Measured(double[] Steps, double Ran, int Waits, double Long, double[] Costs, int Drawn);

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(500)]
    public async Task The_frames_of_the_past_are_measured(int speed)
    {
        var folder = Environment.GetEnvironmentVariable("SHYRAQ_DAY");
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SHYRAQ_MEASURE") is null || folder is null, "measured on demand: SHYRAQ_MEASURE=1 SHYRAQ_DAY=FOLDER");
        await using var server = await ServerProcess.Start(folder!, "--no-mqtt");
        await using var screen = await Screen.Open(new(server.Address, $"/?mine=day&at={From.UtcDateTime:O}"));
        await screen.Until("the past to be read", "() => document.querySelector('[data-testid=replay]')?.dataset.reads === 'false'", 90);
        await screen.Until("everybody to be drawn", $"() => Object.keys(window.shyraq?.positions() ?? {{}}).length >= {Tags * 95 / 100}", 60);
        await screen.Of("replay-speed").SelectOptionAsync(speed.ToString(CultureInfo.InvariantCulture));
        await screen.Of("time-bar").FocusAsync();
        await screen.Page.Keyboard.PressAsync(" ");
        await screen.Until("the past to run", $"() => Number(document.querySelector('[data-testid=replay]').dataset.at) > {From.ToUnixTimeMilliseconds()} + 500", 30);
        await Task.Delay(TimeSpan.FromSeconds(3));
        var measured = JsonSerializer.Deserialize<Measured>(await screen.Page.EvaluateAsync<string>(Measure), JsonSerializerOptions.Web)!;

        Assert.InRange(measured.Drawn, Tags * 9 / 10, Tags);
        static double At(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture,
            $"{speed}x, {measured.Drawn} tags: {measured.Steps.Length / 20.0:0} frames a second; between frames p50 {At(measured.Steps, 0.5):0.0} ms, p95 {At(measured.Steps, 0.95):0.0} ms, most {measured.Steps[^1]:0} ms; script of a drawn frame p50 {At(measured.Costs, 0.5):0.0} ms, p95 {At(measured.Costs, 0.95):0.0} ms; long tasks {measured.Long / 200:0} % of the time; ran at {measured.Ran:0}x, {measured.Waits} frames waited"));
    }
}
