using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Shyraq.Simulator.People;

namespace Shyraq.Simulator.Incidents.Witnesses;

/// <summary>
/// Which tag truly is in which zone that is given by stretches of roadway. Who comes no further than 2 m into one, or no nearer than 2 m, is borderline: no
/// radio tells a border more finely.
/// </summary>
internal sealed class ZoneWitness : IWitness
{
    /// <summary>Metres to either side of a border that are borderline.</summary>
    public const double Border = 2;

    private readonly MinePlan _plan;
    private readonly List<Point3>[] _borders;
    private readonly Dictionary<string, Stay?[]> _stays = [];

    public ZoneWitness(MinePlan plan) => (_plan, _borders) = (plan, [.. plan.Zones.Select(z => BordersOf(plan, z))]);

    /// <summary>Tag and zone as the subject of an event.</summary>
    public static string Subject(ZoneId zone, string tag) => $"{zone} {tag}";

    /// <summary>The zone holds a position.</summary>
    public static bool Holds(Zone zone, NetworkPosition at)
    {
        foreach (var section in zone.Sections)
            if (section.Roadway == at.Roadway && at.Offset >= section.From && at.Offset <= section.To) return true;
        return false;
    }

    public void Look(World world)
    {
        if (_plan.Zones.IsEmpty) return;
        foreach (var person in world.Workforce.People) Look(world, person);
        foreach (var vehicle in world.Workforce.Vehicles) Look(world, vehicle);
    }

    private void Look(World world, Body body)
    {
        if (!_stays.TryGetValue(body.Tag, out var stays)) _stays[body.Tag] = stays = new Stay?[_plan.Zones.Length];
        var at = body is { IsOn: true, Spot.Edge: >= 0 } ? new NetworkPosition(_plan.Network.Edges[body.Spot.Edge].Roadway, body.Spot.Offset) : (NetworkPosition?)null;
        for (var zone = 0; zone < stays.Length; zone++)
        {
            var (inside, border) = at is { } position ? (Holds(_plan.Zones[zone], position), ToBorder(zone, _plan.PointAt(position))) : (false, double.PositiveInfinity);
            if (inside) In(world, _plan.Zones[zone].Id, body, stays[zone] ??= new(body.Place, world.Now), border);
            else if (border <= Border) stays[zone] ??= new(body.Place, world.Now);
            else if (stays[zone] is { } over)
            {
                Out(world, Subject(_plan.Zones[zone].Id, body.Tag), over);
                stays[zone] = null;
            }
        }
    }

    private static void In(World world, ZoneId zone, Body body, Stay stay, double border)
    {
        if (!stay.IsInside) stay.Entered = world.Now;
        stay.IsInside = true;
        stay.Left = world.Now;
        if (border > Border) world.Truth.Begin(TrueKind.InZone, Subject(zone, body.Tag), stay.Place, stay.Entered);
    }

    private static void Out(World world, string subject, Stay stay)
    {
        if (world.Truth.Lasts(TrueKind.InZone, subject)) world.Truth.End(TrueKind.InZone, subject, stay.Left);
        else world.Truth.Add(new(TrueKind.InZone, subject, stay.Place, stay.Entered, world.Now, IsSure: false));
    }

    private double ToBorder(int zone, Point3 place)
    {
        var nearest = double.PositiveInfinity;
        foreach (var border in _borders[zone]) nearest = Math.Min(nearest, Point3.Distance(border, place));
        return nearest;
    }

    /// <summary>The ends of a zone's stretches beyond which somebody may walk on out of it.</summary>
    private static List<Point3> BordersOf(MinePlan plan, Zone zone)
    {
        var borders = new List<Point3>();
        foreach (var section in zone.Sections)
            foreach (var end in (double[])[section.From, section.To])
            {
                var place = plan.PointAt(new(section.Roadway, end));
                var junction = plan.Network.Junctions.FirstOrDefault(j => Point3.Distance(j.Place, place) < Network.MeetingDistance);
                if (junction is { IsDeadEnd: true }) continue;
                borders.Add(place);
            }
        return borders;
    }

    private sealed class Stay(Point3 place, Instant since)
    {
        public Point3 Place => place;
        public Instant Entered { get; set; } = since;
        public Instant Left { get; set; } = since;
        public bool IsInside { get; set; }
    }
}
