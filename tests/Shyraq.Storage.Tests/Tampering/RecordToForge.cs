using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Shyraq.Core.Units;
using Shyraq.Storage.Checkpoints;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Tests.Tampering;

/// <summary>A journal of 300 blocks of all sizes in a file of its own, signed every 50 blocks and at its end.</summary>
internal sealed class RecordToForge : IDisposable
{
    public const int Blocks = 300, SignedEvery = 50;

    private static readonly MineId Mine = new("forged");
    private readonly TempFolder _folder = new();

    public RecordToForge()
    {
        var (random, key, signed) = (new Random(1), SigningKey.Open(_folder.Path), (Checkpoint?)null);
        var lines = new CheckpointFile(Path.Combine(_folder.Path, CheckpointFile.FileName));
        using (var journal = JournalFile.Open(_folder.Path, Mine, "test 1"))
        {
            for (var i = 1; i <= Blocks; i++)
            {
                // Most fit a page; some have pages of their own behind them.
                var body = new byte[random.Next(10) == 0 ? random.Next(4_000, 20_000) : random.Next(20, 2_000)];
                random.NextBytes(body);
                journal.Append(TimeOf(i), random.Next(1, 20), random.Next(0, 500), body);
                if (i % SignedEvery != 0) continue;
                signed = Checkpoint.Sign(Mine, signed, TimeOf(i), journal.Head, journal.WritersOf(i), key);
                lines.Append([signed.Line]);
            }
        }
        Untouched = Content(_folder)!;
    }

    /// <summary>What the record says.</summary>
    public byte[] Untouched { get; }

    public static Instant TimeOf(long block) => new(1_700_000_000_000_000 + 1_000_000 * block);

    public TempFolder Copy() => _folder.CopyAsAfterACrash();

    public void Dispose() => _folder.Dispose();

    /// <summary>As <c>shyraq verify</c> does it.</summary>
    public static ChainReport Check(TempFolder folder)
    {
        var signed = CheckpointCheck.Check(CheckpointFile.Lines(Path.Combine(folder.Path, CheckpointFile.FileName)), Mine, null, isWhole: true);
        Assert.Empty(signed.Faults);
        return ChainCheck.Check(folder.Path, signed.Sound);
    }

    /// <summary>Digest of every value that a reader of the record gets; null when it cannot be read.</summary>
    public static byte[]? Content(TempFolder folder)
    {
        try
        {
            using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Path, JournalFile.FileName)};Mode=ReadOnly;Pooling=False");
            connection.Open();
            using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var table in new[] { "SELECT sequence, time, inputs, sightings, body, hash FROM blocks ORDER BY sequence", "SELECT first_sequence, mine, writer, schema FROM written ORDER BY rowid" })
            {
                using var command = connection.CreateCommand();
                command.CommandText = table;
                using var row = command.ExecuteReader();
                while (row.Read())
                    for (var i = 0; i < row.FieldCount; i++)
                        sha.AppendData(Encoding.UTF8.GetBytes(row.GetValue(i) switch
                        {
                            byte[] bytes => $"b{Convert.ToHexString(bytes)};",
                            IFormattable value => $"{value.GetType().Name}{value.ToString(null, CultureInfo.InvariantCulture)};",
                            var other => $"{other.GetType().Name}{other};",
                        }));
            }
            return sha.GetHashAndReset();
        }
        catch (SqliteException)
        {
            return null;
        }
    }
}
