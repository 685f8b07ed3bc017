using Shyraq.Core.Evacuation;
using Shyraq.Core.Evacuation.Routes;
using Shyraq.Core.Rescue;
using Shyraq.Core.Tests.Evacuation;
using Shyraq.Core.Tests.Tracking;
using Xunit;

namespace Shyraq.Core.Tests.Rescue;

public sealed class RescueTests
{
    private static RescueBoard Board(Mine mine) => mine.RescueBoard(mine.Clock);

    [Fact]
    public void The_last_known_place_stays_with_its_age_source_and_direction_however_long_it_is_silent()
    {
        var mine = new Mine(DrawnMine.Plan());
        mine.Walk(0, 30, ("T", 100, 1.2));
        for (var t = 30; t < 7200; t += 60) mine.Tick(t);
        var missing = Assert.Single(Board(mine).Missing);
        Assert.Equal(("Return", Heading.TowardsEnd), (missing.Last!.Roadway!.Value.Value, missing.Last.Heading));
        Assert.InRange(missing.Last!.Offset!.Value, 132, 138);
        Assert.InRange(missing.AgeSeconds!.Value, 7000, 7200);
        Assert.StartsWith("range A", missing.Last!.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_closure_bounds_what_was_reached_only_when_it_was_there_before()
    {
        var mine = new Mine(DrawnMine.Plan());
        mine.Act(0, new CloseSection(new("Return"), 20, 60, ClosureCause.Blocked));
        mine.Walk(1, 10, ("T", 100, 0));
        mine.Tick(11);
        mine.Act(200, new CloseSection(new("Crosscut"), 10, 50, ClosureCause.Blocked));
        mine.Tick(200);
        var reach = Assert.Single(Board(mine).Missing).Reach!;
        Assert.DoesNotContain(reach.Sections!.Value, s => s.Roadway.Value == "Return" && s.From < 59);
        Assert.Contains(reach.Sections!.Value, s => s.Roadway.Value == "Crosscut" && s.To > 55);
    }

    [Fact]
    public void Found_alive_is_confirmed_by_two_others_and_by_nobody_twice()
    {
        var mine = new Mine(DrawnMine.Plan());
        mine.Act(0, new AddStatement("Ivanov", Claim.FoundAlive, "in the heading", "Petrov by telephone"), "A");
        Assert.Equal("ownStatement", mine.Act(1, new ConfirmStatement(1, "x"), "a").Refusal!.Reason);
        Assert.Null(mine.Act(2, new ConfirmStatement(1, "team 1"), "B").Refusal);
        Assert.False(Board(mine).Statements[0].IsConfirmed);
        Assert.Equal("confirmedAlready", mine.Act(3, new ConfirmStatement(1, "again"), "B").Refusal!.Reason);
        Assert.Null(mine.Act(4, new ConfirmStatement(1, "team 2"), "C").Refusal);
        Assert.True(Board(mine).Statements[0].IsConfirmed);
        mine.Act(5, new WithdrawStatement(1, "mistaken"), "A");
        Assert.False(Board(mine).Statements[0].IsConfirmed);
        Assert.Single(Board(mine).Statements);
    }

    [Fact]
    public void A_team_has_air_by_the_clock_and_a_recall_is_acknowledged_by_its_tags()
    {
        var mine = new Mine(DrawnMine.Plan());
        mine.Hear(0, "R", 50);
        mine.Act(0, new PutTeam("1", "First", [new("R")], 120, null, "search"));
        mine.Tick(1800);
        Assert.Equal(90, Assert.Single(Board(mine).Teams).MinutesLeft, 0.01);
        mine.Act(1801, new RecallTeam("1", "CH4 5 %"));
        var order = Assert.Single(mine.DueOrders(mine.Clock));
        Assert.Equal((OrderText.TeamReturn, "R"), (order.Text, order.Tags[0].Value));
        mine.Take(new AnswersInput(DrawnMine.At(1810), [new(DrawnMine.At(1809), new("R"), order.Number, AnswerKind.Read)]));
        Assert.Equal(("R", DrawnMine.At(1810)), (Board(mine).Teams[0].Team.AcknowledgedBy, Board(mine).Teams[0].Team.Acknowledged));
    }

    [Fact]
    public void An_area_is_live_stale_dead_or_was_never_covered()
    {
        var mine = new Mine(DrawnMine.Plan());
        InformationState State(string roadway) => Board(mine).Roadways.Single(r => r.Roadway.Value == roadway).State;
        Assert.Equal(InformationState.NeverCovered, State("Return"));
        mine.Walk(0, 5, ("T", 100, 0));
        Assert.Equal(InformationState.Live, State("Return"));
        mine.Tick(300);
        // The anchor at the mouth of the intake sees into it; nobody was there last.
        Assert.Equal((InformationState.RadiosDead, InformationState.Stale), (State("Return"), State("Intake")));
        mine.Act(301, new MarkPerson("T", MarkedAs.Out, "seen"));
        Assert.Equal(InformationState.Stale, State("Return"));
        var level = Assert.Single(Board(mine).Levels);
        Assert.Equal((0, 0, 0), (level.Live, level.RadiosDead, level.NeverCovered));
    }
}
