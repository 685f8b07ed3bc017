using Shyraq.Core.Units;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Tests.Postgres;

/// <summary>A history over a connection that may be lost.</summary>
public class PostgresHistoryTests
{
    private static readonly BlockHash Hash = BlockHash.Genesis(new MineId("demo"));

    [Fact]
    public void After_a_lost_connection_the_mark_is_that_of_the_database_and_what_came_after_it_is_asked_for_again()
    {
        using var place = new Place.InPostgres();
        using var history = place.Open().OpenHistory(Place.Mine, _ => Hash);
        history.Record([Event(3)], 1, 9, Hash);
        // As after a crash that took the newest commits of what is derived, for which nobody waits.
        place.Server.Administer(place.Database, "UPDATE mine_1_history.recorded SET sequence = 5; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        Assert.IsNotType<HistoryReopenedException>(Assert.ThrowsAny<IOException>(() => history.Record([Event(10)], 1, 10, Hash)));
        Assert.Throws<HistoryReopenedException>(() => history.Record([Event(10)], 1, 10, Hash));
        Assert.Equal(5, history.RecordedUpTo);
        // Who has only what is newer does not move the mark over the gap.
        history.Record([Event(10)], 10, 10, Hash);
        Assert.Equal(5, history.RecordedUpTo);
        history.Record([Event(7)], 6, 10, Hash);
        Assert.Equal(10, history.RecordedUpTo);
        using var reading = place.Open().Read(Place.Mine).OpenHistory()!;
        Assert.Equal([3, 7, 10], reading.Events().Select(one => one.Sequence));
    }

    private static HistoryEvent Event(long sequence) => new(sequence, 0, new(sequence * 1000), "entered", "Z1", "T1", "");
}
