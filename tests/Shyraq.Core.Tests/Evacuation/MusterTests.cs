using Shyraq.Core.Alarms;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Evacuation.Routes;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tests.Tracking;
using Xunit;

namespace Shyraq.Core.Tests.Evacuation;

public sealed class MusterTests
{
    [Fact]
    public void Each_is_where_they_are_seen_to_go_and_the_silent_come_first()
    {
        var mine = new Mine(DrawnMine.Plan());
        mine.Walk(0, 20, ("Right", 180, 0), ("Wrong", 60, 0), ("Stands", 100, 0), ("Silent", 220, 0), ("Refuge", 295, 0));
        mine.Declare(20);
        mine.Act(20, new GiveOrder(OrderText.Leave, new()));
        mine.Walk(21, 80, ("Right", 180, -1), ("Wrong", 60, 1), ("Stands", 100, 0), ("Refuge", 295, 0));
        var board = mine.Board();
        Assert.Equal(
            [("Silent", MusterStatus.Silent), ("Wrong", MusterStatus.MovingWrong), ("Stands", MusterStatus.Standing), ("Right", MusterStatus.MovingRight), ("Refuge", MusterStatus.AtRefuge)],
            board.Rows.Select(r => (r.Subject, r.Status)));
        Assert.Equal("F", board.Row("Refuge").Evidence);
    }

    [Fact]
    public void Out_is_whoever_left_by_an_exit_and_until_they_are_heard_inside_again()
    {
        var mine = new Mine(DrawnMine.Plan());
        mine.Declare(0);
        mine.Walk(1, 60, ("T", 80, -1.5));
        // Heard at the exit is not yet out of it.
        Assert.NotEqual(MusterStatus.Out, mine.Board().Row("T").Status);
        for (var t = 61; t <= 400; t += 5) mine.Tick(t);
        Assert.Equal((MusterStatus.Out, PresenceState.Out), (mine.Board().Row("T").Status, mine.Board().Row("T").Presence));
        Assert.Equal((EvidenceSource.TagLeftByExit, "E"), (mine.Board().Row("T").OutBy!.Source, mine.Board().Row("T").OutBy!.Detail));
        mine.Walk(401, 60, ("T", 5, 1.5));
        Assert.NotEqual(MusterStatus.Out, mine.Board().Row("T").Status);
    }

    [Fact]
    public void Nobody_is_out_because_they_are_not_heard()
    {
        var mine = new Mine(DrawnMine.Plan());
        mine.Walk(0, 10, ("T", 40, 0));
        mine.Declare(10);
        for (var t = 11; t < 3600; t += 30) mine.Tick(t);
        Assert.Equal((1, 0), (mine.Board().Counts.Silent, mine.Board().Counts.Out));
    }

    [Fact]
    public void A_mark_counts_with_its_source_until_the_tag_proves_it_wrong()
    {
        var mine = new Mine(DrawnMine.Plan());
        mine.Walk(0, 10, ("T", 150, 0));
        mine.Declare(10);
        Assert.Equal("noSource", mine.Act(11, new MarkPerson("T", MarkedAs.Out, " ")).Refusal!.Reason);
        mine.Act(11, new MarkPerson("T", MarkedAs.Out, "seen at the shaft by Petrov"));
        // Heard below a second ago: what was said is shown and not believed yet.
        Assert.Equal((PresenceState.Underground, EvidenceSource.Manual), (mine.Board().Row("T").Presence, mine.Board().Row("T").OutBy!.Source));
        mine.Tick(80);
        Assert.Equal((MusterStatus.Out, "Dispatcher: seen at the shaft by Petrov"), (mine.Board().Row("T").Status, mine.Board().Row("T").OutBy!.Detail));
        mine.Walk(81, 20, ("T", 150, 0));
        Assert.Equal((MusterStatus.MovingUnknown, RollCall.HeardAfterMark), (mine.Board().Row("T").Status, mine.Board().Row("T").Evidence));
        Assert.Contains(DisagreementKind.SaidOutTagUnderground, mine.Board().Row("T").Disagreements);
        Assert.Null(mine.Act(101, new UnmarkPerson("T")).Refusal);
        Assert.Equal(("", null), (mine.Board().Row("T").Evidence, mine.Board().Row("T").OutBy));
        Assert.Equal("notMarked", mine.Act(102, new UnmarkPerson("T")).Refusal!.Reason);
    }

