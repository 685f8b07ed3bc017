using Microsoft.Data.Sqlite;
using Shyraq.Core.Units;

namespace Shyraq.Storage.Journal;

/// <summary>
/// The journal of one mine: an append-only, hash-chained table of blocks in one SQLite file. One writer; readers open
/// connections of their own and never hold it up. Not thread-safe but for reading.
/// See <c>docs/journal.md</c>.
/// </summary>
public sealed class JournalFile : IJournal
{
    /// <summary>The schema that this code writes, in <c>PRAGMA user_version</c>.</summary>
    public const int Schema = 1;

    /// <summary>Its name in the mine's folder.</summary>
    public const string FileName = "journal.db";

    internal const string Newest = "SELECT sequence, time, hash FROM blocks ORDER BY sequence DESC LIMIT 1";

    internal const string Columns = "sequence, time, inputs, sightings, body, hash";

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly string _path;
    private readonly JournalFileBlocks _blocks;

    private JournalFile(SqliteConnection connection, string path, MineId mine)
    {
        (_connection, _path, Mine) = (connection, path, mine);
        _blocks = new(path, mine);
        Head = JournalReader.Head(connection, Newest, path, mine);
        _insert = connection.CreateCommand();
        _insert.CommandText = $"INSERT INTO blocks ({Columns}) VALUES ($sequence, $time, $inputs, $sightings, $body, $hash)";
        foreach (var (name, type) in new[] { ("$sequence", SqliteType.Integer), ("$time", SqliteType.Integer), ("$inputs", SqliteType.Integer), ("$sightings", SqliteType.Integer), ("$body", SqliteType.Blob), ("$hash", SqliteType.Blob) })
            _insert.Parameters.Add(name, type);
        _insert.Prepare();
    }

    /// <summary>Whose journal it is.</summary>
    public MineId Mine { get; }

    /// <summary>The newest durable block.</summary>
    public JournalHead Head { get; private set; }

