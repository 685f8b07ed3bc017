using Npgsql;
using Shyraq.Core.Units;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Postgres;

/// <summary>Reads a journal in PostgreSQL, page by page: no reader holds a snapshot of the database for hours.</summary>
internal sealed class PostgresBlocks(PostgresConnections connections, long number, MineId mine) : IJournalBlocks
{
    // The first page is small, for those who want a block or two.
    private const int FirstPage = 50, LargestPage = 2000;

    private readonly string _schema = PostgresStore.SchemaOf(number);

    public MineId Mine => mine;

    public JournalHead Head => connections.Ask(_schema, connection => HeadOf(connection, connections.Name, mine));

    public BlockHash? HashOf(long sequence) => sequence == 0 ? BlockHash.Genesis(mine) : connections.Ask(_schema, connection =>
        connection.Scalar("SELECT hash FROM blocks WHERE sequence = @sequence", ("@sequence", sequence)) is byte[] { Length: BlockHash.Size } bytes ? new BlockHash(bytes) : (BlockHash?)null);

    public long? FirstSince(Instant time) => connections.Ask(_schema, connection =>
        connection.Scalar("SELECT sequence FROM blocks WHERE time >= @time ORDER BY time, sequence LIMIT 1", ("@time", time.UnixMicroseconds)) as long?);

    public IReadOnlyList<JournalWriter> Writers() => connections.Ask(_schema, JournalReader.Writers);

    public BlockHash WritersOf(long sequence) => connections.Ask(_schema, connection => WriterDigest.Of(connection, sequence));

    // Only the index by time and sequence is read, not the blocks. Times never go back, so both orders are one.
    public IEnumerable<(Instant From, Instant To)> Breaks(long first, Instant until, double seconds)
    {
        var after = FirstSince(until.PlusSeconds(1e-6));
        return connections.Ask(_schema, connection =>
        {
            var since = connection.Scalar("SELECT time FROM blocks WHERE sequence = @first", ("@first", first)) as long? ?? long.MinValue;
            var end = after is { } next && connection.Scalar("SELECT time FROM blocks WHERE sequence = @next", ("@next", next)) is long newer ? newer : long.MaxValue;
            using var command = connection.Statement("""
                SELECT earlier, time FROM (SELECT time, LAG(time) OVER (ORDER BY time, sequence) AS earlier FROM blocks WHERE time BETWEEN @since AND @end AND sequence >= @first) AS pairs
                WHERE time - earlier > @least ORDER BY time
                """, ("@since", since), ("@end", end), ("@first", first), ("@least", (long)(seconds * 1e6)));
            using var row = command.ExecuteReader();
            List<(Instant, Instant)> breaks = [];
            while (row.Read()) breaks.Add((new(row.GetInt64(0)), new(row.GetInt64(1))));
            return breaks;
        });
    }

    public IEnumerable<JournalBlock> ReadFrom(long sequence) => JournalReader.Checked(Rows, connections.Name, mine, sequence);

    /// <summary>The rows as they stand, unchecked, in order of sequence.</summary>
    public IEnumerable<JournalBlock> Rows(long from)
    {
        var time = long.MinValue;
        for (var page = FirstPage; ; page = Math.Min(2 * page, LargestPage))
        {
            var read = 0;
            using (var connection = connections.Rent(_schema))
            // The time spares the months before.
            using (var command = connection.Statement($"SELECT {JournalFile.Columns} FROM blocks WHERE sequence >= @from AND time >= @time ORDER BY sequence LIMIT {page}", ("@from", from), ("@time", time)))
            using (var row = command.ExecuteReader())
                while (row.Read())
                {
                    var block = JournalReader.Block(row);
                    read++;
                    (from, time) = (block.Sequence + 1, block.Time.UnixMicroseconds);
                    yield return block;
                }
            if (read < page) yield break;
        }
    }

    public static JournalHead HeadOf(NpgsqlConnection connection, string name, MineId mine) =>
        JournalReader.Head(connection, "SELECT sequence, time, hash FROM blocks ORDER BY time DESC, sequence DESC LIMIT 1", name, mine);
}
