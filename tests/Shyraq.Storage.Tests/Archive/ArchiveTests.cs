using Shyraq.Storage.Archive;
using Shyraq.Storage.Journal;
using Shyraq.Storage.Tests.Journal;

namespace Shyraq.Storage.Tests.Archive;

/// <summary>A mine's record as one file, from one engine to the other and back.</summary>
public sealed class ArchiveTests
{
    [Fact]
    public void From_files_to_a_database_and_back_the_record_is_the_same()
    {
        using Place first = new Place.InFolder(), second = new Place.InPostgres(), third = new Place.InFolder();
        using (var journal = first.Open().OpenJournal(Place.Mine, "test 1"))
        {
            Journals.Fill(journal, 30);
            journal.SignAs("test 2");
            Journals.Fill(journal, 4500);
        }
        using (first.Open().OpenJournal(Place.Mine, "test 3")) { }
        first.Open().Photos(Place.Mine).Keep([0xFF, 0xD8, 0xFF, 1]);

        var (a, head) = Export(first);
        Assert.Equal(4530, Import(second, a));
        var (b, _) = Export(second);
        Assert.Equal(4530, Import(third, b));
        var (c, _) = Export(third);
        Assert.True(a.AsSpan().SequenceEqual(b), "the archive of the database is that of the files, byte for byte");
        Assert.True(a.AsSpan().SequenceEqual(c), "and so is that of the files made from it");
        Assert.Equal(head, third.Open().Read(Place.Mine).Journal.Head);
        Assert.True(third.Open().Read(Place.Mine).Check().IsWhole);
        Assert.True(second.Open().Read(Place.Mine).Check().IsWhole);
        Assert.Equal([new(1, "test 1", 1), new(31, "test 2", 1)], second.Open().Read(Place.Mine).Journal.Writers());
        Assert.Single(third.Open().Photos(Place.Mine).Names());
    }

    [Fact]
    public void An_import_goes_on_where_it_was_interrupted_and_after_it_there_is_nothing_to_do()
    {
        using Place from = new Place.InFolder(), to = new Place.InFolder();
        List<JournalBlock> blocks;
        using (var journal = from.Open().OpenJournal(Place.Mine, "test 1")) blocks = Journals.Fill(journal, 50);
        using (var journal = to.Open().OpenJournal(Place.Mine, "test 1")) journal.Copy(blocks[..20]);
        var (archive, head) = Export(from);
        Assert.Equal(30, Import(to, archive));
        Assert.Equal(0, Import(to, archive));
        Assert.Equal(head, to.Open().Read(Place.Mine).Journal.Head);
        // One that has gone on since keeps what it has.
        using (var journal = to.Open().OpenJournal(Place.Mine, "test 1")) Journals.Fill(journal, 1);
        Assert.Equal(0, Import(to, archive));
        Assert.Equal(51, to.Open().Read(Place.Mine).Journal.Head.Sequence);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(60)]
    public void Another_journal_of_the_mine_is_not_written_over(int blocks)
    {
        using Place from = new Place.InFolder(), to = new Place.InFolder();
        using (var journal = from.Open().OpenJournal(Place.Mine, "test 1")) Journals.Fill(journal, 50);
        using (var journal = to.Open().OpenJournal(Place.Mine, "test 1")) Journals.Fill(journal, blocks, bodyBytes: 6);
        var (archive, _) = Export(from);
        var before = to.Open().Read(Place.Mine).Journal.Head;
        Assert.Contains("another journal", Assert.Throws<InvalidDataException>(() => Import(to, archive)).Message, StringComparison.Ordinal);
        Assert.Equal(before, to.Open().Read(Place.Mine).Journal.Head);
    }

    [Theory]
    [InlineData(45)]
    [InlineData(60)]
    public void A_journal_that_parted_from_the_archive_on_the_way_is_another_one(int blocks)
    {
        using Place from = new Place.InFolder(), to = new Place.InFolder();
        using var journal = from.Open().OpenJournal(Place.Mine, "test 1");
        var shared = Journals.Fill(journal, 40);
        Journals.Fill(journal, 10);
        using (var parted = to.Open().OpenJournal(Place.Mine, "test 1"))
        {
            parted.Copy(shared);
            Journals.Fill(parted, blocks - 40, bodyBytes: 6);
        }
        var (archive, _) = Export(from);
        Assert.Contains("another journal", Assert.Throws<InvalidDataException>(() => Import(to, archive)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_changed_or_missing_byte_of_an_archive_passes()
    {
        using var from = new Place.InFolder();
        using (var journal = from.Open().OpenJournal(Place.Mine, "test 1")) Journals.Fill(journal, 3);
        from.Open().Photos(Place.Mine).Keep([0xFF, 0xD8, 0xFF, 1]);
        var (archive, head) = Export(from);
        var writer = archive.AsSpan().IndexOf("test 1"u8);
        for (var at = 0; at < archive.Length; at++)
        {
            var changed = (byte[])archive.Clone();
            changed[at] ^= 0x41;
            // Who wrote is told beside the chain, as in the journal itself: a change there leaves the blocks as they are.
            if (at >= writer - 10 && at < writer + 14) continue;
            Assert.ThrowsAny<InvalidDataException>(() => ArchiveCheck.Check(new MemoryStream(changed)));
            Assert.ThrowsAny<InvalidDataException>(() => ArchiveCheck.Check(new MemoryStream(archive[..at])));
        }
        Assert.Equal((Place.Mine, head, 1), (ArchiveCheck.Check(new MemoryStream(archive)).Mine, ArchiveCheck.Check(new MemoryStream(archive)).Head, ArchiveCheck.Check(new MemoryStream(archive)).Pictures));
    }

    [Fact]
    public void A_record_that_was_changed_is_not_exported()
    {
        using var place = new Place.InFolder();
        using (var journal = place.Open().OpenJournal(Place.Mine, "test 1")) Journals.Fill(journal, 9);
        place.Tamper("UPDATE blocks SET inputs = inputs + 1 WHERE sequence = 5");
        Assert.Contains("block 5", Assert.Throws<JournalDamagedException>(() => Export(place)).Message, StringComparison.Ordinal);
    }

    private static (byte[] Archive, JournalHead Head) Export(Place place)
    {
        using var to = new MemoryStream();
        var head = ArchiveTransfer.Export(place.Open(), Place.Mine, to);
        return (to.ToArray(), head);
    }

    private static long Import(Place place, byte[] archive)
    {
        var content = ArchiveCheck.Check(new MemoryStream(archive));
        return ArchiveTransfer.Import(place.Open(), new MemoryStream(archive), content);
    }
}
