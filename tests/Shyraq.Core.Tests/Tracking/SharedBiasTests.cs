using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Tracking;

/// <summary>Ranges that are all too long by the same length: what one tag learns of it, the others need not learn anew.</summary>
public sealed class SharedBiasTests
{
    private const double Long = 0.25;

    private static readonly MinePlan Hall = Drawn.Plan([], [Drawn.Anchor("A0", 0, 0), Drawn.Anchor("A1", 60, 0), Drawn.Anchor("A2", 60, 40), Drawn.Anchor("A3", 0, 40)], areas: [Drawn.Area("H", 60, 40)]);

    /// <summary>Near a wall, where a length that all ranges share does not cancel.</summary>
    private static readonly Point3 Corner = new(6, 30, 1);

    [Fact]
    public void Many_tags_find_a_length_that_all_ranges_share_sooner_than_one()
    {
        var (alone, among) = (Mean(others: 0, Long), Mean(others: 12, Long));

        Assert.True(among < 0.6 * alone, $"{among:0.000} m among others, {alone:0.000} m alone");
        Assert.True(among < 0.09, $"{among:0.000} m");
    }

    [Fact]
    public void Where_nothing_is_shared_the_others_do_no_harm()
    {
        var (alone, among) = (Mean(others: 0, 0), Mean(others: 12, 0));

        Assert.True(among < alone + 0.01, $"{among:0.000} m among others, {alone:0.000} m alone");
    }

    [Fact]
    public void What_is_shared_lives_on_in_a_snapshot()
    {
        var mine = new Mine(Hall);
        ErrorOf(mine, 4, Long, seed: 1);
        var restored = Mine.Restore(mine.Snapshot(), Hall, mine.ListedCarriers);
        Assert.Equal(mine.Snapshot(), restored.Snapshot());
        foreach (var both in (Mine[])[mine, restored]) both.Take(Drawn.Ranges(Hall, 61, "New", Corner));
        Assert.Equal(mine.Snapshot(), restored.Snapshot());
    }

    private static double Mean(int others, double bias) => Enumerable.Range(1, 6).Average(seed => ErrorOf(new Mine(Hall), others, bias, seed));

    /// <summary>The root mean square error of a tag that stands for half a minute beside others who walked about for half a minute before.</summary>
    private static double ErrorOf(Mine mine, int others, double bias, int seed)
    {
        // What the one hears is the same with the others and without.
        var (random, own, square) = (new Random(100 + seed), new Random(seed), 0.0);
        for (var i = 0; i < 60; i++)
        {
            for (var tag = 0; tag < others; tag++)
            {
                var angle = 0.03 * i + 2 * Math.PI * tag / others;
                mine.Take(Heard(random, i, "T" + tag, new(30 + 24 * Math.Cos(angle), 20 + 15 * Math.Sin(angle), 1)));
            }
            if (i < 30) continue;
            mine.Take(Heard(own, i, "X", Corner));
            if (i >= 40) square += Math.Pow(Point3.HorizontalDistance(mine.FixOf(new("X"), mine.Clock)!.Place, Corner), 2) / 20;
        }
        return Math.Sqrt(square);

        Sighting[] Heard(Random chance, double time, string tag, Point3 place) =>
            [.. Hall.Anchors.Select(a => (Sighting)Drawn.Range(time, tag, a.Id.Value, Point3.Distance(a.Place, place) + bias + 0.05 * Drawn.Gaussian(chance)))];
    }
}
