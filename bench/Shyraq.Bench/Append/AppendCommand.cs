using System.Globalization;

namespace Shyraq.Bench.Append;

/// <summary><c>append</c>: what it takes to make a block durable, beside a bare flush of the disk and a bare commit of the engine, as Markdown.</summary>
internal static class AppendCommand
{
    private const string Usage = """
        append --data FOLDER [--database SETTINGS] [--blocks N] [--bytes N]
          a folder that is not there yet, on the disk that is measured; a database that 'shyraq db migrate' made; blocks of so many bytes (5500: 500 ranges)
        """;

    public static int Run(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var (data, database, blocks, bytes) = ("", "", 2000, 5500);
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            if (args[i] == "--data" && (data = args[i + 1]).Length > 0 || args[i] == "--database" && (database = args[i + 1]).Length > 0) continue;
            if (args[i] == "--blocks" && int.TryParse(args[i + 1], out blocks) && blocks is >= 100 and <= 1_000_000 || args[i] == "--bytes" && int.TryParse(args[i + 1], out bytes) && bytes is >= 1 and <= 10_000_000) continue;
            return Wrong();
        }
        if (data.Length == 0 || Directory.Exists(data)) return Wrong();
        AppendCost.Tell(Console.Out, data, database, blocks, bytes);
        return 0;
    }

    private static int Wrong()
    {
        Console.Error.WriteLine(Usage);
        return 2;
    }
}
