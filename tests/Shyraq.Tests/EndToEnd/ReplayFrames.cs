using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Shyraq.Tests.EndToEnd;

/// <summary>
/// Measures how smoothly the console plays the past: the times between frames with 1,000 tags at 500 times the speed. The mine is real, the record comes
/// from here: a thousand walk up and down its roadways for a day. Run with SHYRAQ_MEASURE=1.
/// </summary>
public sealed class ReplayFrames
{
    private const int Tags = 1000;

    /// <summary>Frames over 20 s: the first as told by the browser, in milliseconds, in order of size; and how far the past has run, seconds.</summary>
    private const string Measure = """
        async () => {
          const bar = () => document.querySelector('[data-testid=replay]').dataset;
          const [begin, from] = [performance.now(), Number(bar().at)];
          const steps = [];
          let [last, waits] = [begin, 0];
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
          return JSON.stringify({ steps: steps.slice(1).sort((a, b) => a - b), ran: (Number(bar().at) - from) / (last - begin), waits, costs: window.shyraq.costs().sort((a, b) => a - b), drawn: Object.keys(window.shyraq.positions()).length });
        }
        """;

    private sealed record Measured(double[] Steps, double Ran, int Waits, double[] Costs, int Drawn);

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    public async Task The_frames_of_the_past_are_measured(int speed)
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SHYRAQ_MEASURE") is null, "measured on demand: SHYRAQ_MEASURE=1");
        var folder = Directory.CreateTempSubdirectory("shyraq-frames-").FullName;
        try
        {
            await using var server = await ServerProcess.Start(folder, "--demo");
            using var http = new HttpClient { BaseAddress = server.Address };
            var record = new WalkedDay(JsonElement.Parse(await http.GetStringAsync("/api/mines/demo/plan")), Tags, TimeProvider.System.GetUtcNow().AddHours(-25));
            await using var screen = await Screen.Open(new(server.Address, "/?mine=demo"));
            await screen.Until("people to be drawn", "() => Object.keys(window.shyraq?.positions() ?? {}).length > 200", 120);
            await screen.Page.RouteAsync("**/api/mines/demo/history**", route => route.FulfillAsync(new() { ContentType = "application/json", Body = record.Answer(new Uri(route.Request.Url)) }));
            await screen.Page.GotoAsync(new Uri(server.Address, $"/?mine=demo&at={record.From.AddHours(2).UtcDateTime:O}").ToString());
            await screen.Until("the past to be read", "() => document.querySelector('[data-testid=replay]')?.dataset.reads === 'false'", 60);
            await screen.Of("replay-speed").SelectOptionAsync(speed.ToString(CultureInfo.InvariantCulture));
            await screen.Of("time-bar").FocusAsync();
            await screen.Page.Keyboard.PressAsync(" ");
            await Task.Delay(TimeSpan.FromSeconds(3));
            var measured = JsonSerializer.Deserialize<Measured>(await screen.Page.EvaluateAsync<string>(Measure), JsonSerializerOptions.Web)!;

            Assert.Equal(Tags, measured.Drawn);
            static double At(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];
            TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture,
                $"{speed}x, {Tags} tags: between frames p50 {At(measured.Steps, 0.5):0.0} ms, p95 {At(measured.Steps, 0.95):0.0} ms, most {measured.Steps[^1]:0} ms; script of a drawn frame p50 {At(measured.Costs, 0.5):0.0} ms, p95 {At(measured.Costs, 0.95):0.0} ms; ran at {measured.Ran:0}x, {measured.Waits} frames waited"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The record of a day in which everyone walks up and down a roadway, as the server would answer.</summary>
    private sealed class WalkedDay(JsonElement plan, int tags, DateTimeOffset from)
    {
        private readonly double[][][] _ways = [.. plan.GetProperty("features").EnumerateArray()
            .Where(one => one.GetProperty("properties").GetProperty("kind").GetString() == "roadway")
            .Select(one => one.GetProperty("geometry").GetProperty("coordinates").EnumerateArray().Select(p => p.EnumerateArray().Select(c => c.GetDouble()).ToArray()).ToArray())
            .Where(way => Length(way) > 60)];

        private readonly int _version = plan.GetProperty("version").GetInt32();

        public DateTimeOffset From => from;

        private DateTimeOffset To => from.AddHours(24);

        public string Answer(Uri asked)
        {
            var query = System.Web.HttpUtility.ParseQueryString(asked.Query);
            DateTimeOffset Time(string name) => DateTimeOffset.Parse(query[name]!, CultureInfo.InvariantCulture);
            return asked.AbsolutePath.Split('/')[^1] switch
            {
                "replay" => Columns(Time("from"), Time("to"), int.Parse(query["every"]!, CultureInfo.InvariantCulture)),
                "at" => Moment(Time("time")),
                "events" => """{"events":[],"more":false}""",
                _ => $$"""{"from":"{{from.UtcDateTime:O}}","to":"{{To.UtcDateTime:O}}","versions":[],"plans":[],"gaps":[]}""",
            };
        }

        private string Columns(DateTimeOffset begin, DateTimeOffset end, int every)
        {
            var (first, last) = (Math.Max(begin.ToUnixTimeSeconds(), from.ToUnixTimeSeconds()), Math.Min(end.ToUnixTimeSeconds(), To.ToUnixTimeSeconds()));
            var times = new List<long>();
            for (var second = (first + every - 1) / every * every; second < last; second += every) times.Add(second);
            var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $$"""{"from":"{{begin.UtcDateTime:O}}","to":"{{end.UtcDateTime:O}}","every":{{every}},"version":"live","plan":{{_version}},"events":[],"tags":[""");
            for (var tag = 0; tag < tags; tag++)
            {
                var places = times.ConvertAll(second => Place(tag, second));
                text.Append(tag == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$"""{"tag":"W{{tag}}","carrier":null,"kind":"person","t":[""").AppendJoin(',', times.ConvertAll(second => (second - begin.ToUnixTimeMilliseconds() / 1000d).ToString(CultureInfo.InvariantCulture)));
                for (var axis = 0; axis < 3; axis++) text.Append(CultureInfo.InvariantCulture, $"],\"{"xyz"[axis]}\":[").AppendJoin(',', places.ConvertAll(place => place[axis].ToString("0.##", CultureInfo.InvariantCulture)));
                text.Append("],\"r\":[").AppendJoin(',', Enumerable.Repeat("2", times.Count)).Append("],\"s\":[").AppendJoin(',', Enumerable.Repeat("0", times.Count)).Append("],\"a\":[").AppendJoin(',', Enumerable.Repeat("0", times.Count)).Append("]}");
            }
            return text.Append("]}").ToString();
        }

        private string Moment(DateTimeOffset time)
        {
            var places = Enumerable.Range(0, tags).Select(tag => (Tag: tag, Place: Place(tag, time.ToUnixTimeSeconds())));
            var fixes = string.Join(',', places.Select(one => string.Create(CultureInfo.InvariantCulture,
                $$"""{"time":"{{time.UtcDateTime:O}}","tag":"W{{one.Tag}}","x":{{one.Place[0]:0.##}},"y":{{one.Place[1]:0.##}},"z":{{one.Place[2]:0.##}},"roadway":null,"offset":null,"level":null,"speed":1,"radius95":2,"state":"live","heard":"{{time.UtcDateTime:O}}","alternatives":0,"carrier":null}""")));
            return $$"""{"time":"{{time.UtcDateTime:O}}","plan":{{_version}},"fixes":[{{fixes}}],"boards":{},"gap":null}""";
        }

        /// <summary>Up and down a roadway at a pace of one's own.</summary>
        private double[] Place(int tag, long second)
        {
            var way = _ways[tag * 7 % _ways.Length];
            var length = Length(way);
            var along = (0.5 + tag % 5 * 0.4) * second % (2 * length);
            if (along > length) along = 2 * length - along;
            for (var i = 1; i < way.Length; i++)
            {
                var piece = Length(way[(i - 1)..(i + 1)]);
                if (along <= piece || i == way.Length - 1) return [.. way[i - 1].Zip(way[i], (a, b) => a + Math.Min(1, along / piece) * (b - a))];
                along -= piece;
            }
            return way[^1];
        }

        private static double Length(double[][] way) => way.Zip(way.Skip(1), (a, b) => Math.Sqrt(a.Zip(b, (p, q) => (q - p) * (q - p)).Sum())).Sum();
    }
}
