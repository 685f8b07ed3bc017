using System.Globalization;
using System.Text;
using Shyraq.Core.Units;

namespace Shyraq.Protocols.Reports;

/// <summary>Says the details of events: parts between <c> · </c>, each a code with its values or what somebody wrote, which stays.</summary>
internal static class PhraseText
{
    // Values that are names of cases: which value of which code, and where its words are. As in the console.
    private static readonly Dictionary<(string Code, int Value), string> Cases = new()
    {
        [("standsSince", 0)] = "phrases.account",
        [("entryPut", 0)] = "phrases.entry",
        [("entryRemoved", 0)] = "phrases.entry",
        [("saidToBe", 1)] = "presence.state",
        [("cameUpNoPassageOut", 0)] = "presence.source",
        [("wasDefined", 0)] = "alarms.priority",
        [("isDefined", 0)] = "alarms.priority",
    };

    public static string Of(string detail, ReportText text) => string.Join(" · ", detail.Split(" · ").Select(part => Part(part, text)));

    private static string Part(string part, ReportText text)
    {
        var fields = Fields(part);
        if (ReportWords.Find($"phrases.{fields[0]}", text.Language) is not { } said) return part;
        for (var i = 1; i < fields.Count; i++) said = said.Replace($"{{{{{(i - 1).ToString(CultureInfo.InvariantCulture)}}}}}", Value(fields[i], fields[0], i - 1, text), StringComparison.Ordinal);
        return said;
    }

    private static string Value(string value, string code, int index, ReportText text)
    {
        if (value.Length == 0) return "—";
        if (Cases.TryGetValue((code, index), out var of)) return ReportWords.Find($"{of}.{value}", text.Language) ?? value;
        return value.Length is >= 20 and <= 27 && value[^1] == 'Z' && value[10] == 'T' && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? text.Clock(Instant.From(time)) : value;
    }

    // Fields are parted by ';'; a backslash takes what follows as it is.
    private static List<string> Fields(string part)
    {
        var (fields, field) = (new List<string>(), new StringBuilder());
        for (var i = 0; i < part.Length; i++)
        {
            if (part[i] == ';')
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else field.Append(part[i] == '\\' && i + 1 < part.Length ? part[++i] : part[i]);
        }
        return [.. fields, field.ToString()];
    }
}
