using Microsoft.Data.Sqlite;
using Shyraq.Core.Units;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Tests.Journal;

/// <summary>Small journals for the tests.</summary>
internal static class Journals
{
    public static readonly MineId Mine = new("demo");

    public static JournalFile Open(TempFolder folder) => JournalFile.Open(folder.Path, Mine, "test 1");

    /// <summary>Appends blocks with bodies that differ; returns what was durable.</summary>
    public static List<JournalBlock> Fill(IJournal journal, int blocks, int bodyBytes = 5)
    {
        List<JournalBlock> made = [];
        for (var i = 0; i < blocks; i++)
        {
            var number = journal.Head.Sequence + 1;
            var body = Enumerable.Range(0, bodyBytes).Select(n => (byte)(n * 31 + number)).ToArray();
            var time = new Instant(1_000_000 * number);
            var head = Assert.IsType<Appended.Durable>(journal.Append(time, (int)number % 3 + 1, (int)number * 2, body)).Head;
            made.Add(new(head.Sequence, time, (int)number % 3 + 1, (int)number * 2, body, head.Hash));
        }
        return made;
    }

    /// <summary>A folder with a closed journal of some blocks.</summary>
    public static TempFolder Closed(int blocks, int bodyBytes = 5)
    {
        var folder = new TempFolder();
        using var journal = Open(folder);
        Fill(journal, blocks, bodyBytes);
        return folder;
    }

    /// <summary>What somebody with the file in hands can do: the guards are dropped, the statements run.</summary>
    public static void Tamper(TempFolder folder, string sql)
    {
        using var connection = Raw(folder);
        Run(connection, "DROP TRIGGER blocks_in_order; DROP TRIGGER blocks_unchanged; DROP TRIGGER blocks_undeleted;");
        Run(connection, sql);
    }

    /// <summary>What somebody who knows the format can do: another body for a block, and every hash from there on computed anew.</summary>
    public static void RewriteFrom(TempFolder folder, long sequence, byte[] body)
    {
        var blocks = JournalReader.ReadFolder(folder.Path, Mine).ToList();
        Tamper(folder, "");
        using var connection = Raw(folder);
        var previous = sequence == 1 ? BlockHash.Genesis(Mine) : blocks[(int)sequence - 2].Hash;
        foreach (var block in blocks.Skip((int)sequence - 1))
        {
            var content = block.Sequence == sequence ? body : block.Body;
            previous = BlockHash.Next(previous, block.Sequence, block.Time, block.Inputs, block.Sightings, content);
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE blocks SET body = $body, hash = $hash WHERE sequence = $sequence";
            command.Parameters.AddWithValue("$body", content);
            command.Parameters.AddWithValue("$hash", previous.ToArray());
            command.Parameters.AddWithValue("$sequence", block.Sequence);
            command.ExecuteNonQuery();
        }
    }

    public static SqliteConnection Raw(TempFolder folder, string file = JournalFile.FileName)
    {
        var connection = new SqliteConnection($"Data Source={System.IO.Path.Combine(folder.Path, file)};Pooling=False;Default Timeout=1");
        connection.Open();
        return connection;
    }

    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static bool Same(JournalBlock a, JournalBlock b) =>
        a.Sequence == b.Sequence && a.Time == b.Time && a.Inputs == b.Inputs && a.Sightings == b.Sightings && a.Hash == b.Hash && a.Body.AsSpan().SequenceEqual(b.Body);
}
