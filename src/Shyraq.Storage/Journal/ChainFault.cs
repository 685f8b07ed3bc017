using Shyraq.Core.Units;

namespace Shyraq.Storage.Journal;

/// <summary>Something wrong with a chain of blocks, and the time that is in doubt because of it.</summary>
/// <param name="First">The first bad block, as it was numbered when it was written.</param>
/// <param name="Last">The last one.</param>
/// <param name="After">Time of the last proven block before; null when there is none.</param>
/// <param name="Before">Time of the next proven block; null when none follows.</param>
public abstract record ChainFault(long First, long Last, Instant? After, Instant? Before)
{
    /// <summary>Their content is not what their hashes were made from; or those before them were written anew, hashes and all, as far back as <see cref="ChainReport.Confirmed"/>.</summary>
    public sealed record Changed(long First, long Last, Instant? After, Instant? Before) : ChainFault(First, Last, After, Before);

    /// <summary>They are gone.</summary>
    public sealed record Missing(long First, long Last, Instant? After, Instant? Before) : ChainFault(First, Last, After, Before);

    /// <summary>They were never written by a server. Their numbers are those under which they stand.</summary>
    public sealed record Inserted(long First, long Last, Instant? After, Instant? Before) : ChainFault(First, Last, After, Before);

    /// <summary>The block that belongs here stands at <paramref name="FoundAt"/>.</summary>
    public sealed record Reordered(long First, long FoundAt, Instant? After, Instant? Before) : ChainFault(First, First, After, Before);

    /// <summary>The part of the file that holds them is damaged.</summary>
    public sealed record Unreadable(long First, long Last, string Why, Instant? After, Instant? Before) : ChainFault(First, Last, After, Before);

    /// <summary>It may be as it was: it cannot be proven, for the hash that it was made from is lost with the block before.</summary>
    public sealed record Unproven(long First, Instant? After, Instant? Before) : ChainFault(First, First, After, Before);

    /// <summary>The chain fits together, but a witness knows another: somewhere from the first to the last they were written anew, hashes and all.</summary>
    /// <param name="Noted">The hash of the last as the witness knows it.</param>
    /// <param name="By">The witness.</param>
    public sealed record Rewritten(long First, long Last, BlockHash Noted, Witness By, Instant? After, Instant? Before) : ChainFault(First, Last, After, Before);

    /// <summary>What the journal says of which version of the program wrote the blocks up to this one is not what it was when a checkpoint was signed.</summary>
    public sealed record Writers(long First, Instant? After, Instant? Before) : ChainFault(First, First, After, Before);
}

/// <summary>Who knows the hash of a block beside the journal itself.</summary>
public enum Witness
{
    /// <summary>The history, which was made from it.</summary>
    History,

    /// <summary>A snapshot that was taken after it.</summary>
    Snapshot,

    /// <summary>A signed checkpoint.</summary>
    Checkpoint,
}

/// <summary>What a walk along the whole chain found.</summary>
/// <param name="Blocks">Proven blocks.</param>
/// <param name="First">Time of the first block; null when there is none.</param>
/// <param name="Head">The newest block that was taken to be one.</param>
/// <param name="Guarded">The triggers that forbid changes are in place.</param>
/// <param name="Confirmed">The newest block that a witness confirms, and by what; 0 when there is none.</param>
/// <param name="Faults">Everything wrong, in order of the journal; at most <see cref="MostFaults"/>.</param>
/// <param name="More">Faults beyond those.</param>
public sealed record ChainReport(
    MineId? Mine, long Blocks, long Inputs, long Sightings, Instant? First, JournalHead Head, bool Guarded, (long Sequence, Witness By) Confirmed, IReadOnlyList<ChainFault> Faults, long More)
{
    /// <summary>Faults that are told one by one.</summary>
    public const int MostFaults = 1000;

    /// <summary>Nothing was changed, taken out, put in, moved or damaged.</summary>
    public bool IsWhole => Faults.Count == 0;

    /// <summary>Nothing could be walked along.</summary>
    internal static ChainReport Of(ChainFault fault, MineId? mine = null) => new(mine, 0, 0, 0, null, default, false, default, [fault], 0);
}
