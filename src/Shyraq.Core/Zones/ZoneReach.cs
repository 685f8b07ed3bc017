using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Zones;

/// <summary>How far it is into a zone, along the roadways and straight across open areas. Derived from the plan, computed once for a zone.</summary>
internal sealed class ZoneReach
{
    private readonly MinePlan _plan;
    private readonly ZoneInForce _zone;
    private readonly ShortestWays _ways;

    public ZoneReach(MinePlan plan, ZoneInForce zone)
    {
        (_plan, _zone) = (plan, zone);
        _ways = new(plan.Network, double.PositiveInfinity) { Links = Across(plan) };
        foreach (var section in zone.Zone.Sections)
        {
            _ways.Start(new NetworkPosition(section.Roadway, section.From));
            _ways.Start(new NetworkPosition(section.Roadway, section.To));
            // Junctions in the middle of a section are inside.
            var (first, end) = plan.Network.EdgesOf(section.Roadway);
            for (var e = first; e < end; e++)
            {
                var edge = plan.Network.Edges[e];
                if (edge.From >= section.From && edge.From <= section.To) _ways.Start(edge.JunctionFrom, 0);
                if (edge.To >= section.From && edge.To <= section.To) _ways.Start(edge.JunctionTo, 0);
            }
        }
        // How far a portal is from the part of an area that the zone holds is not asked: that is on the safe side.
        foreach (var portal in plan.Portals)
            if (MayHold(portal.Area)) _ways.Start(portal.Junction, 0);
        _ways.Run();
    }

    /// <summary>Metres from a place into the zone at least; +∞ when there is no way.</summary>
    public double From(NetworkPosition at)
    {
        foreach (var section in _zone.On(at.Roadway))
            if (at.Offset >= section.From && at.Offset <= section.To) return 0;
        var edge = _plan.Network.Edges[_plan.Network.EdgeAt(at)];
        var least = Math.Min(_ways.To(edge.JunctionFrom) + Math.Max(0, at.Offset - edge.From), _ways.To(edge.JunctionTo) + Math.Max(0, edge.To - at.Offset));
        foreach (var section in _zone.On(at.Roadway)) least = Math.Min(least, Math.Min(Math.Abs(at.Offset - section.From), Math.Abs(at.Offset - section.To)));
        return least;
    }

    /// <summary>Metres from an open area into the zone at least.</summary>
    public double From(int area)
    {
        if (MayHold(area)) return 0;
        var least = double.PositiveInfinity;
        foreach (var portal in _plan.Portals)
            if (portal.Area == area) least = Math.Min(least, _ways.To(portal.Junction));
        return least;
    }

    private bool MayHold(int area)
    {
        if (!_zone.HasAreas) return false;
        if (_zone.Holds(area, _plan.Areas[area].Rings[0][0], 0)) return true;
        var ring = _plan.Areas[area].Rings[0];
        return ring.Any(corner => _zone.Holds(area, corner, 0)) || _zone.Zone.Outline.Any(corner => _plan.Areas[area].Contains(corner.X, corner.Y) && _zone.Holds(area, corner, 0.01));
    }

    private static ILookup<int, (int To, double Metres)> Across(MinePlan plan) =>
        (from a in plan.Portals
         from b in plan.Portals
         where a.Area == b.Area && a.Junction != b.Junction
         select (a.Junction, To: (b.Junction, Point3.HorizontalDistance(a.Place, b.Place)))).ToLookup(p => p.Junction, p => p.To);
}
