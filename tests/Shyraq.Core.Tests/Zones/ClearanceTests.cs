using Shyraq.Core.Alarms;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;
using Xunit;
using static Shyraq.Core.Tests.Zones.RuledMine;

namespace Shyraq.Core.Tests.Zones;

public sealed class ClearanceTests
{
    private static readonly Point3 Inside = new(150, 60, 0), Far = new(20, 0, 0);
    private static readonly ZoneId Side = new("Side");

    private static RuledMine Walked()
    {
        var mine = new RuledMine();
        mine.Draw("Side", [On("S", 20, 120)]);
        // Somebody goes up the side roadway and back: its anchors are proved alive.
        for (var y = 1.0; y < 115; y += 2) mine.Step(("T", new(150, y, 0)));
        return mine;
    }

    private static ClearanceDoubt[] Doubts(RuledMine mine) => [.. Assert.Single(mine.Board.Clearances).Doubts.Select(d => d.Doubt)];

    [Fact]
    public void A_zone_with_somebody_in_it_is_not_clear_and_is_when_they_have_gone_and_is_watched_until_released()
    {
        var mine = Walked();
        Assert.Equal("", mine.Act(new RequestClearance(Side, "shots at 14:30")));
        Assert.Equal([ClearanceDoubt.Inside], Doubts(mine));
        Assert.True(Assert.Single(mine.Board.Clearances).Doubts[0].Probability > 0.9);
        Assert.Equal(["+Side"], mine.Of(AlarmKind.NotClear));
        mine.Stay(15, ("T", Far));
        Assert.Empty(Doubts(mine));
        Assert.Equal(["+Side", "-Side"], mine.Of(AlarmKind.NotClear));
        Assert.Equal(["clearanceRequested", "notClear", "clear"], mine.Happened.Where(kind => kind is "clearanceRequested" or "notClear" or "clear"));
        mine.Restart();
        mine.Stay(6, ("T", Inside));
        Assert.Equal(["+Side", "-Side", "+Side"], mine.Of(AlarmKind.NotClear));
        Assert.Equal("", mine.Act(new ReleaseClearance(Side)));
        Assert.Equal("-Side", mine.Of(AlarmKind.NotClear)[^1]);
        Assert.Equal("notRequested", mine.Act(new ReleaseClearance(Side)));
    }

    [Fact]
    public void Whoever_is_silent_could_have_come_in_as_soon_as_the_way_is_short_enough_until_somebody_answers_for_them()
    {
        var mine = Walked();
        mine.Stay(15, ("T", Far));
        mine.Act(new RequestClearance(Side, "belt"));
        Assert.Empty(Doubts(mine));
        // 150 m from the zone: at 3 m/s it takes 50 s.
        mine.Silence(30);
        Assert.Empty(Doubts(mine));
        mine.Silence(30);
        Assert.Equal([ClearanceDoubt.CouldBeInside], Doubts(mine));
        Assert.Equal("unknownTag", mine.Act(new VouchForZone(Side, [new("X")], false, "seen")));
        Assert.Equal("", mine.Act(new VouchForZone(Side, [new("T")], false, "stands beside me at the shaft")));
        Assert.Empty(Doubts(mine));
        // Heard again, the radios decide.
        mine.Stay(6, ("T", Inside));
        Assert.Equal([ClearanceDoubt.Inside], Doubts(mine));
    }

    [Fact]
    public void A_stretch_whose_anchors_were_not_heard_lately_is_not_proved_and_may_be_walked_through()
    {
        var mine = new RuledMine();
        mine.Draw("Side", [On("S", 20, 120)]);
        mine.Stay(10, ("T", Far));
        mine.Act(new RequestClearance(Side, "shots"));
        var doubt = Assert.Single(Assert.Single(mine.Board.Clearances).Doubts);
        Assert.Equal((ClearanceDoubt.NotProved, "S", 20.0, 120.0, "B0, B1", null), (doubt.Doubt, doubt.Subject, doubt.From, doubt.To, doubt.Detail, doubt.Since));
        mine.Act(new VouchForZone(Side, [], true, "walked through with Erlan"));
        mine.Stay(1, ("T", Far));
        Assert.Empty(Doubts(mine));
    }

