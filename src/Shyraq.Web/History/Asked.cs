using System.Globalization;
using System.Text;
using Shyraq.Core.Units;
using Shyraq.Protocols;

namespace Shyraq.Web.History;

/// <summary>Reads the parameters of a question about the past. What cannot be read is named with what was expected.</summary>
internal static class Asked
{
    /// <summary>A time that has to be given; otherwise why not.</summary>
    public static string? Time(string name, string? text, out Instant time)
    {
        time = default;
        return text is not null && IsoTime.TryParse(Encoding.UTF8.GetBytes(text), out time) ? null
            : $"The parameter {name} is {(text is null ? "missing" : $"'{text}'")}; expected {IsoTime.Expected}.";
    }

    /// <summary>A period, the end of which is not part of it.</summary>
    public static string? Period(string? from, string? to, out Instant begin, out Instant end)
    {
        end = default;
        return Time(nameof(from), from, out begin) ?? Time(nameof(to), to, out end)
            ?? (begin < end ? null : $"The parameter to is '{to}'; expected a time after from, {begin}.");
    }

    /// <summary>A number within bounds; <paramref name="otherwise"/> when it is not given.</summary>
    public static string? Number(string name, string? text, double least, double most, double otherwise, out double number)
    {
        number = otherwise;
        if (text is null) return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && number >= least && number <= most ? null
            : string.Create(CultureInfo.InvariantCulture, $"The parameter {name} is '{text}'; expected a number from {least} to {most}.");
    }
}
