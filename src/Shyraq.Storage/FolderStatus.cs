using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Shyraq.Core.Units;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage;

/// <summary>Looks at a data folder as whoever looks after it wants to know it.</summary>
internal static class FolderStatus
{
    private static readonly (string Part, string File, long Known)[] Parts =
    [
        ("journal", JournalFile.FileName, JournalFile.Schema),
        ("history", HistoryTables.FileName, HistorySchema.Tables.Version),
        ("snapshots", SnapshotTable.FileName, SnapshotTable.Tables.Version),
    ];

    public static StoreStatus Of(string root)
    {
        var mines = DataFolder.Mines(root);
        using var memory = new SqliteConnection("Data Source=:memory:");
        memory.Open();
        List<string> warnings = [];
        // The oldest version found: files are brought up one by one, as their mines are opened.
        ImmutableArray<PartVersion> versions = [.. Parts.Select(part => new PartVersion(part.Part,
            mines.Select(mine => Version(Path.Combine(DataFolder.FolderOf(root, mine), part.File), warnings)).OfType<long>().DefaultIfEmpty(0).Min(), part.Known))];
        return new(root, $"SQLite {memory.ServerVersion}", versions, [.. warnings], [.. mines.Select(mine => Mine(DataFolder.FolderOf(root, mine), mine))]);
    }

    private static MineStatus Mine(string folder, MineId mine)
    {
        JournalHead? head = null;
        try
        {
            head = new FolderRecord(folder, mine).Journal.Head is { Sequence: > 0 } found ? found : null;
        }
        catch (JournalDamagedException)
        {
            // No journal yet, or one that cannot be read: the warnings say so.
        }
        return new(mine, head, Parts.ToImmutableSortedDictionary(part => part.Part, part => Bytes(Path.Combine(folder, part.File)), StringComparer.Ordinal));
    }

    private static long? Version(string path, List<string> warnings)
    {
        if (!File.Exists(path)) return null;
        try
        {
            using var connection = SqliteFile.OpenToRead(path);
            return SqliteFile.SchemaOf(connection);
        }
        catch (SqliteException error)
        {
            warnings.Add($"{path}: {error.Message}");
            return null;
        }
    }

    private static long Bytes(string path) => new[] { path, path + "-wal" }.Where(File.Exists).Sum(file => new FileInfo(file).Length);
}
