namespace Shyraq.Storage.Journal;

/// <summary>A row of the journal as it stands, whatever it holds; or a stretch that cannot be read.</summary>
/// <param name="Sequence">Under which number it stands.</param>
/// <param name="Last">The last of a stretch that cannot be read; otherwise the same.</param>
/// <param name="Block">Null when it cannot be read, or holds values that no block has.</param>
/// <param name="Why">Why there is no block; "" when there is one.</param>
internal readonly record struct StoredBlock(long Sequence, long Last, JournalBlock? Block, string Why)
{
    /// <summary>Whether it is the block of a number that follows on a hash.</summary>
    public bool Continues(BlockHash? previous, long sequence) => previous is { } hash && Block is { } block && block.Continues(hash, sequence);
}
