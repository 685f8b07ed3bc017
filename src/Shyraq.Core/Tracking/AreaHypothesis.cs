using System.Runtime.CompilerServices;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>Six numbers: east, north, up, and their speeds.</summary>
[InlineArray(6)]
internal struct Six
{
    private double _first;
}

/// <summary>A 6 × 6 matrix by rows.</summary>
[InlineArray(36)]
internal struct SixBySix
{
    private double _first;
}

/// <summary>
/// One hypothesis in an open area: a Gaussian in place and velocity with a weight. In a flat area the rows of height are
/// zero and stay so; with <c>volume</c> they are estimated like the others.
/// </summary>
internal struct AreaHypothesis
{
    /// <summary>Index of the area.</summary>
    public int Area;

    /// <summary>Natural logarithm of the weight.</summary>
    public double LogWeight;

    /// <summary>x, y, z in metres and their speeds in metres a second.</summary>
    public Six Mean;

    /// <summary>Covariance of <see cref="Mean"/>.</summary>
    public SixBySix P;

    /// <summary>The mean place.</summary>
    public readonly Point3 Place => new(Mean[0], Mean[1], Mean[2]);

    /// <summary>A new hypothesis at rest: variances in m² in the plane and, in a volume, in height.</summary>
    public static AreaHypothesis At(MinePlan plan, int area, Point3 place, double varianceX, double covarianceXY, double varianceY, double varianceZ)
    {
        var shape = plan.Areas[area];
        var hypothesis = new AreaHypothesis { Area = area };
        hypothesis.Mean[0] = place.X;
        hypothesis.Mean[1] = place.Y;
        hypothesis.Mean[2] = shape.Volume ? place.Z : shape.Floor.Value + shape.TagHeight.Value;
        hypothesis.P[0] = varianceX;
        hypothesis.P[1] = hypothesis.P[6] = covarianceXY;
        hypothesis.P[7] = varianceY;
        hypothesis.P[21] = hypothesis.P[28] = MotionModel.Area.Speed * MotionModel.Area.Speed;
        if (shape.Volume)
        {
            hypothesis.P[14] = varianceZ;
            hypothesis.P[35] = MotionModel.Height.Speed * MotionModel.Height.Speed;
        }
        return hypothesis;
    }

    /// <summary>Moves the hypothesis on by the steps of the plane and of height.</summary>
    public void Predict(in MotionStep plane, in MotionStep height, bool volume)
    {
        var axes = volume ? 3 : 2;
        for (var i = 0; i < axes; i++)
        {
            ref readonly var step = ref i < 2 ? ref plane : ref height;
            Mean[i] += step.B * Mean[i + 3];
            Mean[i + 3] *= step.A;
        }
        // P ← F P Fᵀ + Q, first the rows (F P), then the columns (P Fᵀ).
        for (var i = 0; i < axes; i++)
        {
            ref readonly var step = ref i < 2 ? ref plane : ref height;
            for (var k = 0; k < 6; k++)
            {
                P[i * 6 + k] += step.B * P[(i + 3) * 6 + k];
                P[(i + 3) * 6 + k] *= step.A;
            }
        }
        for (var i = 0; i < axes; i++)
        {
            ref readonly var step = ref i < 2 ? ref plane : ref height;
            for (var k = 0; k < 6; k++)
            {
                P[k * 6 + i] += step.B * P[k * 6 + i + 3];
                P[k * 6 + i + 3] *= step.A;
            }
            P[i * 7] += step.Qss;
            P[i * 6 + i + 3] += step.Qsv;
            P[(i + 3) * 6 + i] += step.Qsv;
            P[(i + 3) * 7] += step.Qvv;
        }
    }

    /// <summary>Takes in a measurement of where the tag is. Returns the probability that it was honest.</summary>
    public double Update(Ground ground, in Evidence evidence, double extraVariance)
    {
        if (evidence.Kind == EvidenceKind.Fix) return UpdateByFix(evidence, extraVariance, ground.Plan.Areas[Area].Volume);
        var expected = Expectation.InArea(ground, evidence, Area, Place);
        Six h = default;
        (h[0], h[1], h[2]) = (expected.Gradient.X, expected.Gradient.Y, expected.Gradient.Z);
        var slope = Point3.Dot(expected.Gradient, expected.Gradient);
        var noise = evidence.Variance + expected.ExtraVariance + extraVariance * slope;
        var innovation = (evidence.Kind == EvidenceKind.Seen ? 0 : evidence.Value) - expected.Value;
        var likelihood = Likelihood.Of(evidence.Kind, innovation, Quadratic(h) + noise, expected);
        LogWeight += Math.Log(likelihood.Density);
        if (likelihood.Honest >= 0.01) Apply(h, innovation, noise / likelihood.Honest);
        Confine(ground.Plan.Areas[Area]);
        return likelihood.Honest;
    }

    /// <summary>Takes in one component of the velocity, metres a second (0 east, 1 north, 2 up).</summary>
    public void UpdateVelocity(int axis, double speed, double variance)
    {
        Six h = default;
        h[axis + 3] = 1;
        var innovation = speed - Mean[axis + 3];
        var s = P[(axis + 3) * 7] + variance;
        var gaussian = 0.95 * Math.Exp(-0.5 * innovation * innovation / s) / Math.Sqrt(2 * Math.PI * s);
        var density = gaussian + 0.05 / 20;
        LogWeight += Math.Log(density);
        if (gaussian / density >= 0.01) Apply(h, innovation, variance * density / gaussian);
    }

    private double UpdateByFix(in Evidence evidence, double extraVariance, bool volume)
    {
        var honest = 1.0;
        Span<double> place = [evidence.Place.X, evidence.Place.Y, evidence.Place.Z];
        for (var axis = 0; axis < (evidence.HasHeight && volume ? 3 : 2); axis++)
        {
            Six h = default;
            h[axis] = 1;
            var noise = evidence.Variance + extraVariance;
            var innovation = place[axis] - Mean[axis];
            var likelihood = Likelihood.Of(EvidenceKind.Fix, innovation, P[axis * 7] + noise, new(0, default, 1, 0, true, true));
            LogWeight += Math.Log(likelihood.Density);
            honest = Math.Min(honest, likelihood.Honest);
            if (likelihood.Honest >= 0.01) Apply(h, innovation, noise / likelihood.Honest);
        }
        return honest;
    }

    private readonly double Quadratic(in Six h)
    {
        var sum = 0.0;
        for (var i = 0; i < 6; i++)
            for (var k = 0; k < 6; k++) sum += h[i] * P[i * 6 + k] * h[k];
        return sum;
    }

    /// <summary>The Kalman update: K = P hᵀ / (h P hᵀ + r), x ← x + K ν, P ← P − K (h P).</summary>
    private void Apply(in Six h, double innovation, double noise)
    {
        Six ph = default;
        var s = noise;
        for (var i = 0; i < 6; i++)
        {
            for (var k = 0; k < 6; k++) ph[i] += P[i * 6 + k] * h[k];
            s += h[i] * ph[i];
        }
        for (var i = 0; i < 6; i++)
        {
            Mean[i] += ph[i] / s * innovation;
            for (var k = 0; k < 6; k++) P[i * 6 + k] -= ph[i] * ph[k] / s;
        }
    }

    /// <summary>Holds the mean inside the area: nobody walks into rock.</summary>
    private void Confine(OpenArea area)
    {
        var inside = area.Confine(Place);
        (Mean[0], Mean[1], Mean[2]) = (inside.X, inside.Y, inside.Z);
    }
}
