using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Shyraq.Core.Acts;
using Shyraq.Core.Units;
using Shyraq.Storage.Archive;

namespace Shyraq.Verbs;

/// <summary><c>shyraq export</c>: a mine's whole record as one portable file.</summary>
internal static class ExportVerb
{
    public static Command Create()
    {
        var (choice, record) = (new StoreChoice(), new RecordedAct());
        var mine = new Option<string>("--mine") { Description = "Which mine.", HelpName = "ID", Required = true };
        var to = new Option<string>("--out") { Description = "The archive; a name that ends with .gz is compressed. It must not be there yet.", HelpName = "FILE", Required = true };
        var command = record.AddTo(choice.AddTo(new Command("export", "Write the record of a mine into one file: every block with its hash, who wrote them, the pictures that they name. It is proven by its chain on the way out, and a running server goes on meanwhile.") { mine, to }));
        command.SetAction((parsed, stop) => Run(choice, record, parsed, new(parsed.GetRequiredValue(mine)), parsed.GetRequiredValue(to), stop));
        return command.WithExamples(
            "shyraq export --data /var/lib/shyraq --mine severnaya --out severnaya.shyraq",
            "shyraq export --database 'Host=db.mine;Database=shyraq;Username=shyraq_server' --mine severnaya --out severnaya.shyraq.gz");
    }

    private static async Task<int> Run(StoreChoice choice, RecordedAct recorded, ParseResult parsed, MineId mine, string to, CancellationToken stop)
    {
        using var store = choice.Open(parsed);
        if (!store.Read(mine).Exists) throw new BadInputException($"{store.Name}: no mine '{mine}'");
        if (File.Exists(to)) throw new BadInputException($"{to}: it is there already and is not written over");
        var half = to + ".part";
        try
        {
            var head = await Progress.While("exporting", TimeProvider.System, (progress, cancel) =>
            {
                using var file = new FileStream(half, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
                using var archive = to.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : (Stream)file;
                var newest = ArchiveTransfer.Export(store, mine, archive, progress.Report, cancel);
                archive.Flush();
                return newest;
            }, stop);
            await using (var file = new FileStream(half, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20))
                await recorded.Keep(parsed, store, choice.Folder(parsed), mine, new RecordExport("journal", "shyraq", Digest: Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stop))), stop);
            File.Move(half, to);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{to}: mine {mine}, {head.Sequence} blocks up to {head.Time}, {new FileInfo(to).Length} bytes"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  head   {head.Sequence} {head.Hash}"));
            return ExitCode.Done;
        }
        finally
        {
            File.Delete(half);
        }
    }
}
