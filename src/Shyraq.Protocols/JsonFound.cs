using System.Text;
using System.Text.Json;

namespace Shyraq.Protocols;

/// <summary>What was found where something else was expected: short pieces of JSON for messages.</summary>
internal static class JsonFound
{
    private const int Longest = 60;

    /// <summary>The text of the last property of a name in an object that is valid JSON.</summary>
    public static string In(ReadOnlySpan<byte> json, string name)
    {
        var found = "nothing";
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var wanted = IsNamed(ref reader, name);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (wanted) found = Cut(json[start..(int)reader.BytesConsumed]);
        }
        return found;
    }

    // Half a surrogate pair in a name is valid JSON and no text: comparing it throws.
    private static bool IsNamed(ref Utf8JsonReader reader, string name)
    {
        try
        {
            return reader.ValueTextEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The text, shortened in the middle of nothing: whole characters only, control characters shown as a dot.</summary>
    public static string Cut(ReadOnlySpan<byte> utf8)
    {
        var cut = utf8.Length > Longest;
        if (cut)
        {
            var end = Longest;
            while (end > 0 && (utf8[end] & 0xC0) == 0x80) end--;
            utf8 = utf8[..end];
        }
        var text = new StringBuilder(Encoding.UTF8.GetString(utf8));
        for (var i = 0; i < text.Length; i++)
            if (char.IsControl(text[i])) text[i] = '·';
        if (cut) text.Append('…');
        return text.ToString();
    }
}
