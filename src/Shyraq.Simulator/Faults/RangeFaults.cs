using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Simulator.Chances;

namespace Shyraq.Simulator.Faults;

/// <summary>
/// Deliberate faults of ranging, put on sightings that were made or recorded without them. Two-way ranges alone are touched; order, times and
/// all other sightings stay as they are. Ranges stay whole centimetres, as radios tell them.
/// </summary>
public static class RangeFaults
{
    /// <summary>All ranges too long by a share of themselves: a clock of the wrong rate, a wrong speed of light in the firmware.</summary>
    /// <param name="share">0.07 makes 100 m read as 107 m.</param>
    public static IEnumerable<Sighting> Scaled(IEnumerable<Sighting> sightings, double share) =>
        sightings.Select(sighting => sighting is RangeSighting range ? With(range, range.Distance.Value * (1 + share)) : sighting);

    /// <summary>All ranges too long by the same length: an antenna delay that nobody set.</summary>
    public static IEnumerable<Sighting> Lengthened(IEnumerable<Sighting> sightings, double metres) =>
        sightings.Select(sighting => sighting is RangeSighting range ? With(range, range.Distance.Value + metres) : sighting);

    /// <summary>Some ranges say nothing: each is replaced, with a probability and independently, by a number drawn evenly from 0 to a longest range.</summary>
    /// <param name="share">Share of ranges that are replaced, 0..1.</param>
    /// <param name="longest">Metres.</param>
    public static IEnumerable<Sighting> Replaced(IEnumerable<Sighting> sightings, double share, double longest, long seed)
    {
        var chance = new Chance(seed, "replaced ranges");
        foreach (var sighting in sightings)
            yield return sighting is RangeSighting range && chance.Happens(share) ? With(range, chance.Between(0, longest)) : sighting;
    }

    private static RangeSighting With(RangeSighting range, double metres) => range with { Distance = new Metres(Math.Round(Math.Max(0, metres), 2)) };
}
