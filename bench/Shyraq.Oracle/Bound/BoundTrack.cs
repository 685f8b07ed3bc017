using Shyraq.Core.Evaluation;
using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Oracle.Runs;
using Shyraq.Simulator.Radios;
using Shyraq.Simulator.Travel;

namespace Shyraq.Oracle.Bound;

/// <summary>
/// The posterior Cramér–Rao bound of one tag along its true path, with the ranges that were really heard. The state is the offset,
/// the way beside the line, the pace, and the constant errors of the tag and of each anchor. It is given what no filter is given: when the
/// tag sets out, stops and turns. So the bound is a little lower than anyone can come, and what lies near it is good indeed.
/// </summary>
public sealed class BoundTrack
{
    private const int Along = 0, Aside = 1, Pace = 2, Tag = 3;

    /// <summary>Nothing is known of the place beforehand, metres.</summary>
    private const double Anywhere = 100;

    private readonly SimulatedRun _run;
    private readonly TagPlan _tag;
    private readonly TruthTrack _truth;
    private readonly RangeInformation _information;
    private readonly List<RangeSighting> _ranges;
    private readonly Dictionary<int, int> _anchors = [];
    private readonly List<RadioPath> _paths = [];
    private readonly PosteriorBound _bound;
    private readonly double _bias;
    private TruthPoint? _at;
    private int _next;
    private int _sense = 1;

    public BoundTrack(SimulatedRun run, TagPlan tag, TruthTrack truth, RangeInformation information)
    {
        (_run, _tag, _truth, _information) = (run, tag, truth, information);
        _ranges = [.. run.Sightings.OfType<RangeSighting>().Where(r => r.Tag == tag.Tag).DistinctBy(r => (r.Time, r.Anchor)).OrderBy(TimeOf)];
        _bias = run.Options.Noise.AnchorBias * run.Options.Noise.AnchorBias;
        var pace = tag.IsVehicle ? 0.8 : 0.12;
        _bound = new PosteriorBound(Anywhere * Anywhere, 0, pace * pace, run.Options.Noise.TagBias * run.Options.Noise.TagBias);
    }

    /// <summary>The least root mean square error along the roadway at a time, metres, from all ranges measured until then; null where the truth is in a hall. Times never go back.</summary>
    public double? At(Instant time)
    {
        for (; _next < _ranges.Count && TimeOf(_ranges[_next]) <= time; _next++)
        {
            if (!MoveTo(TimeOf(_ranges[_next]))) continue;
            Learn(_ranges[_next]);
        }
        return MoveTo(time) ? Math.Sqrt(_bound[Along]) : null;
    }

    private Instant TimeOf(RangeSighting range) => range.Time.PlusSeconds(-_run.Anchorage.Units[_run.Plan.AnchorIndex(range.Anchor)].ClockOffset);

    private bool MoveTo(Instant time)
    {
        if (_truth.At(time) is not { Position: { } to } now) { _at = null; return false; }
        var breadth = Breadth(to);
        if (_at is not { Position: { } from } before)
        {
            // Found, or come out of a hall: nothing of what was known holds on.
            _bound.Move(Along, [], Anywhere * Anywhere);
            _bound.Move(Aside, [], breadth * breadth);
            _at = now;
            return true;
        }
        var metres = to.Roadway == from.Roadway ? to.Offset - from.Offset : Point3.Distance(before.Place, now.Place) * _sense;
        _at = now;
        if (Math.Abs(metres) < 1e-6) return true;
        if (to.Roadway == from.Roadway) _sense = Math.Sign(metres);
        var keep = Math.Exp(-Math.Abs(metres) / 25);
        var pace = _tag.IsVehicle ? 2.7 : 1.25;
        _bound.Move(Along, [(Along, 1), (Pace, metres / pace)], 0);
        _bound.Move(Aside, [(Aside, keep)], (1 - keep * keep) * breadth * breadth);
        return true;
    }

    private void Learn(RangeSighting range)
    {
        var anchor = _run.Plan.AnchorIndex(range.Anchor);
        var position = _at!.Value.Position!.Value;
        var edge = _run.Plan.Network.EdgeAt(position);
        _run.Reception.At(Spot.OnEdge(edge, position.Offset), _at.Value.Place, _paths);
        var index = _paths.FindIndex(p => p.Anchor == anchor);
        if (index < 0) return;
        if (!_anchors.TryGetValue(anchor, out var own)) _anchors[anchor] = own = _bound.Add(_bias);
        var tangent = _run.Plan.Roadways[position.Roadway].Line.TangentAt(position.Offset);
        if (!_paths[index].IsLineOfSight)
        {
            _bound.Learn([(Along, Beyond(anchor, edge, position.Offset)), (own, 1), (Tag, 1)], _information.Of(_paths[index]));
            return;
        }
        var way = _at.Value.Place - _run.Plan.Anchors[anchor].Place;
        var unit = way * (1 / Math.Max(0.1, way.Length));
        var flat = Math.Max(0.1, Math.Sqrt(tangent.X * tangent.X + tangent.Y * tangent.Y));
        _bound.Learn([(Along, Point3.Dot(unit, tangent)), (Aside, (unit.Y * tangent.X - unit.X * tangent.Y) / flat), (own, 1), (Tag, 1)], _information.Of(_paths[index]));
    }

    /// <summary>Round a corner the way grows by a metre for each metre away from the anchor.</summary>
    private double Beyond(int anchor, int edge, double offset)
    {
        var view = _run.Plan.Views[anchor].Of(edge);
        return view is null ? 1 : Math.Sign(view.NetworkDistance(offset + 0.1) - view.NetworkDistance(offset - 0.1));
    }

    private double Breadth(NetworkPosition at) => (_tag.IsVehicle ? 0.25 : 0.5) * Math.Max(0, _run.Plan.Roadways[at.Roadway].Width.Value / 2 - 0.5);
}
