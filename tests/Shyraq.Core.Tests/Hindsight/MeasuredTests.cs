using Shyraq.Core.Hindsight;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tests.Tracking;
using Xunit;

namespace Shyraq.Core.Tests.Hindsight;

public sealed class MeasuredTests
{
    private readonly List<(RefusalReason Reason, int? Line)> _refused = [];

    [Fact]
    public void Sightings_stand_in_the_order_in_which_they_were_measured()
    {
        var measured = InOrder([Range(0, 0), Range(2, 2.1), Range(1, 2.2), Range(3, 3)]);
        Assert.Equal([0, 1, 2, 3], measured);
        Assert.Empty(_refused);
    }

    [Fact]
    public void A_time_a_little_ahead_of_the_arrival_is_the_arrival_and_one_far_ahead_is_refused()
    {
        Assert.Equal([0, 5], InOrder([Range(0, 0), Range(20, 5), Range(100, 6)]));
        Assert.Equal([(RefusalReason.FromTheFuture, 3)], _refused);
    }

    [Fact]
    public void A_time_more_than_a_day_before_the_arrival_is_a_wrong_clock_and_not_a_late_sighting()
    {
        Assert.Equal([0, 1], InOrder([Range(0, 0), Range(-1e6, 0.5), Range(1, 1)]));
        Assert.Equal([(RefusalReason.Late, 2)], _refused);
    }

    [Fact]
    public void A_lone_arrival_far_ahead_takes_nobody_along()
    {
        Assert.Equal([0, 1, 2], InOrder([Range(0, 0), Range(1, 1), Range(3e8, 3e8), Range(2, 2)]));
        Assert.Equal([(RefusalReason.FromTheFuture, 3)], _refused);
    }

    [Fact]
    public void Whoever_calls_for_help_is_heard_however_wrong_the_clock_of_the_lamp()
    {
        var sos = new StatusSighting(Drawn.Start.PlusSeconds(-1e8), Drawn.Start.PlusSeconds(1), new("T"), null, true, null);
        Assert.Equal([0, 1, 2], InOrder([Range(0, 0), sos, Range(2, 2)]));
        Assert.Empty(_refused);
    }

    [Fact]
    public void A_clock_that_is_behind_is_put_right()
    {
        // Everything of A0 comes two seconds after its time, for two windows of 30 s.
        var sightings = Enumerable.Range(0, 100).Select(second => Range(second, second + 2));
        var times = InOrder(sightings);
        Assert.Equal(101, times[^1]);
    }

    private double[] InOrder(IEnumerable<Sighting> sightings) =>
        [.. Measured.InOrder(sightings.Select((s, i) => new FiledSighting(s, i + 1)), new Clocks([Drawn.Straight(50)], 60), (refusal, line) => _refused.Add((refusal.Reason, line)))
            .Select(m => m.Sighting.Time.SecondsSince(Drawn.Start))];

    private static Sighting Range(double seconds, double arrived) => Drawn.Range(seconds, "T", "A0", 10) with { Arrived = Drawn.Start.PlusSeconds(arrived) };
}
