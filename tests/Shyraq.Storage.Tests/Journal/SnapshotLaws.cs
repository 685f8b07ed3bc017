using Shyraq.Core.Units;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Tests.Journal;

public sealed class SnapshotLawsInAFolder() : SnapshotLaws(() => new Place.InFolder());

public sealed class SnapshotLawsInPostgres() : SnapshotLaws(() => new Place.InPostgres());

/// <summary>What holds of snapshots on every engine.</summary>
public abstract class SnapshotLaws(Func<Place> make)
{
    private static readonly BlockHash Hash = BlockHash.Genesis(new MineId("demo"));

    private static Snapshot At(long sequence, int length = 5000) => new(sequence, Hash, [.. Enumerable.Range(0, length).Select(i => (byte)(i / 7 * sequence))]);

    [Fact]
    public void The_two_newest_are_kept_and_come_newest_first()
    {
        using var place = make();
        using (var snapshots = place.Open().OpenSnapshots(Place.Mine))
            foreach (var sequence in new[] { 10, 20, 30 }) snapshots.Save(At(sequence), sequence);
        using var again = place.Open().OpenSnapshots(Place.Mine);
        Assert.Equal([30L, 20L], again.Newest().Select(s => s.Sequence));
        Assert.Equal([20L], again.Newest(29).Select(s => s.Sequence));
        Assert.Equal(At(30).Body, again.Newest().First().Body);
        Assert.Equal(Hash, again.Newest().First().Block);
        Assert.Equal([30L, 20L], place.Open().Read(Place.Mine).Snapshots().Select(s => s.Sequence));
    }

    [Fact]
    public void The_newest_from_which_the_history_can_go_on_is_kept_as_well()
    {
        using var place = make();
        using var snapshots = place.Open().OpenSnapshots(Place.Mine);
        foreach (var sequence in new[] { 10, 20, 30, 40, 50 }) snapshots.Save(At(sequence), recordedUpTo: 25);
        Assert.Equal([50L, 40L, 20L], snapshots.Newest().Select(s => s.Sequence));
        snapshots.Save(At(60), recordedUpTo: 60);
        Assert.Equal([60L, 50L], snapshots.Newest().Select(s => s.Sequence));
    }

    [Fact]
    public void Bytes_that_compression_would_make_longer_are_kept_as_they_are()
    {
        using var place = make();
        using var snapshots = place.Open().OpenSnapshots(Place.Mine);
        snapshots.Save(new(1, Hash, [1]), 1);
        snapshots.Save(new(2, Hash, []), 2);
        Assert.Equal(new byte[][] { [], [1] }, snapshots.Newest().Select(s => s.Body));
    }
}
