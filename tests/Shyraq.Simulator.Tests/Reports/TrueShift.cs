using System.Collections.Immutable;
using Shyraq.Core;
using Shyraq.Core.Acts;
using Shyraq.Core.Alarms;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Evaluation;
using Shyraq.Core.Presence;
using Shyraq.Core.Registry;
using Shyraq.Core.Reports;
using Shyraq.Core.Safety;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;
using Shyraq.Protocols.Reports;
using Shyraq.Simulator.Feeds;
using Shyraq.Simulator.Incidents;
using Shyraq.Simulator.Radios;
using Shyraq.Simulator.Scenarios;
using Shyraq.Simulator.Tests.Zones;
using Xunit;

namespace Shyraq.Simulator.Tests.Reports;

/// <summary>
/// An hour of a mine to which much happens: calls for help, a part of the anchors dies, an emergency is declared, all are ordered out and come up by the cage. The mine hears of it
/// what a server would; beside it stands what truly was, which no report has seen.
/// </summary>
public sealed class TrueShift
{
    /// <summary>How long, seconds; when the clearance is signed and when the emergency is over.</summary>
    public const int Seconds = 3900, Declared = 1500, SignedAt = 2400, Over = 3700;

    private static readonly string[] Companies = ["Шахта", "ТОО «Горношахтстрой»", "ТОО «Монтаж»"];
    private readonly List<Occurrence> _happened = [];
    private readonly Lazy<Dictionary<ReportName, Report>> _reports;
    private EvacuationBoard? _muster;

    public TrueShift()
    {
        var evacuation = DrillScenarios.All.Single(s => s.Name == "evacuation-300");
        var scenario = evacuation with
        {
            Options = evacuation.Options with { People = 45, Vehicles = 3, TagsRate = 0.5 },
            // The same emergency, later, and with three anchors lost instead of every second one: a report is as good as what the mine knew, and that is another test's matter.
            Script = s =>
            [
                .. evacuation.Script(s).Select(i => i switch { AnchorsLost lost => lost with { Share = 0.006 }, EmergencyDeclared declared => declared with { At = Declared - 0.5 }, OrderToLeave leave => leave with { At = Declared + 5 }, _ => i }),
                new SosCall(64, 20), new SosCall(75, 40), new SosCall(200, 15), new SosCall(420, 60), new SosCall(900, 20), new Collapse(90, 1300),
            ],
        };
        World = scenario.Begin(11, Seconds);
        Start = World.Now;
        Mine = new Mine(World.Plan);
        Zones = [.. EntryTests.Drawn(World.Plan).Where((_, i) => i % 3 == 0)];
        Visits = new(Zones);
        CompanyOf = World.Workforce.People.Select((p, i) => (p.Tag, Company: Companies[i % 3])).ToDictionary(p => p.Tag, p => p.Company);
        Prepare();
        Live();
        Period = new(Start.PlusSeconds(60), Start.PlusSeconds(Seconds));
        _reports = new(() => Enum.GetValues<ReportName>().ToDictionary(name => name, Make));
    }

    /// <summary>What truly was.</summary>
    public World World { get; }

    public Mine Mine { get; }

    public Instant Start { get; }

    /// <summary>From when every lamp that was below at the start has been heard.</summary>
    public ReportPeriod Period { get; }

    internal TrueZone[] Zones { get; }

    internal EntryTruth Visits { get; }

    public Dictionary<string, string> CompanyOf { get; }

    /// <summary>When the tags of the world answered an order, by tag: first that it came, first that it was read.</summary>
    public Dictionary<string, (Instant? Came, Instant? Read)> Answered { get; } = [];

    /// <summary>Where tags truly were each second, and what was shown of them in that second.</summary>
    public List<(Truth Truth, Fix? Shown)> Shown { get; } = [];

    /// <summary>When the first call for help was acknowledged; null when none was.</summary>
    public Instant? Acknowledged { get; private set; }

    /// <summary>When the order to leave went out.</summary>
    public Instant? Ordered { get; private set; }

    public IEnumerable<TrueEvent> Truly(TrueKind kind) => World.Truth.All.Where(e => e.Kind == kind);

    /// <summary>As the registry names them; two may have one name, so the tag stands behind it.</summary>
    public string NameOf(string tag) => $"{World.Workforce.Carriers[tag].Name} {tag}";

    /// <summary>A report as the product makes it.</summary>
    public Report Report(ReportName name) => _reports.Value[name];

    /// <summary>The tables of its workbook, read by code that shares nothing with the product, by title in English.</summary>
    internal Dictionary<string, Sheets.Table> Read(ReportName name) => Sheets.Read(ReportFile.Write(Report(name), ReportForm.Xlsx, "en"), World.Plan.TimeZone);

    private void Prepare()
    {
        var people = World.Workforce.People;
        Do(new ImportRegistry([.. Companies.Select((name, i) => new Company($"C{i}", name, i > 0))],
            [.. people.Select(p => new Person("P" + p.Tag, NameOf(p.Tag), World.Workforce.Carriers[p.Tag].Number, $"C{Array.IndexOf(Companies, CompanyOf[p.Tag])}", "Бригада"))], [], [.. people.Select(p => new RegisteredTag(new(p.Tag)))]));
        Take(new CarriersInput(Start, World.Workforce.Carriers));
        foreach (var person in people.Where(p => p.IsOn)) Do(new IssueTag(new(person.Tag), "P" + person.Tag));
        Do(new PlanShift("смена", Start.PlusSeconds(-3600), Start.PlusSeconds(1800), [.. people.Select(p => "P" + p.Tag)]));
        foreach (var zone in Zones) Do(new PutZone(zone.Id, zone.Id.Value, new([new(World.Plan.Roadways[zone.Roadway].Id, zone.From, zone.To)], [], []), [new RestrictedRule([], [], [], [])]));
        Do(new ActivateZones(ZonesBoard.Of(Mine).Draft!.Revision, "measured", Untried: true));
    }

