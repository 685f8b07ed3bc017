using Shyraq.Core.Reports;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Protocols.Reports;
using Shyraq.Protocols.Tests.Reports;
using Shyraq.Simulator.Incidents;
using Xunit;
using static Shyraq.Simulator.Tests.Reports.Sheets.Table;

namespace Shyraq.Simulator.Tests.Reports;

/// <summary>
/// Every report against what the simulator knows to be true, added up here by other code, from the workbook that an office gets: unzipped and read as XML, without the product.
/// </summary>
public sealed class TruthReportTests(TrueShift shift) : IClassFixture<TrueShift>
{
    private readonly ITestOutputHelper _output = TestContext.Current.TestOutputHelper!;

    [Fact]
    public void Attendance_has_the_true_hours_of_each_company_and_person()
    {
        var sheets = shift.Read(ReportName.Attendance);
        var stays = shift.Truly(TrueKind.Underground).Select(e => (e.Subject, Seconds: Math.Max(0, Instant.Min(e.To ?? shift.Period.To, shift.Period.To).SecondsSince(Instant.Max(e.From, shift.Period.From))))).Where(s => s.Seconds > 0).ToList();
        Assert.True(stays.Count > 40, $"only {stays.Count} ways down");
        var companies = sheets["By company"].ByTitle.ToDictionary(r => r["Company"]);
        foreach (var company in shift.CompanyOf.Values.Distinct())
        {
            var truly = stays.Where(s => shift.CompanyOf[s.Subject] == company).ToList();
            _output.WriteLine($"{company}: {Seconds(companies[company]["Underground"]):0.000} s, truly {truly.Sum(s => s.Seconds):0.000} s, {companies[company]["People"]} people");
            Assert.Equal(truly.Sum(s => s.Seconds), Seconds(companies[company]["Underground"])!.Value, 2);
            Assert.Equal((truly.Select(s => s.Subject).Distinct().Count(), truly.Count), (int.Parse(companies[company]["People"], null), int.Parse(companies[company]["Ways down"], null)));
        }
        Assert.Equal(stays.Sum(s => s.Seconds), Seconds(companies["Total"]["Underground"])!.Value, 2);
        var people = sheets["By person"].ByTitle.Where(r => r["Number"].Length > 0).ToDictionary(r => r["Number"], r => Seconds(r["Underground"])!.Value);
        foreach (var person in shift.World.Workforce.People)
            Assert.Equal(stays.Where(s => s.Subject == person.Tag).Sum(s => s.Seconds), people[shift.World.Workforce.Carriers[person.Tag].Number], 2);
    }

    [Fact]
    public void Zones_have_the_people_who_truly_were_in_them_and_their_violations()
    {
        var sheets = shift.Read(ReportName.Zones);
        var sums = sheets["By zone"].ByTitle.ToDictionary(r => r["Zone"]);
        var visits = shift.Visits.All.Where(v => v.To > shift.Period.From && v.From < shift.Period.To).ToList();
        var (told, truly) = (shift.Zones.Sum(z => Seconds(sums[z.Id.Value]["Inside"])!.Value), visits.Sum(v => v.To.SecondsSince(Instant.Max(v.From, shift.Period.From)) + 1));
        var stays = sheets["Stays in zones with rules"];
        var (deep, found) = (visits.Where(v => v.Deepest > 3 && v.From >= shift.Period.From).ToList(), 0);
        foreach (var visit in deep) if (stays.ByTitle.Any(r => r["Zone"] == visit.Zone.Value && r["Who, what"].EndsWith(visit.Tag, StringComparison.Ordinal) && Math.Abs(stays.Time(r["In"])!.Value.SecondsSince(visit.From)) <= 30)) found++;
        // The plan has zones of its own, of which nothing is drawn up here.
        var wrong = stays.ByTitle.Count(r => shift.Zones.Any(z => z.Id.Value == r["Zone"]) && !visits.Any(v => v.Zone.Value == r["Zone"] && r["Who, what"].EndsWith(v.Tag, StringComparison.Ordinal)));
        _output.WriteLine($"{deep.Count} visits deeper than 3 m: {found} in the report within 30 s; {wrong} stays of somebody who never was there; {told:0} s inside, truly {truly:0} s");
        Assert.True(deep.Count > 20, $"only {deep.Count} visits");
        Assert.InRange(found, 0.9 * deep.Count, deep.Count);
        Assert.InRange(wrong, 0, 0.05 * stays.Rows.Length);
        Assert.InRange(told, 0.9 * truly, 1.1 * truly);
        // Nobody may be in any of them: whoever truly stayed for half a minute broke the rule, and is named.
        var broken = sheets["Broken rules"].ByTitle.Select(r => r["Who, what"]).ToList();
        var stayed = visits.Where(v => v.Deepest > 3 && v.To.SecondsSince(v.From) > 30).ToList();
        Assert.NotEmpty(stayed);
        Assert.InRange(stayed.Count(v => broken.Any(b => b.StartsWith(v.Zone.Value, StringComparison.Ordinal) && b.EndsWith(v.Tag, StringComparison.Ordinal))), 0.9 * stayed.Count, stayed.Count);
    }

