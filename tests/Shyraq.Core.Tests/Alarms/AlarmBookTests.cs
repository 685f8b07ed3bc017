using Shyraq.Core.Alarms;
using Shyraq.Core.State;
using Shyraq.Core.Tests.Tracking;
using Xunit;

namespace Shyraq.Core.Tests.Alarms;

/// <summary>The states of ISA-18.2 and what people may do in each.</summary>
public sealed class AlarmBookTests
{
    private readonly HandBook _hand = new();

    [Fact]
    public void An_alarm_goes_from_unacknowledged_over_acknowledged_to_normal()
    {
        _hand.Tell(0, AlarmKind.Restricted, "Z", true);
        var alarm = _hand.Of(AlarmKind.Restricted, "Z")!;
        Assert.Equal(AlarmState.Unacknowledged, alarm.State);
        Assert.Null(_hand.Act(5, new Acknowledge([alarm.Number], "on the way")));
        Assert.Equal((AlarmState.Acknowledged, "A", "on the way"), (alarm.State, alarm.Acknowledged!.By, alarm.Acknowledged.Note));
        _hand.Tell(10, AlarmKind.Restricted, "Z", false);
        _hand.Pass(16);
        Assert.Null(_hand.Of(AlarmKind.Restricted, "Z"));
    }

    [Fact]
    public void An_alarm_that_returns_before_anybody_saw_it_stays_until_somebody_has()
    {
        _hand.Tell(0, AlarmKind.Sos, "T", true);
        _hand.Tell(1, AlarmKind.Sos, "T", false);
        var alarm = _hand.Of(AlarmKind.Sos, "T")!;
        Assert.Equal(AlarmState.Returned, alarm.State);
        Assert.Null(_hand.Act(9, new Acknowledge([alarm.Number])));
        Assert.Null(_hand.Of(AlarmKind.Sos, "T"));
    }

    [Fact]
    public void A_low_priority_alarm_leaves_by_itself()
    {
        _hand.Tell(0, AlarmKind.LowBattery, "T", true);
        _hand.Tell(9, AlarmKind.LowBattery, "T", false);
        Assert.Null(_hand.Of(AlarmKind.LowBattery, "T"));
    }

    [Fact]
    public void An_alarm_waits_for_its_delay_and_a_cause_that_goes_meanwhile_raises_nothing()
    {
        _hand.Tell(0, AlarmKind.TagSilent, "T", true);
        _hand.Pass(119);
        Assert.False(_hand.Of(AlarmKind.TagSilent, "T")!.IsListed);
        _hand.Pass(120);
        Assert.Equal(AlarmState.Unacknowledged, _hand.Of(AlarmKind.TagSilent, "T")!.State);

        _hand.Tell(200, AlarmKind.TagSilent, "U", true);
        _hand.Tell(300, AlarmKind.TagSilent, "U", false);
        _hand.Pass(400);
        Assert.Equal(1, _hand.Happened.Count(one => one.Kind == "raised"));
    }

    [Theory]
    [InlineData(AlarmKind.Sos)]
    [InlineData(AlarmKind.Motionless)]
    [InlineData(AlarmKind.GasLimit)]
    [InlineData(AlarmKind.AreaLost)]
    [InlineData(AlarmKind.NotLeaving)]
    public void An_alarm_that_lives_hang_on_cannot_be_put_aside(AlarmKind kind)
    {
        _hand.Tell(0, kind, "S", true);
        _hand.Pass(2000);
        var refusal = _hand.Act(2001, new Shelve(_hand.Of(kind, "S")!.Number, "noise", Drawn.Start.PlusSeconds(3000)));
        Assert.Equal("safetyAlarm", refusal!.Reason);
        Assert.Equal(AlarmState.Unacknowledged, _hand.Of(kind, "S")!.State);
    }

    [Fact]
    public void Two_persons_take_an_alarm_that_lives_hang_on_out_of_service_and_it_is_announced_when_it_comes_back()
    {
        _hand.Tell(0, AlarmKind.GasLimit, "CH4-1", true);
        Assert.Equal("needsSecondPerson", _hand.Act(1, new OutOfService(AlarmKind.GasLimit, "CH4-1", "test gas"))!.Reason);
        Assert.Equal("needsSecondPerson", _hand.Act(1, new OutOfService(AlarmKind.GasLimit, "CH4-1", "test gas", "a"), "A")!.Reason);
        Assert.Null(_hand.Act(2, new OutOfService(AlarmKind.GasLimit, "CH4-1", "test gas", "B"), "A"));
        Assert.Equal(AlarmState.OutOfService, _hand.Of(AlarmKind.GasLimit, "CH4-1")!.State);
        Assert.Null(_hand.Act(60, new BackInService(AlarmKind.GasLimit, "CH4-1")));
        Assert.Equal(AlarmState.Unacknowledged, _hand.Of(AlarmKind.GasLimit, "CH4-1")!.State);
    }

