using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;

namespace Shyraq.Core.Evacuation;

/// <summary>Who may be in a zone: an order is rather given to one too many than to one too few.</summary>
internal static class ZoneHold
{
    /// <summary>The zone holds the place of a fix or one of its alternatives, or comes as near to it as the radius is long.</summary>
    public static bool MayHold(Zone zone, Fix fix)
    {
        if (Holds(zone, fix.Position, fix.Place, fix.Radius95)) return true;
        foreach (var other in fix.Alternatives)
            if (Holds(zone, other.Position, other.Place, 2 * other.Deviation)) return true;
        return false;
    }

    private static bool Holds(Zone zone, NetworkPosition? position, Units.Point3 place, double radius)
    {
        if (position is { } on)
            foreach (var section in zone.Sections)
                if (section.Roadway == on.Roadway && on.Offset >= section.From - radius && on.Offset <= section.To + radius) return true;
        return position is null && zone.Outline.Length > 2 && (Outline.Contains(zone.Outline, place.X, place.Y) || Outline.DistanceToEdge([zone.Outline], place.X, place.Y) <= radius);
    }
}