    /// <summary>Opens the journal of a mine, or begins one.</summary>
    /// <param name="folder">The mine's folder; it exists.</param>
    /// <param name="writer">Product and version, noted in the file when it changes.</param>
    /// <exception cref="JournalDamagedException">The file is no journal, a newer version's, or another mine's.</exception>
    /// <exception cref="IOException">The file cannot be opened or written.</exception>
    public static JournalFile Open(string folder, MineId mine, string writer)
    {
        var path = Path.Combine(folder, FileName);
        SqliteConnection? connection = null;
        try
        {
            connection = SqliteFile.OpenToWrite(path, "FULL");
            var schema = SqliteFile.SchemaOf(connection);
            if (schema == 0) connection.Run(CreateText);
            else if (schema != Schema) throw new JournalDamagedException($"{path}: journal schema {schema}, this version reads {Schema}");
            var journal = new JournalFile(connection, path, mine);
            journal.SignAs(writer);
            return journal;
        }
        catch (SqliteException error)
        {
            connection?.Dispose();
            if (SqliteFile.IsDamage(error)) throw new JournalDamagedException($"{path}: {error.Message}", error);
            throw new IOException($"{path}: {error.Message}", error);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Appended Append(Instant time, int inputs, int sightings, ReadOnlySpan<byte> body)
    {
        if (time < Head.Time) throw new ArgumentOutOfRangeException(nameof(time), time, $"before the head's {Head.Time}");
        var sequence = Head.Sequence + 1;
        var hash = BlockHash.Next(Head.Hash, sequence, time, inputs, sightings, body);
        try
        {
            Insert(sequence, time, inputs, sightings, body.ToArray(), hash);
        }
        catch (SqliteException error)
        {
            return new Appended.Failed(ReasonOf(error), $"{_path}: {error.Message}");
        }
        Head = new(sequence, time, hash);
        return new Appended.Durable(Head);
    }

    /// <inheritdoc/>
    public void Copy(IReadOnlyList<JournalBlock> blocks)
    {
        if (blocks.Count == 0) return;
        BlockCopy.Check(Head, blocks);
        try
        {
            using var transaction = _connection.BeginTransaction();
            _insert.Transaction = transaction;
            foreach (var block in blocks) Insert(block.Sequence, block.Time, block.Inputs, block.Sightings, block.Body, block.Hash);
            transaction.Commit();
        }
        catch (SqliteException error)
        {
            throw new IOException($"{_path}: {error.Message}", error);
        }
        finally
        {
            _insert.Transaction = null;
        }
        Head = new(blocks[^1].Sequence, blocks[^1].Time, blocks[^1].Hash);
    }

    /// <inheritdoc/>
    public void SignAs(string writer)
    {
        using (var last = _connection.CreateCommand())
        {
            last.CommandText = "SELECT mine, writer FROM written ORDER BY first_sequence DESC, rowid DESC LIMIT 1";
            using var row = last.ExecuteReader();
            if (row.Read())
            {
                if (row.GetString(0) != Mine.Value) throw new JournalDamagedException($"{_path}: the journal of mine {row.GetString(0)}, that of {Mine} was expected");
                if (row.GetString(1) == writer) return;
            }
        }
        _connection.Run("INSERT INTO written (first_sequence, mine, writer, schema) VALUES (@first, @mine, @writer, @schema)",
            ("@first", Head.Sequence + 1), ("@mine", Mine.Value), ("@writer", writer), ("@schema", (long)Schema));
    }

    /// <inheritdoc/>
    public IReadOnlyList<JournalWriter> Writers() => _blocks.Writers();

    /// <inheritdoc/>
    public BlockHash? HashOf(long sequence) => _blocks.HashOf(sequence);

    /// <inheritdoc/>
    public long? FirstSince(Instant time) => _blocks.FirstSince(time);

    /// <inheritdoc/>
    public IEnumerable<(Instant From, Instant To)> Breaks(long first, Instant until, double seconds) => _blocks.Breaks(first, until, seconds);

    /// <inheritdoc/>
    public IEnumerable<JournalBlock> ReadFrom(long sequence) => _blocks.ReadFrom(sequence);

    /// <inheritdoc/>
    public BlockHash WritersOf(long sequence) => _blocks.WritersOf(sequence);

    /// <summary>Closes the file; what is in the write-ahead log goes into the main file.</summary>
    public void Dispose()
    {
        _insert.Dispose();
        _connection.Dispose();
    }

    private void Insert(long sequence, Instant time, int inputs, int sightings, byte[] body, BlockHash hash)
    {
        var values = _insert.Parameters;
        values[0].Value = sequence;
        values[1].Value = time.UnixMicroseconds;
        values[2].Value = inputs;
        values[3].Value = sightings;
        values[4].Value = body;
        values[5].Value = hash.ToArray();
        try
        {
            _insert.ExecuteNonQuery();
        }
        finally
        {
            values[4].Value = DBNull.Value;
        }
    }

    private AppendFailure ReasonOf(SqliteException error) => error.SqliteErrorCode switch
    {
        SqliteFile.Full => AppendFailure.DiskFull,
        SqliteFile.ReadOnly => AppendFailure.ReadOnly,
        SqliteFile.Busy or SqliteFile.Locked => AppendFailure.Locked,
        SqliteFile.Corrupt or SqliteFile.NotADatabase => AppendFailure.Damaged,
        _ => DiskRefusal.Of(Path.GetDirectoryName(_path)!) ?? AppendFailure.Disk,
    };

    /// <summary>The table as SQLite keeps its definition: a file that says otherwise is not read as a journal.</summary>
    internal const string BlocksTable = """
        CREATE TABLE blocks (
          sequence  INTEGER PRIMARY KEY,
          time      INTEGER NOT NULL,
          inputs    INTEGER NOT NULL,
          sightings INTEGER NOT NULL,
          body      BLOB NOT NULL,
          hash      BLOB NOT NULL
        )
        """;

    /// <summary>What forbids changes. The one on INSERT also stops INSERT OR REPLACE, which fires no DELETE trigger.</summary>
    internal static readonly string[] Guards =
    [
        """
        CREATE TRIGGER blocks_in_order BEFORE INSERT ON blocks
          WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM blocks)
          BEGIN SELECT RAISE(ABORT, 'the journal grows by one block at its end'); END
        """,
        """
        CREATE TRIGGER blocks_unchanged BEFORE UPDATE ON blocks
          BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
        """,
        """
        CREATE TRIGGER blocks_undeleted BEFORE DELETE ON blocks
          BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
        """,
    ];

    private static readonly string CreateText = $"""
        BEGIN IMMEDIATE;
        {BlocksTable};
        CREATE TABLE written (
          first_sequence INTEGER NOT NULL,
          mine           TEXT NOT NULL,
          writer         TEXT NOT NULL,
          schema         INTEGER NOT NULL
        );
        {string.Join(";\n", Guards)};
        PRAGMA user_version = 1;
        COMMIT;
        """;
}
