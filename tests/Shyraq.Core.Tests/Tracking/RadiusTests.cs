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
        var one = Gen.Select(Gen.Double[1e-4, 1], Gen.Double[-300, 300], Gen.Double[-300, 300], Gen.Double[-3, 2], Gen.Double[-3, 2], Gen.Double[-0.99, 0.99], (weight, x, y, u, v, r) =>
            new PlaneGaussian(weight, x, y, Math.Pow(10, 2 * u), r * Math.Pow(10, u + v), Math.Pow(10, 2 * v)));
        one.Array[2, 8].Sample(all =>
        {
            Holds([.. all.Select((part, i) => part with { Dx = i == 0 ? 0 : part.Dx, Dy = i == 0 ? 0 : part.Dy })]);
        }, iter: 20_000);
    }

    [Fact]
    public void A_place_that_is_known_to_the_centimetre_and_lies_at_the_edge_of_the_circle_makes_it_no_larger_than_need_be() =>
        Holds([new(0.3258, 0, 0, 821.3, 0, 4.64), new(1, 0, -0.02, 421.7, -0.075, 1), new(0.7075, 35.505, -0.407, 0.01, 0, 1), new(1, 0, 0, 0.00036, -0.000125, 0.00039)]);

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
