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

    /// <summary>Largest picture of a person, bytes.</summary>
    public const int MostPhotoBytes = PhotoFolder.MostBytes;

    /// <summary>Keeps a picture of one of a known mine's people.</summary>
    /// <returns>The name under which <see cref="Photo"/> finds it; null when the bytes are neither JPEG nor PNG.</returns>
    /// <exception cref="IOException">It could not be written.</exception>
    public string? KeepPhoto(string mine, ReadOnlySpan<byte> bytes) => PhotoFolder.KindOf(bytes) is null ? null : new PhotoFolder(FolderOf(mine)).Put(bytes);

    /// <summary>A picture of one of a known mine's people; null when there is none of this name, or its file was changed.</summary>
    public byte[]? Photo(string mine, string name) => new PhotoFolder(FolderOf(mine)).Get(name);

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
