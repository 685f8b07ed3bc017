using System.Buffers.Text;

namespace Shyraq.Protocols;

/// <summary>Reads the numbers of JSON. The usual short decimals take a short way with the same bits as the long one.</summary>
internal static class JsonNumber
{
    // Up to 15 digits and 10^22 are exact in a double, so one division is rounded once and correctly (Clinger 1990).
    private const int MostExactDigits = 15;
    private static ReadOnlySpan<double> PowersOfTen => [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>Reads a number that is valid by JSON's grammar; false when a double cannot hold it (1e999).</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        long digits = 0;
        int count = 0, decimals = 0, at = text[0] == '-' ? 1 : 0;
        var pointSeen = false;
        for (; at < text.Length; at++)
        {
            var digit = (uint)(text[at] - '0');
            if (digit <= 9 && count < MostExactDigits)
            {
                digits = digits * 10 + digit;
                count++;
                if (pointSeen) decimals++;
            }
            else if (text[at] == '.') pointSeen = true;
            else return TryParseLong(text, out value);
        }
        value = digits / PowersOfTen[decimals];
        if (text[0] == '-') value = -value;
        return true;
    }

    private static bool TryParseLong(ReadOnlySpan<byte> text, out double value) =>
        Utf8Parser.TryParse(text, out value, out var used) && used == text.Length && double.IsFinite(value);
}
