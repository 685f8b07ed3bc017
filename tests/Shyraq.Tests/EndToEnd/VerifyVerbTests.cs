using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Shyraq.Storage;
using Shyraq.Storage.Checkpoints;
using Shyraq.Storage.Journal;
using Shyraq.Tests.Hosting;

namespace Shyraq.Tests.EndToEnd;

/// <summary>What a forger did is found by the verb, and by what was kept elsewhere what the data folder alone cannot tell.</summary>
public sealed class VerifyVerbTests : IAsyncLifetime
{
    private const string Mine = "verify";

    private readonly string _folder = Directory.CreateTempSubdirectory("shyraq-verify-").FullName;

    private string Kept => Path.Combine(_folder, "kept.txt");

    private string MineFolder => DataFolder.FolderOf(_folder, new(Mine));

    /// <summary>A server takes a plan and some acts, its checkpoints are kept elsewhere, and it is killed.</summary>
    public async ValueTask InitializeAsync()
    {
        await using var server = await ServerProcess.Start(_folder, "--no-mqtt");
        using var http = new HttpClient { BaseAddress = server.Address };
        await PutPlan(http);
        for (var i = 0; i < 20; i++)
            (await http.PostAsJsonAsync($"/api/mines/{Mine}/acts", new { by = "Айгүл", act = new { kind = "recordExport", what = "tracks", form = "csv" } })).EnsureSuccessStatusCode();
        File.WriteAllText(Kept, await http.GetStringAsync($"/api/mines/{Mine}/checkpoints.txt"));
        var details = await http.GetFromJsonAsync<JsonElement>($"/api/mines/{Mine}");
        Assert.Equal(SigningKey.PublicOf(_folder)!.ToString(), details.GetProperty("checkpointKey").GetString());
        Assert.Equal(1, details.GetProperty("checkpoint").GetProperty("number").GetInt64());
        var newest = await http.GetFromJsonAsync<JsonElement>($"/api/mines/{Mine}/checkpoints?last=1");
        Assert.Equal(details.GetProperty("checkpoint").GetRawText(), Assert.Single(newest.EnumerateArray()).GetRawText());
        using var bad = await http.GetAsync($"/api/mines/{Mine}/checkpoints?last=many");
        Assert.Contains("last", await bad.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task PutPlan(HttpClient http) => (await http.PutAsync($"/api/mines/{Mine}/plan", SmallMine.Plan(Mine))).EnsureSuccessStatusCode();

    private Task<(int Code, string Said)> Verify(params string[] further) => ServerProcess.Verb(["verify", "--data", _folder, .. further]);

    private void Tamper(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(MineFolder, JournalFile.FileName)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "DROP TRIGGER blocks_in_order; DROP TRIGGER blocks_unchanged; DROP TRIGGER blocks_undeleted; " + sql;
        command.ExecuteNonQuery();
    }

    [Fact]
    public async Task An_untouched_record_is_whole_by_every_witness()
    {
        var (code, said) = await Verify("--checkpoints", Kept, "--key", Path.Combine(_folder, SigningKey.PublicFileName));
        Assert.True(code == 0, said);
        Assert.Contains("whole", said, StringComparison.Ordinal);
        Assert.DoesNotContain("compare it", said, StringComparison.Ordinal);
        (code, said) = await Verify();
        Assert.True(code == 0, said);
        Assert.Contains($"signed with {SigningKey.PublicOf(_folder)}", said, StringComparison.Ordinal);
        (_, said) = await ServerProcess.Verb("checkpoint", "--data", _folder, "--all");
        Assert.StartsWith(File.ReadAllText(Kept), said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_is_listed_with_its_minutes_for_programs_too()
    {
        Tamper("UPDATE blocks SET body = x'00' WHERE sequence = 5; DELETE FROM blocks WHERE sequence = 9");
        var (code, said) = await Verify("--json");
        Assert.Equal(1, code);
        var mine = JsonDocument.Parse(said).RootElement[0];
        Assert.False(mine.GetProperty("isWhole").GetBoolean());
        Assert.Equal(["changed", "missing", "unproven"], mine.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("kind").GetString()));
        foreach (var fault in mine.GetProperty("faults").EnumerateArray())
            Assert.True(fault.GetProperty("from").GetDateTime() <= fault.GetProperty("to").GetDateTime(), fault.GetRawText());
        (code, said) = await Verify();
        Assert.Equal(1, code);
        Assert.Contains("block 5 was changed", said, StringComparison.Ordinal);
        Assert.Contains("block 9 is missing", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_owns_the_folder_and_forges_all_of_it_is_found_by_what_was_kept_elsewhere()
    {
        // The whole journal is begun anew under a new key, as somebody with every right on the machine can.
        foreach (var file in Directory.GetFiles(MineFolder)) File.Delete(file);
        foreach (var file in Directory.GetFiles(_folder, "checkpoint-key*")) File.Delete(file);
        await using (var server = await ServerProcess.Start(_folder, "--no-mqtt"))
        {
            using var http = new HttpClient { BaseAddress = server.Address };
            await PutPlan(http);
        }
        Assert.Equal(0, (await Verify()).Code);
        var (code, said) = await Verify("--checkpoints", Kept);
        Assert.True(code == 1 && said.Contains("written anew", StringComparison.Ordinal), said);
        (code, said) = await Verify("--key", CheckpointFile.Lines(Kept).Select(line => Checkpoint.Read(line)!.Key).First().ToString());
        Assert.True(code == 1 && said.Contains("another key", StringComparison.Ordinal), said);
    }

    [Fact]
    public async Task What_is_no_key_and_no_file_is_said()
    {
        var (code, said) = await Verify("--key", "abc");
        Assert.True(code == 3 && said.Contains("--key abc", StringComparison.Ordinal), said);
        Assert.Equal(3, (await Verify("--checkpoints", "/nowhere.txt")).Code);
    }
}
