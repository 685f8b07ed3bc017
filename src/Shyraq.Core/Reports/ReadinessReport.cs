using System.Collections.Immutable;
using Shyraq.Core.Alarms;
using Shyraq.Core.Gas;
using Shyraq.Core.Safety;
using Shyraq.Core.Units;

namespace Shyraq.Core.Reports;

/// <summary>On one sheet: can the mine count on its system today. Each line has its figure, whether it is as it should be, and how it is known.</summary>
internal static class ReadinessReport
{
    private static readonly ImmutableArray<Column> Columns = [new("question", ColumnKind.Text, 3), new("answer", ColumnKind.Text, 3), new("judged", ColumnKind.Text, 1.3), new("basis", ColumnKind.Text, 4)];

    public static IReadOnlySet<string> Kinds { get; } = new HashSet<string>([.. AlarmLife.Kinds, "emergencyDeclared", "emergencyPlanPut", "zonesActivated", "orderGiven"], StringComparer.Ordinal);

    public static (ImmutableArray<ReportTable> Tables, ImmutableArray<Note> Notes) Make(ReportGround ground, ReportPeriod period, IReadOnlyList<Occurrence> events, RecordState record)
    {
        var inTime = events.Where(e => e.Time < period.To).ToList();
        var alarms = AlarmLife.Of(ground.AlarmsBefore, inTime).Where(a => a.IsIn(period)).ToList();
        return ([new("readinessPeople", Columns, [.. People(ground)]), new("readinessRadios", Columns, [.. Radios(ground, alarms, period)]), new("readinessAlarms", Columns, [.. Alarms(ground, alarms, inTime, period)]), new("readinessRecord", Columns, [.. Record(ground, period, record)])],
            [Note.Of("readinessNow", Cell.Of(ground.StateAt)), .. ground.Past is null ? (Note[])[] : [Note.Of("readinessThen")]]);
    }

    private static IEnumerable<ImmutableArray<Cell>> People(ReportGround ground)
    {
        var (counts, known, readiness) = (ground.Presence.Counts, ground.Knows("presence"), ground.Readiness);
        yield return Line("notOut", known ? $"{counts.NotOut}" : "", null, "fromPresence");
        yield return Line("unaccounted", known ? $"{counts.Unaccounted}" : "", known ? counts.Unaccounted == 0 : null, "fromPresence");
        yield return Line("disagreements", known ? $"{counts.Disagreements}" : "", known ? counts.Disagreements == 0 : null, "fromPresence");
        yield return Line("lampsOut", !known ? "" : readiness is null ? $"{ground.Presence.Lamps.Length}" : $"{ground.Presence.Lamps.Length} / {readiness.Tags}", null, "fromLampRoom");
        yield return readiness is null ? Line("registered", "", null, "notKept") : Line("registered", $"{readiness.People}; {readiness.Contractors}", readiness.People > 0, "fromRegistry");
        var over = ground.Presence.Shifts.Where(s => s.End <= ground.StateAt).MaxBy(s => s.End);
        if (over is not null)
        {
            var signed = ground.Presence.Clearances.LastOrDefault(c => c.Shift == over.Shift);
            yield return [new Cell.Word("question.clearance"), signed is null ? new Cell.Word("notSigned") : new Cell.Word(signed.NotOut.IsEmpty ? "shaftClear" : "shaftNotClear"), Judged(signed is { NotOut.IsEmpty: true }), Cell.Of(over.Shift)];
        }
        else yield return Line("clearance", "", null, "noShiftOver");
    }

    private static IEnumerable<ImmutableArray<Cell>> Radios(ReportGround ground, List<AlarmLife> alarms, ReportPeriod period)
    {
        var (known, readiness) = (ground.Knows("anchors"), ground.Readiness);
        var (all, alive) = known ? (ground.Anchors.Length, ground.Anchors.Count(a => a.State == AnchorState.Alive)) : (ground.Plan.Anchors.Length, ground.Plan.Anchors.Count(a => !Stands("anchorDead", a.Id.Value)));
        yield return Line("anchorsAlive", $"{alive} / {all}", all > 0 && alive == all, known ? "fromAnchors" : "fromFailures");
        yield return readiness is null ? Line("anchorsWrong", "", null, "notKept") : Line("anchorsWrong", $"{readiness.Findings}", readiness.Findings == 0, "fromSurvey");
        var sensors = ground.Gas.Sensors.Where(s => s.Sensor is not null).ToList();
        var working = sensors.Count(s => s.State is GasState.Good or GasState.Rising or GasState.Beyond);
        yield return sensors.Count == 0 ? Line("gasSensors", "", null, ground.Knows("gas") ? "noSensors" : "notKept") : Line("gasSensors", $"{working} / {sensors.Count}", working == sensors.Count, "fromGas");
        yield return Line("gasBeyond", ground.Knows("gas") ? $"{sensors.Count(s => s.State == GasState.Beyond)}" : "", sensors.Count == 0 ? null : !sensors.Any(s => s.State == GasState.Beyond), "fromGas");
        var low = readiness?.BatteriesLow ?? alarms.Count(a => a.Kind == "lowBattery" && Stands(a.Kind, a.Subject));
        yield return Line("batteriesLow", $"{low}", low == 0, readiness is null ? "fromFailures" : "fromTags");

        bool Stands(string kind, string subject) => alarms.Exists(a => a.Kind == kind && a.Subject == subject && (a.Cleared is not { } cleared || cleared >= period.To));
    }

