using Shyraq.Core.Evacuation;
using Shyraq.Simulator.Travel;

namespace Shyraq.Simulator.Incidents;

/// <summary>The dispatcher orders everybody to leave.</summary>
public sealed record OrderToLeave(double At) : Incident(At)
{
    internal override void Begin(World world) => world.Do(new GiveOrder(OrderText.Leave, new()));
}

/// <summary>The dispatcher declares an emergency, in its two steps.</summary>
/// <param name="Where">In words, as it was reported.</param>
public sealed record EmergencyDeclared(double At, EmergencyKind Kind, Spot Place, string Where, string Why) : Incident(At)
{
    internal override void Begin(World world)
    {
        var roadway = world.Plan.Roadways[world.Plan.Network.Edges[Place.Edge].Roadway].Id;
        world.Do(new PrepareEmergency(Kind, new(Where, roadway, Place.Offset), Why));
        world.Do(new ConfirmEmergency());
    }
}
