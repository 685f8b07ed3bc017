using Shyraq.Core.Units;
using Shyraq.Storage.Checkpoints;
using Shyraq.Storage.Journal;
using Shyraq.Storage.Tests.Postgres;

namespace Shyraq.Storage.Tests.Tampering;

/// <summary>Whole tables of a journal in PostgreSQL that cannot be read: exactly their blocks are told.</summary>
public sealed class PostgresLostMonthTests : IDisposable
{
    private const int EachMonth = 3, Blocks = 4 * EachMonth;

    private readonly PostgresServer _server;
    private readonly Place.InPostgres _place;
    private readonly Checkpoint _signed;

    /// <summary>Three blocks a month from March to June, signed at the end.</summary>
    public PostgresLostMonthTests()
    {
        _ = PostgresServer.Shared();
        _server = new();
        _place = new(_server);
        using var folder = new TempFolder();
        using var journal = _place.Open().OpenJournal(Place.Mine, "test 1");
        for (var i = 0; i < Blocks; i++)
            Assert.IsType<Appended.Durable>(journal.Append(Instant.From(new DateTimeOffset(2026, 3 + i / EachMonth, 10 + i, 0, 0, 0, TimeSpan.Zero)), 1, 1, [(byte)i]));
        _signed = Checkpoint.Sign(Place.Mine, null, journal.Head.Time, journal.Head, journal.WritersOf(Blocks), SigningKey.Open(folder.Path));
    }

    public void Dispose()
    {
        _place.Dispose();
        _server.Dispose();
    }

    [Theory]
    [InlineData(1, 6, "2026_03", "2026_04")]
    [InlineData(4, 9, "2026_04", "2026_05")]
    [InlineData(7, 12, "2026_05", "2026_06")]
    [InlineData(4, 6, "2026_04")]
    public void Months_that_are_lost_one_after_another_are_told_each_block_once(int first, int last, params string[] months)
    {
        Damage([.. months.Select(month => $"blocks_{month}")]);
        var report = Check();
        Assert.Equal(Enumerable.Range(first, last - first + 1).Select(n => (long)n), Told(report));
        Assert.IsType<ChainFault.Unreadable>(report.Faults[0]);
        // The first behind them cannot be proven; all others are.
        Assert.Equal(last < Blocks ? [last + 1] : [], report.Faults.OfType<ChainFault.Unproven>().Select(fault => fault.First));
        Assert.Equal(Blocks - (last - first + 1) - (last < Blocks ? 1 : 0), report.Blocks);
    }

    [Fact]
    public void A_table_without_bounds_does_not_keep_damage_from_being_told()
    {
        _server.Administer(_place.Database, "CREATE TABLE mine_1.blocks_rest PARTITION OF mine_1.blocks DEFAULT");
        Assert.True(Check().IsWhole);
        Damage("blocks_2026_05");
        Assert.Equal([7, 8, 9], Told(Check()));
    }

    [Fact]
    public void A_damaged_page_of_who_wrote_is_told_and_nothing_else()
    {
        Damage("written");
        Assert.Equal(Blocks, Assert.IsType<ChainFault.Writers>(Assert.Single(Check().Faults)).First);
    }

    private ChainReport Check() => _place.Open().Read(Place.Mine).Check([_signed]);

    private static IEnumerable<long> Told(ChainReport report) =>
        report.Faults.Where(fault => fault is not ChainFault.Unproven).SelectMany(fault => Enumerable.Range((int)fault.First, (int)(fault.Last - fault.First + 1))).Select(n => (long)n);

    // The only page of each.
    private void Damage(params string[] tables) => _place.DamagePages([.. tables.Select(table => ($"mine_1.{table}", 0))]);
}
