using CsCheck;
using Shyraq.Core.Units;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Tests.Journal;

public sealed class JournalLawsInAFolder() : JournalLaws(() => new Place.InFolder(), "append-only");

public sealed class JournalLawsInPostgres() : JournalLaws(() => new Place.InPostgres(), "permission denied");

/// <summary>What holds of a journal on every engine.</summary>
/// <param name="forbids">What the engine says to who would change a block.</param>
public abstract class JournalLaws(Func<Place> make, string forbids)
{
    [Fact]
    public void What_was_appended_is_read_again_bit_for_bit() =>
        Gen.Byte.Array[0, 300].List[1, 20].Sample(bodies =>
        {
            using var place = make();
            using var store = place.Open();
            List<JournalBlock> made = [];
            using (var journal = store.OpenJournal(Place.Mine, "test 1"))
            {
                foreach (var body in bodies)
                {
                    var time = new Instant(made.Count / 2);
                    var head = Assert.IsType<Appended.Durable>(journal.Append(time, 1, body.Length, body)).Head;
                    made.Add(new(head.Sequence, time, 1, body.Length, body, head.Hash));
                }
            }
            using var again = place.Open().OpenJournal(Place.Mine, "test 1");
            Assert.Equal(made[^1].Hash, again.Head.Hash);
            for (var from = 1; from <= made.Count; from++)
                Assert.True(made.Skip(from - 1).Zip(again.ReadFrom(from), Journals.Same).All(same => same));
            Assert.Equal(made.Count, again.ReadFrom(1).Count());
        }, iter: 8, threads: 1);

    [Fact]
    public void A_new_journal_has_no_blocks_and_the_hash_of_its_mine()
    {
        using var place = make();
        using var journal = place.Open().OpenJournal(Place.Mine, "test 1");
        Assert.Equal(new JournalHead(0, default, BlockHash.Genesis(Place.Mine)), journal.Head);
        Assert.NotEqual(BlockHash.Genesis(new("other")), journal.Head.Hash);
        Assert.Empty(journal.ReadFrom(1));
        Assert.Null(journal.FirstSince(default));
    }

    [Fact]
    public void The_first_block_that_is_not_older_than_a_time_is_found()
    {
        using var place = make();
        using var journal = place.Open().OpenJournal(Place.Mine, "test 1");
        Journals.Fill(journal, 5);
        // Block n is of second n; two more share the fifth.
        journal.Append(new(5_000_000), 1, 1, [1]);
        Assert.Equal([1L, 1L, 2L, 3L, 5L, null], new long[] { -5, 1_000_000, 1_000_001, 3_000_000, 5_000_000, 5_000_001 }.Select(time => journal.FirstSince(new(time))));
    }

    [Fact]
    public void What_is_read_beside_the_writer_is_what_was_written_so_far()
    {
        using var place = make();
        using var journal = place.Open().OpenJournal(Place.Mine, "test 1");
        var record = place.Open().Read(Place.Mine);
        Assert.Equal(new JournalHead(0, default, BlockHash.Genesis(Place.Mine)), record.Journal.Head);
        Journals.Fill(journal, 3);
        Assert.Equal(journal.Head, record.Journal.Head);
        Assert.Equal(journal.Head.Hash, record.Journal.HashOf(3));
        Assert.Null(record.Journal.HashOf(4));
        Assert.Equal([2L, 3L], record.Journal.ReadFrom(2).Select(block => block.Sequence));
        Assert.Empty(record.Snapshots());
    }

    [Fact]
    public void More_blocks_than_a_reader_fetches_at_once_come_in_order()
    {
        using var place = make();
        using var journal = place.Open().OpenJournal(Place.Mine, "test 1");
        journal.Copy(Chain(Place.Mine, 300));
        Assert.Equal(Enumerable.Range(120, 181).Select(n => (long)n), journal.ReadFrom(120).Select(block => block.Sequence));
    }