    [Fact]
    public void What_was_proved_stays_proved_though_an_empty_zone_is_silent()
    {
        var mine = Walked();
        mine.Stay(15, ("T", Far));
        mine.Act(new RequestClearance(Side, "belt", CoverageMinutes: 1));
        Assert.Empty(Doubts(mine));
        mine.Stay(150, ("T", Far));
        Assert.Empty(Doubts(mine));
    }

    [Fact]
    public void Whoever_is_below_without_a_tag_that_radios_hear_there_is_a_doubt_until_somebody_answers_for_them()
    {
        var shaft = Presence.Shaft.WithPeople(3);
        Assert.Null(shaft.Do(new PutZone(new("Z"), "Z", new([On("drift", 300, 400)], [], []), [])));
        Assert.Null(shaft.Do(new ActivateZones(1, "test", true)));
        Assert.Null(shaft.Do(new RequestClearance(new("Z"), "shots")));
        string[] NoPlace() => [.. ZonesBoard.Of(shaft.Mine).Clearances.Single().Doubts.Where(d => d.Doubt == ClearanceDoubt.NoPlace).Select(d => d.Subject)];
        // One has leave to go elsewhere; one went in without a lamp, one left it above.
        Assert.Null(shaft.Do(new Core.Presence.AuthoriseUntracked("P1", [new("day")], Presence.Shaft.At(5000), "tag broken")));
        shaft.Do(new Core.Presence.IssueTag(new("T3"), "P3"));
        shaft.Pass("102", Core.Presence.PassageDirection.In);
        shaft.Pass("103", Core.Presence.PassageDirection.In);
        shaft.Stand(60, ("T3", -150));
        Assert.Equal(["P2", "P3"], NoPlace());
        Assert.Null(shaft.Do(new VouchForZone(new("Z"), [new("P2"), new("P3")], false, "both stand at the shaft")));
        shaft.Stand(2, ("T3", -150));
        Assert.Empty(NoPlace());
        // A word for a tag is none for a person of the same id, who was seen since.
        shaft.Pass("102", Core.Presence.PassageDirection.In);
        shaft.Stand(30, ("T3", -150), ("P2", -100));
        Assert.Equal(["person/P2"], NoPlace());
        Assert.Null(shaft.Do(new VouchForZone(new("Z"), [new("P2")], false, "the lamp lies here")));
        shaft.Stand(1, ("T3", -150), ("P2", -100));
        Assert.Equal(["person/P2"], NoPlace());
        Assert.Null(shaft.Do(new VouchForZone(new("Z"), [new("person/P2")], false, "stands here")));
        shaft.Stand(1, ("T3", -150), ("P2", -100));
        Assert.Empty(NoPlace());
    }

    [Fact]
    public void A_lamp_that_nobody_can_place_is_a_doubt_and_a_stretch_without_anchors_is_uncovered()
    {
        var plan = Tracking.Drawn.Plan([Tracking.Drawn.Roadway("R", (0, 0, 0), (300, 0, 0))], [Tracking.Drawn.Anchor("A", 0, 0)]);
        var mine = new Mine(plan);
        var now = Tracking.Drawn.Start;
        Tracking.Drawn.Take(mine, new Core.Sightings.StatusSighting(now, now, new("lost"), new(3.9), null, null));
        Tracking.Drawn.Take(mine, new Core.Acts.ActInput(now, "me", new PutZone(new("Z"), "Z", new([On("R", 200, 290)], [], []), [])));
        Tracking.Drawn.Take(mine, new Core.Acts.ActInput(now, "me", new ActivateZones(1, "test", true)));
        Tracking.Drawn.Take(mine, new Core.Acts.ActInput(now, "me", new RequestClearance(new("Z"), "shots")));
        Assert.Equal([ClearanceDoubt.NoPlace, ClearanceDoubt.Uncovered], ZonesBoard.Of(mine).Clearances.Single().Doubts.Select(d => d.Doubt));
    }
}
