using Shyraq.Core.Safety;
using Shyraq.Core.Units;

namespace Shyraq.Core.Reports;

/// <summary>Somebody or something in a zone.</summary>
/// <param name="In">When it came in.</param>
/// <param name="Out">When it left; null while it is in.</param>
/// <param name="IsPass">It went through between two fixes: how long it was inside is not known.</param>
internal sealed record ZoneStay(string Zone, string Tag, Instant In, Instant? Out, bool IsPass = false)
{
    /// <summary>The kinds of events that are needed.</summary>
    public static IReadOnlySet<string> Kinds { get; } = new HashSet<string>(["entered", "left", "passed"], StringComparer.Ordinal);

    /// <summary>All stays, in the order in which they began. Who was inside before the first event and never left is not among them.</summary>
    public static List<ZoneStay> Of(IEnumerable<Occurrence> events)
    {
        var (all, open) = (new List<ZoneStay>(), new Dictionary<(string, string), int>());
        foreach (var one in events)
        {
            var key = (one.What, one.Subject);
            if (one.Kind == "passed") all.Add(new(one.What, one.Subject, one.Time, one.Time, true));
            else if (one.Kind == "entered" && open.TryAdd(key, all.Count)) all.Add(new(one.What, one.Subject, one.Time, null));
            else if (one.Kind == "left" && open.Remove(key, out var at)) all[at] = all[at] with { Out = Instant.Max(one.Time, all[at].In) };
        }
        return all;
    }

    /// <summary>Whether any of it lies within a period.</summary>
    public bool IsIn(ReportPeriod period) => In < period.To && (Out ?? period.To) >= period.From;

    /// <summary>Seconds of it within a period; who is in counts up to a moment.</summary>
    public double Within(ReportPeriod period, Instant until) => Math.Max(0, Instant.Min(Out ?? until, period.To).SecondsSince(Instant.Max(In, period.From)));
}