    [Theory]
    [InlineData("UPDATE blocks SET body = '' WHERE sequence = 2")]
    [InlineData("DELETE FROM blocks WHERE sequence = 3")]
    public void Nobody_changes_what_was_written(string sql)
    {
        using var place = make();
        using (var journal = place.Open().OpenJournal(Place.Mine, "test 1")) Journals.Fill(journal, 3);
        Assert.Contains(forbids, place.Refusal(sql), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INSERT INTO blocks SELECT sequence + 9, time, inputs, sightings, body, hash FROM blocks WHERE sequence = 3")]
    [InlineData("INSERT INTO blocks SELECT sequence, time, inputs, sightings, body, hash FROM blocks WHERE sequence = 3")]
    public void A_block_goes_nowhere_but_to_the_end(string sql)
    {
        using var place = make();
        using (var journal = place.Open().OpenJournal(Place.Mine, "test 1")) Journals.Fill(journal, 3);
        Assert.Contains("at its end", place.Refusal(sql), StringComparison.Ordinal);
    }

    [Fact]
    public void A_block_older_than_the_head_is_refused()
    {
        using var place = make();
        using var journal = place.Open().OpenJournal(Place.Mine, "test 1");
        Journals.Fill(journal, 3);
        Assert.Throws<ArgumentOutOfRangeException>(() => journal.Append(journal.Head.Time - TimeSpan.FromSeconds(1), 1, 1, []));
    }

    [Fact]
    public void The_journal_says_what_wrote_which_blocks()
    {
        using var place = make();
        using (var journal = place.Open().OpenJournal(Place.Mine, "test 1")) Journals.Fill(journal, 3);
        using (place.Open().OpenJournal(Place.Mine, "test 1")) { }
        using (place.Open().OpenJournal(Place.Mine, "test 2")) { }
        Assert.Equal([new JournalWriter(1, "test 1", 1), new(4, "test 2", 1)], place.Open().Read(Place.Mine).Journal.Writers());
    }

    [Fact]
    public void Times_between_two_blocks_that_are_longer_than_asked_for_are_found_within_their_bounds()
    {
        using var place = make();
        using var journal = place.Open().OpenJournal(Place.Mine, "test 1");
        foreach (var second in new[] { 10, 11, 20, 20, 21, 50, 51, 90 }) journal.Append(At(second), 1, 0, []);
        Assert.Equal([(At(11), At(20)), (At(21), At(50)), (At(51), At(90))], journal.Breaks(1, At(1000), 5));
        // The block behind the end closes the break that reaches beyond it.
        Assert.Equal([(At(11), At(20)), (At(21), At(50))], journal.Breaks(1, At(22), 5));
        Assert.Equal([(At(21), At(50))], journal.Breaks(5, At(50), 5));
        Assert.Equal([(At(21), At(50)), (At(51), At(90))], place.Open().Read(Place.Mine).Journal.Breaks(1, At(1000), 20));
        Assert.Empty(journal.Breaks(3, At(20), 5));

        static Instant At(int second) => new(second * 1_000_000L);
    }

    [Fact]
    public void Blocks_are_copied_as_they_are_and_only_where_they_go_on()
    {
        using var place = make();
        using var journal = place.Open().OpenJournal(Place.Mine, "test 1");
        var blocks = Chain(Place.Mine, 6);
        journal.Copy(blocks[..4]);
        Assert.Throws<JournalDamagedException>(() => journal.Copy(blocks[..2]));
        Assert.Throws<JournalDamagedException>(() => journal.Copy([blocks[4] with { Body = [66] }]));
        Assert.Throws<JournalDamagedException>(() => journal.Copy([blocks[5]]));
        journal.Copy(blocks[4..]);
        Assert.Equal(new JournalHead(6, blocks[5].Time, blocks[5].Hash), journal.Head);
        Assert.True(blocks.Zip(place.Open().Read(Place.Mine).Journal.ReadFrom(1), Journals.Same).All(same => same));
        Assert.Equal(7, Assert.IsType<Appended.Durable>(journal.Append(new(9_000_000), 1, 1, [7])).Head.Sequence);
    }

    [Theory]
    [InlineData("UPDATE blocks SET time = time + 1 WHERE sequence = 4", 4)]
    [InlineData("UPDATE blocks SET sightings = 0 WHERE sequence = 4", 4)]
    [InlineData("DELETE FROM blocks WHERE sequence = 4", 4)]
    [InlineData("UPDATE blocks SET hash = body WHERE sequence = 4", 4)]
    public void A_changed_record_is_not_read_past_the_change(string sql, long bad)
    {
        using var place = make();
        using (var journal = place.Open().OpenJournal(Place.Mine, "test 1")) Journals.Fill(journal, 6, 32);
        place.Tamper(sql);
        var read = new List<long>();
        var why = Assert.Throws<JournalDamagedException>(() => read.AddRange(place.Open().Read(Place.Mine).Journal.ReadFrom(1).Select(block => block.Sequence)));
        Assert.Contains($"block {bad} ", why.Message, StringComparison.Ordinal);
    }

    /// <summary>A chain of blocks that no journal holds yet.</summary>
    internal static List<JournalBlock> Chain(MineId mine, int blocks, long firstTime = 1_000_000, long step = 1_000_000)
    {
        List<JournalBlock> chain = [];
        var previous = BlockHash.Genesis(mine);
        for (var n = 1; n <= blocks; n++)
        {
            byte[] body = [(byte)n, 1, 2];
            var time = new Instant(firstTime + (n - 1) * step);
            previous = BlockHash.Next(previous, n, time, 1, n, body);
            chain.Add(new(n, time, 1, n, body, previous));
        }
        return chain;
    }
}
