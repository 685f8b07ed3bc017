using System.Collections.Immutable;
using Shyraq.Core.Plan;

namespace Shyraq.Core.Evacuation.Routes;

/// <summary>A way as it is walked, with what the self-rescuer still gives.</summary>
/// <param name="left">Seconds at the start.</param>
internal sealed class Walk(double left)
{
    private readonly List<Arc> _arcs = [];
    private readonly List<string> _caches = [];
    private double _left = left;
    private bool _safe;

    /// <summary>Seconds that were left on reaching fresh air (or the end); below zero as soon as it did not last on the way.</summary>
    public double Left { get; private set; } = left;

    /// <summary>The last node.</summary>
    public int End => _arcs[^1].To;

    /// <summary>Goes on. The time counts against the self-rescuer until fresh air is reached for the first time.</summary>
    /// <param name="intoFresh">Fresh air is reached at its end, or lies along it.</param>
    public void Go(Arc arc, bool intoFresh)
    {
        _arcs.Add(arc);
        if (_safe) return;
        if (!arc.Fresh) _left -= arc.Seconds;
        if (Left >= 0 || _left < 0) Left = Left < 0 ? Math.Min(Left, _left) : _left;
        _safe = intoFresh;
    }

    /// <summary>Changes the self-rescuer, if the old one lasted until here and there is need.</summary>
    public void Change(string cache, double full)
    {
        if (_safe || Left < 0) return;
        _caches.Add(cache);
        _left = Left = Math.Max(_left, full);
    }

    /// <summary>As it is shown: neighbouring stretches of one roadway are one.</summary>
    public Escape Way(MinePlan plan, EscapeOutcome outcome, string goal, double? minutesLeft)
    {
        var legs = ImmutableArray.CreateBuilder<EscapeLeg>();
        foreach (var arc in _arcs)
        {
            if (arc.Metres <= 0) continue;
            var roadway = arc.Roadway >= 0 ? plan.Roadways[arc.Roadway].Id : (Units.RoadwayId?)null;
            // A way to a cache and back again turns on one roadway: that is two stretches.
            if (legs.Count > 0 && roadway is not null && legs[^1] is var last && last.Roadway == roadway && last.To == arc.FromOffset && last.To > last.From == arc.ToOffset > arc.FromOffset) legs[^1] = legs[^1] with { To = arc.ToOffset };
            else legs.Add(new(roadway, arc.FromOffset, arc.ToOffset));
        }
        return new(outcome, goal, _arcs.Sum(a => a.Seconds), _arcs.Sum(a => a.Metres), minutesLeft, [.. _caches], legs.ToImmutable());
    }
}
