using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Zones;

/// <summary>Tells who goes into a zone, out of it or through it, by the probability of being inside, with hysteresis.</summary>
internal sealed class ZoneWatch
{
    /// <summary>Inside from this probability on, outside again below the other: between them nothing changes.</summary>
    private const double InsideFrom = 0.7, OutsideBelow = 0.3;

    /// <summary>Who is in a zone leaves it only this far beyond its border, metres: standing at the border is no coming and going.</summary>
    private const double Margin = 2;

    /// <summary>And only when it seems to be outside for this long, seconds: at a junction the place goes to and fro between roadways.</summary>
    private const double Dwell = 5;

    /// <summary>Between two fixes nobody has gone further than this, metres: beyond it the way is not guessed.</summary>
    private const double LongestWay = 300;

    private readonly MinePlan _plan;
    private readonly Summary _summary;
    private readonly Dictionary<int, ImmutableArray<int>> _zonesOfRoadway = [];
    private readonly ImmutableArray<int> _zonesWithOutline;

    public ZoneWatch(MinePlan plan, Summary summary)
    {
        (_plan, _summary) = (plan, summary);
        for (var i = 0; i < plan.Zones.Length; i++)
            foreach (var roadway in plan.Zones[i].Sections.Select(s => s.Roadway).Distinct())
                _zonesOfRoadway[roadway] = _zonesOfRoadway.GetValueOrDefault(roadway, []).Add(i);
        _zonesWithOutline = [.. Enumerable.Range(0, plan.Zones.Length).Where(i => plan.Zones[i].Outline.Length > 2)];
    }

    /// <summary>Compares a new fix with where the tag was, and remembers it. Fixes that are not live cross nothing: a guess enters no zone.</summary>
    public void Watch(TagTrack track, Fix fix, MotionModel motion, List<Crossing> crossings)
    {
        if (_plan.Zones.Length == 0 || fix.State != FixState.Live) return;
        var way = Way(track.LastPosition, fix.Position);
        foreach (var index in Candidates(track, fix, way))
        {
            var zone = _plan.Zones[index];
            var inside = track.Zones.TryGetValue(index, out var outsideSince);
            var margin = inside ? Margin : 0;
            var share = _summary.ShareInside(track, fix.Time, motion, zone, margin);
            if (inside) Leave(track, fix, index, share, outsideSince, crossings);
            else if (share >= InsideFrom)
            {
                track.Zones[index] = default;
                crossings.Add(new(fix.Time, fix.Tag, zone.Id, CrossingKind.Entered));
            }
            else if (share < OutsideBelow && GoesThrough(zone, way)) crossings.Add(new(fix.Time, fix.Tag, zone.Id, CrossingKind.Passed));
        }
        track.LastPosition = fix.Position;
    }

    private void Leave(TagTrack track, Fix fix, int index, double share, Instant outsideSince, List<Crossing> crossings)
    {
        if (share >= OutsideBelow) track.Zones[index] = default;
        else if (outsideSince == default) track.Zones[index] = fix.Time;
        else if (fix.Time.SecondsSince(outsideSince) >= Dwell)
        {
            track.Zones.Remove(index);
            crossings.Add(new(outsideSince, fix.Tag, _plan.Zones[index].Id, CrossingKind.Left));
        }
    }

    private SortedSet<int> Candidates(TagTrack track, Fix fix, ImmutableArray<Section> way)
    {
        var candidates = new SortedSet<int>(track.Zones.Keys);
        foreach (var section in way)
            if (_zonesOfRoadway.TryGetValue(section.Roadway, out var zones)) candidates.UnionWith(zones);
        if (fix.Position is { } position && _zonesOfRoadway.TryGetValue(position.Roadway, out var here)) candidates.UnionWith(here);
        if (fix.Area is not null) candidates.UnionWith(_zonesWithOutline);
        return candidates;
    }

    /// <summary>The sections of roadway between two positions, by the shortest way.</summary>
    private ImmutableArray<Section> Way(NetworkPosition? from, NetworkPosition? to)
    {
        if (from is not { } a || to is not { } b) return [];
        if (a.Roadway == b.Roadway) return Math.Abs(a.Offset - b.Offset) > LongestWay ? [] : [new(a.Roadway, Math.Min(a.Offset, b.Offset), Math.Max(a.Offset, b.Offset))];
        if (_plan.Network.Distance(a, b, LongestWay) > LongestWay || _plan.Network.ShortestPath(a, b) is not { } path) return [];
        var way = ImmutableArray.CreateBuilder<Section>(path.Length);
        for (var i = 0; i < path.Length; i++)
        {
            var edge = _plan.Network.Edges[path[i].Edge];
            var (from1, to1) = (edge.From, edge.To);
            if (i == 0 && edge.Roadway == a.Roadway) (from1, to1) = path[i].Forward ? (a.Offset, edge.To) : (edge.From, a.Offset);
            if (i == path.Length - 1 && edge.Roadway == b.Roadway) (from1, to1) = path[i].Forward ? (edge.From, b.Offset) : (b.Offset, edge.To);
            var walked = new Section(edge.Roadway, Math.Min(from1, to1), Math.Max(from1, to1));
            // Neighbouring edges of one roadway are one way: a zone may lie across the junction between them.
            if (way.Count > 0 && way[^1] is var last && last.Roadway == walked.Roadway && (last.To == walked.From || last.From == walked.To))
                way[^1] = new(walked.Roadway, Math.Min(last.From, walked.From), Math.Max(last.To, walked.To));
            else way.Add(walked);
        }
        return way.ToImmutable();
    }

    private static bool GoesThrough(Zone zone, ImmutableArray<Section> way)
    {
        foreach (var walked in way)
            foreach (var section in zone.Sections)
                if (section.Roadway == walked.Roadway && section.From >= walked.From && section.To <= walked.To) return true;
        return false;
    }
}
