using CsCheck;
using Shyraq.Core.Acts;
using Shyraq.Core.Alarms;
using Shyraq.Core.Gas;
using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tests.Tracking;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Alarms;

/// <summary>What holds for every run of conditions, acts and time.</summary>
public sealed class AlarmLaws
{
    private static readonly AlarmKind[] Kinds = [AlarmKind.Sos, AlarmKind.Restricted, AlarmKind.TagSilent, AlarmKind.LowBattery, AlarmKind.Speeding];

    private static readonly Gen<(int What, int Kind, int Subject, int Step)> Move = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 4], Gen.Int[0, 2], Gen.Int[1, 90]);

    [Fact]
    public void Every_cause_that_stands_has_exactly_one_alarm_and_no_alarm_is_lost() => Move.Array[1, 120].Sample(moves =>
    {
        var hand = new HandBook();
        var standing = new Dictionary<(AlarmKind, string), double>();
        var unseen = new HashSet<(AlarmKind, string)>();
        var now = 0.0;
        foreach (var (what, k, s, step) in moves)
        {
            now += step;
            var (kind, subject) = (Kinds[k], "S" + s);
            var key = (kind, subject);
            Do(hand, what, now, kind, subject);
            if (what <= 3 && !standing.ContainsKey(key)) standing[key] = now;
            else if (what is 4 or 5) standing.Remove(key);
            hand.Pass(now);

            Assert.Equal(hand.Book.All.Count, hand.Book.All.Select(one => (one.Kind, one.Subject)).Distinct().Count());
            foreach (var (cause, since) in standing)
            {
                var alarm = hand.Of(cause.Item1, cause.Item2);
                Assert.True(alarm is { Stands: true }, $"{cause} stands and has no alarm");
                if (now - since >= hand.Definitions[cause.Item1].DelayOn) Assert.True(alarm.IsActive && alarm.IsListed, $"{cause} stands for {now - since} s and is not raised");
            }
            // What was announced leaves the list only when somebody has seen it, or when it is of low priority.
            foreach (var one in hand.Book.All.Where(one => one.State == AlarmState.Unacknowledged)) unseen.Add((one.Kind, one.Subject));
            foreach (var one in unseen.ToArray())
                if (hand.Of(one.Item1, one.Item2) is { NeedsAcknowledgement: false }) unseen.Remove(one);
                else if (hand.Of(one.Item1, one.Item2) is null)
                {
                    Assert.True(what == 6 || one.Item1 == AlarmKind.LowBattery || what == 9, $"{one} left unseen");
                    unseen.Remove(one);
                }
        }
    }, iter: 300);

    [Fact]
    public void A_condition_that_is_told_again_changes_nothing() => Move.Array[1, 60].Sample(moves =>
    {
        var (once, twice) = (new HandBook(), new HandBook());
        var now = 0.0;
        foreach (var (what, k, s, step) in moves)
        {
            now += step;
            Do(once, what, now, Kinds[k], "S" + s);
            Do(twice, what, now, Kinds[k], "S" + s);
            if (what <= 5) Do(twice, what, now, Kinds[k], "S" + s);
            once.Pass(now);
            twice.Pass(now);
        }
        Assert.Equal(once.Happened, twice.Happened);
        Assert.Equal(once.Book.Revision, twice.Book.Revision);
    }, iter: 200);

    [Fact]
    public void A_mine_restored_at_any_moment_raises_and_clears_the_very_same() => Gen.Select(Stream, Gen.Int[0, 59]).Sample((inputs, cut) =>
    {
        var whole = new Mine(Plan);
        Mine? restored = null;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (i == Math.Min(cut, inputs.Length - 1)) restored = Mine.Restore(whole.Snapshot(), Plan, whole.Carriers);
            var expected = whole.Take(inputs[i]);
            if (restored is null) continue;
            var found = restored.Take(inputs[i]);
            Assert.Equal(expected.Occurrences, found.Occurrences);
            Assert.Equal(expected.Refusal, found.Refusal);
        }
        Assert.Equal(whole.Snapshot(), restored!.Snapshot());
    }, iter: 60);

    private static void Do(HandBook hand, int what, double now, AlarmKind kind, string subject)
    {
        var number = hand.Of(kind, subject)?.Number ?? 0;
        switch (what)
        {
            case <= 3: hand.Tell(now, kind, subject, true); break;
            case 4 or 5: hand.Tell(now, kind, subject, false); break;
            case 6: hand.Act(now, new Acknowledge([number])); break;
            case 7: hand.Act(now, new Shelve(number, "why", Drawn.Start.PlusSeconds(now + 100))); break;
            case 8: hand.Act(now, new OutOfService(kind, subject, "why", "B")); break;
            default: hand.Act(now, new BackInService(kind, subject)); break;
        }
    }

    private static readonly MinePlan Plan = new(new("m"), "M", "local", "UTC", 1, new(
        [Drawn.Roadway("R", (0, 0, 0), (300, 0, 0))], [], [Drawn.Anchor("A0", 50, 0), Drawn.Anchor("A1", 150, 0), Drawn.Anchor("A2", 250, 0)], [], [],
        [new("CH4-1", new(100, 0, 1), "CH4", "%"), new("CO-1", new(200, 0, 1), "CO", "ppm")]));

    private static readonly Gen<MineInput[]> Stream =
        Gen.Select(Gen.Int[0, 7], Gen.Int[1, 40], Gen.Int[0, 3], Gen.Double[0, 300], Gen.Bool).Array[1, 60].Select(steps =>
        {
            var now = 0.0;
            return steps.Select(step => (MineInput)Input(now += step.Item2, step.Item1, step.Item3, step.Item4, step.Item5)).ToArray();
        });

    private static MineInput Input(double at, int what, int who, double value, bool flag)
    {
        var time = Drawn.Start.PlusSeconds(at);
        return what switch
        {
            0 => Drawn.Input(new StatusSighting(time, time, new("T" + who), flag ? new Volts(value / 80) : null, flag, null)),
            1 => Drawn.Input(Drawn.Ranges(Plan, at, "T" + who, new(value, 0, 0))),
            2 => Drawn.Input(new MotionSighting(time, time, new("T" + who), null, flag, null, null)),
            3 => new ReadingsInput(time, [new(time, flag ? "CH4-1" : "CO-1", null, null, value / 100, null, (ReadingStatus)(who % 3)), new(time, null, new("T" + who), Quantity.O2, value / 10, null, ReadingStatus.Ok)]),
            4 => new ActInput(time, "D", new Acknowledge([who + 1, who + 5])),
            5 => new ActInput(time, "D", flag ? new Shelve(who + 1, "why", time.PlusSeconds(value)) : new OutOfService(AlarmKind.LowBattery, "T" + who, "why")),
            6 => new ActInput(time, "D", flag ? new SetGasLimit(Quantity.Ch4, null, Air.Intake, null, 0.2 + value / 400) : new SetAlarmDefinition(AlarmKind.TagSilent, (AlarmPriority)who, value / 4, 5, flag ? 30 : null)),
            _ => new TickInput(time),
        };
    }
}
