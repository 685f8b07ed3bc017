using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Shyraq.Storage.Journal;

/// <summary>
/// Digest of the table <c>written</c>, which no hash of a block covers: SHA-256 of a line <c>first_sequence TAB mine TAB writer TAB schema</c> for
/// each row whose first block is not after a sequence, in their order.
/// </summary>
internal static class WriterDigest
{
    public static BlockHash Of(DbConnection connection, long sequence)
    {
        var lines = new List<(long First, string Line)>();
        using var command = connection.Statement("SELECT first_sequence, mine, writer, schema FROM written WHERE first_sequence <= @sequence", ("@sequence", sequence));
        using (var row = command.ExecuteReader())
            while (row.Read()) lines.Add((row.GetInt64(0), string.Create(CultureInfo.InvariantCulture, $"{row.GetInt64(0)}\t{row.GetValue(1)}\t{row.GetValue(2)}\t{row.GetValue(3)}\n")));
        // Rows have no order of their own on every engine; two that begin with one block were written at starts without a block between them.
        return new(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines.OrderBy(one => one.First).ThenBy(one => one.Line, StringComparer.Ordinal).Select(one => one.Line)))));
    }
}
