using System.IO.Compression;

namespace Shyraq.Verbs;

/// <summary>Opens what a command line names for writing: a file, a <c>.gz</c> file, or <c>-</c> for standard output.</summary>
internal static class OutputFile
{
    private const int BufferSize = 1 << 16;

    /// <summary>A stream that takes the plain bytes: a name that ends in <c>.gz</c> is packed while it is written. An existing file is replaced, an absent folder made.</summary>
    /// <exception cref="IOException">The file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static Stream Create(string path)
    {
        if (path == "-") return Console.OpenStandardOutput();
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, BufferSize);
        return InputFile.IsGzip(path) ? new GZipStream(file, CompressionLevel.Optimal) : file;
    }
}
