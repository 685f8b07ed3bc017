using System.Collections.Concurrent;
using Shyraq.Core.Units;
using Shyraq.Storage;
using Shyraq.Storage.Registry;

namespace Shyraq.Cluster.Mines;

/// <summary>The mines of this server: those with a folder on its disk, and those made since it started. Thread-safe.</summary>
public sealed class MineDirectory
{
    private readonly DataFolder _data;
    private readonly ConcurrentDictionary<string, byte> _mines = new(StringComparer.Ordinal);

    internal MineDirectory(DataFolder data)
    {
        _data = data;
        foreach (var mine in data.Mines()) _mines[mine.Value] = 0;
    }

    /// <summary>The ids, in order.</summary>
    public IReadOnlyList<string> All() => [.. _mines.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether there is a mine of this id.</summary>
    public bool Knows(string mine) => _mines.ContainsKey(mine);

    /// <summary>The pictures of a mine's people; null when there is no mine of this id.</summary>
    public PhotoFolder? PhotosOf(string mine) => Knows(mine) ? new(FolderOf(mine)) : null;

    /// <summary>Whether a mine of this id could be made: its name must fit a file system.</summary>
    internal static bool CanHold(string mine) => DataFolder.CanHold(new MineId(mine));

    /// <summary>The folder of a mine, made when it is not there; from now on the mine is known.</summary>
    internal string Make(string mine)
    {
        var folder = _data.FolderOf(new MineId(mine));
        Directory.CreateDirectory(folder);
        _mines[mine] = 0;
        return folder;
    }

    /// <summary>The folder of a known mine.</summary>
    internal string FolderOf(string mine) => _data.FolderOf(new MineId(mine));
}
