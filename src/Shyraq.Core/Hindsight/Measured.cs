using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Hindsight;

/// <summary>Sightings in order of the time at which they were measured, as if each had arrived at once.</summary>
internal static class Measured
{
    /// <summary>What comes later than this was not held back but measured by a clock that is wrong, seconds.</summary>
    private const double MostLate = 24 * 3600;

    /// <summary>Puts sightings in order, by clocks as right as their delays show them to be.</summary>
    /// <param name="sightings">In order of arrival.</param>
    /// <param name="futureTolerance">A time farther ahead of the arrival is refused, seconds.</param>
    /// <param name="refuse">Told of each that is left out, with its line.</param>
    public static List<FiledSighting> InOrder(IEnumerable<FiledSighting> sightings, MinePlan plan, double futureTolerance, Action<Refusal, int?> refuse)
    {
        var clocks = new AnchorLog[plan.Anchors.Length];
        var now = Instant.Earliest;
        var measured = new List<FiledSighting>();
        foreach (var filed in StrayArrivals.LeftOut(sightings, refuse))
        {
            var sighting = filed.Sighting;
            // The clock never goes back: what is filed out of order arrives at the latest arrival before it.
            now = Instant.Max(now, sighting.Arrived);
            var delay = now.SecondsSince(sighting.Time);
            // Whoever calls for help is heard, however wrong the clock of the lamp.
            var isStatus = sighting is StatusSighting;
            if (-delay > futureTolerance && !isStatus)
            {
                Refuse(RefusalReason.FromTheFuture, $"{sighting.Time} is ahead of the arrival {now}; at most {futureTolerance} s is taken as a wrong clock");
                continue;
            }
            if (delay > MostLate && !isStatus)
            {
                Refuse(RefusalReason.Late, $"{sighting.Time} is more than a day before the arrival {now}");
                continue;
            }
            var time = delay > MostLate ? now : sighting.Time;
            if (sighting.HeardBy is { } id && plan.AnchorIndex(id) is >= 0 and var anchor)
            {
                time = time.PlusSeconds(clocks[anchor].ClockBehind);
                clocks[anchor].Hear(now, delay);
            }
            time = Instant.Min(time, now);
            measured.Add(filed with { Sighting = sighting with { Time = time, Arrived = time } });

            void Refuse(RefusalReason reason, string detail) => refuse(new(reason, sighting.Tag.Value, sighting.HeardBy?.Value, null, "time", detail), filed.Line);
        }
        // Stable, so that equal times stay in order of arrival.
        return [.. measured.OrderBy(m => m.Sighting.Time)];
    }

    /// <summary>The last sighting not after a time; −1 when there is none.</summary>
    public static int LastUpTo(List<FiledSighting> measured, Instant time)
    {
        var (low, high) = (0, measured.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (measured[middle].Sighting.Time <= time) low = middle + 1;
            else high = middle;
        }
        return low - 1;
    }
}
