using System.Collections.Concurrent;
using System.Runtime.Intrinsics;
using CsCheck;
using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Tracking;

/// <summary>How large a circle is told: as large as what is not known, and no larger.</summary>
public sealed class RadiusTests
{
    private static readonly MinePlan Hall = Drawn.Plan([], [Drawn.Anchor("A0", 0, 0), Drawn.Anchor("A1", 60, 0), Drawn.Anchor("A2", 60, 40), Drawn.Anchor("A3", 0, 40)], areas: [Drawn.Area("H", 60, 40)]);

    private static readonly Gen<PlaneGaussian[]> Few = Gen.Select(Gen.Double[0.01, 1], Gen.Double[-60, 60], Gen.Double[-60, 60], Gen.Double[-1, 1.3], Gen.Double[-1, 1.3], Gen.Double[-0.95, 0.95], (weight, x, y, u, v, r) =>
        new PlaneGaussian(weight, x, y, Math.Pow(10, 2 * u), r * Math.Pow(10, u + v), Math.Pow(10, 2 * v))).Array[1, 6];

    [Fact]
    public void People_walk_beside_the_line_across_it_and_not_along_it()
    {
        // 5 m wide: 1 m to either side, 1-sigma. In one direction that is 1.96 m at 95 %, in two it would be 2.45 m.
        var plan = Drawn.Straight(0, 60, 120, 180, 240, 300);
        var mine = new Mine(plan);
        foreach (var (_, _, sightings) in Drawn.Walk(plan, "T", new(70, 0, 0), new(110, 0, 0), 0)) mine.Take(sightings);

        Assert.InRange(mine.FixOf(new("T"), mine.Clock)!.Radius95, 1.9, 2.1);
    }

    [Fact]
    public void Who_stands_among_steady_radios_is_told_with_a_smaller_circle_than_among_unsteady_ones()
    {
        var (steady, usual, unsteady) = (Standing(0.03), Standing(0.12), Standing(0.25));

        Assert.True(steady < 0.7 * usual && usual < 0.9 * unsteady, $"{steady:0.00} m, {usual:0.00} m, {unsteady:0.00} m");
    }

    [Fact]
    public void The_circle_of_a_mixture_holds_95_percent_and_hardly_more()
    {
        var one = Gen.Select(Gen.Double[-5, 0], Gen.Double[-300, 300], Gen.Double[-300, 300], Gen.Double[-3, 2], Gen.Double[-3, 2], Gen.Double[-0.99, 0.99], (weight, x, y, u, v, r) =>
            new PlaneGaussian(Math.Pow(10, weight), x, y, Math.Pow(10, 2 * u), r * Math.Pow(10, u + v), Math.Pow(10, 2 * v)));
        one.Array[2, 8].Sample(all =>
        {
            Holds([.. all.Select((part, i) => part with { Dx = i == 0 ? 0 : part.Dx, Dy = i == 0 ? 0 : part.Dy })]);
        }, iter: 20_000);
    }

    [Fact]
    public void A_place_that_is_known_to_the_centimetre_and_lies_at_the_edge_of_the_circle_makes_it_no_larger_than_need_be() =>
        Holds([new(0.3258, 0, 0, 821.3, 0, 4.64), new(1, 0, -0.02, 421.7, -0.075, 1), new(0.7075, 35.505, -0.407, 0.01, 0, 1), new(1, 0, 0, 0.00036, -0.000125, 0.00039)]);

    [Fact]
    public void The_exponential_of_four_numbers_is_that_of_each_alone_however_far_out_the_others_are() => Gen.Double[-720, 0].Array[2].Sample(all =>
    {
        var beside = Normal.Exp(Vector256.Create(all[0], -1e5, all[1], -0.0));
        Assert.Equal([Alone(all[0]), 0, Alone(all[1]), 1], [beside[0], beside[1], beside[2], beside[3]]);
        foreach (var x in all)
            if (x >= -708) Assert.InRange(Alone(x), Math.Exp(x) * (1 - 1e-11), Math.Exp(x) * (1 + 1e-11));
            else Assert.Equal(0, Alone(x));

        static double Alone(double x) => Normal.Exp(Vector256.Create(x))[0];
    }, iter: 20_000);

    [Fact]
    public void The_circle_of_a_few_Gaussians_is_the_one_that_plain_integrals_give() => Few.Sample(all =>
    {
        var mixture = Whole(all);
        var radius = Radius.Of95(mixture);
        Assert.InRange(Within(radius), 0.95 - 2e-7, 1);
        if (mixture.Length > 1) Assert.InRange(Within(radius / 1.002), 0, 0.95 + 2e-7);
        else Assert.Equal(0.95, Within(radius), 1e-6);

        double Within(double at) => mixture.Sum(part => part.Weight * Integral(Deviations(part.Moments, at)));
    }, iter: 3_000);

