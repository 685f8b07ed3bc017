using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking.Clouds;

/// <summary>
/// How strongly one anchor is heard along one edge: <see cref="Expectation.OnRoadway"/> of a strength to the bit, without the slopes,
/// which no particle asks for, and with what all places of the edge share looked up once.
/// </summary>
internal readonly struct StrengthAlong
{
    private readonly int _index;
    private readonly AnchorView _view;
    private readonly EdgeView? _seen;
    private readonly Polyline _line;
    private readonly double _lateral, _from, _to;
    private readonly RadioMap? _map;

    /// <param name="anchor">Index of the anchor.</param>
    /// <param name="edge">Index of the edge.</param>
    public StrengthAlong(Ground ground, int anchor, int edge)
    {
        var on = ground.Plan.Network.Edges[edge];
        var roadway = ground.Plan.Roadways[on.Roadway];
        (_from, _to) = (on.From, on.To);
        (_index, _view, _line, _lateral) = (anchor, ground.Views[anchor], roadway.Line, RadioModel.LateralSigma(roadway));
        _seen = _view.Of(edge);
        _map = ground.MapOf(anchor);
    }

    /// <summary>The strength expected at an offset, dBm, and the variance that the place adds, dB²; NaN out of reach. Beyond the edge it is that of its end.</summary>
    public (float Strength, float Extra) At(double offset)
    {
        if (_seen is null) return (float.NaN, 0);
        offset = Math.Clamp(offset, _from, _to);
        var place = _line.PointAt(offset, out var tangent);
        var (sight, metres, deviation) = (_seen.Sees(offset), 0.0, 0.0);
        if (sight)
        {
            var way = place - _view.Place;
            metres = Math.Max(way.Length, 1e-3);
            deviation = Expectation.Across(_lateral, Point3.Dot(way * (1 / metres), tangent));
        }
        else
        {
            var way = _seen.NetworkDistance(offset);
            if (way > AnchorView.Reach) return (float.NaN, 0);
            (metres, deviation) = RadioModel.RoundCorners(way);
        }
        var (strength, extra, _) = Expectation.Strength(_view.Anchor, metres, deviation * deviation, sight);
        if (_map is null) return ((float)strength, (float)extra);
        var (shadow, _, left) = _map.At(_index, place);
        return ((float)(strength + shadow), (float)(extra + left));
    }
}
