using Shyraq.Core.Alarms;
using Shyraq.Core.Presence;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;
using Xunit;
using static Shyraq.Core.Tests.Zones.RuledMine;

namespace Shyraq.Core.Tests.Zones;

public sealed class RuleTests
{
    private static readonly Point3 Far = new(60, 0, 0), InStore = new(220, 0, 0), Beyond = new(275, 0, 0);

    [Fact]
    public void Whoever_enters_a_restricted_zone_of_the_plan_is_told_at_once_and_until_he_has_left()
    {
        var mine = new RuledMine();
        mine.Stay(5, ("T", Far));
        mine.Stay(5, ("T", InStore));
        Assert.Equal(["+Store/T"], mine.Of(AlarmKind.Restricted));
        Assert.Equal("notAdmitted", mine.Told[0].Detail);
        Assert.NotNull(mine.Told[0].Place);
        mine.Restart();
        mine.Stay(12, ("T", Beyond));
        Assert.Equal(["+Store/T", "-Store/T"], mine.Of(AlarmKind.Restricted));
    }

    [Fact]
    public void Whoever_went_through_between_two_fixes_is_told_and_untold()
    {
        var mine = new RuledMine();
        mine.Stay(5, ("T", new(190, 0, 0)));
        mine.Silence(60);
        mine.Stay(5, ("T", new(260, 0, 0)));
        Assert.Equal(["+Store/T", "-Store/T"], mine.Of(AlarmKind.Restricted));
    }

    [Fact]
    public void A_role_a_number_or_a_permit_opens_a_restricted_zone_and_a_permit_that_ends_closes_it()
    {
        var mine = new RuledMine(("E", new(CarrierKind.Person, "Erlan", "17", "3", "Electrician")), ("N", new(CarrierKind.Person, "Nurlan", "42")), ("P", new(CarrierKind.Person, "Pavel", "7")));
        mine.Draw("Sub", [On("S", 20, 100)], new RestrictedRule(["electrician"], [], ["42"], []));
        Assert.Equal("", mine.Act(new GrantPermit(new("Sub"), "7", mine.Mine.Clock.PlusSeconds(20))));
        var inside = new Point3(150, 60, 0);
        mine.Stay(10, ("E", inside), ("N", inside), ("P", inside));
        Assert.Equal(3, mine.Board.Zones.Single(z => z.Id.Value == "Sub").People);
        Assert.Empty(mine.Of(AlarmKind.Restricted));
        mine.Stay(15, ("E", inside), ("N", inside), ("P", inside));
        Assert.Equal(["+Sub/P"], mine.Of(AlarmKind.Restricted));
        Assert.Equal("permitEnded", mine.Told[^1].Detail);
        Assert.Equal("", mine.Act(new GrantPermit(new("Sub"), "P", mine.Mine.Clock.PlusSeconds(600))));
        Assert.Equal(["+Sub/P", "-Sub/P"], mine.Of(AlarmKind.Restricted));
        Assert.Equal("", mine.Act(new RevokePermit(new("Sub"), "P")));
        Assert.Equal(["+Sub/P", "-Sub/P", "+Sub/P"], mine.Of(AlarmKind.Restricted));
        Assert.Equal("noPermit", mine.Act(new RevokePermit(new("Sub"), "P")));
    }

    [Fact]
    public void A_window_of_the_day_is_local_and_may_lie_over_midnight()
    {
        Instant At(int hour, int minute) => Instant.From(new(2026, 3, 1, hour, minute, 0, TimeSpan.Zero));
        var night = new DayWindow(22 * 60, 6 * 60, 300);
        Assert.Equal([true, true, false, false, true], new[] { At(17, 0), At(0, 59), At(1, 0), At(16, 59), At(23, 0) }.Select(night.Holds));
        Assert.Equal([false, true, false], new[] { At(8, 59), At(9, 0), At(10, 0) }.Select(new DayWindow(14 * 60, 15 * 60, 300).Holds));
        Assert.True(new DayWindow(0, 1440, 0).Holds(At(23, 59)));
    }

