using Shyraq.Core.Alarms;
using Shyraq.Core.Record;
using Shyraq.Core.Tests.Alarms;
using Shyraq.Core.Tests.Tracking;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Record;

/// <summary>What is wrong with the record itself is an alarm like any other.</summary>
public class RecordFaultTests
{
    private readonly Mine _mine = new(Drawn.Straight(0, 100));

    private static Instant At(double seconds) => Drawn.Start.PlusSeconds(seconds);

    [Fact]
    public void A_clock_that_went_back_is_an_alarm_until_it_has_caught_up_and_nobody_puts_it_aside()
    {
        _mine.Tick(0);
        Assert.Equal(["raised clockBack"], _mine.Act(1, new TellRecordFault(RecordFault.ClockBack, At(-3599), Seconds: 3600.4), "server").Told());
        Assert.True(_mine.Safety.Stands(RecordFault.ClockBack));
        var row = Assert.Single(_mine.Alarms());
        Assert.Equal((AlarmKind.ClockBack, AlarmPriority.High, AlarmState.Unacknowledged, "clockBehind;3600"), (row.Kind, row.Priority, row.State, row.Detail));
        Assert.Equal("safetyAlarm", _mine.Act(2, new Shelve(row.Number, "later", At(600))).Refusal!.Reason);
        Assert.Empty(_mine.Act(3, new TellRecordFault(RecordFault.ClockBack, At(-3597), Seconds: 3598), "server").Told());
        Assert.Equal(["cleared clockBack"], _mine.Act(4, new TellRecordFault(RecordFault.ClockBack, At(4), At(4)), "server").Told());
        Assert.False(_mine.Safety.Stands(RecordFault.ClockBack));
        Assert.Equal(AlarmState.Returned, Assert.Single(_mine.Alarms()).State);
        _mine.Act(5, new Acknowledge([row.Number]));
        Assert.Empty(_mine.Alarms());
    }

    [Fact]
    public void What_could_not_be_journalled_while_it_was_so_is_told_afterwards_with_its_times_and_waits_for_somebody()
    {
        _mine.Tick(0);
        Assert.Equal(["raised notWritten", "cleared notWritten"], _mine.Act(61, new TellRecordFault(RecordFault.NotWritten, At(1), At(61), "diskFull"), "server").Told());
        var row = Assert.Single(_mine.Alarms());
        Assert.Equal((AlarmState.Returned, "notWrittenFrom;2026-03-01T08:00:01Z;2026-03-01T08:01:01Z;diskFull"), (row.State, row.Detail));
    }

    [Fact]
    public void A_disk_that_gets_room_again_is_well_after_its_delay()
    {
        _mine.Tick(0);
        Assert.Equal(["raised diskNearlyFull"], _mine.Act(1, new TellRecordFault(RecordFault.DiskNearlyFull, At(1), FreeBytes: 1_234_000_000, FreeShare: 0.0412), "server").Told());
        Assert.Equal("diskLeft;1.23;4.1", Assert.Single(_mine.Alarms()).Detail);
        Assert.Empty(_mine.Act(2, new TellRecordFault(RecordFault.DiskNearlyFull, At(2), At(2), FreeBytes: 90_000_000_000, FreeShare: 0.5), "server").Told());
        Assert.Equal("cleared", Assert.Single(_mine.Ticks(3, 62), one => one.What == "diskNearlyFull").Kind);
    }

    [Fact]
    public void A_snapshot_knows_what_stands()
    {
        _mine.Tick(0);
        _mine.Act(1, new TellRecordFault(RecordFault.ClockBack, At(1), Seconds: 60), "server");
        var restored = Mine.Restore(_mine.Snapshot(), _mine.Plan, _mine.ListedCarriers);
        Assert.True(restored.Safety.Stands(RecordFault.ClockBack));
        Assert.Equal(_mine.Snapshot(), restored.Snapshot());
    }
}
