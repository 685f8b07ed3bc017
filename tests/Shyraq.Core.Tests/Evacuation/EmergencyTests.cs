using Shyraq.Core.Evacuation;
using Shyraq.Core.Presence;
using Shyraq.Core.Tests.Tracking;
using Xunit;

namespace Shyraq.Core.Tests.Evacuation;

public sealed class EmergencyTests
{
    [Fact]
    public void An_emergency_is_declared_in_two_steps_and_not_by_one()
    {
        var mine = new Mine(DrawnMine.Plan());
        Assert.Equal("notPrepared", mine.Act(0, new ConfirmEmergency()).Refusal!.Reason);
        Assert.Null(mine.Act(1, new PrepareEmergency(EmergencyKind.Fire, new("belt"), "smoke")).Refusal);
        Assert.False(mine.HasEmergency);
        Assert.Null(mine.Act(2, new ConfirmEmergency(), "Chief").Refusal);
        Assert.Equal(("Dispatcher", "Chief", DrawnMine.At(2)), (mine.Board().Emergency!.PreparedBy, mine.Board().Emergency!.ConfirmedBy, mine.Board().Emergency!.T0));
        Assert.Equal("alreadyDeclared", mine.Act(3, new PrepareEmergency(EmergencyKind.Fire, new("belt"), "smoke")).Refusal!.Reason);
    }

    [Fact]
    public void What_was_prepared_long_ago_cannot_be_confirmed()
    {
        var mine = new Mine(DrawnMine.Plan());
        mine.Act(0, new PrepareEmergency(EmergencyKind.Fire, new("belt"), "smoke"));
        Assert.Equal("notPrepared", mine.Act(301, new ConfirmEmergency()).Refusal!.Reason);
    }

    [Fact]
    public void T0_is_never_changed_by_anything_after_it()
    {
        var mine = new Mine(DrawnMine.Plan());
        mine.Take(DrawnMine.Carriers(0, ("T1", "Ivanov")));
        mine.Walk(1, 20, ("T1", 100, 1));
        mine.Take(new Core.Sightings.SightingsInput(DrawnMine.At(21), [new Core.Sightings.StatusSighting(DrawnMine.At(21), DrawnMine.At(21), new("T2"), null, false, null)]));
        mine.Declare(22);
        var picture = mine.Picture!;
        Assert.Equal((1, 0, 1, DrawnMine.At(22)), (picture.People, picture.Vehicles, picture.Unplaced, picture.T0));
        Assert.Equal(("T1", "Ivanov", "Return"), (picture.Tags[0].Tag.Value, picture.Tags[0].Name, picture.Tags[0].Place!.Roadway!.Value.Value));

        mine.Walk(23, 60, ("T1", 120, -1));
        mine.Take(DrawnMine.Carriers(90, ("T1", "Another")));
        mine.Take(new Core.Sightings.PlanInput(DrawnMine.At(91), DrawnMine.Plan(2), default));
        mine.Act(92, new EndEmergency("all out"));
        Assert.Same(picture, mine.Picture);
        Assert.Equal(picture.Tags, Mine.Restore(mine.Snapshot(), mine.Plan, mine.Carriers).Picture!.Tags);
    }

    [Fact]
    public void The_position_of_the_emergency_plan_that_holds_the_place_is_proposed_first()
    {
        var mine = new Mine(DrawnMine.Plan());
        PlanPosition Position(string id, string roadway, double from, double to, EmergencyKind kind) => new(id, id, [new(new(roadway), from, to)], [kind], ["Stop the fan"], [], [new("Rescue", "112")]);
        var plan = new EmergencyPlan("2026", 50, 45, [Position("intake", "Intake", 0, 100, EmergencyKind.Fire), Position("fall", "Return", 100, 200, EmergencyKind.RoofFall), Position("fire", "Return", 140, 200, EmergencyKind.Fire)]);
        Assert.Null(mine.Act(0, new PutEmergencyPlan(plan)).Refusal);
        mine.Declare(1);
        Assert.Equal(["fire", "fall", "intake"], mine.Board().Proposed.Select(p => p.Id));
        Assert.Equal(50, mine.Board().SelfRescuerMinutes, 1e-6);
        var wrong = new EmergencyPlan("2026", 50, null, [Position("x", "Nowhere", 0, 1, EmergencyKind.Fire)]);
        Assert.Contains("Nowhere", mine.Act(2, new PutEmergencyPlan(wrong)).Refusal!.Detail, StringComparison.Ordinal);
        Assert.Equal("2026", Mine.Restore(mine.Snapshot(), mine.Plan, mine.Carriers).EmergencyPlan!.Edition);
    }

    [Fact]
    public void A_vehicle_is_frozen_but_not_called()
    {
        var mine = new Mine(DrawnMine.Plan());
        mine.Take(new Core.Sightings.CarriersInput(DrawnMine.At(0), System.Collections.Immutable.ImmutableSortedDictionary<string, Carrier>.Empty.Add("V", new(CarrierKind.Vehicle))));
        mine.Hear(1, "V", 100);
        mine.Declare(2);
        Assert.Equal(1, mine.Picture!.Vehicles);
        Assert.Empty(mine.Board().Rows);
    }
}
