using Microsoft.Data.Sqlite;
using Shyraq.Core.Units;

namespace Shyraq.Storage.Journal;

/// <summary>What a walk along the whole chain found.</summary>
/// <param name="Blocks">Good blocks from the first on.</param>
/// <param name="First">Time of the first block; null when there is none.</param>
/// <param name="Head">The last good block: with no fault, the newest one.</param>
/// <param name="Guarded">The triggers that forbid changes are in place.</param>
/// <param name="Fault">The first thing wrong; null when the chain is whole.</param>
public sealed record ChainReport(MineId? Mine, long Blocks, long Inputs, long Sightings, Instant? First, JournalHead Head, bool Guarded, ChainFault? Fault);

/// <summary>The first thing wrong with a chain. Everything up to the block before it is proven; nothing after it is.</summary>
/// <param name="Sequence">The first bad block.</param>
/// <param name="After">Time of the last good block before; null when there is none.</param>
/// <param name="Before">Time of the next block that can be read; null when none follows.</param>
public abstract record ChainFault(long Sequence, Instant? After, Instant? Before)
{
    /// <summary>Its content is not what its hash was made from.</summary>
    public sealed record Changed(long Sequence, Instant? After, Instant? Before) : ChainFault(Sequence, After, Before);

    /// <summary>It and those up to <paramref name="Through"/> are gone.</summary>
    public sealed record Missing(long Sequence, long Through, Instant? After, Instant? Before) : ChainFault(Sequence, After, Before);

    /// <summary>The block that belongs here stands at <paramref name="FoundAt"/>.</summary>
    public sealed record Reordered(long Sequence, long FoundAt, Instant? After, Instant? Before) : ChainFault(Sequence, After, Before);

    /// <summary>The page of the file that holds it is damaged.</summary>
    public sealed record Unreadable(long Sequence, string Why, Instant? After, Instant? Before) : ChainFault(Sequence, After, Before);

    /// <summary>The chain fits together, but the history or a snapshot was made from another block here: the end was written anew.</summary>
    public sealed record Rewritten(long Sequence, BlockHash Noted, Instant? After, Instant? Before) : ChainFault(Sequence, After, Before);
}

/// <summary>Walks a journal from its first block and proves that nothing was changed, taken out, moved or damaged.</summary>
public static class ChainCheck
{
    /// <summary>How many blocks further on a misplaced block is looked for.</summary>
    private const int SearchAhead = 10_000;

    /// <summary>Checks the journal in a mine's folder; reads only, beside a running server if need be.</summary>
    public static ChainReport Check(string folder, CancellationToken stop = default)
    {
        var report = new ChainReport(null, 0, 0, 0, null, default, false, null);
        try
        {
            // The notes are read before the journal: one that a running server makes meanwhile must not seem ahead of it.
            var notes = HeadNote.AllOf(folder);
            using var connection = SqliteFile.OpenToRead(Path.Combine(folder, JournalFile.FileName));
            if (SqliteFile.SchemaOf(connection) is var schema && schema != JournalFile.Schema)
                return report with { Fault = new ChainFault.Unreadable(1, $"journal schema {schema}, {JournalFile.Schema} expected", null, null) };
            if (!Defines(connection, "blocks", JournalFile.BlocksTable))
                return report with { Fault = new ChainFault.Unreadable(1, "the table of blocks is not defined as a journal's", null, null) };
            if (JournalReader.MineOf(connection) is not { } mine)
                return report with { Fault = new ChainFault.Unreadable(1, "the journal does not say whose it is", null, null) };
            report = report with { Mine = mine, Head = new(0, default, BlockHash.Genesis(mine)), Guarded = Guards(connection) };
            return Walk(connection, report, notes, stop);
        }
        catch (Exception error) when (error is SqliteException or JournalDamagedException)
        {
            return report with { Fault = new ChainFault.Unreadable(1, error.Message, null, null) };
        }
    }

    private static bool Guards(SqliteConnection connection) =>
        JournalFile.Guards.All(guard => Defines(connection, guard.Split(' ')[2], guard));

    private static bool Defines(SqliteConnection connection, string name, string definition)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sql FROM sqlite_schema WHERE name = $name";
        command.Parameters.AddWithValue("$name", name);
        return command.ExecuteScalar() as string == definition;
    }

    private static ChainReport Walk(SqliteConnection connection, ChainReport report, IReadOnlyList<HeadNote> notes, CancellationToken stop)
    {
        Instant? After() => report.Blocks > 0 ? report.Head.Time : null;
        try
        {
            foreach (var block in JournalReader.Rows(connection, long.MinValue))
            {
                stop.ThrowIfCancellationRequested();
                var expected = report.Head.Sequence + 1;
                if (block.Sequence > expected)
                    return report with { Fault = new ChainFault.Missing(expected, block.Sequence - 1, After(), block.Time) };
                if (block.Sequence < expected || !block.Continues(report.Head.Hash, expected))
                    return report with { Fault = WhatHappened(connection, report.Head, block, After()) };
                foreach (var note in notes)
                    if (note.Sequence == expected && note.Hash != block.Hash)
                        return report with { Fault = new ChainFault.Rewritten(expected, note.Hash, After(), TimeAfter(connection, expected)) };
                report = report with
                {
                    Blocks = report.Blocks + 1,
                    Inputs = report.Inputs + block.Inputs,
                    Sightings = report.Sightings + block.Sightings,
                    First = report.First ?? block.Time,
                    Head = new(block.Sequence, block.Time, block.Hash),
                };
            }
        }
        catch (Exception error) when (error is SqliteException or JournalDamagedException)
        {
            var bad = report.Head.Sequence + 1;
            return report with { Fault = new ChainFault.Unreadable(bad, error.Message, After(), TimeAfter(connection, bad)) };
        }
        foreach (var note in notes)
            if (note.Sequence > report.Head.Sequence)
                return report with { Fault = new ChainFault.Missing(report.Head.Sequence + 1, note.Sequence, After(), null) };
        return report;
    }

    private static ChainFault WhatHappened(SqliteConnection connection, JournalHead head, JournalBlock block, Instant? after)
    {
        var expected = head.Sequence + 1;
        var before = TimeAfter(connection, expected);
        if (block.Sequence < expected) return new ChainFault.Unreadable(expected, $"a block numbered {block.Sequence}", after, before);
        try
        {
            foreach (var other in JournalReader.Rows(connection, expected + 1).Take(SearchAhead))
                if (other.Continues(head.Hash, expected)) return new ChainFault.Reordered(expected, other.Sequence, after, before);
        }
        catch (Exception error) when (error is SqliteException or JournalDamagedException)
        {
            // What lies ahead cannot be read: then the bad block is reported as it was found.
        }
        return new ChainFault.Changed(expected, after, before);
    }

    /// <summary>The time of the nearest block after a bad one that can be read; tries ever longer leaps past damaged pages.</summary>
    private static Instant? TimeAfter(SqliteConnection connection, long bad)
    {
        for (long leap = 1; leap < 1L << 40; leap *= 2)
        {
            try
            {
                using var command = connection.CreateCommand();
                command.CommandText = "SELECT time FROM blocks WHERE sequence >= $from ORDER BY sequence LIMIT 1";
                command.Parameters.AddWithValue("$from", bad + leap);
                return command.ExecuteScalar() is long time ? new Instant(time) : null;
            }
            catch (SqliteException)
            {
                // Also on a damaged page: leap further.
            }
        }
        return null;
    }
}
