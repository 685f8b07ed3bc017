using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Shyraq.Core.Safety;

namespace Shyraq.Core.Acts;

/// <summary>The detail of a refusal as it is written in the code, <c>$"tag {tag} was not handed out"</c>: its words, and its values apart, for other languages.</summary>
[InterpolatedStringHandler]
internal sealed class RefusalText(int literals, int values)
{
    private readonly StringBuilder _text = new(literals + 16 * values);
    private readonly List<object> _values = new(values);

    public void AppendLiteral(string words) => _text.Append(words);

    public void AppendFormatted<T>(T value, string? format = null)
    {
        var text = value is IFormattable number && value is not Enum ? number.ToString(format, CultureInfo.InvariantCulture) : value?.ToString() ?? "";
        _text.Append(text);
        // Times and names of cases as in every phrase; a number as it is rounded in the words.
        _values.Add(value is Units.Instant or Enum ? value : text);
    }

    /// <summary>The reason and the values, as <see cref="Phrase"/> writes a code with its own.</summary>
    public string PhraseOf(string reason) => Phrase.Of(reason, [.. _values]);

    public override string ToString() => _text.ToString();
}
