using System.Collections.Immutable;
using Npgsql;

namespace Shyraq.Storage.Postgres;

/// <summary>Brings a database to the tables of this version, as the role that owns them: all of it, or nothing.</summary>
public static class DatabaseMigration
{
    /// <summary>Makes what is missing, also in every mine that is there, and lets a role use it. Rooms for the blocks of this month and the next are made too.</summary>
    /// <param name="settings">The connection string, with a role that may create schemas in the database.</param>
    /// <param name="role">The role of the servers; it exists.</param>
    /// <param name="writer">Product and version.</param>
    /// <param name="reader">The role that may read the open views and nothing else, shyraq_reader when null. It is made, without a login, where the owner may do that.</param>
    /// <returns>The versions as they were, and whether the role that reads is there.</returns>
    /// <exception cref="IOException">The database cannot be reached, or refuses.</exception>
    /// <exception cref="FormatException">The settings are no connection string.</exception>
    public static Migrated Migrate(string settings, string? role, string writer, string? reader = null)
    {
        using var connections = new PostgresConnections(settings);
        return connections.Ask(null, connection =>
        {
            using var transaction = connection.BeginTransaction();
            connection.Run($"SELECT pg_advisory_xact_lock({DatabaseSteps.LockClass}, 0)");
            var server = Role(connection, connections.Name, role ?? DatabaseSteps.ServerRole);
            List<PartVersion> found = [new("database", Lists(connection, connections.Name, writer), DatabaseSteps.All.Length)];
            foreach (var (part, steps) in DatabaseVersion.Parts) found.Add(new(part, Part(connection, connections.Name, part, steps), steps.Count));
            connection.Run("INSERT INTO shyraq.servers (role) SELECT rolname FROM pg_roles WHERE quote_ident(rolname) = @role ON CONFLICT DO NOTHING", ("@role", server));
            connection.Run(DatabaseSteps.Allow(server));
            connection.Run("SELECT shyraq.grow(m.number, p.part) FROM shyraq.mines m CROSS JOIN (SELECT DISTINCT part FROM shyraq.steps) p");
            connection.Run("SELECT shyraq.make_room(number, extract(epoch FROM now())::bigint * 1000000) FROM shyraq.mines");
            var reads = Reader(connection, reader ?? OpenSchema.ReaderRole);
            connection.Run("SELECT shyraq.open_views()");
            transaction.Commit();
            return new Migrated([.. found], reader ?? OpenSchema.ReaderRole, reads);
        });
    }

    // The owner may lack the right to make roles; then an administrator does, and what was migrated stays.
    private static bool Reader(NpgsqlConnection connection, string role)
    {
        connection.Run("SAVEPOINT reader");
        try
        {
            if (connection.Scalar("SELECT 1 FROM pg_roles WHERE rolname = @role", ("@role", role)) is null)
                connection.Run($"CREATE ROLE {connection.Scalar("SELECT quote_ident(@role)", ("@role", role))} NOLOGIN");
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            connection.Run("ROLLBACK TO SAVEPOINT reader");
            return false;
        }
        connection.Run("INSERT INTO shyraq.readers (role) VALUES (@role) ON CONFLICT DO NOTHING", ("@role", role));
        return true;
    }

    private static string Role(NpgsqlConnection connection, string name, string role) =>
        connection.Scalar("SELECT quote_ident(rolname) FROM pg_roles WHERE rolname = @role", ("@role", role)) as string
        ?? throw new IOException($"{name}: there is no role {role} for the servers. Make one as an administrator, CREATE ROLE {role} LOGIN PASSWORD '…', or name another with --role");

    private static long Lists(NpgsqlConnection connection, string name, string writer)
    {
        var found = DatabaseVersion.Of(connection);
        if (found > DatabaseSteps.All.Length) throw new IOException($"{name}: the database is at version {found}, this version knows {DatabaseSteps.All.Length} at most");
        for (var step = (int)found; step < DatabaseSteps.All.Length; step++)
        {
            connection.Run(DatabaseSteps.All[step]);
            connection.Run("INSERT INTO shyraq.migrations (step, writer) VALUES (@step, @writer)", ("@step", step + 1L), ("@writer", writer));
        }
        return found;
    }

    private static long Part(NpgsqlConnection connection, string name, string part, IReadOnlyList<string> steps)
    {
        var found = DatabaseVersion.Of(connection, part);
        if (found > steps.Count) throw new IOException($"{name}: {part} is at version {found}, this version knows {steps.Count} at most");
        for (var step = (int)found; step < steps.Count; step++)
            connection.Run("INSERT INTO shyraq.steps (part, step, statements) VALUES (@part, @step, @statements)", ("@part", part), ("@step", step + 1L), ("@statements", steps[step]));
        return found;
    }
}

/// <summary>What a migration found and did.</summary>
/// <param name="Parts">The versions as they were.</param>
/// <param name="Reader">The role that may read the open views.</param>
/// <param name="HasReader">Whether it is there; where the owner may not make roles an administrator has to.</param>
public sealed record Migrated(ImmutableArray<PartVersion> Parts, string Reader, bool HasReader);
