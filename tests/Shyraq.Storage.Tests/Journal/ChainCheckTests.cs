using Shyraq.Core.Units;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Tests.Journal;

public class ChainCheckTests
{
    private static Instant Time(long sequence) => new(1_000_000 * sequence);

    [Fact]
    public void A_whole_chain_is_counted_from_first_to_head()
    {
        using var folder = Journals.Closed(7);
        var report = ChainCheck.Check(folder.Path);
        Assert.Null(report.Fault);
        Assert.True(report.Guarded);
        Assert.Equal((Journals.Mine, 7L, 14L, 56L, Time(1), Time(7)), (report.Mine!.Value, report.Blocks, report.Inputs, report.Sightings, report.First!.Value, report.Head.Time));
    }

    [Theory]
    [InlineData("body = x'0102030405'")]
    [InlineData("time = time + 1")]
    [InlineData("inputs = inputs + 1")]
    [InlineData("sightings = sightings - 1")]
    [InlineData("hash = zeroblob(32)")]
    [InlineData("hash = zeroblob(31)")]
    [InlineData("body = 'text', time = 'noon'")]
    public void A_changed_block_is_named_with_the_time_around_it(string change)
    {
        using var folder = Journals.Closed(7);
        Journals.Tamper(folder, $"UPDATE blocks SET {change} WHERE sequence = 4");
        var fault = ChainCheck.Check(folder.Path).Fault;
        Assert.NotNull(fault);
        Assert.True(fault is ChainFault.Changed or ChainFault.Unreadable, fault.ToString());
        Assert.Equal((4L, Time(3), Time(5)), (fault.Sequence, fault.After!.Value, fault.Before!.Value));
    }

    [Fact]
    public void A_file_whose_guards_were_taken_away_is_told_apart()
    {
        using var folder = Journals.Closed(2);
        Journals.Tamper(folder, "VACUUM");
        var report = ChainCheck.Check(folder.Path);
        Assert.Null(report.Fault);
        Assert.False(report.Guarded);
    }

    [Fact]
    public void Missing_blocks_are_named_from_first_to_last()
    {
        using var folder = Journals.Closed(7);
        Journals.Tamper(folder, "DELETE FROM blocks WHERE sequence IN (3, 4)");
        Assert.Equal(new ChainFault.Missing(3, 4, Time(2), Time(5)), ChainCheck.Check(folder.Path).Fault);
    }

    [Fact]
    public void Swapped_blocks_are_named_as_reordered()
    {
        using var folder = Journals.Closed(7);
        Journals.Tamper(folder, "UPDATE blocks SET sequence = -1 WHERE sequence = 3; UPDATE blocks SET sequence = 3 WHERE sequence = 5; UPDATE blocks SET sequence = 5 WHERE sequence = -1");
        Assert.Equal(new ChainFault.Reordered(3, 5, Time(2), Time(4)), ChainCheck.Check(folder.Path).Fault);
    }

    [Fact]
    public void Blocks_cut_off_the_end_are_missed_by_the_history()
    {
        using var folder = new TempFolder();
        using (var journal = Journals.Open(folder))
        {
            Journals.Fill(journal, 5);
            using var history = HistoryTables.InFolder(folder.Path, journal.HashOf);
            history.Record([], 1, 5, journal.Head.Hash);
        }
        Assert.Null(ChainCheck.Check(folder.Path).Fault);
        Journals.Tamper(folder, "DELETE FROM blocks WHERE sequence > 3");
        Assert.Equal(new ChainFault.Missing(4, 5, Time(3), null), ChainCheck.Check(folder.Path).Fault);
    }

    [Fact]
    public void An_end_written_anew_is_found_by_the_snapshot_of_the_old_one()
    {
        using var folder = new TempFolder();
        using (var journal = Journals.Open(folder))
        {
            Journals.Fill(journal, 5);
            using var snapshots = SnapshotTable.InFolder(folder.Path);
            snapshots.Save(new(5, journal.Head.Hash, [1, 2, 3]), 5);
        }
        using (var forger = Journals.Raw(folder)) Journals.Run(forger, "DROP TRIGGER blocks_undeleted; DELETE FROM blocks WHERE sequence = 5");
        using (var journal = Journals.Open(folder)) journal.Append(Time(5), 1, 1, [66]);
        Assert.IsType<ChainFault.Rewritten>(ChainCheck.Check(folder.Path).Fault);
    }

    [Fact]
    public void No_changed_byte_of_the_file_ever_passes_as_other_content()
    {
        using var folder = Journals.Closed(3, bodyBytes: 40);
        var path = Path.Combine(folder.Path, JournalFile.FileName);
        var whole = File.ReadAllBytes(path);
        var honest = JournalReader.ReadFolder(folder.Path, Journals.Mine).ToList();
        var found = 0;
        for (var at = 0; at < whole.Length; at++)
        {
            if (whole[at] == 0 && at % 64 != 0) continue; // free space: a sample is enough
            var bytes = (byte[])whole.Clone();
            bytes[at] ^= 0x41;
            File.WriteAllBytes(path, bytes);
            var report = ChainCheck.Check(folder.Path);
            if (report.Fault is not null) found++;
            else
                Assert.True(report.Blocks == 3 && report.Head == new JournalHead(3, honest[2].Time, honest[2].Hash) && honest.Zip(JournalReader.ReadFolder(folder.Path, Journals.Mine), Journals.Same).All(same => same), $"byte {at} of {whole.Length}, in '{System.Text.Encoding.Latin1.GetString(whole.AsSpan()[Math.Max(0, at - 30)..(at + 1)])}', changed what is read, unnoticed: {report}");
        }
        // 3 × (40 of body, 32 of hash) and the numbers at least.
        Assert.True(found > 3 * 72, $"only {found} changed bytes were found");
    }

    [Fact]
    public void A_damaged_page_is_named_by_the_block_it_takes()
    {
        using var folder = Journals.Closed(60, bodyBytes: 1500);
        var path = Path.Combine(folder.Path, JournalFile.FileName);
        var bytes = File.ReadAllBytes(path);
        // The page that holds block 30: found by its body's first bytes, then made unreadable at its start.
        var body = JournalReader.ReadFolder(folder.Path, Journals.Mine, 30).First().Body;
        var page = bytes.AsSpan().IndexOf(body) / 4096;
        bytes.AsSpan(page * 4096, 16).Fill(0xFF);
        File.WriteAllBytes(path, bytes);
        var fault = Assert.IsType<ChainFault.Unreadable>(ChainCheck.Check(folder.Path).Fault);
        Assert.InRange(fault.Sequence, 28, 30);
        Assert.Equal(Time(fault.Sequence - 1), fault.After);
        Assert.NotNull(fault.Before);
    }

    [Fact]
    public void A_journal_can_be_checked_while_it_is_written()
    {
        using var folder = new TempFolder();
        using var journal = Journals.Open(folder);
        Journals.Fill(journal, 4);
        Assert.Equal(4, ChainCheck.Check(folder.Path).Blocks);
        Journals.Fill(journal, 4);
        Assert.Equal(8, ChainCheck.Check(folder.Path).Blocks);
    }
}
