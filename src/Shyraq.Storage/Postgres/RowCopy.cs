using Npgsql;
using NpgsqlTypes;

namespace Shyraq.Storage.Postgres;

/// <summary>Many rows at once into a table, by COPY: one by one each row would be a question and an answer over the network.</summary>
internal static class RowCopy
{
    /// <summary>Fewer rows are not worth it.</summary>
    private const int Least = 20;

    /// <summary>Puts rows into a table, within the transaction that is open.</summary>
    /// <param name="columns">With commas between them.</param>
    /// <param name="values">Of a row, in the order of the columns.</param>
    /// <returns>False when there are few rows, or one of them is there already: then none was put in.</returns>
    public static bool Try<T>(NpgsqlConnection connection, string table, string columns, IReadOnlyList<T> rows, Func<T, object[]> values)
    {
        if (rows.Count < Least) return false;
        connection.Run("SAVEPOINT copied");
        try
        {
            using (var into = connection.BeginBinaryImport($"COPY {table} ({columns}) FROM STDIN (FORMAT BINARY)"))
            {
                foreach (var row in rows)
                {
                    into.StartRow();
                    foreach (var value in values(row)) Write(into, value);
                }
                into.Complete();
            }
            connection.Run("RELEASE SAVEPOINT copied");
            return true;
        }
        catch (PostgresException twice) when (twice.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            connection.Run("ROLLBACK TO SAVEPOINT copied; RELEASE SAVEPOINT copied");
            return false;
        }
    }

    private static void Write(NpgsqlBinaryImporter into, object value)
    {
        switch (value)
        {
            case long number:
                into.Write(number, NpgsqlDbType.Bigint);
                break;
            case string text:
                into.Write(text, NpgsqlDbType.Text);
                break;
            case byte[] bytes:
                into.Write(bytes, NpgsqlDbType.Bytea);
                break;
            case DBNull:
                into.WriteNull();
                break;
            default:
                throw new ArgumentException($"a value of {value.GetType().Name} has no column", nameof(value));
        }
    }
}