    [Fact]
    public void The_log_has_each_true_call_for_help_of_who_made_it_when_it_was_made_and_no_other()
    {
        var sos = shift.Read(ReportName.AlarmLog)["SOS"];
        var all = sos.ByTitle.ToList();
        var truly = shift.Truly(TrueKind.Sos).Where(e => e.IsSure && e.From >= shift.Period.From && e.From < shift.Period.To).OrderBy(e => e.From).ToList();
        Assert.True(truly.Count >= 3, $"only {truly.Count} calls");
        var standing = shift.Truly(TrueKind.Sos).Where(e => e.From < shift.Period.From && (e.To ?? shift.Period.To) > shift.Period.From.PlusSeconds(-120)).Select(e => Who(e.Subject)).ToList();
        var rows = all.Where(r => sos.Time(r["Raised"]) >= shift.Period.From).OrderBy(r => sos.Time(r["Raised"])).ToList();
        Assert.All(all.Except(rows), r => Assert.Contains(r["Who, what"], standing));
        Assert.Equal(truly.Select(e => Who(e.Subject)), rows.Select(r => r["Who, what"]));
        foreach (var (event_, row) in truly.Zip(rows)) Assert.InRange(sos.Time(row["Raised"])!.Value.SecondsSince(event_.From), -1, 15);
        // The one that was acknowledged was so when it truly was.
        Assert.Contains(all, r => sos.Time(r["Acknowledged"]) is { } at && Math.Abs(at.SecondsSince(shift.Acknowledged!.Value)) < 1.01);
    }

