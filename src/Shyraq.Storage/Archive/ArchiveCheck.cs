using Shyraq.Core.Units;
using Shyraq.Storage.Journal;
using Shyraq.Storage.Registry;

namespace Shyraq.Storage.Archive;

/// <summary>What is in an archive that is whole.</summary>
/// <param name="Head">The newest block.</param>
public sealed record ArchiveContent(MineId Mine, JournalHead Head, int Pictures);

/// <summary>Proves an archive by its chain before anything of it is used.</summary>
public static class ArchiveCheck
{
    /// <summary>Reads it to its end.</summary>
    /// <param name="progress">Told how many blocks were read.</param>
    /// <exception cref="InvalidDataException">It was cut off, or something in it is not what it was; the message says what.</exception>
    public static ArchiveContent Check(Stream archive, Action<long>? progress = null, CancellationToken cancel = default)
    {
        MineId? mine = null;
        JournalHead head = default;
        var pictures = 0;
        foreach (var record in ArchiveFile.Read(archive))
        {
            cancel.ThrowIfCancellationRequested();
            if (mine is null != record is ArchiveRecord.OfMine) throw new InvalidDataException("the archive does not begin with whose record it is, or says it twice");
            switch (record)
            {
                case ArchiveRecord.OfMine(var whose):
                    (mine, head) = (whose, new(0, default, BlockHash.Genesis(whose)));
                    break;
                case ArchiveRecord.OneBlock(var block):
                    if (block.Sequence != head.Sequence + 1 || block.Time < head.Time || !block.Continues(head.Hash, block.Sequence)) throw new InvalidDataException($"block {block.Sequence} does not go on from block {head.Sequence}: the archive was changed");
                    head = new(block.Sequence, block.Time, block.Hash);
                    if (head.Sequence % 1000 == 0) progress?.Invoke(head.Sequence);
                    break;
                case ArchiveRecord.Picture(var name, var bytes):
                    if (!Photo.IsName(name) || !Photo.Bears(name, bytes)) throw new InvalidDataException("a picture is not the one of its name: the archive was changed");
                    pictures++;
                    break;
                case ArchiveRecord.Ending(var sequence, var hash):
                    if (sequence != head.Sequence || hash != head.Hash) throw new InvalidDataException($"the archive ends at block {head.Sequence}, block {sequence} was expected");
                    break;
            }
        }
        return new(mine!.Value, head, pictures);
    }
}
