using Microsoft.Data.Sqlite;
using Npgsql;
using Shyraq.Core.Units;
using Shyraq.Storage.Journal;
using Shyraq.Storage.Postgres;
using Shyraq.Storage.Tests.Postgres;

namespace Shyraq.Storage.Tests;

/// <summary>An empty place for mines on one of the engines, with one mine in it: what holds there must hold on both.</summary>
public abstract class Place : IDisposable
{
    public static readonly MineId Mine = new("demo");

    /// <summary>Another opening of the same place, as another process would have it.</summary>
    public abstract IMineStore Open();

    /// <summary>What somebody who holds the files or the database in hands can do: the guards are taken away, the statements run on the mine's journal.</summary>
    public abstract void Tamper(string sql);

    /// <summary>The same with what follows from the journal.</summary>
    /// <param name="part"><c>history</c> or <c>snapshots</c>.</param>
    public abstract void Tamper(string part, string sql);

    /// <summary>Runs a statement on the journal as the most that a server may do; gives what it is refused with, or null.</summary>
    public abstract string? Refusal(string sql);

    public abstract void Dispose();

    /// <summary>A place in a folder of its own.</summary>
    public sealed class InFolder : Place
    {
        private readonly TempFolder _folder = new();

        public InFolder()
        {
            Directory.CreateDirectory(Path.Combine(_folder.Path, "mines"));
            Open().Make(Mine);
        }

        /// <summary>The data folder.</summary>
        public string Root => _folder.Path;

        public override IMineStore Open() => MineStores.At(_folder.Path);

        public override void Tamper(string sql)
        {
            using var connection = Raw();
            Run(connection, "DROP TRIGGER blocks_in_order; DROP TRIGGER blocks_unchanged; DROP TRIGGER blocks_undeleted;");
            Run(connection, sql);
        }

        public override void Tamper(string part, string sql)
        {
            using var connection = Raw($"{part}.db");
            Run(connection, sql);
        }

        public override string? Refusal(string sql)
        {
            using var connection = Raw();
            return Assert.Throws<SqliteException>(() => Run(connection, sql)).Message;
        }

        public override void Dispose() => _folder.Dispose();

        private SqliteConnection Raw(string file = JournalFile.FileName)
        {
            var connection = new SqliteConnection($"Data Source={Path.Combine(DataFolder.FolderOf(_folder.Path, Mine), file)};Pooling=False;Default Timeout=1");
            connection.Open();
            return connection;
        }

        private static void Run(SqliteConnection connection, string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    /// <summary>A place in a database of its own.</summary>
    public sealed class InPostgres : Place
    {
        private readonly List<IMineStore> _opened = [];

        public InPostgres(PostgresServer? server = null)
        {
            Server = server ?? PostgresServer.Shared();
            Database = Server.NewDatabase();
            DatabaseMigration.Migrate(Server.Settings(Database, "shyraq_owner"), null, "test 1");
            Open().Make(Mine);
        }

        public PostgresServer Server { get; }

        public string Database { get; }

        public override IMineStore Open() => Open(Server.Settings(Database));

        public IMineStore Open(string settings)
        {
            _opened.Add(MineStores.In(settings));
            return _opened[^1];
        }

        public override void Tamper(string sql) => Server.Administer(Database, $"SET session_replication_role = replica; SET search_path TO mine_1; {sql}");

        public override void Tamper(string part, string sql) => Server.Administer(Database, $"SET search_path TO mine_1_{part}; {sql}");

        public override string? Refusal(string sql) => RefusalOf("shyraq_server", sql);

        /// <summary>Stops the database, changes a byte of each of these pages, whose checksum then does not fit, and starts it again.</summary>
        public void DamagePages(params ReadOnlySpan<(string Table, int Page)> pages)
        {
            List<(string Path, int Page)> places = [];
            using (var connection = Server.Connect(Database, "postgres"))
                foreach (var (table, page) in pages)
                {
                    using var command = new NpgsqlCommand($"SELECT pg_relation_filepath('{table}')", connection);
                    places.Add((Path.Combine(Server.Files, (string)command.ExecuteScalar()!), page));
                }
            Server.Stop();
            foreach (var (path, page) in places)
            {
                using var file = File.Open(path, FileMode.Open);
                var at = page * 8192L + 5000;
                Assert.True(at < file.Length, $"{path} has no page {page}");
                file.Position = at;
                var was = file.ReadByte();
                file.Position = at;
                file.WriteByte((byte)(was ^ 1));
            }
            Server.StartAgain();
        }

        public string? RefusalOf(string role, string sql)
        {
            using var connection = Server.Connect(Database, role);
            using var command = new NpgsqlCommand($"SET search_path TO mine_1; {sql}", connection);
            return Assert.Throws<PostgresException>(() => command.ExecuteNonQuery()).Message;
        }

        public override void Dispose()
        {
            foreach (var store in _opened) store.Dispose();
        }
    }
}
