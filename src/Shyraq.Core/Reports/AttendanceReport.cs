using System.Collections.Immutable;
using Shyraq.Core.Presence;
using Shyraq.Core.Safety;
using Shyraq.Core.Units;

namespace Shyraq.Core.Reports;

/// <summary>
/// Who was below in a period or for a shift, how long, and for which company. Hours are of ways down for which there is evidence of both ends; who is still in
/// counts up to the end of the record and is marked.
/// </summary>
internal static class AttendanceReport
{
    private static readonly ImmutableArray<Column> CompanyColumns =
    [
        new("company", ColumnKind.Text, 3), new("contractor", ColumnKind.Text), new("people", ColumnKind.Number), new("descents", ColumnKind.Number),
        new("underground", ColumnKind.Duration, 1.3), new("doubt", ColumnKind.Duration), new("hours", ColumnKind.Number), new("stillIn", ColumnKind.Number), new("unaccounted", ColumnKind.Number),
    ];

    private static readonly ImmutableArray<Column> PeopleColumns =
    [
        new("company", ColumnKind.Text, 2.4), new("name", ColumnKind.Text, 2.6), new("number", ColumnKind.Text), new("crew", ColumnKind.Text, 2), new("wentDown", ColumnKind.Time, 1.7),
        new("cameUp", ColumnKind.Time, 1.7), new("descents", ColumnKind.Number, 0.8), new("underground", ColumnKind.Duration, 1.2), new("doubt", ColumnKind.Duration), new("remark", ColumnKind.Text, 1.7),
    ];

    private static readonly ImmutableArray<Column> DescentColumns =
    [
        new("name", ColumnKind.Text, 2.6), new("company", ColumnKind.Text, 2.4), new("wentDown", ColumnKind.Time, 1.7), new("downBy", ColumnKind.Text, 1.8),
        new("cameUp", ColumnKind.Time, 1.7), new("upBy", ColumnKind.Text, 1.8), new("underground", ColumnKind.Duration, 1.2), new("doubt", ColumnKind.Duration), new("remark", ColumnKind.Text, 1.7),
    ];

    public static (ImmutableArray<ReportTable> Tables, ImmutableArray<Note> Notes) Make(ReportGround ground, ReportPeriod period, ReportFilter filter, IReadOnlyList<Occurrence> events, Instant recordEnd)
    {
        var shift = ground.Shift(period.Shift);
        var descents = Descents.Of(events, out var unread).Where(d => filter.Takes(d.Id, d.Company, ground.CrewOf(d.Id)) && (shift is null ? IsIn(d) : WentFor(d))).ToList();
        double Seconds(Descent d) => shift is null ? d.Within(period, recordEnd) : d.Whole(recordEnd);
        double? Doubt(IEnumerable<Descent> all) => all.Select(d => d.Doubt(shift is null ? period : null)).Aggregate((double?)0, (sum, one) => sum + one);

        // A person who changed the company within the period has a line with each.
        var people = descents.GroupBy(d => (d.Company, d.Kind, d.Id)).Select(g => g.ToList()).OrderBy(g => g[0].Company.Length == 0).ThenBy(g => g[0].CompanyName, StringComparer.Ordinal).ThenBy(g => g[0].Name, StringComparer.Ordinal).ToList();
        var down = descents.Where(d => d.Kind == AccountKind.Person).Select(d => d.Id).ToHashSet(StringComparer.Ordinal);
        var absent = shift is null ? [] : shift.Planned.Where(p => !down.Contains(p) && filter.Takes(p, ground.Person(p)?.Company ?? "", ground.CrewOf(p))).ToList();
        var notes = ImmutableArray.CreateBuilder<Note>();
        notes.Add(Note.Of(shift is null ? "hoursWithin" : "hoursOfShift"));
        if (descents.Count > 0) notes.Add(Note.Of(descents.All(d => d.IsByGates) ? "hoursByGates" : "hoursByTags", Cell.Of(descents.Count(d => d.IsByGates)), Cell.Of(descents.Count)));
        if (descents.Any(d => d.CameUp is null && !d.IsCut)) notes.Add(Note.Of("stillInCounted", Cell.Of(recordEnd)));
        if (descents.Any(d => d.IsCut)) notes.Add(Note.Of("cutDescents", Cell.Of(descents.Count(d => d.IsCut))));
        if (descents.Any(d => d.Kind != AccountKind.Person)) notes.Add(Note.Of("unknownPeople", Cell.Of(descents.Where(d => d.Kind != AccountKind.Person).Select(d => d.Id).Distinct().Count())));
        if (unread > 0) notes.Add(Note.Of("unreadPresence", Cell.Of(unread)));
        return (
            [
                new("attendanceCompanies", CompanyColumns, [.. descents.GroupBy(d => (d.Company, IsPerson: d.Kind == AccountKind.Person)).OrderBy(g => !g.Key.IsPerson).ThenBy(g => g.Key.Company.Length == 0).ThenBy(g => g.First().CompanyName, StringComparer.Ordinal).Select(g => Sum(Company(g.First()), Contractor(ground, g.Key.Company), [.. g], Seconds, Doubt))],
                    Sum(new Cell.Word("total"), Cell.None, descents, Seconds, Doubt)),
                new("attendancePeople", PeopleColumns, [.. people.Select(g => Person(ground, g, Seconds, Doubt)), .. absent.Select(p => Absent(ground, p))],
                    [new Cell.Word("total"), Cell.None, Cell.None, Cell.None, Cell.None, Cell.None, Cell.Of(descents.Count), new Cell.Span(descents.Sum(Seconds)), Cell.Of(Doubt(descents)), Cell.None]),
                new("attendanceDescents", DescentColumns, [.. descents.Select(d => (ImmutableArray<Cell>)
                    [Name(d), Company(d), Cell.Of(d.WentDown), Source(d.DownBy), Cell.Of(d.CameUp), Source(d.UpBy), d.IsCut ? Cell.None : new Cell.Span(Seconds(d)), d.IsCut ? Cell.None : Cell.Of(Doubt([d])), Remark([d])])]),
            ],
            notes.ToImmutable());

        bool IsIn(Descent d) => d.WentDown < period.To && (d.CameUp ?? period.To) > period.From && d.WentDown < recordEnd;

        bool WentFor(Descent d) => d.Kind == AccountKind.Person && shift!.Planned.Contains(d.Id) ? Covers(shift, d.WentDown)
            : Covers(shift!, d.WentDown) && !ground.Presence.Shifts.Any(other => other.Shift != shift!.Shift && Covers(other, d.WentDown) && other.Planned.Contains(d.Id));
    }

