using Shyraq.Core.Units;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Tests.Journal;

public class SnapshotTableTests
{
    private static readonly BlockHash Hash = BlockHash.Genesis(new MineId("demo"));

    private static Snapshot At(long sequence, int length = 5000) => new(sequence, Hash, [.. Enumerable.Range(0, length).Select(i => (byte)(i / 7 * sequence))]);

    [Theory]
    [InlineData("body = zeroblob(length(body))")]
    [InlineData("body = substr(body, 1, length(body) / 2)")]
    [InlineData("digest = zeroblob(32)")]
    [InlineData("length = 2000000000")]
    [InlineData("length = 'long'")]
    [InlineData("block = x'00'")]
    public void A_damaged_snapshot_is_passed_over_in_favour_of_the_older_one(string damage)
    {
        using var folder = new TempFolder();
        using var snapshots = SnapshotTable.InFolder(folder.Path);
        snapshots.Save(At(10), 10);
        snapshots.Save(At(20), 20);
        using (var raw = Journals.Raw(folder, SnapshotTable.FileName)) Journals.Run(raw, $"UPDATE snapshots SET {damage} WHERE sequence = 20");
        Assert.Equal([10L], snapshots.Newest().Select(s => s.Sequence));
    }

    [Fact]
    public void A_file_that_is_no_database_is_replaced_by_an_empty_one()
    {
        using var folder = new TempFolder();
        File.WriteAllText(Path.Combine(folder.Path, SnapshotTable.FileName), new string('x', 5000));
        using var snapshots = SnapshotTable.InFolder(folder.Path);
        Assert.Empty(snapshots.Newest());
        snapshots.Save(At(3), 3);
        Assert.Single(snapshots.Newest());
    }
}
