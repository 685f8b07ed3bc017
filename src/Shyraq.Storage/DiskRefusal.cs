using Shyraq.Storage.Journal;

namespace Shyraq.Storage;

/// <summary>Whether a disk takes nothing more, and why: what SQLite calls an I/O error may be a file system that the kernel made read-only.</summary>
internal static class DiskRefusal
{
    // Linux, and Windows: ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL, ERROR_WRITE_PROTECT.
    private const int NoSpace = 28, ReadOnly = 30, WindowsDiskFull = 112, WindowsHandleDiskFull = 39, WindowsWriteProtect = 19;

    /// <summary>Whether an error says that the disk is full or read-only.</summary>
    public static bool IsOne(IOException error) => ReasonOf(error) is not null;

    /// <summary>Asks the disk itself by writing a file of one byte into a folder; null when that can be done.</summary>
    public static AppendFailure? Of(string folder)
    {
        try
        {
            using var probe = new FileStream(Path.Combine(folder, $"probe.{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            probe.WriteByte(1);
            return null;
        }
        catch (IOException error)
        {
            return ReasonOf(error);
        }
        catch (UnauthorizedAccessException)
        {
            return AppendFailure.ReadOnly;
        }
    }

    private static AppendFailure? ReasonOf(IOException error) => (error.HResult & 0xFFFF) switch
    {
        NoSpace or WindowsDiskFull or WindowsHandleDiskFull => AppendFailure.DiskFull,
        ReadOnly or WindowsWriteProtect => AppendFailure.ReadOnly,
        _ => null,
    };
}
