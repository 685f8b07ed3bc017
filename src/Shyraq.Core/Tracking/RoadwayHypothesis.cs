using Shyraq.Core.Plan;

namespace Shyraq.Core.Tracking;

/// <summary>
/// One hypothesis on the network: on this edge at this offset, moving so fast; a Gaussian in (offset s, speed v) with a weight.
/// </summary>
internal struct RoadwayHypothesis
{
    /// <summary>Index of the edge.</summary>
    public int Edge;

    /// <summary>Natural logarithm of the weight.</summary>
    public double LogWeight;

    /// <summary>Mean offset on the roadway, metres, and speed towards growing offset, metres a second.</summary>
    public double S, V;

    /// <summary>Covariance of (s, v).</summary>
    public double Pss, Psv, Pvv;

    /// <summary>Moves the hypothesis on: x ← F x, P ← F P Fᵀ + Q with F = [1 b; 0 a].</summary>
    public void Predict(in MotionStep step)
    {
        S += step.B * V;
        V *= step.A;
        Pss += 2 * step.B * Psv + step.B * step.B * Pvv + step.Qss;
        Psv = step.A * (Psv + step.B * Pvv) + step.Qsv;
        Pvv = step.A * step.A * Pvv + step.Qvv;
    }

    /// <summary>Takes in a measurement of where the tag is: a Kalman update by the share that is honest, the weight by the whole mixture.</summary>
    /// <param name="extraVariance">Variance added because the measurement is older than the belief.</param>
    /// <param name="about">The offset at which the measurement is made linear; the mean by default.</param>
    public Weighed Update(Ground ground, in Evidence evidence, double extraVariance, double? about = null)
    {
        var plan = ground.Plan;
        var edge = plan.Network.Edges[Edge];
        var line = plan.Roadways[edge.Roadway].Line;
        var offset = about ?? S;
        var place = line.PointAt(offset);
        var tangent = line.TangentAt(offset);
        if (evidence.Kind == EvidenceKind.Fix) return Weighed.Only(UpdateByFix(plan, evidence, extraVariance, edge, place, tangent));

        var expected = Expectation.OnRoadway(ground, evidence, Edge, offset, place, tangent);
        var h = expected.Along;
        var target = evidence.Kind == EvidenceKind.Seen ? 0 : evidence.Value;
        var noise = evidence.Variance + expected.ExtraVariance * RadioModel.Correlation(RadioModel.Memory(evidence.Kind), evidence.Gap) + extraVariance * h * h;
        var innovation = target - expected.Value - h * (S - offset);
        var variance = h * h * Pss + noise;
        var likelihood = Likelihood.Of(evidence.Kind, innovation, variance, expected);
        LogWeight += Math.Log(likelihood.Density);
        Apply(h, innovation, noise, likelihood.Honest);
        return new(likelihood.Honest, innovation, variance, noise, expected.Value, expected.Sight);
    }

    /// <summary>
    /// Does a range to an anchor in this roadway allow both sides of it? Near an anchor's foot the range has no slope, and a Gaussian
    /// that lies across it would be pulled to one side by chance.
    /// </summary>
    /// <param name="sides">The two offsets at which the range is read.</param>
    public readonly bool LiesAcross(MinePlan plan, in Evidence evidence, out (double Below, double Above) sides)
    {
        const double enough = 0.7, deviations = 2.5;
        sides = default;
        if (evidence.Kind != EvidenceKind.Range || plan.Views[evidence.Anchor].Of(Edge) is not { } view || double.IsNaN(view.FootOffset)) return false;
        if (Math.Abs(S - view.FootOffset) > deviations * Math.Sqrt(Pss)) return false;
        var along = Math.Sqrt(Math.Max(0, evidence.Value * evidence.Value - view.FootDistance * view.FootDistance));
        sides = (view.FootOffset - along, view.FootOffset + along);
        return along > enough && along < 4 * Math.Sqrt(Pss) + 3 && sides.Below >= view.From && sides.Above <= view.To;
    }

    /// <summary>Takes in a speed along the roadway, metres a second towards growing offset.</summary>
    public void UpdateSpeed(double speed, double variance)
    {
        var s = Pvv + variance;
        var innovation = speed - V;
        var gaussian = 0.95 * Math.Exp(-0.5 * innovation * innovation / s) / Math.Sqrt(2 * Math.PI * s);
        var density = gaussian + 0.05 / 20;
        LogWeight += Math.Log(density);
        var share = gaussian / density;
        if (share < 0.01) return;
        var gain = 1 / (Pvv + variance / share);
        var (ks, kv) = (Psv * gain, Pvv * gain);
        S += ks * innovation;
        V += kv * innovation;
        (Pss, Psv, Pvv) = (Math.Max(Pss - ks * Psv, 1e-6), Psv - ks * Pvv, Math.Max(Pvv - kv * Pvv, 1e-6));
    }

    private double UpdateByFix(MinePlan plan, in Evidence evidence, double extraVariance, in Edge edge, Units.Point3 place, Units.Point3 tangent)
    {
        var d = evidence.Place - place;
        if (!evidence.HasHeight) d = d with { Z = 0 };
        var along = Units.Point3.Dot(d, tangent);
        var lateral = RadioModel.LateralSigma(plan.Roadways[edge.Roadway]);
        var across = Math.Max(0, Units.Point3.Dot(d, d) - along * along);
        var acrossVariance = evidence.Variance + lateral * lateral;
        var noise = evidence.Variance + extraVariance;
        var likelihood = Likelihood.Of(EvidenceKind.Fix, along, Pss + noise, new(0, default, 1, 0, true, true));
        // What lies across the roadway cannot be followed, but it tells roadways apart.
        var acrossDensity = 0.98 * Math.Exp(-0.5 * across / acrossVariance) + 0.02 * 1e-3;
        LogWeight += Math.Log(likelihood.Density * acrossDensity);
        Apply(1, along, noise, likelihood.Honest);
        return likelihood.Honest;
    }

    private void Apply(double h, double innovation, double noise, double honest)
    {
        if (honest < 0.01) return;
        var gain = 1 / (h * h * Pss + noise / honest);
        var (ks, kv) = (Pss * h * gain, Psv * h * gain);
        S += ks * innovation;
        V += kv * innovation;
        (Pss, Psv, Pvv) = (Math.Max(Pss - ks * h * Pss, 1e-6), Psv - ks * h * Psv, Math.Max(Pvv - kv * h * Psv, 1e-6));
    }
}
