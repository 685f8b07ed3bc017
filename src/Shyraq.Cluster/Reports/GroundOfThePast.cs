using System.Collections.Immutable;
using System.Text.Json;
using Shyraq.Cluster.History;
using Shyraq.Core;
using Shyraq.Core.Alarms;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Gas;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Reports;
using Shyraq.Core.Safety;
using Shyraq.Core.Units;
using Shyraq.Protocols;
using Shyraq.Protocols.Plan;
using Shyraq.Storage.History;

namespace Shyraq.Cluster.Reports;

/// <summary>
/// The mine at the end of a period that is over, from the pictures of its boards that the history keeps: a report of last month does not tell who is in the mine today.
/// </summary>
internal static class GroundOfThePast
{
    /// <summary>Whoever worked a shift has come up by so long after its end, seconds: only then it is told how it ended.</summary>
    private const double AfterShift = 3600;

    /// <summary>A picture is taken so long after a change at most, seconds: one of a little later tells surely what stood.</summary>
    private const double Apart = 10;

    /// <summary>So soon after its end, seconds, a period is told with the states of now, which are more than what is kept: a report that makes itself is made then.</summary>
    private const double Fresh = 120;

    /// <summary>More emergencies than these within a period are told by their events alone.</summary>
    private const int MostMusters = 50;

    /// <summary>More signed clearances than a board holds are looked for in so many boards before it.</summary>
    private const int MostBoards = 60;

    /// <summary>The ground of a report of a period.</summary>
    /// <param name="now">The mine as it is.</param>
    /// <param name="events">From <see cref="ReportMaking.Before"/> the period on, those of the report's kinds.</param>
    public static ReportGround Of(ReportGround now, HistoryReading? history, ReportName name, ReportPeriod period, IReadOnlyList<Occurrence> events)
    {
        if (history is null) return StateAt(now, period) is { } without ? Then(now, null, without) : now;
        var ground = now with { AlarmsBefore = Standing(history, period.From.PlusSeconds(-ReportMaking.Before + 2 * Apart)), Plans = Plans(history, period) };
        if (name == ReportName.Evacuation) ground = ground with { Musters = Musters(now, history, period, events) };
        if (StateAt(now, period) is { } at) ground = Then(ground, history, at);
        return name is ReportName.Clearance or ReportName.Readiness ? ground with { Presence = WithShifts(now, ground, history, period) } : ground;
    }

    /// <summary>When the states are told; null for now. Of a shift that is when its people are up, or its clearance was signed.</summary>
    private static Instant? StateAt(ReportGround now, ReportPeriod period)
    {
        var at = period.To;
        if (period.Shift.Length > 0)
            at = now.Presence.Clearances.Where(c => c.Shift == period.Shift).Select(c => c.Time).Append(period.To.PlusSeconds(AfterShift)).Max();
        return at.PlusSeconds(Fresh) < now.At ? at : null;
    }

    private static ReportGround Then(ReportGround now, HistoryReading? history, Instant at)
    {
        var (presence, alarms, gas, evacuation) = (Board<PresenceBoard>(history, "presence", at), Board<AlarmBoard>(history, "alarms", at), Board<GasBoard>(history, "gas", at), Board<EvacuationBoard>(history, "evacuation", at));
        var anchors = Board<AnchorsThen>(history, "anchors", at);
        var known = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        if (presence is not null) known.Add("presence");
        if (alarms is not null) known.Add("alarms");
        if (gas is not null) known.Add("gas");
        if (evacuation is not null) known.Add("evacuation");
        if (anchors is not null) known.Add("anchors");
        return now with
        {
            Past = new(at, known.ToImmutable()),
            Plan = (history is null ? null : PlanAt(history, at)) ?? now.Plan,
            Presence = presence ?? now.Presence with { People = [], Counts = PresenceCounts.Of([]), Lamps = [], LampLog = [], Twins = [] },
            // What an alarm means today is what its priority is judged by; which stand is of then.
            Alarms = (alarms ?? now.Alarms with { Alarms = [], Roster = [], Losses = [], Flood = null }) with { Definitions = now.Alarms.Definitions },
            Gas = gas ?? now.Gas with { Sensors = [], Danger = [], UnknownAir = [] },
            Evacuation = null,
            PlanEdition = evacuation?.PlanEdition,
            Anchors = anchors is null ? [] : [.. anchors.Anchors.Select(one => new AnchorHealth(one.Anchor, one.State, one.Heard, 0))],
            Findings = [],
            Readiness = Board<ReadinessBoard>(history, "readiness", at),
        };
    }

