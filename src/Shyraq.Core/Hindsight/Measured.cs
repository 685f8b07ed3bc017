using Shyraq.Core.Sightings;
using Shyraq.Core.Units;

namespace Shyraq.Core.Hindsight;

/// <summary>Sightings in order of the time at which they were measured, as if each had arrived at once.</summary>
internal static class Measured
{
    /// <summary>Puts sightings in order: equal times stay in order of arrival.</summary>
    /// <param name="sightings">In order of arrival.</param>
    /// <param name="refuse">Told of each that is left out, with its line.</param>
    public static IEnumerable<MeasuredSighting> InOrder(IEnumerable<FiledSighting> sightings, Clocks clocks, Action<Refusal, int?> refuse) =>
        InOrder(sightings, clocks, Clocks.MostLate, null, refuse);

    /// <summary>The same with little in memory, where what was held back is known beforehand.</summary>
    /// <param name="sightings">In order of arrival; those that were held back are left out.</param>
    /// <param name="heldBack">All of those.</param>
    public static IEnumerable<MeasuredSighting> InOrder(IEnumerable<FiledSighting> sightings, Clocks clocks, IEnumerable<MeasuredSighting> heldBack, Action<Refusal, int?> refuse) =>
        InOrder(sightings, clocks, Clocks.HeldBack, heldBack, refuse);

    /// <param name="patience">What is older than this, seconds, is followed by nothing that was measured before it.</param>
    private static IEnumerable<MeasuredSighting> InOrder(IEnumerable<FiledSighting> sightings, Clocks clocks, double patience, IEnumerable<MeasuredSighting>? heldBack, Action<Refusal, int?> refuse)
    {
        var waiting = new PriorityQueue<MeasuredSighting, (Instant, long)>();
        // What was held back arrived after all that was measured at the same time.
        var count = long.MaxValue / 2;
        foreach (var late in heldBack ?? []) waiting.Enqueue(late, (late.Sighting.Time, count++));
        count = 0;
        foreach (var filed in StrayArrivals.LeftOut(sightings, refuse))
        {
            if (clocks.Measure(filed, refuse) is not { } measured || (measured.IsLate && heldBack is not null)) continue;
            waiting.Enqueue(measured, (measured.Sighting.Time, count++));
            while (clocks.Now.SecondsSince(waiting.Peek().Sighting.Time) > patience) yield return waiting.Dequeue();
        }
        while (waiting.TryDequeue(out var last, out _)) yield return last;
    }
}
