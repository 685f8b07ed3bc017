using System.Globalization;

namespace Shyraq.Verbs.Accuracy;

/// <summary>
/// Reads what others reached on a recording from the table of its <c>NOTE.md</c>: columns <c>h-RMSE</c> and <c>h-p95</c>; rows that begin with
/// <c>plain:</c>, with <c>strong:</c>, and one that says <c>with the radio map</c>.
/// </summary>
internal static class ReferenceNumbers
{
    private const string Rmse = "h-RMSE", P95 = "h-p95";

    /// <summary>The numbers without a radio survey and those with one, metres by name; null where the note has none.</summary>
    public static (SortedDictionary<string, double>? Plain, SortedDictionary<string, double>? Surveyed) Of(string notePath)
    {
        var (plain, surveyed) = (new SortedDictionary<string, double>(StringComparer.Ordinal), new SortedDictionary<string, double>(StringComparer.Ordinal));
        if (!File.Exists(notePath)) return (null, null);
        string[] header = [];
        foreach (var line in File.ReadLines(notePath).Where(line => line.StartsWith('|')))
        {
            string[] cells = [.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim())];
            if (cells.Contains(Rmse)) header = cells;
            if (cells[0].StartsWith("plain:", StringComparison.Ordinal)) Take(plain, "plain", header, cells);
            else if (cells[0].Contains("with the radio map", StringComparison.Ordinal)) Take(surveyed, "strong", header, cells);
            else if (cells[0].StartsWith("strong:", StringComparison.Ordinal)) Take(plain, "strong", header, cells);
        }
        return (plain.Count > 0 ? plain : null, surveyed.Count > 0 ? surveyed : null);
    }

    private static void Take(SortedDictionary<string, double> into, string method, string[] header, string[] cells)
    {
        foreach (var (column, name) in ((string, string)[])[(Rmse, "Rmse"), (P95, "P95")])
        {
            var at = Array.IndexOf(header, column);
            if (at < 0 || at >= cells.Length) continue;
            if (double.TryParse(cells[at].Split(' ')[0], CultureInfo.InvariantCulture, out var metres) && double.IsFinite(metres)) into[method + name] = metres;
        }
    }
}
