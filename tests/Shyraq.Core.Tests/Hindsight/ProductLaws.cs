using CsCheck;
using Shyraq.Core.Hindsight;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tests.Tracking;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Hindsight;

public sealed class ProductLaws
{
    /// <summary>The variance of a speed before anything is heard, m²/s².</summary>
    private const double Prior = 1.2;

    /// <summary>Place (m) and speed (m/s) with a covariance whose speed is known better than <see cref="Prior"/>.</summary>
    private static readonly Gen<(double[] Mean, double[] P)> Known =
        from place in Gen.Double[-1, 1]
        from speed in Gen.Double[-1, 1]
        from deviation in Gen.Double[0.3, 1.5]
        from speedDeviation in Gen.Double[0.3, 0.9]
        from correlation in Gen.Double[-0.8, 0.8]
        let covariance = correlation * deviation * speedDeviation
        select (new[] { place, speed }, new[] { deviation * deviation, covariance, covariance, speedDeviation * speedDeviation });

    [Fact]
    public void A_product_of_Gaussians_is_what_numbers_on_a_grid_say() => Gen.Select(Known, Known).Sample((a, b) =>
    {
        var (x, p) = ((double[])a.Mean.Clone(), (double[])a.P.Clone());
        var log = GaussianProduct.Multiply(x, p, b.Mean, (double[])b.P.Clone(), [double.PositiveInfinity, Prior]);
        var (mass, mean, square) = (0.0, new double[2], new double[4]);
        const double step = 0.06;
        for (var s = -8.0; s < 8; s += step)
        {
            for (var v = -8.0; v < 8; v += step)
            {
                var density = Density(a, s, v) * Density(b, s, v) / (Math.Exp(-0.5 * v * v / Prior) / Math.Sqrt(2 * Math.PI * Prior)) * step * step;
                mass += density;
                (mean[0], mean[1]) = (mean[0] + density * s, mean[1] + density * v);
                (square[0], square[1], square[3]) = (square[0] + density * s * s, square[1] + density * s * v, square[3] + density * v * v);
            }
        }
        for (var i = 0; i < 2; i++) mean[i] /= mass;
        Assert.Equal(mass, Math.Exp(log), 1e-3 * mass + 1e-9);
        for (var i = 0; i < 2; i++) Assert.Equal(mean[i], x[i], 1e-3);
        Assert.Equal(square[0] / mass - mean[0] * mean[0], p[0], 1e-3);
        Assert.Equal(square[1] / mass - mean[0] * mean[1], p[1], 1e-3);
        Assert.Equal(square[3] / mass - mean[1] * mean[1], p[3], 1e-3);
    }, iter: 20);

    [Fact]
    public void Where_the_prior_says_more_than_both_the_product_is_still_a_Gaussian()
    {
        double[] x = [0, 0], p = [1, 0, 0, 9];
        Assert.True(double.IsFinite(GaussianProduct.Multiply(x, p, [1, 1], [1, 0, 0, 9], [double.PositiveInfinity, 1])));
        Assert.True(p[0] > 0 && p[3] > 0);
    }

    [Fact]
    public void An_error_of_a_radio_that_both_share_does_not_become_less_by_being_heard_twice()
    {
        // Both read the same anchor, whose error of 5 cm is all that is wrong: s + e is known to a millimetre.
        var known = Place(RadioModel.AnchorErrorSigma, shared: true);
        var both = BeliefProduct.Of(Drawn.Start, ([known], 0), ([known], 0), 0, Drawn.Straight(50), MotionModel.Person, new());
        Assert.InRange(Math.Sqrt(both.Roadway[0].Pss), 0.9 * RadioModel.AnchorErrorSigma, 1.1 * RadioModel.AnchorErrorSigma);
    }

    [Fact]
    public void Errors_that_no_model_tells_of_are_half_shared()
    {
        var known = Place(RadioModel.AnchorErrorSigma, shared: false);
        var both = BeliefProduct.Of(Drawn.Start, ([known], 0), ([known], 0), 0, Drawn.Straight(50), MotionModel.Person, new());
        Assert.Equal(Math.Sqrt(0.75) * RadioModel.AnchorErrorSigma, Math.Sqrt(both.Roadway[0].Pss), 1e-3 * RadioModel.AnchorErrorSigma);
    }

