using System.Text;
using Shyraq.Core.Units;

namespace Shyraq.Core.Safety;

/// <summary>
/// The details of occurrences, conditions and disagreements, which every reader sees in their own language: parts joined by <c> · </c>, each a code with its
/// values (<c>fewerThan;2;3;5</c>) or what somebody wrote. The words belong to the screens.
/// </summary>
internal static class Phrase
{
    private const string Between = " · ";

    /// <summary>The code in camel case, and after each <c>;</c> a value. In values <c>\</c> stands before <c>\</c>, <c>;</c> and <c>·</c>.</summary>
    public static string Of(PhraseCode code, params ReadOnlySpan<object> values) => Of(Presence.Words.Of(code), values);

    /// <summary>A time to the microsecond, for what is reckoned with later; a whole second is written as everywhere.</summary>
    public static string Exact(Instant time) => time == default ? "" : time.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The same of a code that is no <see cref="PhraseCode"/>, such as the reason of a refusal.</summary>
    public static string Of(string code, params ReadOnlySpan<object> values)
    {
        var text = new StringBuilder(code);
        foreach (var value in values)
        {
            text.Append(';');
            foreach (var letter in Text(value))
            {
                if (letter is '\\' or ';' or '·') text.Append('\\');
                text.Append(letter);
            }
        }
        return text.ToString();
    }

    /// <summary>Several parts as one detail; empty ones are left out.</summary>
    public static string Join(params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
            if (part.Length > 0) text.Append(text.Length > 0 ? Between : "").Append(part);
        return text.ToString();
    }

    /// <summary>The values of the part of a detail that has a code; null when no part has.</summary>
    public static string[]? Values(string detail, PhraseCode code)
    {
        var name = Of(code) + ";";
        var at = detail.StartsWith(name, StringComparison.Ordinal) ? 0 : detail.IndexOf(Between + name, StringComparison.Ordinal) is >= 0 and var found ? found + Between.Length : -1;
        return at < 0 ? null : Fields(detail[(at + name.Length)..]);
    }

    // Up to the end of the part: a · that belongs to a value has a backslash before it.
    private static string[] Fields(string text)
    {
        var fields = new List<string> { "" };
        for (var i = 0; i < text.Length; i++)
        {
            if (text.AsSpan(i).StartsWith(Between, StringComparison.Ordinal)) break;
            if (text[i] == ';') fields.Add("");
            else fields[^1] += text[i] == '\\' && i + 1 < text.Length ? text[++i] : text[i];
        }
        return [.. fields];
    }

    // Times without the fraction of a second, so that a detail changes only when what it tells does.
    private static string Text(object value) => value switch
    {
        Instant time when time == default => "",
        Instant time => time.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        Enum name => Presence.Words.Of(name),
        double number => number.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
