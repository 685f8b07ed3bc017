using Microsoft.Data.Sqlite;

namespace Shyraq.Storage.Journal;

/// <summary>Reads the rows of a journal's file as they stand and goes on behind pages that are damaged.</summary>
internal static class StoredBlocks
{
    /// <summary>So many times reading goes on behind damage; what lies behind is told as one.</summary>
    private const int MostDamages = 10_000;

    /// <summary>No journal comes so far; a damaged number may.</summary>
    private const long Farthest = 1L << 60;

    /// <summary>The rows from a number on, in the order in which the file gives them.</summary>
    public static IEnumerable<StoredBlock> From(SqliteConnection connection, long from)
    {
        var next = from;
        // The highest number that was read or leapt over: pages in the wrong places give lower ones again, and reading must come to an end.
        var reach = Math.Max(from, 1) - 1;
        for (var damages = 1; ; damages++)
        {
            string? damage = null;
            using (var rows = new Rows(connection, next))
            {
                while (rows.Read(out damage) is { } row)
                {
                    yield return row;
                    reach = Math.Max(reach, row.Sequence);
                }
            }
            if (damage is null) yield break;
            var bad = Math.Min(reach, Farthest) + 1;
            var readable = damages < MostDamages && bad <= Farthest ? Leap.Behind(bad, from => CanRead(connection, from)) : null;
            yield return new(bad, readable is { } found ? Math.Max(bad, found - 1) : bad, null, damage);
            if (readable is not { } on) yield break;
            (next, reach) = (on, on - 1);
        }
    }

    // A row is read whole, body and all: a long body lies on pages of its own. No row at all is the end of the file, not a readable one.
    private static bool CanRead(SqliteConnection connection, long from)
    {
        using var rows = new Rows(connection, from);
        return rows.Read(out _) is not null;
    }

    private sealed class Rows : IDisposable
    {
        private readonly SqliteCommand _command;
        private readonly SqliteDataReader? _reader;
        private readonly string? _damage;

        public Rows(SqliteConnection connection, long from)
        {
            _command = connection.CreateCommand();
            _command.CommandText = $"SELECT {JournalFile.Columns} FROM blocks WHERE sequence >= $from ORDER BY sequence";
            _command.Parameters.AddWithValue("$from", from);
            try { _reader = _command.ExecuteReader(); }
            catch (SqliteException error) { _damage = error.Message; }
        }

        /// <summary>The next row; null at the end, or where the file is damaged.</summary>
        public StoredBlock? Read(out string? damage)
        {
            damage = _damage;
            if (_reader is null) return null;
            try
            {
                if (!_reader.Read()) return null;
                var sequence = _reader.GetInt64(0);
                try
                {
                    return new(sequence, sequence, JournalReader.Block(_reader), "");
                }
                catch (JournalDamagedException bad)
                {
                    return new(sequence, sequence, null, bad.Message);
                }
            }
            catch (SqliteException error)
            {
                damage = error.Message;
                return null;
            }
        }

        public void Dispose()
        {
            _reader?.Dispose();
            _command.Dispose();
        }
    }
}
