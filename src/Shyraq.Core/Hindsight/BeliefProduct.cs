using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Hindsight;

/// <summary>
/// What is known of a tag at a time from all that came before together with all that came after: the product of two mixtures, hypothesis by
/// hypothesis, divided by what was known before anything was heard. What is slowly wrong with the radios is wrong in both in the same way; as a
/// part of both it counts once. What no model tells of the radios is partly the same in both too (<see cref="Alike"/>).
/// </summary>
internal static class BeliefProduct
{
    /// <summary>One of the two may have lost the tag, with these probabilities; the other then speaks alone. Where they contradict each other, what was told live stands.</summary>
    private const double LostBefore = 0.01, LostAfter = 0.02;

    /// <summary>Who does not explain what is heard has likelier lost the tag: by this share of the evidence that was not explained.</summary>
    private const double LostBySurprise = 0.1;

    /// <summary>Where a tag may be of which nothing is known: on so many metres of roadway; a metre counts as so many square metres of an open area.</summary>
    private const double Anywhere = 1000, SquareMetres = 4;

    /// <summary>The variance of a prior is taken a little over that of what came of it, so that the product is a Gaussian.</summary>
    private const double Over = 1.01;

    /// <summary>
    /// This share of the variance of the better of the two is an error that both have, 0..1, where the evidence before and after lies close together: they
    /// hear the same anchors through the same walls, and what no model tells of that lasts for some seconds. Chosen on the sets of <c>docs/hindsight.md</c>.
    /// </summary>
    private const double Alike = 0.5, AlikeFor = 20;

    /// <summary>Gaussians farther apart than this share nothing, deviations.</summary>
    private const double Apart = 8;

    /// <summary>Multiplies what was followed forwards and backwards to the same time: one hypothesis for each place.</summary>
    /// <param name="before">From what came before, with the running share (0..1) of evidence that it did not explain.</param>
    /// <param name="after">The same from what came after.</param>
    /// <param name="gap">Between the last evidence before and the first after, seconds, 0 or more.</param>
    public static Belief Of(Instant time, (JointGaussian[] All, double Surprise) before, (JointGaussian[] All, double Surprise) after, double gap, MinePlan plan, in MotionModel motion, HypothesisPool pool)
    {
        var both = new Belief(pool) { Time = time };
        var alike = Alike * Math.Exp(-gap / AlikeFor);
        foreach (var one in before.All)
            foreach (var other in after.All)
                if (one.Chart == other.Chart && (one.Stands ?? other.Stands) == (other.Stands ?? one.Stands)) Multiply(both, one, other, alike, plan, motion);
        foreach (var one in before.All) AddAlone(one, LostAfter + LostBySurprise * after.Surprise);
        foreach (var other in after.All) AddAlone(other, LostBefore + LostBySurprise * before.Surprise);
        both.Tidy();
        both.MergeGaits();
        both.Normalise();
        return both;

        void AddAlone(JointGaussian alone, double lost) =>
            Add(both, plan, alone.Chart, alone.Stands, alone.Weight * lost / Anywhere, alone.Members, alone.Mean, alone.P);
    }

    private static void Multiply(Belief both, JointGaussian one, JointGaussian other, double alike, MinePlan plan, in MotionModel motion)
    {
        // What only one of the two tells of says nothing to the other: it is left out of both.
        Span<int> own = stackalloc int[GaussianProduct.Most], others = stackalloc int[GaussianProduct.Most];
        var n = 0;
        for (var i = 0; i < one.Members.Length && n < GaussianProduct.Most; i++)
        {
            if (other.IndexOf(one.Members[i]) is not (>= 0 and var k)) continue;
            var d = other.Mean[k] - one.Mean[i];
            if (one.Members[i].IsPlace && d * d > Apart * Apart * (one.Variance(i) + other.Variance(k))) return;
            (own[n], others[n++]) = (i, k);
        }
        Span<double> x = stackalloc double[n], y = stackalloc double[n], prior = stackalloc double[n];
        Span<double> p = stackalloc double[n * n], q = stackalloc double[n * n];
        var members = new Member[n];
        var stands = one.Stands ?? other.Stands;
        for (var i = 0; i < n; i++)
        {
            members[i] = one.Members[own[i]];
            x[i] = one.Mean[own[i]];
            y[i] = other.Mean[others[i]];
            if (members[i].IsPlace) (x[i], y[i]) = (0, y[i] - x[i]);
            else if (members[i].Quantity == Quantity.Bias) (x[i], y[i]) = (x[i] - other.PriorBias.Mean, y[i] - other.PriorBias.Mean);
            prior[i] = members[i].IsPlace ? double.PositiveInfinity
                : Over * Math.Max(PriorVariance(members[i], other, stands ?? false, motion, plan), Math.Max(one.Variance(own[i]), other.Variance(others[i])));
            for (var k = 0; k < n; k++)
            {
                p[i * n + k] = one.P[own[i] * one.Members.Length + own[k]];
                q[i * n + k] = other.P[others[i] * other.Members.Length + others[k]];
            }
        }
        var log = GaussianProduct.Multiply(x, p, y, q, prior);
        if (double.IsNegativeInfinity(log)) return;
        var variance = 0.0;
        for (var i = 0; i < n; i++)
        {
            if (!members[i].IsPlace) continue;
            x[i] += one.Mean[own[i]];
            variance += p[i * (n + 1)];
        }
        // What was multiplied jointly is counted once already, and may be more than that.
        var widening = Math.Max(1, LeastVariance(one.PlaceVariance, other.PlaceVariance, alike) / variance);
        foreach (ref var entry in p) entry *= widening;
        var weight = one.Weight * other.Weight * Math.Exp(log);
        if (one.Chart < 0) weight *= SquareMetres;
        if (one.Stands is { } known && other.Stands is not null) weight /= ShareOf(known);
        Add(both, plan, one.Chart, stands, weight, members, x, p);
    }

