using Npgsql;
using Shyraq.Core.Units;
using Shyraq.Storage.Checkpoints;
using Shyraq.Storage.Journal;
using Shyraq.Storage.Tests.Postgres;

namespace Shyraq.Storage.Tests.Tampering;

/// <summary>Pages of a journal in PostgreSQL that cannot be read: exactly the blocks on them are told.</summary>
public sealed class PostgresLostPageTests : IDisposable
{
    private const int Blocks = 150;

    private readonly PostgresServer _server;
    private readonly Place.InPostgres _place;
    private readonly Checkpoint _signed;

    /// <summary>Blocks of a day, some ten on a page, signed at the end.</summary>
    public PostgresLostPageTests()
    {
        _ = PostgresServer.Shared();
        _server = new();
        _place = new(_server);
        using var folder = new TempFolder();
        using var journal = _place.Open().OpenJournal(Place.Mine, "test 1");
        var random = new Random(1);
        for (var i = 0; i < Blocks; i++)
        {
            var body = new byte[random.Next(100, 1_200)];
            random.NextBytes(body);
            Assert.IsType<Appended.Durable>(journal.Append(Instant.From(new DateTimeOffset(2026, 3, 10, 10, 0, 0, TimeSpan.Zero)).PlusSeconds(i), 1, 1, body));
        }
        _signed = Checkpoint.Sign(Place.Mine, null, journal.Head.Time, journal.Head, journal.WritersOf(Blocks), SigningKey.Open(folder.Path));
    }

    public void Dispose()
    {
        _place.Dispose();
        _server.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(5, 6)]
    [InlineData(2, 9)]
    [InlineData(-1)]
    public void The_blocks_on_lost_pages_are_told_and_no_others(params int[] pages)
    {
        var on = OfPages();
        pages = [.. pages.Select(page => page < 0 ? on.Count + page : page)];
        _place.DamagePages([.. pages.Select(page => ("mine_1.blocks_2026_03", page))]);
        var report = _place.Open().Read(Place.Mine).Check([_signed]);
        var told = report.Faults.Where(fault => fault is not ChainFault.Unproven).SelectMany(fault => Enumerable.Range((int)fault.First, (int)(fault.Last - fault.First + 1)));
        Assert.Equal(pages.SelectMany(page => on[page]), told);
        Assert.IsType<ChainFault.Unreadable>(report.Faults[0]);
        // The first behind them cannot be proven; all others are.
        var unproven = report.Faults.OfType<ChainFault.Unproven>().Count();
        Assert.Equal(Blocks - pages.Sum(page => on[page].Count) - unproven, report.Blocks);
    }

    // Which blocks lie on which page.
    private List<List<int>> OfPages()
    {
        using var connection = _server.Connect(_place.Database, "postgres");
        using var command = new NpgsqlCommand("SELECT (ctid::text::point)[0]::int, sequence::int FROM mine_1.blocks ORDER BY sequence", connection);
        using var row = command.ExecuteReader();
        List<List<int>> pages = [];
        while (row.Read())
        {
            while (pages.Count <= row.GetInt32(0)) pages.Add([]);
            pages[row.GetInt32(0)].Add(row.GetInt32(1));
        }
        return pages;
    }
}
