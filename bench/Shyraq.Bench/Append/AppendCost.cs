using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;
using Shyraq.Core.Units;
using Shyraq.Storage;
using Shyraq.Storage.Journal;

namespace Shyraq.Bench.Append;

/// <summary>Appends block after block, each durable before the next, and does the least that an engine can do for as many bytes.</summary>
internal static class AppendCost
{
    private static readonly MineId Mine = new("append");

    public static void Tell(TextWriter to, string folder, string database, int blocks, int bytes)
    {
        Directory.CreateDirectory(Path.Combine(folder, "mines"));
        var body = new byte[bytes];
        new Random(1).NextBytes(body);
        to.WriteLine($"{blocks} times {bytes} bytes, each durable before the next.");
        to.WriteLine();
        to.WriteLine("| | median | p99 | a second |");
        to.WriteLine("| --- | ---: | ---: | ---: |");
        using (var file = new FileStream(Path.Combine(folder, "bare"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 0))
            Row(to, "bytes behind a file, and its flush", blocks, _ =>
            {
                file.Write(body);
                file.Flush(flushToDisk: true);
            });
        using (var bare = new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")};Pooling=False"))
        {
            bare.Open();
            Run(bare, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE bare (body BLOB NOT NULL)");
            using var insert = bare.CreateCommand();
            insert.CommandText = "INSERT INTO bare (body) VALUES (@body)";
            insert.Parameters.AddWithValue("@body", body);
            Row(to, "SQLite: a bare commit", blocks, _ => insert.ExecuteNonQuery());
        }
        using (var store = MineStores.At(folder)) Journal(to, "SQLite: a block of the journal", store, blocks, body);
        if (database.Length == 0) return;
        using (var bare = new NpgsqlConnection(database + ";Pooling=false"))
        {
            bare.Open();
            using var nothing = new NpgsqlCommand("SELECT 1", bare);
            nothing.Prepare();
            Row(to, "PostgreSQL: a question and its answer", blocks, _ => nothing.ExecuteScalar());
            // Into the write-ahead log alone: no table, no index.
            using var commit = new NpgsqlCommand("SELECT pg_logical_emit_message(true, 'bare', @body)", bare);
            commit.Parameters.AddWithValue("body", body);
            commit.Prepare();
            Row(to, "PostgreSQL: a bare commit", blocks, _ => commit.ExecuteScalar());
        }
        using (var store = MineStores.In(database)) Journal(to, "PostgreSQL: a block of the journal", store, blocks, body);
    }

    private static void Journal(TextWriter to, string what, IMineStore store, int blocks, byte[] body)
    {
        store.Make(Mine);
        using var journal = store.OpenJournal(Mine, "bench");
        var first = Instant.Max(journal.Head.Time, Instant.From(TimeProvider.System.GetUtcNow()));
        Row(to, what, blocks, i =>
        {
            if (journal.Append(first.PlusSeconds(i * 0.001), 1, 500, body) is not Appended.Durable) throw new IOException($"block {i} was not taken");
        });
    }

    private static void Row(TextWriter to, string what, int times, Action<int> once)
    {
        const int Warm = 50;
        for (var i = 0; i < Warm; i++) once(i);
        var took = new double[times];
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            once(Warm + i);
            took[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        Array.Sort(took);
        to.WriteLine($"| {what} | {took[times / 2]:0.00} ms | {took[(int)(times * 0.99)]:0.00} ms | {times / seconds:0} |");
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
