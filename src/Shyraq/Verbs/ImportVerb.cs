using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using Shyraq.Storage;
using Shyraq.Storage.Archive;

namespace Shyraq.Verbs;

/// <summary><c>shyraq import</c>: puts an archive of a mine's record into a data folder or a database.</summary>
internal static class ImportVerb
{
    public static Command Create()
    {
        var choice = new StoreChoice();
        var from = new Option<string>("--in") { Description = "The archive, as 'shyraq export' wrote it.", HelpName = "FILE", Required = true };
        var command = choice.AddTo(new Command("import", "Put the record of a mine from an archive where it is to be kept. The archive is proven by its chain before anything is written; another journal of the same mine is never written over; an import that was interrupted goes on. No server may run on the data folder, or serve this mine from the database. History and snapshots are made again from the journal when a server starts.") { from });
        command.SetAction((parsed, stop) => Run(choice, parsed, parsed.GetRequiredValue(from), stop));
        return command.WithExamples(
            "shyraq import --data /var/lib/shyraq --in severnaya.shyraq",
            "shyraq import --database 'Host=db.mine;Database=shyraq;Username=shyraq_server' --in severnaya.shyraq.gz");
    }

    private static async Task<int> Run(StoreChoice choice, ParseResult parsed, string from, CancellationToken stop)
    {
        if (!File.Exists(from)) throw new BadInputException($"{from}: there is no such file");
        try
        {
            return await Import(choice, parsed, from, stop);
        }
        catch (InvalidDataException bad)
        {
            throw new BadInputException($"{from}: {bad.Message}");
        }
    }

    private static async Task<int> Import(StoreChoice choice, ParseResult parsed, string from, CancellationToken stop)
    {
        var content = await Progress.While("checking", TimeProvider.System, (progress, cancel) =>
        {
            using var archive = Open(from);
            return ArchiveCheck.Check(archive, blocks => progress.Report(blocks, 0), cancel);
        }, stop);
        // A folder is taken for this process alone; in a database the journal's own lock keeps servers out.
        using var held = choice.Folder(parsed) is { } folder ? DataFolder.Take(folder) : null;
        using var store = choice.Open(parsed);
        var copied = await Progress.While("importing", TimeProvider.System, (progress, cancel) =>
        {
            using var archive = Open(from);
            return ArchiveTransfer.Import(store, archive, content, blocks => progress.Report(blocks, content.Head.Sequence), cancel);
        }, stop);
        var head = store.Read(content.Mine).Journal.Head;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{store.Name}: mine {content.Mine}, {copied} new blocks of {content.Head.Sequence}, {content.Pictures} pictures"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  head   {head.Sequence} {head.Hash}{(head.Sequence > content.Head.Sequence ? ": it goes on beyond the archive" : "")}"));
        return ExitCode.Done;
    }

    private static Stream Open(string from)
    {
        var file = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20);
        return from.EndsWith(".gz", StringComparison.Ordinal) ? new BufferedStream(new GZipStream(file, CompressionMode.Decompress), 1 << 20) : file;
    }
}
