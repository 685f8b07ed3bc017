using System.Globalization;
using Shyraq.Core.Reports;
using Shyraq.Core.Units;

namespace Shyraq.Protocols.Reports;

/// <summary>Values of reports as texts, in a language and the time of the mine.</summary>
public sealed class ReportText
{
    private readonly TimeZoneInfo _zone;
    private readonly CultureInfo _numbers;

    /// <param name="language">One of <see cref="ReportWords.Languages"/>.</param>
    /// <param name="timeZone">As the plan names it; one that this machine does not know is UTC, and is called so.</param>
    public ReportText(string language, string timeZone)
    {
        Language = language;
        var known = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone);
        (_zone, ZoneName) = known ? (zone!, timeZone) : (TimeZoneInfo.Utc, "UTC");
        // A point in English, a comma in the other two; no spaces between thousands, so that table programs read a number.
        _numbers = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        if (language != "en") _numbers.NumberFormat.NumberDecimalSeparator = ",";
    }

    public string Language { get; }

    /// <summary>In which time zone times are told.</summary>
    public string ZoneName { get; }

    /// <summary>A time by the clocks of the mine.</summary>
    public DateTime Local(Instant time) => TimeZoneInfo.ConvertTime(time.ToDateTimeOffset(), _zone).DateTime;

    /// <summary>A value as a reader sees it.</summary>
    public string Of(Cell cell) => cell switch
    {
        Cell.Text text => text.Value,
        Cell.Word word => ReportWords.Say(word.Code, Language),
        Cell.Told told => PhraseText.Of(told.Detail, this),
        Cell.Moment moment => Clock(moment.Time),
        Cell.Span span => Length(span.Seconds),
        Cell.Number number => number.Value.ToString($"F{number.Decimals}", _numbers),
        Cell.Share share => (100 * share.Value).ToString("0.##", _numbers) + " %",
        _ => throw new ArgumentOutOfRangeException(nameof(cell), cell, null),
    };

    /// <summary>Date and time.</summary>
    public string Clock(Instant time) => Local(time).ToString("dd.MM.yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Hours, minutes and seconds; hours are not broken into days, for they are added up.</summary>
    public static string Length(double seconds)
    {
        var whole = (long)Math.Round(seconds);
        return string.Create(CultureInfo.InvariantCulture, $"{whole / 3600}:{whole / 60 % 60:00}:{whole % 60:00}");
    }
}
