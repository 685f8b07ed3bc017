using Shyraq.Core.Units;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Archive;

/// <summary>
/// One thing in an archive: a mine's record as one portable file. After the line <c>shyraq archive 1</c> come records, each a letter and its content; numbers are
/// big-endian, texts UTF-8 behind their length in two bytes. See <c>docs/journal.md</c>.
/// </summary>
public abstract record ArchiveRecord
{
    private ArchiveRecord() { }

    /// <summary><c>M</c>: whose record it is; the first of all.</summary>
    public sealed record OfMine(MineId Mine) : ArchiveRecord;

    /// <summary><c>W</c>: who wrote from a block on.</summary>
    public sealed record WrittenBy(JournalWriter Writer) : ArchiveRecord;

    /// <summary><c>B</c>: one block.</summary>
    public sealed record OneBlock(JournalBlock Block) : ArchiveRecord;

    /// <summary><c>P</c>: a picture of a person, under the name that its bytes give.</summary>
    public sealed record Picture(string Name, byte[] Bytes) : ArchiveRecord;

    /// <summary><c>E</c>: the end, with the newest block. An archive without it was cut off.</summary>
    public sealed record Ending(long Sequence, BlockHash Hash) : ArchiveRecord;
}
