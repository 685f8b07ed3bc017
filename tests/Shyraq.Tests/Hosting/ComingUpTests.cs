using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Shyraq.Tests.Hosting;

/// <summary>A mine that is not up is in the list and says so.</summary>
public sealed class ComingUpTests
{
    [Fact]
    public async Task A_mine_that_waits_or_cannot_come_up_is_listed_with_its_state_until_it_is_up()
    {
        string id, folder;
        await using (var first = new Server(null, null))
        {
            await first.InitializeAsync();
            id = await first.NewMine();
            await first.Stop();
            folder = Directory.CreateTempSubdirectory("shyraq-test-").FullName;
            Copy(first.Folder, folder);
        }
        var path = Path.Combine(folder, "mines", id, "history.db");
        Directory.CreateDirectory(Path.Combine(folder, "mines", "broken"));
        await File.WriteAllTextAsync(Path.Combine(folder, "mines", "broken", "journal.db"), new string('x', 5000));

        // Another process holds a file of the mine: it waits for it.
        var holder = Hold(path);
        await using var server = await Server.Start(folder: folder);
        var seen = new List<string>();
        await Eventually.Is("the mine is listed while it is not up", async () => (await State(server, id)).GetProperty("state").GetString() is var state && Note(state) is not "up");
        await Eventually.Is("the broken mine is listed as failed, with the reason", async () =>
            await State(server, "broken") is var broken && broken.GetProperty("state").GetString() == "failed" && broken.GetProperty("why").GetString()!.Contains("journal.db", StringComparison.Ordinal));
        Assert.Equal(JsonValueKind.Null, (await State(server, "broken")).GetProperty("name").ValueKind);
        await holder.DisposeAsync();
        await Eventually.Is($"the mine is up; it was {string.Join(", ", seen.Distinct())}", async () => Note((await State(server, id)).GetProperty("state").GetString()) is "up");
        Assert.Equal("Small mine", (await State(server, id)).GetProperty("name").GetString());

        string? Note(string? state)
        {
            seen.Add(state!);
            return state;
        }
    }

    private static async Task<JsonElement> State(Server server, string mine) =>
        JsonElement.Parse(await server.Http.GetStringAsync("/api/mines")).EnumerateArray().Single(m => m.GetProperty("id").GetString() == mine);

    private static SqliteConnection Hold(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE";
        command.ExecuteNonQuery();
        return connection;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*.db", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
