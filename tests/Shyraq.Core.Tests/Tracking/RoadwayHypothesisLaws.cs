using CsCheck;
using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;
using Xunit;

namespace Shyraq.Core.Tests.Tracking;

/// <summary>The Gaussians on a roadway are what their equations say, worked out plainly.</summary>
public sealed class RoadwayHypothesisLaws
{
    private const int Size = RoadwayHypothesis.Size, Speed = RoadwayHypothesis.Speed, Bias = RoadwayHypothesis.Bias, Errors = RoadwayHypothesis.Errors;

    /// <summary>Of what is kept in single precision, of each sum the parts.</summary>
    private const double Rounding = 1e-6;

    /// <summary>Smaller numbers are kept with fewer digits.</summary>
    private const double Nothing = 1e-30;

    private const double Least = 1e-6f;

    private static readonly MinePlan Plan = Drawn.Straight(20, 100, 150, 280);
    private static readonly Ground Ground = new(Plan, null, new(Plan), new(Plan), new());

    private static readonly Gen<MotionStep> Steps = Gen.Select(Gen.Int[0, 2], Gen.Double[-3, 2], (kind, seconds) => kind switch
    {
        0 => MotionModel.Person.Over(Math.Pow(10, seconds)),
        1 => MotionModel.Vehicle.Over(Math.Pow(10, seconds)),
        _ => MotionModel.AtRest(Math.Pow(10, seconds)),
    });

    private static readonly Gen<float> Keeps = Gen.Double[-3, 3].Select(seconds => RoadwayHypothesis.Keeps(Math.Pow(10, seconds)));

    /// <summary>Any mean, and a covariance A Aᵀ of rows of any length.</summary>
    private static readonly Gen<RoadwayHypothesis> States =
        Gen.Select(Gen.Double[0, 300], Gen.Double[-10, 10], Gen.Double[-1, 1].Array[Size], Gen.Double[-1, 1].Array[Size * Size], Gen.Double[-2, 1.5].Array[Size], (s, v, errors, a, spread) =>
        {
            var state = RoadwayHypothesis.At(0, 1, s, v, 1, 0, 1);
            for (var i = Bias; i < Size; i++) state.Numbers[i] = (float)errors[i];
            for (var i = 0; i < Size; i++)
                for (var k = 0; k < Size; k++)
                {
                    var sum = i == k ? 1e-3 : 0;
                    for (var n = 0; n < Size; n++) sum += a[i * Size + n] * a[k * Size + n];
                    state.Covariance[i * Size + k] = (float)(sum * Math.Pow(10, spread[i] + spread[k]));
                }
            return state;
        });

    [Fact]
    public void A_prediction_is_F_x_and_F_P_F_transposed_with_Q() => Gen.Select(States, Steps, Keeps).Sample((state, step, keeps) =>
    {
        var parts = IsPredicted(ref state, keeps, step);
        for (var i = 0; i < Size; i++)
            for (var k = 0; k < i; k++) Assert.Equal(state.Covariance[i * Size + k], state.Covariance[k * Size + i], Rounding * parts[i, k] + Nothing);
    }, iter: 5_000);

    [Fact]
    public void Whatever_is_heard_on_the_way_predictions_go_by_the_equation_no_variance_falls_below_the_least_and_the_covariance_stays_symmetric()
    {
        var move = Gen.Select(Gen.Int[0, 5], Steps, Keeps, Gen.Double[-2, 2], Gen.Double[-12, 1], Gen.Int[0, 3]);
        Gen.Select(Gen.Double[5, 295], Gen.Double[-2, 2], Gen.Double[-3, 3], move.Array[1, 60]).Sample((s, v, spread, moves) =>
        {
            var state = RoadwayHypothesis.At(0, 1, s, v, Math.Pow(10, spread), 0, 1);
            var largest = new double[Size];
            foreach (var (what, step, keeps, value, exponent, which) in moves)
            {
                for (var i = 0; i < Size; i++) largest[i] = Math.Max(largest[i], VarianceOf(ref state, i));
                var variance = Math.Pow(10, exponent);
                state.Weight = 1;
                if (what <= 1) IsPredicted(ref state, keeps, step);
                else if (what == 2) state.UpdateSpeed(state.V + value * Math.Sqrt(state.Pvv), variance);
                else if (what == 3) state.ExpectBias(0.1 * value, variance);
                else if (what == 4) state.TurnAbout();
                else Hear(ref state, which, value, variance);
                // As on the plan: nobody is told to be beside the edge.
                state.S = Math.Clamp(state.S, 0, 300);
                for (var i = 0; i < Size; i++)
                {
                    if (what > 1) Assert.True(VarianceOf(ref state, i) >= Least, $"the variance of {i} is {VarianceOf(ref state, i)} after {what}");
                    largest[i] = Math.Max(largest[i], VarianceOf(ref state, i));
                    for (var k = 0; k < i; k++) Assert.Equal(state.Covariance[i * Size + k], state.Covariance[k * Size + i], 10 * Rounding * Math.Sqrt(largest[i] * largest[k]));
                }
            }
        }, iter: 2_000);
    }

