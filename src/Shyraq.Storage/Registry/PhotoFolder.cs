namespace Shyraq.Storage.Registry;

/// <summary>
/// The pictures of a mine's people, each in a file named by the SHA-256 of its bytes: the journal names a picture by that, so another cannot take its place unseen.
/// None is ever deleted or written over. Thread-safe.
/// </summary>
public sealed class PhotoFolder(string mineFolder) : IPhotos
{
    /// <summary>Its name in the mine's folder.</summary>
    public const string Name = "photos";

    private readonly string _folder = Path.Combine(mineFolder, Name);

    /// <inheritdoc/>
    public string Keep(ReadOnlySpan<byte> bytes)
    {
        var name = Photo.NameOf(bytes);
        var path = Path.Combine(_folder, name);
        if (File.Exists(path)) return name;
        Directory.CreateDirectory(_folder);
        var half = $"{path}.{Guid.NewGuid():N}.part";
        using (var file = new FileStream(half, FileMode.CreateNew))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }
        File.Move(half, path, overwrite: true);
        return name;
    }

    /// <inheritdoc/>
    public byte[]? Find(string name)
    {
        if (!Photo.IsName(name)) return null;
        var path = Path.Combine(_folder, name);
        if (!File.Exists(path)) return null;
        var bytes = File.ReadAllBytes(path);
        return Photo.Bears(name, bytes) ? bytes : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names() => Directory.Exists(_folder) ? [.. Directory.GetFiles(_folder).Select(file => Path.GetFileName(file)).Where(Photo.IsName).Order(StringComparer.Ordinal)] : [];
}
