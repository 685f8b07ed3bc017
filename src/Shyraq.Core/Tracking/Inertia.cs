using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>What the tag's own sensors say of its velocity.</summary>
internal static class Inertia
{
    /// <summary>Odometers are known this badly: a constant part, metres a second, and a share of the speed.</summary>
    private const double SpeedSigma = 0.05, SpeedShare = 0.1;

    /// <summary>1-sigma of a heading, radians: compasses underground and integrated gyros drift.</summary>
    private const double HeadingSigma = 0.2;

    /// <summary>1-sigma of a tag that says it is still, metres a second.</summary>
    private const double StillSigma = 0.1;

    /// <summary>Below this share of the speed along a roadway the heading does not tell the direction.</summary>
    private const double AlongShare = 0.3;

    /// <summary>Takes a motion sighting into every hypothesis.</summary>
    public static void Apply(Belief belief, MinePlan plan, MotionSighting sighting)
    {
        var speed = sighting.Still == true ? 0 : sighting.Speed?.Value;
        if (speed is not { } value) return;
        var sigma = value == 0 ? StillSigma : SpeedSigma + SpeedShare * value;
        for (var i = 0; i < belief.RoadwayCount; i++) OnRoadway(ref belief.Roadway[i], plan, value, sigma, sighting.Heading);
        for (var i = 0; i < belief.AreaCount; i++) InArea(ref belief.Area[i], value, sigma, sighting.Heading);
    }

    private static void OnRoadway(ref RoadwayHypothesis hypothesis, MinePlan plan, double speed, double sigma, Degrees? heading)
    {
        if (speed == 0)
        {
            hypothesis.UpdateSpeed(0, sigma * sigma);
            return;
        }
        var sign = Math.Sign(hypothesis.V);
        if (heading is { } course)
        {
            var tangent = plan.Roadways[plan.Network.Edges[hypothesis.Edge].Roadway].Line.TangentAt(hypothesis.S);
            var along = Math.Sin(course.Radians) * tangent.X + Math.Cos(course.Radians) * tangent.Y;
            if (Math.Abs(along) < AlongShare) return;
            sign = Math.Sign(along);
        }
        else if (Math.Abs(hypothesis.V) < Math.Sqrt(hypothesis.Pvv))
        {
            // Moving, but nobody knows which way: the speed may be either sign.
            hypothesis.Pvv = Math.Max(hypothesis.Pvv, speed * speed);
            return;
        }
        hypothesis.UpdateSpeed(sign * speed, sigma * sigma);
    }

    private static void InArea(ref AreaHypothesis hypothesis, double speed, double sigma, Degrees? heading)
    {
        if (speed == 0)
        {
            hypothesis.UpdateVelocity(0, 0, sigma * sigma);
            hypothesis.UpdateVelocity(1, 0, sigma * sigma);
            return;
        }
        var (east, north) = (hypothesis.Mean[3], hypothesis.Mean[4]);
        var known = Math.Sqrt(east * east + north * north);
        if (heading is { } course) (east, north) = (Math.Sin(course.Radians), Math.Cos(course.Radians));
        else if (known > 0.5 * speed) (east, north) = (east / known, north / known);
        else return;
        // Each axis carries the error of the speed and that of the heading across it.
        var across = HeadingSigma * speed;
        hypothesis.UpdateVelocity(0, speed * east, Square(sigma * east) + Square(across * north) + 1e-4);
        hypothesis.UpdateVelocity(1, speed * north, Square(sigma * north) + Square(across * east) + 1e-4);
    }

    private static double Square(double value) => value * value;
}
