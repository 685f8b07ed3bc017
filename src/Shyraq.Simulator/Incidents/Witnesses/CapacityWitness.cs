using System.Globalization;
using Shyraq.Core.Plan;

namespace Shyraq.Simulator.Incidents.Witnesses;

/// <summary>More people are in a zone than its rule allows; for less than ten seconds it is borderline.</summary>
internal sealed class CapacityWitness(MinePlan plan) : IWitness
{
    private const double Brief = 10;
    private readonly List<(Zone Zone, int Most)> _zones =
    [
        .. plan.Zones.Where(z => z.Rule == "capacity" && z.Parameters.ContainsKey("max")).Select(z => (z, (int)double.Parse(z.Parameters["max"], CultureInfo.InvariantCulture))),
    ];

    public void Look(World world)
    {
        foreach (var (zone, most) in _zones)
        {
            var inside = world.Workforce.People.Count(p => p is { IsOn: true, CarriedBy: null, Spot.Edge: >= 0 }
                && ZoneWitness.Holds(zone, new(plan.Network.Edges[p.Spot.Edge].Roadway, p.Spot.Offset)));
            var place = plan.PointAt(new(zone.Sections[0].Roadway, zone.Sections[0].From));
            world.Truth.Stand(TrueKind.OverCapacity, zone.Id.Value, inside > most, place, world.Now, isSure: false);
            world.Truth.Change(TrueKind.OverCapacity, zone.Id.Value, e => e with { IsSure = world.Now.SecondsSince(e.From) > Brief });
        }
    }
}