    [Fact]
    public void What_came_and_went_on_the_shelf_is_told_when_the_shelf_ends()
    {
        _hand.Tell(0, AlarmKind.TagSilent, "T", true);
        _hand.Pass(120);
        var alarm = _hand.Of(AlarmKind.TagSilent, "T")!;
        Assert.Equal("badTime", _hand.Act(121, new Shelve(alarm.Number, "lamp on the charger", Drawn.Start.PlusSeconds(121 + 13 * 3600)))!.Reason);
        Assert.Equal("needsReason", _hand.Act(121, new Shelve(alarm.Number, " ", Drawn.Start.PlusSeconds(600)))!.Reason);
        Assert.Null(_hand.Act(121, new Shelve(alarm.Number, "lamp on the charger", Drawn.Start.PlusSeconds(600))));
        _hand.Tell(130, AlarmKind.TagSilent, "T", false);
        _hand.Pass(131);
        Assert.Equal(AlarmState.Shelved, alarm.State);
        _hand.Tell(200, AlarmKind.TagSilent, "T", true);
        _hand.Pass(350);
        _hand.Tell(360, AlarmKind.TagSilent, "T", false);
        _hand.Pass(600);
        Assert.Equal(AlarmState.Returned, alarm.State);
    }

    [Fact]
    public void What_still_stands_when_the_shelf_ends_is_announced_anew()
    {
        _hand.Tell(0, AlarmKind.Speeding, "V", true);
        _hand.Pass(3);
        var alarm = _hand.Of(AlarmKind.Speeding, "V")!;
        Assert.Null(_hand.Act(4, new Shelve(alarm.Number, "test run", Drawn.Start.PlusSeconds(60))));
        _hand.Pass(59);
        Assert.Equal(AlarmState.Shelved, alarm.State);
        _hand.Pass(60);
        Assert.Equal(AlarmState.Unacknowledged, alarm.State);
    }

    [Fact]
    public void Nobody_acknowledges_so_one_after_another_is_called()
    {
        Assert.Null(_hand.Act(0, new SetEscalationRoster([new("Shift engineer", "tel. 101"), new("Chief engineer")])));
        _hand.Tell(1, AlarmKind.Sos, "T", true);
        for (var second = 1; second < 400; second++) _hand.Pass(second);
        Assert.Equal(["Shift engineer, tel. 101", "Chief engineer"], _hand.Happened.Where(one => one.Kind == "escalated").Select(one => one.Detail));
        Assert.Equal([61.0, 121.0], _hand.Happened.Where(one => one.Kind == "escalated").Select(one => one.Time.SecondsSince(Drawn.Start)));
    }

    [Fact]
    public void Who_is_called_stands_on_the_alarm_until_they_answer_and_then_nobody_further_is_called()
    {
        Assert.Null(_hand.Act(0, new SetEscalationRoster([new("Shift engineer", "tel. 101"), new("Chief engineer"), new("Director")])));
        _hand.Tell(1, AlarmKind.Sos, "T", true);
        var alarm = _hand.Of(AlarmKind.Sos, "T")!;
        // The dispatcher does not wait for the time.
        Assert.Null(_hand.Act(5, new CallSecond(alarm.Number)));
        Assert.Equal("A", Assert.Single(alarm.Calls).By);
        for (var second = 6; second < 130; second++) _hand.Pass(second);
        Assert.Equal(["Shift engineer", "Chief engineer"], alarm.Calls.Select(call => call.Who.Name));
        Assert.Equal(("", 121.0), (alarm.Calls[1].By, alarm.Calls[1].Time.SecondsSince(Drawn.Start)));
        Assert.Equal("notCalled", _hand.Act(130, new AnswerCall(alarm.Number, "Director"))!.Reason);
        Assert.Null(_hand.Act(131, new AnswerCall(alarm.Number, "Chief engineer", "comes to the desk"), "Chief engineer"));
        Assert.Equal(("Chief engineer", "comes to the desk"), (alarm.Calls[1].Answer!.By, alarm.Calls[1].Answer!.Note));
        for (var second = 132; second < 400; second++) _hand.Pass(second);
        Assert.Equal(2, alarm.Calls.Length);
        // Who was called outlives a restart.
        var kept = new StateWriter();
        _hand.Book.Write(kept);
        var from = new StateReader(kept.ToArray());
        var restored = new AlarmBook(_hand.Definitions, new(), new());
        restored.Read(ref from);
        Assert.Equal(alarm.Calls, restored.Find(AlarmKind.Sos, "T")!.Calls);
        // Knowing of it is not the acknowledgement of the desk.
        Assert.Equal(AlarmState.Unacknowledged, alarm.State);
        Assert.Null(_hand.Act(400, new CallSecond(alarm.Number)));
        Assert.Equal("nobodyToCall", _hand.Act(401, new CallSecond(alarm.Number))!.Reason);
    }

