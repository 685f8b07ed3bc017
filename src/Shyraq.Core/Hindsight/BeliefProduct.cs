using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;

namespace Shyraq.Core.Hindsight;

/// <summary>What is known of a tag at a time from all that came before together with all that came after: the product of two mixtures, place by place.</summary>
internal static class BeliefProduct
{
    /// <summary>One of the two may have lost the tag, with this probability; the other then speaks alone.</summary>
    private const double Lost = 0.02;

    /// <summary>Where a lost tag may be: somewhere within so many metres of roadway, or such a square of an area.</summary>
    private const double Anywhere = 1000, AnywhereInArea = 50;

    /// <summary>The variance of a prior is taken a little over that of what came of it, so that the product is a Gaussian.</summary>
    private const double Over = 1.01;

    /// <summary>Multiplies two beliefs about the same time.</summary>
    /// <param name="before">From what came before.</param>
    /// <param name="after">From what came after, followed backwards: its speeds have the other sign.</param>
    public static Belief Of(Belief before, Belief after, MinePlan plan, in MotionModel motion)
    {
        before.Normalise();
        after.Normalise();
        var both = new Belief { Time = before.Time };
        for (var i = 0; i < before.RoadwayCount; i++)
            for (var k = 0; k < after.RoadwayCount; k++)
                if (before.Roadway[i].Edge == after.Roadway[k].Edge) Multiply(both, before.Roadway[i], after.Roadway[k], motion);
        for (var i = 0; i < before.AreaCount; i++)
            for (var k = 0; k < after.AreaCount; k++)
                if (before.Area[i].Area == after.Area[k].Area) Multiply(both, before.Area[i], after.Area[k], plan.Areas[before.Area[i].Area].Volume);
        AddAlone(both, before);
        AddAlone(both, after);
        both.Tidy();
        both.MergeGaits();
        both.Normalise();
        return both;
    }

    private static void AddAlone(Belief both, Belief alone)
    {
        for (var i = 0; i < alone.RoadwayCount; i++)
            both.Add(alone.Roadway[i] with { LogWeight = alone.Roadway[i].LogWeight + Math.Log(Lost / Anywhere) });
        for (var i = 0; i < alone.AreaCount; i++)
            both.Add(alone.Area[i] with { LogWeight = alone.Area[i].LogWeight + Math.Log(Lost / (AnywhereInArea * AnywhereInArea)) });
    }

    private static void Multiply(Belief both, in RoadwayHypothesis before, in RoadwayHypothesis after, in MotionModel motion)
    {
        // What the errors of the radios contribute is in both: it does not become less by being heard of twice.
        var common = Math.Min(before.CommonVariance, after.CommonVariance);
        Span<double> x = [0, before.V], y = [after.S - before.S, -after.V];
        Span<double> p = [before.Pss - common, before.Psv, before.Psv, before.Pvv], q = [after.Pss - common, -after.Psv, -after.Psv, after.Pvv];
        Span<double> prior = [double.PositiveInfinity, Over * Math.Max(motion.Speed * motion.Speed, Math.Max(before.Pvv, after.Pvv))];
        var log = GaussianProduct.Multiply(x, p, y, q, prior);
        if (double.IsNegativeInfinity(log)) return;
        var product = RoadwayHypothesis.At(before.Edge, before.LogWeight + after.LogWeight + log, before.S + x[0], x[1], p[0] + common, p[1], p[3]);
        product.Stands = before.Stands && after.Stands;
        both.Add(product);
    }

    private static void Multiply(Belief both, in AreaHypothesis before, in AreaHypothesis after, bool volume)
    {
        ReadOnlySpan<int> members = volume ? [0, 1, 2, 3, 4, 5] : [0, 1, 3, 4];
        var n = members.Length;
        Span<double> x = stackalloc double[n], y = stackalloc double[n], prior = stackalloc double[n], common = stackalloc double[n];
        Span<double> p = stackalloc double[n * n], q = stackalloc double[n * n];
        for (var i = 0; i < n; i++)
        {
            var member = members[i];
            var isPlace = member < AreaHypothesis.Velocity;
            common[i] = isPlace ? Math.Min(before.CommonVariance(member), after.CommonVariance(member)) : 0;
            x[i] = isPlace ? 0 : before.Mean[member];
            y[i] = isPlace ? after.Mean[member] - before.Mean[member] : -after.Mean[member];
            for (var k = 0; k < n; k++)
            {
                p[i * n + k] = before.P[member * AreaHypothesis.Size + members[k]];
                var turned = isPlace != members[k] < AreaHypothesis.Velocity;
                q[i * n + k] = after.P[member * AreaHypothesis.Size + members[k]] * (turned ? -1 : 1);
            }
            var speed = member == AreaHypothesis.Velocity + 2 ? MotionModel.Height.Speed : MotionModel.Area.Speed;
            prior[i] = isPlace ? double.PositiveInfinity : Over * Math.Max(speed * speed, Math.Max(p[i * n + i], q[i * n + i]));
            p[i * n + i] -= common[i];
            q[i * n + i] -= common[i];
        }
        var log = GaussianProduct.Multiply(x, p, y, q, prior);
        if (double.IsNegativeInfinity(log)) return;
        var product = before;
        product.LogWeight += after.LogWeight + log;
        product.Stands &= after.Stands;
        for (var i = 0; i < n; i++)
        {
            product.Mean[members[i]] = members[i] < AreaHypothesis.Velocity ? before.Mean[members[i]] + x[i] : x[i];
            for (var k = 0; k < n; k++) product.P[members[i] * AreaHypothesis.Size + members[k]] = p[i * n + k] + (i == k ? common[i] : 0);
        }
        both.Add(product);
    }
}
