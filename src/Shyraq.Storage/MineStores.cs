using Shyraq.Storage.Postgres;

namespace Shyraq.Storage;

/// <summary>Opens the place where mines are kept.</summary>
public static class MineStores
{
    /// <summary>The mines in a data folder.</summary>
    public static IMineStore At(string folder) => new FolderStore(folder);

    /// <summary>The mines in a PostgreSQL database. It is reached when something is asked of it.</summary>
    /// <param name="settings">A connection string, such as <c>Host=127.0.0.1;Database=shyraq;Username=shyraq_server</c>.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static IMineStore In(string settings) => new PostgresStore(settings);
}
