using Shyraq.Core.Evacuation;
using Shyraq.Core.Presence;
using Shyraq.Core.Registry;
using Shyraq.Core.Reports;
using Shyraq.Core.Safety;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tests.Presence;
using Shyraq.Core.Tests.Tracking;
using Xunit;

namespace Shyraq.Core.Tests.Reports;

public sealed class OtherReportTests
{
    private static readonly ReportPeriod Period = new(Shaft.At(0), Shaft.At(1000));

    [Fact]
    public void An_alarm_is_answered_when_somebody_acted_within_the_period_and_not_by_what_came_after_it()
    {
        var report = Make(ReportName.AlarmLog, new Shaft(), [
            On(10, "issued", "", "T1", "Person 1"), On(100, "raised", "sos", "T1"), On(130, "acknowledged", "sos", "T1", "Omarov: I send two"), On(400, "cleared", "sos", "T1"),
            On(200, "raised", "anchorDead", "A1"), On(500, "raised", "sos", "T1"), On(560, "escalated", "sos", "T1", "Serikov"), On(1200, "acknowledged", "sos", "T1", "Omarov"), On(1300, "cleared", "sos", "T1")]);
        var sos = Table(report, "alarmSos").Rows;
        Assert.Equal(2, sos.Length);
        Assert.Equal((new Cell.Text("Person 1"), new Cell.Span(30), new Cell.Told("Omarov: I send two"), new Cell.Span(300)), (sos[0][3], sos[0][6], sos[0][7], sos[0][9]));
        Assert.Equal((Cell.None, Cell.None, new Cell.Word("calledInVain"), Cell.None, new Cell.Span(500)), (sos[1][5], sos[1][6], sos[1][7], sos[1][8], sos[1][9]));
        var kinds = Table(report, "alarmKinds");
        Assert.Equal([new Cell.Word("alarms.kind.sos.name"), new Cell.Word("alarms.kind.anchorDead.name")], kinds.Rows.Select(r => r[0]));
        // Two SOS, one of them not answered; the graver kind first.
        Assert.Equal((Cell.Of(2), Cell.Of(1), new Cell.Span(30)), (kinds.Rows[0][2], kinds.Rows[0][3], kinds.Rows[0][4]));
        Assert.Equal((Cell.Of(3), Cell.Of(2)), (kinds.Totals!.Value[2], kinds.Totals.Value[3]));
    }

    [Fact]
    public void A_stay_in_a_zone_counts_within_the_period_and_a_pass_has_no_length()
    {
        var report = Make(ReportName.Zones, new Shaft(), [
            On(-100, "entered", "Z1", "T1"), On(60, "left", "Z1", "T1"), On(300, "passed", "Z1", "T2"), On(900, "entered", "Z1", "T2"), On(1100, "left", "Z1", "T2"),
            On(310, "raised", "restricted", "Z1/T2", "notAdmitted"), On(350, "cleared", "restricted", "Z1/T2")]);
        var sum = Assert.Single(Table(report, "zoneSums").Rows);
        Assert.Equal((new Cell.Text("Z1"), Cell.Of(2), Cell.Of(2), Cell.Of(1), new Cell.Span(160), new Cell.Span(100), Cell.Of(1)), (sum[0], sum[1], sum[3], sum[4], sum[5], sum[6], sum[7]));
        var broken = Assert.Single(Table(report, "zoneViolations").Rows);
        Assert.Equal((new Cell.Word("alarms.kind.restricted.name"), new Cell.Text("Z1 · T2"), new Cell.Span(40)), (broken[1], broken[2], broken[7]));
    }

    [Fact]
    public void A_clearance_names_who_was_not_out_when_it_was_signed_and_a_shift_that_nobody_signed_is_told()
    {
        var shaft = Shaft.WithPeople(2);
        shaft.Do(new PlanShift("night", Shaft.At(0), Shaft.At(300), ["P1", "P2"]));
        shaft.Do(new PlanShift("early", Shaft.At(-500), Shaft.At(100), []));
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Walk(400, ("T1", -20, 200));
        Assert.Null(shaft.Do(new SignClearance("night", "one waits for the train")));
        var report = Make(ReportName.Clearance, shaft, []);
        var signed = Assert.Single(Table(report, "clearances").Rows);
        Assert.Equal((new Cell.Text("night"), new Cell.Text("clerk"), Cell.Of(1), new Cell.Word("shaftNotClear"), new Cell.Text("one waits for the train")), (signed[0], signed[2], signed[3], signed[4], signed[5]));
        var left = Assert.Single(Table(report, "clearanceLeft").Rows);
        Assert.Equal((new Cell.Text("Person 1"), new Cell.Word("presence.state.underground")), (left[1], left[3]));
        Assert.Equal([new Cell.Text("early")], report.Notes.Single(n => n.Code == "clearanceUnsigned").Values);
        Assert.Equal(new Cell.Text("Person 1"), Assert.Single(Table(report, "clearanceLamps").Rows)[2]);
    }

