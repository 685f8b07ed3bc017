using System.Data;
using Npgsql;
using NpgsqlTypes;
using Shyraq.Core.Units;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Postgres;

/// <summary>
/// The journal of one mine in PostgreSQL: the same chain of blocks as in a file, in tables by month. A lock of the session keeps every other server from writing
/// it. A connection that was lost is opened again at the next append, which first looks where the journal ends: a commit whose answer never came counts once.
/// </summary>
internal sealed class PostgresJournal : IJournal
{
    private const string Insert = "INSERT INTO blocks (sequence, time, inputs, sightings, body, hash) VALUES (@sequence, @time, @inputs, @sightings, @body, @hash)";

    private readonly PostgresConnections _connections;
    private readonly long _number;
    private readonly PostgresBlocks _blocks;
    private NpgsqlConnection? _connection;
    private NpgsqlCommand? _insert;

    // Blocks from the one time up to before the other have a table that they go into.
    private (long Since, long Until) _room;

    private PostgresJournal(PostgresConnections connections, long number, MineId mine)
    {
        (_connections, _number, Mine) = (connections, number, mine);
        _blocks = new(connections, number, mine);
    }

    public MineId Mine { get; }

    public JournalHead Head { get; private set; }

    /// <exception cref="JournalDamagedException">It is another mine's, or a newer version's.</exception>
    /// <exception cref="IOException">The database cannot be reached, or another server writes the journal.</exception>
    public static PostgresJournal Open(PostgresConnections connections, long number, MineId mine, string writer)
    {
        var journal = new PostgresJournal(connections, number, mine);
        try
        {
            journal.Connect();
            journal.Head = journal.ReadHead();
            journal.SignAs(writer);
            journal.MakeRoom(journal.Head.Time, now: true);
            return journal;
        }
        catch (NpgsqlException error)
        {
            journal.Dispose();
            throw new IOException($"{connections.Name}: mine {mine}: {error.Message}", error);
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    public Appended Append(Instant time, int inputs, int sightings, ReadOnlySpan<byte> body)
    {
        if (time < Head.Time) throw new ArgumentOutOfRangeException(nameof(time), time, $"before the head's {Head.Time}");
        var sequence = Head.Sequence + 1;
        var hash = BlockHash.Next(Head.Hash, sequence, time, inputs, sightings, body);
        try
        {
            if (Reconnect() is { } behind) return behind;
            MakeRoom(time);
            var values = _insert!.Parameters;
            values[0].Value = sequence;
            values[1].Value = time.UnixMicroseconds;
            values[2].Value = (long)inputs;
            values[3].Value = (long)sightings;
            values[4].Value = body.ToArray();
            values[5].Value = hash.ToArray();
            _insert.ExecuteNonQuery();
        }
        catch (Exception error) when (error is NpgsqlException or IOException or InvalidOperationException)
        {
            return WhatBecame(new(sequence, time, hash), error);
        }
        Head = new(sequence, time, hash);
        return new Appended.Durable(Head);
    }

    public void Copy(IReadOnlyList<JournalBlock> blocks)
    {
        if (blocks.Count == 0) return;
        BlockCopy.Check(Head, blocks);
        try
        {
            if (Reconnect() is not null) throw new IOException($"{_connections.Name}: another server wrote the journal of mine {Mine} meanwhile");
            foreach (var block in blocks) MakeRoom(block.Time);
            using var into = _connection!.BeginBinaryImport("COPY blocks (sequence, time, inputs, sightings, body, hash) FROM STDIN (FORMAT BINARY)");
            foreach (var block in blocks)
            {
                into.StartRow();
                into.Write(block.Sequence, NpgsqlDbType.Bigint);
                into.Write(block.Time.UnixMicroseconds, NpgsqlDbType.Bigint);
                into.Write((long)block.Inputs, NpgsqlDbType.Bigint);
                into.Write((long)block.Sightings, NpgsqlDbType.Bigint);
                into.Write(block.Body, NpgsqlDbType.Bytea);
                into.Write(block.Hash.ToArray(), NpgsqlDbType.Bytea);
            }
            into.Complete();
        }
        catch (NpgsqlException error)
        {
            throw new IOException($"{_connections.Name}: mine {Mine}: {error.Message}", error);
        }
        Head = new(blocks[^1].Sequence, blocks[^1].Time, blocks[^1].Hash);
    }

    public void SignAs(string writer)
    {
        using (var last = _connection!.Statement("SELECT mine, writer FROM written ORDER BY number DESC LIMIT 1"))
        using (var row = last.ExecuteReader())
        {
            if (row.Read())
            {
                if (row.GetString(0) != Mine.Value) throw new JournalDamagedException($"{_connections.Name}: the journal of mine {row.GetString(0)}, that of {Mine} was expected");
                if (row.GetString(1) == writer) return;
            }
        }
        _connection!.Run("INSERT INTO written (first_sequence, mine, writer, schema) VALUES (@first, @mine, @writer, @schema)",
            ("@first", Head.Sequence + 1), ("@mine", Mine.Value), ("@writer", writer), ("@schema", (long)JournalFile.Schema));
    }

    public BlockHash? HashOf(long sequence) => _blocks.HashOf(sequence);

    public long? FirstSince(Instant time) => _blocks.FirstSince(time);

    public IReadOnlyList<JournalWriter> Writers() => _blocks.Writers();

    public BlockHash WritersOf(long sequence) => _blocks.WritersOf(sequence);

    public IEnumerable<(Instant From, Instant To)> Breaks(long first, Instant until, double seconds) => _blocks.Breaks(first, until, seconds);

    public IEnumerable<JournalBlock> ReadFrom(long sequence) => _blocks.ReadFrom(sequence);

    public void Dispose()
    {
        _insert?.Dispose();
        _connection?.Dispose();
        (_insert, _connection) = (null, null);
    }

    // Waits for the lock a little: the session that was lost may still be on its way out, and until it is gone nobody can tell whether its last block counts.
    private void Connect()
    {
        Dispose();
        var connection = _connections.OpenToWrite(PostgresStore.SchemaOf(_number), isDurable: true);
        try
        {
            connection.Run($"SET lock_timeout = '5s'; SELECT pg_advisory_lock({DatabaseSteps.LockClass}, {_number}); SET lock_timeout = 0");
            _insert = new NpgsqlCommand(Insert, connection);
            foreach (var name in (ReadOnlySpan<string>)["@sequence", "@time", "@inputs", "@sightings"]) _insert.Parameters.Add(name, NpgsqlDbType.Bigint);
            foreach (var name in (ReadOnlySpan<string>)["@body", "@hash"]) _insert.Parameters.Add(name, NpgsqlDbType.Bytea);
            _insert.Prepare();
            _connection = connection;
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            connection.Dispose();
            throw new IOException($"{_connections.Name}: another server writes the journal of mine {Mine}", error);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // Null: it ends where this writer left it.
    private Appended.Behind? Reconnect()
    {
        if (_connection is { State: ConnectionState.Open }) return null;
        Connect();
        return ReadHead() is var head && head == Head ? null : new Appended.Behind(head);
    }

    private Appended WhatBecame(JournalHead wanted, Exception error)
    {
        if (_connection is { State: ConnectionState.Open }) return new Appended.Failed(ReasonOf(error), $"{_connections.Name}: {error.Message}");
        try
        {
            Connect();
            var head = ReadHead();
            if (head == wanted)
            {
                Head = wanted;
                return new Appended.Durable(wanted);
            }
            if (head != Head) return new Appended.Behind(head);
        }
        catch (Exception again) when (again is NpgsqlException or IOException)
        {
            // The next append tries again; should this block have been written after all, it is found then.
        }
        return new Appended.Failed(AppendFailure.Unreachable, $"{_connections.Name}: {error.Message}");
    }

    private JournalHead ReadHead() => PostgresBlocks.HeadOf(_connection!, _connections.Name, Mine);

    private void MakeRoom(Instant time, bool now = false)
    {
        if (!now && time.UnixMicroseconds >= _room.Since && time.UnixMicroseconds < _room.Until) return;
        using var command = _connection!.Statement($"SELECT since, until FROM shyraq.make_room(@mine, {(now ? "greatest(@time, extract(epoch FROM now())::bigint * 1000000)" : "@time")})", ("@mine", _number), ("@time", time.UnixMicroseconds));
        using var row = command.ExecuteReader();
        row.Read();
        _room = (row.GetInt64(0), row.GetInt64(1));
    }

    // https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static AppendFailure ReasonOf(Exception error) => (error as PostgresException)?.SqlState switch
    {
        PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory => AppendFailure.DiskFull,
        PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InsufficientPrivilege => AppendFailure.ReadOnly,
        PostgresErrorCodes.LockNotAvailable => AppendFailure.Locked,
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted or PostgresErrorCodes.IntegrityConstraintViolation or PostgresErrorCodes.UndefinedTable => AppendFailure.Damaged,
        null => AppendFailure.Unreachable,
        _ => AppendFailure.Disk,
    };
}
