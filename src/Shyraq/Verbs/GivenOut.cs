using System.IO.Compression;
using System.Security.Cryptography;

namespace Shyraq.Verbs;

/// <summary>Writes a file that leaves the record. It is whole under another name first; only when it is on record who takes it, with its hash, it gets its own.</summary>
internal static class GivenOut
{
    private const int BufferSize = 1 << 16;

    /// <summary>Writes it.</summary>
    /// <param name="path">A path, one that ends in .gz for a packed file, or - for standard output.</param>
    /// <param name="record">Told the hexadecimal SHA-256 of the file; what it throws keeps the file back.</param>
    public static async Task<T> Write<T>(string path, Func<Stream, Task<T>> write, Func<string, Task> record)
    {
        if (path != "-" && Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        var half = path == "-" ? Path.GetTempFileName() : path + ".part";
        try
        {
            T outcome;
            await using (var file = new FileStream(half, FileMode.Create, FileAccess.Write, FileShare.None, BufferSize))
            await using (var plain = InputFile.IsGzip(path) ? new GZipStream(file, CompressionLevel.Optimal) : (Stream)file)
                outcome = await write(plain);
            await using (var file = new FileStream(half, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize))
            {
                await record(Convert.ToHexStringLower(await SHA256.HashDataAsync(file)));
                file.Position = 0;
                if (path == "-") await file.CopyToAsync(Console.OpenStandardOutput());
            }
            if (path != "-") File.Move(half, path, overwrite: true);
            return outcome;
        }
        finally
        {
            File.Delete(half);
        }
    }
}