    [Fact]
    public void An_evacuation_is_told_from_its_declaration_with_who_came_out_when_and_how_far_the_order_came()
    {
        var shaft = Shaft.WithPeople(2);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Do(new IssueTag(new("T2"), "P2"));
        shaft.Walk(100, ("T1", -20, 200), ("T2", -20, 300));
        Assert.Null(shaft.Do(new PrepareEmergency(EmergencyKind.Fire, new("drift", new("drift"), 500), "smoke")));
        Assert.Null(shaft.Do(new ConfirmEmergency()));
        var t0 = shaft.Now;
        Assert.Null(shaft.Do(new GiveOrder(OrderText.Leave, new())));
        shaft.Take(new AnswersInput(Shaft.At(shaft.Now), [new(Shaft.At(shaft.Now), new("T1"), 1, AnswerKind.Sent)]));
        shaft.Walk(20, ("T1", 200, 180), ("T2", 300, 300));
        shaft.Take(new AnswersInput(Shaft.At(shaft.Now), [new(Shaft.At(shaft.Now), new("T1"), 1, AnswerKind.Delivered), new(Shaft.At(shaft.Now), new("T1"), 1, AnswerKind.Read)]));
        shaft.Walk(200, ("T1", 180, -100), ("T2", 300, 300));
        var report = Make(ReportName.Evacuation, shaft, shaft.Occurrences);
        var sum = Assert.Single(Table(report, "evacuationSums").Rows);
        Assert.Equal((Cell.Of(Shaft.At(t0)), new Cell.Word("evacuation.kind.fire"), Cell.None, Cell.Of(1), Cell.Of(1)), (sum[0], sum[1], sum[3], sum[5], sum[6]));
        var out1 = Assert.IsType<Cell.Span>(sum[7]).Seconds;
        Assert.InRange(out1, 140, 225);
        var people = Table(report, "evacuationPeople").Rows.ToDictionary(r => ((Cell.Text)r[1]).Value);
        Assert.Equal((new Cell.Word("evacuation.status.out"), new Cell.Span(20), new Cell.Span(20), new Cell.Span(out1)), (people["Person 1"][4], people["Person 1"][6], people["Person 1"][7], people["Person 1"][9]));
        Assert.NotEqual(new Cell.Word("evacuation.status.out"), people["Person 2"][4]);
        Assert.Equal(["happened.emergencyPrepared", "happened.emergencyDeclared", "happened.orderGiven"], Table(report, "evacuationLog").Rows.Take(3).Select(r => ((Cell.Word)r[2]).Code));
        // Of a time without one it says so.
        Assert.Contains(ReportMaking.Make(ReportName.Evacuation, ReportGround.Of(shaft.Mine, shaft.Mine.Clock, ReportName.Evacuation), new(Shaft.At(-900), Shaft.At(0)), default, shaft.Occurrences, Record(shaft)).Notes, n => n.Code == "noEmergency");
    }

    [Fact]
    public void The_time_in_which_something_did_not_work_is_that_within_the_period()
    {
        var report = Make(ReportName.Health, Shaft.WithPeople(1), [On(-50, "raised", "anchorDead", "A1"), On(70, "cleared", "anchorDead", "A1"), On(900, "raised", "anchorDead", "A2"), On(30, "raised", "lowBattery", "T1")]);
        var anchors = Table(report, "healthAnchors").Rows.ToDictionary(r => ((Cell.Text)r[0]).Value);
        Assert.Equal((Cell.Of(1), new Cell.Span(70)), (anchors["A1"][6], anchors["A1"][7]));
        Assert.Equal((Cell.Of(1), new Cell.Span(100)), (anchors["A2"][6], anchors["A2"][7]));
        Assert.Equal((Cell.Of(0), new Cell.Span(0)), (anchors["A3"][6], anchors["A3"][7]));
        Assert.Equal((Cell.Of(2), new Cell.Span(170)), (Table(report, "healthSums").Rows[0][4], Table(report, "healthSums").Rows[0][5]));
        Assert.Equal(Cell.Of(1), Assert.Single(Table(report, "healthTags").Rows)[6]);
    }

