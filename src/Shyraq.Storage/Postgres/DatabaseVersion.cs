using Npgsql;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Postgres;

/// <summary>Whether a database has just the tables that this version works with.</summary>
internal static class DatabaseVersion
{
    /// <summary>The steps of each part that this version has.</summary>
    public static IEnumerable<(string Part, IReadOnlyList<string> Steps)> Parts =>
    [
        (JournalSteps.Part, JournalSteps.All),
        (HistorySchema.Tables.Part, [.. HistorySchema.Tables.Steps.Select(step => step(Dialect.Postgres))]),
        (SnapshotTable.Tables.Part, [.. SnapshotTable.Tables.Steps.Select(step => step(Dialect.Postgres))]),
    ];

    /// <summary>How many steps of the database itself it has; 0 when it has none of ours.</summary>
    public static long Of(NpgsqlConnection connection) =>
        connection.Scalar("SELECT to_regclass('shyraq.migrations') IS NOT NULL") is true ? (long)(connection.Scalar("SELECT coalesce(max(step), 0) FROM shyraq.migrations") ?? 0L) : 0;

    /// <summary>How many steps of a part it has.</summary>
    public static long Of(NpgsqlConnection connection, string part) =>
        (long)(connection.Scalar("SELECT coalesce(max(step), 0) FROM shyraq.steps WHERE part = @part", ("@part", part)) ?? 0L);

    /// <exception cref="IOException">It has other ones; the message says what to do.</exception>
    public static void Check(NpgsqlConnection connection, string name)
    {
        try
        {
            Compare(name, "the database", Of(connection), DatabaseSteps.All.Length);
            foreach (var (part, steps) in Parts) Compare(name, part, Of(connection, part), steps.Count);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new IOException($"{name}: the role of the connection may not use this database: {refused.MessageText}; run 'shyraq db migrate' with --role", refused);
        }
    }

    private static void Compare(string name, string what, long found, long expected)
    {
        if (found < expected) throw new IOException($"{name}: {what} is at version {found}, this server needs {expected}: run 'shyraq db migrate'");
        if (found > expected) throw new IOException($"{name}: {what} is at version {found}, this server knows {expected} at most: it needs a newer server");
    }
}
