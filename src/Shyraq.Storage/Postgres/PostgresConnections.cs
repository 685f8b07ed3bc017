using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Shyraq.Storage.Postgres;

/// <summary>Opens connections to one database. Readers share a pool; who writes has a connection of its own. Thread-safe.</summary>
internal sealed class PostgresConnections : IDisposable
{
    // A server that vanished without a word is noticed, and its lock let go, within half a minute; seconds.
    private const string KeepAlive = "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";

    // How often a database that fell is asked whether it is there again.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly string _settings;
    private readonly NpgsqlDataSource _pool;

    /// <exception cref="FormatException">The settings are no connection string.</exception>
    public PostgresConnections(string settings)
    {
        try
        {
            var parsed = new NpgsqlConnectionStringBuilder(settings);
            if (string.IsNullOrEmpty(parsed.ApplicationName)) parsed.ApplicationName = "shyraq";
            parsed.Options = string.Join(' ', new[] { KeepAlive, parsed.Options }.Where(part => !string.IsNullOrEmpty(part)));
            _settings = parsed.ToString();
            Name = string.Create(CultureInfo.InvariantCulture, $"postgresql://{parsed.Host}:{parsed.Port}/{parsed.Database ?? parsed.Username}");
            _pool = NpgsqlDataSource.Create(parsed);
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new FormatException($"the database's connection string cannot be used: {wrong.Message} Expected is something like 'Host=127.0.0.1;Database=shyraq;Username=shyraq_server'", wrong);
        }
    }

    /// <summary>For people: where the database is, without a password.</summary>
    public string Name { get; }

    /// <summary>After a fall PostgreSQL looks through its newest changes before it lets anybody in: how long that is waited for.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A connection of the pool; names of tables mean those of a schema.</summary>
    /// <exception cref="IOException">The database cannot be reached.</exception>
    public NpgsqlConnection Rent(string? schema = null)
    {
        try
        {
            return Open(schema ?? "shyraq");
        }
        catch (NpgsqlException error)
        {
            throw new IOException($"{Name}: {error.Message}", error);
        }
    }

    /// <summary>Asks something over a connection of the pool.</summary>
    /// <exception cref="IOException">The database cannot be reached, or refuses.</exception>
    public T Ask<T>(string? schema, Func<NpgsqlConnection, T> ask)
    {
        try
        {
            using var connection = Rent(schema);
            return ask(connection);
        }
        catch (NpgsqlException error)
        {
            throw new IOException($"{Name}: {error.Message}", error);
        }
    }

    /// <summary>Reads what may be so damaged that PostgreSQL itself falls over it: once more when it is there again, and then no more.</summary>
    /// <param name="fallen">What is to be taken of it instead.</param>
    /// <exception cref="IOException">The database cannot be reached.</exception>
    /// <exception cref="NpgsqlException">It refuses, or what is read is damaged.</exception>
    public T Twice<T>(string schema, Func<NpgsqlConnection, T> read, Func<T> fallen)
    {
        var (falls, since) = (0, 0L);
        while (true)
        {
            try
            {
                using var connection = Open(schema);
                return Read(connection);
            }
            catch (NpgsqlException lost) when (IsLost(lost))
            {
                if (since == 0) since = Stopwatch.GetTimestamp();
                while (!IsThere())
                    if (Stopwatch.GetElapsedTime(since) > Patience) throw new IOException($"{Name}: {lost.Message}", lost);
                if (falls == 2) return fallen();
                if (Stopwatch.GetElapsedTime(since) > Patience) throw new IOException($"{Name}: {lost.Message}", lost);
            }
        }

        T Read(NpgsqlConnection connection)
        {
            try
            {
                return read(connection);
            }
            catch (NpgsqlException lost) when (lost is not PostgresException && IsLost(lost))
            {
                // Whoever falls says nothing any more; those who are sent away because another fell, or the database ends, are told so.
                falls++;
                throw;
            }
        }
    }

    // Not one that is only slow.
    private static bool IsLost(NpgsqlException error) => error.InnerException is not TimeoutException && (error is not PostgresException || error.SqlState?.StartsWith("57P", StringComparison.Ordinal) == true);

    private bool IsThere()
    {
        // The others are sent away a moment after the one that fell.
        Task.Delay(Pause).GetAwaiter().GetResult();
        _pool.Clear();
        try
        {
            using var connection = Try("shyraq");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>A connection that is closed when it is let go, for who writes.</summary>
    /// <param name="isDurable">A commit returns when it is on the disk; otherwise the newest may be lost in a power cut, as befits what can be derived again.</param>
    /// <exception cref="NpgsqlException">The database cannot be reached.</exception>
    public NpgsqlConnection OpenToWrite(string schema, bool isDurable)
    {
        var settings = new NpgsqlConnectionStringBuilder(_settings) { Pooling = false, SearchPath = schema, MaxAutoPrepare = 50, AutoPrepareMinUsages = 2 };
        settings.Options = $"{settings.Options} -c synchronous_commit={(isDurable ? "on" : "off")}";
        var connection = new NpgsqlConnection(settings.ToString());
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

    public void Dispose() => _pool.Dispose();

    private NpgsqlConnection Open(string schema)
    {
        try
        {
            return Try(schema);
        }
        catch (NpgsqlException stale) when (stale is not PostgresException || stale.SqlState?.StartsWith("57P", StringComparison.Ordinal) == true)
        {
            // The pool may hold connections from before the database was started again.
            _pool.Clear();
        }
        return Try(schema);
    }

    private NpgsqlConnection Try(string schema)
    {
        var connection = _pool.OpenConnection();
        try
        {
            connection.Run($"SET search_path TO {schema}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