    [Fact]
    public void Whoever_was_said_to_be_at_a_refuge_and_was_heard_elsewhere_is_not_there_again_when_they_fall_silent()
    {
        var mine = new Mine(DrawnMine.Plan());
        mine.Walk(0, 10, ("T", 150, 0));
        mine.Declare(10);
        mine.Act(11, new MarkPerson("T", MarkedAs.AtRefuge, "refuge telephone"));
        Assert.Equal(MusterStatus.AtRefuge, mine.Board().Row("T").Status);
        mine.Walk(12, 30, ("T", 150, 0));
        Assert.True(mine.Board().Row("T").Mark!.IsContradicted);
        for (var t = 42; t < 300; t++) mine.Tick(t);
        Assert.Equal((MusterStatus.Silent, RollCall.HeardAfterMark), (mine.Board().Row("T").Status, mine.Board().Row("T").Evidence));
        // Said anew, it counts again.
        mine.Act(300, new MarkPerson("T", MarkedAs.AtRefuge, "refuge telephone"));
        Assert.Equal((MusterStatus.AtRefuge, false), (mine.Board().Row("T").Status, mine.Board().Row("T").Mark!.IsContradicted));
    }

    [Fact]
    public void Whoever_was_hurt_stays_so_wherever_they_are_said_to_be()
    {
        var mine = new Mine(DrawnMine.Plan());
        mine.Walk(0, 10, ("T", 150, 0));
        mine.Declare(10);
        mine.Act(11, new MarkPerson("T", MarkedAs.Injured, "Petrov"));
        mine.Act(12, new MarkPerson("T", MarkedAs.AtRefuge, "refuge telephone"));
        Assert.Equal((MarkedAs.AtRefuge, true), (mine.Board().Row("T").Mark!.As, mine.Board().Row("T").Mark!.IsInjured));
        mine.Act(13, new MarkPerson("T", MarkedAs.Underground, "has gone on"));
        Assert.Equal((MarkedAs.Injured, "refuge telephone"), (mine.Board().Row("T").Mark!.As, mine.Board().Row("T").Mark!.Source));
    }

    [Fact]
    public void What_was_said_in_one_emergency_is_not_said_in_the_next()
    {
        var mine = new Mine(DrawnMine.Plan());
        mine.Walk(0, 10, ("T", 150, 0));
        mine.Declare(10);
        mine.Act(11, new MarkPerson("T", MarkedAs.AtRefuge, "refuge telephone"));
        mine.Act(12, new EndEmergency("over"));
        mine.Walk(13, 5, ("T", 150, 0));
        mine.Declare(18);
        mine.Walk(19, 30, ("T", 150, 0));
        Assert.Null(mine.Board().Row("T").Mark);
    }

    [Fact]
    public void Nobody_is_said_to_stand_before_it_could_be_seen()
    {
        var mine = new Mine(DrawnMine.Plan());
        mine.Declare(0);
        mine.Walk(1, 15, ("T", 150, 0));
        Assert.Equal(MusterStatus.MovingUnknown, mine.Board().Row("T").Status);
        mine.Walk(16, 15, ("T", 150, 0));
        Assert.Equal(MusterStatus.Standing, mine.Board().Row("T").Status);
    }

    [Fact]
    public void Somebody_without_a_tag_is_on_the_board_once_named()
    {
        var mine = new Mine(DrawnMine.Plan());
        mine.Act(0, new MarkPerson("Visitor Kim", MarkedAs.Underground, "list of visitors"));
        Assert.Equal(MusterStatus.Unplaced, mine.Board().Row("Visitor Kim").Status);
        mine.Declare(0);
        mine.Act(1, new MarkPerson("Visitor Kim", MarkedAs.Out, "escort"));
        Assert.Equal((1, 1), (mine.Board().Counts.People, mine.Board().Counts.Out));
    }

