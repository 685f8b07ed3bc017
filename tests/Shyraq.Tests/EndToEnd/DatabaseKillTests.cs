using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Units;
using Shyraq.Storage;
using Shyraq.Storage.Tests.Postgres;
using Shyraq.Tests.Hosting;

namespace Shyraq.Tests.EndToEnd;

/// <summary>
/// A server, its PostgreSQL, or both are killed at random instants under load, and started again. PostgreSQL flushes its commits to the disk here. How often:
/// SHYRAQ_KILLS, by default 3; with which chance: SHYRAQ_SEED.
/// </summary>
public sealed class DatabaseKillTests(ITestOutputHelper output)
{
    private const string MineName = "kill";
    private static readonly MineId Mine = new(MineName);

    private static int Number(string name, int otherwise) => int.Parse(Environment.GetEnvironmentVariable(name) ?? otherwise.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    [Fact]
    public async Task Whoever_is_killed_nothing_acknowledged_is_lost_and_the_history_is_whole()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SHYRAQ_QUICK") is not null, "quick run: the kills are left out");
        PostgresServer.Shared();
        using var postgres = new PostgresServer(isDurable: true);
        var folder = Directory.CreateTempSubdirectory("shyraq-kill-").FullName;
        var (random, sent) = (new Random(Number("SHYRAQ_SEED", 20260301)), new KillLoad(MineName));
        var database = postgres.NewDatabase();
        var settings = postgres.Settings(database);
        var (code, said) = await ServerProcess.Verb("db", "migrate", "--database", postgres.Settings(database, "shyraq_owner"));
        Assert.True(code == 0, said);
        using var store = MineStores.In(settings);
        var server = await ServerProcess.Start(folder, "--database", settings);
        try
        {
            await sent.PutPlan(server);
            for (var kill = 1; kill <= Number("SHYRAQ_KILLS", 3); kill++)
            {
                // Each in turn: the database, the server, both as in a power cut.
                var (killsServer, killsDatabase) = ((kill - 1) % 3 != 0, (kill - 1) % 3 != 1);
                using var stop = new CancellationTokenSource();
                var before = sent.Sightings.Count;
                var load = sent.Run(server, stop.Token);
                await Eventually.Is("something is acknowledged", () => Task.FromResult(sent.Sightings.Count > before));
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1000)));
                // What is held of the tracks is closed just before: it is on its way into the history.
                await sent.PutPlan(server);
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1500)));
                if (killsDatabase) postgres.Kill();
                if (killsServer)
                {
                    await server.DisposeAsync();
                    await stop.CancelAsync();
                }
                if (killsDatabase) postgres.StartAgain();
                if (killsServer) server = await ServerProcess.Start(folder, "--database", settings);
                else await Again(sent);
                await stop.CancelAsync();
                await load;
                await KillLoad.Ready(server);
                await Check(kill, server, store, sent, $"{(killsServer ? "server" : "")} {(killsDatabase ? "database" : "")}".Trim());
                (code, said) = await ServerProcess.Verb("verify", "--data", folder, "--database", settings, "--mine", MineName);
                Assert.True(code == 0, said);
            }
            Assert.Contains(sent.Sightings.Keys, key => key.Tag.StartsWith('H'));
            Assert.Contains(sent.Sightings.Keys, key => key.Tag.StartsWith('M'));
        }
        finally
        {
            await server.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    // The server was not killed: it finds its database again by itself.
    private static Task Again(KillLoad sent)
    {
        var before = sent.Sightings.Count;
        return Eventually.Is("sightings are acknowledged again", () => Task.FromResult(sent.Sightings.Count > before));
    }

    private async Task Check(int kill, ServerProcess server, IMineStore store, KillLoad sent, string killed)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        var beliefs = (await http.GetFromJsonAsync<JsonElement>($"/api/mines/{MineName}")).GetProperty("beliefs");
        var (sequence, digest) = (beliefs.GetProperty("sequence").GetInt64(), beliefs.GetProperty("digest").GetString());
        Assert.Equal(new Beliefs(sequence, digest!), JournalReplay.Follow(store.Read(Mine), sequence, new()));

        await sent.PutPlan(server);
        var record = store.Read(Mine);
        var truth = TrueRecord.Of(record, record.Journal.Head.Time);
        var (lost, undone) = (sent.Sightings.Keys.Count(key => !truth.Sightings.Contains(key)), sent.Acts.Keys.Count(by => !truth.Acts.Contains(by)));
        output.WriteLine($"kill {kill} ({killed}): acknowledged {sent.Sightings.Count}, found {truth.Sightings.Count}, lost {lost}; acts {sent.Acts.Count}, lost {undone}; block {sequence}, beliefs equal; {truth.Counts.Chunks} chunks, {truth.Counts.Events} events");
        Assert.Equal((0, 0), (lost, undone));
        await truth.IsToldBy(record);
    }
}
