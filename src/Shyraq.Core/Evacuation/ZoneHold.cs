using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;

namespace Shyraq.Core.Evacuation;

/// <summary>Who may be in a zone: an order is rather given to one too many than to one too few.</summary>
internal static class ZoneHold
{
    /// <summary>The zone holds the place of a fix or one of its alternatives, or comes as near to it as the radius is long.</summary>
    public static bool MayHold(ZoneInForce zone, Fix fix)
    {
        if (Holds(zone, fix.Position, fix.Area, fix.Place, fix.Radius95)) return true;
        foreach (var other in fix.Alternatives)
            if (Holds(zone, other.Position, other.Area, other.Place, 2 * other.Deviation)) return true;
        return false;
    }

    private static bool Holds(ZoneInForce zone, NetworkPosition? position, int? area, Point3 place, double radius)
    {
        if (position is not { } on) return area is { } index && zone.Holds(index, place, radius);
        foreach (var section in zone.On(on.Roadway))
            if (on.Offset >= section.From - radius && on.Offset <= section.To + radius) return true;
        return false;
    }
}
