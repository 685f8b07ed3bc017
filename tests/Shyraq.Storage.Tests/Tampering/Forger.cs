using System.Globalization;
using Microsoft.Data.Sqlite;
using Shyraq.Storage.Journal;
using Shyraq.Storage.Tests.Journal;

namespace Shyraq.Storage.Tests.Tampering;

/// <summary>An edit that was made.</summary>
/// <param name="Way">Of which kind.</param>
/// <param name="What">What exactly, for whoever has to look into one that was not found.</param>
/// <param name="Block">A block that must be among those that are named; null when any will do.</param>
internal sealed record Edit(string Way, string What, long? Block = null);

/// <summary>Somebody with the files in hands, who knows SQL, the format and a hex editor, but has no key to sign with.</summary>
internal sealed class Forger
{
    private readonly Random _random;
    private readonly Func<TempFolder, Edit>[] _ways;

    public Forger(Random random)
    {
        _random = random;
        _ways = [Body, Column, Delete, CloseGap, Swap, Insert, CutTail, RewriteToEnd, RewriteStretch, Writer, Byte, Byte, Byte, Run, SwapPages, Truncate];
    }

    public Edit Edit(TempFolder folder) => _ways[_random.Next(_ways.Length)](folder);

    private int Any(int least = 1, int most = RecordToForge.Blocks) => _random.Next(least, most + 1);

