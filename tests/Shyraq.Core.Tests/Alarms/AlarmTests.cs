using Shyraq.Core.Sightings;
using Shyraq.Core.Tests.Tracking;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Alarms;

public sealed class AlarmTests
{
    private static StatusSighting Status(double seconds, bool? sos, double? battery) =>
        new(Drawn.Start.PlusSeconds(seconds), Drawn.Start.PlusSeconds(seconds), new("T"), battery is { } b ? new Volts(b) : null, sos, null);

    [Fact]
    public void An_SOS_is_raised_once_and_cleared_once_even_from_a_tag_without_a_place()
    {
        var mine = new Mine(Drawn.Straight(100));

        Assert.Equal(["raised sos"], mine.Take(Status(0, true, null)).Told());
        Assert.Empty(mine.Take(Status(1, true, null)).Told());
        Assert.Empty(mine.Take(Status(2, null, 3.9)).Told());
        Assert.Equal(["cleared sos"], mine.Take(Status(3, false, null)).Told());
    }

    [Fact]
    public void An_old_status_that_comes_late_does_not_clear_an_SOS()
    {
        var mine = new Mine(Drawn.Straight(100));
        mine.Take(Status(10, true, null));
        Assert.Empty(mine.Take(Status(5, false, null) with { Arrived = Drawn.Start.PlusSeconds(11) }).Told());
        Assert.True(mine.StatusOf(new("T"))!.Value.Sos);
    }

    [Fact]
    public void An_SOS_is_not_hidden_by_a_newer_status_that_says_nothing_of_it()
    {
        var mine = new Mine(Drawn.Straight(100));
        mine.Take(Status(2, null, 3.9));
        Assert.Equal(["raised sos"], mine.Take(Status(1, true, null) with { Arrived = Drawn.Start.PlusSeconds(3) }).Told());
        Assert.Equal(["T"], mine.StandingSos);
    }

    [Fact]
    public void An_SOS_that_was_taken_back_within_one_batch_is_raised_and_cleared()
    {
        var mine = new Mine(Drawn.Straight(100));
        Assert.Equal(["raised sos", "cleared sos"], mine.Take(Status(1, true, null), Status(2, false, null)).Told());
    }

    [Fact]
    public void An_SOS_that_was_held_back_until_after_it_was_taken_back_is_raised_and_cleared()
    {
        var mine = new Mine(Drawn.Straight(100));
        Assert.Empty(mine.Take(Status(30, false, null)).Told());
        Assert.Equal(["raised sos", "cleared sos"], mine.Take(Status(1, true, null) with { Arrived = Drawn.Start.PlusSeconds(90) }).Told());
    }

    [Fact]
    public void An_SOS_is_heard_however_wrong_the_clock_of_the_lamp()
    {
        var mine = new Mine(Drawn.Straight(100));
        Assert.Single(mine.Take(Status(7200, true, null) with { Arrived = Drawn.Start }).Told());
    }

    [Fact]
    public void A_battery_at_the_limit_does_not_chatter()
    {
        var mine = new Mine(Drawn.Straight(100));
        var changes = Enumerable.Range(0, 40).SelectMany(i => mine.Take(Status(i, null, i % 2 == 0 ? 3.38 : 3.42)).Told()).ToList();
        Assert.Equal("raised lowBattery", Assert.Single(changes));
    }
}
