using System.CommandLine;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Protocols.Rescue;
using Shyraq.Storage;

namespace Shyraq.Verbs;

/// <summary><c>shyraq rescue-sheet</c>: who is where, from the data folder alone, when the server is gone.</summary>
internal static class RescueSheetVerb
{
    public static Command Create()
    {
        var choice = new StoreChoice();
        var mine = new Option<string>("--mine") { Description = "Which mine.", HelpName = "ID", Required = true };
        var to = new Option<string>("--out") { Description = "The sheet: a name that ends with .html (opens in any browser without a network) or .pdf (to print).", HelpName = "FILE", Required = true };
        var language = new Option<string>("--language") { Description = "Of the sheet: ru, kk or en. The HTML has all three and opens in this one.", DefaultValueFactory = _ => SheetWords.Languages[0] }.AcceptOnlyFromAmong(SheetWords.Languages);
        to.Validators.Add(given =>
        {
            if (FormOf(given.GetValueOrDefault<string>() ?? "") is null) given.AddError("--out: expected a name that ends with .html or .pdf");
        });
        var command = choice.AddTo(new Command("rescue-sheet", "Make the rescue sheet of a mine from its record alone, also when the server is stopped. Nothing of it is changed.") { mine, to, language });
        command.SetAction((parsed, stop) => Task.FromResult(Run(choice, parsed, new(parsed.GetRequiredValue(mine)), parsed.GetRequiredValue(to), parsed.GetRequiredValue(language), stop)));
        return command.WithExamples(
            "shyraq rescue-sheet --data /var/lib/shyraq --mine severnaya --out sheet.html",
            "shyraq rescue-sheet --data /var/lib/shyraq --mine severnaya --out sheet.pdf --language kk",
            "shyraq rescue-sheet --database 'Host=db.mine;Database=shyraq;Username=shyraq_server' --mine severnaya --out sheet.html");
    }

    private static int Run(StoreChoice choice, ParseResult parsed, MineId mine, string to, string language, CancellationToken stop)
    {
        using var store = choice.Open(parsed);
        var record = store.Read(mine);
        if (!record.Exists) throw new BadInputException($"{store.Name}: no mine '{mine}'{(store is FolderStore ? $": the folder {record.Name} was expected" : "")}");
        // Ages are those of now: nobody was heard while the server was gone.
        var now = Instant.From(TimeProvider.System.GetUtcNow());
        var sheet = JournalReplay.RescueSheet(record, FormOf(to)!.Value, language, now, new TrackingOptions(), stop) ?? throw new BadInputException($"{record.Name}: the journal holds no plan");
        File.WriteAllBytes(to, sheet);
        Console.WriteLine($"{to}: {sheet.Length} bytes, mine {mine} as at {now}");
        return ExitCode.Done;
    }

    private static SheetForm? FormOf(string name) => Path.GetExtension(name).ToLowerInvariant() switch { ".html" => SheetForm.Html, ".pdf" => SheetForm.Pdf, _ => null };
}
