using Shyraq.Core.Presence;
using Shyraq.Core.Units;

namespace Shyraq.Core.Reports;

/// <summary>One way down and up again of one person.</summary>
/// <param name="Kind">How the person is known.</param>
/// <param name="Id">By <paramref name="Kind"/>: of the person, the tag or the number.</param>
/// <param name="Name">As it was then.</param>
/// <param name="Company">Id of the company for which the person worked then; "" for none.</param>
/// <param name="CompanyName">Its name then.</param>
/// <param name="WentDown">By the evidence, not when it was judged.</param>
/// <param name="DownBy">What first told of it, in camel case; "" when that was before the events that were read.</param>
/// <param name="CameUp">By the evidence; null while the person is in.</param>
/// <param name="UpBy">What told of it.</param>
/// <param name="IsLost">Unaccounted at the end.</param>
/// <param name="IsCut">The events tell of a later way down and not of the end of this one: how long it took is not known.</param>
public sealed record Descent(
    AccountKind Kind, string Id, string Name, string Company, string CompanyName, Instant WentDown, string DownBy,
    Instant? CameUp = null, string UpBy = "", bool IsLost = false, bool IsCut = false)
{
    /// <summary>Seconds of it within a period. Who is in counts up to the end of the record.</summary>
    public double Within(ReportPeriod period, Instant recordEnd)
    {
        if (IsCut) return 0;
        var (from, to) = (Instant.Max(WentDown, period.From), Instant.Min(CameUp ?? recordEnd, period.To));
        return Math.Max(0, to.SecondsSince(from));
    }

    /// <summary>Every end that is known was told by a gate: to the second.</summary>
    public bool IsByGates => DownBy == Words.Of(EvidenceSource.PassageIn) && (CameUp is null || UpBy == Words.Of(EvidenceSource.PassageOut));

    /// <summary>
    /// By so much, seconds, its time within a period may be too long or too short, by what tells of its two ends. Null where one is known by word alone, of which nobody can say how exact it is.
    /// </summary>
    /// <param name="period">Null for the whole of it: an end outside of the period adds nothing.</param>
    public double? Doubt(ReportPeriod? period)
    {
        if (IsCut) return 0;
        double? sum = 0;
        if (period is not { } down || Reaches(down, WentDown, Doubts.Down(DownBy))) sum += Doubts.Down(DownBy);
        if (CameUp is { } up && (period is not { } within || Reaches(within, up, Doubts.Up(UpBy)))) sum += Doubts.Up(UpBy);
        return sum;

        static bool Reaches(ReportPeriod period, Instant end, double? doubt) => end.PlusSeconds(doubt ?? 0) >= period.From && end.PlusSeconds(-(doubt ?? 0)) <= period.To;
    }

    /// <summary>The whole of it, seconds; who is in counts up to the end of the record.</summary>
    public double Whole(Instant recordEnd) => IsCut ? 0 : Math.Max(0, (CameUp ?? recordEnd).SecondsSince(WentDown));
}