    // A board forgets: clearances beyond sixty, and who went for a shift twelve hours after they were out. So each shift is told as it was when it was over.
    private static PresenceBoard WithShifts(ReportGround now, ReportGround then, HistoryReading history, ReportPeriod period)
    {
        var signed = now.Presence.Clearances.Concat(then.Presence.Clearances).ToHashSet(new SameSignature());
        for (var (at, i) = (Oldest(), 0); at is { } oldest && oldest > period.From && i < MostBoards; i++)
        {
            if (Board<PresenceBoard>(history, "presence", oldest.PlusSeconds(-1e-6)) is not { } before) break;
            signed.UnionWith(before.Clearances);
            if (Oldest() is not { } older || older >= oldest) break;
            at = older;
        }
        var shifts = then.Presence.Shifts.Concat(now.Presence.Shifts).DistinctBy(s => s.Shift).OrderBy(s => s.Start).Select(shift =>
        {
            var over = shift.End.PlusSeconds(AfterShift);
            if (shift.End <= period.From || shift.Start >= period.To || over >= then.StateAt) return shift;
            return Board<PresenceBoard>(history, "presence", over)?.Shifts.FirstOrDefault(s => s.Shift == shift.Shift) ?? shift;
        });
        return then.Presence with { Clearances = [.. signed.OrderBy(c => c.Time)], Shifts = [.. shifts] };

        Instant? Oldest() => signed.Count == 0 ? null : signed.Min(c => c.Time);
    }

    // One for each emergency that touches the period: the newest picture in which it was not over.
    private static ImmutableArray<EvacuationBoard> Musters(ReportGround now, HistoryReading history, ReportPeriod period, IReadOnlyList<Occurrence> events)
    {
        var boards = ImmutableArray.CreateBuilder<EvacuationBoard>();
        foreach (var (declared, ended) in ReportMaking.Emergencies(events, period).TakeLast(MostMusters))
        {
            // With its end the orders are withdrawn and nobody is called any more: what is told is the picture before it.
            var until = Instant.Min(ended ?? period.To, period.To).PlusSeconds(-1e-6);
            if (ended is null && until.PlusSeconds(1) >= now.At && now.Evacuation is { Emergency: { } newest } live && newest.T0 == declared) boards.Add(live);
            else if (Board<EvacuationBoard>(history, "evacuation", until) is { Emergency: { } kept } board && kept.T0 == declared) boards.Add(board);
        }
        return boards.ToImmutable();
    }

    private static ImmutableArray<AlarmRow> Standing(HistoryReading history, Instant at) => Board<AlarmBoard>(history, "alarms", at)?.Alarms.RemoveAll(a => !a.Stands || a.Raised is null) ?? [];

    private static ImmutableArray<PlanSince> Plans(HistoryReading history, ReportPeriod period)
    {
        var all = history.Scene.Plans().ConvertAll(p => new PlanSince(p.Plan, p.From));
        return [.. all.Where((plan, i) => plan.From < period.To && (i + 1 == all.Count || all[i + 1].From > period.From))];
    }

    private static MinePlan? PlanAt(HistoryReading history, Instant at)
    {
        var plans = history.Scene.Plans().Where(p => p.From <= at).ToList();
        return plans.Count > 0 && history.Scene.PlanSource(plans[^1].Plan) is { } source && PlanReader.Read(source, plans[^1].Plan) is PlanReading.Read read ? read.Plan : null;
    }

    // One that is damaged, or that another version wrote, tells nothing: the report says that it is not kept.
    private static T? Board<T>(HistoryReading? history, string board, Instant at) where T : class
    {
        try
        {
            return history?.Scene.Board(board, at) is (_, var json) ? JsonSerializer.Deserialize<T>(json, CoreJson.Options) : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidDataException)
        {
            return null;
        }
    }

    private sealed class SameSignature : IEqualityComparer<Clearance>
    {
        public bool Equals(Clearance? x, Clearance? y) => x?.Shift == y?.Shift && x?.Time == y?.Time;

        public int GetHashCode(Clearance one) => HashCode.Combine(one.Shift, one.Time);
    }
}
