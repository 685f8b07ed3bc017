using Shyraq.Oracle.Bound;
using Shyraq.Simulator.Radios;
using Xunit;

namespace Shyraq.Oracle.Tests;

public sealed class PosteriorBoundTests
{
    [Fact]
    public void Standing_between_two_anchors_every_range_adds_its_information()
    {
        const double Sigma = 0.1, Before = 100;
        var bound = new PosteriorBound(Before * Before);
        for (var epoch = 1; epoch <= 50; epoch++)
        {
            bound.Learn([(0, +1)], 1 / (Sigma * Sigma));
            bound.Learn([(0, -1)], 1 / (Sigma * Sigma));
            Assert.Equal(1 / (1 / (Before * Before) + 2 * epoch / (Sigma * Sigma)), bound[0], 1e-12);
        }
    }

    [Fact]
    public void Constant_errors_of_two_anchors_are_never_averaged_away()
    {
        const double Bias = 0.1;
        var bound = new PosteriorBound(1e8, Bias * Bias, Bias * Bias);
        for (var epoch = 0; epoch < 100_000; epoch++)
        {
            bound.Learn([(0, +1), (1, 1)], 100);
            bound.Learn([(0, -1), (2, 1)], 100);
        }
        // The place is half the difference of two ranges, each with its own constant error.
        Assert.Equal(Bias * Bias / 2, bound[0], 1e-5);
    }

    [Fact]
    public void A_random_walk_settles_where_the_equation_of_Riccati_says()
    {
        const double Q = 0.04, R = 0.01;
        var bound = new PosteriorBound(1e4);
        for (var epoch = 0; epoch < 200; epoch++)
        {
            bound.Move(0, [(0, 1)], Q);
            bound.Learn([(0, 1)], 1 / R);
        }
        // P = (P + Q) R / (P + Q + R).
        Assert.Equal((-Q + Math.Sqrt(Q * Q + 4 * Q * R)) / 2, bound[0], 1e-9);
    }

    [Fact]
    public void Who_walks_at_an_unknown_pace_is_known_as_well_as_a_straight_line_through_the_readings()
    {
        const double Sigma = 0.1;
        var bound = new PosteriorBound(1e10, 1e10);
        double n = 20, times = 0, squares = 0;
        for (var epoch = 0; epoch < n; epoch++)
        {
            if (epoch > 0) bound.Move(0, [(0, 1), (1, 1)], 0);
            bound.Learn([(0, 1)], 1 / (Sigma * Sigma));
            (times, squares) = (times + epoch, squares + epoch * epoch);
        }
        var (middle, last) = (times / n, n - 1);
        Assert.Equal(Sigma * Sigma * (1 / n + (last - middle) * (last - middle) / (squares - n * middle * middle)), bound[0], 1e-6);
    }

    [Fact]
    public void A_normal_range_tells_one_over_its_variance_and_reflections_take_some_away()
    {
        var path = new RadioPath(0, 31, 0);
        var sigma = Noise.Clean.RangeSigma + Noise.Clean.RangeSigmaPerMetre * 31;
        Assert.Equal(1 / (sigma * sigma), new RangeInformation(Noise.Clean).Of(path), 0.02 / (sigma * sigma));
        var (clean, reflected) = (new RangeInformation(Noise.Normal with { Reflections = 0 }).Of(path), new RangeInformation(Noise.Normal).Of(path));
        Assert.InRange(reflected, 0.85 * clean, 0.999 * clean);
    }
}