    [Fact]
    public void A_zone_with_more_people_than_it_may_have_is_told_with_the_figure_and_vehicles_do_not_count()
    {
        var mine = new RuledMine(("V", new(CarrierKind.Vehicle)));
        mine.Draw("Side", [On("S", 20, 100)], new CapacityRule(1));
        var inside = new Point3(150, 60, 0);
        mine.Stay(8, ("A", inside), ("V", inside));
        Assert.Empty(mine.Of(AlarmKind.OverCapacity));
        mine.Stay(8, ("A", inside), ("V", inside), ("B", inside));
        Assert.Equal(["+Side"], mine.Of(AlarmKind.OverCapacity));
        Assert.Equal("2 > 1", mine.Told[^1].Detail);
        mine.Stay(15, ("A", inside), ("B", new(150, 0, 0)));
        Assert.Equal(["+Side", "-Side"], mine.Of(AlarmKind.OverCapacity));
    }

    [Fact]
    public void One_who_is_alone_for_longer_than_the_deadline_and_one_who_stays_too_long_are_told()
    {
        var mine = new RuledMine();
        mine.Draw("Side", [On("S", 20, 100)], new TooFewRule(2, 0.5), new OvertimeRule(1));
        var inside = new Point3(150, 60, 0);
        mine.Stay(25, ("A", inside));
        Assert.Empty(mine.Told);
        mine.Restart();
        mine.Stay(15, ("A", inside));
        Assert.Equal(["+Side"], mine.Of(AlarmKind.TooFew));
        Assert.Empty(mine.Of(AlarmKind.Overtime));
        mine.Stay(30, ("A", inside), ("B", inside));
        Assert.Equal(["+Side", "-Side"], mine.Of(AlarmKind.TooFew));
        Assert.Equal(["+Side/A"], mine.Of(AlarmKind.Overtime));
    }

    [Fact]
    public void A_vehicle_beyond_doubt_too_fast_is_told_and_one_at_the_limit_is_not()
    {
        foreach (var (kmh, expected) in ((double, string[])[])[(14.5, []), (25, ["+R/V"])])
        {
            var mine = new RuledMine(("V", new(CarrierKind.Vehicle)));
            mine.Draw("R", [On("R", 0, 300)], new SpeedRule(15));
            for (var x = 5.0; x < 295; x += kmh / 7.2) mine.Step(("V", new(x, 0, 0)));
            Assert.Equal(expected, mine.Of(AlarmKind.Speeding).Take(1));
            mine.Stay(10, ("V", new(295, 0, 0)));
            Assert.Equal(expected.Length * 2, mine.Of(AlarmKind.Speeding).Length);
        }
    }

    [Fact]
    public void A_vehicle_that_closes_in_on_a_person_is_told_along_the_roadways_but_not_through_rock_and_not_of_its_driver()
    {
        var mine = new RuledMine(("V", new(CarrierKind.Vehicle)));
        mine.Draw("R", [On("R", 0, 300)], new ProximityRule(30));
        // The driver rides along; one stands ahead in the gallery; one stands 90 m up the side roadway.
        for (var x = 20.0; x < 270; x += 1.5) mine.Step(("V", new(x, 0, 0)), ("D", new(x + 1, 0, 0)), ("P", new(250, 0, 0)), ("Q", new(150, 90, 0)));
        Assert.Equal(["+R/V/P", "-R/V/P"], mine.Of(AlarmKind.Proximity));
    }

    [Fact]
    public void Rules_of_whole_levels_hold_in_all_of_their_roadways()
    {
        var mine = new RuledMine();
        Assert.Equal("", mine.Act(new PutZone(new("All"), "Underground", new([], [], ["L1"]), [new CapacityRule(0)])));
        Assert.Equal("", mine.Act(new ActivateZones(mine.Board.Draft!.Revision, "count", Untried: true)));
        mine.Stay(5, ("T", Far));
        Assert.Equal(["+All"], mine.Of(AlarmKind.OverCapacity));
        mine.Stay(10, ("T", new(150, 60, 0)));
        Assert.Equal(["+All"], mine.Of(AlarmKind.OverCapacity));
    }
}
