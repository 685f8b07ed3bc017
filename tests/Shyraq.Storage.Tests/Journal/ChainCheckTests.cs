using Shyraq.Core.Units;
using Shyraq.Storage.Checkpoints;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Tests.Journal;

public class ChainCheckTests
{
    private static Instant Time(long sequence) => new(1_000_000 * sequence);

    private static IReadOnlyList<ChainFault> Faults(TempFolder folder) => ChainCheck.Check(folder.Path).Faults;

    /// <summary>Numbers all blocks from one on higher or lower.</summary>
    private static string Number(int from, int by) => $"UPDATE blocks SET sequence = -sequence - {by} WHERE sequence >= {from}; UPDATE blocks SET sequence = -sequence WHERE sequence < 0; ";

    private static string Swap(int a, int b) => $"UPDATE blocks SET sequence = -1 WHERE sequence = {a}; UPDATE blocks SET sequence = {a} WHERE sequence = {b}; UPDATE blocks SET sequence = {b} WHERE sequence = -1; ";

    [Fact]
    public void A_whole_chain_is_counted_from_first_to_head()
    {
        using var folder = Journals.Closed(7);
        var report = ChainCheck.Check(folder.Path);
        Assert.True(report.IsWhole);
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
    [InlineData("time = 9223372036854775807")]
    public void A_changed_block_is_named_with_the_time_around_it_and_those_after_it_are_proven(string change)
    {
        using var folder = Journals.Closed(7);
        Journals.Tamper(folder, $"UPDATE blocks SET {change} WHERE sequence = 4");
        var report = ChainCheck.Check(folder.Path);
        var fault = report.Faults[0];
        Assert.True(fault is ChainFault.Changed or ChainFault.Unreadable, fault.ToString());
        Assert.Equal((4L, 4L, Time(3)), (fault.First, fault.Last, fault.After!.Value));
        // Values that no block has take the hash with them: then the next block cannot be proven.
        var lost = fault is ChainFault.Unreadable ? 1 : 0;
        Assert.Equal(Time(5 + lost), fault.Before);
        Assert.Equal(report.Faults.Skip(1), lost == 1 ? [new ChainFault.Unproven(5, Time(3), Time(6))] : []);
        Assert.Equal((6 - lost, 7), (report.Blocks, report.Head.Sequence));
    }

    [Fact]
    public void A_file_whose_guards_were_taken_away_is_told_apart()
    {
        using var folder = Journals.Closed(2);
        Journals.Tamper(folder, "VACUUM");
        var report = ChainCheck.Check(folder.Path);
        Assert.True(report.IsWhole);
        Assert.False(report.Guarded);
    }

    [Fact]
    public void Missing_blocks_are_named_from_first_to_last()
    {
        using var folder = Journals.Closed(7);
        Journals.Tamper(folder, "DELETE FROM blocks WHERE sequence IN (3, 4)");
        Assert.Equal([new ChainFault.Missing(3, 4, Time(2), Time(6)), new ChainFault.Unproven(5, Time(2), Time(6))], Faults(folder));
    }

    [Fact]
    public void Missing_blocks_whose_gap_was_closed_by_numbering_the_rest_down_are_named_all_the_same()
    {
        using var folder = Journals.Closed(9);
        Journals.Tamper(folder, "DELETE FROM blocks WHERE sequence IN (3, 4); " + Number(5, -2));
        Assert.Equal([new ChainFault.Missing(3, 4, Time(2), Time(6)), new ChainFault.Unproven(5, Time(2), Time(6))], Faults(folder));
    }

    [Theory]
    [InlineData(3, 5)]
    [InlineData(3, 4)]
    [InlineData(1, 9)]
    [InlineData(1, 2)]
    [InlineData(8, 9)]
    public void Swapped_blocks_are_both_named_with_where_they_stand(int a, int b)
    {
        using var folder = Journals.Closed(9);
        Journals.Tamper(folder, Swap(a, b));
        var report = ChainCheck.Check(folder.Path);
        Assert.Equal([(a, b), (b, a)], report.Faults.Cast<ChainFault.Reordered>().Select(fault => ((int)fault.First, (int)fault.FoundAt)));
        Assert.Equal(7, report.Blocks);
    }

    [Fact]
    public void A_block_that_was_put_in_is_named_and_those_behind_it_are_proven()
    {
        using var folder = Journals.Closed(7);
        Journals.Tamper(folder, Number(4, 1) + "INSERT INTO blocks SELECT 4, time + 1, inputs, sightings, body, randomblob(32) FROM blocks WHERE sequence = 3");
        var report = ChainCheck.Check(folder.Path);
        Assert.Equal([new ChainFault.Inserted(4, 4, Time(3), Time(4))], report.Faults);
        Assert.Equal((7, 7), (report.Blocks, report.Head.Sequence));
    }

    [Fact]
    public void Blocks_under_numbers_that_none_has_were_put_in()
    {
        using var folder = Journals.Closed(4);
        Journals.Tamper(folder, "INSERT INTO blocks SELECT -7, time, inputs, sightings, body, hash FROM blocks WHERE sequence = 3; INSERT INTO blocks SELECT 0, time, inputs, sightings, body, hash FROM blocks WHERE sequence = 2");
        Assert.Equal([-7L, 0L], Faults(folder).Cast<ChainFault.Inserted>().Select(fault => fault.First));
    }

    [Fact]
    public void Each_of_many_faults_is_named()
    {
        using var folder = Journals.Closed(60);
        Journals.Tamper(folder, "UPDATE blocks SET body = x'00' WHERE sequence IN (10, 30); DELETE FROM blocks WHERE sequence BETWEEN 20 AND 22; UPDATE blocks SET hash = randomblob(32) WHERE sequence = 40; " + Swap(50, 55));
        var report = ChainCheck.Check(folder.Path);
        Assert.Equal(
            [
                new ChainFault.Changed(10, 10, Time(9), Time(11)), new ChainFault.Missing(20, 22, Time(19), Time(24)), new ChainFault.Unproven(23, Time(19), Time(24)),
                new ChainFault.Changed(30, 30, Time(29), Time(31)), new ChainFault.Changed(40, 40, Time(39), Time(41)),
                new ChainFault.Reordered(50, 55, Time(49), Time(51)), new ChainFault.Reordered(55, 50, Time(54), Time(56)),
            ], report.Faults);
        Assert.Equal(60, report.Head.Sequence);
    }

    [Fact]
    public void Thousands_of_faults_are_counted_and_the_first_told()
    {
        using var folder = Journals.Closed(6000);
        Journals.Tamper(folder, "UPDATE blocks SET body = x'00' WHERE sequence % 3 = 0");
        var report = ChainCheck.Check(folder.Path);
        Assert.Equal((ChainReport.MostFaults, 1000L, 4000L), (report.Faults.Count, report.More, report.Blocks));
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
        var whole = ChainCheck.Check(folder.Path);
        Assert.True(whole.IsWhole);
        Assert.Equal((5, Witness.History), whole.Confirmed);
        Journals.Tamper(folder, "DELETE FROM blocks WHERE sequence > 3");
        Assert.Equal([new ChainFault.Missing(4, 5, Time(3), null)], Faults(folder));
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
        Assert.Equal(Witness.Snapshot, Assert.IsType<ChainFault.Rewritten>(Assert.Single(Faults(folder))).By);
    }

    [Fact]
    public void A_stretch_written_anew_hashes_and_all_lies_between_the_checkpoints_that_bear_witness()
    {
        using var folder = new TempFolder();
        List<Checkpoint> signed = [];
        var key = SigningKey.Open(folder.Path);
        using (var journal = Journals.Open(folder))
        {
            for (var i = 0; i < 5; i++)
            {
                Journals.Fill(journal, 10);
                signed.Add(Checkpoint.Sign(Journals.Mine, signed.LastOrDefault(), Time(0), journal.Head, journal.WritersOf(journal.Head.Sequence), key));
            }
        }
        Assert.Equal((50, Witness.Checkpoint), ChainCheck.Check(folder.Path, signed).Confirmed);
        Journals.RewriteFrom(folder, 25, [1, 2, 3]);
        Assert.True(ChainCheck.Check(folder.Path).IsWhole);
        var fault = Assert.IsType<ChainFault.Rewritten>(Assert.Single(ChainCheck.Check(folder.Path, signed).Faults));
        Assert.Equal((21, 50, Time(20), (Instant?)null), (fault.First, fault.Last, fault.After!.Value, fault.Before));
    }

    [Fact]
    public void Another_name_for_who_wrote_the_blocks_is_found_by_a_checkpoint()
    {
        using var folder = new TempFolder();
        Checkpoint signed;
        using (var journal = Journals.Open(folder))
        {
            Journals.Fill(journal, 5);
            signed = Checkpoint.Sign(Journals.Mine, null, Time(0), journal.Head, journal.WritersOf(5), SigningKey.Open(folder.Path));
        }
        Assert.True(ChainCheck.Check(folder.Path, [signed]).IsWhole);
        Journals.Tamper(folder, "UPDATE written SET writer = 'test 2'");
        Assert.IsType<ChainFault.Writers>(Assert.Single(ChainCheck.Check(folder.Path, [signed]).Faults));
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
            if (!report.IsWhole) found++;
            else
                Assert.True(report.Blocks == 3 && report.Head == new JournalHead(3, honest[2].Time, honest[2].Hash) && honest.Zip(JournalReader.ReadFolder(folder.Path, Journals.Mine), Journals.Same).All(same => same), $"byte {at} of {whole.Length}, in '{System.Text.Encoding.Latin1.GetString(whole.AsSpan()[Math.Max(0, at - 30)..(at + 1)])}', changed what is read, unnoticed: {report}");
        }
        // 3 × (40 of body, 32 of hash) and the numbers at least.
        Assert.True(found > 3 * 72, $"only {found} changed bytes were found");
    }

