using System.Globalization;

namespace Shyraq.Bench.History;

/// <summary><c>history</c>: what the history of fixes takes in bytes and time, as Markdown.</summary>
internal static class HistoryCommand
{
    private const string Usage = "history codec [--tags N] [--minutes N]";

    public static int Run(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var (tags, minutes) = (100, 30);
        for (var i = 1; i + 1 < args.Length; i += 2)
        {
            if (args[i] == "--tags" && int.TryParse(args[i + 1], out tags) || args[i] == "--minutes" && int.TryParse(args[i + 1], out minutes)) continue;
            return Wrong();
        }
        switch (args.FirstOrDefault())
        {
            case "codec":
                CodecCost.Tell(Console.Out, tags, minutes);
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
