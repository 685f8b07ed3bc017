using System.Security.Cryptography;

namespace Shyraq.Storage.Registry;

/// <summary>
/// The pictures of a mine's people, each in a file named by the SHA-256 of its bytes: the journal names a picture by that, so another cannot take its place unseen.
/// None is ever deleted or written over. Thread-safe.
/// </summary>
public sealed class PhotoFolder(string mineFolder)
{
    /// <summary>Its name in the mine's folder.</summary>
    public const string Name = "photos";

    /// <summary>Largest picture, bytes.</summary>
    public const int MostBytes = 512 * 1024;

    private readonly string _folder = Path.Combine(mineFolder, Name);

    /// <summary>The ending that tells what the bytes are: <c>jpg</c> or <c>png</c>; null when they are no such picture.</summary>
    public static string? KindOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "jpg" : bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]) ? "png" : null;

    /// <summary>Keeps a picture; one that is there already is kept as it is.</summary>
    /// <returns>The name of its file.</returns>
    /// <exception cref="ArgumentException">It is no picture.</exception>
    /// <exception cref="IOException">It could not be written.</exception>
    public string Put(ReadOnlySpan<byte> bytes)
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

    /// <summary>The picture of a name that <see cref="Put"/> gave; null when there is none, or its bytes are not those of its name any more.</summary>
    public byte[]? Get(string name)
    {
        if (name.Length != 64 + 4 || !name[..64].All(char.IsAsciiHexDigitLower) || name[64..] is not (".jpg" or ".png")) return null;
        var path = Path.Combine(_folder, name);
        if (!File.Exists(path)) return null;
        var bytes = File.ReadAllBytes(path);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == name[..64] ? bytes : null;
    }
}
