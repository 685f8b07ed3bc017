using Microsoft.Data.Sqlite;
using Shyraq.Core.Units;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Tests.History;

public class HistoryTablesTests
{
    private static readonly BlockHash Hash = BlockHash.Genesis(new MineId("demo"));

    private static HistoryEvent Event(long sequence, int index, string what = "Z1") => new(sequence, index, new(sequence * 1000), "entered", what, "T1", "");

    [Fact]
    public void A_history_of_blocks_that_the_journal_does_not_hold_is_put_aside_not_deleted()
    {
        using var folder = new TempFolder();
        using (var history = HistoryTables.InFolder(folder.Path, _ => Hash)) history.Record([Event(5, 0)], 1, 5, Hash);
        using var anew = HistoryTables.InFolder(folder.Path, sequence => sequence > 3 ? null : Hash);
        Assert.Equal(0, anew.RecordedUpTo);
        Assert.True(File.Exists(Assert.Single(anew.PutAside)), "the old history stands under another name");
        Assert.Empty(Read(folder));
    }

    [Fact]
    public void A_damaged_history_is_put_aside_and_begun_anew()
    {
        using var folder = new TempFolder();
        File.WriteAllText(Path.Combine(folder.Path, HistoryTables.FileName), new string('x', 5000));
        using var history = HistoryTables.InFolder(folder.Path, _ => Hash);
        Assert.Equal(0, history.RecordedUpTo);
        Assert.Equal(5000, new FileInfo(Assert.Single(history.PutAside)).Length);
    }

    [Fact]
    public void A_page_that_turns_out_damaged_while_recording_costs_the_file_its_place_but_not_its_existence()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, HistoryTables.FileName);
        using (var history = HistoryTables.InFolder(folder.Path, _ => Hash))
            history.Record([.. Enumerable.Range(1, 3000).Select(n => Event(n, 0))], 1, 3000, Hash);
        // Behind what tells of tables and views, which came first: rows alone are damaged.
        Overwrite(path, fromPage: 40, except: MarkPage(path));
        var size = new FileInfo(path).Length;

        using var damaged = HistoryTables.InFolder(folder.Path, _ => Hash);
        Assert.Equal(3000, damaged.RecordedUpTo);
        var why = Assert.Throws<HistoryDamagedException>(() => damaged.Record([Event(3001, 0)], 3001, 3001, Hash));
        Assert.Equal(("history.damaged-1.db", size), (Path.GetFileName(why.PutAside), new FileInfo(why.PutAside).Length));
        damaged.Record([Event(3001, 0)], 3001, 3001, Hash);
        Assert.Equal(0, damaged.RecordedUpTo);
        Assert.Equal([Event(3001, 0)], Read(folder));
    }

    [Fact]
    public void A_history_whose_mark_cannot_be_read_is_put_aside_and_begun_anew()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, HistoryTables.FileName);
        using (var history = HistoryTables.InFolder(folder.Path, _ => Hash)) history.Record([Event(1, 0)], 1, 1, Hash);
        Overwrite(path, fromPage: 2, except: 0);
        using var anew = HistoryTables.InFolder(folder.Path, _ => Hash);
        Assert.EndsWith("history.damaged-1.db", Assert.Single(anew.PutAside), StringComparison.Ordinal);
        Assert.Equal(0, anew.RecordedUpTo);
    }

    private static List<HistoryEvent> Read(TempFolder folder)
    {
        using var history = new FolderRecord(folder.Path, new("demo")).OpenHistory();
        return [.. history!.Events()];
    }

    private static long MarkPage(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT rootpage FROM sqlite_schema WHERE name = 'recorded'";
        return (long)command.ExecuteScalar()!;
    }

    private static void Overwrite(string path, int fromPage, long except)
    {
        const int PageSize = 4096;
        using var file = new FileStream(path, FileMode.Open);
        for (var page = fromPage; page <= file.Length / PageSize; page++)
        {
            if (page == except) continue;
            file.Position = (page - 1L) * PageSize;
            file.Write(Enumerable.Repeat((byte)0xEE, PageSize).ToArray());
        }
    }
}
