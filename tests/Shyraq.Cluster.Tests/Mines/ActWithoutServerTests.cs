using Shyraq.Cluster.Mines;
using Shyraq.Core.Acts;
using Shyraq.Storage;

namespace Shyraq.Cluster.Tests.Mines;

/// <summary>What a verb does while no server runs is in the chain too.</summary>
public class ActWithoutServerTests
{
    [Fact]
    public async Task An_act_is_journalled_without_a_server_and_the_next_server_follows_it_but_not_while_one_writes()
    {
        var folder = TestServer.NewFolder();
        var act = new RecordExport("tracks", "csv", Digest: "9f86");
        // Stopped and not disposed of: its folder stays.
        var server = await TestServer.Start(folder);
        await server.Grain().PutPlan(TestMine.Plan());
        Assert.Throws<DataFolderInUseException>(() => DataFolder.Take(folder));
        await server.Stop();
        var store = MineStores.At(folder);
        var before = store.Read(new(TestMine.Id)).Journal.Head;
        // The clock of this machine may be behind the journal; then the act stands at its end.
        var head = ActWithoutServer.Append(store, new(TestMine.Id), before.Time.PlusSeconds(-60), "root on surface", act);
        Assert.Equal((before.Sequence + 1, before.Time), (head.Sequence, head.Time));
        await using var again = await TestServer.Start(folder);
        await TestServer.Until(async () => (await again.Grain().Summary()) is not null && again.Recorded().Any(one => one.Kind == "exported"), "the export is in the history");
        Assert.Contains("root on surface", again.Recorded().Single(one => one.Kind == "exported").Detail, StringComparison.Ordinal);
        Assert.True(new FolderRecord(again.MineFolder, new(TestMine.Id)).Check().IsWhole);
    }
}
