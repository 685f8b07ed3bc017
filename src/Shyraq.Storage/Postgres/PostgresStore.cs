using System.Collections.Concurrent;
using System.Globalization;
using Shyraq.Core.Units;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;
using Shyraq.Storage.Registry;

namespace Shyraq.Storage.Postgres;

/// <summary>Mines in a PostgreSQL database, each part of a record in a schema of its own. Several servers may share the database; each mine is written by one of them at a time.</summary>
internal sealed class PostgresStore : IMineStore
{
    private readonly PostgresConnections _connections;
    private readonly ConcurrentDictionary<MineId, long> _numbers = new();

    /// <exception cref="FormatException">The settings are no connection string.</exception>
    public PostgresStore(string settings) => _connections = new(settings);

    public string Name => _connections.Name;

    public IReadOnlyList<MineId> Mines() => _connections.Ask(null, connection =>
    {
        DatabaseVersion.Check(connection, Name);
        using var command = connection.Statement("SELECT id, number FROM shyraq.mines ORDER BY id");
        using var row = command.ExecuteReader();
        List<MineId> mines = [];
        while (row.Read())
        {
            mines.Add(new(row.GetString(0)));
            _numbers[mines[^1]] = row.GetInt64(1);
        }
        return mines;
    });

    // The folder of what a server writes beside the record must be possible as well.
    public bool CanHold(MineId mine) => DataFolder.CanHold(mine) && !mine.Value.Contains('\0', StringComparison.Ordinal);

    public void Make(MineId mine) => _numbers[mine] = _connections.Ask(null, connection =>
    {
        DatabaseVersion.Check(connection, Name);
        return (long)connection.Scalar("SELECT shyraq.make_mine(@mine)", ("@mine", mine.Value))!;
    });

    public IJournal OpenJournal(MineId mine, string writer) => PostgresJournal.Open(_connections, NumberOf(mine), mine, writer);

    public HistoryTables OpenHistory(MineId mine, Func<long, BlockHash?> hashOf) =>
        new(probe => new DerivedSchema(_connections, NumberOf(mine), HistorySchema.Tables, probe), hashOf);

    public SnapshotTable OpenSnapshots(MineId mine) => new(new DerivedSchema(_connections, NumberOf(mine), SnapshotTable.Tables));

    public IPhotos Photos(MineId mine) => new PhotoTable(_connections, SchemaOf(NumberOf(mine)));

    public IMineRecord Read(MineId mine) => new PostgresRecord(_connections, mine, Number(mine));

    public StoreStatus Status() => DatabaseStatus.Of(_connections);

    public void Dispose() => _connections.Dispose();

    /// <summary>The schema of a part of a mine's record; it needs no quotes.</summary>
    public static string SchemaOf(long number, string part = JournalSteps.Part) =>
        string.Create(CultureInfo.InvariantCulture, $"mine_{number}{(part == JournalSteps.Part ? "" : "_" + part)}");

    private long NumberOf(MineId mine) => Number(mine) ?? throw new IOException($"{Name}: no mine '{mine}'");

    private long? Number(MineId mine)
    {
        if (_numbers.TryGetValue(mine, out var known)) return known;
        var found = _connections.Ask(null, connection =>
        {
            DatabaseVersion.Check(connection, Name);
            return connection.Scalar("SELECT number FROM shyraq.mines WHERE id = @mine", ("@mine", mine.Value)) as long?;
        });
        if (found is { } number) _numbers[mine] = number;
        return found;
    }
}
