using System.Diagnostics;
using System.Text.Json;

namespace Shyraq.Bench.History;

/// <summary>Asks a server that serves the day of <see cref="MadeDay"/>, over HTTP as a console does, and tells how long it took.</summary>
internal static class AskedDay
{
    public static async Task Tell(TextWriter to, Uri server)
    {
        using var http = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromMinutes(2) };
        var random = new Random(7);
        var held = JsonElement.Parse(await http.GetStringAsync($"/api/mines/{MadeDay.Mine}/history"));
        to.WriteLine($"{held.GetProperty("fixes")} fixes, {held.GetProperty("bytesPerFix")} bytes a fix in their bodies");
        to.WriteLine();
        to.WriteLine("| question | answers | p50 | p95 | largest answer |");
        to.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        await Ask("the mine at an instant, with its boards", 60, () => $"at?time={Time(random.Next(60, 86_340))}");
        var drag = random.Next(3600, 80_000);
        await Ask("the same, as a bar is dragged: 5 s on each time", 60, () => $"at?time={Time(drag += 5)}");
        var people = await People();
        await Ask("track of a person for a shift of 8 h", 60, () => Shift(random.Next(0, 16 * 3600), people[random.Next(people.Length)], ""));
        await Ask("the same, one fix in 10 s", 60, () => Shift(random.Next(0, 16 * 3600), people[random.Next(people.Length)], "&every=10"));
        var roadways = await Busiest();
        await Ask("who passed a section this week (busiest roadways)", 40, () => $"sections/{roadways[random.Next(roadways.Length)]}?from={Time(-6 * 86_400)}&to={Time(86_400)}&start=20&end=80");
        await Ask("replay, ten minutes in steps of 1 s, JSON", 20, () => Replay(random.Next(0, 85_000), 600, 1));
        await Ask("the same, packed", 20, () => Replay(random.Next(0, 85_000), 600, 1) + "&form=packed");
        await Ask("two minutes in steps of 1 s, packed: what the console loads at 1×", 20, () => Replay(random.Next(0, 85_000), 120, 1) + "&form=packed");
        await Ask("40 minutes in steps of 20 s, packed: what it loads at 500×", 20, () => Replay(random.Next(0, 80_000), 2400, 20) + "&form=packed");
        await Ask("heat of the day", 5, () => $"heat?from={Time(0)}&to={Time(86_400)}");

        async Task Ask(string question, int times, Func<string> path)
        {
            var took = new List<double>();
            var most = 0L;
            // The first answers read the plan and warm code and caches up.
            for (var i = -Math.Min(10, times / 2); i < times; i++)
            {
                var begun = Stopwatch.GetTimestamp();
                using var answer = await http.GetAsync($"/api/mines/{MadeDay.Mine}/history/{path()}");
                var body = await answer.Content.ReadAsByteArrayAsync();
                if (!answer.IsSuccessStatusCode) throw new InvalidOperationException(System.Text.Encoding.UTF8.GetString(body));
                if (i >= 0) took.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                most = Math.Max(most, body.Length);
            }
            took.Sort();
            to.WriteLine($"| {question} | {times} | {took[took.Count / 2]:0} ms | {took[(int)(took.Count * 0.95)]:0} ms | {most / 1024.0:0} KiB |");
        }

        async Task<string[]> People()
        {
            var scene = JsonElement.Parse(await http.GetStringAsync($"/api/mines/{MadeDay.Mine}/history/at?time={Time(600)}"));
            return [.. scene.GetProperty("fixes").EnumerateArray().Select(fix => fix.GetProperty("carrier").GetProperty("person").GetString()).OfType<string>()];
        }

        async Task<string[]> Busiest()
        {
            var heat = JsonElement.Parse(await http.GetStringAsync($"/api/mines/{MadeDay.Mine}/history/heat?from={Time(0)}&to={Time(86_400)}"));
            return [.. heat.GetProperty("cells").EnumerateArray().GroupBy(cell => cell.GetProperty("roadway").GetString()!).OrderByDescending(group => group.Sum(cell => cell.GetProperty("seconds").GetDouble())).Take(10).Select(group => Uri.EscapeDataString(group.Key))];
        }
    }

    private static string Shift(int from, string person, string every) => $"people/{person}/track?from={Time(from)}&to={Time(from + 8 * 3600)}{every}";

    private static string Replay(int from, int seconds, int every) => $"replay?from={Time(from)}&to={Time(from + seconds)}&every={every}";

    private static string Time(double seconds) => MadeDay.Start.PlusSeconds(seconds).ToString();
}
