using Shyraq.Core.Presence;
using Xunit;

namespace Shyraq.Core.Tests.Presence;

public sealed class ShiftTests
{
    private static Shaft Planned()
    {
        var shaft = Shaft.WithPeople(4);
        Assert.Null(shaft.Do(new PlanShift("morning", Shaft.At(600), Shaft.At(5000), ["P1", "P2", "P3"])));
        foreach (var i in (int[])[1, 2, 4]) shaft.Do(new IssueTag(new($"T{i}"), $"P{i}"));
        shaft.Walk(100, ("T1", -20, 200), ("T2", -20, 150), ("T4", -20, 100));
        return shaft;
    }

    [Fact]
    public void A_shift_sets_who_is_planned_against_who_went_down()
    {
        var shaft = Planned();
        var shift = Assert.Single(shaft.Board.Shifts);
        Assert.Equal(["P1", "P2", "P4"], shift.Down);
        Assert.Equal(["P3"], shift.NotDown);
        Assert.Equal(["P4"], shift.Unplanned);
        Assert.Equal([DisagreementKind.DownNotPlanned], shaft.DisagreementsOf("P4"));
        Assert.Empty(shaft.DisagreementsOf("P3"));
        shaft.Stand(2400, ("T1", 200), ("T2", 150), ("T4", 100));
        Assert.Equal([DisagreementKind.PlannedNotDown], shaft.DisagreementsOf("P3"));
    }

    [Fact]
    public void The_clearance_names_who_is_not_out_and_keeps_it_as_it_was_signed()
    {
        var shaft = Planned();
        shaft.Walk(300, ("T1", 200, -100), ("T4", 100, -100));
        shaft.Stand(8400, ("T2", 150));
        Assert.Equal([DisagreementKind.ShiftOverNotOut], shaft.DisagreementsOf("P2"));
        Assert.Equal("unknownShift", shaft.Do(new SignClearance("night", ""))!.Reason);
        Assert.Null(shaft.Do(new SignClearance("morning", "rescuers sent")));
        shaft.Walk(300, ("T2", 150, -100));
        Assert.Equal(0, shaft.Board.Counts.NotOut);
        var clearance = Assert.Single(shaft.Board.Clearances);
        Assert.Equal("clerk", clearance.By);
        var left = Assert.Single(clearance.NotOut);
        Assert.Equal(("Person 2", "102", PresenceState.Underground), (left.Name, left.Number, left.State));
        Assert.StartsWith("drift, 1", left.Place, StringComparison.Ordinal);
        Assert.Equal([DisagreementKind.ShiftOverNotOut], left.Disagreements);
        Assert.Null(shaft.Do(new SignClearance("morning", "all up")));
        Assert.Empty(shaft.Board.Clearances[0].NotOut);
    }
}
