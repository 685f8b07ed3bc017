using System.Collections.Immutable;
using System.Data;
using System.Data.Common;
using Npgsql;

namespace Shyraq.Storage.Postgres;

/// <summary>Tables in a schema of their own that can be made again from the journal: a schema that cannot be used is put aside, or dropped, and made anew.</summary>
internal sealed class DerivedSchema : IDerivedDatabase
{
    private readonly PostgresConnections _connections;
    private readonly long _number;
    private readonly string _part;
    private readonly Action<DbConnection>? _probe;
    private NpgsqlConnection _connection;

    /// <param name="probe">Reads what must be readable for the tables to be of use; told of each connection that is opened.</param>
    /// <exception cref="IOException">The database cannot be reached.</exception>
    public DerivedSchema(PostgresConnections connections, long number, TableSteps tables, Action<DbConnection>? probe = null)
    {
        (_connections, _number, _part, _probe) = (connections, number, tables.Part, probe);
        _connection = Connect();
        try
        {
            probe?.Invoke(_connection);
        }
        catch (Exception bad) when (bad is DbException error && IsDamage(error) || bad is InvalidCastException or ArgumentException)
        {
            BeginAnew("damaged");
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public DbConnection Connection
    {
        get
        {
            if (_connection.State == ConnectionState.Open) return _connection;
            _connection.Dispose();
            _connection = Connect();
            try
            {
                _probe?.Invoke(_connection);
            }
            catch (NpgsqlException error) when (!IsDamage(error))
            {
                _connection.Dispose();
                throw new IOException($"{Name}: {error.Message}", error);
            }
            return _connection;
        }
    }

    public string Name => $"{_connections.Name}, {PostgresStore.SchemaOf(_number, _part)}";

    public ImmutableArray<string> PutAside { get; private set; } = [];

    public bool IsDamage(DbException error) => (error as PostgresException)?.SqlState is
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted or PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.InvalidSchemaName;

    public string BeginAnew(string why)
    {
        try
        {
            var aside = Connection.Scalar("SELECT shyraq.put_aside(@mine, @part, @why)", ("@mine", _number), ("@part", _part), ("@why", why)) as string;
            if (aside is not null) PutAside = PutAside.Add(aside);
            // What the old connection had prepared means the old tables.
            _connection.Dispose();
            _connection = Connect();
            _probe?.Invoke(_connection);
            return aside ?? "";
        }
        catch (NpgsqlException error)
        {
            throw new IOException($"{Name}: {error.Message}", error);
        }
    }

    public void Dispose() => _connection.Dispose();

    private NpgsqlConnection Connect()
    {
        try
        {
            return _connections.OpenToWrite(PostgresStore.SchemaOf(_number, _part), isDurable: false);
        }
        catch (NpgsqlException error)
        {
            throw new IOException($"{Name}: {error.Message}", error);
        }
    }
}