    [Fact]
    public void Whoever_does_not_leave_is_told_of_after_a_while_and_no_more_once_they_go()
    {
        var mine = new Mine(DrawnMine.Plan());
        mine.Walk(0, 10, ("T", 150, 0));
        mine.Declare(10);
        mine.Act(10, new GiveOrder(OrderText.Leave, new()));
        var told = new List<(double At, bool Stands)>();
        for (var t = 11; t < 450; t++)
        {
            mine.Hear(t, "T", t < 380 ? 150 : 150 - (t - 380));
            foreach (var condition in mine.ConditionsOf(new TickInput(DrawnMine.At(t))).Where(c => c.Kind == AlarmKind.NotLeaving)) told.Add((t, condition.Stands));
        }
        Assert.Equal([true, false], told.Select(c => c.Stands));
        Assert.InRange(told[0].At, 310, 320);
        Assert.InRange(told[1].At, 385, 430);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whoever_goes_by_another_way_out_is_leaving_and_whoever_goes_to_where_it_is_closed_is_told_of(bool closed)
    {
        // All air fresh, so that the nearer way is the better.
        var drawn = DrawnMine.Plan();
        var mine = new Mine(new(drawn.Id, "M", "local", "UTC", 1, new([.. drawn.Roadways.Select(road => road with { Air = Air.Intake })], [], drawn.Anchors, drawn.Zones, drawn.Landmarks, [])));
        mine.Walk(0, 10, ("T", 165, 0));
        mine.Declare(10);
        mine.Act(10, new GiveOrder(OrderText.Leave, new()));
        if (closed) mine.Act(10, new CloseSection(new("Crosscut"), 10, 50, ClosureCause.Smoke));
        var told = new List<double>();
        // Away from the exit, towards the crosscut that leads round to it.
        for (var t = 11; t < 345; t++)
        {
            mine.Hear(t, "T", 165 + 0.4 * Math.Clamp(t - 250, 0, 80));
            if (mine.ConditionsOf(new TickInput(DrawnMine.At(t))).Any(c => c is { Kind: AlarmKind.NotLeaving, Stands: true })) told.Add(t);
        }
        Assert.Equal(MusterStatus.MovingWrong, mine.Board().Row("T").Status);
        Assert.Equal(closed ? 1 : 0, told.Count);
    }

    [Fact]
    public void Whoever_has_set_out_may_wait_for_a_train_or_the_cage()
    {
        var mine = new Mine(DrawnMine.Plan());
        mine.Walk(0, 10, ("T", 250, 0));
        mine.Declare(10);
        mine.Act(10, new GiveOrder(OrderText.Leave, new()));
        mine.Walk(11, 90, ("T", 250, -1));
        var told = new List<double>();
        for (var t = 101; t < 800; t++)
        {
            mine.Hear(t, "T", 160);
            if (mine.ConditionsOf(new TickInput(DrawnMine.At(t))).Any(c => c is { Kind: AlarmKind.NotLeaving, Stands: true })) told.Add(t);
        }
        Assert.InRange(Assert.Single(told), 700, 750);
    }

    [Fact]
    public void Whoever_goes_on_from_the_exit_above_ground_stays_out_and_is_back_when_heard_below()
    {
        var below = DrawnMine.Plan();
        var yard = new Roadway(new("Yard"), "Yard", "Top", "travel", Air.Neutral, new(5), new(3), new([new(0, 0, 0), new(-200, 0, 0)]));
        Anchor[] anchors = [.. Enumerable.Range(1, 4).Select(i => new Anchor(new($"T{i}"), new(-50 * i, 1, 0), AnchorTechnology.Uwb, null, null, null))];
        var mine = new Mine(new(below.Id, "M", "local", "UTC", 1, new([.. below.Roadways, yard], [], [.. below.Anchors, .. anchors], below.Zones, below.Landmarks, [])) { Surface = "Top" });
        mine.Declare(0);
        for (var t = 1; t < 150; t++)
        {
            mine.Hear(t, "T", 60 - 1.5 * t);
            mine.Tick(t);
        }
        Assert.Equal(MusterStatus.Out, mine.Board().Row("T").Status);
        mine.Walk(150, 60, ("T", 5, 1.5));
        Assert.NotEqual(MusterStatus.Out, mine.Board().Row("T").Status);
    }

    [Fact]
    public void Minutes_are_left_from_T0_on_and_a_closed_way_sends_elsewhere()
    {
        var mine = new Mine(DrawnMine.Plan());
        mine.Walk(0, 10, ("T", 150, 0));
        mine.Declare(10);
        var way = mine.Board().Row("T").Escape;
        // 60 m of crosscut and 50 m of drift lead to fresh air; straight to the exit it is 150 m of foul air, which counts threefold.
        Assert.Equal((EscapeOutcome.ReachesFreshAir, "E"), (way.Outcome, way.Goal));
        Assert.InRange(way.MinutesLeft!.Value, 56, 59);
        mine.Act(11, new CloseSection(new("Crosscut"), 10, 50, ClosureCause.Smoke));
        Assert.DoesNotContain(mine.Board().Row("T").Escape.Legs, l => l.Roadway?.Value == "Crosscut");
        mine.Act(12, new CloseSection(new("Return"), 20, 60, ClosureCause.Blocked));
        var cut = mine.Board().Row("T").Escape;
        Assert.Equal((EscapeOutcome.RefugeOnly, "F"), (cut.Outcome, cut.Goal));
        Assert.Equal(["C"], cut.Caches);
        mine.Act(13, new OpenSection(new("Crosscut"), 10, 50));
        Assert.Equal(EscapeOutcome.ReachesFreshAir, mine.Board().Row("T").Escape.Outcome);
        Assert.Equal("notClosed", mine.Act(14, new OpenSection(new("Crosscut"), 10, 50)).Refusal!.Reason);
    }
}
