using Shyraq.Core.Presence;
using Shyraq.Core.Registry;
using Xunit;

namespace Shyraq.Core.Tests.Presence;

/// <summary>Who is out stays out, and who is not is not forgotten: what becomes of people after they were said to be up.</summary>
public sealed class OutTests
{
    private const double Day = 24 * 3600;

    [Fact]
    public void A_lamp_in_the_rack_is_not_missed_however_long_ago_its_bearer_came_out_and_is_when_somebody_goes_down_with_it()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Walk(100, ("T1", -20, 200));
        shaft.Walk(200, ("T1", 200, 10));
        shaft.Stand(60, ("T1", 10));
        shaft.Do(new ReturnTag(new("T1")));
        shaft.Stand(400);
        Assert.Equal(PresenceState.Out, shaft.StateOf("P1"));
        shaft.Skip(Day);
        shaft.Restart();
        shaft.Stand(400);
        Assert.Empty(shaft.Board.People);
        Assert.Empty(shaft.Raised("tagSilent"));

        shaft.Walk(60, ("T1", 20, 200));
        shaft.Stand(300);
        Assert.Equal(["T1"], shaft.Raised("tagSilent"));
    }

    [Fact]
    public void A_lamp_that_was_handed_back_before_its_bearer_went_down_is_not_missed_a_day_later()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Stand(60, ("T1", 10));
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Stand(30, ("T1", 10));
        Assert.Equal(PresenceState.OnSurface, shaft.StateOf("P1"));
        shaft.Do(new ReturnTag(new("T1")));
        Assert.Equal(PresenceState.Out, shaft.StateOf("P1"));
        shaft.Stand(400);
        shaft.Skip(Day);
        shaft.Stand(400);
        Assert.Empty(shaft.Raised("tagSilent"));
    }

    [Fact]
    public void A_person_and_a_tag_of_one_id_are_two_alarms()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Pass("101", PassageDirection.In);
        shaft.Walk(60, ("P1", 100, 150));
        shaft.Stand(1000);
        Assert.Equal(["P1", "person/P1"], shaft.Missing);
        shaft.Stand(30, ("P1", 150));
        Assert.Equal(["person/P1"], shaft.Missing);
    }

    [Fact]
    public void The_alarm_of_somebody_unknown_ends_under_the_tag_when_the_tag_gets_a_name_and_stands_under_the_name()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Walk(60, ("X", 100, 150));
        shaft.Stand(1000);
        Assert.Equal(["X"], shaft.Missing);
        shaft.Do(new IssueTag(new("X"), "P1"));
        shaft.Stand(2);
        Assert.Equal(["person/P1"], shaft.Missing);
    }

    [Fact]
    public void A_number_that_a_gate_let_in_is_the_person_to_whom_the_registry_gives_it_later()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Pass("999", PassageDirection.In);
        shaft.Stand(5);
        Assert.Null(shaft.Do(new PutPerson(new("P9", "Late", "999", "own", "Crew", "Miner"))));
        Assert.Equal([("P9", PresenceState.GoingDown)], shaft.Board.People.Select(p => (p.Id, p.State)));
        shaft.Pass("999", PassageDirection.Out);
        Assert.Equal(0, shaft.Board.Counts.NotOut);
    }

    [Fact]
    public void Somebody_whom_a_gate_knows_by_a_number_alone_is_said_to_be_out_under_it()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Pass("999", PassageDirection.In);
        shaft.Stand(5);
        Assert.Equal("unknownPerson", shaft.Do(new SetPresence("998", PresenceState.Out, "called"))!.Reason);
        Assert.Null(shaft.Do(new SetPresence("999", PresenceState.Out, "a driver, has left the yard")));
        Assert.Equal(PresenceState.Out, shaft.StateOf("999"));
    }

    [Fact]
    public void Whoever_is_said_to_be_above_while_their_tag_is_heard_below_stays_in_the_list()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Walk(100, ("T1", -20, 200));
        Assert.Null(shaft.Do(new SetPresence("P1", PresenceState.OnSurface, "seen in the yard")));
        Assert.Equal(PresenceState.Underground, shaft.StateOf("P1"));
        shaft.Stand(60, ("T1", 200));
        Assert.Equal(PresenceState.Underground, shaft.StateOf("P1"));
        Assert.Equal([DisagreementKind.SaidOutTagUnderground], shaft.DisagreementsOf("P1"));
        // The tag comes up: they are out, and the lamp is still theirs.
        shaft.Walk(250, ("T1", 200, -50));
        Assert.Equal((PresenceState.Out, 1), (shaft.StateOf("P1"), shaft.Board.Lamps.Length));
    }

    [Fact]
    public void Whoever_a_gate_saw_out_needs_no_second_passage_when_the_lamp_comes_up_after_it()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Pass("101", PassageDirection.In);
        shaft.Walk(100, ("T1", 50, 200));
        shaft.Pass("101", PassageDirection.Out);
        shaft.Stand(60, ("T1", 200));
        Assert.Equal(PresenceState.Underground, shaft.StateOf("P1"));
        shaft.Walk(250, ("T1", 200, -50));
        shaft.Stand(60, ("T1", -50));
        Assert.Equal(PresenceState.Out, shaft.StateOf("P1"));
        Assert.Empty(shaft.DisagreementsOf("P1"));
    }

    [Fact]
    public void A_visitor_with_a_lamp_is_missed_like_anybody_and_one_without_while_the_escort_answers_for_them_is_not()
    {
        var shaft = Shaft.WithPeople(3);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Do(new IssueTag(new("T3"), "P3"));
        shaft.Do(new AdmitVisitor("P1", "P3", Shaft.At(9000)));
        shaft.Do(new AdmitVisitor("P2", "P3", Shaft.At(9000)));
        shaft.Pass("102", PassageDirection.In);
        shaft.Walk(100, ("T1", -20, 200), ("T3", -20, 200));
        shaft.Stand(1000, ("T3", 200));
        Assert.Equal((PresenceState.Unaccounted, PresenceState.GoingDown), (shaft.StateOf("P1"), shaft.StateOf("P2")));
    }

    [Fact]
    public void Whoever_is_left_of_an_earlier_shift_holds_up_the_clearance_and_whoever_went_down_for_a_later_one_does_not()
    {
        var shaft = Shaft.WithPeople(3);
        Assert.Null(shaft.Do(new PlanShift("1 night", Shaft.At(0), Shaft.At(8000), ["P1"])));
        Assert.Null(shaft.Do(new PlanShift("2 morning", Shaft.At(14000), Shaft.At(20000), ["P2"])));
        Assert.Null(shaft.Do(new PlanShift("3 evening", Shaft.At(26000), Shaft.At(32000), ["P3"])));
        Down("1");
        shaft.Skip(14000 - shaft.Now);
        Down("2");
        shaft.Skip(26000 - shaft.Now);
        Down("3");
        Assert.Null(shaft.Do(new SignClearance("2 morning", "")));
        Assert.Equal(["Person 1", "Person 2"], shaft.Board.Clearances[0].NotOut.Select(n => n.Name).Order());

        void Down(string who)
        {
            shaft.Do(new IssueTag(new($"T{who}"), $"P{who}"));
            shaft.Walk(100, ($"T{who}", -20, 200));
        }
    }
}
