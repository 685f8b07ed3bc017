using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Xunit;

namespace Shyraq.Core.Tests.Presence;

public sealed class PresenceTests
{
    [Fact]
    public void A_shift_goes_from_the_lamp_room_down_and_out_again()
    {
        var shaft = Shaft.WithPeople(1);
        Assert.Equal(PresenceState.Out, shaft.StateOf("P1"));
        Assert.Null(shaft.Do(new IssueTag(new("T1"), "P1")));
        Assert.Equal(PresenceState.OnSurface, shaft.StateOf("P1"));
        Assert.Equal("Person 1", shaft.Mine.Carriers["T1"].Name);

        shaft.Walk(120, ("T1", -150, -5));
        shaft.Stand(30, ("T1", 5));
        Assert.Equal(PresenceState.GoingDown, shaft.StateOf("P1"));
        shaft.Walk(200, ("T1", 5, 300));
        Assert.Equal(PresenceState.Underground, shaft.StateOf("P1"));
        Assert.Equal("drift", shaft.Row("P1").Place!.Roadway!.Value.Value);

        shaft.Walk(300, ("T1", 300, -100));
        Assert.Equal(PresenceState.Out, shaft.StateOf("P1"));
        Assert.Equal(EvidenceSource.TagOnSurface, shaft.Row("P1").Because);
        Assert.Null(shaft.Do(new ReturnTag(new("T1"))));
        Assert.False(shaft.Mine.Carriers.ContainsKey("T1"));
        Assert.Empty(shaft.DisagreementsOf("P1"));
        Assert.Equal(["issued", "goingDown", "underground", "out", "returned"], shaft.Happened.Select(h => h.Kind).Where(k => k is not ("registryChanged")));
    }

    [Fact]
    public void Whoever_falls_silent_below_is_unaccounted_after_a_quarter_of_an_hour_and_never_out()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Walk(100, ("T1", -20, 200));
        shaft.Stand(890);
        Assert.Equal(PresenceState.Underground, shaft.StateOf("P1"));
        shaft.Stand(20);
        Assert.Equal(PresenceState.Unaccounted, shaft.StateOf("P1"));
        Assert.Equal([DisagreementKind.WentDownNeverSeenAgain], shaft.DisagreementsOf("P1"));
        shaft.Stand(6 * 3600);
        Assert.Equal(PresenceState.Unaccounted, shaft.StateOf("P1"));
        Assert.Equal(1, shaft.Board.Counts.NotOut);

