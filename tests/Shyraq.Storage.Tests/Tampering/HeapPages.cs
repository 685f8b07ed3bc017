using System.Buffers.Binary;
using System.Globalization;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Tests.Tampering;

/// <summary>The files of PostgreSQL's tables in the hands of somebody who knows how a page is laid out (https://www.postgresql.org/docs/current/storage-page-layout.html).</summary>
/// <param name="root">The folder of the cluster.</param>
/// <param name="tables">The files, in it.</param>
/// <param name="indexes">Those of their indexes, in which PostgreSQL notes of rows that it does not find any more that they are gone.</param>
internal sealed class HeapPages(string root, IReadOnlyList<string> tables, IReadOnlyList<string> indexes, IReadOnlyList<JournalBlock> blocks, Random random)
{
    // Of a page, of its head, of a pointer to a row, and of what comes before the values of a row; bytes.
    private const int PageSize = 8192, PageHead = 24, Pointer = 4, RowHead = 24;

    private readonly List<byte[]> _kept = [], _keptIndexes = [];

    /// <summary>Remembers the files as they are.</summary>
    public void Keep()
    {
        _kept.AddRange(tables.Select(table => File.ReadAllBytes(PathOf(table))));
        _keptIndexes.AddRange(indexes.Select(index => File.ReadAllBytes(PathOf(index))));
    }

    public void PutBack()
    {
        for (var i = 0; i < tables.Count; i++) Write(tables[i], _kept[i]);
        for (var i = 0; i < indexes.Count; i++) Write(indexes[i], _keptIndexes[i]);
    }

    public Edit Edit() => random.Next(12) switch
    {
        0 or 1 => OfABlock("a hash", block => block.Hash.ToArray()),
        2 or 3 => OfABlock("a body", block => block.Body),
        4 => OfARow("the head of a row", (at, _) => at + random.Next(RowHead)),
        5 => OfARow("a value of a row", (at, length) => at + Math.Min(length - 1, RowHead + random.Next(40))),
        6 => OfARow("the pointer to a row", null),
        7 => Change("the head of a page", bytes => Flip(bytes, random.Next(bytes.Length / PageSize) * PageSize + random.Next(PageHead))),
        8 => Change("any byte", bytes => Flip(bytes, random.Next(bytes.Length))),
        9 => Change("a run of bytes", Run),
        10 => Change("a page of zeros, two pages swapped", Pages),
        _ => Cut(),
    };

    private static string N(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private string PathOf(string table) => Path.Combine(root, table);

    // In place: the file stays PostgreSQL's.
    private void Write(string table, byte[] bytes)
    {
        using var file = File.OpenWrite(PathOf(table));
        file.SetLength(bytes.Length);
        file.Write(bytes);
    }

    private string Flip(byte[] bytes, int at)
    {
        bytes[at] ^= (byte)random.Next(1, 256);
        return N($"byte {at}");
    }

    private Edit Change(string way, Func<byte[], string> change)
    {
        // A table has its chance by its size, so that most edits are of the blocks; but who wrote them is edited too.
        var table = random.Next(8) == 0 ? random.Next(tables.Count) : Enumerable.Range(0, tables.Count).MaxBy(i => Math.Pow(random.NextDouble(), 1.0 / _kept[i].Length));
        var bytes = (byte[])_kept[table].Clone();
        var what = change(bytes);
        Write(tables[table], bytes);
        return new(way, $"{what} of {tables[table]}");
    }

    /// <summary>A byte of a value that stands in the files as it is.</summary>
    private Edit OfABlock(string way, Func<JournalBlock, byte[]> value)
    {
        while (true)
        {
            var block = blocks[random.Next(blocks.Count)];
            var bytes = value(block);
            // Of a long one a piece; its beginning and end may lie in different pieces.
            var from = random.Next(Math.Max(1, bytes.Length - 32));
            var piece = bytes.AsSpan(from, Math.Min(32, bytes.Length - from));
            if (piece.Length < 16 || !piece.ContainsAnyExcept((byte)0)) continue;
            for (var table = 0; table < tables.Count; table++)
            {
                if (_kept[table].AsSpan().IndexOf(piece) is not (>= 0 and var at)) continue;
                var changed = (byte[])_kept[table].Clone();
                Flip(changed, at + random.Next(piece.Length));
                Write(tables[table], changed);
                return new(way, N($"block {block.Sequence} in {tables[table]}"), block.Sequence);
            }
        }
    }

    private Edit OfARow(string way, Func<int, int, int>? where) => Change(way, bytes =>
    {
        var page = random.Next(bytes.Length / PageSize) * PageSize;
        var rows = (BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(page + 12)) - PageHead) / Pointer;
        var pointer = page + PageHead + Pointer * random.Next(rows);
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(pointer));
        var (at, length) = (page + (int)(bits & 0x7FFF), (int)(bits >> 17));
        return Flip(bytes, where is null ? pointer + random.Next(Pointer) : where(at, length));
    });

    private string Run(byte[] bytes)
    {
        var (at, length) = (random.Next(bytes.Length), random.Next(2, 10_000));
        var run = bytes.AsSpan(at, Math.Min(length, bytes.Length - at));
        if (random.Next(2) == 0) run.Clear();
        else random.NextBytes(run);
        return N($"{run.Length} bytes from {at}");
    }

    private string Pages(byte[] bytes)
    {
        var (a, b) = (random.Next(bytes.Length / PageSize), random.Next(bytes.Length / PageSize));
        var kept = bytes.AsSpan(a * PageSize, PageSize).ToArray();
        if (random.Next(2) == 0) bytes.AsSpan(a * PageSize, PageSize).Clear();
        else
        {
            bytes.AsSpan(b * PageSize, PageSize).CopyTo(bytes.AsSpan(a * PageSize));
            kept.CopyTo(bytes, b * PageSize);
        }
        return N($"pages {a} and {b}");
    }

    private Edit Cut()
    {
        var table = random.Next(tables.Count);
        var length = random.Next(_kept[table].Length);
        Write(tables[table], _kept[table][..length]);
        return new("the file cut short", N($"{tables[table]} to {length} bytes"));
    }
}
