using System.Collections.Immutable;
using Shyraq.Core.Presence;
using Shyraq.Core.Registry;
using Shyraq.Core.Reports;
using Shyraq.Core.Safety;
using Shyraq.Core.Tests.Presence;
using Xunit;

namespace Shyraq.Core.Tests.Reports;

public sealed class AttendanceTests
{
    [Fact]
    public void A_way_down_and_up_counts_from_the_evidence_of_its_beginning_to_that_of_its_end()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Walk(120, ("T1", -150, -5));
        shaft.Walk(200, ("T1", 5, 300));
        shaft.Stand(1800, ("T1", 300));
        shaft.Walk(300, ("T1", 300, -100));
        shaft.Do(new ReturnTag(new("T1")));
        shaft.Stand(60);

        var descent = Assert.Single(Descents.Of(shaft.Occurrences, out var unread));
        Assert.Equal((0, AccountKind.Person, "P1", "Person 1", "own", "Own"), (unread, descent.Kind, descent.Id, descent.Name, descent.Company, descent.CompanyName));
        Assert.Equal(("tagAtExit", "tagOnSurface"), (descent.DownBy, descent.UpBy));
        // Below from the exit at about 120 s until the exit is passed again at about 2120 + 225 s; at an exit one may stand within 30 m of it.
        Assert.InRange(descent.Whole(Shaft.At(3000)), 2160, 2290);

