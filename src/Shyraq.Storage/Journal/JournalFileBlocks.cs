using Microsoft.Data.Sqlite;
using Shyraq.Core.Units;

namespace Shyraq.Storage.Journal;

/// <summary>Reads the journal in a SQLite file; a connection for each question, so that the writer's log never waits for a reader.</summary>
internal sealed class JournalFileBlocks(string path, MineId mine) : IJournalBlocks
{
    public MineId Mine => mine;

    public JournalHead Head
    {
        get
        {
            try
            {
                using var connection = SqliteFile.OpenToRead(path);
                return JournalReader.Head(connection, JournalFile.Newest, path, mine);
            }
            catch (SqliteException error)
            {
                throw new JournalDamagedException($"{path}: {error.Message}", error);
            }
        }
    }

    public BlockHash? HashOf(long sequence)
    {
        if (sequence == 0) return BlockHash.Genesis(mine);
        using var connection = SqliteFile.OpenToRead(path);
        return connection.Scalar("SELECT hash FROM blocks WHERE sequence = @sequence", ("@sequence", sequence)) is byte[] { Length: BlockHash.Size } bytes ? new BlockHash(bytes) : null;
    }

    // Times never go back, so that the blocks are in order of time as well; an index by time would cost each append.
    public long? FirstSince(Instant time)
    {
        using var connection = SqliteFile.OpenToRead(path);
        var newest = connection.Scalar("SELECT max(sequence) FROM blocks") as long? ?? 0;
        var (low, high) = (1L, newest + 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (connection.Scalar("SELECT time FROM blocks WHERE sequence = @sequence", ("@sequence", middle)) is not long at) throw new JournalDamagedException($"{path}: block {middle} is missing");
            if (new Instant(at) < time) low = middle + 1;
            else high = middle;
        }
        return low <= newest ? low : null;
    }

    public IReadOnlyList<JournalWriter> Writers()
    {
        using var connection = SqliteFile.OpenToRead(path);
        return JournalReader.Writers(connection);
    }

    // Of the blocks only the times are read, not what they hold.
    public IEnumerable<(Instant From, Instant To)> Breaks(long first, Instant until, double seconds)
    {
        var last = FirstSince(until.PlusSeconds(1e-6)) ?? long.MaxValue;
        using var connection = SqliteFile.OpenToRead(path);
        using var command = connection.Statement(
            "SELECT earlier, time FROM (SELECT time, LAG(time) OVER (ORDER BY sequence) AS earlier FROM blocks WHERE sequence BETWEEN @first AND @last) AS pairs WHERE time - earlier > @least ORDER BY time",
            ("@first", first), ("@last", last), ("@least", (long)(seconds * 1e6)));
        using var row = command.ExecuteReader();
        while (row.Read()) yield return (new(row.GetInt64(0)), new(row.GetInt64(1)));
    }

    public BlockHash WritersOf(long sequence)
    {
        using var connection = SqliteFile.OpenToRead(path);
        return WriterDigest.Of(connection, sequence);
    }

    public IEnumerable<JournalBlock> ReadFrom(long sequence) => JournalReader.ReadFrom(path, mine, sequence);
}
