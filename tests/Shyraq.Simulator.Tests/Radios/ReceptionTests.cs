using Shyraq.Core.Units;
using Shyraq.Simulator.Chances;
using Shyraq.Simulator.Radios;
using Shyraq.Simulator.Travel;
using Xunit;

namespace Shyraq.Simulator.Tests.Radios;

public sealed class ReceptionTests
{
    private static List<RadioPath> At(Core.Plan.MinePlan plan, Spot spot)
    {
        var ways = new Ways(plan);
        var paths = new List<RadioPath>();
        new Reception(ways).At(spot, ways.PlaceOf(spot), paths);
        return paths;
    }

    private static Spot On(string roadway, double offset)
    {
        var network = Plans.Corner.Network;
        var index = Plans.Corner.RoadwayIndex(new(roadway));
        return Spot.OnEdge(network.EdgeAt(new(index, offset)), offset);
    }

    [Fact]
    public void Along_a_straight_roadway_the_way_is_the_straight_line()
    {
        var paths = At(Plans.Corner, On("MAIN", 100));
        Assert.Equal(2, paths.Count);
        Assert.All(paths, p => Assert.True(p.IsLineOfSight));
        Assert.All(paths, p => Assert.Equal(50, p.Distance, 0.1));
    }

    [Fact]
    public void Round_a_corner_the_way_follows_the_roadways()
    {
        var path = Assert.Single(At(Plans.Corner, On("SIDE", 30)), p => p.Anchor == 1);
        Assert.False(path.IsLineOfSight);
        Assert.Equal(80, path.Distance, 1.0);
        Assert.InRange(path.Hidden, 20, 30);
    }

    [Fact]
    public void Far_behind_a_corner_nothing_is_heard() => Assert.Empty(At(Plans.Corner, On("SIDE", 90)));

    [Fact]
    public void A_pillar_hides_what_stands_behind_it()
    {
        var open = Assert.Single(At(Plans.Pillar, Spot.InArea(0, new Point3(50, 38, 1.3))));
        Assert.True(open.IsLineOfSight);
        var behind = Assert.Single(At(Plans.Pillar, Spot.InArea(0, new Point3(40, 20, 1.3))));
        Assert.False(behind.IsLineOfSight);
        Assert.True(behind.Distance > 39);
    }

    [Fact]
    public void One_walks_round_a_pillar_and_never_through_it()
    {
        var hall = new Hall(Plans.Pillar.Areas[0]);
        var chance = new Chance(1, "walks");
        for (var i = 0; i < 300; i++)
        {
            var (a, b) = (new Ways(Plans.Pillar).Somewhere(0, chance).Point, new Ways(Plans.Pillar).Somewhere(0, chance).Point);
            var path = hall.Path(a, b);
            for (var k = 1; k < path.Count; k++)
                for (var t = 0.05; t < 1; t += 0.05) Assert.True(hall.Contains(Point3.Lerp(path[k - 1], path[k], t)));
        }
    }

    [Fact]
    public void Ranges_come_in_sight_and_fade_round_corners()
    {
        var noise = Noise.Normal;
        Assert.True(Measuring.UwbOdds(noise, new(0, 40, 0)) > 0.99);
        Assert.InRange(Measuring.UwbOdds(noise, new(0, noise.UwbReach, 0)), 0.45, 0.55);
        Assert.InRange(Measuring.UwbOdds(noise, new(0, 40, 14)), 0.2, 0.4);
        Assert.True(Measuring.UwbOdds(noise, new(0, 60, 45)) < 0.05);
    }

    [Fact]
    public void In_sight_a_range_errs_by_decimetres_and_round_a_corner_it_is_long()
    {
        var chance = new Chance(7, "errors");
        double[] Errors(RadioPath path) => [.. Enumerable.Range(0, 20_000).Select(_ => Measuring.RangeError(Noise.Normal, path, false, chance)).Order()];
        var sight = Errors(new(0, 40, 0));
        Assert.InRange(sight[10_000], -0.02, 0.02);
        Assert.InRange((sight[16_827] - sight[3_173]) / 2, 0.1, 0.16);
        Assert.InRange(sight.Average(), 0.01, 0.04);
        var corner = Errors(new(0, 40, 20));
        Assert.InRange(corner[10_000], 0.3, 1.0);
        Assert.True(corner.Count(e => e < -0.4) < 400);
    }

    [Fact]
    public void Shadowing_is_alike_near_by_and_of_its_own_further_on()
    {
        var plan = Plans.Corner;
        var quiet = Noise.Normal with { Fading = 0 };
        var unit = new Anchorage(plan, 1, quiet).Units[0];
        double Shadow(double at, int edge) => Measuring.Rssi(quiet, unit, new(0, 30, 0), at, edge, false, new Chance(1, "none"));
        double[] near = [.. Enumerable.Range(0, 4000).Select(i => (Shadow(40 * i, i) - Shadow(40 * i + 1, i)) / quiet.Shadowing)];
        double[] far = [.. Enumerable.Range(0, 4000).Select(i => (Shadow(40 * i, i) - Shadow(40 * i + 20, i)) / quiet.Shadowing)];
        double Deviation(double[] of) => Math.Sqrt(of.Average(x => x * x));
        Assert.InRange(Deviation(near), 0.05, 0.5);
        Assert.InRange(Deviation(far), 1.3, 1.5);
    }

    [Fact]
    public void A_zonal_reader_reads_within_its_radius_with_a_fuzzy_edge()
    {
        var unit = new Anchorage(Plans.Corner, 1, Noise.Normal).Units[0];
        Assert.True(Measuring.ReadOdds(Noise.Normal, unit, new(0, unit.Radius / 2, 0)) > 0.8);
        Assert.InRange(Measuring.ReadOdds(Noise.Normal, unit, new(0, unit.Radius, 0)), 0.4, 0.45);
        Assert.True(Measuring.ReadOdds(Noise.Normal, unit, new(0, 2 * unit.Radius, 0)) < 0.01);
    }
}