        var row = Assert.Single(People(Make(shaft, new(Shaft.At(0), Shaft.At(3600)))));
        Assert.Equal((new Cell.Text("Own"), new Cell.Text("Person 1"), new Cell.Text("101")), (row[0], row[1], row[2]));
        Assert.Equal(descent.Whole(default), Assert.IsType<Cell.Span>(row[7]).Seconds);
        Assert.Equal(Cell.None, row[9]);
    }

    [Fact]
    public void Of_a_way_down_that_reaches_beyond_the_period_its_part_within_counts_and_parts_add_up_to_the_whole()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Walk(100, ("T1", -20, 200));
        shaft.Stand(2000, ("T1", 200));
        shaft.Walk(300, ("T1", 200, -150));
        var whole = Seconds(Make(shaft, new(Shaft.At(-100), Shaft.At(3000))));
        var parts = Enumerable.Range(0, 31).Sum(i => Seconds(Make(shaft, new(Shaft.At(-100 + 100 * i), Shaft.At(100 * i)))));
        Assert.True(whole > 2000);
        Assert.Equal(whole, parts, 6);
    }

    [Fact]
    public void Who_is_still_in_counts_up_to_the_end_of_the_record_and_is_marked()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Walk(100, ("T1", -20, 200));
        shaft.Stand(500, ("T1", 200));
        var report = Make(shaft, new(Shaft.At(0), Shaft.At(7200)));
        var row = Assert.Single(People(report));
        Assert.Equal(new Cell.Word("isStillIn"), row[9]);
        Assert.InRange(Assert.IsType<Cell.Span>(row[7]).Seconds, 560, 600);
        Assert.Contains(report.Notes, n => n.Code == "stillInCounted");
        // What has not come yet is not missing.
        Assert.Contains(report.Notes, n => n.Code == "periodNotOver");
        Assert.Contains(report.Notes, n => n.Code == "recordWhole");
    }

    [Fact]
    public void A_gate_and_a_word_bring_people_down_and_out_as_tags_do()
    {
        var shaft = Shaft.WithPeople(2);
        shaft.Pass("101", PassageDirection.In);
        shaft.Do(new SetPresence("P2", PresenceState.Underground, "seen at the face"));
        shaft.Stand(600);
        shaft.Pass("101", PassageDirection.Out);
        shaft.Do(new SetPresence("P2", PresenceState.Out, "met at the gate"));
        shaft.Stand(120);
        var descents = Descents.Of(shaft.Occurrences, out _);
        Assert.Equal([("P1", "passageIn", "passageOut"), ("P2", "manual", "manual")], descents.Select(d => (d.Id, d.DownBy, d.UpBy)));
        Assert.All(descents, d => Assert.InRange(d.Whole(default), 595, 605));
    }

    [Fact]
    public void Who_waits_at_the_exit_went_down_when_the_gate_let_them_in()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Walk(60, ("T1", -100, 5));
        shaft.Stand(300, ("T1", 5));
        Assert.Equal(PresenceState.GoingDown, shaft.StateOf("P1"));
        shaft.Pass("101", PassageDirection.In);
        var passed = shaft.Now;
        shaft.Walk(100, ("T1", 5, 200));
        shaft.Walk(100, ("T1", 200, 5));
        shaft.Pass("101", PassageDirection.Out);
        shaft.Walk(100, ("T1", 5, -150));
        shaft.Stand(60);
        var descent = Assert.Single(Descents.Of(shaft.Occurrences, out _));
        Assert.Equal(("passageIn", "passageOut", Shaft.At(passed), Shaft.At(passed + 200)), (descent.DownBy, descent.UpBy, descent.WentDown, descent.CameUp!.Value));
    }

    [Fact]
    public void A_gate_says_when_somebody_went_down_whom_a_radio_took_for_below_already()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Walk(60, ("T1", -100, 60));
        shaft.Stand(120, ("T1", 60));
        Assert.Equal(PresenceState.Underground, shaft.StateOf("P1"));
        shaft.Pass("101", PassageDirection.In);
        var passed = shaft.Now;
        shaft.Walk(100, ("T1", 60, 200));
        shaft.Walk(100, ("T1", 200, 60));
        shaft.Pass("101", PassageDirection.Out);
        // The tag is still placed below for some seconds: the gate's time stays.
        shaft.Stand(10, ("T1", 60));
        shaft.Walk(50, ("T1", 60, -150));
        shaft.Stand(60);
        var descent = Assert.Single(Descents.Of(shaft.Occurrences, out _));
        Assert.Equal(("passageIn", "passageOut", Shaft.At(passed), Shaft.At(passed + 200)), (descent.DownBy, descent.UpBy, descent.WentDown, descent.CameUp!.Value));
        Assert.Equal((true, 2), (descent.IsByGates, descent.Doubt(null)));
    }

    [Fact]
    public void Who_stood_at_the_exit_and_went_back_up_was_not_below()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Walk(60, ("T1", -100, 5));
        shaft.Stand(120, ("T1", 5));
        Assert.Equal(PresenceState.GoingDown, shaft.StateOf("P1"));
        shaft.Walk(60, ("T1", 5, -150));
        shaft.Stand(30, ("T1", -150));
        Assert.Equal(PresenceState.OnSurface, shaft.StateOf("P1"));
        Assert.Empty(Descents.Of(shaft.Occurrences, out _));
    }

    [Fact]
    public void Times_of_gates_are_kept_to_the_microsecond_and_what_only_tags_tell_has_its_doubt()
    {
        var shaft = Shaft.WithPeople(1);
        foreach (var (at, direction) in new[] { (10.123456, PassageDirection.In), (610.654321, PassageDirection.Out) })
        {
            shaft.Stand(Math.Ceiling(at) - shaft.Now);
            shaft.Take(new PassagesInput(Shaft.At(shaft.Now), [new(Shaft.At(at), "101", null, "E1", direction)]));
        }
        shaft.Stand(120);
        Assert.Equal(600.530865, Assert.Single(Descents.Of(shaft.Occurrences, out _)).Whole(default), 6);
        Assert.Contains(Make(shaft, new(Shaft.At(0), Shaft.At(3600))).Notes, n => n.Code == "hoursByGates");

        var byTag = Shaft.WithPeople(1);
        byTag.Do(new IssueTag(new("T1"), "P1"));
        byTag.Walk(100, ("T1", -20, 200));
        byTag.Walk(300, ("T1", 200, -150));
        var report = Make(byTag, new(Shaft.At(0), Shaft.At(3600)));
        Assert.Contains(report.Notes, n => n.Code == "hoursByTags");
        Assert.Equal(new Cell.Span(270), Assert.Single(People(report))[8]);
        // An end that does not lie in the period adds no doubt to what lies in it.
        Assert.Equal(0, Assert.Single(Descents.Of(byTag.Occurrences, out _)).Doubt(new(Shaft.At(-9000), Shaft.At(-8000))));
    }

    [Theory]
    [InlineData(1700, 1)]
    [InlineData(1900, 2)]
    public void Whom_a_gate_lets_in_had_waited_there_when_radios_took_them_for_down_and_up_just_before(int seconds, int descents)
    {
        var found = Descents.Of([Told(0, "underground", "tagUnderground", 0), Told(40, "out", "tagOnSurface", 0), Told(seconds, "goingDown", "passageIn", seconds)], out _);
        Assert.Equal(descents, found.Count);
        Assert.Equal((Shaft.At(seconds), "passageIn"), (found[^1].WentDown, found[^1].DownBy));

        static Occurrence Told(int at, string kind, string what, int down) => new(Shaft.At(at), kind, what, "T1", $"Person 1 · standsSince;person;P1;own;Own;{Shaft.At(down)};{Shaft.At(at)}");
    }

    [Fact]
    public void Somebody_unknown_below_is_counted_for_no_company_until_the_tag_has_a_name_and_then_once_only()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Walk(100, ("T1", -20, 200));
        var unknown = Assert.Single(Descents.Of(shaft.Occurrences, out _));
        Assert.Equal((AccountKind.Tag, "T1", ""), (unknown.Kind, unknown.Id, unknown.Company));
        var row = Assert.Single(Table(Make(shaft, new(Shaft.At(0), Shaft.At(3600))), "attendanceCompanies").Rows);
        Assert.Equal(new Cell.Word("unknownCompany"), row[0]);

        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Stand(100, ("T1", 200));
        var known = Assert.Single(Descents.Of(shaft.Occurrences, out _));
        Assert.Equal((AccountKind.Person, "P1", unknown.WentDown), (known.Kind, known.Id, known.WentDown));
    }

    [Fact]
    public void Hours_go_to_the_company_for_which_the_person_worked_when_going_down()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Do(new PutCompany(new("gss", "Builders", true)));
        shaft.Do(new IssueTag(new("T1"), "P1"));
        Shift();
        shaft.Do(new PutPerson(new("P1", "Person 1", "101", "gss")));
        Shift();
        var companies = Table(Make(shaft, new(Shaft.At(0), Shaft.At(3600))), "attendanceCompanies");
        Assert.Equal([(new Cell.Text("Builders"), new Cell.Word("yes")), (new Cell.Text("Own"), new Cell.Word("no"))], companies.Rows.Select(r => ((Cell.Text)r[0], (Cell.Word)r[1])));
        Assert.All(companies.Rows, r => Assert.InRange(((Cell.Span)r[4]).Seconds, 500, 800));
        Assert.Equal(companies.Rows.Sum(r => ((Cell.Span)r[4]).Seconds), ((Cell.Span)companies.Totals!.Value[4]).Seconds);
        // One person, although with two companies.
        Assert.Equal(Cell.Of(1), companies.Totals!.Value[2]);
        var filtered = Make(shaft, new(Shaft.At(0), Shaft.At(3600)), new("gss"));
        Assert.Equal(((Cell.Span)companies.Rows[0][4]).Seconds, Seconds(filtered));

        void Shift()
        {
            shaft.Walk(100, ("T1", -60, 200));
            shaft.Stand(400, ("T1", 200));
            shaft.Walk(200, ("T1", 200, -150));
        }
    }

    [Fact]
    public void A_shift_has_its_people_wholly_and_names_who_was_planned_and_did_not_go_down()
    {
        var shaft = Shaft.WithPeople(3);
        shaft.Do(new PlanShift("morning", Shaft.At(300), Shaft.At(1000), ["P1", "P2"]));
        shaft.Do(new IssueTag(new("T1"), "P1"));
        shaft.Do(new IssueTag(new("T3"), "P3"));
        shaft.Walk(100, ("T1", -20, 200), ("T3", -20, 200));
        shaft.Stand(1500, ("T1", 200), ("T3", 200));
        shaft.Walk(200, ("T1", 200, -150), ("T3", 200, -150));
        var report = Make(shaft, new(Shaft.At(300), Shaft.At(1000), "morning"));
        var people = People(report);
        Assert.Equal(["Person 1", "Person 3", "Person 2"], people.Select(r => ((Cell.Text)r[1]).Value));
        Assert.All(people.Take(2), r => Assert.InRange(((Cell.Span)r[7]).Seconds, 1600, 1750));
        Assert.Equal(new Cell.Word("notDown"), people[2][9]);
    }

    [Fact]
    public void What_a_shaft_tells_is_the_same_after_a_restart_in_the_middle()
    {
        var (one, other) = (Run(false), Run(true));
        Assert.Equal(one, other);

        static IEnumerable<Descent> Run(bool restart)
        {
            var shaft = Shaft.WithPeople(2);
            shaft.Pass("101", PassageDirection.In);
            shaft.Stand(60);
            if (restart) shaft.Restart();
            shaft.Stand(300);
            shaft.Pass("101", PassageDirection.Out);
            shaft.Stand(120);
            return Descents.Of(shaft.Occurrences, out _);
        }
    }

    [Fact]
    public void An_event_of_an_earlier_version_is_counted_as_unread_and_not_guessed_at()
    {
        Assert.Empty(Descents.Of([new(Shaft.At(1), "underground", "tagUnderground", "T1", "Person 1")], out var unread));
        Assert.Equal(1, unread);
    }

    [Fact]
    public void A_way_down_without_an_end_before_the_next_is_cut_and_its_time_is_not_made_up()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Do(new IssueTag(new("T1"), "P1"));
        for (var i = 0; i < 2; i++)
        {
            shaft.Walk(100, ("T1", -60, 200));
            shaft.Walk(300, ("T1", 200, -150));
        }
        var lost = shaft.Occurrences.Where(o => o.Kind == "out").ToList();
        Assert.Equal(2, lost.Count);
        var descents = Descents.Of(shaft.Occurrences.Where(o => o != lost[0]), out _);
        Assert.Equal([true, false], descents.Select(d => d.IsCut));
        Assert.Equal(0, descents[0].Whole(Shaft.At(1000)));
    }

    [Fact]
    public void What_is_missing_of_a_record_is_told_by_its_parts_and_its_share()
    {
        var record = new RecordState(9, "00", Shaft.At(100), Shaft.At(900), [new(Shaft.At(50), Shaft.At(150)), new(Shaft.At(400), Shaft.At(500))], 9);
        var period = new ReportPeriod(Shaft.At(0), Shaft.At(1000));
        Assert.Equal([(0, 100), (100, 150), (400, 500), (900, 1000)], record.Missing(period).Select(g => ((int)g.From.SecondsSince(Shaft.At(0)), (int)g.To.SecondsSince(Shaft.At(0)))));
        Assert.Equal(0.65, record.Share(period), 9);
        Assert.Equal(0, (record with { Begins = null }).Share(period));
    }

    private static Report Make(Shaft shaft, ReportPeriod period, ReportFilter filter = default) => ReportMaking.Make(
        ReportName.Attendance, ReportGround.Of(shaft.Mine, shaft.Mine.Clock), period, filter, shaft.Occurrences, new(1, "00", Shaft.At(-1000), shaft.Mine.Clock, [], 1));

    private static ReportTable Table(Report report, string name) => Assert.Single(report.Tables, t => t.Name == name);

    private static ImmutableArray<ImmutableArray<Cell>> People(Report report) => Table(report, "attendancePeople").Rows;

    private static double Seconds(Report report) => ((Cell.Span)Table(report, "attendancePeople").Totals!.Value[7]).Seconds;
}
