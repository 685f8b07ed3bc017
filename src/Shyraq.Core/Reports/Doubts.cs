using Shyraq.Core.Presence;

namespace Shyraq.Core.Reports;

/// <summary>
/// How far the time of an end of a way down may be off at most, seconds, by what tells of it. Gates are exact to their clock. A tag is near the exit for as long as its bearer waits
/// there for the cage, and radios cannot tell the two sides of the bank apart; so a beginning that only a tag tells of may be too early by that wait. <c>docs/reports.md</c> has what was measured.
/// </summary>
internal static class Doubts
{
    /// <summary>Gates tell whole seconds.</summary>
    private const double Gate = 1;

    /// <summary>Waiting at the exit, for a cage that goes each three minutes, and a minute to get in.</summary>
    private const double AtExit = 240;

    /// <summary>Until a tag that speaks each ten seconds has been above ground for the dwell.</summary>
    private const double OnSurface = 30;

    /// <summary>Where a lamp is handed out and taken back is some way from the exit.</summary>
    private const double LampRoom = 900;

    private static readonly Dictionary<string, double> OfDown = new(StringComparer.Ordinal)
    {
        [Words.Of(EvidenceSource.PassageIn)] = Gate,
        [Words.Of(EvidenceSource.TagAtExit)] = AtExit,
        [Words.Of(EvidenceSource.TagUnderground)] = AtExit,
        [Words.Of(EvidenceSource.LampIssued)] = LampRoom,
    };

    private static readonly Dictionary<string, double> OfUp = new(StringComparer.Ordinal)
    {
        [Words.Of(EvidenceSource.PassageOut)] = Gate,
        [Words.Of(EvidenceSource.TagOnSurface)] = OnSurface,
        [Words.Of(EvidenceSource.TagAtExit)] = AtExit,
        [Words.Of(EvidenceSource.TagLeftByExit)] = AtExit,
        [Words.Of(EvidenceSource.LampReturned)] = LampRoom,
    };

    /// <summary>Of the beginning; null where nobody can say.</summary>
    public static double? Down(string source) => OfDown.TryGetValue(source, out var doubt) ? doubt : null;

    /// <summary>Of the end; null where nobody can say.</summary>
    public static double? Up(string source) => OfUp.TryGetValue(source, out var doubt) ? doubt : null;
}
