using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;

namespace Shyraq.Simulator.Faults;

/// <summary>Deliberate faults of single anchors: of the plan that the server is given, and of what the anchor says.</summary>
public static class AnchorFaults
{
    /// <summary>A plan that is wrong of one anchor.</summary>
    public static MinePlan Misdrawn(MinePlan plan, AnchorId anchor, Func<Anchor, Anchor> wrong) =>
        new(plan.Id, plan.Name, plan.Crs, plan.TimeZone, plan.Version,
            new(plan.Roadways, plan.Areas, [.. plan.Anchors.Select(a => a.Id == anchor ? wrong(a) : a)], plan.Zones, plan.Landmarks, plan.Sensors));

    /// <summary>The ranges of one anchor too long by a length.</summary>
    public static IEnumerable<Sighting> Lengthened(IEnumerable<Sighting> sightings, AnchorId anchor, double metres) =>
        sightings.Select(sighting => sighting is RangeSighting range && range.Anchor == anchor ? range with { Distance = new Metres(Math.Round(Math.Max(0, range.Distance.Value + metres), 2)) } : sighting);

    /// <summary>The clock of one anchor ahead by some seconds.</summary>
    public static IEnumerable<Sighting> Ahead(IEnumerable<Sighting> sightings, AnchorId anchor, double seconds) =>
        sightings.Select(sighting => sighting.HeardBy == anchor ? sighting with { Time = sighting.Time.PlusSeconds(seconds) } : sighting);

    /// <summary>One anchor says nothing from a time on.</summary>
    public static IEnumerable<Sighting> Dead(IEnumerable<Sighting> sightings, AnchorId anchor, Instant from) =>
        sightings.Where(sighting => sighting.HeardBy != anchor || sighting.Time < from);
}
