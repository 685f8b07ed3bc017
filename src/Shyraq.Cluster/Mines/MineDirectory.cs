using System.Collections.Concurrent;
using Shyraq.Core.Units;
using Shyraq.Storage;

namespace Shyraq.Cluster.Mines;

/// <summary>The mines of this server: those in its store, and those made since it started. Thread-safe.</summary>
public sealed class MineDirectory
{
    private readonly DataFolder _data;
    private readonly ConcurrentDictionary<string, byte> _mines = new(StringComparer.Ordinal);

    internal MineDirectory(DataFolder data, IMineStore store)
    {
        (_data, Store) = (data, store);
        foreach (var mine in store.Mines()) _mines[mine.Value] = 0;
    }

    /// <summary>Where the mines are kept.</summary>
    internal IMineStore Store { get; }

    /// <summary>The ids, in order.</summary>
    public IReadOnlyList<string> All() => [.. _mines.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether there is a mine of this id.</summary>
    public bool Knows(string mine) => _mines.ContainsKey(mine);

    /// <summary>Largest picture of a person, bytes.</summary>
    public const int MostPhotoBytes = Storage.Registry.Photo.MostBytes;

    /// <summary>Keeps a picture of one of a known mine's people.</summary>
    /// <returns>The name under which <see cref="Photo"/> finds it; null when the bytes are neither JPEG nor PNG.</returns>
    /// <exception cref="IOException">It could not be written.</exception>
    public string? KeepPhoto(string mine, ReadOnlySpan<byte> bytes) => Storage.Registry.Photo.KindOf(bytes) is null ? null : Store.Photos(new(mine)).Keep(bytes);

    /// <summary>A picture of one of a known mine's people; null when there is none of this name, or its file was changed.</summary>
    public byte[]? Photo(string mine, string name) => Store.Photos(new(mine)).Find(name);

    /// <summary>The record of a known mine to read, while it is written.</summary>
    public IMineRecord Record(string mine) => Store.Read(new(mine));

    /// <summary>Learns of mines that came to the store since.</summary>
    internal void LookAgain()
    {
        foreach (var mine in Store.Mines()) _mines.TryAdd(mine.Value, 0);
    }

    /// <summary>Whether a mine of this id could be made: it must be possible to keep it.</summary>
    internal bool CanHold(string mine) => Store.CanHold(new MineId(mine));

    /// <summary>Makes room for a mine; from now on it is known.</summary>
    internal void Make(string mine)
    {
        Store.Make(new(mine));
        _mines[mine] = 0;
    }

    /// <summary>The folder on this server's disk for what is written beside the record of a known mine, made when it is not there.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    internal string FolderOf(string mine) => Directory.CreateDirectory(_data.FolderOf(new MineId(mine))).FullName;
}