    [Fact]
    public void Coverage_adds_up_to_the_length_of_the_roadways()
    {
        var table = Table(Make(ReportName.Coverage, new Shaft(), []), "coverageLevels");
        var kilometres = Shaft.Plan.Roadways.Sum(r => r.Line.Length) / 1000;
        Assert.Equal(kilometres, ((Cell.Number)table.Totals!.Value[1]).Value, 3);
        Assert.Equal(kilometres, table.Totals.Value.Skip(2).Take(6).Sum(c => ((Cell.Number)c).Value), 3);
        Assert.Equal(kilometres, table.Rows.Sum(r => ((Cell.Number)r[1]).Value), 3);
    }

    [Fact]
    public void Readiness_asks_for_care_where_somebody_is_unaccounted_and_where_the_record_has_gaps()
    {
        var shaft = Shaft.WithPeople(1);
        Assert.Equal(new Cell.Word("isGood"), Answer(Make(ReportName.Readiness, shaft, []), "readinessPeople", "unaccounted"));
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Walk(100, ("T1", -20, 200));
        shaft.Stand(1000);
        var lost = Make(ReportName.Readiness, shaft, []);
        Assert.Equal(new Cell.Word("needsCare"), Answer(lost, "readinessPeople", "unaccounted"));
        Assert.Equal(new Cell.Word("isGood"), Answer(lost, "readinessRecord", "gaps"));
        var record = Record(shaft) with { Gaps = [new(Shaft.At(200), Shaft.At(300))] };
        var gapped = ReportMaking.Make(ReportName.Readiness, ReportGround.Of(shaft.Mine, shaft.Mine.Clock), Period, default, [], record);
        Assert.Equal(new Cell.Word("needsCare"), Answer(gapped, "readinessRecord", "gaps"));
    }

    [Fact]
    public void Readiness_counts_the_registry_and_its_tags_and_the_zones_and_says_of_a_past_without_these_figures_that_they_are_not_kept()
    {
        var shaft = Shaft.WithPeople(2);
        Assert.Null(shaft.Do(new ImportRegistry([new("hired", "Hired", true)], [], [], [])));
        // One of them is in no registry.
        shaft.Take(Drawn.Input([.. new[] { "T1", "stray" }.Select(tag => new StatusSighting(Shaft.At(1), Shaft.At(1), new(tag), new(3.1), null, null))]));
        shaft.Stand(10);
        Assert.Equal(new ReadinessBoard(2, 1, 2, 1, 0, 0, 0, 0), ReadinessBoard.Of(shaft.Mine, shaft.Mine.Clock));
        Assert.Null(shaft.Do(new RemovePerson("P2")));
        Assert.Equal((1, 1, 2), ReadinessBoard.Of(shaft.Mine, shaft.Mine.Clock) is var after ? (after.People, after.Contractors, after.Tags) : default);
        var ground = ReportGround.Of(shaft.Mine, shaft.Mine.Clock);
        Assert.Equal(["fromRegistry", "fromSurvey", "fromZones", "fromZones"], Bases(ground));
        Assert.Equal(["notKept", "notKept", "notKept", "notKept"], Bases(ground with { Past = new(shaft.Mine.Clock, ["presence"]), Readiness = null }));

        string[] Bases(ReportGround of) => [.. ReportMaking.Make(ReportName.Readiness, of, Period, default, [], Record(shaft)).Tables.SelectMany(table => table.Rows)
            .Where(row => row[0] is Cell.Word { Code: "question.registered" or "question.anchorsWrong" or "question.zoneRules" or "question.zonesUnproved" }).Select(row => ((Cell.Word)row[3]).Code["basis.".Length..])];
    }

    private static Cell Answer(Report report, string table, string question) => Assert.Single(Table(report, table).Rows, r => r[0] == new Cell.Word($"question.{question}"))[2];

    private static Occurrence On(double at, string kind, string what, string subject, string detail = "") => new(Shaft.At(at), kind, what, subject, detail);

    private static Report Make(ReportName name, Shaft shaft, IEnumerable<Occurrence> events)
    {
        if (shaft.Now < 1000) shaft.Stand(1000 - shaft.Now);
        return ReportMaking.Make(name, ReportGround.Of(shaft.Mine, shaft.Mine.Clock, name), Period, default, [.. events.OrderBy(e => e.Time)], Record(shaft));
    }

    private static RecordState Record(Shaft shaft) => new(1, "00", Shaft.At(-2000), shaft.Mine.Clock, [], 1);

    private static ReportTable Table(Report report, string name) => Assert.Single(report.Tables, t => t.Name == name);
}
