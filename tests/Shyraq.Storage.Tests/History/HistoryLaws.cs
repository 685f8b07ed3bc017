using Shyraq.Core.Units;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Tests.History;

public sealed class HistoryLawsInAFolder() : HistoryLaws(() => new Place.InFolder());

public sealed class HistoryLawsInPostgres() : HistoryLaws(() => new Place.InPostgres());

/// <summary>What holds of a history on every engine.</summary>
public abstract class HistoryLaws(Func<Place> make)
{
    private static readonly BlockHash Hash = BlockHash.Genesis(new MineId("demo"));

    private static HistoryEvent Event(long sequence, int index, string what = "Z1") => new(sequence, index, new(sequence * 1000), "entered", what, "T1", "");

    [Fact]
    public void A_replay_records_nothing_twice_and_what_was_lost_again()
    {
        using var place = make();
        using (var history = place.Open().OpenHistory(Place.Mine, _ => Hash))
        {
            history.Record([Event(1, 0), Event(1, 1)], 1, 1, Hash);
            history.Record([Event(1, 0, "other"), Event(1, 1), Event(2, 0)], 1, 2, Hash);
        }
        Assert.Equal([Event(1, 0), Event(1, 1), Event(2, 0)], Read(place));
        using var again = place.Open().OpenHistory(Place.Mine, _ => Hash);
        Assert.Equal((2L, Hash), (again.RecordedUpTo, again.RecordedHash));
        Assert.Empty(again.PutAside);
    }

    [Fact]
    public void The_mark_of_what_is_recorded_never_goes_back()
    {
        using var place = make();
        using var history = place.Open().OpenHistory(Place.Mine, _ => Hash);
        history.Record([], 1, 9, Hash);
        history.Record([Event(3, 0)], 3, 3, default);
        Assert.Equal((9L, Hash), (history.RecordedUpTo, history.RecordedHash));
    }

    [Fact]
    public void A_history_of_blocks_that_the_journal_does_not_hold_is_put_aside()
    {
        using var place = make();
        using (var history = place.Open().OpenHistory(Place.Mine, _ => Hash)) history.Record([Event(5, 0)], 1, 5, Hash);
        using (var anew = place.Open().OpenHistory(Place.Mine, sequence => sequence > 3 ? null : Hash))
        {
            Assert.Equal(0, anew.RecordedUpTo);
            Assert.Contains("foreign", Assert.Single(anew.PutAside), StringComparison.Ordinal);
            Assert.Empty(Read(place));
            anew.Record([Event(2, 0)], 1, 3, Hash);
        }
        Assert.Equal([Event(2, 0)], Read(place));
        // Once more: a second one does not take the name of the first.
        using var third = place.Open().OpenHistory(Place.Mine, _ => default(BlockHash));
        Assert.Contains("foreign", Assert.Single(third.PutAside), StringComparison.Ordinal);
    }

    [Fact]
    public void The_mark_moves_only_over_blocks_without_a_gap()
    {
        using var place = make();
        using var history = place.Open().OpenHistory(Place.Mine, _ => Hash);
        history.Record([Event(8, 0)], 7, 8, Hash);
        Assert.Equal(0, history.RecordedUpTo);
        history.Record([Event(2, 0)], 1, 6, Hash);
        Assert.Equal(6, history.RecordedUpTo);
        history.Record([], 7, 9, Hash);
        Assert.Equal(9, history.RecordedUpTo);
        Assert.Equal([Event(2, 0), Event(8, 0)], Read(place));
    }

    private static List<HistoryEvent> Read(Place place)
    {
        using var history = place.Open().Read(Place.Mine).OpenHistory();
        return [.. history!.Events()];
    }
}
