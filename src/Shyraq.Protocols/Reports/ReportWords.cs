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
    internal static string? Find(string code, string language)
    {
        if (All.TryGetValue(code, out var own)) return own[Array.IndexOf(Languages, language)];
        if (Shared[language].TryGetValue(code, out var said)) return said;
        // What happened, and to or in what: the words lie with the part that tells of it.
        if (code.StartsWith("happened.", StringComparison.Ordinal)) return Events.Select(of => Shared[language].GetValueOrDefault($"{of}.{code[9..]}")).FirstOrDefault(text => text is not null) ?? code[9..];
        if (code.StartsWith("what.", StringComparison.Ordinal) && code[5..].Split('.', 2) is [var kind, var what]) return Subjects.TryGetValue(kind, out var of) ? Shared[language].GetValueOrDefault($"{of}.{what}") ?? what : what;
        return null;
    }

    private static readonly string[] Events = ["event", "events", "alarms.event", "presence.event", "zones.event"];

    private static readonly FrozenDictionary<string, string> Subjects = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["emergencyPrepared"] = "evacuation.kind",
        ["emergencyDeclared"] = "evacuation.kind",
        ["emergencyCancelled"] = "evacuation.kind",
        ["emergencyEnded"] = "evacuation.kind",
        ["muster"] = "evacuation.status",
        ["orderGiven"] = "evacuation.orderText",
        ["marked"] = "evacuation.mark",
        ["markContradicted"] = "evacuation.mark",
        ["stated"] = "rescue.claim",
    }.ToFrozenDictionary(StringComparer.Ordinal);

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

    internal static readonly FrozenDictionary<string, string[]> All = Sentences.All.Concat(Headings.All).Concat(Judgements.All).ToFrozenDictionary(StringComparer.Ordinal);
}
