using System.Globalization;
using System.Text;
using Shyraq.Core.Units;

namespace Shyraq.Storage;

/// <summary>Another server uses the data folder.</summary>
public sealed class DataFolderInUseException(string message, Exception cause) : IOException(message, cause);

/// <summary>The folder that holds everything a server keeps: <c>mines/MINE/</c> for each mine, and the lock of the server that uses it.</summary>
public sealed class DataFolder : IDisposable
{
    /// <summary>Longest folder name of a mine in bytes; file systems stop at 255.</summary>
    public const int MostNameBytes = 200;

    private const string LockName = "shyraq.lock";

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held) => (Root, _lock) = (path, held);

    /// <summary>The full path.</summary>
    public string Root { get; }

    /// <summary>Takes a data folder for this process alone, making it when it is not there. The lock goes with the process, however that ends.</summary>
    /// <exception cref="DataFolderInUseException">Another server holds it.</exception>
    /// <exception cref="IOException">It cannot be made or written.</exception>
    public static DataFolder Take(string path)
    {
        var root = Path.GetFullPath(path);
        Directory.CreateDirectory(MinesIn(root));
        var name = Path.Combine(root, LockName);
        FileStream held;
        try
        {
            held = new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException cause) when (cause is not (DirectoryNotFoundException or PathTooLongException) && !DiskRefusal.IsOne(cause) && Directory.Exists(root))
        {
            throw new DataFolderInUseException($"another server uses the data folder {root} (it holds {name}); stop it or choose another folder", cause);
        }
        // For whoever looks into the file; the lock itself is the open handle.
        held.SetLength(0);
        held.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}\n")));
        held.Flush();
        return new(root, held);
    }

    /// <summary>The folder of a mine; it need not exist.</summary>
    public string FolderOf(MineId mine) => FolderOf(Root, mine);

    /// <summary>The folder of a mine under a data folder that this process does not hold.</summary>
    public static string FolderOf(string root, MineId mine) => Path.Combine(MinesIn(root), FolderName(mine));

    /// <summary>The mines that have a folder, in order of id.</summary>
    public IReadOnlyList<MineId> Mines() => Mines(Root);

    /// <summary>The mines under a data folder that this process does not hold, in order of id.</summary>
    /// <exception cref="DirectoryNotFoundException">It is no data folder.</exception>
    public static IReadOnlyList<MineId> Mines(string root) =>
        [.. Directory.GetDirectories(MinesIn(root)).Select(folder => MineNamed(Path.GetFileName(folder))).OfType<MineId>().OrderBy(mine => mine.Value, StringComparer.Ordinal)];

    /// <summary>Whether a mine's id can name a folder: not empty, and at most <see cref="MostNameBytes"/> once written safely.</summary>
    public static bool CanHold(MineId mine) => mine.Value is { Length: > 0 } && FolderName(mine).Length <= MostNameBytes;

    /// <summary>A mine's id as a folder name: letters, digits, <c>-</c> and <c>_</c> of ASCII as they are, all else as <c>%XX</c> of UTF-8.</summary>
    public static string FolderName(MineId mine)
    {
        var name = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(mine.Value))
            _ = char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_' ? name.Append((char)b) : name.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        return name.ToString();
    }

    /// <summary>Lets another process take the folder.</summary>
    public void Dispose() => _lock.Dispose();

    private static string MinesIn(string root) => Path.Combine(root, "mines");

    // Null: a folder that is none of ours, such as one that somebody copied aside.
    private static MineId? MineNamed(string folder) =>
        new MineId(Uri.UnescapeDataString(folder)) is var mine && mine.Value.Length > 0 && FolderName(mine) == folder ? mine : null;
}
