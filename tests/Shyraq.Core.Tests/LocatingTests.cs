using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tests.Plan;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests;

public sealed class LocatingTests
{
    private static readonly Instant Begin = Instant.From(new DateTimeOffset(2026, 1, 31, 8, 0, 0, TimeSpan.Zero));

    private static readonly MinePlan Straight = Drawn.MineWith(
        [Drawn.Roadway("R0", (0, 0, 0), (200, 0, 0))], [Drawn.Anchor("A0", 20, 1), Drawn.Anchor("A1", 80, 1)]);

    [Fact]
    public void Each_tag_gets_a_fix_at_every_whole_second_from_its_first_sighting_to_the_end()
    {
        var fixes = Walk([Range(0.4, "T", 5), Range(0.4, "T", 55, "A1"), Range(3.2, "U", 5), Range(7.5, "U", 6)]);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], WholeSeconds(fixes, "T"));
        Assert.Equal([4, 5, 6, 7], WholeSeconds(fixes, "U"));
    }

    [Fact]
    public void Fixes_come_in_order_of_time_and_at_most_five_a_second()
    {
        var fixes = Walk(Enumerable.Range(0, 500).Select(i => Range(0.013 * i, "T", 5 + i * 0.01)));
        Assert.Equal(fixes.Select(f => f.Time).Order(), fixes.Select(f => f.Time));
        Assert.All(fixes.GroupBy(f => f.Time.UnixSeconds), second => Assert.InRange(second.Count(), 1, 5));
        Assert.Contains(fixes.GroupBy(f => f.Time.UnixSeconds), second => second.Count() == 5);
    }

    [Fact]
    public void A_fix_uses_nothing_that_arrived_after_it()
    {
        FiledSighting[] all = [.. Enumerable.Range(0, 300).Select(i => Range(0.1 * i, "T", 5 + i * 0.1, i % 3 == 0 ? "A1" : "A0", arrived: 0.1 * i + i % 7 * 0.3))];
        var whole = Walk(all);
        var part = Walk(all[..150]);
        var until = all[..150].Max(s => s.Sighting.Arrived);
        Assert.Equal(whole.TakeWhile(f => f.Time < until).Select(Told), part.TakeWhile(f => f.Time < until).Select(Told));
    }

    [Fact]
    public void The_clock_never_goes_back_when_lines_are_out_of_order()
    {
        var fixes = Walk([Range(0, "T", 5), Range(3, "T", 6), Range(1, "T", 7), Range(3.5, "T", 8)]);
        Assert.Equal(fixes.Select(f => f.Time).Order(), fixes.Select(f => f.Time));
        Assert.Equal([0, 1, 2, 3], WholeSeconds(fixes, "T"));
    }

    [Fact]
    public void A_sighting_at_a_whole_second_counts_for_the_fix_of_that_second()
    {
        var fix = Assert.Single(Walk([Range(0, "T", 5), Range(0, "T", 55, "A1")]));
        Assert.Equal((Begin, Begin), (fix.Time, fix.Heard));
    }

    [Fact]
    public void A_lone_arrival_far_ahead_is_refused_and_named()
    {
        var locating = new Locating(new Mine(Straight));
        FiledSighting[] file = [Range(0, "T", 5), Range(1, "T", 5, arrived: 3e8) with { Line = 17 }, Range(2, "T", 5), Range(4, "T", 5, arrived: 9e8)];
        var fixes = locating.Walk(file).ToArray();
        Assert.Equal([0, 1, 2], WholeSeconds(fixes, "T"));
        Assert.Equal(2, locating.Refused[RefusalReason.FromTheFuture]);
        Assert.Equal((17, "arrived"), (locating.Examples[0].Line, locating.Examples[0].Property));
    }

    [Fact]
    public void A_first_arrival_far_ahead_does_not_spoil_the_file()
    {
        var fixes = Walk([Range(0, "T", 5, arrived: 3e8), Range(1, "T", 5), Range(2, "T", 5)]);
        Assert.Equal([1, 2], WholeSeconds(fixes, "T"));
    }

    [Fact]
    public void A_hole_of_weeks_in_the_recording_is_told_for_a_day()
    {
        var fixes = Walk([Range(0, "T", 5), Range(2e6, "T", 5), Range(2e6 + 1, "T", 5)]);
        Assert.Equal(1 + 86_400 - 1 + 2, fixes.Count(f => f.Time.UnixMicroseconds % 1_000_000 == 0));
        Assert.Equal(FixState.LastKnown, fixes[^3].State);
    }

    [Fact]
    public void What_cannot_be_used_is_counted_with_its_line()
    {
        var locating = new Locating(new Mine(Straight));
        _ = locating.Walk([Range(0, "T", 5), Range(0.5, "T", 5, "A9") with { Line = 2 }]).Count();
        var refusal = Assert.Single(locating.Examples);
        Assert.Equal((RefusalReason.UnknownAnchor, 2, "A9"), (refusal.Reason, refusal.Line, refusal.Anchor));
    }

    private static Fix[] Walk(IEnumerable<FiledSighting> sightings) => [.. new Locating(new Mine(Straight)).Walk(sightings)];

    private static FiledSighting Range(double time, string tag, double metres, string anchor = "A0", double? arrived = null) =>
        new(new RangeSighting(Begin.PlusSeconds(time), Begin.PlusSeconds(arrived ?? time), new TagId(tag), new AnchorId(anchor), new Metres(metres), null, null, null), 1);

    private static IEnumerable<int> WholeSeconds(IEnumerable<Fix> fixes, string tag) =>
        fixes.Where(f => f.Tag.Value == tag && f.Time.UnixMicroseconds % 1_000_000 == 0).Select(f => (int)f.Time.SecondsSince(Begin));

    private static (Instant, Point3, double, FixState, Instant) Told(Fix fix) => (fix.Time, fix.Place, fix.Radius95, fix.State, fix.Heard);
}
