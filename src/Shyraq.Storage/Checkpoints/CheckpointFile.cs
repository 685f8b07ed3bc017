using System.Text;

namespace Shyraq.Storage.Checkpoints;

/// <summary>Checkpoints as lines of a text file that only ever grows: beside the journal, and wherever else they are to be kept. Used by one thread at a time.</summary>
public sealed class CheckpointFile(string path)
{
    /// <summary>Its name in the mine's folder.</summary>
    public const string FileName = "checkpoints.txt";

    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>The newest line that is a checkpoint; null when there is none.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public Checkpoint? Newest() => Lines(path).Reverse().Select(Checkpoint.Read).FirstOrDefault(one => one is not null);

    /// <summary>The lines in order, whatever they hold; none when there is no such file. A last line that was cut off in the writing is none.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IEnumerable<string> Lines(string path)
    {
        if (!File.Exists(path)) return [];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file, Encoding.UTF8);
        var text = reader.ReadToEnd();
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r'));
    }

    /// <summary>Adds lines, flushed to the disk before it returns.</summary>
    /// <exception cref="IOException">They could not be written.</exception>
    public void Append(IEnumerable<string> lines)
    {
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        CutTorn(file);
        file.Write(Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
        file.Flush(flushToDisk: true);
    }

    // A power cut may have left half a line at the end: it was never a statement.
    private static void CutTorn(FileStream file)
    {
        var end = file.Length;
        while (end > 0)
        {
            file.Position = end - 1;
            if (file.ReadByte() == '\n') break;
            end--;
        }
        if (end != file.Length) file.SetLength(end);
        file.Position = end;
    }
}
