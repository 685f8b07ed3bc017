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
        var alarms = AlarmLife.Of(inTime).Where(a => a.IsIn(period)).ToList();
        return ([new("readinessPeople", Columns, [.. People(ground)]), new("readinessRadios", Columns, [.. Radios(ground)]), new("readinessAlarms", Columns, [.. Alarms(ground, alarms, inTime, period)]), new("readinessRecord", Columns, [.. Record(ground, period, record)])],
            [Note.Of("readinessNow", Cell.Of(ground.At))]);
    }

    private static IEnumerable<ImmutableArray<Cell>> People(ReportGround ground)
    {
        var counts = ground.Presence.Counts;
        yield return Line("notOut", $"{counts.NotOut}", null, "fromPresence");
        yield return Line("unaccounted", $"{counts.Unaccounted}", counts.Unaccounted == 0, "fromPresence");
        yield return Line("disagreements", $"{counts.Disagreements}", counts.Disagreements == 0, "fromPresence");
        yield return Line("lampsOut", $"{ground.Presence.Lamps.Length} / {ground.Registry.Tags.Length}", null, "fromLampRoom");
        yield return Line("registered", $"{ground.Registry.People.Length}; {ground.Registry.Companies.Count(c => c.Contractor)}", ground.Registry.People.Length > 0, "fromRegistry");
        var over = ground.Presence.Shifts.Where(s => s.End <= ground.At).MaxBy(s => s.End);
        if (over is not null)
        {
            var signed = ground.Presence.Clearances.LastOrDefault(c => c.Shift == over.Shift);
            yield return [new Cell.Word("question.clearance"), signed is null ? new Cell.Word("notSigned") : new Cell.Word(signed.NotOut.IsEmpty ? "shaftClear" : "shaftNotClear"), Judged(signed is { NotOut.IsEmpty: true }), Cell.Of(over.Shift)];
        }
        else yield return Line("clearance", "", null, "noShiftOver");
    }

    private static IEnumerable<ImmutableArray<Cell>> Radios(ReportGround ground)
    {
        var alive = ground.Anchors.Count(a => a.State == AnchorState.Alive);
        yield return Line("anchorsAlive", $"{alive} / {ground.Anchors.Length}", ground.Anchors.Length > 0 && alive == ground.Anchors.Length, "fromAnchors");
        yield return Line("anchorsWrong", $"{ground.Findings.Length}", ground.Findings.IsEmpty, "fromSurvey");
        var sensors = ground.Gas.Sensors.Where(s => s.Sensor is not null).ToList();
        var working = sensors.Count(s => s.State is GasState.Good or GasState.Rising or GasState.Beyond);
        yield return sensors.Count == 0 ? Line("gasSensors", "", null, "noSensors") : Line("gasSensors", $"{working} / {sensors.Count}", working == sensors.Count, "fromGas");
        yield return Line("gasBeyond", $"{sensors.Count(s => s.State == GasState.Beyond)}", sensors.Count == 0 ? null : !sensors.Any(s => s.State == GasState.Beyond), "fromGas");
        yield return Line("batteriesLow", $"{ground.Tags.Count(t => t.IsLow)}", !ground.Tags.Any(t => t.IsLow), "fromTags");
    }

    private static IEnumerable<ImmutableArray<Cell>> Alarms(ReportGround ground, List<AlarmLife> alarms, List<Occurrence> events, ReportPeriod period)
    {
        var standing = ground.Alarms.Alarms.Where(a => a.Stands).ToList();
        var grave = standing.Count(a => a.Priority is AlarmPriority.Critical or AlarmPriority.High);
        yield return Line("graveAlarms", $"{grave}", grave == 0, "fromAlarms");
        var sos = alarms.Where(a => a.Kind == "sos").ToList();
        yield return Line("sosCalls", $"{sos.Count}", null, "fromHistory");
        var unanswered = alarms.Count(a => a.Acknowledged is null && a.Priority(ground.Alarms.Definitions) is AlarmPriority.Critical or AlarmPriority.High);
        yield return Line("unansweredAlarms", $"{unanswered}", unanswered == 0, "fromHistory");
        yield return Line("outOfService", $"{ground.Alarms.Alarms.Count(a => a.State == AlarmState.OutOfService)}", !ground.Alarms.Alarms.Any(a => a.State == AlarmState.OutOfService), "fromAlarms");
        yield return Line("roster", $"{ground.Alarms.Roster.Length}", ground.Alarms.Roster.Length > 0, "fromAlarms");
        yield return Line("zoneRules", $"{ground.Zones.Zones.Count(z => !z.Rules.IsEmpty)} / {ground.Zones.Zones.Length}", null, "fromZones");
        yield return Line("zonesUnproved", $"{ground.Zones.Clearances.Count(c => !c.Clear)}", ground.Zones.Clearances.All(c => c.Clear), "fromZones");
        yield return Line("emergencyPlan", ground.PlanEdition ?? "", ground.PlanEdition is not null, "fromPlan");
        yield return Line("emergencies", $"{events.Count(e => e.Kind == "emergencyDeclared" && period.Holds(e.Time))}", null, "fromHistory");
    }

    private static IEnumerable<ImmutableArray<Cell>> Record(ReportGround ground, ReportPeriod period, RecordState record)
    {
        var past = period with { To = Instant.Max(period.From, Instant.Min(period.To, ground.At)) };
        var missing = record.Missing(past);
        yield return [new Cell.Word("question.recorded"), Cell.Of(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{100 * record.Share(past):0.##} %")), Judged(missing.IsEmpty), new Cell.Word("basis.fromJournal")];
        yield return Line("gaps", $"{missing.Length}", missing.IsEmpty, "fromJournal");
        yield return Line("block", $"{record.Sequence}", null, "fromJournal");
        yield return Line("hash", record.Hash, null, "fromJournal");
        yield return Line("planVersion", $"{ground.Plan.Version}", null, "fromPlanFile");
    }

    private static ImmutableArray<Cell> Line(string question, string answer, bool? isGood, string basis) =>
        [new Cell.Word($"question.{question}"), answer.Length > 0 ? Cell.Of(answer) : new Cell.Word("notKnown"), Judged(isGood), new Cell.Word($"basis.{basis}")];

    private static Cell Judged(bool? isGood) => isGood is { } known ? new Cell.Word(known ? "isGood" : "needsCare") : Cell.None;
}
