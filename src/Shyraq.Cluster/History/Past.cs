using Shyraq.Cluster.Mines;
using Shyraq.Core.Units;
using Shyraq.Storage.History;

namespace Shyraq.Cluster.History;

/// <summary>Who or what carried a tag.</summary>
/// <param name="Kind"><c>person</c> or <c>vehicle</c>.</param>
/// <param name="Person">The id of the person to whom the lamp room handed the tag out; "" when it did not.</param>
public sealed record PastCarrier(string Kind, string Person, string Name, string Number, string Crew, string Role)
{
    internal static PastCarrier? Of(CarrierRow? row) => row is null ? null : new(row.Kind, row.Person, row.Name, row.Number, row.Crew, row.Role);
}

/// <summary>A time in which the mine did not listen.</summary>
public readonly record struct PastGap(Instant From, Instant To)
{
    internal static PastGap[] Of(IEnumerable<GapRow> gaps) => [.. gaps.Select(gap => new PastGap(gap.From, gap.To))];
}

/// <summary>One telling of the past.</summary>
/// <param name="Made">When, by whom, and what was changed for it; "" where it was shown live.</param>
public sealed record PastVersion(string Name, Instant From, Instant To, Instant Made, string By, string What);

/// <summary>A fix of the past with names resolved.</summary>
/// <param name="State">0 live, 1 inferred, 2 last known.</param>
/// <param name="Alternatives">How many places mattered; 0 when one did.</param>
/// <param name="Late">The answer rests on sightings that came late.</param>
public readonly record struct PastFix(
    Instant Time, double X, double Y, double Z, string? Roadway, double? Offset, string? Level, double Speed, double Radius95, int State, Instant Heard, int Alternatives, bool Late);

/// <summary>A tag at an instant.</summary>
/// <param name="Carrier">Who carried it; null when nobody is said to have.</param>
public sealed record PastTag(string Tag, PastCarrier? Carrier, PastFix Fix);

/// <summary>A board of the safety core as it was.</summary>
/// <param name="At">When the picture was taken: the board did not change from then to the instant asked for, but for what moves by itself.</param>
/// <param name="Json">UTF-8.</param>
public sealed record PastBoard(Instant At, byte[] Json);

/// <summary>The whole mine at an instant.</summary>
/// <param name="Plan">The version of the plan in force; 0 when there was none yet.</param>
/// <param name="Gap">The time around the instant in which the mine did not listen, so that nothing is known; null when it did.</param>
public sealed record PastScene(Instant Time, int Plan, IReadOnlyList<PastTag> Tags, IReadOnlyDictionary<string, PastBoard?> Boards, PastGap? Gap);

/// <summary>Where a tag was over a time.</summary>
/// <param name="Carrier">Who carried it at the beginning of it.</param>
public sealed record PastTrack(string Tag, PastCarrier? Carrier, Instant From, Instant To, IReadOnlyList<PastFix> Fixes);

/// <summary>Who was in a section of a roadway.</summary>
/// <param name="Start">Where the section begins, metres from the roadway's first vertex: at a whole cell.</param>
public sealed record PastStays(double Start, double End, IReadOnlyList<PastStay> Stays);

/// <summary>One of them.</summary>
public sealed record PastStay(string Tag, PastCarrier? Carrier, Instant In, Instant Out, bool Through);

/// <summary>What the history holds.</summary>
/// <param name="From">When the mine began, or what is older was taken out.</param>
/// <param name="Written">How many of the fixes are written.</param>
/// <param name="Bytes">Of the bodies of those.</param>
public sealed record PastSummary(
    Instant? From, Instant? To, long Fixes, long Written, long Bytes, IReadOnlyList<PastVersion> Versions, IReadOnlyList<(int Plan, Instant From)> Plans, IReadOnlyList<PastGap> Gaps);

/// <summary>Everybody over a time.</summary>
/// <param name="Plan">The version of the plan in force at its beginning; 0 when there was none yet.</param>
/// <param name="Tracks">Each with who carried the tag at its first fix.</param>
public sealed record PastReplay(int Plan, IReadOnlyList<(PastColumns Fixes, PastCarrier? Carrier)> Tracks, IReadOnlyList<EventRow> Events);

/// <summary>Something was asked that cannot be answered so; the message says what was expected.</summary>
public sealed class HistoryQuestionException(string message) : Exception(message);
