using System.Buffers;
using System.Net;
using System.Text.Json;
using Shyraq.Cluster.Rerun;
using Shyraq.Core.Acts;
using Shyraq.Core.Presence;
using Shyraq.Core.Registry;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Inputs;
using Shyraq.Protocols.Plan;
using Shyraq.Storage;
using Shyraq.Storage.Journal;

namespace Shyraq.Tests.Hosting;

/// <summary>The past of a mine through the API: a lamp that walked to and fro for 21 minutes in March, handed out to somebody after the first.</summary>
public sealed class HistoryApiTests(HistoryApiTests.PastMine past) : IClassFixture<HistoryApiTests.PastMine>
{
    private static readonly Instant Start = Instant.From(new DateTimeOffset(2026, 3, 1, 6, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task The_history_tells_what_it_holds_and_where_it_has_gaps()
    {
        var held = await Get("");
        Assert.InRange(held.GetProperty("fixes").GetInt64(), 1250, 1400);
        Assert.InRange(held.GetProperty("bytesPerFix").GetDouble(), 0.05, 4);
        Assert.Equal("live", Assert.Single(held.GetProperty("versions").EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal(1, Assert.Single(held.GetProperty("plans").EnumerateArray()).GetProperty("version").GetInt32());
        // From the last input in March until this server came up.
        Assert.Equal(Text(1260.3), Assert.Single(held.GetProperty("gaps").EnumerateArray()).GetProperty("from").GetString());
    }

    [Fact]
    public async Task At_any_instant_the_mine_is_as_it_was_with_its_boards_and_its_plan()
    {
        // 60 s of each 100 s from 20 m on at 1.2 m/s, then back; at 30 s the lamp is at 56 m.
        var scene = await Get($"/at?time={Text(30.5)}");
        var fix = Assert.Single(scene.GetProperty("fixes").EnumerateArray());
        Assert.InRange(fix.GetProperty("x").GetDouble(), 53, 59);
        Assert.Equal(("R1", "live", "L1"), (fix.GetProperty("roadway").GetString(), fix.GetProperty("state").GetString(), fix.GetProperty("level").GetString()));
        Assert.Equal(JsonValueKind.Null, fix.GetProperty("carrier").ValueKind);
        Assert.Equal(1, scene.GetProperty("plan").GetInt32());
        Assert.Equal(JsonValueKind.Null, scene.GetProperty("gap").ValueKind);

        var later = await Get($"/at?time={Text(700)}");
        Assert.Equal("P1", later.GetProperty("fixes")[0].GetProperty("carrier").GetProperty("person").GetString());
        var person = Assert.Single(later.GetProperty("boards").GetProperty("presence").GetProperty("board").GetProperty("people").EnumerateArray());
        Assert.Equal("Айгүл", person.GetProperty("name").GetString());
        // The place is that of the very instant.
        Assert.Equal(later.GetProperty("fixes")[0].GetProperty("x").GetDouble(), person.GetProperty("place").GetProperty("x").GetDouble());
        Assert.True(later.GetProperty("boards").TryGetProperty("alarms", out _));
        // How the radios did: all three anchors are heard, and nobody is without a place.
        Assert.Equal(["alive", "alive", "alive"], later.GetProperty("boards").GetProperty("anchors").GetProperty("board").GetProperty("anchors").EnumerateArray().Select(one => one.GetProperty("state").GetString()));
        Assert.Empty(later.GetProperty("boards").GetProperty("unplaced").GetProperty("board").GetProperty("unplaced").EnumerateArray());
        Assert.Equal(1, later.GetProperty("boards").GetProperty("readiness").GetProperty("board").GetProperty("people").GetInt32());
        var some = await Get($"/at?time={Text(700)}&boards=gas,alarms");
        Assert.Equal(["alarms", "gas"], some.GetProperty("boards").EnumerateObject().Select(board => board.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task In_a_gap_of_the_record_nobody_is_said_to_be_anywhere()
    {
        var scene = await Get($"/at?time={Text(5000)}");
        Assert.Empty(scene.GetProperty("fixes").EnumerateArray());
        Assert.Equal(Text(1260.3), scene.GetProperty("gap").GetProperty("from").GetString());
        Assert.Equal(JsonValueKind.Null, (await Get($"/at?time={Text(-5000)}")).GetProperty("plan").ValueKind);
    }

    [Fact]
    public async Task A_track_is_whole_and_can_be_thinned_out()
    {
        var track = await Get($"/tracks/T1?from={Text(500)}&to={Text(700)}");
        var times = track.GetProperty("fixes").EnumerateArray().Select(fix => fix.GetProperty("time").GetString()).ToArray();
        Assert.InRange(times.Length, 199, 201);
        Assert.Equal(times.Order(StringComparer.Ordinal), times);
        Assert.InRange((await Get($"/tracks/T1?from={Text(500)}&to={Text(700)}&every=10")).GetProperty("fixes").GetArrayLength(), 20, 22);
        Assert.Empty((await Get($"/tracks/T9?from={Text(500)}&to={Text(700)}")).GetProperty("fixes").EnumerateArray());
    }

    [Fact]
    public async Task A_persons_track_is_that_of_the_tag_while_the_person_carried_it()
    {
        foreach (var person in new[] { "P1", "1234" })
        {
            var stretch = Assert.Single((await Get($"/people/{person}/track?from={Text(0)}&to={Text(700)}")).GetProperty("stretches").EnumerateArray());
            Assert.Equal(("T1", Text(60.3)), (stretch.GetProperty("tag").GetString(), stretch.GetProperty("from").GetString()));
            Assert.InRange(stretch.GetProperty("fixes").GetArrayLength(), 630, 641);
        }
    }

    [Fact]
    public async Task Replay_gives_columns_of_equal_length_for_each_tag()
    {
        var replay = await Get($"/replay?from={Text(550)}&to={Text(650)}");
        var tag = Assert.Single(replay.GetProperty("tags").EnumerateArray());
        Assert.Equal(("T1", "person"), (tag.GetProperty("tag").GetString(), tag.GetProperty("kind").GetString()));
        var lengths = "txyzrs".Select(column => tag.GetProperty(column.ToString()).GetArrayLength()).Distinct();
        Assert.InRange(Assert.Single(lengths), 99, 101);
        Assert.InRange(tag.GetProperty("t")[0].GetDouble(), 0, 1.1);
        Assert.Contains("steps", await Refused($"/replay?from={Text(0)}&to={Text(1200)}"), StringComparison.Ordinal);
        Assert.Contains("packed", await Refused($"/replay?from={Text(0)}&to={Text(100)}&form=zip"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_packed_replay_holds_the_same_columns()
    {
        var question = $"/replay?from={Text(550)}&to={Text(650)}&every=2";
        var plain = (await Get(question)).GetProperty("tags")[0];
        var bytes = await past.Server.Http.GetByteArrayAsync($"/api/mines/past/history{question}&form=packed");
        var head = JsonElement.Parse(bytes.AsSpan(4, BitConverter.ToInt32(bytes)));
        var tag = Assert.Single(head.GetProperty("tags").EnumerateArray());
        Assert.Equal("Айгүл", tag.GetProperty("carrier").GetProperty("name").GetString());
        var (at, fixes) = (4 + BitConverter.ToInt32(bytes), tag.GetProperty("fixes").GetInt32());
        foreach (var (column, scale) in "txyzrsa".Zip([100, 100, 100, 100, 100, 1, 1]))
        {
            var (last, step, zeros, told) = (0L, 0L, 0L, new List<double>());
            while (told.Count < fixes)
            {
                var change = zeros > 0 ? 0 : Number();
                if (zeros > 0) zeros--;
                else if (change == 0) zeros = Number();
                var signed = (change & 1) == 0 ? change / 2 : -(change + 1) / 2;
                step = "txyz".Contains(column, StringComparison.Ordinal) ? step + signed : signed;
                told.Add((double)(last += step) / scale);
            }
            Assert.Equal(plain.GetProperty(column.ToString()).EnumerateArray().Select(value => value.GetDouble()), told);
        }
        Assert.Equal(bytes.Length, at);

        long Number()
        {
            var value = 0L;
            for (var shift = 0; ; shift += 7)
            {
                var next = bytes[at++];
                value |= (long)(next & 127) << shift;
                if (next < 128) return value;
            }
        }
    }

    [Fact]
    public async Task Who_passed_a_section_is_told_with_times_and_whether_through()
    {
        // Up in the first half minute, then down again in the second: through 40 to 60 m twice in each 100 s.
        var stays = (await Get($"/sections/R1?from={Text(0)}&to={Text(400)}&start=40&end=60")).GetProperty("stays").EnumerateArray().ToArray();
        Assert.Equal(8, stays.Length);
        Assert.All(stays, stay => Assert.True(stay.GetProperty("through").GetBoolean()));
        Assert.All(stays, stay => Assert.InRange(stay.GetProperty("seconds").GetDouble(), 12, 22));
        Assert.Equal("Айгүл", stays[^1].GetProperty("name").GetString());
    }

    [Fact]
    public async Task Heat_adds_up_to_the_time_that_was_looked_at()
    {
        var heat = await Get($"/heat?from={Text(100)}&to={Text(1100)}&cell=15&who=person");
        Assert.Equal(20, heat.GetProperty("cell").GetDouble());
        Assert.InRange(heat.GetProperty("cells").EnumerateArray().Sum(cell => cell.GetProperty("seconds").GetDouble()), 990, 1000);
        Assert.Empty((await Get($"/heat?from={Text(100)}&to={Text(1100)}&who=vehicle")).GetProperty("cells").EnumerateArray());
    }

    [Fact]
    public async Task Events_are_those_of_the_period_and_the_plan_is_that_of_its_version()
    {
        var events = (await Get($"/events?from={Text(0)}&to={Text(100)}&kind=issued")).GetProperty("events");
        Assert.Equal("T1", Assert.Single(events.EnumerateArray()).GetProperty("tag").GetString());
        Assert.Empty((await Get($"/events?from={Text(100)}&to={Text(200)}&kind=issued")).GetProperty("events").EnumerateArray());
        using var plan = await past.Server.Http.GetAsync("/api/mines/past/plan?version=1");
        Assert.Equal(1, JsonElement.Parse(await plan.Content.ReadAsStringAsync()).GetProperty("version").GetInt32());
        using var none = await past.Server.Http.GetAsync("/api/mines/past/plan?version=9");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("geojson", "application/geo+json")]
    [InlineData("gpx", "application/gpx+xml")]
    [InlineData("parquet", "application/vnd.apache.parquet")]
    public async Task A_clip_is_given_out_as_a_file_and_that_is_in_the_record(string form, string type)
    {
        using var answer = await past.Server.Http.GetAsync($"/api/mines/past/history/export.{form}?from={Text(500)}&to={Text(700)}&by=inspector-{form}");
        var file = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        if (form == "csv") Assert.InRange(System.Text.Encoding.UTF8.GetString(file).Count(letter => letter == '\n'), 200, 202);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var events = (await Get($"/events?from={now.AddMinutes(-5):yyyy-MM-ddTHH:mm:ss}Z&to={now.AddMinutes(5):yyyy-MM-ddTHH:mm:ss}Z&kind=exported")).GetProperty("events");
        Assert.Single(events.EnumerateArray(), one => one.GetProperty("detail").GetString()!.StartsWith($"inspector-{form} · exportOf;{form};2026-03-01T06:08:20Z", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_takes_anything_out_of_the_history_from_outside()
    {
        using var body = new StringContent("""{"by":"server","act":{"kind":"trimHistory","what":"tracks","before":"2026-03-01T07:00:00Z"}}""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await past.Server.Http.PostAsync("/api/mines/past/acts", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.InRange((await Get("")).GetProperty("fixes").GetInt64(), 1250, 1400);
    }

    [Theory]
    [InlineData("/export.csv?from=2026-03-01T06:00:00Z&to=2026-03-01T07:00:00Z", "by")]
    [InlineData("/export.xls?from=2026-03-01T06:00:00Z&to=2026-03-01T07:00:00Z&by=me", "parquet")]
    [InlineData("/export.csv?from=2026-03-01T06:00:00Z&to=2026-03-03T07:00:00Z&by=me", "1 day")]
    [InlineData("/at", "time")]
    [InlineData("/at?time=yesterday", "time")]
    [InlineData("/at?time=2026-03-01T06:00:00Z&boards=alarms,weather", "weather")]
    [InlineData("/at?time=2026-03-01T06:00:00Z&version=nonesuch", "live")]
    [InlineData("/tracks/T1?from=2026-03-01T06:00:00Z", "to")]
    [InlineData("/tracks/T1?from=2026-03-01T06:00:00Z&to=2026-03-01T05:00:00Z", "to")]
    [InlineData("/tracks/T1?from=2026-03-01T06:00:00Z&to=2026-03-01T07:00:00Z&every=often", "every")]
    [InlineData("/sections/R1?from=2026-03-01T06:00:00Z&to=2026-06-01T07:00:00Z", "31 days")]
    [InlineData("/heat?from=2026-03-01T06:00:00Z&to=2026-03-01T07:00:00Z&who=dog", "who")]
    public async Task What_cannot_be_answered_is_refused_with_the_name_of_the_parameter(string question, string named) =>
        Assert.Contains(named, await Refused(question), StringComparison.Ordinal);

    [Fact]
    public async Task What_is_shown_now_is_in_the_past_a_second_later()
    {
        await using var server = await Server.Start();
        var begun = TimeProvider.System.GetUtcNow().UtcDateTime;
        var mine = await server.NewMine();
        for (var i = 0; i < 3; i++) (await server.Post(mine, SmallMine.Ranges("T1", 100 + i, TimeProvider.System.GetUtcNow()))).Dispose();
        await Eventually.Is("the lamp is in the past", async () =>
        {
            var time = TimeProvider.System.GetUtcNow().AddSeconds(-0.2).UtcDateTime;
            using var answer = await server.Http.GetAsync($"/api/mines/{mine}/history/at?time={time:yyyy-MM-ddTHH:mm:ss.ffffff}Z");
            return answer.IsSuccessStatusCode && JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("fixes").GetArrayLength() == 1;
        });
        // The past begins with the mine, not at the ten-minute mark before it.
        var held = JsonElement.Parse(await server.Http.GetStringAsync($"/api/mines/{mine}/history"));
        Assert.InRange(held.GetProperty("from").GetDateTime(), begun, held.GetProperty("to").GetDateTime());
        Assert.InRange(held.GetProperty("fixes").GetInt64(), 1, 100);
    }

    [Fact]
    public async Task Heat_of_a_short_time_is_told_in_finer_cells_that_add_up_to_the_coarse_ones()
    {
        var period = $"from={Text(100)}&to={Text(500)}";
        var (fine, coarse) = (await Get($"/heat?{period}&cell=2"), await Get($"/heat?{period}&cell=10"));
        Assert.Equal((2.0, 10.0), (fine.GetProperty("cell").GetDouble(), coarse.GetProperty("cell").GetDouble()));
        Assert.Contains(fine.GetProperty("cells").EnumerateArray(), cell => cell.GetProperty("offset").GetDouble() % 10 != 0);
        Assert.InRange(Seconds(fine), 395, 400);
        Assert.InRange(Seconds(fine) - Seconds(coarse), -5, 5);
        // Longer than an hour they are as coarse as visits are kept.
        Assert.Equal(10, (await Get($"/heat?from={Text(0)}&to={Text(7200)}&cell=2")).GetProperty("cell").GetDouble());

        static double Seconds(JsonElement heat) => heat.GetProperty("cells").EnumerateArray().Sum(cell => cell.GetProperty("seconds").GetDouble());
    }

    [Fact]
    public async Task A_version_of_the_past_has_events_stays_and_heat_of_its_own()
    {
        var folder = Directory.CreateTempSubdirectory("shyraq-test-").FullName;
        await PastMine.Write(folder);
        using (var store = MineStores.At(folder))
            Rerunning.Run(store, new("past"), new(Start, Start.PlusSeconds(600), "again", "tester", RerunChanges.None, null), Start, (_, _) => { }, TestContext.Current.CancellationToken);
        await using var server = await Server.Start(folder: folder);
        await Eventually.Is("the mine is up", async () => (await server.Http.GetAsync("/api/mines/past")).IsSuccessStatusCode);
        var period = $"from={Text(0)}&to={Text(599)}";
        await Eventually.Is("what was shown is recorded", async () => (await Get(server, $"/events?{period}")).GetProperty("events").GetArrayLength() > 0);
        Assert.Equal((await Get(server, $"/events?{period}")).GetProperty("events").GetRawText(), (await Get(server, $"/events?{period}&version=again")).GetProperty("events").GetRawText());
        Assert.Equal(0, (await Get(server, $"/events?from={Text(700)}&to={Text(5000)}&version=again")).GetProperty("events").GetArrayLength());
        Assert.Equal((await Get(server, $"/sections/R1?from={Text(0)}&to={Text(590)}")).GetProperty("stays").GetArrayLength(), (await Get(server, $"/sections/R1?from={Text(0)}&to={Text(590)}&version=again")).GetProperty("stays").GetArrayLength());
        var heat = (await Get(server, $"/heat?from={Text(0)}&to={Text(590)}&version=again")).GetProperty("cells");
        Assert.Equal((await Get(server, $"/heat?from={Text(0)}&to={Text(590)}")).GetProperty("cells").GetRawText(), heat.GetRawText());
        Assert.NotEmpty(heat.EnumerateArray());
        // Nothing of it after the end of the version, though the lamp walked on.
        Assert.Empty((await Get(server, $"/heat?from={Text(700)}&to={Text(1100)}&version=again")).GetProperty("cells").EnumerateArray());
        foreach (var question in new[] { "/events", "/heat", "/sections/R1" })
        {
            using var unknown = await server.Http.GetAsync($"/api/mines/past/history{question}?{period}&version=nonesuch");
            Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        }
    }

    private static async Task<JsonElement> Get(Server server, string question)
    {
        using var answer = await server.Http.GetAsync("/api/mines/past/history" + question);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonElement.Parse(text);
    }

    private async Task<JsonElement> Get(string question)
    {
        using var answer = await past.Server.Http.GetAsync("/api/mines/past/history" + question);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonElement.Parse(text);
    }

    private async Task<string> Refused(string question)
    {
        using var answer = await past.Server.Http.GetAsync("/api/mines/past/history" + question);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("detail").GetString()!;
    }

    // As JSON writes times: without zeros at the end of the fraction.
    private static string Text(double seconds) => Start.PlusSeconds(seconds).ToDateTimeOffset().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A server over a journal that was written beforehand.</summary>
    public sealed class PastMine : IAsyncLifetime
    {
        private const int Seconds = 1260;
        private static readonly double[] Anchors = [50, 150, 250];

        public Server Server { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            var folder = Directory.CreateTempSubdirectory("shyraq-test-").FullName;
            await Write(folder);
            Server = await Server.Start(folder: folder);
            await Eventually.Is("the mine is up", async () => (await Server.Http.GetAsync("/api/mines/past")).IsSuccessStatusCode);
            // The first tick closes what was open in March.
            await Eventually.Is("the mine ticks", async () => JsonElement.Parse(await Server.Http.GetStringAsync("/api/mines/past/history")).GetProperty("gaps").GetArrayLength() == 1);
        }

        public ValueTask DisposeAsync() => Server.DisposeAsync();

        internal static async Task Write(string folder)
        {
            var mine = new MineId("past");
            var plan = await SmallMine.Plan(mine.Value).ReadAsByteArrayAsync();
            Directory.CreateDirectory(DataFolder.FolderOf(folder, mine));
            using var journal = JournalFile.Open(DataFolder.FolderOf(folder, mine), mine, "test");
            Append(journal, new PlanInput(Start, ((PlanReading.Read)PlanReader.Read(plan, 1)).Plan, plan), new ActInput(Start, "clerk", new PutPerson(new("P1", "Айгүл", "1234"))));
            foreach (var minute in Enumerable.Range(0, Seconds + 1).Chunk(60))
                Append(journal, [.. minute.SelectMany(Second)]);
        }

        private static IEnumerable<MineInput> Second(int second)
        {
            var time = Start.PlusSeconds(second);
            var way = second % 100;
            var x = 20 + 1.2 * (way < 50 ? way : 100 - way);
            yield return new SightingsInput(time, [.. Anchors.Select((at, i) => (Sighting)new RangeSighting(time, time, new("T1"), new($"A{i + 1}"), new(Math.Sqrt((at - x) * (at - x) + 2.25)), null, null, null))]);
            if (second == 60) yield return new ActInput(Start.PlusSeconds(60.3), "clerk", new IssueTag(new("T1"), "P1"));
            yield return new TickInput(Start.PlusSeconds(second + 0.3));
        }

        private static void Append(JournalFile journal, params MineInput[] inputs)
        {
            var body = new ArrayBufferWriter<byte>();
            InputCodec.Encode([.. inputs], body);
            Assert.IsType<Appended.Durable>(journal.Append(inputs[^1].Arrived, inputs.Length, inputs.Length, body.WrittenSpan));
        }
    }
}
