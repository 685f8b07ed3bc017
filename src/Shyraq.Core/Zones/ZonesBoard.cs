using System.Collections.Immutable;
using Shyraq.Core.Alarms;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Safety;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Zones;

/// <summary>Somebody or something in a zone.</summary>
/// <param name="Name">The carrier's; "" when unknown.</param>
/// <param name="Since">When it came in, or was first seen there.</param>
/// <param name="Probability">That it is inside now, 0..1: for one that is not heard it fades, while nobody has seen it leave.</param>
/// <param name="Heard">The newest evidence of where it is.</param>
/// <param name="Radius95">Metres.</param>
public sealed record Inside(TagId Tag, string Name, CarrierKind Carrier, Instant Since, double Probability, FixState State, Instant Heard, double Radius95);

/// <summary>A zone that is watched.</summary>
/// <param name="Drawn">By people in the console; otherwise by the plan.</param>
/// <param name="Ruled">Its rules were set by people.</param>
/// <param name="Lost">The plan in force has nothing of it any more: nobody can enter it.</param>
/// <param name="Shape">Null for a zone of the plan.</param>
/// <param name="Sections">What of the roadways lies in it.</param>
/// <param name="People">In it, <paramref name="Vehicles"/> beside them; they are the sum of <paramref name="Inside"/>.</param>
public sealed record ZoneRow(
    ZoneId Id, string Name, bool Drawn, bool Ruled, bool Lost, ZoneShape? Shape, ImmutableArray<Stretch> Sections, ImmutableArray<ZoneRule> Rules,
    int People, int Vehicles, ImmutableArray<Inside> Inside);

/// <summary>A rule that is broken now.</summary>
/// <param name="Subject">With the kind the identity of its alarm.</param>
public sealed record BreachRow(AlarmKind Kind, string Subject, ZoneId Zone, TagId? Tag, string Detail, Instant Since);

/// <summary>A zone that has to be proved empty.</summary>
/// <param name="Clear">It is proved empty.</param>
/// <param name="Since">Since when this answer stands.</param>
/// <param name="CoveredAt">When every stretch of it last had an anchor that was alive; null: never since it was asked for.</param>
/// <param name="Doubts">Why it is not proved; none when it is.</param>
public sealed record ClearanceRow(
    ZoneId Zone, string By, Instant At, string Why, double CoverageMinutes, bool Clear, Instant Since, Instant? CoveredAt,
    ImmutableArray<ClearanceReason> Doubts, ImmutableSortedDictionary<string, Vouch> Vouched, Vouch? Walked);

/// <summary>A version of the rules that was live once.</summary>
public sealed record VersionRow(int Version, string By, Instant? At, string Why, TrialNote? Trial, int Zones);

/// <summary>A draft: what it sets, zone by zone.</summary>
public sealed record DraftRow(long Revision, string By, Instant At, TrialNote? Trial, ImmutableArray<RuledZone> Zones);

/// <summary>The zones of a mine, what is ruled in them, and who is in them.</summary>
/// <param name="Live">The version that judges; its zones are among <paramref name="Zones"/>.</param>
/// <param name="Draft">Null when nothing is being edited.</param>
/// <param name="Versions">Those before, newest first.</param>
public sealed record ZonesBoard(
    Instant Time, VersionRow Live, DraftRow? Draft, ImmutableArray<VersionRow> Versions, ImmutableArray<ZoneRow> Zones,
    ImmutableArray<BreachRow> Breaches, ImmutableArray<Permit> Permits, ImmutableArray<ClearanceRow> Clearances)
{
    /// <summary>As things stand at the mine's clock.</summary>
    public static ZonesBoard Of(Mine mine)
    {
        var part = mine.Safety.Zones;
        var scene = new Scene(mine, new TickInput(mine.Clock), [], [], [], []);
        var book = part.Book;
        var occupancy = new Occupancy(part.InForce);
        occupancy.Count(scene.Tracks);
        return new(scene.Now, Row(book.Live),
            book.Draft is { } draft ? new(draft.Revision, draft.By, draft.At, draft.Trial, [.. draft.Zones.Values]) : null,
            [.. book.Versions.Reverse().Select(Row)],
            [.. part.InForce.All.Select((zone, i) => Row(scene, book.Live, zone, occupancy.In(i)))],
            [.. part.Standing.All.Select(one => new BreachRow(one.Breach.Kind, one.Breach.Subject, one.Breach.Zone, one.Breach.Tag, one.Breach.Detail, one.Since))],
            [.. part.Permits.All.Where(permit => permit.Until > scene.Now)],
            [.. part.Clearances.All.Select(clearance => Row(scene, clearance, part.Clearances.Doubts(scene, clearance, part.InForce)))]);
    }

    private static VersionRow Row(RuleSet set) => new(set.Version, set.By, set.Version == 0 ? null : set.At, set.Why, set.Trial, set.Zones.Count);

    private static ZoneRow Row(Scene scene, RuleSet set, ZoneInForce zone, IReadOnlyList<Occupant> occupants)
    {
        var ruled = set.Zones.GetValueOrDefault(zone.Id.Value);
        var people = occupants.Count(one => one.IsPerson);
        return new(zone.Id, zone.Zone.Name.Length > 0 ? zone.Zone.Name : zone.Id.Value, zone.IsDrawn, ruled is not null, zone.IsLost, zone.IsDrawn ? ruled?.Shape : null,
            [.. zone.Zone.Sections.Select(s => new Stretch(scene.Plan.Roadways[s.Roadway].Id, s.From, s.To))], zone.Rules,
            people, occupants.Count - people, [.. occupants.Select(one => Row(scene, zone, one))]);
    }

    private static Inside Row(Scene scene, ZoneInForce zone, Occupant one)
    {
        var fix = scene.FixOf(one.Track.Tag);
        return new(one.Track.Tag, scene.CarrierOf(one.Track.Tag)?.Name ?? "", one.Track.Carrier, one.Stay.Since,
            fix is null ? 0 : scene.ShareInside(one.Track, zone), fix?.State ?? FixState.LastKnown, one.Track.LastEvidence, fix?.Radius95 ?? 0);
    }

    private static ClearanceRow Row(Scene scene, Clearance clearance, ImmutableArray<ClearanceReason> doubts) =>
        new(clearance.Zone, clearance.By, clearance.At, clearance.Why, clearance.CoverageMinutes, doubts.IsEmpty, clearance.IsClear is null ? scene.Now : clearance.Since, clearance.CoveredAt, doubts,
            clearance.Vouched.ToImmutableSortedDictionary(StringComparer.Ordinal), clearance.Walked);
}
