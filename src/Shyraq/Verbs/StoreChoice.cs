using System.CommandLine;
using Shyraq.Storage;

namespace Shyraq.Verbs;

/// <summary>The options of a verb that say where mines are kept: a data folder or a database.</summary>
internal sealed class StoreChoice
{
    private readonly Option<string?> _data = new("--data") { Description = "The data folder of the server.", HelpName = "DIR" };

    private readonly Option<string?> _database = DatabaseOption();

    /// <summary>A database in place of the SQLite files of a data folder.</summary>
    public static Option<string?> DatabaseOption() => new("--database")
    {
        Description = "The PostgreSQL database with the mines, as a connection string. Everybody on this machine can read a command line: give a password by Shyraq__Database in the environment, or by the file that PGPASSFILE names.",
        HelpName = "SETTINGS",
    };

    /// <summary>Gives a verb the two options, one of which must be used.</summary>
    public Command AddTo(Command command)
    {
        command.Options.Add(_data);
        command.Options.Add(_database);
        command.Validators.Add(given =>
        {
            if ((given.GetValue(_data) is null) == (given.GetValue(_database) is null) && (given.GetValue(_data) is not null || FromEnvironment is null))
                given.AddError("give either --data DIR or --database SETTINGS");
        });
        return command;
    }

    /// <summary>Opens the place that was chosen. The folder is not taken for this process alone.</summary>
    /// <exception cref="BadInputException">It is no such place.</exception>
    public IMineStore Open(ParseResult parsed) => parsed.GetValue(_data) is { } folder ? MineStores.At(folder) : In(parsed.GetValue(_database) ?? FromEnvironment!);

    /// <summary>The mines of a server whose data folder is given: in the database that is named here or in the environment, as for the server itself, or else in the folder.</summary>
    /// <exception cref="BadInputException">It is no such place.</exception>
    public static IMineStore Beside(string folder, string? database) => (database ?? FromEnvironment) is { } settings ? In(settings) : MineStores.At(folder);

    /// <summary>The data folder that was chosen; null for a database.</summary>
    public string? Folder(ParseResult parsed) => parsed.GetValue(_data);

    /// <summary>A database by its connection string.</summary>
    /// <exception cref="BadInputException">It is none.</exception>
    public static IMineStore In(string settings)
    {
        try
        {
            return MineStores.In(settings);
        }
        catch (FormatException wrong)
        {
            throw new BadInputException(wrong.Message);
        }
    }

    /// <summary>What the environment says, as for a server.</summary>
    public static string? FromEnvironment => Environment.GetEnvironmentVariable("Shyraq__Database");
}
