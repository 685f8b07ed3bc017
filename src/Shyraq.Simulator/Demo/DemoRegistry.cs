using Shyraq.Core.Acts;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Registry;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;
using Shyraq.Simulator.Drawing;
using Shyraq.Simulator.People;
using Person = Shyraq.Core.Registry.Person;
using Vehicle = Shyraq.Core.Registry.Vehicle;

namespace Shyraq.Simulator.Demo;

/// <summary>What the personnel office and the lamp room of the demonstration mine know: who works there, who works when, which lamp is whose, who has which key.</summary>
internal static class DemoRegistry
{
    private static readonly Company Own = new("own", CoalCompany), Builders = new("gss", "ТОО «Горношахтстрой»", true);
    private const string CoalCompany = "АО «Шырақ Көмір»";

    /// <summary>The person who has a tag: each has a lamp of their own.</summary>
    public static string PersonOf(string tag) => "P" + tag[1..];

    /// <summary>Everybody and everything, as one act. Who drives headings works for a contractor.</summary>
    public static ImportRegistry Import(Workforce workforce) => new(
        [Own, Builders],
        [.. workforce.People.Select(p => (p, Carrier: workforce.Carriers[p.Tag])).Select(x => new Person(
            PersonOf(x.p.Tag), x.Carrier.Name, x.Carrier.Number, x.Carrier.Crew.StartsWith("Проходческий", StringComparison.Ordinal) ? Builders.Id : Own.Id, x.Carrier.Crew, x.Carrier.Role, Shift: ShiftOf(x.p.Crew)))],
        [.. workforce.Vehicles.Select(v => (v.Tag, Carrier: workforce.Carriers[v.Tag])).Select(x => new Vehicle(x.Tag, x.Carrier.Name, x.Carrier.Number, x.Carrier.Role, new TagId(x.Tag)))],
        [.. workforce.People.Select(p => new RegisteredTag(new(p.Tag), p.Tag[1..]))]);

    /// <summary>The shift that runs and the two after it.</summary>
    /// <param name="end">When the one that runs is over.</param>
    public static IEnumerable<Act> Plan(Workforce workforce, Instant end) => Enumerable.Range(0, 3).Select(turn => new PlanShift(
        $"{Local(end.PlusSeconds((turn - 1) * ShiftClock.Length)):yyyy-MM-dd HH:mm}, {ShiftOf(turn)}", end.PlusSeconds((turn - 1) * ShiftClock.Length), end.PlusSeconds(turn * ShiftClock.Length),
        [.. workforce.People.Where(p => p.Crew == turn).Select(p => PersonOf(p.Tag))]));

    /// <summary>What the lamp room does when these came on duty and those went off it.</summary>
    public static IEnumerable<Act> Hand(IReadOnlyList<string> came, IReadOnlyList<string> went)
    {
        if (went.Count > 0) yield return new ReturnTags([.. went.Select(tag => new TagId(tag))]);
        if (came.Count > 0) yield return new IssueTags([.. came.Select(tag => new IssueTag(new(tag), PersonOf(tag)))]);
    }

    /// <summary>The keys of the key zones: for those whose work lies in them, and for who looks after the ventilation.</summary>
    public static IEnumerable<Act> Permit(MinePlan plan, Workforce workforce, Instant until) =>
        from zone in plan.Zones
        where zone.Rules.Any(rule => rule is KeyRule)
        from person in workforce.People
        where person.Job.Role == Job.Ventilation || person.Job.Place is { Edge: >= 0 } post && zone.Sections.Any(s => s.Roadway == plan.Network.Edges[post.Edge].Roadway && post.Offset >= s.From && post.Offset <= s.To)
        select new GrantPermit(zone.Id, person.Tag, until);

    // A shift is called by the clock on the wall of the mine.
    private static DateTimeOffset Local(Instant time) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(CoalMine.TimeZone, out var zone) ? TimeZoneInfo.ConvertTime(time.ToDateTimeOffset(), zone) : time.ToDateTimeOffset();

    private static string ShiftOf(int crew) => $"смена {crew + 1}";
}
