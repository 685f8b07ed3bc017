using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Rescue;

/// <summary>Notes each second where a tag was last heard for sure, for as long as nobody asks; told as <see cref="LastKnown"/>.</summary>
internal sealed class LastHeard
{
    /// <summary>Slower than this no direction is told, metres a second.</summary>
    private const double Moves = 0.4;

    private LastKnown? _told;
    private RoadwayId? _roadway;
    private AreaId? _area;
    private Point3 _place;
    private string _level = "";
    private double _radius, _speed;

    // Where there is a roadway.
    private double _offset;
    private Instant _heard;

    // What said so: the kind of the reading, 0 for none, and its anchor; null without one.
    private byte _kind;
    private string? _anchor;
    private Heading _heading;

    public LastHeard()
    {
    }

    /// <summary>As it was told once.</summary>
    public LastHeard(LastKnown told) => _told = told;

    /// <summary>Takes a live fix.</summary>
    public void See(Fix fix, MinePlan plan, TagTrack track)
    {
        _told = null;
        (_place, _level, _radius, _heard, _speed) = (fix.Place, plan.LevelOf(fix.Position, fix.Area), fix.Radius95, fix.Heard, fix.Speed);
        _roadway = fix.Position is { } on ? plan.Roadways[on.Roadway].Id : null;
        _area = fix.Area is { } area ? plan.Areas[area].Id : null;
        _offset = fix.Position?.Offset ?? 0;
        (_kind, _anchor) = (track.NewestKind, track.NewestAnchor);
        _heading = HeadingOf(fix, track.Belief, plan);
    }

    /// <summary>What was noted, in words.</summary>
    /// <param name="tag">The one of which it is kept.</param>
    public LastKnown Tell(TagId tag) => _told ??= new(tag, _roadway, _roadway is null ? null : _offset, _area, _place, _level, _radius, _heard, _kind == 0 ? "" : _anchor is null ? Remembered.NameOf(_kind) : $"{Remembered.NameOf(_kind)} {_anchor}", _heading, _speed);

    /// <summary>Which way the most probable hypothesis goes on the roadway of the fix.</summary>
    private static Heading HeadingOf(Fix fix, Belief belief, MinePlan plan)
    {
        if (fix.Position is not { } on) return Heading.Unknown;
        var (most, v) = (-1.0, 0.0);
        for (var i = 0; i < belief.RoadwayCount; i++)
            if (plan.Network.Edges[belief.Roadway[i].Edge].Roadway == on.Roadway && belief.Roadway[i].Weight > most) (most, v) = (belief.Roadway[i].Weight, belief.Roadway[i].V);
        return Math.Abs(v) < Moves ? Heading.Unknown : v > 0 ? Heading.TowardsEnd : Heading.TowardsStart;
    }
}