        shaft.Stand(15, ("T1", 230));
        Assert.Equal(PresenceState.Underground, shaft.StateOf("P1"));
        Assert.Empty(shaft.DisagreementsOf("P1"));
    }

    [Fact]
    public void The_alarm_for_an_unaccounted_person_is_told_once_and_ends()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Walk(100, ("T1", -20, 200));
        shaft.Stand(1000);
        Assert.Equal(["person/P1"], shaft.Missing);
        shaft.Stand(30, ("T1", 200));
        Assert.Empty(shaft.Missing);
    }

    [Fact]
    public void A_gate_that_let_somebody_out_does_not_hide_that_the_tag_is_heard_below()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Pass("101", PassageDirection.In);
        Assert.Equal(PresenceState.GoingDown, shaft.StateOf("P1"));
        shaft.Walk(100, ("T1", 50, 200));
        shaft.Pass("101", PassageDirection.Out);
        for (var i = 0; i < 120; i++)
        {
            shaft.Stand(1, ("T1", 200));
            Assert.Equal(PresenceState.Underground, shaft.StateOf("P1"));
        }
        Assert.Equal([DisagreementKind.PassageOutTagUnderground], shaft.DisagreementsOf("P1"));

        // The tag comes up as well.
        shaft.Walk(250, ("T1", 200, -50));
        shaft.Pass("101", PassageDirection.Out);
        shaft.Stand(70);
        Assert.Equal(PresenceState.Out, shaft.StateOf("P1"));
        Assert.Empty(shaft.DisagreementsOf("P1"));
    }

    [Fact]
    public void A_passage_out_counts_at_once_when_the_tag_is_not_heard_below()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Pass("101", PassageDirection.In);
        shaft.Walk(100, ("T1", 50, 200));
        shaft.Walk(250, ("T1", 200, -50));
        Assert.Equal(PresenceState.Underground, shaft.StateOf("P1"));
        shaft.Pass("101", PassageDirection.Out);
        Assert.Equal((PresenceState.Out, EvidenceSource.PassageOut), (shaft.StateOf("P1"), shaft.Row("P1").Because));
    }

    [Fact]
    public void A_lamp_that_was_returned_and_is_heard_below_brings_its_bearer_back_into_the_list()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Walk(100, ("T1", 0, 200));
        shaft.Do(new ReturnTag(new("T1")));
        shaft.Walk(100, ("T1", 200, 250));
        Assert.Equal(PresenceState.Underground, shaft.StateOf("P1"));
        Assert.Contains(DisagreementKind.LampReturnedTagUnderground, shaft.DisagreementsOf("P1"));
        Assert.Equal(1, shaft.Board.Counts.NotOut);

        // Somebody looks: the person is up, so somebody else has the lamp.
        shaft.Do(new SetPresence("P1", PresenceState.Out, "seen in the canteen"));
        shaft.Walk(70, ("T1", 250, 260));
        Assert.Equal(PresenceState.Out, shaft.StateOf("P1"));
        Assert.Equal([DisagreementKind.TagUndergroundNoLampIssued], shaft.DisagreementsOf("T1"));
        Assert.Equal(1, shaft.Board.Counts.NotOut);
    }

    [Fact]
    public void A_lamp_that_came_back_is_out_when_its_tag_is_silent_or_lies_above()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Walk(100, ("T1", 0, 200));
        shaft.Stand(300);
        shaft.Do(new ReturnTag(new("T1")));
        shaft.Stand(2);
        Assert.Equal((PresenceState.Out, EvidenceSource.LampReturned), (shaft.StateOf("P1"), shaft.Row("P1").Because));
        shaft.Stand(600, ("T1", -150));
        Assert.Equal(PresenceState.Out, shaft.StateOf("P1"));
        Assert.Empty(shaft.DisagreementsOf("P1"));
    }

    [Fact]
    public void Whoever_a_gate_saw_in_is_not_out_because_somebody_else_brings_the_lamp()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Pass("101", PassageDirection.In);
        shaft.Walk(100, ("T1", 20, 200));
        shaft.Walk(200, ("T1", 200, -100));
        shaft.Do(new ReturnTag(new("T1")));
        shaft.Stand(1200);
        Assert.Equal(PresenceState.Unaccounted, shaft.StateOf("P1"));
        Assert.Contains(DisagreementKind.CameUpNoPassageOut, shaft.DisagreementsOf("P1"));
        shaft.Do(new SetPresence("P1", PresenceState.Out, "came by the other shaft"));
        Assert.Equal(PresenceState.Out, shaft.StateOf("P1"));
    }

    [Fact]
    public void A_lamp_that_stayed_above_does_not_hide_its_bearer()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Stand(30, ("T1", -150));
        shaft.Pass("101", PassageDirection.In);
        shaft.Stand(16 * 60, ("T1", -150));
        Assert.Equal(PresenceState.Unaccounted, shaft.StateOf("P1"));
        Assert.Contains(DisagreementKind.PassageInTagOnSurface, shaft.DisagreementsOf("P1"));
    }

    [Fact]
    public void A_tag_that_nobody_knows_is_somebody_below()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Walk(60, ("X", 100, 150));
        Assert.Equal((PresenceState.Underground, AccountKind.Tag), (shaft.StateOf("X"), shaft.Row("X").Kind));
        Assert.Equal([DisagreementKind.UnknownTagUnderground], shaft.DisagreementsOf("X"));

        // The lamp room says whose it is: one person, not two.
        shaft.Do(new IssueTag(new("X"), "P1"));
        shaft.Walk(30, ("X", 150, 160));
        Assert.Equal(PresenceState.Underground, shaft.StateOf("P1"));
        Assert.Equal(1, shaft.Board.Counts.NotOut);
    }

    [Fact]
    public void A_list_of_carriers_alone_gives_names_and_no_disagreement()
    {
        var shaft = new Shaft();
        shaft.Take(new CarriersInput(Shaft.At(0), System.Collections.Immutable.ImmutableSortedDictionary<string, Carrier>.Empty
            .Add("T", new(CarrierKind.Person, "Айгүл", "7")).Add("V", new(CarrierKind.Vehicle, "Loco"))));
        shaft.Walk(60, ("T", 100, 150), ("V", 200, 250));
        var row = Assert.Single(shaft.Board.People);
        Assert.Equal(("Айгүл", PresenceState.Underground), (row.Name, row.State));
        Assert.Empty(row.Disagreements);
        shaft.Pass("7", PassageDirection.Out);
        shaft.Stand(70);
        Assert.Equal(PresenceState.Out, Assert.Single(shaft.Board.People).State);
    }

    [Fact]
    public void A_gate_names_a_number_that_nobody_has()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Pass("999", PassageDirection.In);
        Assert.Equal([DisagreementKind.UnknownPersonWentDown], shaft.DisagreementsOf("999"));
        Assert.Equal(1, shaft.Board.Counts.NotOut);
        shaft.Stand(1);
        shaft.Pass("999", PassageDirection.Out);
        Assert.Equal(0, shaft.Board.Counts.NotOut);
    }

    [Fact]
    public void Whoever_goes_in_without_a_lamp_or_with_two_is_named()
    {
        var shaft = Shaft.WithPeople(2);
        shaft.Pass("101", PassageDirection.In);
        Assert.Equal([DisagreementKind.WentDownWithoutLamp], shaft.DisagreementsOf("P1"));
        shaft.Do(new IssueTag(new("T1"), "P2"));
        shaft.Do(new IssueTag(new("T2"), "P2"));
        Assert.Equal([DisagreementKind.OnePersonTwoTags], shaft.DisagreementsOf("P2"));
    }

    [Fact]
    public void A_passage_that_is_told_late_changes_nothing()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Stand(100);
        shaft.Pass("101", PassageDirection.In);
        shaft.Stand(100);
        shaft.Pass("101", PassageDirection.Out);
        shaft.Take(new PassagesInput(Shaft.At(shaft.Now), [new(Shaft.At(50), "P1", null, "E1", PassageDirection.In)]));
        Assert.Equal(PresenceState.Out, shaft.StateOf("P1"));
    }

    [Fact]
    public void Somebody_without_a_tag_has_leave_until_the_deadline_and_is_missed_after_it()
    {
        var shaft = Shaft.WithPeople(1);
        Assert.Equal("unknownRoadway", shaft.Do(new AuthoriseUntracked("P1", [new("no")], Shaft.At(3600), "tag broken"))!.Reason);
        Assert.Null(shaft.Do(new AuthoriseUntracked("P1", [new("drift")], Shaft.At(3600), "tag broken")));
        shaft.Stand(3500);
        Assert.Equal(PresenceState.GoingDown, shaft.StateOf("P1"));
        shaft.Stand(200);
        Assert.Equal(PresenceState.Unaccounted, shaft.StateOf("P1"));
        Assert.Contains(DisagreementKind.LeaveOver, shaft.DisagreementsOf("P1"));
    }

    [Fact]
    public void A_visitor_without_the_escort_near_is_named()
    {
        var shaft = Shaft.WithPeople(2);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Do(new IssueTag(new("T2"), "P2"));
        Assert.Null(shaft.Do(new AdmitVisitor("P1", "P2", Shaft.At(7200))));
        shaft.Walk(100, ("T1", 0, 200), ("T2", 0, 205));
        Assert.Empty(shaft.DisagreementsOf("P1"));
        shaft.Walk(200, ("T1", 200, 200), ("T2", 205, 400));
        Assert.Equal([DisagreementKind.VisitorWithoutEscort], shaft.DisagreementsOf("P1"));
    }

    [Fact]
    public void What_the_lamp_room_did_by_mistake_is_taken_back()
    {
        var shaft = Shaft.WithPeople(2);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        Assert.Null(shaft.Do(new TakeBack(new("T1"))));
        Assert.Equal(PresenceState.Out, shaft.StateOf("P1"));
        Assert.Empty(shaft.Board.Lamps);
        shaft.Do(new IssueTag(new("T1"), "P2"));
        shaft.Walk(60, ("T1", 100, 150));
        shaft.Do(new ReturnTag(new("T1")));
        Assert.Null(shaft.Do(new TakeBack(new("T1"))));
        Assert.Equal((PresenceState.Underground, "P2"), (shaft.StateOf("P2"), Assert.Single(shaft.Board.Lamps).Person));
        Assert.Equal("nothingToTakeBack", shaft.Do(new TakeBack(new("T2")))!.Reason);
        Assert.Equal([true, false, true], shaft.Board.LampLog.Select(e => e.TakenBackBy is not null));
    }

    [Fact]
    public void What_the_lamp_room_cannot_do_is_refused_and_changes_nothing()
    {
        var shaft = Shaft.WithPeople(2);
        Assert.Equal("unknownPerson", shaft.Do(new IssueTag(new("T1"), "nobody"))!.Reason);
        Assert.Null(shaft.Do(new IssueTag(new("T1"), "P1")));
        Assert.Equal("tagIssued", shaft.Do(new IssueTags([new(new("T2"), "P2"), new(new("T1"), "P2")]))!.Reason);
        Assert.Equal("notIssued", shaft.Do(new ReturnTags([new("T1"), new("T2")]))!.Reason);
        Assert.Equal(["T1"], shaft.Board.Lamps.Select(l => l.Tag.Value));
    }
}