    private void Live()
    {
        var (delivered, feed) = (new List<Delivery>(), new List<FeedItem>());
        for (var second = 1; second <= Seconds; second++)
        {
            delivered.Clear();
            feed.Clear();
            while (World.Elapsed < second - 1e-6) World.Step(delivered, feed);
            var now = World.Now;
            if (delivered.Count > 0) Take(new SightingsInput(now, [.. delivered.Select(d => d.Sighting with { Arrived = now })]));
            if (second == 1) ComeBefore(now);
            Hear(feed, now);
            if (second == SignedAt) Do(new SignClearance("смена", "трое ждут клети"));
            if (second == Over)
            {
                // The history keeps a picture of the board; with the end of the emergency the board is of nobody.
                _muster = Mine.EvacuationBoard(now);
                Do(new EndEmergency("все вышли"));
            }
            if (Acknowledged is null && Mine.Safety.AlarmBoard(Mine.Clock).Alarms.FirstOrDefault(a => a is { Kind: AlarmKind.Sos, Stands: true }) is { } sos)
            {
                Do(new Acknowledge([sos.Number], "иду"));
                Acknowledged = now;
            }
            var judged = Take(new TickInput(now));
            foreach (var due in Mine.DueOrders(now))
            {
                Ordered ??= now;
                World.Order(new(due.Number, due.Text, due.Tags));
                Take(new AnswersInput(now, [.. due.Tags.Select(tag => new TagAnswer(now, tag, due.Number, AnswerKind.Sent))]));
            }
            var fixes = judged.Placed.Fixes.ToDictionary(f => f.Tag.Value);
            foreach (var truth in World.Places())
            {
                Visits.Note(truth);
                if (second <= 900) Shown.Add((truth, fixes.GetValueOrDefault(truth.Tag)));
            }
        }
    }

    // Whoever is below at the start went in through the turnstile half an hour before: that was told as well.
    private void ComeBefore(Instant now) => Take(new PassagesInput(now,
        [.. Truly(TrueKind.Underground).Select(e => new Passage(Start.PlusSeconds(-1800), World.Workforce.Carriers[e.Subject].Number, null, "E1", PassageDirection.In))]));

    private void Hear(List<FeedItem> feed, Instant now)
    {
        foreach (var item in feed)
        {
            switch (item)
            {
                case DeskAct desk: Do(desk.Act); break;
                case GatePassage p: Take(new PassagesInput(now, [new Passage(p.Time, p.Person, null, p.Gate, p.IsIn ? PassageDirection.In : PassageDirection.Out)])); break;
                case TagReply reply:
                    var known = Answered.GetValueOrDefault(reply.Tag.Value);
                    Answered[reply.Tag.Value] = reply.IsRead ? (known.Came, known.Read ?? reply.Time) : (known.Came ?? reply.Time, known.Read);
                    Take(new AnswersInput(now, [new TagAnswer(reply.Time, reply.Tag, reply.Order, reply.IsRead ? AnswerKind.Read : AnswerKind.Delivered)]));
                    break;
            }
        }
    }

    private Report Make(ReportName name) => ReportMaking.Make(name, ReportGround.Of(Mine, Mine.Clock, name) with { Musters = [_muster!] }, Period, default, _happened, new(1, new string('0', 64), Start, Mine.Clock, [], 1, null, new(1, 1, 1)), name == ReportName.Coverage ? [Walk()] : null);

    // As the product scores a walk test: the same places and fixes as are scored by hand in the test.
    private WalkTest Walk()
    {
        var scorer = new Scorer(World.Plan, Shown.Select(s => new TruthPoint(s.Truth.Time, new(s.Truth.Tag), s.Truth.Place, s.Truth.Position)));
        foreach (var (_, shown) in Shown)
            if (shown is { } fix) scorer.Add(new PublishedFix(fix.Time, fix.Tag, fix.Place, fix.Position, fix.Speed, fix.Radius95, fix.State));
        return new("walk.csv", Shown[0].Truth.Time, Shown[^1].Truth.Time, Shown.Select(s => s.Truth.Tag).Distinct().Count(), scorer.Report().All);
    }

    private void Do(Act act) => Take(new ActInput(World.Now, "диспетчер", act));

    private Judged Take(MineInput input)
    {
        var judged = Mine.Judge(Mine.Place(Mine.Follow(input)));
        if (judged.Refusal is { } refusal) Assert.Fail($"{refusal.Reason}: {refusal.Detail}");
        // As the history is told of them.
        foreach (var crossing in judged.Placed.Crossings) _happened.Add(new(crossing.Time, Words(crossing.Kind), crossing.Zone.Value, crossing.Tag.Value, ""));
        _happened.AddRange(judged.Occurrences);
        return judged;
    }

    private static string Words(CrossingKind kind) => kind switch { CrossingKind.Entered => "entered", CrossingKind.Left => "left", _ => "passed" };
}
