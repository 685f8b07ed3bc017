using Shyraq.Core.Units;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Archive;

/// <summary>Takes a mine's record out of a store as an archive, and puts it into another.</summary>
public static class ArchiveTransfer
{
    /// <summary>Blocks that go into one transaction.</summary>
    private const int Together = 2000;

    /// <summary>Writes the record up to the block that is the newest now; a running server goes on meanwhile.</summary>
    /// <param name="progress">Told how many of how many blocks are written.</param>
    /// <exception cref="JournalDamagedException">The journal is not whole: nothing good comes of a part of it.</exception>
    public static JournalHead Export(IMineStore store, MineId mine, Stream to, Action<long, long>? progress = null, CancellationToken cancel = default)
    {
        var (journal, photos) = (store.Read(mine).Journal, store.Photos(mine));
        var head = journal.Head;
        ArchiveFile.Begin(to);
        ArchiveFile.Write(to, new ArchiveRecord.OfMine(mine));
        foreach (var writer in journal.Writers().Where(writer => writer.First <= Math.Max(1, head.Sequence))) ArchiveFile.Write(to, new ArchiveRecord.WrittenBy(writer));
        var last = new JournalHead(0, default, BlockHash.Genesis(mine));
        foreach (var block in journal.ReadFrom(1).TakeWhile(block => block.Sequence <= head.Sequence))
        {
            cancel.ThrowIfCancellationRequested();
            ArchiveFile.Write(to, new ArchiveRecord.OneBlock(block));
            last = new(block.Sequence, block.Time, block.Hash);
            if (last.Sequence % 1000 == 0) progress?.Invoke(last.Sequence, head.Sequence);
        }
        if (last != head) throw new JournalDamagedException($"{store.Name}: the journal of mine {mine} ends at block {last.Sequence} instead of {head.Sequence}");
        foreach (var name in photos.Names())
            if (photos.Find(name) is { } bytes) ArchiveFile.Write(to, new ArchiveRecord.Picture(name, bytes));
        ArchiveFile.Write(to, new ArchiveRecord.Ending(head.Sequence, head.Hash));
        return head;
    }

    /// <summary>
    /// Puts an archive that was proven whole into a store. What is there already of the very same journal stays, so that an import that was interrupted goes on;
    /// another journal is never written over.
    /// </summary>
    /// <param name="progress">Told how many blocks are in.</param>
    /// <returns>How many blocks were new.</returns>
    /// <exception cref="InvalidDataException">The store has another journal of this mine; nothing was changed.</exception>
    /// <exception cref="IOException">It could not be written.</exception>
    public static long Import(IMineStore store, Stream archive, ArchiveContent content, Action<long>? progress = null, CancellationToken cancel = default)
    {
        if (!store.CanHold(content.Mine)) throw new InvalidDataException($"{store.Name}: a mine of the id '{content.Mine}' cannot be kept there");
        store.Make(content.Mine);
        IJournal? journal = null;
        List<JournalWriter> writers = [];
        List<JournalBlock> waiting = [];
        long copied = 0;
        try
        {
            foreach (var record in ArchiveFile.Read(archive))
            {
                cancel.ThrowIfCancellationRequested();
                switch (record)
                {
                    case ArchiveRecord.WrittenBy(var writer):
                        writers.Add(writer);
                        break;
                    case ArchiveRecord.OneBlock(var block):
                        journal ??= Begin(store, content, writers);
                        if (block.Sequence <= journal.Head.Sequence) Same(store, journal, block, content);
                        else Take(journal, block);
                        break;
                    case ArchiveRecord.Picture(_, var bytes):
                        store.Photos(content.Mine).Keep(bytes);
                        break;
                }
            }
            journal ??= Begin(store, content, writers);
            Flush(journal);
            if (journal.Head.Sequence == content.Head.Sequence && journal.Head.Hash != content.Head.Hash) throw new IOException($"{store.Name}: what was written is not what was read");
            return copied;
        }
        finally
        {
            journal?.Dispose();
        }

        void Take(IJournal into, JournalBlock block)
        {
            // Who wrote from this block on signs before it.
            if (writers.FindLast(writer => writer.First == block.Sequence) is { } writer)
            {
                Flush(into);
                foreach (var one in writers.Where(one => one.First == writer.First)) into.SignAs(one.Writer);
            }
            waiting.Add(block);
            if (waiting.Count == Together) Flush(into);
        }

        void Flush(IJournal into)
        {
            into.Copy(waiting);
            copied += waiting.Count;
            waiting.Clear();
            progress?.Invoke(into.Head.Sequence);
        }
    }

    // Opened in the name of who wrote its first block, or its next.
    private static IJournal Begin(IMineStore store, ArchiveContent content, List<JournalWriter> writers)
    {
        var found = store.Read(content.Mine);
        var next = Has(found) ? found.Journal.Head.Sequence + 1 : 1;
        var writer = Has(found) && found.Journal.Writers() is [.., var last] && writers.All(one => one.First != next) ? last.Writer : (writers.Find(one => one.First == next) ?? writers.FindLast(one => one.First <= next))?.Writer ?? "unknown";
        return store.OpenJournal(content.Mine, writer);
    }

    private static bool Has(IMineRecord record)
    {
        try
        {
            return record.Journal.Head.Sequence > 0;
        }
        catch (JournalDamagedException)
        {
            // No journal yet. One that is damaged is refused when it is opened to write.
            return false;
        }
    }

    private static void Same(IMineStore store, IJournal journal, JournalBlock block, ArchiveContent content)
    {
        // Where one block is the same, all before it are.
        if ((block.Sequence == Math.Min(journal.Head.Sequence, content.Head.Sequence) || block.Sequence == 1) && journal.HashOf(block.Sequence) != block.Hash)
            throw new InvalidDataException($"{store.Name}: there is another journal of mine '{journal.Mine}'; it differs at block {block.Sequence}, and is not written over");
    }
}
