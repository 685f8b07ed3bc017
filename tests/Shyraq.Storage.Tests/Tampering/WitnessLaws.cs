using Shyraq.Storage.Journal;
using Shyraq.Storage.Tests.Journal;

namespace Shyraq.Storage.Tests.Tampering;

public sealed class WitnessLawsInAFolder() : WitnessLaws(() => new Place.InFolder());

public sealed class WitnessLawsInPostgres() : WitnessLaws(() => new Place.InPostgres())
{
    [Theory]
    [InlineData("ALTER TABLE snapshots ALTER block DROP NOT NULL; UPDATE snapshots SET block = NULL WHERE sequence = 5")]
    [InlineData("ALTER TABLE snapshots ALTER sequence TYPE numeric; UPDATE snapshots SET sequence = 1e100 WHERE sequence = 5")]
    [InlineData("ALTER TABLE snapshots ALTER sequence TYPE text USING sequence::text")]
    [InlineData("DROP SCHEMA mine_1_snapshots CASCADE")]
    public void Notes_of_another_kind_are_none(string sql) => Assert.True(After("snapshots", sql).IsWhole);
}

/// <summary>What the history and the snapshots note of the chain is compared with it on every engine, and can be forged itself.</summary>
public abstract class WitnessLaws(Func<Place> make)
{
    [Fact]
    public void Notes_that_agree_confirm_the_newest_block_that_they_know()
    {
        using var place = Noted();
        var report = Check(place);
        Assert.Equal((true, 5, Witness.Snapshot), (report.IsWhole, report.Confirmed.Sequence, report.Confirmed.By));
    }

    [Theory]
    [InlineData("history", "UPDATE recorded SET sequence = 4", 4, Witness.History)]
    // The history knows the same block as it is: that is no ground to doubt less.
    [InlineData("snapshots", "UPDATE snapshots SET block = (SELECT block FROM snapshots WHERE sequence = 3)", 5, Witness.Snapshot)]
    public void A_note_of_another_hash_puts_all_in_doubt_since_the_one_before(string part, string sql, long last, Witness by)
    {
        var fault = Assert.IsType<ChainFault.Rewritten>(Assert.Single(After(part, sql).Faults));
        Assert.Equal((4, last, by), (fault.First, fault.Last, fault.By));
    }

    [Theory]
    [InlineData("history", "UPDATE recorded SET sequence = 7")]
    [InlineData("snapshots", "UPDATE snapshots SET sequence = 7 WHERE sequence = 5")]
    public void A_note_of_a_block_that_is_not_there_misses_all_up_to_it(string part, string sql)
    {
        var fault = Assert.IsType<ChainFault.Missing>(Assert.Single(After(part, sql).Faults));
        Assert.Equal((6, 7), (fault.First, fault.Last));
    }

    [Theory]
    [InlineData("history", "DELETE FROM recorded", 5, Witness.Snapshot)]
    [InlineData("history", "DROP TABLE recorded", 5, Witness.Snapshot)]
    [InlineData("history", "UPDATE recorded SET hash = substr(hash, 1, 31)", 5, Witness.Snapshot)]
    [InlineData("snapshots", "DELETE FROM snapshots", 5, Witness.History)]
    [InlineData("snapshots", "DROP TABLE snapshots", 5, Witness.History)]
    [InlineData("snapshots", "ALTER TABLE snapshots RENAME COLUMN block TO other", 5, Witness.History)]
    [InlineData("snapshots", "UPDATE snapshots SET block = substr(block, 1, 31) WHERE sequence = 5", 5, Witness.History)]
    public void Whoever_takes_a_note_away_takes_away_a_witness_and_nothing_else(string part, string sql, long confirmed, Witness by)
    {
        var report = After(part, sql);
        Assert.True(report.IsWhole, string.Join("; ", report.Faults));
        Assert.Equal((confirmed, by), report.Confirmed);
    }

    [Theory]
    [InlineData("history", "DELETE FROM recorded")]
    [InlineData("snapshots", "DELETE FROM snapshots")]
    [InlineData("snapshots", "UPDATE snapshots SET block = substr(block, 1, 31) WHERE sequence = 3")]
    public void An_end_cut_off_is_missed_as_long_as_one_note_of_it_is_left(string part, string sql)
    {
        using var place = Noted();
        place.Tamper(part, sql);
        place.Tamper("DELETE FROM blocks WHERE sequence > 3");
        var fault = Assert.IsType<ChainFault.Missing>(Assert.Single(Check(place).Faults));
        Assert.Equal((4, 5), (fault.First, fault.Last));
    }

    /// <summary>What is found of five whole blocks whose witness was edited.</summary>
    protected ChainReport After(string part, string sql)
    {
        using var place = Noted();
        place.Tamper(part, sql);
        return Check(place);
    }

    private static ChainReport Check(Place place) => place.Open().Read(Place.Mine).Check();

    // Five blocks: the history knows the fifth, the snapshots the third and the fifth.
    private Place Noted()
    {
        var place = make();
        using var journal = place.Open().OpenJournal(Place.Mine, "test 1");
        using var snapshots = place.Open().OpenSnapshots(Place.Mine);
        Journals.Fill(journal, 3);
        snapshots.Save(new(3, journal.Head.Hash, [3]), 0);
        Journals.Fill(journal, 2);
        snapshots.Save(new(5, journal.Head.Hash, [5]), 5);
        using var history = place.Open().OpenHistory(Place.Mine, journal.HashOf);
        history.Record([], 1, 5, journal.Head.Hash);
        return place;
    }
}
