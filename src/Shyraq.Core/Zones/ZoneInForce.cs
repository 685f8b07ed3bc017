using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Zones;

/// <summary>A zone that is watched: its ground, found quickly, and its rules.</summary>
internal sealed class ZoneInForce
{
    private readonly Dictionary<int, Section[]> _sections;
    private readonly bool[] _whole, _partly; // by area: all of it, or what the outline holds

    /// <param name="levels">Levels that an outline lies on; empty: all.</param>
    public ZoneInForce(MinePlan plan, Zone zone, ImmutableArray<ZoneRule> rules, bool isDrawn, ImmutableArray<string> levels)
    {
        (Zone, Rules, IsDrawn) = (zone, rules, isDrawn);
        _sections = zone.Sections.GroupBy(s => s.Roadway).ToDictionary(g => g.Key, g => g.ToArray());
        _whole = [.. plan.Areas.Select((_, area) => zone.Areas.Contains(area))];
        _partly = [.. plan.Areas.Select(area => zone.Outline.Length > 2 && (levels.IsEmpty || levels.Contains(area.Level, StringComparer.Ordinal)))];
        Middle = MiddleOf(plan);
    }

    public Zone Zone { get; }

    public ZoneId Id => Zone.Id;

    public ImmutableArray<ZoneRule> Rules { get; }

    /// <summary>Drawn by people, not by the plan.</summary>
    public bool IsDrawn { get; }

    /// <summary>A place in it, to show it by; null when the plan has nothing of it any more.</summary>
    public Point3? Middle { get; }

    /// <summary>The plan has nothing of it any more: nobody can enter it.</summary>
    public bool IsLost => _sections.Count == 0 && !_whole.Contains(true) && !_partly.Contains(true);

    /// <summary>The roadways that it lies on.</summary>
    public IEnumerable<int> Roadways => _sections.Keys;

    /// <summary>Whether any open area belongs to it, wholly or in part.</summary>
    public bool HasAreas => _whole.Contains(true) || _partly.Contains(true);

    /// <summary>What of a roadway lies in it.</summary>
    public ReadOnlySpan<Section> On(int roadway) => _sections.GetValueOrDefault(roadway);

    /// <summary>The place of an open area lies in it, or so many metres beyond its outline.</summary>
    public bool Holds(int area, Point3 place, double margin) =>
        _whole[area] || (_partly[area] && (Outline.Contains(Zone.Outline, place.X, place.Y) || (margin > 0 && Outline.DistanceToEdge([Zone.Outline], place.X, place.Y) <= margin)));

    /// <summary>One of its sections lies wholly on the way walked.</summary>
    public bool IsPassedOn(Section walked)
    {
        foreach (var section in On(walked.Roadway))
            if (section.From >= walked.From && section.To <= walked.To) return true;
        return false;
    }

    /// <summary>The first rule of a kind; null when it has none.</summary>
    public T? Rule<T>() where T : ZoneRule
    {
        foreach (var rule in Rules)
            if (rule is T found) return found;
        return null;
    }

    private Point3? MiddleOf(MinePlan plan)
    {
        if (Zone.Sections.Length > 0)
        {
            var longest = Zone.Sections.MaxBy(s => s.To - s.From);
            return plan.Roadways[longest.Roadway].Line.PointAt((longest.From + longest.To) / 2);
        }
        if (Zone.Outline.Length > 0) return new(Zone.Outline.Average(p => p.X), Zone.Outline.Average(p => p.Y), Zone.Outline.Average(p => p.Z));
        return Zone.Areas.Length > 0 ? plan.Areas[Zone.Areas[0]].Rings[0][0] : null;
    }
}
