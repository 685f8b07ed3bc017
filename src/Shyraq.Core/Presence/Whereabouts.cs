using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Presence;

/// <summary>On which side of the ground a tag is. The numbers are written into snapshots.</summary>
internal enum Whereabouts { Unknown, Surface, AtExit, Underground }

/// <summary>
/// Tells above ground, at an exit and below apart: the plan names the level above ground, zones of the rule <c>surface</c> or <c>lampRoom</c>, and the
/// exits. Where it does not tell, a place is below: better one too many than one forgotten.
/// </summary>
internal sealed class Daylight(MinePlan plan)
{
    private readonly Landmark[] _exits = [.. plan.Landmarks.Where(l => l.Kind == LandmarkKind.Exit)];
    private readonly Zone[] _above = [.. plan.Zones.Where(z => z.Rule is "surface" or "lampRoom")];

    /// <summary>Where a fix is. Above ground only when none of the places that the radios allow is elsewhere: nobody comes up by a coin toss.</summary>
    public Whereabouts Of(Fix fix)
    {
        var where = Of(fix.Position, fix.Area, fix.Place);
        if (where == Whereabouts.Underground) return where;
        foreach (var other in fix.Alternatives)
            if (Of(other.Position, other.Area, other.Place) is var there && there != where) return Whereabouts.Underground;
        return where;
    }

    /// <summary>Every place that the radios allow is below.</summary>
    public bool IsBelow(Fix fix) => Of(fix.Position, fix.Area, fix.Place) == Whereabouts.Underground
        && fix.Alternatives.All(other => Of(other.Position, other.Area, other.Place) == Whereabouts.Underground);

    /// <summary>The exit in whose reach a whole fix lies, its uncertainty included; null when it may be beyond.</summary>
    public Landmark? ExitAround(Fix fix)
    {
        foreach (var exit in _exits)
            if (Point3.Distance(exit.Place, fix.Place) + fix.Radius95 <= PresenceRules.ExitReach) return exit;
        return null;
    }

    private Whereabouts Of(NetworkPosition? position, int? area, Point3 place)
    {
        var level = position is { } on ? plan.Roadways[on.Roadway].Level : area is { } hall ? plan.Areas[hall].Level : "";
        if (plan.Surface.Length > 0 && level == plan.Surface || Array.Exists(_above, zone => Holds(zone, position, area, place))) return Whereabouts.Surface;
        foreach (var exit in _exits)
            if (Point3.Distance(exit.Place, place) <= PresenceRules.ExitReach) return Whereabouts.AtExit;
        return Whereabouts.Underground;
    }

    private bool Holds(Zone zone, NetworkPosition? position, int? area, Point3 place)
    {
        if (position is { } on) return zone.Sections.Any(part => part.Roadway == on.Roadway && on.Offset >= part.From && on.Offset <= part.To);
        return area is { } hall && zone.Outline.Length > 2 && plan.Areas[hall].SpansElevation(zone.Outline[0].Z) && Outline.Contains([zone.Outline], place.X, place.Y);
    }
}
