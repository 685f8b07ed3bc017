using System.Globalization;

namespace Shyraq.Verbs.Drill;

/// <summary>Puts the tables of drills into a document, between two lines that mark their place.</summary>
public static class DrillDocument
{
    private const string From = "<!-- drills -->", To = "<!-- /drills -->";

    /// <summary>Replaces what lies between the marks.</summary>
    /// <exception cref="BadInputException">The document cannot be read or has no such marks.</exception>
    public static void Put(string path, IEnumerable<DrillResult> results)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: cannot be read: {failure.Message}");
        }
        var (from, to) = (text.IndexOf(From, StringComparison.Ordinal), text.IndexOf(To, StringComparison.Ordinal));
        if (from < 0 || to < from) throw new BadInputException($"{path}: found no line {From} followed by {To}, expected both");
        using var tables = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        foreach (var result in results) DrillText.Write(tables, result);
        File.WriteAllText(path, $"{text[..(from + From.Length)]}\n\n{tables}{text[to..]}");
    }
}