    private static bool Covers(ShiftRow shift, Instant time) => time >= shift.Start.PlusSeconds(-PresenceRules.EarlyDown) && time < shift.End;

    private static ImmutableArray<Cell> Sum(Cell company, Cell contractor, List<Descent> descents, Func<Descent, double> seconds, Func<IEnumerable<Descent>, double?> doubt)
    {
        var sum = descents.Sum(seconds);
        return
        [
            company, contractor, Cell.Of(descents.Select(d => (d.Kind, d.Id)).Distinct().Count()), Cell.Of(descents.Count), new Cell.Span(sum), Cell.Of(doubt(descents)), new Cell.Number(sum / 3600, 2),
            Cell.Of(descents.Count(d => d.CameUp is null && !d.IsCut)), Cell.Of(descents.Count(d => d.IsLost)),
        ];
    }

    private static ImmutableArray<Cell> Person(ReportGround ground, List<Descent> all, Func<Descent, double> seconds, Func<IEnumerable<Descent>, double?> doubt)
    {
        var person = ground.Person(all[0].Id);
        return
        [
            Company(all[0]), Name(all[^1]), Cell.Of(person?.Number ?? (all[0].Kind == AccountKind.Number ? all[0].Id : "")), Cell.Of(person?.Crew ?? ""),
            Cell.Of(all[0].WentDown), Cell.Of(all[^1].CameUp), Cell.Of(all.Count), new Cell.Span(all.Sum(seconds)), Cell.Of(doubt(all)), Remark(all),
        ];
    }

    private static ImmutableArray<Cell> Absent(ReportGround ground, string id)
    {
        var person = ground.Person(id);
        var company = person is { Company.Length: > 0 } ? ground.Registry.Companies.FirstOrDefault(c => c.Id == person.Company)?.Name ?? person.Company : "";
        return [company.Length > 0 ? Cell.Of(company) : new Cell.Word("noCompany"), Cell.Of(person?.Name ?? id), Cell.Of(person?.Number ?? ""), Cell.Of(person?.Crew ?? ""), Cell.None, Cell.None, Cell.Of(0), new Cell.Span(0), Cell.None, new Cell.Word("notDown")];
    }

    private static Cell Remark(List<Descent> all) =>
        all[^1].IsLost ? new Cell.Word("isUnaccounted") : all.Any(d => d.IsCut) ? new Cell.Word("endUnknown") : all[^1].CameUp is null ? new Cell.Word("isStillIn") : all[0].Kind != AccountKind.Person ? new Cell.Word("notInRegistry") : Cell.None;

    private static Cell Name(Descent one) => Cell.Of(one.Name.Length > 0 ? one.Name : one.Id);

    private static Cell Company(Descent one) => one.Company.Length > 0 ? Cell.Of(one.CompanyName) : new Cell.Word(one.Kind == AccountKind.Person ? "noCompany" : "unknownCompany");

    private static Cell Contractor(ReportGround ground, string company) =>
        ground.Registry.Companies.FirstOrDefault(c => c.Id == company) is { } known ? new Cell.Word(known.Contractor ? "yes" : "no") : Cell.None;

    private static Cell Source(string source) => source.Length > 0 ? new Cell.Word($"presence.source.{source}") : Cell.None;
}
