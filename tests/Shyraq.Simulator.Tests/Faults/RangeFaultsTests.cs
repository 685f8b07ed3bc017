using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Simulator.Faults;
using Xunit;

namespace Shyraq.Simulator.Tests.Faults;

public sealed class RangeFaultsTests
{
    private static readonly Sighting[] Both =
    [
        Range(100), new RssiSighting(new Instant(1), new Instant(2), new TagId("T"), new AnchorId("B"), new Dbm(-70)), Range(0.1),
    ];

    [Fact]
    public void A_wrong_scale_lengthens_each_range_by_its_share_and_leaves_all_else()
    {
        var faulty = RangeFaults.Scaled(Both, 0.07).ToArray();
        Assert.Equal([107, 0.11], Distances(faulty));
        Assert.Same(Both[1], faulty[1]);
    }

    [Fact]
    public void A_common_bias_is_the_same_for_a_short_and_a_long_range()
    {
        Assert.Equal([100.25, 0.35], Distances(RangeFaults.Lengthened(Both, 0.25)));
        Assert.Equal([99.75, 0], Distances(RangeFaults.Lengthened(Both, -0.25)));
    }

    [Fact]
    public void Of_replaced_ranges_there_are_as_many_as_asked_for_spread_over_all_lengths_and_the_same_for_the_same_seed()
    {
        Sighting[] many = [.. Enumerable.Repeat(Range(20), 100_000)];
        double[] Replaced(long seed) => [.. Distances(RangeFaults.Replaced(many, 0.01, 245, seed)).Where(metres => metres != 20)];
        var replaced = Replaced(1);
        Assert.InRange(replaced.Length, 900, 1100);
        Assert.InRange(replaced.Average(), 115, 130);
        Assert.True(replaced.Max() is > 235 and < 245 && replaced.Min() < 10);
        Assert.Equal(replaced, Replaced(1));
        Assert.NotEqual(replaced, Replaced(2));
    }

    private static RangeSighting Range(double metres) => new(new Instant(1), new Instant(2), new TagId("T"), new AnchorId("A"), new Metres(metres), null, null, null);

    private static IEnumerable<double> Distances(IEnumerable<Sighting> sightings) => sightings.OfType<RangeSighting>().Select(range => range.Distance.Value);
}
