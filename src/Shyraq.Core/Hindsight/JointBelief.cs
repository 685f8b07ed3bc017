using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Hindsight;

/// <summary>Takes out of a belief what hindsight multiplies: each hypothesis as a joint Gaussian.</summary>
internal static class JointBelief
{
    /// <summary>Variances on roadways are kept in single precision: so much of each is added, that rounding makes no covariance impossible.</summary>
    private const double Rounding = 1e-5;

    /// <summary>The hypotheses of a belief at a time.</summary>
    /// <param name="backwards">It was followed backwards: its velocities are turned, so that time runs forwards.</param>
    public static JointGaussian[] Of(Belief belief, Instant at, MinePlan plan, in MotionModel motion, bool backwards)
    {
        belief.Normalise();
        var all = belief.Cloud is { } cloud ? OfCloud(cloud, at, motion) : OfHypotheses(belief, plan);
        if (backwards)
            foreach (var one in all) one.TurnAbout();
        return all;
    }

    private static JointGaussian[] OfHypotheses(Belief belief, MinePlan plan)
    {
        var all = new JointGaussian[belief.Count];
        for (var i = 0; i < belief.RoadwayCount; i++) all[i] = Of(ref belief.Roadway[i], belief.Slots);
        for (var i = 0; i < belief.AreaCount; i++) all[belief.RoadwayCount + i] = Of(ref belief.Area[i], belief.Slots, plan.Areas[belief.Area[i].Area].Volume);
        return all;
    }

    /// <summary>The runs of a cloud stand at its own time: from there they drift, as all that is only looked at.</summary>
    private static JointGaussian[] OfCloud(Tracking.Clouds.Cloud cloud, Instant at, in MotionModel motion)
    {
        var all = cloud.Runs();
        var seconds = at.SecondsSince(cloud.Time);
        if (seconds <= 0) return all;
        foreach (var run in all) run.Drift((run.Chart >= 0 ? motion : MotionModel.Area).Over(seconds));
        return all;
    }

    private static JointGaussian Of(ref RoadwayHypothesis hypothesis, in ErrorSlots slots)
    {
        List<(Member, int)> members = [(new(Quantity.Place), 0), (new(Quantity.Velocity), RoadwayHypothesis.Speed), (new(Quantity.Bias), RoadwayHypothesis.Bias)];
        for (var slot = 0; slot < RoadwayHypothesis.Slots; slot++)
            if (slots[slot].Anchor > 0) members.Add((new(Quantity.Error, slots[slot].Anchor - 1), RoadwayHypothesis.Errors + slot));
        Span<double> mean = stackalloc double[RoadwayHypothesis.Size], p = stackalloc double[RoadwayHypothesis.Size * RoadwayHypothesis.Size];
        for (var i = 0; i < mean.Length; i++) mean[i] = hypothesis.Numbers[i];
        for (var i = 0; i < p.Length; i++) p[i] = hypothesis.Covariance[i] * (i % (mean.Length + 1) == 0 ? 1 + Rounding : 1);
        mean[0] = hypothesis.S;
        return Of(hypothesis.Edge, hypothesis.Stands, hypothesis.Weight, members, mean, p) with { PriorBias = (hypothesis.PriorBias, hypothesis.PriorBiasVariance) };
    }

    private static JointGaussian Of(ref AreaHypothesis hypothesis, in ErrorSlots slots, bool volume)
    {
        var members = new List<(Member, int)>();
        var axes = volume ? 3 : 2;
        for (var axis = 0; axis < axes; axis++) members.Add((new(Quantity.Place, axis), axis));
        for (var axis = 0; axis < axes; axis++) members.Add((new(Quantity.Velocity, axis), AreaHypothesis.Velocity + axis));
        members.AddRange([(new(Quantity.Bias), AreaHypothesis.Bias), (new(Quantity.Scale), AreaHypothesis.Scale), (new(Quantity.Heading), AreaHypothesis.Heading)]);
        for (var slot = 0; slot < ErrorSlots.Count; slot++)
        {
            var quantity = (hypothesis.Hidden >> slot & 1) == 0 ? Quantity.Error : Quantity.HiddenError;
            if (slots[slot].Anchor > 0) members.Add((new(quantity, slots[slot].Anchor - 1), AreaHypothesis.Errors + slot));
        }
        Span<double> p = stackalloc double[AreaHypothesis.Size * AreaHypothesis.Size];
        for (var i = 0; i < p.Length; i++) p[i] = hypothesis.P[i] * (i % (AreaHypothesis.Size + 1) == 0 ? 1 + Rounding : 1);
        return Of(~hypothesis.Area, hypothesis.Stands, hypothesis.Weight, members, hypothesis.Mean, p) with { PriorBias = (hypothesis.PriorBias, hypothesis.PriorBiasVariance) };
    }

    /// <summary>Takes some members out of a state.</summary>
    /// <param name="members">Each with its place in the state.</param>
    private static JointGaussian Of(int chart, bool stands, double weight, List<(Member Member, int At)> members, ReadOnlySpan<double> mean, ReadOnlySpan<double> p)
    {
        var n = members.Count;
        var joint = new JointGaussian(chart, stands, weight, [.. members.Select(m => m.Member)], new double[n], new double[n * n]);
        for (var i = 0; i < n; i++)
        {
            joint.Mean[i] = mean[members[i].At];
            for (var k = 0; k < n; k++) joint.P[i * n + k] = p[members[i].At * mean.Length + members[k].At];
        }
        return joint;
    }
}