    [Fact]
    public void Across_a_silence_nothing_is_shared()
    {
        var known = Place(0.5, shared: false);
        var both = BeliefProduct.Of(Drawn.Start, ([known], 0), ([known], 0), 120, Drawn.Straight(50), MotionModel.Person, new());
        Assert.Equal(Math.Sqrt(0.5) * 0.5, Math.Sqrt(both.Roadway[0].Pss), 1e-2);
    }

    [Fact]
    public void What_knows_next_to_nothing_makes_the_other_neither_better_nor_worse()
    {
        var both = BeliefProduct.Of(Drawn.Start, ([Place(0.5, false)], 0), ([Place(5, false)], 0), 0, Drawn.Straight(50), MotionModel.Person, new());
        Assert.Equal(0.5, Math.Sqrt(both.Roadway[0].Pss), 1e-2);
    }

    [Fact]
    public void Where_the_two_contradict_each_other_both_are_told_and_the_live_one_first()
    {
        var (here, there) = (Place(0.5, false), Place(0.5, false));
        there.Mean[0] += 100;
        var both = BeliefProduct.Of(Drawn.Start, ([here], 0), ([there], 0), 0, Drawn.Straight(50), MotionModel.Person, new());
        Assert.Equal(2, both.RoadwayCount);
        var heaviest = both.Roadway[..2].MaxBy(h => h.Weight);
        Assert.Equal(here.Mean[0], heaviest.S, 1e-3);
        Assert.InRange(heaviest.Weight, 0.55, 0.8);
    }

    [Fact]
    public void Who_does_not_explain_what_is_heard_is_believed_less()
    {
        var (here, there) = (Place(0.5, false), Place(0.5, false));
        there.Mean[0] += 100;
        var both = BeliefProduct.Of(Drawn.Start, ([here], 0.6), ([there], 0), 0, Drawn.Straight(50), MotionModel.Person, new());
        Assert.Equal(there.Mean[0], both.Roadway[..2].MaxBy(h => h.Weight).S, 1e-3);
    }

    [Fact]
    public void Time_turned_about_twice_is_time_as_it_was()
    {
        var mirror = new Mirror(Drawn.Start.PlusSeconds(17));
        var motion = new MotionSighting(Drawn.Start, Drawn.Start, new("T"), new(1.2), null, new Degrees(300), new DegreesPerSecond(5));
        Assert.Equal(motion, mirror.Of(mirror.Of(motion)));
        var turned = Assert.IsType<MotionSighting>(mirror.Of(motion));
        Assert.Equal((34, 120, -5, 1.2), (turned.Time.SecondsSince(Drawn.Start), turned.Heading!.Value.Value, turned.TurnRate!.Value.Value, turned.Speed!.Value.Value));
    }

    /// <summary>A hypothesis at 100 m whose deviation comes from the error of one anchor, which is part of it where it is shared.</summary>
    private static JointGaussian Place(double sigma, bool shared)
    {
        var variance = sigma * sigma;
        return shared
            ? new(0, false, 1, [new(Quantity.Place), new(Quantity.Velocity), new(Quantity.Error, 0)], [100, 1, 0], [variance + 1e-6, 0, -variance, 0, 0.1, 0, -variance, 0, variance])
            : new(0, false, 1, [new(Quantity.Place), new(Quantity.Velocity)], [100, 1], [variance, 0, 0, 0.1]);
    }

    private static double Density((double[] Mean, double[] P) g, double s, double v)
    {
        var (ds, dv) = (s - g.Mean[0], v - g.Mean[1]);
        var determinant = g.P[0] * g.P[3] - g.P[1] * g.P[1];
        return Math.Exp(-0.5 * (g.P[3] * ds * ds - 2 * g.P[1] * ds * dv + g.P[0] * dv * dv) / determinant) / (2 * Math.PI * Math.Sqrt(determinant));
    }
}
