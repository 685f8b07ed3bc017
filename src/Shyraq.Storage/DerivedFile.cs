using Microsoft.Data.Sqlite;

namespace Shyraq.Storage;

/// <summary>Opens the files that can be made again from the journal: one that cannot be used is put aside and begun anew.</summary>
internal static class DerivedFile
{
    /// <param name="putAside">Takes a file of this path out of the way.</param>
    /// <param name="probe">Reads what must be readable for the file to be of use.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static SqliteConnection Open(string path, int schema, string createText, Action<string> putAside, Action<SqliteConnection>? probe = null)
    {
        if (TryOpen(path, schema, createText, probe) is { } connection) return connection;
        PutAside(path, putAside);
        return TryOpen(path, schema, createText, probe) ?? throw new IOException($"{path}: cannot be used although it is new");
    }

    /// <summary>Takes the file and its write-ahead log out of the way.</summary>
    public static void PutAside(string path, Action<string> putAside)
    {
        foreach (var part in new[] { path, path + "-wal", path + "-shm" })
            if (File.Exists(part)) putAside(part);
    }

    // Null: the file is damaged, or of another schema. NORMAL: it can be derived again, so commits need not wait for the disk.
    private static SqliteConnection? TryOpen(string path, int schema, string createText, Action<SqliteConnection>? probe)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = SqliteFile.OpenToWrite(path, "NORMAL");
            var found = SqliteFile.SchemaOf(connection);
            if (found == 0) connection.Run(createText);
            if (found == 0 || found == schema)
            {
                probe?.Invoke(connection);
                return connection;
            }
            connection.Dispose();
            return null;
        }
        catch (SqliteException error)
        {
            connection?.Dispose();
            // Code 1: the tables are not as expected, so the file is another's or half made.
            if (SqliteFile.IsDamage(error) || error.SqliteErrorCode == 1) return null;
            throw new IOException($"{path}: {error.Message}", error);
        }
        catch (Exception bad) when (bad is InvalidCastException or InvalidOperationException or ArgumentException)
        {
            // A value of the wrong kind: damage that SQLite itself does not see.
            connection?.Dispose();
            return null;
        }
    }
}
