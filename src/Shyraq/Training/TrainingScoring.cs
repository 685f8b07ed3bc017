using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Alarms;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Evaluation;
using Shyraq.Core.Plan;
using Shyraq.Core.Rescue;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;
using Shyraq.Simulator.Incidents;
using Shyraq.Verbs.Drill;

using Stretch = Shyraq.Core.Evaluation.Stretch;

namespace Shyraq.Training;

/// <summary>
/// Scores a training run: what truly happened against what the mine told, by the rules and the matching of drills, and against what people did, by
/// <see cref="TrainingRules"/>. Pure: equal truths and records give equal scores.
/// </summary>
public static class TrainingScoring
{
    /// <summary>The rules of drills by which alarms tell of something. The training mine has no rule on machines: how fast or near they are is not judged.</summary>
    private static readonly ImmutableArray<(DrillRule Rule, AlarmKind Alarm)> Rules =
        [.. DrillRule.All.Where(rule => rule.Told is Telling.Alarm { Kind: not (AlarmKind.Speeding or AlarmKind.Proximity) }).Select(rule => (rule, ((Telling.Alarm)rule.Told).Kind))];

    /// <summary>The score.</summary>
    /// <param name="end">When the run ended.</param>
    public static TrainingScore Of(IReadOnlyList<TrueEvent> truth, TrainingRecord record, MinePlan plan, Instant end)
    {
        var (events, wrong, unfinished) = (new List<ScoredEvent>(), ImmutableSortedDictionary.CreateBuilder<AlarmKind, int>(), 0);
        var permits = record.Done.Select(done => done.Act).OfType<GrantPermit>().Select(permit => $"{permit.Zone} {permit.Holder}").ToHashSet(StringComparer.Ordinal);
        foreach (var (rule, alarm) in Rules)
        {
            var told = record.Told.Of(rule.Told);
            // Whoever has the key may be there.
            var all = truth.Where(one => rule.IsAbout(one, plan) && !(alarm == AlarmKind.Restricted && permits.Contains(one.Subject))).ToList();
            var score = EventMatching.Match(all.Select(StretchOf), told, rule.Early, rule.Late);
            if (score.False > 0) wrong[alarm] = score.False;
            foreach (var one in all.Where(one => one.IsSure))
            {
                var scored = Scored(one, rule, alarm, told, record);
                // It may yet be told: nobody knows.
                if (scored.Told is null && end.SecondsSince(one.To ?? one.From) < TrainingRules.ToldWithin(rule, alarm)) unfinished++;
                else events.Add(scored);
            }
        }
        var disasters = Disasters(truth, record, end);
        ImmutableArray<ScoredDuty> duties = [.. events.SelectMany(one => Acknowledging(one, end)), .. disasters, .. Asking(events, record, end), .. Confirming(record, end)];
        return new([.. events.OrderBy(one => one.From).ThenBy(one => one.Kind)], [.. duties.OrderBy(duty => duty.Since).ThenBy(duty => duty.Duty)], wrong.ToImmutable(), unfinished);
    }

    private static Stretch StretchOf(TrueEvent one) => new(one.Subject, one.From, one.To, one.IsSure);

    private static ScoredEvent Scored(TrueEvent one, DrillRule rule, AlarmKind alarm, IReadOnlyList<Stretch> told, TrainingRecord record)
    {
        var unmatched = new ScoredEvent(one.Kind, alarm, one.Subject, one.From, null, null, "", null);
        // One truth alone, against what was told of it: found, or not.
        if (EventMatching.Match([StretchOf(one)], told.Where(t => t.Subject == one.Subject), rule.Early, rule.Late) is not { Found: 1 } match) return unmatched;
        var at = one.From.PlusSeconds(match.Delays[0]);
        var first = record.Acknowledged.Where(a => a.Kind == alarm && a.Subject == one.Subject && a.Time >= at).Select(a => (AcknowledgedAlarm?)a).FirstOrDefault();
        return unmatched with { Told = at, ToldAfter = match.Delays[0], AcknowledgedBy = first?.By ?? "", AcknowledgedAfter = first?.Time.SecondsSince(at) };
    }

