using Shyraq.Core.Units;
using Shyraq.Storage.Checkpoints;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;
using Shyraq.Storage.Registry;

namespace Shyraq.Storage;

/// <summary>Where mines are kept: a data folder, or a database that several servers share. Thread-safe; what it opens need not be.</summary>
public interface IMineStore : IDisposable
{
    /// <summary>Its name for people, such as the folder's path; it holds no password.</summary>
    string Name { get; }

    /// <summary>The mines that are kept here, in order of id.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    IReadOnlyList<MineId> Mines();

    /// <summary>Whether a mine of this id could be kept here.</summary>
    bool CanHold(MineId mine);

    /// <summary>Makes room for a mine; nothing happens when it is there.</summary>
    /// <exception cref="IOException">It could not be made.</exception>
    void Make(MineId mine);

    /// <summary>Opens the journal of a mine that has room here, or begins one. One writer at a time.</summary>
    /// <param name="writer">Product and version, noted in the journal when it changes.</param>
    /// <exception cref="JournalDamagedException">It is no journal, a newer version's, or another mine's.</exception>
    /// <exception cref="IOException">It cannot be opened or written, or another process writes it.</exception>
    IJournal OpenJournal(MineId mine, string writer);

    /// <summary>
    /// Opens the history of a mine, or begins one. One that is damaged, or was recorded from blocks that the journal does not hold, is put aside
    /// (never deleted: it may be the only trace of them) and begun anew.
    /// </summary>
    /// <param name="hashOf">The hash of a block of the journal; null when it has none.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    HistoryTables OpenHistory(MineId mine, Func<long, BlockHash?> hashOf);

    /// <summary>Opens the snapshots of a mine, or begins them; what cannot be used is replaced.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    SnapshotTable OpenSnapshots(MineId mine);

    /// <summary>The pictures of a mine's people.</summary>
    IPhotos Photos(MineId mine);

    /// <summary>The record of a mine to read, beside a running server if need be; nothing is opened before it is asked for.</summary>
    IMineRecord Read(MineId mine);

    /// <summary>What is kept here, and how safely.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    StoreStatus Status();
}

/// <summary>The record of one mine, which is only read: it may be read while a server writes it. Thread-safe.</summary>
public interface IMineRecord
{
    /// <summary>Whose it is.</summary>
    MineId Mine { get; }

    /// <summary>Where it is, for people.</summary>
    string Name { get; }

    /// <summary>Whether there is anything of this mine.</summary>
    bool Exists { get; }

    /// <summary>The journal.</summary>
    IJournalBlocks Journal { get; }

    /// <summary>The snapshots that are whole, newest first; none when they cannot be read.</summary>
    IEnumerable<Snapshot> Snapshots();

    /// <summary>Opens the history to read; null when there is none. The caller closes it.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    HistoryReading? OpenHistory();

    /// <summary>Walks the journal from its first block to its last and says what is wrong with it.</summary>
    /// <param name="checkpoints">Checkpoints that bear witness of it.</param>
    ChainReport Check(IReadOnlyList<Checkpoint>? checkpoints = null, CancellationToken cancel = default);
}
