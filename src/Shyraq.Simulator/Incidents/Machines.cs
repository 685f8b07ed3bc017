using Shyraq.Core.Units;
using Shyraq.Simulator.People;
using Shyraq.Simulator.Travel;

namespace Shyraq.Simulator.Incidents;

/// <summary>A machine under way stops in the middle of a roadway.</summary>
public sealed record Breakdown(double At, double Seconds) : Incident(At)
{
    internal override void Begin(World world) => Fleet.Under(world, v => v.Speed > 0.5)?.Halt(At + Seconds);
}

/// <summary>A machine goes to a place so many times as fast as it would by itself.</summary>
public sealed record Race(double At, Spot Goal, double Hurry) : Incident(At)
{
    internal override void Begin(World world)
    {
        for (var tries = 0; tries < 10; tries++)
            if (Fleet.Under(world, v => Point3.Distance(v.Place, world.Ways.PlaceOf(Goal)) > 150)?.Send(Goal, world.Elapsed, Hurry) == true) return;
    }
}

/// <summary>A machine goes by somebody at work and on past him.</summary>
public sealed record NearMiss(double At) : Incident(At)
{
    internal override void Begin(World world)
    {
        for (var tries = 0; tries < 30; tries++)
        {
            if (Casting.Anybody(world, p => p.Spot.Edge >= 0 && world.Ways.IsOpen(p.Spot.Edge, Traffic.OnWheels)) is not { } person) return;
            var edge = world.Plan.Network.Edges[person.Spot.Edge];
            var goal = Spot.OnEdge(edge.Index, person.Spot.Offset + 40 <= edge.To ? person.Spot.Offset + 40 : edge.From);
            if (Fleet.Under(world, v => Point3.Distance(v.Place, person.Place) is > 60 and < 900)?.Send(goal, world.Elapsed, 1) == true) return;
        }
    }
}

/// <summary>Chooses a machine.</summary>
internal static class Fleet
{
    /// <summary>One of the machines that fit; null when none does.</summary>
    public static Vehicle? Under(World world, Func<Vehicle, bool> fits)
    {
        var machines = world.Workforce.Vehicles.Where(fits).ToList();
        return machines.Count == 0 ? null : world.Chance.Pick(machines);
    }
}
