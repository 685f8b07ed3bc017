using System.Collections.Immutable;
using Shyraq.Core.Units;

namespace Shyraq.Core.Evaluation;

/// <summary>A time in which something was so: truly, or as it was told.</summary>
/// <param name="Subject">Whom or what it is about. What is told of one subject says nothing of another.</param>
/// <param name="To">Null: to the end.</param>
/// <param name="IsSure">False for a borderline truth: it may be told and need not be.</param>
public readonly record struct Stretch(string Subject, Instant From, Instant? To, bool IsSure = true);

/// <summary>How what was told fits what was true.</summary>
/// <param name="True">Sure truths.</param>
/// <param name="Found">Sure truths that were told.</param>
/// <param name="Told">Stretches that were told.</param>
/// <param name="False">Told stretches that began when nothing of the kind was true.</param>
/// <param name="Again">Told stretches that began in a truth that had been told before: chatter.</param>
/// <param name="Delays">From the beginning of each found truth to its telling, seconds, ascending; 0 when it was told before.</param>
/// <param name="MissedOnes">Sure truths that were not told, in order of time.</param>
/// <param name="FalseOnes">The false ones, in order of time.</param>
public sealed record EventScore(int True, int Found, int Told, int False, int Again, ImmutableArray<double> Delays, ImmutableArray<Stretch> MissedOnes, ImmutableArray<Stretch> FalseOnes)
{
    /// <summary>Sure truths that were not told.</summary>
    public int Missed => True - Found;

    /// <summary>The delay that this share (0..1) of the found truths does not exceed, seconds; null when none was found.</summary>
    public double? Delay(double share) => Delays.IsEmpty ? null : Delays[(int)Math.Ceiling(share * Delays.Length) - 1 is var i && i > 0 ? i : 0];
}

/// <summary>Compares what was told with what was true, subject by subject.</summary>
public static class EventMatching
{
    /// <summary>
    /// A told stretch is right when it begins in the window of a truth of its subject: from <paramref name="early"/> seconds before the truth begins to
    /// <paramref name="late"/> seconds after it ends. A sure truth is found when a right stretch lasts into its window. What began as a false one finds
    /// nothing later: nobody believes it any more.
    /// </summary>
    public static EventScore Match(IEnumerable<Stretch> truth, IEnumerable<Stretch> told, double early, double late)
    {
        var truths = truth.GroupBy(t => t.Subject, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.OrderBy(t => t.From).ToList(), StringComparer.Ordinal);
        var tellings = told.OrderBy(t => t.From).ThenBy(t => t.Subject, StringComparer.Ordinal).ToList();
        var right = new Dictionary<string, List<Stretch>>(StringComparer.Ordinal);
        var falseOnes = ImmutableArray.CreateBuilder<Stretch>();
        var again = 0;
        var begun = new HashSet<(string, Instant)>();
        foreach (var telling in tellings)
        {
            if (!truths.TryGetValue(telling.Subject, out var of) || Last(of, telling.From) is not { } window)
            {
                falseOnes.Add(telling);
                continue;
            }
            if (!begun.Add((window.Subject, window.From))) again++;
            if (!right.TryGetValue(telling.Subject, out var list)) right[telling.Subject] = list = [];
            list.Add(telling);
        }
        var (sure, delays, missed) = (0, new List<double>(), new List<Stretch>());
        foreach (var (subject, of) in truths)
            foreach (var one in of)
            {
                if (!one.IsSure) continue;
                sure++;
                if (right.GetValueOrDefault(subject)?.Find(t => Begins(one, t.From) || Lasts(one, t)) is { Subject: not null } first) delays.Add(Math.Max(0, first.From.SecondsSince(one.From)));
                else missed.Add(one);
            }
        delays.Sort();
        return new(sure, delays.Count, tellings.Count, falseOnes.Count, again, [.. delays], [.. missed.OrderBy(m => m.From).ThenBy(m => m.Subject, StringComparer.Ordinal)], falseOnes.ToImmutable());

        bool Begins(Stretch one, Instant at) => at.SecondsSince(one.From) >= -early && (one.To is not { } end || at.SecondsSince(end) <= late);

        // Told before and still so.
        bool Lasts(Stretch one, Stretch telling) => telling.From < one.From && (telling.To is not { } end || end.SecondsSince(one.From) >= -early);

        Stretch? Last(List<Stretch> of, Instant at)
        {
            for (var i = of.Count - 1; i >= 0; i--) if (Begins(of[i], at)) return of[i];
            return null;
        }
    }
}