    private static IEnumerable<ScoredDuty> Acknowledging(ScoredEvent one, Instant end)
    {
        if (one.Told is { } told && TrainingRules.AcknowledgeWithin(one.Alarm) is { } within)
            yield return DutyOf(Duty.Acknowledge, one.Alarm.ToString(), one.Subject, told, within, one.AcknowledgedBy, one.AcknowledgedAfter, end);
    }

    /// <summary>For all disasters together: one emergency is declared, one order given. Nobody can know of one before an alarm tells.</summary>
    private static IEnumerable<ScoredDuty> Disasters(IReadOnlyList<TrueEvent> truth, TrainingRecord record, Instant end)
    {
        if (truth.Where(one => TrainingRules.IsDisaster(one.Kind)).OrderBy(one => one.From).FirstOrDefault() is not { } disaster) yield break;
        var alarms = Rules.Where(rule => TrainingRules.IsSignOfDisaster(rule.Alarm)).SelectMany(rule => record.Told.Of(rule.Rule.Told)).Where(told => told.From >= disaster.From).Select(told => (Instant?)told.From).ToList();
        if (alarms.Min() is not { } known) yield break;
        var declared = First<ConfirmEmergency>(record, disaster.From);
        yield return DutyOf(Duty.Declare, disaster.Kind.ToString(), disaster.Subject, known, TrainingRules.DeclareWithin, declared, end);
        var since = declared?.Time ?? known.PlusSeconds(TrainingRules.DeclareWithin);
        var order = record.Done.Where(done => done.Time >= disaster.From && done.Act is GiveOrder { Text: OrderText.Leave or OrderText.LeaveToRefuge }).Select(done => (DoneAct?)done).FirstOrDefault();
        yield return DutyOf(Duty.Order, disaster.Kind.ToString(), disaster.Subject, since, TrainingRules.OrderWithin, order, end);
    }

    private static IEnumerable<ScoredDuty> Asking(IEnumerable<ScoredEvent> events, TrainingRecord record, Instant end)
    {
        foreach (var silent in events.Where(one => one is { Kind: TrueKind.TagLost, Told: not null }))
        {
            var asked = record.Done.Where(done => done.Time >= silent.Told && IsAbout(done.Act, silent.Subject, record)).Select(done => (DoneAct?)done).FirstOrDefault();
            yield return DutyOf(Duty.AskFor, "", silent.Subject, silent.Told!.Value, TrainingRules.AskWithin, asked, end);
        }
    }

    private static bool IsAbout(Act act, string tag, TrainingRecord record) => act switch
    {
        MarkPerson mark => mark.Subject == tag || record.Holders.GetValueOrDefault(tag) == mark.Subject,
        AddStatement said => said.About.Contains(tag, StringComparison.OrdinalIgnoreCase)
            || record.Names.GetValueOrDefault(tag) is { Length: > 0 } name && said.About.Contains(name, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private static IEnumerable<ScoredDuty> Confirming(TrainingRecord record, Instant end)
    {
        foreach (var said in record.Statements)
        {
            DoneAct? settled = said.WithdrawnWhy is not null
                ? record.Done.Where(done => done.Act is WithdrawStatement act && act.Statement == said.Number).Select(done => (DoneAct?)done).FirstOrDefault()
                : said.IsConfirmed ? new(said.Confirmations[said.Needed - 1].At, said.Confirmations[said.Needed - 1].By, new ConfirmStatement(said.Number, said.Source)) : null;
            yield return DutyOf(Duty.Confirm, said.Claim.ToString(), said.About, said.At, TrainingRules.ConfirmWithin, settled, end);
        }
    }

    private static DoneAct? First<T>(TrainingRecord record, Instant from) where T : Act =>
        record.Done.Where(done => done.Time >= from && done.Act is T).Select(done => (DoneAct?)done).FirstOrDefault();

    // What was done before it had to be took no time.
    private static ScoredDuty DutyOf(Duty duty, string about, string subject, Instant since, double within, DoneAct? done, Instant end) =>
        DutyOf(duty, about, subject, since, within, done?.By ?? "", done is { } act ? Math.Max(0, act.Time.SecondsSince(since)) : null, end);

    private static ScoredDuty DutyOf(Duty duty, string about, string subject, Instant since, double within, string by, double? after, Instant end) =>
        new(duty, about.Length == 0 ? "" : char.ToLowerInvariant(about[0]) + about[1..], subject, since, within, by, after, after is { } took ? took <= within : end.SecondsSince(since) > within ? false : null);
}
