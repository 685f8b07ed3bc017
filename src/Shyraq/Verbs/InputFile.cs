using System.IO.Compression;

namespace Shyraq.Verbs;

/// <summary>Opens what a command line names for reading: a file, a <c>.gz</c> file, or <c>-</c> for standard input.</summary>
internal static class InputFile
{
    private const int BufferSize = 1 << 16;

    /// <summary>A stream of the plain bytes: a name that ends in <c>.gz</c> is unpacked while it is read.</summary>
    /// <exception cref="BadInputException">The file is absent, a folder, or may not be read.</exception>
    public static Stream Open(string path)
    {
        if (path == "-") return Console.OpenStandardInput();
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
            return IsGzip(path) ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new BadInputException(Directory.Exists(path) ? $"{path}: is a folder, expected a file" : $"{path}: cannot be read: {failure.Message}");
        }
    }

    /// <summary>All the plain bytes.</summary>
    /// <param name="limit">The most bytes that are taken; it also guards against a small <c>.gz</c> that unpacks to a huge file.</param>
    /// <exception cref="BadInputException">The file cannot be read, is no gzip although its name says so, or is longer than the limit.</exception>
    public static byte[] ReadAll(string path, long limit = 1L << 30)
    {
        using var stream = Open(path);
        using var all = new MemoryStream();
        var part = new byte[BufferSize];
        try
        {
            for (int read; (read = stream.Read(part)) > 0;)
            {
                if (all.Length + read > limit) throw new BadInputException($"{path}: longer than {limit} bytes, the most that is read");
                all.Write(part, 0, read);
            }
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            throw new BadInputException($"{path}: cannot be read: {failure.Message}");
        }
        return all.ToArray();
    }

    /// <summary>The name means a gzip file.</summary>
    internal static bool IsGzip(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
}
