using CsCheck;
using Shyraq.Core.Alarms;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Alarms;

/// <summary>A quick no is a sure no.</summary>
public sealed class SurroundingsLaws
{
    // Where plans begin: at their own zero, on either side of it, or at the zero of a whole zone of the earth.
    private static readonly Gen<(double X, double Y)> Origins = Gen.OneOf((0.0, 0.0), (-3_000.0, 250.0), (500_000.0, 5_540_000.0), (13_500_000.0, -4_200_000.0));

    /// <summary>In squares from the origin: anywhere, or at a border.</summary>
    private static readonly Gen<double> Squares = Gen.Frequency((3, Gen.Double[-9, 9]), (1, Gen.Int[-9, 9].Select(whole => (double)whole)));

    private static readonly Gen<double> Heights = Gen.Double[-900, 900];

    [Fact]
    public void A_place_within_reach_of_one_of_them_seen_from_above_is_always_held()
    {
        // Up to the reach itself; what a hair's breadth is, rounding decides.
        var away = Gen.Select(Gen.Frequency((2, Gen.Double[0, 1]), (1, Gen.Const(1.0))), Gen.Frequency((1, Gen.Double[0, 4]), (1, Gen.Int[0, 4].Select(whole => (double)whole))))
            .Select(way => (X: way.Item1 * Math.Cos(way.Item2 * Math.PI / 2), Y: way.Item1 * Math.Sin(way.Item2 * Math.PI / 2)));
        Gen.Select(Gen.Double[1, 60], Origins, Gen.Select(Squares, Squares, Heights, away, Heights).Array[1, 20]).Sample((reach, origin, all) =>
        {
            var around = new Surroundings(reach);
            foreach (var (x, y, z, _, _) in all) around.Add(Place(x, y, z));
            foreach (var (x, y, _, (dx, dy), z) in all) Assert.True(around.Holds(Place(x + 0.999999 * dx, y + 0.999999 * dy, z)), $"{dx} and {dy} of the reach away from {x}, {y}");

            around.Clear();
            for (var x = -10; x <= 10; x++)
                for (var y = -10; y <= 10; y++) Assert.False(around.Holds(Place(x + 0.5, y + 0.5, 0)));

            Point3 Place(double x, double y, double z) => new(origin.X + x * reach, origin.Y + y * reach, z);
        }, iter: 2_000);
    }

    [Fact]
    public void Of_places_far_from_the_few_that_were_added_hardly_any_is_held() =>
        Gen.Select(Origins, Gen.Select(Squares, Squares).Array[1, 5], Gen.Select(Gen.Double[20, 2_000], Gen.Double[0, 2 * Math.PI]).Array[1_000]).Sample((origin, few, far) =>
        {
            const double reach = 30;
            var around = new Surroundings(reach);
            foreach (var (x, y) in few) around.Add(new(origin.X + x * reach, origin.Y + y * reach, 0));
            var held = far.Count(way => around.Holds(new(origin.X + way.Item1 * reach * Math.Cos(way.Item2), origin.Y + way.Item1 * reach * Math.Sin(way.Item2), 0)));
            // At most five times nine squares of 4096, and chance.
            Assert.InRange(held, 0, 50);
        }, iter: 100);
}
