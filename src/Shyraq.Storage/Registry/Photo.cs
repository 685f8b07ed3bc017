using System.Security.Cryptography;

namespace Shyraq.Storage.Registry;

/// <summary>A picture of a person: what it may be, and its name, which is the SHA-256 of its bytes. The journal names a picture by that, so another cannot take its place unseen.</summary>
public static class Photo
{
    /// <summary>Largest picture, bytes.</summary>
    public const int MostBytes = 512 * 1024;

    /// <summary>The ending that tells what the bytes are: <c>jpg</c> or <c>png</c>; null when they are no such picture.</summary>
    public static string? KindOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "jpg" : bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]) ? "png" : null;

    /// <summary>Under which name a picture is kept.</summary>
    /// <exception cref="ArgumentException">It is no picture.</exception>
    internal static string NameOf(ReadOnlySpan<byte> bytes) =>
        $"{Convert.ToHexStringLower(SHA256.HashData(bytes))}.{KindOf(bytes) ?? throw new ArgumentException("neither JPEG nor PNG", nameof(bytes))}";

    /// <summary>Whether a text can be such a name: no path, nothing else.</summary>
    internal static bool IsName(string name) => name.Length == 64 + 4 && name[..64].All(char.IsAsciiHexDigitLower) && name[64..] is ".jpg" or ".png";

    /// <summary>Whether bytes are those of a name.</summary>
    internal static bool Bears(string name, byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes)) == name[..64];
}
