using Shyraq.Core.Alarms;
using Shyraq.Core.Safety;
using Shyraq.Core.Units;

namespace Shyraq.Core.Reports;

/// <summary>One alarm from its raising to its end, as the history tells it.</summary>
/// <param name="Kind">In camel case.</param>
/// <param name="Acknowledged">When somebody first said that they act; null while nobody has.</param>
/// <param name="AcknowledgedBy">Who, and what they wrote.</param>
/// <param name="Cleared">When the condition was gone; null while it stands.</param>
/// <param name="Calls">How often somebody further was called because nobody acknowledged.</param>
/// <param name="Shelved">Put aside with a reason; "" when it was not.</param>
internal sealed record AlarmLife(string Kind, string Subject, string Detail, Instant Raised, Instant? Acknowledged, string AcknowledgedBy, Instant? Cleared, int Calls, string Shelved)
{
    /// <summary>The kinds of events that are needed.</summary>
    public static IReadOnlySet<string> Kinds { get; } = new HashSet<string>(["raised", "cleared", "acknowledged", "escalated", "shelved"], StringComparer.Ordinal);

    /// <summary>All alarms, in the order in which they were raised.</summary>
    /// <param name="before">Those that stood before the first event.</param>
    public static List<AlarmLife> Of(IEnumerable<AlarmRow> before, IEnumerable<Occurrence> events)
    {
        var (all, open) = (new List<AlarmLife>(), new Dictionary<(string, string), int>());
        foreach (var one in before.Where(a => a is { Stands: true, Raised: not null }).OrderBy(a => a.Raised))
        {
            open[(AlarmKey.NameOf(one.Kind), one.Subject)] = all.Count;
            all.Add(new(AlarmKey.NameOf(one.Kind), one.Subject, one.Detail, one.Raised!.Value, one.Acknowledged?.Time, one.Acknowledged is { } by ? by.Note.Length > 0 ? $"{by.By}: {by.Note}" : by.By : "", null, 0, one.Shelf?.Reason ?? ""));
        }
        foreach (var one in events)
        {
            if (!Kinds.Contains(one.Kind)) continue;
            var key = (one.What, one.Subject);
            if (one.Kind == "raised")
            {
                // It stood before already, as the board told.
                if (open.TryGetValue(key, out var known) && all[known].Raised == one.Time) continue;
                open[key] = all.Count;
                all.Add(new(one.What, one.Subject, one.Detail, one.Time, null, "", null, 0, ""));
            }
            else if (open.TryGetValue(key, out var at))
            {
                all[at] = one.Kind switch
                {
                    "acknowledged" => all[at].Acknowledged is null ? all[at] with { Acknowledged = one.Time, AcknowledgedBy = one.Detail } : all[at],
                    "cleared" => all[at] with { Cleared = all[at].Cleared ?? one.Time },
                    "escalated" => all[at] with { Calls = all[at].Calls + 1 },
                    _ => all[at] with { Shelved = one.Detail },
                };
            }
        }
        return all;
    }

    /// <summary>Within a period.</summary>
    public bool IsIn(ReportPeriod period) => Raised < period.To && (Cleared ?? period.To) >= period.From;

    /// <summary>How soon somebody acted, seconds.</summary>
    public double? Answer => Acknowledged?.SecondsSince(Raised);

    /// <summary>How long it stood, seconds; up to a moment when it stands still.</summary>
    public double Stood(Instant until) => Math.Max(0, (Cleared ?? until).SecondsSince(Raised));

    /// <summary>How grave it is by the definitions in force.</summary>
    public AlarmPriority? Priority(IEnumerable<AlarmDefinition> definitions) => definitions.FirstOrDefault(d => AlarmKey.NameOf(d.Kind) == Kind)?.Priority;
}
