using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking.Clouds;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>What the tag's own sensors say of its velocity.</summary>
internal static class Inertia
{
    /// <summary>Speeds are known this badly: a constant part, metres a second, and a share of the speed where wheels and where steps are counted.</summary>
    private const double SpeedSigma = 0.05, WheelShare = 0.03, StepShare = 0.1;

    /// <summary>How far the motion is aside of the heading, 1-sigma: a constant part, metres a second, and a share of the speed.</summary>
    private const double SideSigma = 0.01, SideShare = 0.05;

    /// <summary>Memory of the errors of inertial sensors, seconds.</summary>
    private const double Memory = 0.5;

    /// <summary>The probability that the sensors of one who stands say that he moves.</summary>
    private const double MovesWrongly = 0.05;

    /// <summary>1-sigma of a tag that says it is still, metres a second.</summary>
    private const double StillSigma = 0.03;

    /// <summary>Below this share of the speed along a roadway the heading does not tell the direction.</summary>
    public const double AlongShare = 0.3;

    /// <summary>Takes a motion sighting into every hypothesis.</summary>
    /// <param name="gap">Seconds since the one before.</param>
    public static void Apply(Belief belief, MinePlan plan, MotionSighting sighting, in MotionModel motion, double gap)
    {
        var speed = sighting.Still == true ? 0 : sighting.Speed?.Value;
        if (speed is not { } value) return;
        belief.Rested = value == 0 ? sighting.Time : default;
        var sigma = value == 0 ? StillSigma : Math.Sqrt(belief.PaceLevel) * (SpeedSigma + (motion.OnFoot ? StepShare : WheelShare) * value);
        var (seen, heaviest) = ((0.0, 0.0), -1.0);
        for (var i = 0; i < belief.RoadwayCount; i++)
        {
            var weight = belief.Roadway[i].Weight;
            var told = OnRoadway(ref belief.Roadway[i], plan, value, sigma, sighting.Heading);
            if (weight > heaviest) (seen, heaviest) = (told, weight);
        }
        var correlated = RadioModel.Correlation(Memory, gap);
        for (var i = 0; i < belief.AreaCount; i++)
        {
            var weight = belief.Area[i].Weight;
            var told = InArea(ref belief.Area[i], value, sigma, sighting.Heading, correlated);
            if (weight > heaviest) (seen, heaviest) = (told, weight);
        }
        if (value > 0)
        {
            // Sensors say wrongly that one moves now and then: not twice within their memory.
            var wrongly = Math.Pow(MovesWrongly, Math.Min(1, gap / Memory));
            for (var i = 0; i < belief.RoadwayCount; i++)
                if (belief.Roadway[i].Stands) belief.Roadway[i].Weight *= wrongly;
            for (var i = 0; i < belief.AreaCount; i++)
                if (belief.Area[i].Stands) belief.Area[i].Weight *= wrongly;
            Learn(belief, seen, sigma * sigma * (belief.AreaCount > 0 ? correlated : 1));
        }
    }

    /// <summary>
    /// How well this tag's speeds are known is learnt on the run: some count wheels, some steps, some guess (Robbins–Monro on the logarithm of
    /// a ratio of variances). Nothing is learnt where the belief knows the speed no better than the sensor.
    /// </summary>
    private static void Learn(Belief belief, (double Square, double Variance) seen, double noise)
    {
        const double rate = 0.05, least = 0.05, most = 4, telling = 0.3;
        if (seen.Variance <= 0 || noise < telling * seen.Variance) return;
        belief.PaceLevel = Math.Clamp(belief.PaceLevel * Math.Exp(rate * (Math.Min(seen.Square / seen.Variance, 4) - 1)), least, most);
    }

    /// <summary>Takes a motion sighting into a cloud.</summary>
    /// <param name="time">Of the sighting, by the clocks of the mine.</param>
    /// <param name="gap">Seconds since the one before.</param>
    public static void Apply(Cloud cloud, MotionSighting sighting, Instant time, in MotionModel motion, double gap)
    {
        if ((sighting.Still == true ? 0 : sighting.Speed?.Value) is { } speed) cloud.Move(speed, sighting.Heading?.Radians, time, gap, motion.OnFoot);
    }

    private static (double Square, double Variance) OnRoadway(ref RoadwayHypothesis hypothesis, MinePlan plan, double speed, double sigma, Degrees? heading)
    {
        if (speed == 0)
        {
            return hypothesis.UpdateSpeed(0, sigma * sigma);
        }
        var sign = Math.Sign(hypothesis.V);
        if (heading is { } course)
        {
            var tangent = plan.Roadways[plan.Network.Edges[hypothesis.Edge].Roadway].Line.TangentAt(hypothesis.S);
            var along = Math.Sin(course.Radians) * tangent.X + Math.Cos(course.Radians) * tangent.Y;
            if (Math.Abs(along) < AlongShare) return default;
            sign = Math.Sign(along);
        }
        else if (Math.Abs(hypothesis.V) < Math.Sqrt(hypothesis.Pvv))
        {
            // Moving, but nobody knows which way: the speed may be either sign.
            hypothesis.WeighPace(speed, sigma * sigma);
            if (!hypothesis.Stands) hypothesis.Pvv = Math.Max(hypothesis.Pvv, speed * speed);
            return default;
        }
        return hypothesis.UpdateSpeed(sign * speed, sigma * sigma);
    }

    /// <summary>In the frame of the heading h + δ the velocity is (speed, 0): one measurement along, one across it.</summary>
    private static (double Square, double Variance) InArea(ref AreaHypothesis hypothesis, double speed, double sigma, Degrees? heading, double correlated)
    {
        AreaSlope h = default;
        if (speed == 0)
        {
            for (var axis = 0; axis < 2; axis++)
            {
                h = default;
                h[AreaHypothesis.Velocity + axis] = 1;
                hypothesis.UpdateLinear(h, 0, sigma * sigma * correlated);
            }
            return default;
        }
        var (east, north) = (hypothesis.Mean[AreaHypothesis.Velocity], hypothesis.Mean[AreaHypothesis.Velocity + 1]);
        var known = Math.Sqrt(east * east + north * north);
        if (heading is null && known <= 0.5 * speed)
        {
            hypothesis.WeighPace(speed, sigma * sigma);
            return default;
        }
        var angle = heading is { } course ? course.Radians + hypothesis.Mean[AreaHypothesis.Heading] : Math.Atan2(east, north);
        (h[AreaHypothesis.Velocity], h[AreaHypothesis.Velocity + 1]) = ((float)Math.Sin(angle), (float)Math.Cos(angle));
        var told = hypothesis.UpdateLinear(h, speed, sigma * sigma * correlated);
        if (heading is null) return told;
        // Across: −v∥ is the slope by δ; the pseudo-measurement is moved by it so that it is linear in the whole state.
        (east, north) = (Math.Sin(angle), Math.Cos(angle));
        var along = hypothesis.Mean[AreaHypothesis.Velocity] * east + hypothesis.Mean[AreaHypothesis.Velocity + 1] * north;
        h = default;
        (h[AreaHypothesis.Velocity], h[AreaHypothesis.Velocity + 1], h[AreaHypothesis.Heading]) = ((float)north, (float)-east, (float)-along);
        hypothesis.UpdateLinear(h, -along * hypothesis.Mean[AreaHypothesis.Heading], Square(SideShare * speed + SideSigma) * correlated);
        return told;
    }

    private static double Square(double value) => value * value;
}
