using System.Globalization;

namespace Shyraq.Bench.History;

/// <summary><c>history</c>: what the history of fixes takes in bytes and time, as Markdown.</summary>
internal static class HistoryCommand
{
    private const string Usage = """
        history codec [--tags N] [--minutes N]     what a fix takes, field by field; --learn yes: the chances that stretches begin with
        history day --data FOLDER [--tags N]       makes a day of a mine in a data folder that is not there yet
        history ask --url URL                      asks a server that serves that day
          a connection string in place of FOLDER: in a database that 'shyraq db migrate' made
        """;

    public static int Run(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var (tags, minutes, learn, data, url) = (args.FirstOrDefault() == "day" ? 1000 : 100, 30, "", "", "");
        for (var i = 1; i + 1 < args.Length; i += 2)
        {
            if (args[i] == "--tags" && int.TryParse(args[i + 1], out tags) || args[i] == "--minutes" && int.TryParse(args[i + 1], out minutes)) continue;
            if (args[i] == "--data" && (data = args[i + 1]).Length > 0 || args[i] == "--learn" && (learn = args[i + 1]) == "yes" || args[i] == "--url" && (url = args[i + 1]).Length > 0) continue;
            return Wrong();
        }
        switch (args.FirstOrDefault())
        {
            case "codec":
                CodecCost.Tell(Console.Out, tags, minutes, learn.Length > 0);
                return 0;
            case "day" when data.Length > 0:
                MadeDay.Make(Console.Out, data, tags);
                StoredSize.Tell(Console.Out, data);
                return 0;
            case "ask" when Uri.TryCreate(url, UriKind.Absolute, out var server):
                AskedDay.Tell(Console.Out, server).GetAwaiter().GetResult();
                return 0;
            default:
                return Wrong();
        }
    }

    private static int Wrong()
    {
        Console.Error.WriteLine(Usage);
        return 2;
    }
}