    /// <summary>
    /// The least variance of a product of two of which the better has the share ρ of its variance in common with the other. Of m ≤ M both hold c = ρ m; the
    /// rest is independent: ((m − c)⁻¹ + (M − c)⁻¹)⁻¹ + c. That is (1 + ρ) / 2 of m where m = M, and m where M is without bound.
    /// </summary>
    private static double LeastVariance(double variance, double other, double alike)
    {
        var (least, most) = (Math.Min(variance, other), Math.Max(variance, other));
        var shared = alike * least;
        var (a, b) = (least - shared, most - shared);
        return a * b / (a + b) + shared;
    }

    /// <summary>How many stand or move, when nothing is heard of them.</summary>
    private static double ShareOf(bool stands) => (stands ? MotionModel.Standing : MotionModel.Moving) / (MotionModel.Standing + MotionModel.Moving);

    /// <summary>Variance of a member before anything was heard; of mean 0 but for the bias, whose mean is set aside. Of what the two believed beforehand that of the second is divided out.</summary>
    private static double PriorVariance(Member member, JointGaussian other, bool stands, in MotionModel motion, MinePlan plan) => member.Quantity switch
    {
        Quantity.Velocity => Square(stands ? MotionModel.RestSpeed : member.Index == 2 ? MotionModel.Height.Speed : other.Chart >= 0 ? motion.Speed : MotionModel.Area.Speed),
        Quantity.Bias => other.PriorBias.Variance,
        Quantity.Scale => Square(RadioModel.ScaleSigma),
        Quantity.Heading => Square(RadioModel.HeadingSigma),
        Quantity.HiddenError => Square(RadioModel.PillarBias),
        Quantity.Shadow => Square(RadioModel.ShadowSigma) + Square(RadioModel.RssiModelSigma(plan.Anchors[member.Index])),
        _ => Square(RadioModel.AnchorErrorSigma),
    };

    /// <summary>Adds place and velocity of a joint Gaussian to a belief.</summary>
    private static void Add(Belief both, MinePlan plan, int chart, bool? stands, double weight, Member[] members, ReadOnlySpan<double> mean, ReadOnlySpan<double> p)
    {
        var n = members.Length;
        if (chart >= 0)
        {
            // Place and velocity along a roadway come first.
            var roadway = RoadwayHypothesis.At(chart, weight, mean[0], mean[1], p[0], p[1], p[n + 1]);
            roadway.Stands = stands ?? false;
            both.Add(roadway);
            return;
        }
        var area = AreaHypothesis.At(plan, ~chart, default, 0, 0, 0, 0);
        (area.Weight, area.Stands) = (weight, stands ?? false);
        for (var i = 0; i < n; i++)
        {
            if (PlaceIn(members[i]) is not (>= 0 and var row)) continue;
            area.Mean[row] = mean[i];
            for (var k = 0; k < n; k++)
                if (PlaceIn(members[k]) is >= 0 and var column) area.P[row * AreaHypothesis.Size + column] = (float)p[i * n + k];
        }
        both.Add(area);
    }

    private static int PlaceIn(Member member) => member.IsPlace ? member.Index : member.IsVelocity ? AreaHypothesis.Velocity + member.Index : -1;

    private static double Square(double value) => value * value;
}
