using CsCheck;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Presence;
using Shyraq.Core.Tests.Presence;
using Xunit;

namespace Shyraq.Core.Tests.Evacuation;

/// <summary>Who is called: the one list of who is not out, whatever sort of person it is.</summary>
public sealed class RollTests
{
    private static EvacuationBoard Board(Shaft shaft) => shaft.Mine.EvacuationBoard(shaft.Mine.Clock);

    private static void Declare(Shaft shaft)
    {
        Assert.Null(shaft.Do(new PrepareEmergency(EmergencyKind.Fire, new("drift"), "smoke")));
        Assert.Null(shaft.Do(new ConfirmEmergency()));
    }

    private static SortedSet<(AccountKind, string)> NotOut(Shaft shaft) =>
        [.. shaft.Board.People.Where(p => p.State is PresenceState.GoingDown or PresenceState.Underground or PresenceState.Unaccounted).Select(p => (p.Kind, p.Id))];

    [Fact]
    public void A_visitor_somebody_without_a_tag_a_tag_nobody_was_given_and_a_number_nobody_knows_are_called()
    {
        var shaft = Shaft.WithPeople(4);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Do(new IssueTag(new("T2"), "P2"));
        shaft.Do(new AdmitVisitor("P2", "P1", Shaft.At(5000)));
        shaft.Do(new AuthoriseUntracked("P3", [new("drift")], Shaft.At(5000), "survey"));
        shaft.Pass("999", PassageDirection.In);
        shaft.Walk(100, ("T1", -20, 200), ("T2", -20, 200), ("T4", -20, 150), ("stranger", -20, 100));
        Declare(shaft);
        var rows = Board(shaft).Rows;
        Assert.Equal(
            [(AccountKind.Person, "P1"), (AccountKind.Person, "P2"), (AccountKind.Person, "P3"), (AccountKind.Tag, "T4"), (AccountKind.Tag, "stranger"), (AccountKind.Number, "999")],
            rows.Select(r => (r.Kind, r.Subject)).OrderBy(r => r.Kind).ThenBy(r => r.Subject, StringComparer.Ordinal));
        var untracked = rows.Single(r => r.Subject == "P3");
        Assert.Equal((MusterStatus.Unplaced, "drift"), (untracked.Status, untracked.Route.Single().Value));
        Assert.Contains(DisagreementKind.TagUndergroundNoLampIssued, rows.Single(r => r.Subject == "T4").Disagreements);
        Assert.Equal("T2", rows.Single(r => r.Subject == "P2").Tag!.Value.Value);
        Assert.Equal(["P3", "999"], shaft.Mine.RescueBoard(shaft.Mine.Clock).Missing.Select(m => m.Subject).OrderDescending());
    }

    [Fact]
    public void T0_keeps_where_everybody_stood_and_what_did_not_fit_together()
    {
        var shaft = Shaft.WithPeople(2);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Walk(100, ("T1", -20, 200), ("T2", -20, 150));
        Declare(shaft);
        var persons = shaft.Mine.Picture!.Persons;
        Assert.Equal([("P1", PresenceState.Underground, 0), ("T2", PresenceState.Underground, 1)], persons.Select(p => (p.Id, p.State, p.Disagreements.Length)));
        shaft.Walk(400, ("T1", 200, -100), ("T2", 150, -100));
        shaft.Do(new IssueTag(new("T2"), "P2"));
        Assert.Equal(persons, shaft.Mine.Picture!.Persons);
        var restored = Mine.Restore(shaft.Mine.Snapshot(), shaft.Mine.Plan, shaft.Mine.ListedCarriers).Picture!.Persons;
        Assert.Equal(persons.Select(p => (p with { Tags = [], Disagreements = [] }, string.Join(' ', p.Tags), string.Join(' ', p.Disagreements))),
            restored.Select(p => (p with { Tags = [], Disagreements = [] }, string.Join(' ', p.Tags), string.Join(' ', p.Disagreements))));
    }

    [Fact]
    public void Whoever_was_heard_below_once_and_never_again_is_called()
    {
        var shaft = new Shaft();
        shaft.Stand(1, ("T1", 200));
        shaft.Stand(15);
        Assert.Equal(["T1"], Board(shaft).Rows.Select(r => r.Subject));
    }

