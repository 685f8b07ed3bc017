using System.Collections.Immutable;
using Npgsql;
using Shyraq.Core.Units;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Postgres;

/// <summary>Looks at a database as whoever looks after it wants to know it.</summary>
internal static class DatabaseStatus
{
    public static StoreStatus Of(PostgresConnections connections) => connections.Ask(null, connection =>
    {
        var engine = $"PostgreSQL {connection.Scalar("SHOW server_version")}";
        if (DatabaseVersion.Of(connection) == 0) return new(connections.Name, engine, Versions(connection, 0), ["it holds no mines yet: run 'shyraq db migrate'"], []);
        return new StoreStatus(connections.Name, engine, Versions(connection, DatabaseVersion.Of(connection)), Warnings(connection), Mines(connection, connections.Name));
    });

    private static ImmutableArray<PartVersion> Versions(NpgsqlConnection connection, long database) =>
    [
        new("database", database, DatabaseSteps.All.Length),
        .. DatabaseVersion.Parts.Select(part => new PartVersion(part.Part, database == 0 ? 0 : DatabaseVersion.Of(connection, part.Part), part.Steps.Count)),
    ];

    private static ImmutableArray<string> Warnings(NpgsqlConnection connection)
    {
        List<string> warnings = [];
        if (connection.Scalar("SHOW fsync") is "off") warnings.Add("fsync is off: a power cut may take what was acknowledged, or all");
        if (connection.Scalar("SHOW full_page_writes") is "off") warnings.Add("full_page_writes is off: a power cut may tear pages");
        if (connection.Scalar("SHOW data_checksums") is "off") warnings.Add("data checksums are off: a page that the disk damaged may go unnoticed until its block is read");
        if (connection.Scalar("SELECT bool_or(has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE')) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relname = 'blocks' AND n.nspname ~ '^mine_[0-9]+$'") is true)
            warnings.Add($"the role {connection.Scalar("SELECT current_user")} of this connection may change the record: servers should use one that may not, such as {DatabaseSteps.ServerRole}");
        return [.. warnings];
    }

    private static ImmutableArray<MineStatus> Mines(NpgsqlConnection connection, string name)
    {
        List<(MineId Mine, long Number)> mines = [];
        using (var command = connection.Statement("SELECT id, number FROM shyraq.mines ORDER BY id"))
        using (var row = command.ExecuteReader())
            while (row.Read()) mines.Add((new(row.GetString(0)), row.GetInt64(1)));
        var bytes = Bytes(connection);
        return [.. mines.Select(mine => new MineStatus(mine.Mine, Head(connection, name, mine.Mine, mine.Number), DatabaseVersion.Parts.ToImmutableSortedDictionary(
            part => part.Part, part => bytes.GetValueOrDefault(PostgresStore.SchemaOf(mine.Number, part.Part)), StringComparer.Ordinal))),];
    }

    private static JournalHead? Head(NpgsqlConnection connection, string name, MineId mine, long number)
    {
        connection.Run($"SET search_path TO {PostgresStore.SchemaOf(number)}");
        return PostgresBlocks.HeadOf(connection, name, mine) is { Sequence: > 0 } head ? head : null;
    }

    private static Dictionary<string, long> Bytes(NpgsqlConnection connection)
    {
        using var command = connection.Statement("SELECT n.nspname::text, sum(pg_total_relation_size(c.oid))::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname LIKE 'mine\\_%' GROUP BY 1");
        using var row = command.ExecuteReader();
        var bytes = new Dictionary<string, long>(StringComparer.Ordinal);
        while (row.Read()) bytes[row.GetString(0)] = row.GetInt64(1);
        return bytes;
    }
}
