using Microsoft.Data.Sqlite;

namespace Shyraq.Storage;

/// <summary>How SQLite files are opened here.</summary>
internal static class SqliteFile
{
    // Primary result codes, https://www.sqlite.org/rescode.html
    public const int Busy = 5, Locked = 6, ReadOnly = 8, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    /// <summary>Opens for writing with a write-ahead log, so that readers never wait.</summary>
    /// <param name="synchronous"><c>FULL</c>: flushed at each commit; <c>NORMAL</c>: a power cut may lose the newest commits but never mix them up.</param>
    public static SqliteConnection OpenToWrite(string path, string synchronous)
    {
        var connection = Open(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            connection.Run($"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous};");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens for reading; a writer in this or another process goes on meanwhile.</summary>
    public static SqliteConnection OpenToRead(string path) => Open(path, SqliteOpenMode.ReadOnly);

    /// <summary>The schema version that the file carries; 0 in a new one.</summary>
    public static long SchemaOf(SqliteConnection connection) => (long)(connection.Scalar("PRAGMA user_version") ?? 0L);

    /// <summary>Whether the error says that the file itself is bad, not the disk or another process.</summary>
    public static bool IsDamage(SqliteException error) => error.SqliteErrorCode is Corrupt or NotADatabase;

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        // Without the pool: closing closes the file. The time-out is for a lock that another process holds, in seconds.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 5 }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