    [Fact]
    public void The_protocol_has_who_truly_was_below_what_their_tags_answered_and_when_they_came_out()
    {
        var sheets = shift.Read(ReportName.Evacuation);
        var sum = Assert.Single(sheets["Emergencies"].ByTitle);
        var t0 = sheets["Emergencies"].Time(sum["Declared, T0"])!.Value;
        Assert.Equal(TrueShift.Declared, t0.SecondsSince(shift.Start), 1.01);
        var over = shift.Start.PlusSeconds(TrueShift.Over);
        var below = shift.Truly(TrueKind.Underground).Where(e => e.From <= t0 && (e.To ?? over.PlusSeconds(1)) > t0).ToDictionary(e => Who(e.Subject));
        var table = sheets["People"];
        var rows = table.ByTitle.ToDictionary(r => r["Name"]);
        Assert.Equal(below.Keys.Order(), rows.Keys.Order());
        var outs = below.Values.Where(e => e.To < over).Select(e => e.To!.Value.SecondsSince(t0)).Order().ToList();
        Assert.True(outs.Count > 20, $"only {outs.Count} came out");
        Assert.Equal(outs.Count, int.Parse(sum["Came out"], null));
        Assert.Equal((outs[0], outs[(outs.Count - 1) / 2], outs[^1]), (Near(sum["First"]), Near(sum["Half"]), Near(sum["Last"])), new Within(0.01));
        foreach (var (name, row) in rows)
        {
            var truth = below[name];
            Assert.Equal(truth.To is { } up && up < over ? up.SecondsSince(t0) : null, Seconds(row["After T0"]), new Within(0.01));
            var answered = shift.Answered.GetValueOrDefault(truth.Subject);
            if (table.Time(row["Order"]) is not { } given) continue;
            Assert.Equal(answered.Came?.SecondsSince(given), Seconds(row["Delivered after"]), new Within(1.01));
            Assert.Equal(answered.Read?.SecondsSince(given), Seconds(row["Read after"]), new Within(1.01));
        }
        Assert.Contains(sheets["What happened"].ByTitle, r => r["Event"].Contains("order", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_clearance_names_everybody_who_truly_was_below_when_it_was_signed_and_nobody_who_was_out_for_longer_than_a_minute()
    {
        var sheets = shift.Read(ReportName.Clearance);
        var at = shift.Start.PlusSeconds(TrueShift.SignedAt);
        var below = shift.Truly(TrueKind.Underground).Where(e => e.From < at && (e.To ?? shift.Period.To) > at).Select(e => Who(e.Subject)).ToHashSet();
        // Whom a gate has just let out is not out before the tag was not heard below for a minute.
        var justOut = shift.Truly(TrueKind.Underground).Where(e => e.To <= at && e.To.Value.PlusSeconds(65) > at).Select(e => Who(e.Subject));
        var named = sheets["Who was not out when it was sig"].ByTitle.Select(r => r["Name"]).ToHashSet();
        Assert.True(below.Count > 5, $"only {below.Count} below");
        Assert.Subset(named, below);
        Assert.Subset(below.Concat(justOut).ToHashSet(), named);
        Assert.Equal(named.Count, int.Parse(Assert.Single(sheets["Signed clearances"].ByTitle)["Not out"], null));
    }

    [Fact]
    public void Health_names_only_anchors_that_truly_died_and_most_of_those_that_passing_tags_could_tell_of()
    {
        var rows = shift.Read(ReportName.Health)["Anchors"].ByTitle.Where(r => r["Failures"] != "0").ToDictionary(r => r["Anchor"]);
        var dead = shift.Truly(TrueKind.AnchorLost).ToList();
        Assert.NotEmpty(dead);
        var sure = dead.Where(e => e.IsSure).Select(e => e.Subject).ToHashSet();
        _output.WriteLine($"{dead.Count} anchors died, {sure.Count} of them were passed for long enough; the report names {rows.Count}, {sure.Count(rows.ContainsKey)} of these");
        Assert.InRange(sure.Count(rows.ContainsKey), 0.6 * sure.Count, sure.Count);
        Assert.Subset(dead.Select(e => e.Subject).ToHashSet(), rows.Keys.ToHashSet());
    }

    [Fact]
    public void Coverage_adds_up_to_the_drawn_roadways_and_a_walk_test_has_the_errors_that_it_truly_had()
    {
        var sheets = shift.Read(ReportName.Coverage);
        var kilometres = shift.World.Plan.Roadways.Sum(r => r.Line.Vertices.ToArray().Zip(r.Line.Vertices.ToArray().Skip(1), (a, b) => Math.Sqrt(Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2) + Math.Pow(a.Z - b.Z, 2))).Sum()) / 1000;
        Assert.Equal(kilometres, double.Parse(sheets["By level"].ByTitle.Single(r => r["Level"] == "Total")["All, km"], System.Globalization.CultureInfo.InvariantCulture), 0.011);

        // Without the first five seconds of each tag, as the format of walk tests says.
        var scored = shift.Shown.Where(s => s.Truth.Time.SecondsSince(shift.Shown.First(o => o.Truth.Tag == s.Truth.Tag).Truth.Time) >= 5 && s.Shown is not null).ToList();
        var errors = scored.Select(s => Math.Sqrt(Math.Pow(s.Truth.Place.X - s.Shown!.Place.X, 2) + Math.Pow(s.Truth.Place.Y - s.Shown.Place.Y, 2))).Order().ToList();
        var row = Assert.Single(sheets["Measured by walks"].ByTitle);
        double Told(string title) => double.Parse(row[title], System.Globalization.CultureInfo.InvariantCulture);
        _output.WriteLine($"mean {Told("Mean error, m")} m, by hand {errors.Average():0.000}; 90 % {Told("90 %, m")} m, by hand {errors[(int)(0.9 * errors.Count)]:0.000}; active {Told("Heard")}, by hand {scored.Count(s => s.Shown!.State == FixState.Live) / (double)scored.Count:0.0000}");
        Assert.Equal(errors.Average(), Told("Mean error, m"), 0.02 * errors.Average() + 0.006);
        Assert.Equal(errors[(int)(0.9 * errors.Count)], Told("90 %, m"), 0.02 * errors[(int)(0.9 * errors.Count)] + 0.006);
    }

    [Fact]
    public void Readiness_counts_what_truly_is()
    {
        var sheets = shift.Read(ReportName.Readiness);
        var answers = sheets.Where(s => s.Value.Head.Contains("Question")).SelectMany(s => s.Value.ByTitle).ToDictionary(r => r["Question"], r => r["Answer"]);
        var below = shift.Truly(TrueKind.Underground).Count(e => e.To is null);
        Assert.Equal(below.ToString(System.Globalization.CultureInfo.InvariantCulture), answers["Not out of the mine"]);
        Assert.Equal($"{shift.Read(ReportName.AlarmLog)["SOS"].Rows.Length}", answers["SOS within the period"]);
        Assert.Equal("100 %", answers["Recorded of the period"]);
        Assert.Equal("whole", answers["Chain of the blocks"]);
    }

    public static TheoryData<ReportName> Names => [.. Enum.GetValues<ReportName>()];

    [Theory, MemberData(nameof(Names))]
    public void On_paper_a_report_says_what_its_workbook_says_on_whole_pages_of_a4(ReportName name)
    {
        foreach (var language in ReportWords.Languages)
        {
            var pdf = ReportFile.Write(shift.Report(name), ReportForm.Pdf, language);
            // To look at them oneself.
            if (Environment.GetEnvironmentVariable("SHYRAQ_PAPER") is { } folder) File.WriteAllBytes(Path.Combine(folder, $"{ReportWords.CodeOf(name)}-{language}.pdf"), pdf);
            Assert.Equal((842, 595), (Math.Round(Paper.Size(pdf).Width), Math.Round(Paper.Size(pdf).Height)));
            var pages = Paper.Text(pdf);
            var words = string.Join(' ', pages).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => word.TrimEnd(':')).ToHashSet();
            Assert.DoesNotContain(words, word => word.EndsWith('…'));
            // Each word of each text and of each note is on the paper; numbers and times are written in other ways.
            var sheets = Sheets.Read(ReportFile.Write(shift.Report(name), ReportForm.Xlsx, language), shift.World.Plan.TimeZone);
            var missing = sheets.Values.SelectMany(s => s.Rows.Append(s.Head)).SelectMany(row => row).Where(cell => cell.Any(char.IsLetter) && !double.TryParse(cell, System.Globalization.CultureInfo.InvariantCulture, out _)).SelectMany(cell => cell.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Select(word => word.TrimEnd(':')).Distinct().Where(word => !words.Contains(word)).ToList();
            _output.WriteLine($"{name} {language}: {pages.Length} pages, {words.Count} words, missing: {string.Join(' ', missing)}");
            Assert.Empty(missing);
            if (language != "ru") continue;
            for (var page = 1; page <= Math.Min(pages.Length, 4); page++)
            {
                var (width, height, grey) = Paper.Image(pdf, page);
                Assert.InRange(grey.Count(p => p < 128) / (double)grey.Length, 0.0005, 0.3);
                // Nothing is drawn into the margins of a centimetre.
                Assert.All(Enumerable.Range(0, height), y => Assert.True(grey[y * width + 5] > 200 && grey[y * width + width - 6] > 200, $"page {page}, line {y}"));
                Assert.All(Enumerable.Range(0, width), x => Assert.True(grey[5 * width + x] > 200 && grey[(height - 6) * width + x] > 200, $"page {page}, column {x}"));
            }
        }
    }

    private string Who(string tag) => shift.NameOf(tag);

    private static double Near(string cell) => Seconds(cell)!.Value;

    private sealed class Within(double most) : IEqualityComparer<double?>, IEqualityComparer<(double, double, double)>
    {
        public bool Equals(double? x, double? y) => x is null == y is null && Math.Abs((x ?? 0) - (y ?? 0)) <= most;

        public bool Equals((double, double, double) x, (double, double, double) y) => Math.Max(Math.Abs(x.Item1 - y.Item1), Math.Max(Math.Abs(x.Item2 - y.Item2), Math.Abs(x.Item3 - y.Item3))) <= most;

        public int GetHashCode(double? one) => 0;

        public int GetHashCode((double, double, double) one) => 0;
    }
}