    private static string N(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private Edit Body(TempFolder folder)
    {
        var block = Any();
        Sql(folder, N($"UPDATE blocks SET body = CAST(substr(body, 1, {_random.Next(20)}) || x'{_random.Next(256):X2}' || substr(body, {_random.Next(3, 22)}) AS BLOB) WHERE sequence = {block}"));
        return new("SQL: another body", N($"body of {block}"), block);
    }

    private Edit Column(TempFolder folder)
    {
        var (block, column) = (Any(), _random.Next(4));
        var change = column switch
        {
            0 => N($"time = time + {_random.Next(1, 5_000_000)}"),
            1 => N($"inputs = inputs + {_random.Next(1, 9)}"),
            2 => N($"sightings = sightings - {_random.Next(1, 9)}"),
            _ => "hash = randomblob(32)",
        };
        Sql(folder, N($"UPDATE blocks SET {change} WHERE sequence = {block}"));
        return new("SQL: another time, count or hash", N($"{change} of {block}"), block);
    }

    private Edit Delete(TempFolder folder)
    {
        var first = Any();
        var last = Math.Min(RecordToForge.Blocks, first + _random.Next(10));
        Sql(folder, N($"DELETE FROM blocks WHERE sequence BETWEEN {first} AND {last}"));
        return new("SQL: blocks deleted", N($"{first} to {last}"), first);
    }

    private Edit CloseGap(TempFolder folder)
    {
        var (first, count) = (Any(1, RecordToForge.Blocks - 20), Any(1, 10));
        Sql(folder, N($"DELETE FROM blocks WHERE sequence BETWEEN {first} AND {first + count - 1}; {Number(first + count, -count)}"));
        return new("SQL: blocks deleted, the rest numbered down", N($"{count} from {first}"), first);
    }

    private Edit Swap(TempFolder folder)
    {
        var (a, b) = (Any(), Any(1, RecordToForge.Blocks - 1));
        if (b >= a) b++;
        Sql(folder, N($"UPDATE blocks SET sequence = -1 WHERE sequence = {a}; UPDATE blocks SET sequence = {a} WHERE sequence = {b}; UPDATE blocks SET sequence = {b} WHERE sequence = -1"));
        return new("SQL: two blocks swapped", N($"{a} and {b}"), a);
    }

    private Edit Insert(TempFolder folder)
    {
        var (at, like) = (Any(2), Any());
        var hash = _random.Next(2) == 0 ? "hash" : "randomblob(32)";
        Sql(folder, N($"{Number(at, 1)} INSERT INTO blocks SELECT {at}, time, inputs, sightings, body, {hash} FROM blocks WHERE sequence = {(like >= at ? like + 1 : like)}"));
        return new("SQL: a block put in, the rest numbered up", N($"a copy of {like} before {at}"));
    }

    private Edit CutTail(TempFolder folder)
    {
        var first = Any();
        Sql(folder, N($"DELETE FROM blocks WHERE sequence >= {first}"));
        return new("SQL: the end cut off", N($"from {first}"), first);
    }

    private Edit RewriteToEnd(TempFolder folder)
    {
        var first = Any();
        Rewrite(folder, first, RecordToForge.Blocks);
        return new("hashes computed anew to the end", N($"from {first}"), first);
    }

    private Edit RewriteStretch(TempFolder folder)
    {
        var first = Any(1, RecordToForge.Blocks - 1);
        var last = Any(first, RecordToForge.Blocks - 1);
        Rewrite(folder, first, last);
        return new("hashes computed anew over a stretch", N($"{first} to {last}"));
    }

    private Edit Writer(TempFolder folder)
    {
        var change = _random.Next(3) switch { 0 => "writer = 'Shyraq 9.9'", 1 => "schema = 2", _ => "first_sequence = 7" };
        Sql(folder, $"UPDATE written SET {change}");
        return new("SQL: another writer", change);
    }

    private Edit Byte(TempFolder folder) => Hex(folder, "hex: one byte", bytes =>
    {
        var at = _random.Next(bytes.Length);
        bytes[at] ^= (byte)_random.Next(1, 256);
        return N($"byte {at}");
    });

    private Edit Run(TempFolder folder) => Hex(folder, "hex: a run of bytes", bytes =>
    {
        var (at, length) = (_random.Next(bytes.Length), _random.Next(2, 5_000));
        var run = bytes.AsSpan(at, Math.Min(length, bytes.Length - at));
        if (_random.Next(2) == 0) run.Clear();
        else _random.NextBytes(run);
        return N($"{run.Length} bytes from {at}");
    });

    private Edit SwapPages(TempFolder folder) => Hex(folder, "hex: two pages swapped", bytes =>
    {
        var pages = bytes.Length / 4096;
        var (a, b) = (_random.Next(pages), _random.Next(pages));
        var kept = bytes.AsSpan(a * 4096, 4096).ToArray();
        bytes.AsSpan(b * 4096, 4096).CopyTo(bytes.AsSpan(a * 4096));
        kept.CopyTo(bytes, b * 4096);
        return N($"pages {a} and {b}");
    });

    private Edit Truncate(TempFolder folder)
    {
        var path = PathOf(folder);
        var length = _random.NextInt64(new FileInfo(path).Length);
        using var file = File.OpenWrite(path);
        file.SetLength(length);
        return new("hex: the file cut short", N($"to {length} bytes"));
    }

    private static Edit Hex(TempFolder folder, string way, Func<byte[], string> change)
    {
        var bytes = File.ReadAllBytes(PathOf(folder));
        var what = change(bytes);
        File.WriteAllBytes(PathOf(folder), bytes);
        return new(way, what);
    }

    /// <summary>Another body for the first block, and the hashes of it and those after it so that they fit.</summary>
    private void Rewrite(TempFolder folder, long first, long last)
    {
        var blocks = JournalReader.ReadFolder(folder.Path, new("forged")).ToList();
        using var connection = Open(folder);
        var previous = first == 1 ? BlockHash.Genesis(new("forged")) : blocks[(int)first - 2].Hash;
        for (var n = first; n <= last; n++)
        {
            var block = blocks[(int)n - 1];
            byte[] body = n == first ? [.. block.Body, (byte)_random.Next(256)] : block.Body;
            previous = BlockHash.Next(previous, n, block.Time, block.Inputs, block.Sightings, body);
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE blocks SET body = $body, hash = $hash WHERE sequence = $sequence";
            command.Parameters.AddWithValue("$body", body);
            command.Parameters.AddWithValue("$hash", previous.ToArray());
            command.Parameters.AddWithValue("$sequence", n);
            command.ExecuteNonQuery();
        }
    }

    private static string Number(int from, int by) => N($"UPDATE blocks SET sequence = -sequence - {by} WHERE sequence >= {from}; UPDATE blocks SET sequence = -sequence WHERE sequence < 0;");

    private static void Sql(TempFolder folder, string sql)
    {
        using var connection = Open(folder);
        Journals.Run(connection, sql);
    }

    private static SqliteConnection Open(TempFolder folder)
    {
        var connection = new SqliteConnection($"Data Source={PathOf(folder)};Pooling=False");
        connection.Open();
        Journals.Run(connection, "PRAGMA synchronous=OFF; DROP TRIGGER blocks_in_order; DROP TRIGGER blocks_unchanged; DROP TRIGGER blocks_undeleted;");
        return connection;
    }

    private static string PathOf(TempFolder folder) => Path.Combine(folder.Path, JournalFile.FileName);
}
