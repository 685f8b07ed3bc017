using System.Globalization;
using Npgsql;
using Shyraq.Core.Units;
using Shyraq.Storage.Checkpoints;
using Shyraq.Storage.Journal;
using Shyraq.Storage.Tests.Postgres;

namespace Shyraq.Storage.Tests.Tampering;

/// <summary>
/// Random edits of PostgreSQL's own files with a hex editor while it is stopped, with checksums on its pages and without (as for a forger who corrects them): each that changes
/// what the record says is found. How many: SHYRAQ_TAMPERINGS, by default 10; with which chance: SHYRAQ_SEED.
/// </summary>
public sealed class PostgresPageTamperTests(ITestOutputHelper output)
{
    private const int Blocks = 1200, SignedEvery = 200, MostOfAPage = 100;

    private static readonly Instant Start = Instant.From(new DateTimeOffset(2026, 3, 31, 23, 50, 0, TimeSpan.Zero));

    private readonly Random _random = new(Number("SHYRAQ_SEED", 20261201));
    private readonly List<JournalBlock> _blocks = [];

    private static int Number(string name, int otherwise) => int.Parse(Environment.GetEnvironmentVariable(name) ?? otherwise.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_edit_of_the_pages_that_changes_the_record_is_found_where_it_was_made(bool hasChecksums)
    {
        _ = PostgresServer.Shared();
        using var server = new PostgresServer(hasChecksums: hasChecksums);
        using var place = new Place.InPostgres(server);
        using var folder = new TempFolder();
        var signed = Write(place, folder);
        // As where it has run for long: nothing of its own is written while somebody reads.
        server.Administer(place.Database, "VACUUM ANALYZE");
        server.Administer(place.Database, "ALTER SYSTEM SET autovacuum = off");
        var pages = new HeapPages(server.Files, Tables(place), Indexes(place), _blocks, _random);
        var untouched = Content(place);
        Assert.NotNull(untouched);
        server.Stop();
        pages.Keep();
        var (found, unchanged, edits) = (new SortedDictionary<string, int>(StringComparer.Ordinal), 0, Number("SHYRAQ_TAMPERINGS", 10));
        while (found.Values.Sum() < edits)
        {
            var edit = pages.Edit();
            server.StartAgain();
            var began = System.Diagnostics.Stopwatch.GetTimestamp();
            ChainReport report;
            try
            {
                report = place.Open().Read(Place.Mine).Check(signed);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"not told but thrown: {edit.Way}, {edit.What}", error);
            }
            if (System.Diagnostics.Stopwatch.GetElapsedTime(began) is { TotalSeconds: > 2 } slow) output.WriteLine($"{slow.TotalSeconds:0.0} s to check: {edit.What}, {report.Faults.Count} faults");
            if (Content(place) == untouched)
            {
                // A byte in a free part of a page, or one that PostgreSQL keeps for itself: whoever reads the record reads the same.
                unchanged++;
            }
            else
            {
                Assert.False(report.IsWhole, $"not found: {edit.Way}, {edit.What}");
                if (edit.Block is { } block)
                {
                    Assert.True(report.Faults.Any(fault => fault.First <= block && block <= fault.Last && InDoubt(fault, _blocks[(int)block - 1].Time)), $"{edit.Way}, {edit.What}: block {block} is not among {string.Join("; ", report.Faults)}");
                    // What lies on the page with it at most.
                    Assert.True(report.Faults.Sum(fault => fault.Last - fault.First + 1) <= MostOfAPage, $"{edit.Way}, {edit.What}: {string.Join("; ", report.Faults)}");
                }
                found[edit.Way] = found.GetValueOrDefault(edit.Way) + 1;
            }
            server.Stop();
            pages.PutBack();
        }
        server.StartAgain();
        Assert.True(place.Open().Read(Place.Mine).Check(signed).IsWhole, "what was put back is whole");
        foreach (var (way, count) in found) output.WriteLine($"{count,5} found: {way}");
        output.WriteLine($"{found.Values.Sum(),5} found of {edits} that change the record; {unchanged} more edits changed nothing that is read");
    }

    private static bool InDoubt(ChainFault fault, Instant time) => (fault.After is not { } after || after <= time) && (fault.Before is not { } before || time <= before);

    private List<Checkpoint> Write(Place place, TempFolder folder)
    {
        List<Checkpoint> signed = [];
        using var journal = place.Open().OpenJournal(Place.Mine, "test 1");
        var key = SigningKey.Open(folder.Path);
        for (var i = 1; i <= Blocks; i++)
        {
            // Most lie in a page whole; some are packed, some lie in a table of their own, in pieces.
            var body = new byte[_random.Next(20) == 0 ? _random.Next(3_000, 10_000) : _random.Next(20, 1_000)];
            if (_random.Next(4) > 0) _random.NextBytes(body);
            var time = Start.PlusSeconds(i);
            var head = Assert.IsType<Appended.Durable>(journal.Append(time, 1 + i % 3, i, body)).Head;
            _blocks.Add(new(i, time, 1 + i % 3, i, body, head.Hash));
            if (i % SignedEvery == 0) signed.Add(Checkpoint.Sign(Place.Mine, signed.LastOrDefault(), time, head, journal.WritersOf(i), key));
        }
        return signed;
    }

    private const string OfTheRecord = """
        WITH kept AS (SELECT oid, reltoastrelid FROM pg_class WHERE oid = 'mine_1.written'::regclass OR oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = 'mine_1.blocks'::regclass)),
        tables AS (SELECT c.oid, c.relname FROM pg_class c WHERE c.relpages > 0 AND (c.oid IN (SELECT oid FROM kept) OR c.oid IN (SELECT reltoastrelid FROM kept)))
        """;

    // The months of blocks, what of them lies in pieces, and who wrote them.
    private static List<string> Tables(Place.InPostgres place)
    {
        var tables = Paths(place, $"{OfTheRecord} SELECT pg_relation_filepath(oid) FROM tables ORDER BY relname");
        Assert.Equal(5, tables.Count);
        return tables;
    }

    private static List<string> Indexes(Place.InPostgres place) => Paths(place, $"{OfTheRecord} SELECT pg_relation_filepath(indexrelid) FROM pg_index WHERE indrelid IN (SELECT oid FROM tables)");

    private static List<string> Paths(Place.InPostgres place, string sql)
    {
        using var connection = place.Server.Connect(place.Database, "postgres");
        using var command = new NpgsqlCommand(sql, connection);
        using var row = command.ExecuteReader();
        List<string> paths = [];
        while (row.Read()) paths.Add(row.GetString(0));
        return paths;
    }

    /// <summary>All that a reader of the record gets; null when it cannot be read.</summary>
    private static string? Content(Place.InPostgres place)
    {
        try
        {
            using var connection = place.Server.Connect(place.Database, "postgres");
            using var command = new NpgsqlCommand("""
                SET enable_indexscan = off; SET enable_bitmapscan = off;
                SELECT md5(string_agg(b::text, ' ' ORDER BY sequence, time)) || (SELECT md5(string_agg(w::text, ' ' ORDER BY number)) FROM mine_1.written w) FROM mine_1.blocks b
                """, connection);
            return command.ExecuteScalar() as string;
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }
}
