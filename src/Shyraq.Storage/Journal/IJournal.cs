using Shyraq.Core.Units;

namespace Shyraq.Storage.Journal;

/// <summary>The blocks of one mine's journal, to read: also while another writes them. Thread-safe.</summary>
public interface IJournalBlocks
{
    /// <summary>Whose journal it is.</summary>
    MineId Mine { get; }

    /// <summary>The newest durable block.</summary>
    /// <exception cref="JournalDamagedException">It cannot be read.</exception>
    JournalHead Head { get; }

    /// <summary>The hash of a block, or of what stands before the first for 0; null when there is no such block.</summary>
    BlockHash? HashOf(long sequence);

    /// <summary>The first block that is not older than a time; null when all are.</summary>
    long? FirstSince(Instant time);

    /// <summary>Which versions wrote it, in order; each holds from its first block to that of the next.</summary>
    IReadOnlyList<JournalWriter> Writers();

    /// <summary>The pairs of neighbouring blocks further apart in time than a length: the mine was not listening between them.</summary>
    /// <param name="first">From this block on.</param>
    /// <param name="until">Blocks that are newer are not looked at, but for the one that ends a break.</param>
    /// <param name="seconds">The least length.</param>
    IEnumerable<(Instant From, Instant To)> Breaks(long first, Instant until, double seconds);

    /// <summary>Digest of which versions of the program wrote the blocks up to a sequence, as a checkpoint holds it: see <see cref="WriterDigest"/>.</summary>
    BlockHash WritersOf(long sequence);

    /// <summary>Streams the blocks from a sequence on, each checked against the chain, over a connection of its own.</summary>
    /// <exception cref="JournalDamagedException">A block is missing, changed or unreadable.</exception>
    IEnumerable<JournalBlock> ReadFrom(long sequence);
}

/// <summary>
/// The journal of one mine: an append-only, hash-chained row of blocks. One writer; readers never hold it up.
/// Not thread-safe but for reading. See <c>docs/journal.md</c>.
/// </summary>
public interface IJournal : IJournalBlocks, IDisposable
{
    /// <summary>Adds one block: one transaction, flushed to the disk before it returns.</summary>
    /// <param name="time">Arrival of the newest input; not before that of the head.</param>
    Appended Append(Instant time, int inputs, int sightings, ReadOnlySpan<byte> body);

    /// <summary>Adds blocks of the same journal kept elsewhere, as they are: all of them in one transaction.</summary>
    /// <exception cref="JournalDamagedException">They do not go on where this journal ends, or one is not what its hash was made from.</exception>
    /// <exception cref="IOException">None was written.</exception>
    void Copy(IReadOnlyList<JournalBlock> blocks);

    /// <summary>Notes who writes from the next block on; nothing when it is who wrote the last.</summary>
    /// <param name="writer">Product and version.</param>
    void SignAs(string writer);
}
