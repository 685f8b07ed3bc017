using System.Buffers;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shyraq.Cluster.History;
using Shyraq.Cluster.Reports;
using Shyraq.Core.Acts;
using Shyraq.Core.Presence;
using Shyraq.Core.Registry;
using Shyraq.Core.Reports;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Hosting;
using Shyraq.Protocols.Inputs;
using Shyraq.Protocols.Plan;
using Shyraq.Protocols.Reports;
using Shyraq.Storage;
using Shyraq.Storage.Journal;
using Shyraq.Storage.Tests.Postgres;
using Shyraq.Tests.Hosting;

namespace Shyraq.Tests.EndToEnd;

/// <summary>The same journal in files and in PostgreSQL, each served: what is asked of the past, and what the verbs make of it, is the same to the byte.</summary>
public sealed class TwoEnginesTests : IAsyncLifetime
{
    private const string Name = "twice";

    // Of the journal, and of what is asked: when the server came up, which ends the gap behind the journal, is no part of it.
    private const int Seconds = 1260, Last = Seconds - 1;
    private static readonly MineId Mine = new(Name);
    // Over midnight, UTC.
    private static readonly Instant Start = Instant.From(new DateTimeOffset(2026, 3, 1, 23, 50, 0, TimeSpan.Zero));
    private static readonly Instant Midnight = Start.PlusSeconds(600);

    private readonly List<string> _folders = [];
    private PostgresServer _postgres = null!;
    private string _database = "";

    /// <summary>The journal is written to both; the chain is the same.</summary>
    public async ValueTask InitializeAsync()
    {
        _postgres = PostgresServer.Shared();
        _database = _postgres.NewDatabase();
        var (code, said) = await ServerProcess.Verb("db", "migrate", "--database", _postgres.Settings(_database, "shyraq_owner"));
        Assert.True(code == 0, said);
        for (var i = 0; i < 2; i++)
        {
            _folders.Add(Directory.CreateTempSubdirectory("shyraq-engines-").FullName);
            Directory.CreateDirectory(Path.Combine(_folders[i], "mines"));
            using var store = Store(i);
            store.Make(Mine);
            using var journal = store.OpenJournal(Mine, "test");
            foreach (var inputs in await Inputs()) Append(journal, inputs);
        }
        Assert.Equal(Record(0).Journal.Head, Record(1).Journal.Head);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var folder in _folders) Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Every_question_to_the_past_has_the_same_answer()
    {
        string[] questions =
        [
            $"at?time={At(65)}", $"at?time={At(605)}", $"at?time={At(1000)}", $"at?time={At(1255)}", $"at?time={At(750)}", $"tracks/T1?from={At(0)}&to={At(Last)}", $"tracks/T2?from={At(500)}&to={At(700)}&every=10",
            $"people/P1/track?from={At(0)}&to={At(Last)}", $"people/1234/track?from={At(100)}&to={At(300)}", $"replay?from={At(300)}&to={At(900)}", $"replay?from={At(0)}&to={At(Last)}&every=5",
            $"sections/R1?from={At(0)}&to={At(Last)}&start=40&end=60", $"sections/R1?from={At(200)}&to={At(900)}", $"events?from={At(0)}&to={At(Last)}", $"events?from={At(0)}&to={At(Last)}&kind=issued",
            $"heat?from={At(0)}&to={At(Last)}&cell=10", $"heat?from={At(0)}&to={At(Last)}&cell=20&who=person",
            .. new[] { "csv", "geojson", "gpx", "parquet" }.Select(form => $"export.{form}?from={At(0)}&to={At(Last)}&by=inspector"), $"at?time={At(10)}&version=nonesuch",
        ];
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(async i =>
        {
            await using var app = await Serve(i, new());
            using var http = new HttpClient { BaseAddress = new Uri(app.Addresses()[0]) };
            var told = new List<string>();
            foreach (var question in questions.Select(question => $"history/{question}").Append("plan?version=1"))
            {
                using var answer = await http.GetAsync($"/api/mines/{Name}/{question}");
                told.Add($"{(int)answer.StatusCode} {Convert.ToHexString(await answer.Content.ReadAsByteArrayAsync())}");
            }
            var summary = JsonNode.Parse(await http.GetStringAsync($"/api/mines/{Name}/history"))!;
            told.Add($"{summary["from"]} {summary["plans"]} {summary["gaps"]![0]}");
            using var reports = await http.GetAsync($"/api/mines/{Name}/reports");
            foreach (var name in Enum.GetValues<ReportName>())
            {
                var report = JsonNode.Parse(await http.GetStringAsync($"/api/mines/{Name}/reports/{ReportWords.CodeOf(name)}.json?from={At(0)}&to={At(Last)}&language=kk"))!;
                // Each server went on after it had come up: its newest block and what it says of now are its own.
                told.Add($"{name} {report["period"]} {report["tables"]![1]}");
                // Of a day that is over, all that readiness tells was kept.
                if (name == ReportName.Readiness) Assert.DoesNotContain("өткен уақыт үшін сақталмайды", report["tables"]!.AsArray().SelectMany(table => table!["rows"]!.AsArray()).Select(row => (string?)row![3]));
            }
            await app.StopAsync();
            return told;
        }));
        for (var i = 0; i < questions.Length; i++) Assert.True(answers[0][i].StartsWith(i < questions.Length - 1 ? "200" : "400", StringComparison.Ordinal), $"{questions[i]}: {Text(answers[0][i])}");
        Assert.Contains("R1", Text(answers[0][Array.IndexOf(questions, questions.First(one => one.StartsWith("at?", StringComparison.Ordinal)))]), StringComparison.Ordinal);
        for (var i = 0; i < answers[0].Count; i++)
            Assert.True(answers[0][i] == answers[1][i], $"{(i < questions.Length ? questions[i] : $"answer {i}")}: {Text(answers[0][i])} in files, {Text(answers[1][i])} in PostgreSQL");

