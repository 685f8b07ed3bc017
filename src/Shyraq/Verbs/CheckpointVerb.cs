using System.CommandLine;
using System.Globalization;
using Shyraq.Storage;
using Shyraq.Storage.Checkpoints;

namespace Shyraq.Verbs;

/// <summary><c>shyraq checkpoint</c>: what to keep elsewhere, so that a forger can be found out. It only reads, beside a running server if need be.</summary>
internal static class CheckpointVerb
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "The data folder of the server.", Required = true };
        var database = StoreChoice.DatabaseOption();
        var mine = new Option<string?>("--mine") { Description = "Only this mine." };
        var all = new Option<bool>("--all") { Description = "Print every checkpoint as a line, as it is kept in a file elsewhere." };
        var command = new Command("checkpoint", "Prints the public key that this server signs with, and where the journal of each mine stood when it was last signed.") { data, database, mine, all };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(data), parsed.GetValue(database), parsed.GetValue(mine), parsed.GetValue(all)));
        return command.WithExamples(
            "shyraq checkpoint --data /var/lib/shyraq",
            "shyraq checkpoint --data /var/lib/shyraq --mine severnaya --all > /mnt/safe/severnaya.checkpoints.txt");
    }

    private static int Run(string root, string? database, string? only, bool all)
    {
        using var store = StoreChoice.Beside(root, database);
        var mines = VerifyVerb.Chosen(store, root, only);
        if (!all) Console.WriteLine($"key {SigningKey.PublicOf(root)?.ToString() ?? "none yet: it is made when a server first uses this folder"}");
        foreach (var mine in mines)
        {
            var path = Path.Combine(DataFolder.FolderOf(root, mine), CheckpointFile.FileName);
            if (all)
                foreach (var line in CheckpointFile.Lines(path)) Console.WriteLine(line);
            else
                Console.WriteLine(new CheckpointFile(path).Newest() is { } newest
                    ? string.Create(CultureInfo.InvariantCulture, $"{mine}: checkpoint {newest.Number} of {newest.Made}, block {newest.Head.Sequence} of {newest.Head.Time}\n  head {newest.Head.Hash}")
                    : $"{mine}: no checkpoint yet");
        }
        return ExitCode.Done;
    }
}
