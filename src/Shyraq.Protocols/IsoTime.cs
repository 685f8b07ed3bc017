using System.Diagnostics;
using Shyraq.Core.Units;

namespace Shyraq.Protocols;

/// <summary>
/// Times as the files have them: ISO 8601 (the RFC 3339 profile) in UTF-8. Written in UTC with a <c>Z</c> and six
/// decimals; read with up to seven decimals (cut to the microsecond) and with <c>Z</c> or an offset such as <c>+05:00</c>.
/// </summary>
public static class IsoTime
{
    /// <summary>Bytes that <see cref="Write"/> writes.</summary>
    public const int Length = 27;

    /// <summary>What <see cref="TryParse"/> takes, for messages.</summary>
    public const string Expected = "an ISO 8601 time with Z such as 2026-01-31T08:00:00.25Z, from 1970 to 2200";

    // A time outside of these is a broken clock or a broken sender, never a measurement.
    private const int FirstYear = 1970, LastYear = 2200;
    private const long MicrosecondsPerDay = 86_400_000_000;

    /// <summary>Reads a time; false when the text is not one or its year is not from 1970 to 2200.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Instant time)
    {
        time = default;
        if (text.Length < 20 || text[4] != '-' || text[7] != '-' || (text[10] | 0x20) != 't' || text[13] != ':' || text[16] != ':') return false;
        var year = Two(text, 0) * 100 + Two(text, 2);
        var (month, day) = (Two(text, 5), Two(text, 8));
        var (hour, minute, second) = (Two(text, 11), Two(text, 14), Two(text, 17));
        if ((uint)(year - FirstYear) > LastYear - FirstYear || (uint)(month - 1) > 11 || day < 1
            || (day > 28 && day > DateTime.DaysInMonth(year, month)) || hour > 23 || minute > 59 || second > 59)
            return false;

        var at = 19;
        var micros = 0;
        if (text[at] == '.')
        {
            var digits = 0;
            for (at++; at < text.Length && (uint)(text[at] - '0') <= 9; at++, digits++)
                if (digits < 6) micros = micros * 10 + (text[at] - '0');
            if (digits is 0 or > 7) return false;
            for (; digits < 6; digits++) micros *= 10;
        }
        if (!TryParseOffset(text[at..], out var offsetMinutes)) return false;
        var seconds = hour * 3600 + minute * 60 + second - offsetMinutes * 60;
        time = new Instant(DaysSince1970(year, month, day) * MicrosecondsPerDay + seconds * 1_000_000L + micros);
        return time.UnixMicroseconds >= 0;
    }

    /// <summary>Writes a time, always <see cref="Length"/> bytes.</summary>
    /// <param name="to">At least <see cref="Length"/> bytes.</param>
    public static void Write(Instant time, Span<byte> to)
    {
        var written = time.ToDateTimeOffset().TryFormat(to, out var bytes, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        Debug.Assert(written && bytes == Length);
    }

    // Two digits, or a value too large for every field when they are none.
    private static int Two(ReadOnlySpan<byte> text, int at)
    {
        var (tens, ones) = ((uint)(text[at] - '0'), (uint)(text[at + 1] - '0'));
        return tens <= 9 && ones <= 9 ? (int)(tens * 10 + ones) : 1_000_000;
    }

    private static bool TryParseOffset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.Length == 1) return (text[0] | 0x20) == 'z';
        if (text.Length != 6 || text[3] != ':' || (text[0] != '+' && text[0] != '-')) return false;
        var (hours, rest) = (Two(text, 1), Two(text, 4));
        if (hours > 23 || rest > 59) return false;
        minutes = (hours * 60 + rest) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil, for years after 0.
    private static long DaysSince1970(int year, int month, int day)
    {
        if (month <= 2) year--;
        var era = year / 400;
        var yearOfEra = year - era * 400;
        var dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        var dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468;
    }
}
