using System.CommandLine;
using System.Globalization;
using Shyraq.Cluster.Mines;
using Shyraq.Storage;
using Shyraq.Storage.Postgres;

namespace Shyraq.Verbs;

/// <summary><c>shyraq db</c>: makes the tables of a PostgreSQL database, and tells what is kept where.</summary>
internal static class DbVerb
{
    public static Command Create() => new("db", "Where mines are kept: SQLite files in a data folder, or a PostgreSQL database.") { Migrate(), Status() };

    private static Command Migrate()
    {
        var database = StoreChoice.DatabaseOption();
        var role = new Option<string?>("--role") { Description = "The role of the servers, which may add to the record and change nothing in it. It exists already. Default: shyraq_server.", HelpName = "ROLE" };
        var reader = new Option<string?>("--reader") { Description = "The role that may read the open views and nothing else; it is made, without a login, when the owner may make roles. Default: shyraq_reader.", HelpName = "ROLE" };
        var command = new Command("migrate", "Make what a PostgreSQL database lacks, as the role that is to own the tables: all of it, or nothing when something fails. Files in a data folder need none: a server brings them up when it opens them.") { database, role, reader };
        command.Validators.Add(given =>
        {
            if (given.GetValue(database) is null && StoreChoice.FromEnvironment is null) given.AddError("give --database SETTINGS");
        });
        command.SetAction((parsed, stop) => Task.FromResult(Run(parsed.GetValue(database) ?? StoreChoice.FromEnvironment!, parsed.GetValue(role), parsed.GetValue(reader))));
        return command.WithExamples(
            "shyraq db migrate --database 'Host=db.mine;Database=shyraq;Username=shyraq_owner'",
            "shyraq db migrate --database 'Host=127.0.0.1;Database=shyraq;Username=shyraq_owner' --role dispatch",
            "PGPASSFILE=/etc/shyraq/pgpass shyraq db migrate --database 'Host=db.mine;Database=shyraq;Username=shyraq_owner'");
    }

    private static int Run(string settings, string? role, string? reader)
    {
        try
        {
            var migrated = DatabaseMigration.Migrate(settings, role, MineWriter.Name, reader);
            foreach (var part in migrated.Parts)
                Console.WriteLine(part.Found == part.Known ? N($"{part.Part}: version {part.Known}, nothing to do") : N($"{part.Part}: from version {part.Found} to {part.Known}"));
            Console.WriteLine(migrated.HasReader
                ? $"{migrated.Reader} may read the open views: GRANT {migrated.Reader} TO the role of whoever is to"
                : $"nobody but the owner may read the open views yet: as an administrator CREATE ROLE {migrated.Reader} NOLOGIN, then run this again");
            return ExitCode.Done;
        }
        catch (FormatException wrong)
        {
            throw new BadInputException(wrong.Message);
        }
    }

    private static Command Status()
    {
        var choice = new StoreChoice();
        var command = choice.AddTo(new Command("status", "Tell the engine, the versions of the tables, the mines with the size of their records, and what makes them less safe. It only reads, beside a running server if need be."));
        command.SetAction((parsed, stop) => Task.FromResult(Print(choice, parsed)));
        return command.WithExamples(
            "shyraq db status --data /var/lib/shyraq",
            "shyraq db status --database 'Host=db.mine;Database=shyraq;Username=shyraq_server'",
            "Shyraq__Database='Host=db.mine;Database=shyraq;Username=shyraq_server' shyraq db status");
    }

    private static int Print(StoreChoice choice, ParseResult parsed)
    {
        using var store = choice.Open(parsed);
        StoreStatus status;
        try
        {
            status = store.Status();
        }
        catch (DirectoryNotFoundException)
        {
            throw new BadInputException($"{store.Name}: no data folder: a folder 'mines' was expected in it");
        }
        Console.WriteLine($"{status.Name}: {status.Engine}");
        foreach (var part in status.Versions) Console.WriteLine(N($"  {part.Part,-10} version {part.Found}{(part.Found == part.Known || part.Found == 0 && status.Mines.IsEmpty ? "" : $", this version has {part.Known}")}"));
        foreach (var warning in status.Warnings) Console.WriteLine($"  WARNING    {warning}");
        foreach (var mine in status.Mines)
        {
            Console.WriteLine(mine.Head is { } head ? N($"{mine.Mine}: {head.Sequence} blocks up to {head.Time}") : $"{mine.Mine}: no blocks");
            foreach (var (part, bytes) in mine.Bytes) Console.WriteLine(N($"  {part,-10} {bytes / 1048576.0:0.0} MiB"));
        }
        if (status.Mines.IsEmpty) Console.WriteLine("no mines");
        return ExitCode.Done;
    }

    private static string N(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
