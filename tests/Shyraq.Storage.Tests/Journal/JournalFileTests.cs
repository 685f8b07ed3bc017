using Microsoft.Data.Sqlite;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Tests.Journal;

public class JournalFileTests
{
    [Fact]
    public void A_copy_taken_at_any_moment_of_writing_opens_with_every_acknowledged_block()
    {
        using var folder = new TempFolder();
        using var journal = Journals.Open(folder);
        List<JournalBlock> made = [];
        for (var i = 0; i < 12; i++)
        {
            made.AddRange(Journals.Fill(journal, 1, 3000));
            using var crashed = folder.CopyAsAfterACrash();
            using var reopened = Journals.Open(crashed);
            Assert.Equal(journal.Head, reopened.Head);
            Assert.True(made.Zip(reopened.ReadFrom(1), Journals.Same).All(same => same));
            Assert.True(ChainCheck.Check(crashed.Path).IsWhole);
        }
    }

    [Fact]
    public void A_write_ahead_log_torn_in_the_middle_of_a_commit_loses_only_the_block_not_acknowledged()
    {
        using var folder = new TempFolder();
        using var journal = Journals.Open(folder);
        Journals.Fill(journal, 3, 9000);
        var log = Path.Combine(folder.Path, JournalFile.FileName + "-wal");
        var acknowledged = new FileInfo(log).Length;
        Journals.Fill(journal, 1, 9000);
        var committed = new FileInfo(log).Length;
        Assert.True(committed > acknowledged, "the fourth block went into the log");
        for (var length = acknowledged; length < committed; length += 1777)
        {
            using var crashed = folder.CopyAsAfterACrash();
            using (var torn = new FileStream(Path.Combine(crashed.Path, Path.GetFileName(log)), FileMode.Open)) torn.SetLength(length);
            File.Delete(Path.Combine(crashed.Path, JournalFile.FileName + "-shm"));
            using var reopened = Journals.Open(crashed);
            Assert.Equal(3, reopened.Head.Sequence);
            Assert.Equal(4, Assert.IsType<Appended.Durable>(reopened.Append(new(9_000_000), 1, 1, [7])).Head.Sequence);
            Assert.True(ChainCheck.Check(crashed.Path).IsWhole);
        }
    }

    [Theory]
    [InlineData("UPDATE blocks SET body = x'00' WHERE sequence = 2", "append-only")]
    [InlineData("DELETE FROM blocks WHERE sequence = 3", "append-only")]
    [InlineData("INSERT OR REPLACE INTO blocks SELECT sequence, time, inputs, sightings, x'00', hash FROM blocks WHERE sequence = 2", "at its end")]
    [InlineData("INSERT INTO blocks SELECT sequence + 9, time, inputs, sightings, body, hash FROM blocks WHERE sequence = 3", "at its end")]
    public void The_file_itself_forbids_changing_what_was_written(string sql, string said)
    {
        using var folder = Journals.Closed(3);
        using var connection = Journals.Raw(folder);
        Assert.Contains(said, Assert.Throws<SqliteException>(() => Journals.Run(connection, sql)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_takes_nothing_and_the_next_append_works_when_there_is_room()
    {
        using var folder = Journals.Closed(3);
        using var journal = Journals.Open(folder);
        var head = journal.Head;
        JournalLimits.MostPages(journal, 8);
        Assert.Equal(AppendFailure.DiskFull, Assert.IsType<Appended.Failed>(journal.Append(new(9_000_000), 1, 1, new byte[100_000])).Reason);
        Assert.Equal(head, journal.Head);
        JournalLimits.MostPages(journal, 1_000_000);
        Assert.Equal(4, Assert.IsType<Appended.Durable>(journal.Append(new(9_000_000), 1, 1, new byte[100_000])).Head.Sequence);
        Assert.True(ChainCheck.Check(folder.Path).IsWhole);
    }

    [Fact]
    public void A_journal_locked_by_another_process_takes_nothing()
    {
        using var folder = Journals.Closed(3);
        using var journal = Journals.Open(folder);
        using (var other = Journals.Raw(folder))
        {
            Journals.Run(other, "BEGIN IMMEDIATE");
            Assert.Equal(AppendFailure.Locked, Assert.IsType<Appended.Failed>(journal.Append(new(9_000_000), 1, 1, [])).Reason);
        }
        Assert.IsType<Appended.Durable>(journal.Append(new(9_000_000), 1, 1, []));
    }

    [Fact]
    public void The_file_says_what_wrote_which_blocks()
    {
        using var folder = Journals.Closed(3);
        using (JournalFile.Open(folder.Path, Journals.Mine, "test 1")) { }
        using (JournalFile.Open(folder.Path, Journals.Mine, "test 2")) { }
        using var connection = Journals.Raw(folder);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT group_concat(first_sequence || ' ' || mine || ' ' || writer || ' ' || schema, ';') FROM written";
        Assert.Equal("1 demo test 1 1;4 demo test 2 1", command.ExecuteScalar());
    }

    [Fact]
    public void The_journal_of_another_mine_or_of_a_newer_version_is_refused()
    {
        using var folder = Journals.Closed(1);
        Assert.Contains("mine demo", Assert.Throws<JournalDamagedException>(() => JournalFile.Open(folder.Path, new("other"), "test 1")).Message, StringComparison.Ordinal);
        using (var connection = Journals.Raw(folder)) Journals.Run(connection, "PRAGMA user_version = 2");
        Assert.Contains("schema 2", Assert.Throws<JournalDamagedException>(() => Journals.Open(folder)).Message, StringComparison.Ordinal);
    }
}
