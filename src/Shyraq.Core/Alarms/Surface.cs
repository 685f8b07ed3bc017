using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;

namespace Shyraq.Core.Alarms;

/// <summary>
/// Which places of a plan are above ground, as far as the plan says so: a lamp that lies in the lamp room is no person who does not move. Above
/// ground are zones of the rule <c>surface</c> or <c>lampRoom</c>, and levels that an exit leads to and whose roadways all have neutral air. Where the plan does
/// not tell, a place counts as underground: better one alarm too many.
/// </summary>
internal sealed class Surface
{
    /// <summary>An exit stands on a level when it is this near one of its roadways, metres.</summary>
    private const double AtExit = 5;

    private readonly MinePlan _plan;
    private readonly HashSet<string> _levels;
    private readonly Zone[] _zones;

    public Surface(MinePlan plan)
    {
        _plan = plan;
        _zones = [.. plan.Zones.Where(zone => zone.Rule is "surface" or "lampRoom")];
        var exits = plan.Landmarks.Where(mark => mark.Kind == LandmarkKind.Exit).ToArray();
        _levels = [.. plan.Roadways.GroupBy(road => road.Level, StringComparer.Ordinal)
            .Where(level => level.Key.Length > 0 && level.All(road => road.Air == Air.Neutral) && level.Any(road => exits.Any(exit => road.Line.Nearest(exit.Place).Distance < AtExit)))
            .Select(level => level.Key)];
    }

    /// <summary>The place of a fix is above ground.</summary>
    public bool Holds(Fix fix)
    {
        if (fix.Position is { } position)
            return _levels.Contains(_plan.Roadways[position.Roadway].Level) || _zones.Any(zone => zone.Sections.Any(part => part.Roadway == position.Roadway && position.Offset >= part.From && position.Offset <= part.To));
        return fix.Area is { } area && (_levels.Contains(_plan.Areas[area].Level)
            || _zones.Any(zone => zone.Outline.Length > 2 && _plan.Areas[area].SpansElevation(zone.Outline[0].Z) && Outline.Contains([zone.Outline], fix.Place.X, fix.Place.Y)));
    }
}
