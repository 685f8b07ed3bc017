using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Inputs;
using Shyraq.Storage;
using Shyraq.Storage.Tests.Postgres;
using Shyraq.Tests.Hosting;

namespace Shyraq.Tests.EndToEnd;

/// <summary>Servers whose mines are in PostgreSQL.</summary>
public sealed class DatabaseTests
{
    private static readonly MineId Mine = new("base");

    [Fact]
    public async Task A_server_on_PostgreSQL_that_was_killed_has_lost_nothing_and_believes_the_same()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SHYRAQ_QUICK") is not null, "quick run: the kills are left out");
        var postgres = PostgresServer.Shared();
        var database = postgres.NewDatabase();
        var folder = Directory.CreateTempSubdirectory("shyraq-database-").FullName;
        try
        {
            var (code, said) = await ServerProcess.Verb("db", "migrate", "--database", postgres.Settings(database, "shyraq_owner"));
            Assert.True(code == 0, said);
            var settings = postgres.Settings(database);
            var acknowledged = 0;
            using var store = MineStores.In(settings);
            for (var kill = 0; kill < 3; kill++)
            {
                await using (var server = await ServerProcess.Start(folder, "--no-mqtt", "--database", settings))
                {
                    if (kill == 0) await PutPlan(server);
                    await Ready(server);
                    for (var batch = 0; batch < 20; batch++) acknowledged += await Send(server, kill * 20 + batch);
                    await server.Kill();
                }
                await using var again = await ServerProcess.Start(folder, "--no-mqtt", "--database", settings);
                await Ready(again);
                using var http = new HttpClient { BaseAddress = again.Address };
                var mine = await http.GetFromJsonAsync<JsonElement>($"/api/mines/{Mine}");
                var beliefs = mine.GetProperty("beliefs");
                var replay = JournalReplay.Follow(store.Read(Mine), beliefs.GetProperty("sequence").GetInt64(), new());
                Assert.Equal(replay.Digest, beliefs.GetProperty("digest").GetString());
                Assert.Equal(acknowledged, store.Read(Mine).Journal.ReadFrom(1).SelectMany(block => InputCodec.Decode(block.Body, 1)).OfType<SightingsInput>().Sum(input => input.Sightings.Length));
            }
            Assert.False(Directory.Exists(Path.Combine(folder, "mines", Mine.Value, "journal.db")));
            await MoveThere(settings, store, folder);
            (code, said) = await ServerProcess.Verb("db", "status", "--database", settings);
            Assert.True(code == 0, said);
            Assert.Contains($"{Mine}: {store.Read(Mine).Journal.Head.Sequence} blocks", said, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_second_server_on_the_database_stands_by_and_takes_the_mine_over_when_the_first_dies()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SHYRAQ_QUICK") is not null, "quick run: the kills are left out");
        var postgres = PostgresServer.Shared();
        var database = postgres.NewDatabase();
        var (first, second) = (Directory.CreateTempSubdirectory("shyraq-database-").FullName, Directory.CreateTempSubdirectory("shyraq-database-").FullName);
        try
        {
            Assert.Equal(0, (await ServerProcess.Verb("db", "migrate", "--database", postgres.Settings(database, "shyraq_owner"))).Code);
            await using var serving = await ServerProcess.Start(first, "--no-mqtt", "--database", postgres.Settings(database));
            await PutPlan(serving);
            await Send(serving, 0);
            await using var standing = await ServerProcess.Start(second, "--no-mqtt", "--database", postgres.Settings(database));
            using var http = new HttpClient { BaseAddress = standing.Address };
            var ready = await Eventually.Get("the second server says that the first writes", async () =>
                await http.GetAsync("/health/ready") is { IsSuccessStatusCode: false } answer && await answer.Content.ReadAsStringAsync() is var text && text.Contains("another server writes", StringComparison.Ordinal) ? text : null);
            Assert.Contains(Mine.Value, ready, StringComparison.Ordinal);
            await serving.Kill();
            await Ready(standing);
            Assert.Equal(40, await Send(standing, 1));
        }
        finally
        {
            Directory.Delete(first, recursive: true);
            Directory.Delete(second, recursive: true);
        }
    }

    /// <summary>From the database into files, and from these into another database: equal heads, equal beliefs.</summary>
    private static async Task MoveThere(string settings, IMineStore store, string folder)
    {
        var postgres = PostgresServer.Shared();
        var (archive, files, other) = (Path.Combine(folder, "base.shyraq.gz"), Path.Combine(folder, "moved"), postgres.Settings(postgres.NewDatabase()));
        Assert.Equal(0, (await ServerProcess.Verb("db", "migrate", "--database", other.Replace("shyraq_server", "shyraq_owner", StringComparison.Ordinal))).Code);
        // That it was exported is the next block of the original.
        var head = store.Read(Mine).Journal.Head;
        foreach (var line in new string[][] { ["export", "--database", settings, "--mine", Mine.Value, "--out", archive], ["import", "--data", files, "--in", archive], ["import", "--database", other, "--in", archive] })
        {
            var (code, said) = await ServerProcess.Verb(line);
            Assert.True(code == 0, said);
            Assert.Contains($"{head.Hash}", said, StringComparison.Ordinal);
        }
        using var there = MineStores.In(other);
        Assert.Equal(head.Sequence + 1, store.Read(Mine).Journal.Head.Sequence);
        var beliefs = JournalReplay.Follow(store.Read(Mine), head.Sequence, new());
        Assert.Equal(beliefs, JournalReplay.Follow(MineStores.At(files).Read(Mine), null, new()));
        Assert.Equal(beliefs, JournalReplay.Follow(there.Read(Mine), null, new()));
        Assert.NotEmpty(beliefs.Digest);
    }

    private static Task Ready(ServerProcess server)
    {
        var http = new HttpClient { BaseAddress = server.Address };
        return Eventually.Is("the mine is up", async () => (await http.GetAsync("/health/ready")).IsSuccessStatusCode);
    }

    private static async Task PutPlan(ServerProcess server)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        var anchors = string.Concat(Enumerable.Range(0, 11).Select(i => string.Create(CultureInfo.InvariantCulture,
            $$$""",{"type":"Feature","geometry":{"type":"Point","coordinates":[{{{i * 60}}},1,1]},"properties":{"kind":"anchor","id":"A{{{i}}}","technology":"uwb"}}""")));
        var plan = $$$"""{"type":"FeatureCollection","mine":{"id":"{{{Mine}}}","name":"Base","crs":"local","timeZone":"UTC"},"features":[{"type":"Feature","geometry":{"type":"LineString","coordinates":[[0,0,0],[600,0,0]]},"properties":{"kind":"roadway","id":"R1","name":"R1","level":"L1","width":5,"height":3}}{{{anchors}}}]}""";
        using var answer = await http.PutAsync($"/api/mines/{Mine}/plan", new StringContent(plan, Encoding.UTF8, "application/geo+json"));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Sends one batch and gives how many sightings were acknowledged.</summary>
    private static async Task<int> Send(ServerProcess server, int batch)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        var now = Instant.From(TimeProvider.System.GetUtcNow());
        var lines = string.Concat(Enumerable.Range(0, 40).Select(i => string.Create(CultureInfo.InvariantCulture,
            $$"""{"time":"{{now.PlusSeconds(0.0001 * i)}}","tag":"T{{i % 20}}","kind":"range","anchor":"A{{(i + batch) % 11}}","metres":{{20 + i % 11 * 3}}}""") + "\n"));
        using var body = new StringContent(lines, Encoding.UTF8, "application/x-ndjson");
        using var answer = await http.PostAsync($"/api/mines/{Mine}/sightings", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return 40;
    }
}