    [Fact]
    public void In_truth_about_95_percent_lie_within_the_circle()
    {
        var shares = new ConcurrentBag<double>();
        Few.Sample(all =>
        {
            // One sees from the middle of one of them.
            var mixture = Whole([all[0] with { Dx = 0, Dy = 0 }, .. all[1..]]);
            var share = mixture.Sum(part => part.Weight * Truly(part, Radius.Of95(mixture)));
            // Chi-squares of the same moments are not quite what Gaussians are.
            Assert.InRange(share, 0.9, 1);
            shares.Add(share);
        }, iter: 3_000);
        Assert.InRange(shares.Average(), 0.947, 0.955);
    }

    private static PlaneGaussian[] Whole(PlaneGaussian[] all) => [.. all.Select(part => part with { Weight = part.Weight / all.Sum(one => one.Weight) })];

    /// <summary>Φ(x) by Simpson's rule over the density.</summary>
    private static double Integral(double x) => x > 9 ? 1 : x < -9 ? 0 : 0.5 + Simpson(0, x, 200, at => Math.Exp(-0.5 * at * at) / Math.Sqrt(2 * Math.PI));

    /// <summary>The probability that a Gaussian lies within a circle: along its longer axis, what lies on each chord across it.</summary>
    private static double Truly(PlaneGaussian of, double radius)
    {
        var angle = 0.5 * Math.Atan2(2 * of.Cxy, of.Cxx - of.Cyy);
        var (cos, sin) = (Math.Cos(angle), Math.Sin(angle));
        var (along, across) = (cos * of.Dx + sin * of.Dy, cos * of.Dy - sin * of.Dx);
        var sigma = Math.Sqrt(cos * cos * of.Cxx + 2 * cos * sin * of.Cxy + sin * sin * of.Cyy);
        var narrow = Math.Sqrt(cos * cos * of.Cyy - 2 * cos * sin * of.Cxy + sin * sin * of.Cxx);
        var (from, to) = (Math.Max(along - 8 * sigma, -radius), Math.Min(along + 8 * sigma, radius));
        return from >= to ? 0 : Simpson(Math.Asin(from / radius), Math.Asin(to / radius), 400, at =>
        {
            var (x, half) = (radius * Math.Sin(at), radius * Math.Cos(at));
            var density = Math.Exp(-0.5 * (x - along) * (x - along) / (sigma * sigma)) / (Math.Sqrt(2 * Math.PI) * sigma);
            return half * density * (Integral((half - across) / narrow) - Integral((-half - across) / narrow));
        });
    }

    private static double Simpson(double from, double to, int steps, Func<double, double> of)
    {
        var (width, sum) = ((to - from) / steps, of(from) + of(to));
        for (var i = 1; i < steps; i++) sum += (i % 2 == 0 ? 2 : 4) * of(from + i * width);
        return sum * width / 3;
    }

    /// <summary>The circle of a mixture, with weights that need not sum to one, holds 95 % and one that is 0.2 % smaller does not.</summary>
    private static void Holds(PlaneGaussian[] all)
    {
        var sum = all.Sum(part => part.Weight);
        PlaneGaussian[] mixture = [.. all.Select(part => part with { Weight = part.Weight / sum })];
        var radius = Radius.Of95(mixture);
        Assert.True(double.IsFinite(radius));
        Assert.InRange(Within(radius), 0.95 - 1e-7, 1 + 1e-7);
        Assert.InRange(Within(radius / 1.002), 0, 0.95 + 1e-7);

        double Within(double at) => mixture.Sum(part => part.Weight * Normal.Cumulative(Deviations(part.Moments, at)));
    }

    // The cube root of a chi-square by its mean is normal: Wilson and Hilferty 1931.
    private static double Deviations((double Mean, double Freedom) of, double radius)
    {
        var spread = 2 / (9 * of.Freedom);
        return (Math.Cbrt(radius * radius / of.Mean) - (1 - spread)) / Math.Sqrt(spread);
    }

    private static double Standing(double noise)
    {
        var (random, mine, place) = (new Random(4), new Mine(Hall), new Point3(22, 13, 1));
        for (var i = 0; i < 90; i++)
        {
            var time = Drawn.Start.PlusSeconds(i);
            mine.Take([new MotionSighting(time, time, new("T"), new(0), true, null, null),
                .. Hall.Anchors.Select(a => (Sighting)Drawn.Range(i, "T", a.Id.Value, Point3.Distance(a.Place, place) + noise * Drawn.Gaussian(random)))]);
        }
        return mine.FixOf(new("T"), mine.Clock)!.Radius95;
    }
}
