using Shyraq.Core.Units;

namespace Shyraq.Storage.Journal;

/// <summary>One commit group as it stands in the journal.</summary>
/// <param name="Sequence">1, 2, 3 …</param>
/// <param name="Time">Arrival of the newest input in it; never before that of the block before.</param>
/// <param name="Inputs">How many inputs it holds.</param>
/// <param name="Sightings">How many sightings these hold.</param>
/// <param name="Body">The inputs as bytes; what they mean is not the journal's business.</param>
/// <param name="Hash">The link of the chain.</param>
public sealed record JournalBlock(long Sequence, Instant Time, int Inputs, int Sightings, byte[] Body, BlockHash Hash)
{
    /// <summary>Whether its hash is what its content and the block before it demand.</summary>
    public bool Continues(BlockHash previous, long sequence) =>
        Hash == BlockHash.Next(previous, sequence, Time, Inputs, Sightings, Body);
}

/// <summary>The newest block.</summary>
/// <param name="Sequence">0 when there is none yet.</param>
/// <param name="Time">The epoch when there is none yet.</param>
public readonly record struct JournalHead(long Sequence, Instant Time, BlockHash Hash);

/// <summary>What became of an append.</summary>
public abstract record Appended
{
    private Appended() { }

    /// <summary>On disk, flushed.</summary>
    public sealed record Durable(JournalHead Head) : Appended;

    /// <summary>Nothing was taken; the same append may be tried again.</summary>
    /// <param name="Why">What the disk or the database said.</param>
    public sealed record Failed(AppendFailure Reason, string Why) : Appended;

    /// <summary>
    /// Nothing was taken, and never will be by this writer: the journal has moved on without it, by a commit whose answer was lost or by another server. The mine has
    /// to come up anew from the journal.
    /// </summary>
    /// <param name="Found">Where it ends now.</param>
    public sealed record Behind(JournalHead Found) : Appended;
}

/// <summary>Who wrote a journal from a block on.</summary>
/// <param name="First">That block.</param>
/// <param name="Writer">Product and version.</param>
/// <param name="Schema">Of the blocks.</param>
public sealed record JournalWriter(long First, string Writer, long Schema);

/// <summary>Blocks that are copied from one journal to another.</summary>
internal static class BlockCopy
{
    /// <exception cref="JournalDamagedException">They do not go on from a head, block by block.</exception>
    public static void Check(JournalHead head, IReadOnlyList<JournalBlock> blocks)
    {
        foreach (var block in blocks)
        {
            if (block.Sequence != head.Sequence + 1 || block.Time < head.Time || !block.Continues(head.Hash, block.Sequence))
                throw new JournalDamagedException($"block {block.Sequence} does not go on from block {head.Sequence} of this journal");
            head = new(block.Sequence, block.Time, block.Hash);
        }
    }
}

/// <summary>Why the journal could not be written.</summary>
public enum AppendFailure
{
    /// <summary>No room on the disk.</summary>
    DiskFull,
    /// <summary>The file or the file system may not be written.</summary>
    ReadOnly,
    /// <summary>Another process holds the journal's write lock.</summary>
    Locked,
    /// <summary>The file is not what a journal should be.</summary>
    Damaged,
    /// <summary>The disk answered with an error.</summary>
    Disk,
    /// <summary>The database does not answer. Whether it took the block is found out when it does.</summary>
    Unreachable,
}

/// <summary>The journal cannot be read, or not trusted, from a block on. The message names the block and what is wrong.</summary>
public sealed class JournalDamagedException(string message, Exception? cause = null) : IOException(message, cause);
