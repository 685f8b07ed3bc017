using System.Collections.Immutable;
using Shyraq.Core.Units;

namespace Shyraq.Core.Plan;

/// <summary>What <see cref="PlanReport"/> calls covered and near. Ranges are those at which a radio in a roadway is heard reliably in plain sight.</summary>
public sealed record PlanReportOptions
{
    /// <summary>An UWB anchor covers what it sees within this. Metres, default 100.</summary>
    public double UwbRange { get; init; } = 100;

    /// <summary>A BLE receiver covers what it sees within this. Metres, default 60.</summary>
    public double BleRange { get; init; } = 60;

    /// <summary>A Wi-Fi receiver covers what it sees within this. Metres, default 60.</summary>
    public double WifiRange { get; init; } = 60;

    /// <summary>A zonal reader that tells no read radius covers what it sees within this. Metres, default 15.</summary>
    public double RfidRange { get; init; } = 15;

    /// <summary>An anchor of another technology covers what it sees within this. Metres, default 60.</summary>
    public double OtherRange { get; init; } = 60;

    /// <summary>Neighbouring UWB and BLE anchors on a roadway farther apart than this are reported. Metres, default 60.</summary>
    public double WidestSpacing { get; init; } = 60;

    /// <summary>How far an anchor covers, metres.</summary>
    public double RangeOf(Anchor anchor) => anchor.Technology switch
    {
        AnchorTechnology.Uwb => UwbRange,
        AnchorTechnology.Ble => BleRange,
        AnchorTechnology.Wifi => WifiRange,
        AnchorTechnology.Rfid => anchor.ReadRadius?.Value ?? RfidRange,
        _ => OtherRange,
    };
}

/// <summary>The roadways of one level.</summary>
public readonly record struct LevelLength(string Level, int Roadways, double Kilometres);

/// <summary>A part of the plan with no way to the largest part, neither by roadways nor through open areas.</summary>
public sealed record UnconnectedPart(ImmutableArray<RoadwayId> Roadways, double Kilometres);

/// <summary>A stretch of roadway, offsets and length in metres.</summary>
public readonly record struct Stretch(RoadwayId Roadway, double From, double To)
{
    /// <summary>Metres.</summary>
    public double Length => To - From;
}

/// <summary>What a surveyor wants to know of a plan before it is used.</summary>
/// <param name="Levels">In order of name.</param>
/// <param name="Junctions">Places where three or more edges meet.</param>
/// <param name="DeadEnds">Ends where nothing meets and no open area lies.</param>
/// <param name="Unconnected">All parts but the largest, larger ones first.</param>
/// <param name="Portals">Places where roadways open into open areas.</param>
/// <param name="WideSpacings">Stretches between neighbouring UWB or BLE anchors that are too far apart, widest first.</param>
/// <param name="Uncovered">Stretches that no anchor sees within its range, in order of roadway.</param>
/// <param name="Unattached">Anchors that belong to no roadway and no open area.</param>
public sealed record PlanReport(
    int Roadways, double Kilometres, ImmutableArray<LevelLength> Levels,
    int Junctions, int DeadEnds, ImmutableArray<UnconnectedPart> Unconnected,
    int OpenAreas, int Portals, int Zones, int Exits, int Refuges, int SelfRescuerCaches, int Sensors,
    ImmutableSortedDictionary<AnchorTechnology, int> Anchors, ImmutableArray<AnchorId> Unattached,
    ImmutableArray<Stretch> WideSpacings, ImmutableArray<Stretch> Uncovered)
{
    /// <summary>Kilometres of roadway that no anchor sees within its range.</summary>
    public double KilometresUncovered => Uncovered.Sum(s => s.Length) / 1000;

    /// <summary>Works it out.</summary>
    public static PlanReport Of(MinePlan plan, PlanReportOptions? options = null)
    {
        options ??= new PlanReportOptions();
        var opening = plan.Portals.Select(p => p.Junction).ToHashSet();
        return new PlanReport(
            plan.Roadways.Length, plan.Roadways.Sum(r => r.Line.Length) / 1000, LevelsOf(plan),
            plan.Network.Junctions.Count(j => j.Edges.Length >= 3), plan.Network.Junctions.Count(j => j.IsDeadEnd && !opening.Contains(j.Index)), UnconnectedOf(plan),
            plan.Areas.Length, plan.Portals.Length, plan.Zones.Length, Count(LandmarkKind.Exit), Count(LandmarkKind.Refuge), Count(LandmarkKind.SelfRescuerCache), plan.Sensors.Length,
            plan.Anchors.GroupBy(a => a.Technology).ToImmutableSortedDictionary(g => g.Key, g => g.Count()),
            [.. plan.Views.Where(v => v.Foot is null && v.Area is null).Select(v => v.Anchor.Id)],
            AnchorCoverage.WideSpacings(plan, options), AnchorCoverage.Uncovered(plan, options));

        int Count(LandmarkKind kind) => plan.Landmarks.Count(l => l.Kind == kind);
    }

    private static ImmutableArray<LevelLength> LevelsOf(MinePlan plan) =>
        [.. from roadway in plan.Roadways
            group roadway by roadway.Level into level
            orderby level.Key
            select new LevelLength(level.Key, level.Count(), level.Sum(r => r.Line.Length) / 1000)];

    private static ImmutableArray<UnconnectedPart> UnconnectedOf(MinePlan plan)
    {
        // People walk through open areas: parts of the network that open into the same one are one.
        var joint = Enumerable.Range(0, plan.Network.Parts.DefaultIfEmpty(-1).Max() + 1).ToArray();
        foreach (var area in plan.Portals.GroupBy(p => p.Area))
        {
            var joined = area.Select(p => joint[plan.Network.Parts[p.Junction]]).ToHashSet();
            for (var part = 0; part < joint.Length; part++)
                if (joined.Contains(joint[part])) joint[part] = joined.Min();
        }
        return [.. (from roadway in Enumerable.Range(0, plan.Roadways.Length)
                    group plan.Roadways[roadway] by joint[plan.Network.Parts[plan.Network.Edges[plan.Network.EdgesOf(roadway).First].JunctionFrom]] into part
                    let kilometres = part.Sum(r => r.Line.Length) / 1000
                    orderby kilometres descending
                    select new UnconnectedPart([.. part.Select(r => r.Id)], kilometres)).Skip(1)];
    }
}
