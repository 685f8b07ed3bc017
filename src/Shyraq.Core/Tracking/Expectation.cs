using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>What a measurement should read at a place, and how it changes as the place moves.</summary>
/// <param name="Value">Expected value in the measurement's unit.</param>
/// <param name="Gradient">Change of the value for each metre of the place, east, north, up.</param>
/// <param name="Along">Change of the value for each metre along the roadway; NaN in open areas, where the gradient says it.</param>
/// <param name="ExtraVariance">Variance that this place adds (no line of sight, people beside the line).</param>
/// <param name="Sight">True: in line of sight; false: round corners.</param>
/// <param name="Reachable">False: no radio way is known from here; only an outlier explains the reading.</param>
internal readonly record struct Expectation(double Value, Point3 Gradient, double Along, double ExtraVariance, bool Sight, bool Reachable)
{
    private static readonly Expectation Unreachable = new(0, default, 0, 0, false, false);

    /// <summary>Round corners a strength is this much lower than the way alone explains, and known this badly, dB.</summary>
    public const double CornerLoss = 12, CornerLossSigma = 8;

    /// <summary>The expectation at a position on the network.</summary>
    /// <param name="seen">What the evidence's anchor sees of the edge, where that was looked up.</param>
    public static Expectation OnRoadway(Ground ground, in Evidence evidence, int edge, double offset, Point3 place, Point3 tangent, EdgeView? seen = null)
    {
        var plan = ground.Plan;
        var roadway = plan.Roadways[plan.Network.Edges[edge].Roadway];
        var view = ground.Views[evidence.Anchor];
        var distance = DistanceOnRoadway(view, seen ?? view.Of(edge), offset, place, tangent, RadioModel.LateralSigma(roadway));
        return evidence.Kind == EvidenceKind.Tdoa
            ? Difference(distance, DistanceOnRoadway(ground.Views[evidence.Reference], ground.Views[evidence.Reference].Of(edge), offset, place, tangent, RadioModel.LateralSigma(roadway)))
            : FromDistance(ground, evidence, distance, place, tangent);
    }

    /// <summary>The expectation at a place in an open area.</summary>
    public static Expectation InArea(Ground ground, in Evidence evidence, int area, Point3 place)
    {
        var plan = ground.Plan;
        var distance = DistanceInArea(ground.Views[evidence.Anchor], plan.Areas[area], area, place);
        return evidence.Kind == EvidenceKind.Tdoa
            ? Difference(distance, DistanceInArea(ground.Views[evidence.Reference], plan.Areas[area], area, place))
            : FromDistance(ground, evidence, distance, place, default);
    }

    private static Expectation DistanceOnRoadway(AnchorView view, EdgeView? edgeView, double offset, Point3 place, Point3 tangent, double lateral)
    {
        if (edgeView is null) return Unreachable;
        if (edgeView.Sees(offset))
        {
            var straight = Straight(view.Place, place);
            var along = Point3.Dot(straight.Gradient, tangent);
            var across = Across(lateral, along);
            return straight with { Along = along, ExtraVariance = across * across };
        }
        var way = edgeView.NetworkDistance(offset);
        if (way > AnchorView.Reach) return Unreachable;
        var (range, sigma) = RadioModel.RoundCorners(way);
        var slope = edgeView.NetworkDistance(offset + 0.25) - edgeView.NetworkDistance(offset - 0.25);
        return new(range, tangent * (2 * slope), 2 * slope, sigma * sigma, false, true);
    }

    private static Expectation DistanceInArea(AnchorView view, OpenArea shape, int area, Point3 place)
    {
        var straight = Straight(view.Place, place);
        if (view.Area == area || view.Foot is null)
            return shape.Sees(view.Place, place) ? straight : straight with { Value = straight.Value + RadioModel.PillarBias, ExtraVariance = RadioModel.PillarBias * RadioModel.PillarBias, Sight = false };
        // The anchor stands elsewhere: its radio comes in by a portal, and rock is no way.
        if (!view.IsHeardIn(area, place, out var way)) return Unreachable;
        var inside = place - way.Portal;
        var (range, sigma) = RadioModel.RoundCorners(way.Length);
        return new(range, inside * (1 / Math.Max(inside.Length, 1)), double.NaN, sigma * sigma, false, true);
    }

    /// <summary>1-sigma of a straight way to who walks beside the line, at √(d² + u²): near the anchor the offset shows in full, far away hardly. Metres.</summary>
    /// <param name="lateral">1-sigma of the offset from the line, metres.</param>
    /// <param name="along">Cosine of the angle between way and roadway.</param>
    public static double Across(double lateral, double along) => lateral * Math.Sqrt(Math.Max(0, 1 - along * along));

    /// <summary>How strongly an anchor is heard over a way, dBm, the variance of that, dB², and its slope, dB a metre: the shadows apart.</summary>
    /// <param name="variance">Of the way, square metres.</param>
    public static (double Value, double Extra, double Slope) Strength(Anchor anchor, double metres, double variance, bool sight)
    {
        var slope = PathLoss.Slope(anchor, metres);
        return (PathLoss.Strength(anchor, metres) - (sight ? 0 : CornerLoss), variance * slope * slope + (sight ? 0 : CornerLossSigma * CornerLossSigma), slope);
    }

    private static Expectation Straight(Point3 anchor, Point3 place)
    {
        var d = place - anchor;
        var length = Math.Max(d.Length, 1e-3);
        return new(length, d * (1 / length), double.NaN, 0, true, true);
    }

    private static Expectation Difference(in Expectation a, in Expectation b) =>
        new(a.Value - b.Value, a.Gradient - b.Gradient, a.Along - b.Along, a.ExtraVariance + b.ExtraVariance, a.Sight && b.Sight, a.Reachable && b.Reachable);

    private static Expectation FromDistance(Ground ground, in Evidence evidence, in Expectation distance, Point3 place, Point3 tangent)
    {
        if (evidence.Kind != EvidenceKind.Rssi || !distance.Reachable) return distance;
        var anchor = ground.Views[evidence.Anchor].Anchor;
        var (value, extra, slope) = Strength(anchor, distance.Value, distance.ExtraVariance, distance.Sight);
        var strength = new Expectation(value, distance.Gradient * slope, distance.Along * slope, extra, distance.Sight, true);
        if (ground.MapOf(evidence.Anchor) is not { } map) return strength;
        var (shadow, gradient, left) = map.At(evidence.Anchor, place);
        return strength with
        {
            Value = strength.Value + shadow,
            Gradient = strength.Gradient + gradient,
            Along = strength.Along + Point3.Dot(gradient, tangent),
            ExtraVariance = strength.ExtraVariance + left,
        };
    }
}
