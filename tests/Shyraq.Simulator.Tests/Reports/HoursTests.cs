using Shyraq.Core;
using Shyraq.Core.Acts;
using Shyraq.Core.Presence;
using Shyraq.Core.Registry;
using Shyraq.Core.Reports;
using Shyraq.Core.Safety;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Simulator.Feeds;
using Shyraq.Simulator.Incidents;
using Shyraq.Simulator.Radios;
using Xunit;

namespace Shyraq.Simulator.Tests.Reports;

/// <summary>
/// The hours of a whole shift and of the ends of two others, for each company, against what the simulator knows of who was truly below: added up here from its truth
/// alone, by other code than that of the report.
/// </summary>
public sealed class HoursTests
{
    private const int Crew = 6;
    private const double ShiftLeft = 40 * 60, Seconds = ShiftLeft + 8 * 3600 + 75 * 60;
    private static readonly Instant Start = Instant.From(new DateTimeOffset(2026, 3, 1, 6, 0, 0, TimeSpan.Zero));

    [Fact]
    public void The_hours_of_each_company_are_equal_to_the_truth_with_gates_and_by_radios_alone_within_what_the_report_states()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SHYRAQ_QUICK") is not null, "quick run: a whole shift takes half a minute");
        var plan = Plans.CoalMinePlan;
        var world = new World(plan, new() { Seed = 5, Start = Start, People = Crew, Vehicles = 0, Crews = 2, ShiftLeft = ShiftLeft, TagsRate = 0.1 }, []);
        var people = world.Workforce.People;
        string[] companies = ["own", "gss", "stroy"];
        var companyOf = people.Select((p, i) => (p.Tag, Company: companies[i % 3])).ToDictionary(p => p.Tag, p => p.Company);
        var registry = new ImportRegistry(
            [new("own", "Own"), new("gss", "Builders", true), new("stroy", "Fitters", true)],
            [.. people.Select(p => new Person("P" + p.Tag, p.Tag, world.Workforce.Carriers[p.Tag].Number, companyOf[p.Tag]))], [], [.. people.Select(p => new RegisteredTag(new(p.Tag)))]);
        var (gated, open) = (new Recorded(new Mine(plan)), new Recorded(new Mine(plan)));
        foreach (var mine in (Recorded[])[gated, open]) mine.Take(new ActInput(Start, "office", registry));

        var (delivered, feed, on) = (new List<Delivery>(), new List<FeedItem>(), new HashSet<string>());
        for (var second = 1; second <= Seconds; second++)
        {
            delivered.Clear();
            feed.Clear();
            while (world.Elapsed < second - 1e-6) world.Step(delivered, feed);
            var now = Start.PlusSeconds(second);
            var passages = feed.OfType<GatePassage>().Select(p => new Passage(p.Time, p.Person, null, p.Gate, p.IsIn ? PassageDirection.In : PassageDirection.Out)).ToList();
            if (passages.Count > 0) gated.Take(new PassagesInput(now, [.. passages]));
            foreach (var mine in (Recorded[])[gated, open])
            {
                if (delivered.Count > 0) mine.Take(new SightingsInput(now, [.. delivered.Select(d => d.Sighting with { Arrived = now })]));
                mine.Take(new TickInput(now));
                foreach (var person in people)
                {
                    if (person.IsOn && !on.Contains(person.Tag)) mine.Take(new ActInput(now, "lamp room", new IssueTag(new(person.Tag), "P" + person.Tag)));
                    else if (!person.IsOn && on.Contains(person.Tag)) mine.Take(new ActInput(now, "lamp room", new ReturnTag(new(person.Tag))));
                }
            }
            on = [.. people.Where(p => p.IsOn).Select(p => p.Tag)];
        }

        // From when the next shift begins to when it is over, and an hour more: its people, and those who are late or early.
        var period = new ReportPeriod(Start.PlusSeconds(ShiftLeft + 3600), Start.PlusSeconds(Seconds - 300));
        var truth = world.Truth.All.Where(e => e.Kind == TrueKind.Underground).GroupBy(e => companyOf[e.Subject])
            .ToDictionary(g => g.Key, g => g.Sum(e => Math.Max(0, Instant.Min(e.To ?? period.To, period.To).SecondsSince(Instant.Max(e.From, period.From)))));
        Assert.All(companies, company => Assert.True(truth[company] > 6 * 3600, $"{company}: {truth[company]} s"));
        foreach (var (mine, name) in new[] { (gated, "gates"), (open, "radios") })
        {
            var hours = mine.Hours(period);
            Assert.Equal(truth.Keys.Order(), hours.Keys.Order());
            foreach (var company in companies)
            {
                var (told, doubt) = hours[company];
                TestContext.Current.TestOutputHelper!.WriteLine($"{name}: {company} {told / 3600:0.000000} h, truly {truth[company] / 3600:0.000000} h, {told - truth[company]:+0.000;-0.000} s, stated ± {doubt:0} s");
                // A turnstile gives the very time; radios give it within what the report itself says.
                if (mine == gated) Assert.Equal(truth[company], told, 3);
                Assert.InRange(Math.Abs(told - truth[company]), 0, doubt);
            }
            // Each way down by itself, too: where errors cancel out in a sum they are not gone.
            foreach (var descent in mine.Descents())
            {
                var of = world.Truth.All.Where(e => e.Kind == TrueKind.Underground && "P" + e.Subject == descent.Id).MinBy(e => Math.Abs(e.From.SecondsSince(descent.WentDown)))!;
                // Who was below when the mine began to listen went down before anybody could tell.
                if (of.From > Start.PlusSeconds(1)) Assert.InRange(Math.Abs(descent.WentDown.SecondsSince(of.From)), 0, mine == gated ? 0.001 : 240);
                if (descent.CameUp is { } up && of.To is { } truly) Assert.InRange(Math.Abs(up.SecondsSince(truly)), 0, mine == gated ? 0.001 : 30);
            }
        }
    }

    /// <summary>A mine and what its history would hold.</summary>
    private sealed class Recorded(Mine mine)
    {
        private readonly List<Occurrence> _happened = [];

        public void Take(MineInput input)
        {
            var judged = mine.Judge(mine.Place(mine.Follow(input)));
            if (judged.Refusal is { } refusal) Assert.Fail($"{refusal.Reason}: {refusal.Detail}");
            _happened.AddRange(judged.Occurrences);
        }

        public IReadOnlyList<Descent> Descents() => Core.Reports.Descents.Of(_happened, out _);

        /// <summary>By company, seconds and by how much they may be off: as the report says.</summary>
        public Dictionary<string, (double Hours, double Doubt)> Hours(ReportPeriod period)
        {
            var report = ReportMaking.Make(ReportName.Attendance, ReportGround.Of(mine, mine.Clock), period, default, _happened, new(1, "", Start, mine.Clock, [], 1));
            var ids = ReportGround.Of(mine, mine.Clock).Registry.Companies.ToDictionary(c => c.Name, c => c.Id);
            return report.Tables.First(t => t.Name == "attendanceCompanies").Rows.ToDictionary(r => ids[((Cell.Text)r[0]).Value], r => (((Cell.Span)r[4]).Seconds, ((Cell.Span)r[5]).Seconds));
        }
    }
}
