namespace Shyraq.Storage;

/// <summary>How much room a disk has.</summary>
/// <param name="Free">What this process may still write, bytes.</param>
/// <param name="Size">Of the whole disk, bytes.</param>
public readonly record struct DiskRoom(long Free, long Size)
{
    /// <summary>The free share of it, 0..1.</summary>
    public double Share => Size > 0 ? (double)Free / Size : 0;

    /// <summary>The room on the disk that a folder lies on; null when the disk does not tell.</summary>
    public static DiskRoom? Of(string folder)
    {
        try
        {
            var drive = new DriveInfo(Path.GetFullPath(folder));
            return drive.TotalSize > 0 ? new(drive.AvailableFreeSpace, drive.TotalSize) : null;
        }
        catch (Exception untold) when (untold is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
