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

    // Each roadway and area, of which every reading asks.
    private readonly bool[] _roadways = [.. plan.Roadways.Select(roadway => plan.Surface.Length > 0 && roadway.Level == plan.Surface)];
    private readonly bool[] _areas = [.. plan.Areas.Select(area => plan.Surface.Length > 0 && area.Level == plan.Surface)];

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
    /// <param name="where">What <see cref="Of(Fix)"/> says of it.</param>
    public bool IsBelow(Fix fix, Whereabouts where)
    {
        if (where != Whereabouts.Underground) return false;
        if (fix.Alternatives.IsEmpty) return true;
        if (Of(fix.Position, fix.Area, fix.Place) != Whereabouts.Underground) return false;
        foreach (var other in fix.Alternatives)
            if (Of(other.Position, other.Area, other.Place) != Whereabouts.Underground) return false;
        return true;
    }

    /// <summary>The exit in whose reach a whole fix lies, its uncertainty included; null when it may be beyond.</summary>
    public Landmark? ExitAround(Fix fix)
    {
        foreach (var exit in _exits)
            if (Point3.Distance(exit.Place, fix.Place) + fix.Radius95 <= PresenceRules.ExitReach) return exit;
        return null;
    }

    private Whereabouts Of(NetworkPosition? position, int? area, Point3 place)
    {
        if (position is { } on ? _roadways[on.Roadway] : area is { } hall && _areas[hall]) return Whereabouts.Surface;
        foreach (var zone in _above)
            if (Holds(zone, position, area, place)) return Whereabouts.Surface;
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