    [Fact]
    public void When_the_roster_changes_meanwhile_whoever_was_not_called_yet_is_called_and_nobody_twice()
    {
        Assert.Null(_hand.Act(0, new SetEscalationRoster([new("Shift engineer"), new("Chief engineer")])));
        _hand.Tell(1, AlarmKind.Sos, "T", true);
        for (var second = 1; second <= 61; second++) _hand.Pass(second);
        Assert.Null(_hand.Act(62, new SetEscalationRoster([new("Director"), new("Shift engineer")])));
        for (var second = 63; second < 400; second++) _hand.Pass(second);
        Assert.Equal(["Shift engineer", "Director"], _hand.Of(AlarmKind.Sos, "T")!.Calls.Select(call => call.Who.Name));
        Assert.Equal("nobodyToCall", _hand.Act(400, new CallSecond(_hand.Of(AlarmKind.Sos, "T")!.Number))!.Reason);
    }

    [Fact]
    public void An_empty_roster_is_said_and_not_kept_silent()
    {
        _hand.Tell(0, AlarmKind.Sos, "T", true);
        for (var second = 1; second < 400; second++) _hand.Pass(second);
        Assert.Equal("nobodyOnRoster", Assert.Single(_hand.Happened, one => one.Kind == "escalated").Detail);
    }

    [Fact]
    public void More_than_ten_in_ten_minutes_are_a_flood_that_ends_below_five()
    {
        for (var i = 0; i < 11; i++) _hand.Tell(10 * i, AlarmKind.LowBattery, $"T{i}", true);
        Assert.NotNull(_hand.Tally.Flood);
        Assert.Equal(100, Assert.Single(_hand.Happened, one => one.Kind == "floodBegan").Time.SecondsSince(Drawn.Start));
        _hand.Pass(650);
        Assert.NotNull(_hand.Tally.Flood);
        _hand.Pass(671);
        Assert.Null(_hand.Tally.Flood);
    }

    [Fact]
    public void An_alarm_that_comes_three_times_in_a_minute_chatters()
    {
        for (var i = 0; i < 3; i++)
        {
            _hand.Tell(20 * i, AlarmKind.Restricted, "Z", true);
            _hand.Tell(20 * i + 5, AlarmKind.Restricted, "Z", false);
            _hand.Pass(20 * i + 11);
        }
        var worst = Assert.Single(_hand.Tally.Chatter.Worst);
        Assert.Equal((AlarmKind.Restricted, "Z", 1), (worst.Kind, worst.Subject, worst.Count));
    }

    [Fact]
    public void A_definition_is_changed_with_who_and_when_but_lives_are_not_made_cheap()
    {
        Assert.Null(_hand.Act(5, new SetAlarmDefinition(AlarmKind.TagSilent, AlarmPriority.High, 60, 0, 120, "call the section"), "Engineer"));
        var changed = _hand.Definitions[AlarmKind.TagSilent];
        Assert.Equal((1, "Engineer", AlarmPriority.High, 60.0), (changed.Version, changed.ChangedBy, changed.Priority, changed.DelayOn));
        Assert.Equal("safetyAlarm", _hand.Act(6, new SetAlarmDefinition(AlarmKind.Sos, AlarmPriority.Low, 0, 0, 60))!.Reason);
        Assert.Equal("safetyAlarm", _hand.Act(6, new SetAlarmDefinition(AlarmKind.Sos, AlarmPriority.Critical, 1, 0, 60))!.Reason);
        Assert.Equal("safetyAlarm", _hand.Act(6, new SetAlarmDefinition(AlarmKind.Sos, AlarmPriority.Critical, 0, 0, null))!.Reason);
        Assert.Equal("badDelay", _hand.Act(6, new SetAlarmDefinition(AlarmKind.Speeding, AlarmPriority.Low, -1, 0, null))!.Reason);
    }

    [Fact]
    public void The_report_counts_by_priority_against_the_aim()
    {
        for (var i = 0; i < 8; i++) _hand.Tell(i, AlarmKind.LowBattery, $"T{i}", true);
        _hand.Tell(9, AlarmKind.Restricted, "Z", true);
        _hand.Tell(9, AlarmKind.Sos, "T", true);
        var rates = _hand.Tally.Rates(Drawn.Start.PlusSeconds(10));
        Assert.Equal((10, 10, 10, 10), (rates.TenMinutes, rates.Hour, rates.Day, rates.Peak));
        Assert.Equal([(AlarmPriority.Critical, 0.1), (AlarmPriority.High, 0.1), (AlarmPriority.Medium, 0), (AlarmPriority.Low, 0.8)], rates.Shares.Select(one => (one.Priority, one.Share)));
        Assert.Equal(1, rates.Shares.Sum(one => one.Aim), 9);
    }
}
