using System.Globalization;

namespace Shyraq.Bench.Presence;

/// <summary><c>presence</c>: what the list of who is not out costs, and how often cards that are carried for a friend are found, as Markdown.</summary>
internal static class PresenceCommand
{
    private const string Usage = "presence [--only board|twins] [--shifts N]";

    public static int Run(string[] args)
    {
        var (only, shifts) = ("", 5);
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--only" && i + 1 < args.Length && args[i + 1] is "board" or "twins") only = args[++i];
            else if (args[i] == "--shifts" && i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out shifts) && shifts is >= 1 and <= 1000) i++;
            else
            {
                Console.Error.WriteLine(Usage);
                return 2;
            }
        }
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (only is "" or "board") BoardCost.Tell(Console.Out);
        if (only is "" or "twins") CarriedCards.Tell(Console.Out, shifts);
        return 0;
    }
}
