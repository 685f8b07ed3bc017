using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Shyraq.Storage;

/// <summary>A SQLite file that can be made again from the journal: one that cannot be used is put aside, or let go, and begun anew.</summary>
internal sealed class DerivedFile : IDerivedDatabase
{
    private readonly string _path;
    private readonly TableSteps _tables;
    private readonly bool _keepsOld;
    private readonly Action<DbConnection>? _probe;
    private SqliteConnection _connection;

    /// <param name="keepsOld">A file that cannot be used is renamed; otherwise it is deleted.</param>
    /// <param name="probe">Reads what must be readable for the file to be of use; told of each connection that is opened.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public DerivedFile(string path, TableSteps tables, bool keepsOld, Action<DbConnection>? probe = null)
    {
        (_path, _tables, _keepsOld, _probe) = (path, tables, keepsOld, probe);
        _connection = Open();
    }

    public DbConnection Connection => _connection;

    public string Name => _path;

    public ImmutableArray<string> PutAside { get; private set; } = [];

    public bool IsDamage(DbException error) => error is SqliteException sqlite && SqliteFile.IsDamage(sqlite);

    public string BeginAnew(string why)
    {
        _connection.Dispose();
        Leave(why);
        _connection = Open();
        return PutAside[^1];
    }

    public void Dispose() => _connection.Dispose();

    private SqliteConnection Open()
    {
        if (TryOpen() is { } connection) return connection;
        Leave("damaged");
        return TryOpen() ?? throw new IOException($"{_path}: cannot be used although it is new");
    }

    // The file and what SQLite keeps beside it go together under one free name.
    private void Leave(string why)
    {
        var name = FreeName(why);
        if (_keepsOld) PutAside = PutAside.Add(name);
        foreach (var ending in new[] { "", "-wal", "-shm" })
        {
            if (!File.Exists(_path + ending)) continue;
            if (_keepsOld) File.Move(_path + ending, name + ending);
            else File.Delete(_path + ending);
        }
    }

    private string FreeName(string why)
    {
        for (var n = 1; ; n++)
            if (Path.ChangeExtension(_path, $".{why}-{n}.db") is var name && !File.Exists(name)) return name;
    }

    // Null: the file is damaged, or a newer version's. NORMAL: it can be derived again, so commits need not wait for the disk.
    private SqliteConnection? TryOpen()
    {
        SqliteConnection? connection = null;
        try
        {
            connection = SqliteFile.OpenToWrite(_path, "NORMAL");
            var found = SqliteFile.SchemaOf(connection);
            if (found <= _tables.Version)
            {
                for (var step = (int)found; step < _tables.Version; step++)
                    connection.Run(string.Create(CultureInfo.InvariantCulture, $"BEGIN IMMEDIATE; {_tables.Steps[step](Dialect.Sqlite)}; PRAGMA user_version = {step + 1}; COMMIT;"));
                _probe?.Invoke(connection);
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
            throw new IOException($"{_path}: {error.Message}", error);
        }
        catch (Exception bad) when (bad is InvalidCastException or InvalidOperationException or ArgumentException)
        {
            // A value of the wrong kind: damage that SQLite itself does not see.
            connection?.Dispose();
            return null;
        }
    }
}
