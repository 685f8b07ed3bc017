using Shyraq.Core;
using Shyraq.Core.Acts;
using Shyraq.Core.Alarms;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Plan;
using Shyraq.Core.Rescue;
using Shyraq.Core.Safety;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;
using Shyraq.Simulator.Incidents;
using Shyraq.Simulator.Scenarios;
using Shyraq.Training;

namespace Shyraq.Tests.Training;

/// <summary>The score of a training run, from written-down truths, tellings and acts.</summary>
public sealed class TrainingScoringTests
{
    private static readonly MinePlan Plan = DrillScenarios.All.Single(s => s.Name == "sos").Plan.Value;
    private static readonly MinePlan KeyMine = DrillScenarios.All.Single(s => s.Name == "fire").Plan.Value;
    private static readonly Instant Start = Instant.From(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_call_that_was_told_and_acknowledged_in_time_is_a_duty_done_by_whoever_did_it()
    {
        var score = Score([Event(TrueKind.Sos, "T1", 20, 60)], record => { Raise(record, "sos", "T1", 22); Acknowledge(record, "sos", "T1", 30, "Omarov"); });
        var call = Assert.Single(score.Events);
        Assert.Equal((2.0, "Omarov", 8.0), (call.ToldAfter, call.AcknowledgedBy, call.AcknowledgedAfter));
        Assert.Equal((0, 1, 0), (score.MissedBySystem, score.Met, score.MissedByPerson));
    }

    [Fact]
    public void A_call_that_is_acknowledged_after_the_alarm_was_passed_on_or_never_is_missed_by_the_person_and_not_by_the_system()
    {
        var late = TrainingRules.AcknowledgeWithin(AlarmKind.Sos)!.Value + 23;
        foreach (var at in (double?[])[late, null])
        {
            var score = Score([Event(TrueKind.Sos, "T1", 20, 60)], record => { Raise(record, "sos", "T1", 22); if (at is { } t) Acknowledge(record, "sos", "T1", t, "Omarov"); });
            Assert.Equal((1, 0, 0, 1), (score.Told, score.MissedBySystem, score.Met, score.MissedByPerson));
        }
    }

    [Fact]
    public void A_call_that_nothing_told_of_is_missed_by_the_system_and_asks_nothing_of_the_person()
    {
        var score = Score([Event(TrueKind.Sos, "T1", 20, 60)], record => Raise(record, "sos", "T2", 22));
        Assert.Equal((0, 1), (score.Told, score.MissedBySystem));
        Assert.Empty(score.Duties);
        Assert.Equal(1, score.FalseAlarms[AlarmKind.Sos]);
    }

    [Fact]
    public void After_a_disaster_an_emergency_has_to_be_declared_and_people_ordered_to_leave()
    {
        TrueEvent[] truth = [Event(TrueKind.Explosion, "explosion", 60, null), Event(TrueKind.AreaLost, "", 60, null)];
        var nothing = Score(truth, record => Raise(record, "areaLost", "K10", 100));
        Assert.Equal((false, null), Of(nothing, Duty.Declare));
        Assert.Equal((false, null), Of(nothing, Duty.Order));

        var done = Score(truth, record =>
        {
            Raise(record, "areaLost", "K10", 100);
            Do(record, 150, "Omarov", new ConfirmEmergency());
            Do(record, 160, "Omarov", new GiveOrder(OrderText.Leave, new()));
        });
        Assert.Equal((true, 50.0), Of(done, Duty.Declare));
        Assert.Equal((true, 10.0), Of(done, Duty.Order));

        // Nobody can declare what no alarm tells of; and what is refused was not done.
        Assert.Empty(Score(truth, _ => { }).Duties);
        Assert.Empty(Score(truth, record => Raise(record, "speeding", "V1", 100)).Duties);
        var refused = Score(truth, record => { Raise(record, "areaLost", "K10", 100); Do(record, 150, "Omarov", new ConfirmEmergency(), new("nothingPrepared", "")); });
        Assert.Equal((false, null), Of(refused, Duty.Declare));
    }

    [Fact]
    public void Somebody_silent_has_to_be_asked_for_by_tag_or_by_name()
    {
        TrueEvent[] truth = [Event(TrueKind.TagLost, "T1", 60, null)];
        Assert.Equal((false, null), Of(Score(truth, record => Raise(record, "tagSilent", "T1", 200)), Duty.AskFor));
        foreach (var act in (Act[])[new MarkPerson("T1", MarkedAs.Underground, "by telephone"), new AddStatement("Омаров Б.", Claim.Seen, "", "foreman")])
            Assert.Equal((true, 40.0), Of(Score(truth, record => { record.Names = new Dictionary<string, string> { ["T1"] = "Омаров Б." }; Raise(record, "tagSilent", "T1", 200); Do(record, 240, "Ким", act); }), Duty.AskFor));
        Assert.Equal((false, null), Of(Score(truth, record => { Raise(record, "tagSilent", "T1", 200); Do(record, 240, "Ким", new MarkPerson("T2", MarkedAs.Out, "seen")); }), Duty.AskFor));
    }

    [Fact]
    public void Whoever_marks_the_person_who_has_the_tag_from_the_lamp_room_has_asked_for_the_silent_tag()
    {
        TrueEvent[] truth = [Event(TrueKind.TagLost, "T1", 60, null)];
        Assert.Equal((true, 40.0), Of(Score(truth, record =>
        {
            record.Holders = new Dictionary<string, string> { ["T1"] = "P1" };
            Raise(record, "tagSilent", "T1", 200);
            Do(record, 240, "Ким", new MarkPerson("P1", MarkedAs.Underground, "by telephone"));
        }), Duty.AskFor));
    }

    [Fact]
    public void A_statement_has_to_be_confirmed_by_as_many_as_it_needs()
    {
        var said = new Statement(1, "T1", Claim.FoundAlive, "", "team", "Ким", At(100), [new("Омаров", "seen", At(130))]);
        Assert.Equal((false, null), Of(Score([], record => record.Statements = [said]), Duty.Confirm));
        Assert.Equal((true, 60.0), Of(Score([], record => record.Statements = [said with { Confirmations = said.Confirmations.Add(new("Ли", "heard", At(160))) }]), Duty.Confirm));
    }

    [Fact]
    public void Whoever_has_the_key_may_be_behind_it_and_whoever_has_none_has_to_be_told_of()
    {
        var zone = KeyMine.Zones.First(z => z.Rule == "key").Id;
        TrueEvent[] truth = [Event(TrueKind.InZone, $"{zone} T1", 60, 200), Event(TrueKind.InZone, $"{zone} T2", 60, 200)];
        var record = new TrainingRecord(KeyMine);
        Do(record, 0, "Ламповая", new GrantPermit(zone, "T1", At(86400)));
        var score = TrainingScoring.Of(truth, record, KeyMine, At(3600));
        Assert.Equal($"{zone} T2", Assert.Single(score.Events).Subject);
        Assert.Equal(1, score.MissedBySystem);
    }

    [Fact]
    public void What_the_end_of_the_run_cut_short_is_nobodys_fault()
    {
        var score = Score([Event(TrueKind.Sos, "T1", 595, null), Event(TrueKind.Sos, "T2", 596, null)], record => Raise(record, "sos", "T1", 596), end: 600);
        Assert.Equal((1, 1, 0, 0), (score.Events.Length, score.Unfinished, score.MissedBySystem, score.MissedByPerson));
        Assert.Null(Assert.Single(score.Duties).Met);
        // One that lasts and was not told for long is missed all the same.
        Assert.Equal(1, Score([Event(TrueKind.Sos, "T1", 20, null)], _ => { }, end: 600).MissedBySystem);
    }

    private static TrainingScore Score(TrueEvent[] truth, Action<TrainingRecord> fill, double end = 3600)
    {
        var record = new TrainingRecord(Plan);
        fill(record);
        return TrainingScoring.Of(truth, record, Plan, At(end));
    }

    private static (bool? Met, double? After) Of(TrainingScore score, Duty duty)
    {
        var one = Assert.Single(score.Duties, d => d.Duty == duty);
        return (one.Met, one.After);
    }

    private static Instant At(double seconds) => Start.PlusSeconds(seconds);

    private static TrueEvent Event(TrueKind kind, string subject, double from, double? to) => new(kind, subject, null, At(from), to is { } end ? At(end) : null);

    private static void Raise(TrainingRecord record, string alarm, string subject, double at) => Take(record, new TickInput(At(at)), new Occurrence(At(at), "raised", alarm, subject));

    private static void Acknowledge(TrainingRecord record, string alarm, string subject, double at, string by) =>
        Take(record, new ActInput(At(at), by, new Acknowledge([1])), new Occurrence(At(at), "acknowledged", alarm, subject, by));

    private static void Do(TrainingRecord record, double at, string by, Act act, ActRefusal? refusal = null) =>
        record.Take(new Judged(new Placed(new Followed(new ActInput(At(at), by, act), 0, [], []), [], []), [], refusal, []));

    private static void Take(TrainingRecord record, MineInput input, Occurrence occurrence) => record.Take(new Judged(new Placed(new Followed(input, 0, [], []), [], []), [occurrence], null, []));
}
