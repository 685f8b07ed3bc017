using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Zones;

/// <summary>Tells who goes into a zone, out of it or through it, by the probability of being inside, with hysteresis.</summary>
internal sealed class ZoneWatch(MinePlan plan, Summary summary, ZonesInForce zones)
{
    /// <summary>Inside from this probability on, outside again below the other: between them nothing changes.</summary>
    private const double InsideFrom = 0.7, OutsideBelow = 0.3;

    /// <summary>
    /// And for this long, seconds, unless it is <see cref="Certain"/>: at a junction a place turns into a roadway some seconds before its bearer does, or though he never does.
    /// </summary>
    private const double Stands = 3, Certain = 0.99;

    /// <summary>Who is in a zone leaves it only this far beyond its border, metres: standing at the border is no coming and going.</summary>
    private const double Margin = 2;

    /// <summary>And only when it seems to be outside for this long, seconds: at a junction the place goes to and fro between roadways.</summary>
    private const double Dwell = 5;

    /// <summary>Between two fixes nobody has gone further than this, metres: beyond it the way is not guessed.</summary>
    private const double LongestWay = 300;

    private readonly SortedSet<int> _candidates = [];
    private ZonesInForce _zones = zones;

    /// <summary>Watches other zones from now on. Who is in a zone that is still there stays in it.</summary>
    public void Follow(ZonesInForce zones) => _zones = zones;

    /// <summary>Compares a new fix with where the tag was. Fixes that are not live cross nothing: a guess enters no zone.</summary>
    /// <param name="before">Where the live fix before was.</param>
    public void Watch(TagTrack track, Fix fix, NetworkPosition? before, List<Crossing> crossings)
    {
        if (_zones.All.IsEmpty || fix.State != FixState.Live) return;
        var motion = track.Motion;
        var way = Way(before, fix.Position);
        foreach (var index in Candidates(track, fix, way))
        {
            var zone = _zones.All[index];
            var inside = track.Zones.TryGetValue(zone.Id.Value, out var stay);
            var share = summary.ShareInside(track, fix.Time, motion, zone, inside ? Margin : 0);
            if (inside) Leave(track, fix, zone.Id, share, stay, crossings);
            else if (share >= InsideFrom) Enter(track, fix, zone.Id, share, before, crossings);
            else if (share < OutsideBelow)
            {
                // Whoever seemed to be inside for a moment either has gone through meanwhile or was never there.
                var isOver = track.Entering.Remove(zone.Id.Value, out var entry);
                if (GoesThrough(zone, isOver ? Way(entry.From, fix.Position) : way)) crossings.Add(new(fix.Time, fix.Tag, zone.Id, CrossingKind.Passed));
            }
        }
    }

    private static void Enter(TagTrack track, Fix fix, ZoneId zone, double share, NetworkPosition? before, List<Crossing> crossings)
    {
        if (!track.Entering.TryGetValue(zone.Value, out var entry)) track.Entering[zone.Value] = entry = new(fix.Time, before);
        if (share < Certain && fix.Time.SecondsSince(entry.Since) < Stands) return;
        track.Entering.Remove(zone.Value, out _);
        track.Zones[zone.Value] = new(entry.Since, default);
        crossings.Add(new(entry.Since, fix.Tag, zone, CrossingKind.Entered));
    }

    private static void Leave(TagTrack track, Fix fix, ZoneId zone, double share, Stay stay, List<Crossing> crossings)
    {
        if (share >= OutsideBelow) track.Zones[zone.Value] = stay with { OutsideSince = default };
        else if (stay.OutsideSince == default) track.Zones[zone.Value] = stay with { OutsideSince = fix.Time };
        else if (fix.Time.SecondsSince(stay.OutsideSince) >= Dwell)
        {
            track.Zones.Remove(zone.Value, out _);
            crossings.Add(new(stay.OutsideSince, fix.Tag, zone, CrossingKind.Left));
        }
    }

    private SortedSet<int> Candidates(TagTrack track, Fix fix, ImmutableArray<Section> way)
    {
        _candidates.Clear();
        for (var i = track.Zones.Count - 1; i >= 0; i--)
        {
            // A zone that is gone nobody is in.
            if (_zones.IndexOf(track.Zones.InOrder[i].Key) is >= 0 and var index) _candidates.Add(index);
            else track.Zones.RemoveAt(i);
        }
        foreach (var (id, _) in track.Entering.InOrder)
            if (_zones.IndexOf(id) is >= 0 and var entering) _candidates.Add(entering);
        foreach (var section in way)
            foreach (var index in _zones.OnRoadway(section.Roadway)) _candidates.Add(index);
        if (fix.Position is { } position)
            foreach (var index in _zones.OnRoadway(position.Roadway)) _candidates.Add(index);
        if (fix.Area is not null)
            foreach (var index in _zones.WithAreas) _candidates.Add(index);
        return _candidates;
    }

    /// <summary>The sections of roadway between two positions, by the shortest way.</summary>
    private ImmutableArray<Section> Way(NetworkPosition? from, NetworkPosition? to)
    {
        if (from is not { } a || to is not { } b) return [];
        if (a.Roadway == b.Roadway) return Math.Abs(a.Offset - b.Offset) > LongestWay ? [] : [new(a.Roadway, Math.Min(a.Offset, b.Offset), Math.Max(a.Offset, b.Offset))];
        if (plan.Network.Distance(a, b, LongestWay) > LongestWay || plan.Network.ShortestPath(a, b) is not { } path) return [];
        var way = ImmutableArray.CreateBuilder<Section>(path.Length);
        for (var i = 0; i < path.Length; i++)
        {
            var edge = plan.Network.Edges[path[i].Edge];
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

    private static bool GoesThrough(ZoneInForce zone, ImmutableArray<Section> way)
    {
        foreach (var walked in way)
            if (zone.IsPassedOn(walked)) return true;
        return false;
    }
}
