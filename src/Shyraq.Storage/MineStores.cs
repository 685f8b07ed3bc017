namespace Shyraq.Storage;

/// <summary>Opens the place where mines are kept.</summary>
public static class MineStores
{
    /// <summary>The mines in a data folder.</summary>
    public static IMineStore At(string folder) => new FolderStore(folder);
}
