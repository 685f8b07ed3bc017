using Shyraq.Core.Acts;
using Shyraq.Core.Record;
using Shyraq.Core.Units;
using Shyraq.Protocols.Inputs;
using Shyraq.Storage;
using Shyraq.Storage.Journal;
using Shyraq.Tests.Hosting;

namespace Shyraq.Tests.EndToEnd;

/// <summary>What verbs take out of a record is in its chain, beside a running server and without one.</summary>
public sealed class RecordedActTests : IDisposable
{
    private const string Mine = "taken";
    private const string From = "2026-01-01T00:00:00Z", To = "2036-01-01T00:00:00Z";

    private readonly string _folder = Directory.CreateTempSubdirectory("shyraq-taken-").FullName;

    [Fact]
    public async Task Who_takes_what_with_which_verb_is_in_the_chain_with_the_hash_of_the_file()
    {
        var (csv, archive) = (Path.Combine(_folder, "out.csv"), Path.Combine(_folder, "out.shyraq"));
        await using (var server = await ServerProcess.Start(_folder, "--no-mqtt"))
        {
            using var http = new HttpClient { BaseAddress = server.Address };
            (await http.PutAsync($"/api/mines/{Mine}/plan", SmallMine.Plan(Mine))).EnsureSuccessStatusCode();
            // Beside the server it is the server that journals.
            await Done("history", "export", "--data", _folder, "--mine", Mine, "--from", From, "--to", To, "--format", "csv", "--out", csv, "--by", "Айгүл");
            var beside = Assert.Single(Exports(), one => one.Act is RecordExport { What: "tracks" });
            Assert.Equal(("Айгүл", Digest(csv), "csv"), (beside.By, ((RecordExport)beside.Act).Digest, ((RecordExport)beside.Act).Form));
            await Eventually.Is("the checkpoint is in the journal", () => Task.FromResult(Acts().Any(act => act.Act is NoteCheckpoint)));
            await server.Kill();
        }
        // Without one it is the verb, as whoever runs it.
        await Done("export", "--data", _folder, "--mine", Mine, "--out", archive);
        var alone = Assert.Single(Exports(), one => one.Act is RecordExport { What: "journal" });
        Assert.Equal(($"{Environment.UserName} on {Environment.MachineName}", Digest(archive)), (alone.By, ((RecordExport)alone.Act).Digest));

        // What cannot be put on record is not done, unless somebody says so.
        var (code, said) = await ServerProcess.Verb("report", "--data", _folder, "--mine", Mine, "--name", "alarmLog", "--from", From, "--to", "2026-12-31T00:00:00Z", "--out", Path.Combine(_folder, "sos.csv"), "--server", "http://127.0.0.1:9");
        Assert.True(code == 1 && said.Contains("cannot be put on record", StringComparison.Ordinal), said);
        Assert.False(File.Exists(Path.Combine(_folder, "sos.csv")));
        (code, said) = await ServerProcess.Verb("report", "--data", _folder, "--mine", Mine, "--name", "alarmLog", "--from", From, "--to", "2026-12-31T00:00:00Z", "--out", Path.Combine(_folder, "sos.csv"), "--server", "http://127.0.0.1:9", "--unrecorded");
        Assert.True(code == 0 && said.Contains("NOT ON RECORD", StringComparison.Ordinal), said);
        Assert.True(File.Exists(Path.Combine(_folder, "sos.csv")));
        Assert.Equal(2, Exports().Count());
        (code, said) = await ServerProcess.Verb("verify", "--data", _folder);
        Assert.True(code == 0, said);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task Done(params string[] line)
    {
        var (code, said) = await ServerProcess.Verb(line);
        Assert.True(code == 0, said);
    }

    private static string Digest(string path) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));

    private IEnumerable<ActInput> Exports() => Acts().Where(act => act.Act is RecordExport);

    private IEnumerable<ActInput> Acts() => JournalReader.ReadFolder(DataFolder.FolderOf(_folder, new(Mine)), new MineId(Mine)).SelectMany(block => InputCodec.Decode(block.Body, 1)).OfType<ActInput>();
}
