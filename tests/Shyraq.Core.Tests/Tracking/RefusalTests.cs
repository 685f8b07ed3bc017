using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Tracking;

public sealed class RefusalTests
{
    private static readonly TagId T = new("T");

    [Fact]
    public void A_late_sighting_never_moves_the_live_place()
    {
        var plan = Drawn.Straight(20, 80, 140);
        var mine = new Mine(plan);
        for (var i = 0; i < 10; i++) mine.Take(Drawn.Ranges(plan, 60 + i * 0.5, "T", new(100, 0, 0)));
        var before = mine.FixOf(T, mine.Clock)!;

        var late = mine.Take([.. Drawn.Ranges(plan, 5, "T", new(30, 0, 0)).Select(s => s with { Arrived = mine.Clock })]);

        Assert.Equal(3, late.Placed.Followed.Refusals.Count(r => r.Reason == RefusalReason.Late));
        Assert.Equal(before.Place, mine.FixOf(T, before.Time)!.Place);
        Assert.Equal(3, mine.BeliefOf(T, mine.Clock)!.Refusals[RefusalReason.Late]);
    }

    [Fact]
    public void A_buffered_burst_after_a_silence_is_followed_in_order()
    {
        var plan = Drawn.Straight(20, 80, 140, 200);
        var mine = new Mine(plan);
        for (var i = 0; i < 6; i++) mine.Take(Drawn.Ranges(plan, i * 0.5, "T", new(30, 0, 0)));
        var arrived = Drawn.Start.PlusSeconds(100);
        foreach (var (_, _, sightings) in Drawn.Walk(plan, "T", new(30, 0, 0), new(120, 0, 0), 4))
            Assert.Equal(4, mine.Take([.. sightings.Select(s => s with { Arrived = arrived })]).Placed.Followed.Accepted);

        var fix = mine.FixOf(T, arrived)!;

        Assert.InRange(fix.Place.X, 105, 145);
        Assert.InRange(arrived.SecondsSince(fix.Heard), 20, 22);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_lamp_whose_clock_has_begun_anew_at_the_epoch_is_found_by_its_first_ranges(long microseconds)
    {
        var plan = Drawn.Straight(20, 80, 140);
        var mine = new Mine(plan);

        var told = mine.Take([.. Drawn.Ranges(plan, 0, "T", new(50, 0, 0)).Select(s => s with { Time = new(microseconds) })]);

        Assert.Empty(told.Placed.Followed.Refusals);
        Assert.Equal((new Instant(microseconds), FixState.LastKnown), (mine.FixOf(T, mine.Clock)!.Heard, mine.FixOf(T, mine.Clock)!.State));
    }

    [Fact]
    public void A_clock_that_is_a_little_ahead_is_taken_at_its_arrival_and_far_ahead_is_refused()
    {
        var plan = Drawn.Straight(20, 80);
        var mine = new Mine(plan);
        var little = Drawn.Ranges(plan, 3, "T", new(50, 0, 0)).Select(s => s with { Arrived = Drawn.Start }).ToArray();
        var far = Drawn.Ranges(plan, 3600, "T", new(50, 0, 0)).Select(s => s with { Arrived = Drawn.Start.PlusSeconds(1) }).ToArray();

        Assert.Equal(2, mine.Take(little).Placed.Followed.Accepted);
        Assert.Equal(Drawn.Start, mine.FixOf(T, Drawn.Start)!.Heard);
        Assert.All(mine.Take(far).Placed.Followed.Refusals, r => Assert.Equal(RefusalReason.FromTheFuture, r.Reason));
    }

    [Fact]
    public void An_anchor_whose_clock_is_behind_is_recognised_and_its_readings_are_used()
    {
        var plan = Drawn.Straight(20, 80, 140);
        var mine = new Mine(plan);
        for (var i = 0; i < 200; i++)
        {
            var ranges = Drawn.Ranges(plan, i * 0.5, "T", new(100, 0, 0));
            // The clock of A2 is 4 s behind: its stamps are 4 s too early though they arrive at once.
            ranges[2] = ranges[2] with { Time = ranges[2].Time.PlusSeconds(-4) };
            var refused = mine.Take(ranges).Placed.Followed.Refusals;
            if (i > 130) Assert.Empty(refused);
        }
    }

    [Theory]
    [InlineData(RefusalReason.UnknownAnchor)]
    [InlineData(RefusalReason.Duplicate)]
    [InlineData(RefusalReason.Absurd)]
    public void Each_refusal_has_its_reason_and_is_counted(RefusalReason reason)
    {
        var mine = new Mine(Drawn.Straight(20, 80));
        mine.Take(Drawn.Range(0, "T", "A0", 10));
        var sighting = reason switch
        {
            RefusalReason.UnknownAnchor => Drawn.Range(1, "T", "nowhere", 10),
            RefusalReason.Duplicate => Drawn.Range(0, "T", "A0", 10),
            _ => Drawn.Range(1, "T", "A0", 5000),
        };

        var refusal = Assert.Single(mine.Take(sighting).Placed.Followed.Refusals);

        Assert.Equal(reason, refusal.Reason);
        Assert.Equal("T", refusal.Tag);
        Assert.NotEmpty(refusal.Detail);
        Assert.Equal(1, mine.Refused[reason]);
        Assert.Equal(reason, mine.RecentRefusals[0].Refusal.Reason);
        Assert.Equal(1, mine.Accepted);
    }

    [Fact]
    public void A_buffer_that_is_emptied_over_a_minute_is_not_taken_for_a_wrong_clock()
    {
        var plan = Drawn.Straight(20, 80, 140);
        var mine = new Mine(plan);
        // Silent for ten minutes, then everything at once, for a minute and a half.
        for (var i = 0; i < 180; i++)
        {
            var arrived = Drawn.Start.PlusSeconds(600 + i * 0.5);
            mine.Take([.. Drawn.Ranges(plan, i * 0.5, "T", new(100, 0, 0)).Select(s => s with { Arrived = arrived })]);
        }
        Assert.NotEqual(Core.Tracking.FixState.Live, mine.FixOf(T, mine.Clock)!.State);
    }

    [Fact]
    public void Ids_made_up_without_end_are_refused_beyond_a_bound()
    {
        var mine = new Mine(Drawn.Straight(20, 80), new() { MostTags = 10 });
        for (var i = 0; i < 50; i++) mine.Take(Drawn.Range(i, "T" + i, "A0", 10));
        Assert.Equal(10, mine.TagCount);
        Assert.Equal(40, mine.Refused[RefusalReason.TooManyTags]);
    }

    [Theory]
    [InlineData(1e6)]
    [InlineData(1e200)]
    public void A_position_far_outside_of_the_plan_is_refused_and_forgets_nobody(double x)
    {
        var plan = Drawn.Straight(20, 80);
        var mine = new Mine(plan);
        mine.Take(Drawn.Ranges(plan, 0, "T", new(50, 0, 0)));
        var refused = mine.Take(new FixSighting(Drawn.Start.PlusSeconds(1), Drawn.Start.PlusSeconds(1), T, new(x), new(0), null, new(1e-9))).Placed.Followed.Refusals;
        Assert.Equal(RefusalReason.Absurd, Assert.Single(refused).Reason);
        Assert.InRange(mine.FixOf(T, mine.Clock)!.Place.X, 45, 55);
    }

    [Fact]
    public void An_absurd_strength_is_refused()
    {
        var mine = new Mine(Drawn.Straight(20, 80));
        var refused = mine.Take(new RssiSighting(Drawn.Start, Drawn.Start, T, new("A0"), new(17))).Placed.Followed.Refusals;
        Assert.Equal("dbm", Assert.Single(refused).Property);
    }
}
