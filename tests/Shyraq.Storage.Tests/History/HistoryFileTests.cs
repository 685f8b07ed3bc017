using Shyraq.Core.Units;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Tests.History;

public class HistoryFileTests
{
    private static readonly BlockHash Hash = BlockHash.Genesis(new MineId("demo"));

    private static HistoryEvent Event(long sequence, int index, string what = "Z1") => new(sequence, index, new(sequence * 1000), "entered", what, "T1", "");

    [Fact]
    public void A_replay_records_nothing_twice_and_what_was_lost_again()
    {
        using var folder = new TempFolder();
        using (var history = HistoryFile.Open(folder.Path, _ => Hash, out _))
        {
            history.Record([Event(1, 0), Event(1, 1)], 1, Hash);
            history.Record([Event(1, 0, "other"), Event(1, 1), Event(2, 0)], 2, Hash);
        }
        Assert.Equal([Event(1, 0), Event(1, 1), Event(2, 0)], HistoryFile.ReadFolder(folder.Path));
        using var again = HistoryFile.Open(folder.Path, _ => Hash, out var putAside);
        Assert.Equal((2L, Hash, null), (again.RecordedUpTo, again.RecordedHash, putAside));
    }

    [Fact]
    public void The_mark_of_what_is_recorded_never_goes_back()
    {
        using var folder = new TempFolder();
        using var history = HistoryFile.Open(folder.Path, _ => Hash, out _);
        history.Record([], 9, Hash);
        history.Record([Event(3, 0)], 3, default);
        Assert.Equal((9L, Hash), (history.RecordedUpTo, history.RecordedHash));
    }

    [Fact]
    public void A_history_of_blocks_that_the_journal_does_not_hold_is_put_aside_not_deleted()
    {
        using var folder = new TempFolder();
        using (var history = HistoryFile.Open(folder.Path, _ => Hash, out _)) history.Record([Event(5, 0)], 5, Hash);
        using var anew = HistoryFile.Open(folder.Path, sequence => sequence > 3 ? null : Hash, out var putAside);
        Assert.Equal(0, anew.RecordedUpTo);
        Assert.True(File.Exists(putAside), "the old history stands under another name");
        Assert.Empty(HistoryFile.ReadFolder(folder.Path));
    }

    [Fact]
    public void A_damaged_history_is_put_aside_and_begun_anew()
    {
        using var folder = new TempFolder();
        File.WriteAllText(Path.Combine(folder.Path, HistoryFile.FileName), new string('x', 5000));
        using var history = HistoryFile.Open(folder.Path, _ => Hash, out var putAside);
        Assert.Equal(0, history.RecordedUpTo);
        Assert.Equal(5000, new FileInfo(putAside!).Length);
    }
}
