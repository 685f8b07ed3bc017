using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Shyraq.Core.Units;
using Shyraq.Storage;
using Shyraq.Storage.History;

namespace Shyraq.Bench.History;

/// <summary>What the tables of the day take, in whole pages, with their indexes. Of the visits a seventh counts: six more days of them are there.</summary>
internal static class StoredSize
{
    /// <param name="place">A data folder, or the connection string of a database.</param>
    public static void Tell(TextWriter to, string place)
    {
        if (place.Contains('=', StringComparison.Ordinal)) InDatabase(to, place);
        else InFolder(to, place);
    }

    private static void InFolder(TextWriter to, string folder)
    {
        var file = Path.Combine(DataFolder.FolderOf(folder, new MineId(MadeDay.Mine)), HistoryTables.FileName);
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        // The library is built without the table that tells of pages; the program of the same name has it.
        using var program = Process.Start(new ProcessStartInfo("sqlite3", ["-readonly", file, "SELECT s.tbl_name, SUM(CASE WHEN s.type = 'table' THEN d.pgsize ELSE 0 END), SUM(CASE WHEN s.type = 'index' THEN d.pgsize ELSE 0 END) FROM dbstat d JOIN sqlite_schema s ON s.name = d.name GROUP BY 1 ORDER BY SUM(d.pgsize) DESC"]) { RedirectStandardOutput = true })!;
        Tell(to, connection, [.. program.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|'))
            .Select(row => (row[0], long.Parse(row[1], CultureInfo.InvariantCulture), long.Parse(row[2], CultureInfo.InvariantCulture)))]);
    }

    private static void InDatabase(TextWriter to, string settings)
    {
        using var connection = new NpgsqlConnection(settings);
        connection.Open();
        using var number = new NpgsqlCommand("SELECT number FROM shyraq.mines WHERE id = @mine", connection);
        number.Parameters.AddWithValue("mine", MadeDay.Mine);
        using (var path = new NpgsqlCommand($"SET search_path TO mine_{number.ExecuteScalar()}_history", connection)) path.ExecuteNonQuery();
        using var command = new NpgsqlCommand("""
            SELECT c.relname::text, pg_table_size(c.oid)::bigint, pg_indexes_size(c.oid)::bigint FROM pg_class c
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' ORDER BY pg_total_relation_size(c.oid) DESC
            """, connection);
        var tables = new List<(string, long, long)>();
        using (var row = command.ExecuteReader())
            while (row.Read()) tables.Add((row.GetString(0), row.GetInt64(1), row.GetInt64(2)));
        Tell(to, connection, tables);
    }

    private static void Tell(TextWriter to, DbConnection connection, List<(string Name, long Table, long Indexes)> tables)
    {
        var fixes = Number(connection, "SELECT CAST(SUM(fixes) AS BIGINT) FROM track_sums");
        to.WriteLine($"| {fixes} fixes | bodies, bytes a fix | table | indexes |");
        to.WriteLine("| --- | ---: | ---: | ---: |");
        var (all, rest) = (0.0, (0.0, 0.0));
        foreach (var (name, table, indexes) in tables)
        {
            var share = (name == "visits" ? 1.0 / 7 : 1) / fixes;
            all += share * (table + indexes);
            if (share * (table + indexes) < 0.005) rest = (rest.Item1 + share * table, rest.Item2 + share * indexes);
            else to.WriteLine($"| `{name}` | {(name is "tracks" or "visits" or "boards" ? $"{share * Number(connection, $"SELECT CAST(SUM(LENGTH(body)) AS BIGINT) FROM {name}"):0.000}" : "")} | {share * table:0.000} | {share * indexes:0.000} |");
        }
        to.WriteLine($"| the rest | | {rest.Item1:0.000} | {rest.Item2:0.000} |");
        to.WriteLine($"| **all** | | **{all:0.00}** | |");
    }

    private static long Number(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
