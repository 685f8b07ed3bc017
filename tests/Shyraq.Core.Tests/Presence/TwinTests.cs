using Shyraq.Core.Presence;
using Xunit;

namespace Shyraq.Core.Tests.Presence;

/// <summary>Cards that are carried for a friend.</summary>
public sealed class TwinTests
{
    [Fact]
    public void Two_tags_in_one_pocket_are_named_and_bring_nobody_out_alone()
    {
        var shaft = Shaft.WithPeople(2);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Do(new IssueTag(new("T2"), "P2"));
        shaft.Walk(60, ("T1", -50, 20), ("T2", -50, 20));
        for (var i = 0; i < 12; i++) shaft.Walk(180, ("T1", 20 + 30 * i, 50 + 30 * i), ("T2", 20 + 30 * i, 50 + 30 * i));
        Assert.Equal([DisagreementKind.TwoTagsAlwaysTogether], shaft.DisagreementsOf("P1"));
        Assert.Equal([DisagreementKind.TwoTagsAlwaysTogether], shaft.DisagreementsOf("P2"));
        var told = Assert.Single(shaft.Board.Twins);
        Assert.InRange(told.Chance, 0.95, 1);
        Assert.InRange(told.Farthest, 0, 3);

        // Both tags come up in the one pocket: whose pocket it is nobody knows.
        shaft.Walk(600, ("T1", 380, -100), ("T2", 380, -100));
        Assert.Equal([PresenceState.Underground, PresenceState.Underground], new[] { shaft.StateOf("P1"), shaft.StateOf("P2") });
        shaft.Pass("101", PassageDirection.Out);
        Assert.Equal([PresenceState.Out, PresenceState.Underground], new[] { shaft.StateOf("P1"), shaft.StateOf("P2") });
    }

    [Fact]
    public void Colleagues_who_go_side_by_side_a_few_metres_apart_are_not_taken_for_one()
    {
        var shaft = Shaft.WithPeople(2);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Do(new IssueTag(new("T2"), "P2"));
        shaft.Walk(60, ("T1", -50, 20), ("T2", -47, 24));
        for (var i = 0; i < 12; i++) shaft.Walk(180, ("T1", 20 + 30 * i, 50 + 30 * i), ("T2", 23 + 30 * i, 54 + 30 * i));
        Assert.Empty(shaft.Board.Twins);
        Assert.Empty(shaft.DisagreementsOf("P1"));
    }

    [Fact]
    public void Who_stands_together_but_goes_nowhere_together_tells_nothing()
    {
        var shaft = Shaft.WithPeople(2);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Do(new IssueTag(new("T2"), "P2"));
        shaft.Walk(60, ("T1", -50, 200), ("T2", -50, 200));
        shaft.Stand(3600, ("T1", 200), ("T2", 200));
        Assert.Empty(shaft.Board.Twins);
    }

    [Fact]
    public void Somebody_who_looked_settles_it_until_they_come_up()
    {
        var shaft = Shaft.WithPeople(2);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Do(new IssueTag(new("T2"), "P2"));
        shaft.Walk(60, ("T1", -50, 20), ("T2", -50, 20));
        for (var i = 0; i < 12; i++) shaft.Walk(180, ("T1", 20 + 30 * i, 50 + 30 * i), ("T2", 20 + 30 * i, 50 + 30 * i));
        Assert.Equal("noReason", shaft.Do(new SettleTwins(new("T1"), new("T2"), ""))!.Reason);
        Assert.Null(shaft.Do(new SettleTwins(new("T2"), new("T1"), "seen both at the face")));
        Assert.Empty(shaft.DisagreementsOf("P1"));
        Assert.True(Assert.Single(shaft.Board.Twins).IsSettled);
        shaft.Walk(600, ("T1", 380, -100), ("T2", 380, -100));
        Assert.Equal([PresenceState.Out, PresenceState.Out], new[] { shaft.StateOf("P1"), shaft.StateOf("P2") });
    }
}
