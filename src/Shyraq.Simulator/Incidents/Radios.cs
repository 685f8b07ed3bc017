using System.Globalization;
using Shyraq.Simulator.Radios;
using Shyraq.Simulator.Travel;

namespace Shyraq.Simulator.Incidents;

/// <summary>The uplink of a gateway is cut; what its anchors hear meanwhile comes when it is back, at its own times.</summary>
public sealed record UplinkCut(double At, double Seconds) : Incident(At)
{
    internal override void Begin(World world)
    {
        var gateway = world.Chance.Below(world.GatewayUnits.Count);
        world.GatewayUnits[gateway].Cut(At, At + Seconds);
        // As long as it lasts nobody can tell it from a loss.
        world.Truth.Add(new(TrueKind.AreaLost, "", null, world.Now, world.Now.PlusSeconds(Seconds), IsSure: false));
        world.Truth.Add(new(TrueKind.HeldBack, gateway.ToString(CultureInfo.InvariantCulture), null, world.Now, world.Now.PlusSeconds(Seconds)));
    }
}

/// <summary>A part of the anchors dies at once, from a place outwards.</summary>
/// <param name="Share">Of all anchors of the mine, 0..1.</param>
/// <param name="Radius">So far along the roadways nine of ten die whatever the share, metres.</param>
public sealed record AnchorsLost(double At, Spot Place, double Share, double Radius = 0) : Incident(At)
{
    private const double NearShare = 0.9;

    internal override void Begin(World world)
    {
        var units = world.Anchors.Units;
        var distances = world.Plan.Network.DistancesFrom(new(world.Plan.Network.Edges[Place.Edge].Roadway, Place.Offset));
        var outwards = units.OrderBy(unit => Away(world, unit, distances)).ThenBy(unit => unit.Index).ToList();
        var (lost, most) = (0, (int)Math.Round(Share * units.Length));
        foreach (var unit in outwards)
        {
            var near = Away(world, unit, distances) <= Radius;
            if (near ? !world.Chance.Happens(NearShare) : lost >= most) continue;
            unit.Die(At);
            lost++;
        }
        if (lost > 0) world.Truth.Begin(TrueKind.AreaLost, "", world.Ways.PlaceOf(Place), world.Now);
    }

    private static double Away(World world, AnchorUnit unit, double[] distances)
    {
        var view = world.Plan.Views[unit.Index];
        if (view.Foot is { } foot)
        {
            var edge = world.Plan.Network.Edges[world.Plan.Network.EdgeAt(foot)];
            return Math.Min(distances[edge.JunctionFrom] + foot.Offset - edge.From, distances[edge.JunctionTo] + edge.To - foot.Offset);
        }
        return view.Area is { } area ? world.Plan.Portals.Where(p => p.Area == area).Select(p => distances[p.Junction]).DefaultIfEmpty(double.MaxValue).Min() : double.MaxValue;
    }
}
