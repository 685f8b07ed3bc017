using System.Collections.Immutable;
using Shyraq.Core.Registry;
using Shyraq.Core.Units;

namespace Shyraq.Core.Presence;

/// <summary>Makes the board of presence at a time.</summary>
internal sealed class BoardMaking(RegistryBook book, Shifts shifts, Mine mine, Instant at)
{
    private const int MostLog = 50;

    private readonly Dictionary<string, Company> _companies = book.All<Company>().ToDictionary(c => c.Id, StringComparer.Ordinal);

    /// <param name="heard">What the radios tell of each.</param>
    /// <param name="sights">By tag.</param>
    public PresenceBoard Make(
        IReadOnlyCollection<Account> accounts, IReadOnlyDictionary<AccountKey, Heard> heard, IReadOnlyDictionary<string, TagSight> sights, TwinWatch twins, LampRoom lamps)
    {
        var rows = accounts.Where(IsShown).Select(a => Row(a, heard.GetValueOrDefault(a.Key, Heard.Nothing), sights))
            .OrderBy(Rank).ThenBy(r => r.Name, StringComparer.Ordinal).ThenBy(r => r.Kind).ThenBy(r => r.Id, StringComparer.Ordinal).ToImmutableArray();
        return new(at, PresenceCounts.Of(rows), rows, [.. shifts.All.OrderByDescending(s => s.Start).Select(s => Row(s, accounts))], [.. shifts.Clearances.Reverse()],
            [.. twins.Pairs.Where(p => p.IsSettled || p.IsTold(at)).Select(p => new TwinsRow(p.A, p.B, p.Since, p.Chance, p.Way, p.Occasions, p.Farthest, p.IsTold(at), p.IsSettled))],
            [.. lamps.Holds.Values], [.. lamps.Log.Reverse().Take(MostLog)]);
    }

    /// <summary>How the report of a clearance names somebody who is not out.</summary>
    public NotOut NotOut(Account account, Heard heard, IReadOnlyDictionary<string, TagSight> sights)
    {
        var row = Row(account, heard, sights);
        var place = row.Place is not { } last ? "" : last.Roadway is { } roadway && mine.Plan.RoadwayIndex(roadway) is >= 0 and var index ? $"{mine.Plan.Roadways[index].Name}, {last.Offset:0} m" : last.Level;
        return new(row.Name.Length > 0 ? row.Name : row.Id, row.Number, row.State, row.Seen ?? row.Since, place, [.. row.Disagreements.Select(d => d.Kind)]);
    }

    /// <summary>Whether somebody went down for a shift: planned on it, or not planned at all and gone down in its time.</summary>
    public static bool WentFor(PlannedShift shift, Account account, Shifts shifts) => account.WentDown != default && shift.Covers(account.WentDown)
        && (shift.People.Contains(account.Key.Id) || shifts.Of(account.Key.Id, account.WentDown) is null);

    /// <summary>Whether somebody went down for a later shift: then they hold up no clearance of this one. Whoever is left of an earlier shift does.</summary>
    public static bool WentAfter(PlannedShift shift, Account account, Shifts shifts) =>
        shifts.Of(account.Key.Id, account.WentDown) is { } own ? own.Start > shift.Start : account.WentDown >= shift.End;

    private bool IsShown(Account a) => a.State != PresenceState.Out || !a.Disagreements.IsEmpty || (a.Because is not null && at.SecondsSince(a.Since) <= PresenceRules.ShownAfterOut)
        || (a.Key.Kind == AccountKind.Person && shifts.Of(a.Key.Id, at) is not null);

    // What wants a person comes first; then the lost, the others below, those above.
    private static int Rank(PresenceRow row) => (row.Disagreements.Length > 0 ? 0 : 10) + row.State switch
    {
        PresenceState.Unaccounted => 0,
        PresenceState.GoingDown => 1,
        PresenceState.Underground => 2,
        PresenceState.OnSurface => 3,
        _ => 4,
    };

    /// <summary>One person of the list.</summary>
    public PresenceRow Row(Account a, Heard heard, IReadOnlyDictionary<string, TagSight> sights)
    {
        var person = a.Key.Kind == AccountKind.Person ? book.Person(a.Key.Id) : null;
        var carrier = mine.Carriers.GetValueOrDefault(a.Key.Kind == AccountKind.Tag ? a.Key.Id : heard.Tags.Length > 0 ? heard.Tags[0].Value : "");
        var company = person is { Company.Length: > 0 } && _companies.TryGetValue(person.Company, out var employer) ? employer.Name : "";
        var seen = Movement.SeenOf(a, heard);
        var shift = shifts.Of(a.Key.Id, a.IsIn ? a.WentDown : at)?.Shift ?? "";
        return new(a.Key.Kind, a.Key.Id, person?.Name ?? (a.Key.Kind == AccountKind.Tag ? carrier?.Name : null) ?? "", person?.Number ?? carrier?.Number ?? (a.Key.Kind == AccountKind.Number ? a.Key.Id : ""),
            company, person?.Crew ?? carrier?.Crew ?? "", person?.Role ?? carrier?.Role ?? "", person?.RescueTeam ?? false,
            a.State, a.Since, a.Because, seen == default ? null : seen, heard.Tags, PlaceOf(heard), shift, a.Leave, SourcesOf(a, heard, sights), a.Disagreements);
    }

    private LastPlace? PlaceOf(Heard heard)
    {
        if (heard.Bearer is not { } tag || mine.FixOf(tag, Instant.Max(at, mine.Clock)) is not { } fix) return null;
        RoadwayId? roadway = fix.Position is { } on ? mine.Plan.Roadways[on.Roadway].Id : null;
        return new(fix.Place.X, fix.Place.Y, fix.Place.Z, roadway, fix.Position?.Offset, mine.LevelOf(fix), fix.Radius95, fix.State, fix.Heard);
    }

    private static ImmutableArray<Evidence> SourcesOf(Account a, Heard heard, IReadOnlyDictionary<string, TagSight> sights)
    {
        var sources = new List<Evidence>(a.Evidence);
        foreach (var tag in heard.Tags)
        {
            if (!sights.TryGetValue(tag.Value, out var sight)) continue;
            if (sight.Below != default) sources.Add(new(EvidenceSource.TagUnderground, sight.Below, tag.Value));
            if (sight.AtExit != default) sources.Add(new(EvidenceSource.TagAtExit, sight.AtExit, tag.Value));
            if (sight.Above != default) sources.Add(new(EvidenceSource.TagOnSurface, sight.Above, tag.Value));
        }
        return [.. sources.OrderByDescending(e => e.Time.UnixMicroseconds).ThenBy(e => e.Source)];
    }

    private ShiftRow Row(PlannedShift shift, IReadOnlyCollection<Account> accounts)
    {
        var went = accounts.Where(a => WentFor(shift, a, shifts)).ToArray();
        return new(shift.Shift, shift.Start, shift.End, shift.By, [.. shift.People], [.. went.Where(a => a.IsIn).Select(a => a.Key.Id)], [.. went.Where(a => !a.IsIn).Select(a => a.Key.Id)],
            [.. shift.People.Except(went.Select(a => a.Key.Id)).Order(StringComparer.Ordinal)], [.. went.Select(a => a.Key.Id).Where(id => !shift.People.Contains(id))]);
    }
}