    [Fact]
    public void What_is_no_number_shows_and_is_not_taken_for_the_least_variance()
    {
        var state = RoadwayHypothesis.At(0, 1, 100, 1, 4, 0, 1);
        state.Covariance[Speed] = state.Covariance[Speed * Size] = float.NaN;
        state.UpdateSpeed(1.2, 0.01);
        Assert.True(double.IsNaN(state.Pss), $"{state.Pss}");
        Assert.InRange(state.Pvv, 0.009, 0.011);
    }

    /// <summary>Takes in a range to one of the anchors that is so many of its deviations off.</summary>
    private static void Hear(ref RoadwayHypothesis state, int anchor, double deviations, double variance)
    {
        var seen = Ground.Views[anchor].Of(0);
        var distance = Units.Point3.Distance(Plan.Anchors[anchor].Place, Plan.Roadways[0].Line.PointAt(state.S));
        var evidence = new Evidence(EvidenceKind.Range, Drawn.Start, anchor, -1, Math.Max(0, distance + state.BiasBelief.Mean + deviations * Math.Sqrt(variance)), variance, default, false, 1e6);
        state.Update(Ground, evidence, 0, (anchor, -1), seen);
    }

    /// <summary>Predicts, and compares with the same worked out in doubles: x ← F x, P ← F P Fᵀ + Q.</summary>
    /// <returns>Of each number of P the sum of the sizes of what it is the sum of.</returns>
    private static double[,] IsPredicted(ref RoadwayHypothesis state, float keeps, MotionStep step)
    {
        var (f, q, p, parts) = (new double[Size, Size], new double[Size, Size], new double[Size, Size], new double[Size, Size]);
        (f[0, 0], f[0, Speed], f[Speed, Speed], f[Bias, Bias]) = (1, step.B, step.A, 1);
        (q[0, 0], q[0, Speed], q[Speed, 0], q[Speed, Speed]) = (step.Qss, step.Qsv, step.Qsv, step.Qvv);
        for (var i = Errors; i < Size; i++) (f[i, i], q[i, i]) = (keeps, (1 - (double)keeps * keeps) * RadioModel.AnchorErrorSigma * RadioModel.AnchorErrorSigma);
        double[] x = [state.S, .. state.Numbers[1..]];
        for (var i = 0; i < Size; i++)
            for (var k = 0; k < Size; k++) p[i, k] = state.Covariance[i * Size + k];

        state.Predict(keeps, step);

        for (var i = 0; i < Size; i++)
        {
            var (mean, of) = (0.0, 0.0);
            for (var n = 0; n < Size; n++) (mean, of) = (mean + f[i, n] * x[n], of + Math.Abs(f[i, n] * x[n]));
            Assert.Equal(mean, i == 0 ? state.S : state.Numbers[i], Rounding * of + Nothing);
            for (var k = 0; k < Size; k++)
            {
                // Of the noise of the errors one and what is kept are the parts.
                (var sum, parts[i, k]) = (q[i, k], i == k && i >= Errors ? 2 * RadioModel.AnchorErrorSigma * RadioModel.AnchorErrorSigma : Math.Abs(q[i, k]));
                for (var n = 0; n < Size; n++)
                    for (var m = 0; m < Size; m++)
                    {
                        var part = f[i, n] * p[n, m] * f[k, m];
                        sum += part;
                        parts[i, k] += Math.Abs(part);
                    }
                Assert.Equal(sum, state.Covariance[i * Size + k], Rounding * parts[i, k] + Nothing);
            }
        }
        return parts;
    }

    private static double VarianceOf(ref RoadwayHypothesis state, int member) => state.Covariance[member * (Size + 1)];
}