    [Fact]
    public void Blocks_on_damaged_pages_are_named_and_those_behind_them_are_proven()
    {
        using var folder = Journals.Closed(60, bodyBytes: 1500);
        var path = Path.Combine(folder.Path, JournalFile.FileName);
        var bytes = File.ReadAllBytes(path);
        // The pages that hold blocks 20 and 40: found by their bodies' first bytes, then made unreadable at their start.
        foreach (var number in new[] { 20, 40 })
        {
            var body = JournalReader.ReadFolder(folder.Path, Journals.Mine, number).First().Body;
            var page = bytes.AsSpan().IndexOf(body) / 4096;
            bytes.AsSpan(page * 4096, 16).Fill(0xFF);
        }
        File.WriteAllBytes(path, bytes);
        var report = ChainCheck.Check(folder.Path);
        var damaged = report.Faults.OfType<ChainFault.Unreadable>().ToList();
        Assert.Equal(2, damaged.Count);
        foreach (var (fault, number) in damaged.Zip([20, 40]))
        {
            Assert.InRange(number, fault.First, fault.Last);
            Assert.InRange(fault.Last - fault.First, 0, 3);
            // The next one follows on a lost hash, so the one after it is the first that is proven.
            Assert.Equal((Time(fault.First - 1), Time(fault.Last + 2)), (fault.After!.Value, fault.Before!.Value));
        }
        Assert.Equal((60, 60 - damaged.Sum(fault => fault.Last - fault.First + 2)), (report.Head.Sequence, report.Blocks));
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
