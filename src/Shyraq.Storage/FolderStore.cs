using Microsoft.Data.Sqlite;
using Shyraq.Core.Units;
using Shyraq.Storage.Checkpoints;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;
using Shyraq.Storage.Registry;

namespace Shyraq.Storage;

/// <summary>Mines in a data folder, each in a folder of its own with SQLite files. Who writes there holds the folder as well (<see cref="DataFolder.Take"/>).</summary>
public sealed class FolderStore(string root) : IMineStore
{
    private readonly string _root = Path.GetFullPath(root);

    /// <inheritdoc/>
    public string Name => _root;

    /// <inheritdoc/>
    public IReadOnlyList<MineId> Mines() => DataFolder.Mines(_root);

    /// <inheritdoc/>
    public bool CanHold(MineId mine) => DataFolder.CanHold(mine);

    /// <inheritdoc/>
    public void Make(MineId mine) => Directory.CreateDirectory(DataFolder.FolderOf(_root, mine));

    /// <inheritdoc/>
    public IJournal OpenJournal(MineId mine, string writer) => JournalFile.Open(DataFolder.FolderOf(_root, mine), mine, writer);

    /// <inheritdoc/>
    public HistoryTables OpenHistory(MineId mine, Func<long, BlockHash?> hashOf) => HistoryTables.InFolder(DataFolder.FolderOf(_root, mine), hashOf);

    /// <inheritdoc/>
    public SnapshotTable OpenSnapshots(MineId mine) => SnapshotTable.InFolder(DataFolder.FolderOf(_root, mine));

    /// <inheritdoc/>
    public IPhotos Photos(MineId mine) => new PhotoFolder(DataFolder.FolderOf(_root, mine));

    /// <inheritdoc/>
    public IMineRecord Read(MineId mine) => new FolderRecord(DataFolder.FolderOf(_root, mine), mine);

    /// <inheritdoc/>
    public StoreStatus Status() => FolderStatus.Of(_root);

    /// <summary>Nothing is held open.</summary>
    public void Dispose() { }
}

/// <summary>The record of a mine in its folder.</summary>
/// <param name="folder">The mine's own folder, with <c>journal.db</c> in it.</param>
public sealed class FolderRecord(string folder, MineId mine) : IMineRecord
{
    /// <inheritdoc/>
    public MineId Mine => mine;

    /// <inheritdoc/>
    public string Name => folder;

    /// <inheritdoc/>
    public bool Exists => Directory.Exists(folder);

    /// <inheritdoc/>
    public IJournalBlocks Journal { get; } = new JournalFileBlocks(Path.Combine(folder, JournalFile.FileName), mine);

    /// <inheritdoc/>
    public IEnumerable<Snapshot> Snapshots()
    {
        if (ToRead(SnapshotTable.FileName) is not { } connection) yield break;
        using (connection)
            foreach (var snapshot in SnapshotRows.Newest(connection, long.MaxValue)) yield return snapshot;
    }

    /// <inheritdoc/>
    public HistoryReading? OpenHistory() => File.Exists(Path.Combine(folder, HistoryTables.FileName)) ? new(SqliteFile.OpenToRead(Path.Combine(folder, HistoryTables.FileName))) : null;

    /// <inheritdoc/>
    public ChainReport Check(IReadOnlyList<Checkpoint>? checkpoints = null, CancellationToken cancel = default) => ChainCheck.Check(folder, checkpoints, cancel);

    private SqliteConnection? ToRead(string file)
    {
        var path = Path.Combine(folder, file);
        try
        {
            return File.Exists(path) ? SqliteFile.OpenToRead(path) : null;
        }
        catch (SqliteException)
        {
            // Derived files may be damaged; the journal is read without them.
            return null;
        }
    }
}
