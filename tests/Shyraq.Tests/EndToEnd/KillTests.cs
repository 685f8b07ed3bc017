using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Shyraq.Core.Units;
using Shyraq.Storage;
using Shyraq.Tests.Hosting;

namespace Shyraq.Tests.EndToEnd;

/// <summary>
/// A server is killed at random instants under load from HTTP and MQTT, and started again. How often: SHYRAQ_KILLS, by
/// default 5; with which chance: SHYRAQ_SEED.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const string MineName = "kill";
    private static readonly MineId Mine = new(MineName);
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("SHYRAQ_KILLS") ?? "5", CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_killed_server_has_lost_nothing_acknowledged_and_believes_the_same()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SHYRAQ_QUICK") is not null, "quick run: the kills are left out");
        var folder = Directory.CreateTempSubdirectory("shyraq-kill-").FullName;
        var random = new Random(int.Parse(Environment.GetEnvironmentVariable("SHYRAQ_SEED") ?? "20260301", CultureInfo.InvariantCulture));
        var sent = new KillLoad(MineName);
        using var store = MineStores.At(folder);
        try
        {
            for (var kill = 1; kill <= Kills; kill++)
            {
                await using (var server = await ServerProcess.Start(folder))
                {
                    if (kill == 1) await sent.PutPlan(server);
                    await KillLoad.Ready(server);
                    using var stop = new CancellationTokenSource();
                    var before = sent.Sightings.Count;
                    var load = sent.Run(server, stop.Token);
                    // A cold server on a slow machine takes its time to the first answer; the instant of the kill counts from there.
                    await Eventually.Is("something is acknowledged", () => Task.FromResult(sent.Sightings.Count > before));
                    if (kill % 2 == 0) await sent.PutPlan(server);
                    await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1500)));
                    await server.Kill();
                    await stop.CancelAsync();
                    await load;
                }
                await using var again = await ServerProcess.Start(folder);
                await KillLoad.Ready(again);
                var (sequence, digest) = await Beliefs(again);
                var (code, said) = await ServerProcess.Verb("verify", "--data", folder, "--mine", MineName, "--beliefs", "--at", sequence.ToString(CultureInfo.InvariantCulture));
                Assert.True(code == 0, said);
                Assert.Contains(digest, said, StringComparison.Ordinal);

                // Every fix that was shown before the kill is closed into the history, and so must be there.
                await sent.PutPlan(again);
                var truth = TrueRecord.Of(store.Read(Mine), store.Read(Mine).Journal.Head.Time);
                var (lost, undone) = (sent.Sightings.Keys.Count(key => !truth.Sightings.Contains(key)), sent.Acts.Keys.Count(by => !truth.Acts.Contains(by)));
                output.WriteLine($"kill {kill}: acknowledged {sent.Sightings.Count}, found {truth.Sightings.Count}, lost {lost}, acts {sent.Acts.Count}, lost {undone}, block {sequence}, beliefs {digest[..12]} equal, {truth.Counts}");
                Assert.Equal((0, 0), (lost, undone));
                await truth.IsToldBy(store.Read(Mine));
            }
            Assert.Contains(sent.Sightings.Keys, key => key.Tag.StartsWith('H'));
            Assert.Contains(sent.Sightings.Keys, key => key.Tag.StartsWith('M'));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(long Sequence, string Digest)> Beliefs(ServerProcess server)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        var mine = await http.GetFromJsonAsync<JsonElement>($"/api/mines/{MineName}");
        var beliefs = mine.GetProperty("beliefs");
        return (beliefs.GetProperty("sequence").GetInt64(), beliefs.GetProperty("digest").GetString()!);
    }
}
