using System.Runtime.InteropServices;
using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Hindsight;

/// <summary>Says when sightings were measured, by clocks as right as their delays show them to be. Takes them in order of arrival.</summary>
/// <param name="plans">All that are in force in the period: whose anchors have clocks.</param>
/// <param name="futureTolerance">A time farther ahead of the arrival is refused, seconds.</param>
public sealed class Clocks(IEnumerable<MinePlan> plans, double futureTolerance)
{
    /// <summary>What comes later than this was held back: the longest by which a clock can be found to be behind, seconds.</summary>
    public const double HeldBack = 10;

    /// <summary>What comes later than this was not held back but measured by a clock that is wrong, seconds.</summary>
    public const double MostLate = 24 * 3600;

    private readonly HashSet<string> _known = [.. plans.SelectMany(plan => plan.Anchors).Select(anchor => anchor.Id.Value)];
    private readonly Dictionary<string, AnchorLog> _clocks = new(StringComparer.Ordinal);

    /// <summary>The latest arrival so far. It never goes back: what is filed out of order arrives at the latest arrival before it.</summary>
    public Instant Now { get; private set; } = Instant.Earliest;

    /// <summary>Learns the anchors of one more plan.</summary>
    public void Know(MinePlan plan)
    {
        foreach (var anchor in plan.Anchors) _known.Add(anchor.Id.Value);
    }

    /// <summary>The sighting at its time; null when it is refused.</summary>
    /// <param name="refuse">Told why, with the line.</param>
    public MeasuredSighting? Measure(in FiledSighting filed, Action<Refusal, int?> refuse)
    {
        var sighting = filed.Sighting;
        Now = Instant.Max(Now, sighting.Arrived);
        var delay = Now.SecondsSince(sighting.Time);
        // Whoever calls for help is heard, however wrong the clock of the lamp.
        var isStatus = sighting is StatusSighting;
        if (-delay > futureTolerance && !isStatus)
        {
            refuse(Refused(RefusalReason.FromTheFuture, sighting, $"{sighting.Time} is ahead of the arrival {Now}; at most {futureTolerance} s is taken as a wrong clock"), filed.Line);
            return null;
        }
        if (delay > MostLate && !isStatus)
        {
            refuse(Refused(RefusalReason.Late, sighting, $"{sighting.Time} is more than a day before the arrival {Now}"), filed.Line);
            return null;
        }
        var time = delay > MostLate ? Now : sighting.Time;
        if (sighting.HeardBy is { } anchor && _known.Contains(anchor.Value))
        {
            ref var clock = ref CollectionsMarshal.GetValueRefOrAddDefault(_clocks, anchor.Value, out _);
            time = time.PlusSeconds(clock.ClockBehind);
            clock.Hear(Now, delay);
        }
        time = Instant.Min(time, Now);
        return new(sighting with { Time = time, Arrived = time }, filed.Line, delay is > HeldBack and <= MostLate);
    }

    private static Refusal Refused(RefusalReason reason, Sighting sighting, string detail) => new(reason, sighting.Tag.Value, sighting.HeardBy?.Value, null, "time", detail);
}
