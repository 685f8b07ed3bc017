using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Safety;
using Shyraq.Core.Tracking;
using Shyraq.Core.Tracking.Calibrations;
using Shyraq.Core.Units;

namespace Shyraq.Core.Zones;

/// <summary>
/// Proves a zone empty, or says why not: nobody is in it, nobody who is not heard can have come into it, and anchors that live cover all of it. What
/// radios cannot prove somebody may answer for by name.
/// </summary>
internal sealed class ClearanceProof(MinePlan plan, ZoneInForce zone)
{
    /// <summary>A smaller probability of being inside is no reason, 0..1.</summary>
    private const double Matters = 0.05;

    /// <summary>Nobody goes faster than this who is not heard, metres a second: at a run, or on a belt or a train that carries people.</summary>
    private const double Fastest = 3;

    /// <summary>After so long without a reading one is not heard, seconds.</summary>
    private const double Silent = 10;

    private readonly ZoneReach _reach = new(plan, zone);
    private readonly ZoneCoverage _coverage = new(plan, zone);

    public ZoneInForce Zone => zone;

    /// <summary>The reasons why it is not proved empty now, people first; none: it is.</summary>
    /// <param name="isCovered">Every stretch has an anchor that is alive now.</param>
    public ImmutableArray<ClearanceReason> Doubts(Scene scene, Clearance clearance, out bool isCovered)
    {
        var reasons = ImmutableArray.CreateBuilder<ClearanceReason>();
        foreach (var track in scene.Tracks)
            if (Doubt(scene, clearance, track) is { } reason) reasons.Add(reason);
        foreach (var one in scene.Parts.Presence.Standings(scene.Mine))
            if (Doubt(scene, clearance, one) is { } reason) reasons.Add(reason);
        reasons.Sort(static (a, b) => a.Doubt != b.Doubt ? a.Doubt.CompareTo(b.Doubt) : string.CompareOrdinal(a.Subject, b.Subject));
        var dark = Dark(scene, clearance, out isCovered);
        if (clearance.Walked is null) reasons.AddRange(dark);
        return reasons.ToImmutable();
    }

    // Whoever is below without a tag that was ever heard, or whose lamp lies above ground: a radio proves nothing of them. Who has leave to go without one goes
    // where the leave says.
    private ClearanceReason? Doubt(Scene scene, Clearance clearance, Presence.Standing one)
    {
        if (!one.IsIn || one.Tags.Any(tag => scene.TrackOf(tag) is not null && !scene.Parts.Presence.IsAbove(tag))) return null;
        if (one.Account.Leave is { Route: { IsDefaultOrEmpty: false } route } leave && scene.Now <= leave.Until && route.All(roadway => zone.On(plan.RoadwayIndex(roadway)).IsEmpty)) return null;
        var seen = Movement.SeenOf(one.Account, one.Heard);
        // A word for a tag is none for a person of the same id.
        var subject = scene.TrackOf(new(one.Key.Id)) is null ? one.Key.Id : one.Key.Subject;
        if (clearance.Vouched.TryGetValue(subject, out var vouch) && vouch.At >= seen) return null;
        return new(ClearanceDoubt.NoPlace, subject, null, seen == default ? null : seen, null, null, "");
    }

    private ClearanceReason? Doubt(Scene scene, Clearance clearance, TagTrack track)
    {
        if (scene.Parts.Presence.IsOut(track.Tag, scene.Mine)) return null;
        var isPerson = track.Carrier == CarrierKind.Person;
        var isVouched = clearance.Vouched.TryGetValue(track.Tag.Value, out var vouch) && vouch.At >= Instant.Max(track.LastEvidence, track.IsPlaced ? default : track.LastArrival ?? default);
        if (isVouched || (!isPerson && !track.IsPlaced)) return null;
        var name = scene.CarrierOf(track.Tag)?.Name ?? "";
        if (!track.IsPlaced) return new(ClearanceDoubt.NoPlace, track.Tag.Value, null, track.LastArrival, null, null, name);
        var isInside = track.Zones.ContainsKey(zone.Id.Value);
        var silence = scene.Now.SecondsSince(track.LastEvidence);
        if (isInside || silence <= Silent)
        {
            var share = scene.ShareInside(track, zone);
            return isInside || share >= Matters ? new(ClearanceDoubt.Inside, track.Tag.Value, share, track.LastEvidence, null, null, name) : null;
        }
        return isPerson && CanHaveCome(scene, track, silence) ? new(ClearanceDoubt.CouldBeInside, track.Tag.Value, null, track.LastEvidence, null, null, name) : null;
    }

    private bool CanHaveCome(Scene scene, TagTrack track, double silence)
    {
        var fix = scene.FixOf(track.Tag)!;
        var way = (track.LastPosition ?? fix.Position) is { } at ? _reach.From(at) : fix.Area is { } area ? _reach.From(area) : 0;
        return way <= Fastest * silence + fix.Radius95;
    }

    private ImmutableArray<ClearanceReason> Dark(Scene scene, Clearance clearance, out bool isCovered)
    {
        var anchors = scene.Anchors;
        var deaf = scene.AnchorFindings.Where(finding => finding.Kind == AnchorFault.Silent).Select(finding => finding.Anchor).ToHashSet();
        var dark = Without(scene.Now);
        isCovered = dark.IsEmpty;
        // In an empty zone no anchor hears anybody: what was whole stays whole until an anchor is found deaf.
        return !isCovered && clearance.CoveredAt is { } covered ? Without(covered) : dark;

        ImmutableArray<ClearanceReason> Without(Instant at) =>
            [.. _coverage.Without(plan, anchor => anchors[anchor].Heard is { } heard && at.SecondsSince(heard) <= clearance.CoverageMinutes * 60 && !deaf.Contains(anchors[anchor].Anchor), anchor => anchors[anchor].Heard)];
    }
}