    private static IEnumerable<ImmutableArray<Cell>> Alarms(ReportGround ground, List<AlarmLife> alarms, List<Occurrence> events, ReportPeriod period)
    {
        var standing = ground.Alarms.Alarms.Where(a => a.Stands).ToList();
        var grave = standing.Count(a => a.Priority is AlarmPriority.Critical or AlarmPriority.High);
        var (known, readiness) = (ground.Knows("alarms"), ground.Readiness);
        yield return Line("graveAlarms", known ? $"{grave}" : "", known ? grave == 0 : null, "fromAlarms");
        var sos = alarms.Where(a => a.Kind == "sos").ToList();
        yield return Line("sosCalls", $"{sos.Count}", null, "fromHistory");
        var unanswered = alarms.Count(a => a.Acknowledged is null && a.Priority(ground.Alarms.Definitions) is AlarmPriority.Critical or AlarmPriority.High);
        yield return Line("unansweredAlarms", $"{unanswered}", unanswered == 0, "fromHistory");
        var silenced = ground.Alarms.Alarms.Count(a => a.State == AlarmState.OutOfService);
        yield return Line("outOfService", known ? $"{silenced}" : "", known ? silenced == 0 : null, "fromAlarms");
        yield return Line("roster", known ? $"{ground.Alarms.Roster.Length}" : "", known ? ground.Alarms.Roster.Length > 0 : null, "fromAlarms");
        yield return readiness is null ? Line("zoneRules", "", null, "notKept") : Line("zoneRules", $"{readiness.Ruled} / {readiness.Zones}", null, "fromZones");
        yield return readiness is null ? Line("zonesUnproved", "", null, "notKept") : Line("zonesUnproved", $"{readiness.Unproved}", readiness.Unproved == 0, "fromZones");
        yield return Line("emergencyPlan", ground.PlanEdition ?? "", ground.Knows("evacuation") ? ground.PlanEdition is not null : null, "fromPlan");
        yield return Line("emergencies", $"{events.Count(e => e.Kind == "emergencyDeclared" && period.Holds(e.Time))}", null, "fromHistory");
    }

    private static IEnumerable<ImmutableArray<Cell>> Record(ReportGround ground, ReportPeriod period, RecordState record)
    {
        var past = period with { To = Instant.Max(period.From, Instant.Min(period.To, ground.At)) };
        var missing = record.Missing(past);
        yield return [new Cell.Word("question.recorded"), Cell.Of(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{100 * record.Share(past):0.##} %")), Judged(missing.IsEmpty), new Cell.Word("basis.fromJournal")];
        yield return Line("gaps", $"{missing.Length}", missing.IsEmpty, "fromJournal");
        yield return [new Cell.Word("question.chain"), record.Chain is { } chain ? new Cell.Word(!chain.IsWhole ? "isBroken" : chain.Last < chain.Of ? "isWholeSoFar" : "isWhole") : new Cell.Word("notKnown"), Judged(record.Chain?.IsWhole), new Cell.Word("basis.fromChain")];
        yield return Line("block", $"{record.Sequence}", null, "fromJournal");
        yield return Line("hash", record.Hash, null, "fromJournal");
        yield return Line("planVersion", $"{ground.Plan.Version}", null, "fromPlanFile");
    }

    private static ImmutableArray<Cell> Line(string question, string answer, bool? isGood, string basis) =>
        [new Cell.Word($"question.{question}"), answer.Length > 0 ? Cell.Of(answer) : new Cell.Word("notKnown"), Judged(isGood), new Cell.Word($"basis.{basis}")];

    private static Cell Judged(bool? isGood) => isGood is { } known ? new Cell.Word(known ? "isGood" : "needsCare") : Cell.None;
}