    [Fact]
    public void Somebody_unknown_who_gets_a_name_is_called_by_it_and_once()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Walk(60, ("T1", 50, 200));
        Declare(shaft);
        Assert.Equal(["T1"], Board(shaft).Rows.Select(r => r.Subject));
        shaft.Do(new IssueTag(new("T1"), "P1"));
        Assert.Equal(["P1"], Board(shaft).Rows.Select(r => r.Subject));
        shaft.Stand(30, ("T1", 200));
        Assert.Equal(("P1", "T1"), (Assert.Single(Board(shaft).Rows).Subject, Board(shaft).Rows[0].Tag!.Value.Value));
    }

    [Fact]
    public void What_was_said_by_hand_of_somebody_unknown_is_said_of_the_person_who_turns_out_to_carry_the_tag()
    {
        var shaft = Shaft.WithPeople(2);
        shaft.Walk(60, ("T1", 50, 200), ("T2", 50, 200));
        Declare(shaft);
        Assert.Null(shaft.Do(new MarkPerson("T1", MarkedAs.Injured, "Petrov by telephone")));
        Assert.Null(shaft.Do(new MarkPerson("T2", MarkedAs.AtRefuge, "refuge telephone")));
        Assert.Null(shaft.Do(new MarkPerson("P2", MarkedAs.Injured, "list of the refuge")));
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Do(new IssueTag(new("T2"), "P2"));
        shaft.Stand(2);
        Assert.Equal(["P1", "P2"], Board(shaft).Rows.Select(r => r.Subject).Order(StringComparer.Ordinal));
        var mark = Board(shaft).Rows.Single(r => r.Subject == "P1").Mark!;
        Assert.Equal((MarkedAs.Injured, "Petrov by telephone", true), (mark.As, mark.Source, mark.IsInjured));
        // Of two things said the newer counts; hurt they stay.
        shaft.Do(new MarkPerson("P2", MarkedAs.AtRefuge, "refuge telephone"));
        Assert.Equal((MarkedAs.AtRefuge, true), (Board(shaft).Rows.Single(r => r.Subject == "P2").Mark!.As, Board(shaft).Rows.Single(r => r.Subject == "P2").Mark!.IsInjured));
    }

    [Fact]
    public void A_lamp_that_lies_above_tells_nothing_of_its_bearer_who_is_looked_for()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Pass("101", PassageDirection.In);
        shaft.Stand(60, ("T1", -150));
        Assert.Equal(["P1"], shaft.Mine.RescueBoard(shaft.Mine.Clock).Missing.Select(m => m.Subject));
        Assert.Null(shaft.Mine.RescueBoard(shaft.Mine.Clock).Missing[0].Last);
    }

    [Fact]
    public void The_muster_is_the_list_of_who_was_not_out_at_T0_and_of_who_appeared_since_whatever_happens() =>
        Gen.Select(PresenceLaws.Step.Array[2, 12], Gen.Int[0, 6]).Sample((steps, declared) =>
        {
            var (shaft, expected) = (Shaft.WithPeople(PresenceLaws.People), (SortedSet<(AccountKind, string)>?)null);
            for (var i = 0; i < steps.Length; i++)
            {
                if (i == declared)
                {
                    expected = NotOut(shaft);
                    Declare(shaft);
                    Assert.Equal(expected, shaft.Mine.Picture!.Persons.Where(p => p.State is PresenceState.GoingDown or PresenceState.Underground or PresenceState.Unaccounted).Select(p => (p.Kind, p.Id)).ToHashSet());
                }
                steps[i](shaft);
                var (board, now) = (Board(shaft), NotOut(shaft));
                var rows = board.Rows.ToDictionary(r => (r.Kind, r.Subject));
                if (expected is null)
                {
                    Assert.Equal(now, rows.Keys.ToHashSet());
                    continue;
                }
                // Between two steps somebody may have appeared and gone; nobody else is called who is out.
                Assert.Subset(rows.Keys.ToHashSet(), now.ToHashSet());
                expected.RemoveWhere(key => shaft.Mine.Safety.Presence.Find(new(key.Item1, key.Item2)) is null);
                Assert.Subset(rows.Keys.ToHashSet(), expected.ToHashSet());
                expected.UnionWith(rows.Keys);
                Assert.All(rows, row => Assert.Equal(row.Value.Status != MusterStatus.Out, now.Contains(row.Key)));
                Assert.Equal(rows.Count(r => !now.Contains(r.Key)), board.Counts.Out);
                Assert.Equal(rows.Count, board.Counts.People);
            }
        }, iter: 60);
}
