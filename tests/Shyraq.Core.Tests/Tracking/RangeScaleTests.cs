using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Tracking;

/// <summary>Ranges that are all too long by the same share: recognised from whoever is heard, and carried.</summary>
public sealed class RangeScaleTests
{
    [Theory]
    [InlineData(0.07)]
    [InlineData(-0.07)]
    public void A_wrong_scale_is_found_while_people_walk_and_then_costs_hardly_anything(double scale)
    {
        var hall = Drawn.Plan([], [Drawn.Anchor("A0", 0, 0), Drawn.Anchor("A1", 60, 0), Drawn.Anchor("A2", 60, 40), Drawn.Anchor("A3", 0, 40)], areas: [Drawn.Area("H", 60, 40)]);
        var (random, mine) = (new Random(5), new Mine(hall));
        var (square, count) = (0.0, 0);
        for (var i = 0; i < 120; i++)
        {
            for (var tag = 0; tag < 4; tag++)
            {
                var angle = 0.04 * i + tag;
                var place = new Point3(30 + 14 * Math.Cos(angle), 20 + 12 * Math.Sin(angle), 1);
                mine.Take([.. hall.Anchors.Select(a => (Sighting)Drawn.Range(i, "T" + tag, a.Id.Value, (1 + scale) * Point3.Distance(a.Place, place) + 0.05 * Drawn.Gaussian(random)))]);
                if (i < 60) continue;
                square += Math.Pow(Point3.HorizontalDistance(mine.FixOf(new("T" + tag), mine.Clock)!.Place, place), 2);
                count++;
            }
        }
        var rmse = Math.Sqrt(square / count);
        Assert.True(rmse < 0.15, $"{rmse:0.00} m after a minute; 7 % of 35 m are 2.4 m");
    }
}
