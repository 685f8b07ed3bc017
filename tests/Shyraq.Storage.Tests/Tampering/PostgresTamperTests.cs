using System.Globalization;
using Shyraq.Storage.Checkpoints;
using Shyraq.Storage.Journal;
using Shyraq.Storage.Tests.Journal;

namespace Shyraq.Storage.Tests.Tampering;

/// <summary>Random edits of a record in PostgreSQL by its administrator: each is found. How many: SHYRAQ_TAMPERINGS, by default 100; with which chance: SHYRAQ_SEED.</summary>
public sealed class PostgresTamperTests(ITestOutputHelper output)
{
    private const int Blocks = 200, SignedEvery = 50;

    private readonly Random _random = new(Number("SHYRAQ_SEED", 20261201));
    private readonly List<JournalBlock> _blocks = [];

    private static int Number(string name, int otherwise) => int.Parse(Environment.GetEnvironmentVariable(name) ?? otherwise.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    [Fact]
    public void Every_edit_by_the_administrator_is_found()
    {
        using var place = new Place.InPostgres();
        using var folder = new TempFolder();
        List<Checkpoint> signed = [];
        using (var journal = place.Open().OpenJournal(Place.Mine, "test 1"))
        {
            var key = SigningKey.Open(folder.Path);
            for (var i = 0; i < Blocks / SignedEvery; i++)
            {
                _blocks.AddRange(Journals.Fill(journal, SignedEvery, _random.Next(20, 3_000)));
                signed.Add(Checkpoint.Sign(Place.Mine, signed.LastOrDefault(), journal.Head.Time, journal.Head, journal.WritersOf(journal.Head.Sequence), key));
            }
        }
        place.Tamper("CREATE TABLE kept AS SELECT * FROM blocks; CREATE TABLE kept_writers AS SELECT number, first_sequence, mine, writer, schema FROM written");
        var record = place.Open().Read(Place.Mine);
        Assert.True(record.Check(signed).IsWhole);
        Func<(string Way, string Sql)>[] ways = [Body, Column, Delete, CloseGap, Swap, Insert, CutTail, () => Rewrite(toEnd: true), () => Rewrite(toEnd: false), Writer];
        var found = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var i = Number("SHYRAQ_TAMPERINGS", 100); i > 0; i--)
        {
            var (way, sql) = ways[_random.Next(ways.Length)]();
            place.Tamper(sql);
            Assert.False(record.Check(signed).IsWhole, $"not found: {(sql.Length > 2000 ? sql[..2000] : sql)}");
            found[way] = found.GetValueOrDefault(way) + 1;
            place.Tamper("DELETE FROM blocks; INSERT INTO blocks SELECT * FROM kept; UPDATE written SET first_sequence = k.first_sequence, writer = k.writer, schema = k.schema FROM kept_writers k WHERE k.number = written.number");
        }
        Assert.True(record.Check(signed).IsWhole, "what was put back is whole");
        foreach (var (way, count) in found) output.WriteLine($"{count,5} found: {way}");
    }

    private static string N(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private int Any(int least = 1, int most = Blocks) => _random.Next(least, most + 1);

    private static string Literal(byte[] bytes) => $"'\\x{Convert.ToHexString(bytes)}'::bytea";

    private byte[] Changed(byte[] body)
    {
        var changed = (byte[])body.Clone();
        changed[_random.Next(changed.Length)] ^= (byte)_random.Next(1, 256);
        return changed;
    }

    private (string, string) Body()
    {
        var block = Any();
        return ("another body", N($"UPDATE blocks SET body = {Literal(Changed(_blocks[block - 1].Body))} WHERE sequence = {block}"));
    }

    private (string, string) Column() => ("another time, count or hash", N($"""
        UPDATE blocks SET {_random.Next(4) switch
    {
        0 => N($"time = time + {_random.Next(1, 5_000_000)}"),
        1 => "inputs = inputs + 1",
        2 => "sightings = sightings - 1",
        _ => "hash = sha256(hash)",
    }} WHERE sequence = {Any()}
        """));

    private (string, string) Delete()
    {
        var first = Any();
        return ("blocks deleted", N($"DELETE FROM blocks WHERE sequence BETWEEN {first} AND {first + _random.Next(10)}"));
    }

    private (string, string) CloseGap()
    {
        var (first, count) = (Any(1, Blocks - 20), Any(1, 10));
        return ("blocks deleted, the rest numbered down", N($"DELETE FROM blocks WHERE sequence BETWEEN {first} AND {first + count - 1}; UPDATE blocks SET sequence = sequence - {count} WHERE sequence > {first}"));
    }

    private (string, string) Swap()
    {
        var (a, b) = (Any(), Any(1, Blocks - 1));
        if (b >= a) b++;
        return ("two blocks swapped", N($"UPDATE blocks SET sequence = {a} + {b} - sequence WHERE sequence IN ({a}, {b})"));
    }

    private (string, string) Insert()
    {
        var (at, like) = (Any(2), Any());
        return ("a block put in, the rest numbered up", N($"UPDATE blocks SET sequence = sequence + 1 WHERE sequence >= {at}; INSERT INTO blocks SELECT {at}, time, inputs, sightings, body, hash FROM kept WHERE sequence = {like}"));
    }

    private (string, string) CutTail() => ("the end cut off", N($"DELETE FROM blocks WHERE sequence >= {Any()}"));

    private (string, string) Writer() => ("another writer", $"UPDATE written SET {_random.Next(3) switch { 0 => "writer = 'Shyraq 9.9'", 1 => "schema = 2", _ => "first_sequence = 7" }}");

    private (string, string) Rewrite(bool toEnd)
    {
        var first = Any(1, Blocks - 1);
        var last = toEnd ? Blocks : Any(first, Blocks - 1);
        var sql = new System.Text.StringBuilder();
        var previous = first == 1 ? BlockHash.Genesis(Place.Mine) : _blocks[first - 2].Hash;
        for (var n = first; n <= last; n++)
        {
            var block = _blocks[n - 1];
            var body = n == first ? Changed(block.Body) : block.Body;
            previous = BlockHash.Next(previous, n, block.Time, block.Inputs, block.Sightings, body);
            sql.Append(N($"UPDATE blocks SET body = {Literal(body)}, hash = {Literal(previous.ToArray())} WHERE sequence = {n}; "));
        }
        return (toEnd ? "hashes computed anew to the end" : "hashes computed anew over a stretch", sql.ToString());
    }
}
