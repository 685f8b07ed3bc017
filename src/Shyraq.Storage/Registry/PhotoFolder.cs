using System.Security.Cryptography;

namespace Shyraq.Storage.Registry;

/// <summary>
/// The pictures of a mine's people, each in a file named by the SHA-256 of its bytes: the journal names a picture by that, so another cannot take its place unseen.
/// None is ever deleted or written over. Thread-safe.
/// </summary>
public sealed class PhotoFolder(string mineFolder) : IPhotos
{
    /// <summary>Its name in the mine's folder.</summary>
    public const string Name = "photos";

    /// <summary>Largest picture, bytes.</summary>
    public const int MostBytes = 512 * 1024;

    private readonly string _folder = Path.Combine(mineFolder, Name);

    /// <summary>The ending that tells what the bytes are: <c>jpg</c> or <c>png</c>; null when they are no such picture.</summary>
    public static string? KindOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "jpg" : bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]) ? "png" : null;

    /// <inheritdoc/>
    public string Keep(ReadOnlySpan<byte> bytes)
    {
        var name = $"{Convert.ToHexStringLower(SHA256.HashData(bytes))}.{KindOf(bytes) ?? throw new ArgumentException("neither JPEG nor PNG", nameof(bytes))}";
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
        if (name.Length != 64 + 4 || !name[..64].All(char.IsAsciiHexDigitLower) || name[64..] is not (".jpg" or ".png")) return null;
        var path = Path.Combine(_folder, name);
        if (!File.Exists(path)) return null;
        var bytes = File.ReadAllBytes(path);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == name[..64] ? bytes : null;
    }
}