        static string Text(string answer)
        {
            if (answer.Split(' ') is not [var code, var hex] || hex.Length % 2 != 0 || !hex.All(char.IsAsciiHexDigit)) return answer;
            var text = System.Text.Encoding.UTF8.GetString(Convert.FromHexString(hex));
            return $"{code} {text[..Math.Min(600, text.Length)]}";
        }
    }

    [Fact]
    public void Every_report_is_the_same_file_in_every_form()
    {
        foreach (var name in Enum.GetValues<ReportName>())
            foreach (var form in Enum.GetValues<ReportForm>())
            {
                var request = new ReportRequest(ReportWords.CodeOf(name), Start.UnixMicroseconds, Start.PlusSeconds(Seconds).UnixMicroseconds, "", "", "", ReportFile.EndingOf(form), "ru", "");
                var files = Enumerable.Range(0, 2).Select(i => Assert.IsType<ReportReply.Made>(MineReports.Make(Record(i), request, Start.PlusSeconds(2 * Seconds), new(), DataFolder.FolderOf(_folders[i], Mine))).File).ToArray();
                Assert.True(files[0].AsSpan().SequenceEqual(files[1]), $"{name} as {form}: {files[0].Length} and {files[1].Length} bytes");
                Assert.NotEmpty(files[0]);
            }
    }

    [Fact]
    public async Task The_verbs_make_the_same_of_both()
    {
        for (var i = 0; i < 2; i++)
        {
            await using var app = await Serve(i, new());
            await app.StopAsync();
        }
        var (from, to) = (At(100), At(1100));
        foreach (var (verb, further) in new (string, string[])[]
        {
            ("hindsight", ["--name", "hindsight", "--by", "engineer"]),
            ("rerun", ["--name", "moved", "--anchor", "A2=152,4,0", "--by", "surveyor"]),
        })
        {
            for (var i = 0; i < 2; i++)
            {
                string[] where = i == 0 ? ["--data", _folders[0]] : verb == "hindsight" ? ["--database", _postgres.Settings(_database)] : ["--data", _folders[1], "--database", _postgres.Settings(_database)];
                var (code, said) = await ServerProcess.Verb([verb, .. where, "--mine", Name, "--from", from, "--to", to, .. further]);
                Assert.True(code == 0, said);
            }
            var tracks = await Task.WhenAll(Tracks(0, further[1]), Tracks(1, further[1]));
            Assert.Equal(tracks[0], tracks[1]);
            Assert.True(tracks[0].Length > 50_000, $"{verb}: {tracks[0].Length} bytes of tracks");
        }
        Assert.NotEqual(await Tracks(1, "hindsight"), await Tracks(1, "moved"));
        for (var i = 0; i < 2; i++)
            foreach (var verb in new[] { "verify", "checkpoint" })
            {
                var (code, said) = await ServerProcess.Verb([verb, "--data", _folders[i], .. i == 0 ? Array.Empty<string>() : ["--database", _postgres.Settings(_database)], "--mine", Name]);
                Assert.True(code == 0, said);
                Assert.Contains(verb == "verify" ? "whole" : $"{Name}: checkpoint", said, StringComparison.Ordinal);
            }
    }

    [Fact]
    public async Task Tracks_by_day_are_those_of_the_server_on_both_and_each_file_is_on_record()
    {
        string[] forms = ["csv", "geojson", "gpx", "parquet"], days = ["day=2026-03-01", "day=2026-03-02"];
        var written = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            string[] where = i == 0 ? ["--data", _folders[0]] : ["--database", _postgres.Settings(_database)];
            var asked = new Dictionary<string, byte[]>();
            await using (var app = await Serve(i, new()))
            {
                using var http = new HttpClient { BaseAddress = new Uri(app.Addresses()[0]) };
                foreach (var form in forms)
                    foreach (var (part, from, to) in new[] { (days[0], Start, Midnight), (days[1], Midnight, Start.PlusSeconds(Last)), ("", Start, Start.PlusSeconds(Last)) })
                        asked[Path.Combine(part, $"tracks.{form}")] = await http.GetByteArrayAsync($"/api/mines/{Name}/history/export.{form}?from={from}&to={to}&by=inspector");
                await app.StopAsync();
            }
            var folder = Path.Combine(_folders[i], "tracks");
            foreach (var form in forms)
            {
                // Days before the first track have no file.
                await Export("2025-01-01T00:00:00Z", "--format", form, "--by-day", "--out", folder);
                await Export(At(0), "--format", form, "--out", Path.Combine(folder, $"tracks.{form}"));
            }
            var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(folder, path), File.ReadAllBytes);
            Assert.Equal(asked.Keys.Order(StringComparer.Ordinal), files.Keys.Order(StringComparer.Ordinal));
            foreach (var (path, bytes) in files) Assert.True(bytes.AsSpan().SequenceEqual(asked[path]), $"{path}: {bytes.Length} bytes, {asked[path].Length} over HTTP");
            var lines = days.SelectMany(day => File.ReadLines(Path.Combine(folder, day, "tracks.csv")).Skip(1)).ToList();
            Assert.True(lines.Count > 2000, $"{lines.Count} fixes");
            Assert.Equal(File.ReadLines(Path.Combine(folder, "tracks.csv")).Skip(1).Order(StringComparer.Ordinal), lines.Order(StringComparer.Ordinal));
            Assert.All(days, day => Assert.All(File.ReadLines(Path.Combine(folder, day, "tracks.csv")).Skip(1), line => Assert.StartsWith(day[4..], line, StringComparison.Ordinal)));
            written.Add(string.Join(' ', files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"{file.Key} {Digest(file.Value)}")));
            var onRecord = Record(i).Journal.ReadFrom(1).SelectMany(block => InputCodec.Decode(block.Body, 1)).OfType<ActInput>().Where(act => act.By == "surveyor").Select(act => Assert.IsType<RecordExport>(act.Act)).ToList();
            Assert.Equal(files.Values.Select(Digest).Order(), onRecord.Select(act => act.Digest).Order());
            Assert.Equal([(Start, Midnight), (Midnight, Start.PlusSeconds(Last))], onRecord.Take(2).Select(act => (act.From!.Value, act.To!.Value)));

            async Task Export(string from, params string[] further)
            {
                var (code, said) = await ServerProcess.Verb(["history", "export", .. where, "--mine", Name, "--from", from, "--to", At(Last), "--by", "surveyor", .. further]);
                Assert.True(code == 0, said);
            }
        }
        Assert.Equal(written[0], written[1]);

        static string Digest(byte[] file) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file));
    }

    [Fact]
    public async Task Beside_a_server_on_the_database_tracks_are_taken_by_its_address_alone()
    {
        await using var app = await Serve(1, new());
        var file = Path.Combine(_folders[1], "T2.csv");
        string[] line = ["history", "export", "--database", _postgres.Settings(_database), "--mine", Name, "--from", At(0), "--to", At(300), "--tag", "T2", "--format", "csv", "--out", file, "--by", "surveyor"];
        var (code, said) = await ServerProcess.Verb(line);
        Assert.True(code == 1 && said.Contains("another server writes", StringComparison.Ordinal) && !File.Exists(file), said);
        (code, said) = await ServerProcess.Verb([.. line, "--server", app.Addresses()[0]]);
        Assert.True(code == 0, said);
        Assert.All(File.ReadLines(file).Skip(1), fix => Assert.Contains(",T2,", fix, StringComparison.Ordinal));
        var act = Record(1).Journal.ReadFrom(1).SelectMany(block => InputCodec.Decode(block.Body, 1)).OfType<ActInput>().Single(act => act.By == "surveyor");
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))), Assert.IsType<RecordExport>(act.Act).Digest);
        await app.StopAsync();
    }

    [Fact]
    public async Task What_is_older_than_it_is_kept_is_taken_out_and_that_is_in_the_record()
    {
        for (var i = 0; i < 2; i++)
        {
            await using var app = await Serve(i, new() { TracksDays = 2, BoardsDays = 2 }, gaps: 0);
            using var http = new HttpClient { BaseAddress = new Uri(app.Addresses()[0]) };
            await Eventually.Is("the tracks of March are gone", async () =>
                (await http.GetFromJsonAsync<JsonNode>($"/api/mines/{Name}/history/tracks/T1?from={At(0)}&to={At(Seconds)}"))!["fixes"]!.AsArray().Count == 0
                && (await http.GetFromJsonAsync<JsonNode>($"/api/mines/{Name}/history/at?time={At(600)}"))!["boards"]!["presence"] is null);
            // Events are kept longer; who took what out is among them and in the journal.
            Assert.NotEmpty((await http.GetFromJsonAsync<JsonNode>($"/api/mines/{Name}/history/events?from={At(0)}&to={At(Seconds)}"))!["events"]!.AsArray());
            await app.StopAsync();
            Assert.Equal(["boards", "tracks"], Record(i).Journal.ReadFrom(1).SelectMany(block => InputCodec.Decode(block.Body, 1)).OfType<ActInput>().Select(act => act.Act).OfType<TrimHistory>().Select(trim => trim.What).Distinct().Order());
        }
    }

    private async Task<Microsoft.AspNetCore.Builder.WebApplication> Serve(int i, HistoryKeep keep, int gaps = 2)
    {
        var app = ShyraqHost.Build(new() { Folder = _folders[i], Database = i == 0 ? null : _postgres.Settings(_database), Urls = "http://127.0.0.1:0", Mqtt = new() { Enabled = false }, History = keep });
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Addresses()[0]) };
        // The first tick closes what was open in March.
        await Eventually.Is("the mine is up and ticks", async () =>
            (await http.GetAsync("/health/ready")).IsSuccessStatusCode && (await http.GetFromJsonAsync<JsonNode>($"/api/mines/{Name}/history"))!["gaps"]!.AsArray().Count >= gaps);
        return app;
    }

    private IMineStore Store(int i) => i == 0 ? MineStores.At(_folders[0]) : MineStores.In(_postgres.Settings(_database));

    private IMineRecord Record(int i) => Store(i).Read(Mine);

    private async Task<string> Tracks(int i, string version)
    {
        using var to = new MemoryStream();
        await TrackExport.Write(Record(i), new(Start, Start.PlusSeconds(Seconds), null, version), "csv", to);
        return System.Text.Encoding.UTF8.GetString(to.ToArray());
    }

    private static string At(double seconds) => Start.PlusSeconds(seconds).ToString();

    // Two lamps that walk up and down, one handed out, one called for help with; for a minute nothing is heard at all.
    private static async Task<List<MineInput[]>> Inputs()
    {
        var plan = await SmallMine.Plan(Name).ReadAsByteArrayAsync();
        List<MineInput[]> blocks =
        [
            [
                new PlanInput(Start, ((PlanReading.Read)PlanReader.Read(plan, 1)).Plan, plan), new ActInput(Start, "clerk", new PutPerson(new("P1", "Айгүл", "1234"))),
                new ActInput(Start, "clerk", new PlanShift("утро", Start, Start.PlusSeconds(Seconds), ["P1"])),
            ],
        ];
        foreach (var minute in Enumerable.Range(0, Seconds).Where(second => second is < 720 or >= 780).Chunk(60)) blocks.Add([.. minute.SelectMany(Second)]);
        return blocks;
    }

    private static IEnumerable<MineInput> Second(int second)
    {
        var time = Start.PlusSeconds(second);
        yield return new SightingsInput(time, [.. Ranges("T1", second % 100, time), .. Ranges("T2", (second + 40) % 100, time)]);
        if (second == 60) yield return new ActInput(Start.PlusSeconds(60.3), "clerk", new IssueTag(new("T1"), "P1"));
        if (second is 400 or 401) yield return new SightingsInput(Start.PlusSeconds(second + 0.2), [new StatusSighting(Start.PlusSeconds(second + 0.2), Start.PlusSeconds(second + 0.2), new("T1"), null, second == 400, null)]);
        yield return new TickInput(Start.PlusSeconds(second + 0.3));
    }

    private static IEnumerable<Sighting> Ranges(string tag, int way, Instant time)
    {
        var x = 20 + 1.2 * (way < 50 ? way : 100 - way);
        return SmallMine.Anchors.Select((at, i) => new RangeSighting(time, time, new(tag), new(string.Create(CultureInfo.InvariantCulture, $"A{i + 1}")), new(Math.Sqrt((at - x) * (at - x) + 2.25)), null, null, null));
    }

    private static void Append(IJournal journal, MineInput[] inputs)
    {
        var body = new ArrayBufferWriter<byte>();
        InputCodec.Encode([.. inputs], body);
        Assert.IsType<Appended.Durable>(journal.Append(inputs[^1].Arrived, inputs.Length, inputs.Length, body.WrittenSpan));
    }
}
