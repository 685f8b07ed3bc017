using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Shyraq.Core.Reports;

namespace Shyraq.Protocols.Reports;

/// <summary>The words of the reports in Russian, Kazakh and English: their own, and those that they share with the console (<c>words.json</c>).</summary>
public static class ReportWords
{
    /// <summary>In this order, the first being that of a reader who did not choose.</summary>
    public static readonly string[] Languages = ["ru", "kk", "en"];

    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> Shared = JsonSerializer
        .Deserialize<Dictionary<string, Dictionary<string, string>>>(Resource.Bytes("words.json"))!.ToFrozenDictionary(l => l.Key, l => l.Value.ToFrozenDictionary(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>There are words in this language.</summary>
    public static bool Knows(string language) => Languages.Contains(language);

    /// <summary>The words of a code; the code itself when it has none.</summary>
    public static string Say(string code, string language) => Find(code, language) ?? code;

    /// <summary>The words of a code; null when it has none.</summary>
    internal static string? Find(string code, string language) =>
        All.TryGetValue(code, out var own) ? own[Array.IndexOf(Languages, language)] : Shared[language].GetValueOrDefault(code);

    /// <summary>A note as a sentence; its values in the words of the language.</summary>
    public static string Say(Note note, ReportText text)
    {
        var said = Say($"note.{note.Code}", text.Language);
        for (var i = 0; i < note.Values.Length; i++) said = said.Replace($"{{{i.ToString(CultureInfo.InvariantCulture)}}}", text.Of(note.Values[i]), StringComparison.Ordinal);
        return said;
    }

    /// <summary>The title of a report.</summary>
    public static string Title(ReportName name, string language) => Say($"title.{CodeOf(name)}", language);

    /// <summary>A report as addresses and files name it.</summary>
    public static string CodeOf(ReportName name)
    {
        var text = name.ToString();
        return char.ToLowerInvariant(text[0]) + text[1..];
    }

    /// <summary>The report of a name; null when there is none.</summary>
    public static ReportName? Named(string name) => Enum.GetValues<ReportName>().Where(n => CodeOf(n) == name).Select(n => (ReportName?)n).FirstOrDefault();

    internal static readonly FrozenDictionary<string, string[]> All = Sentences.All.Concat(Headings.All).ToFrozenDictionary(StringComparer.Ordinal);
}
