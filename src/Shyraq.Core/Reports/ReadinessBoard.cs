using Shyraq.Core.Units;

namespace Shyraq.Core.Reports;

/// <summary>What a mine can count on, in figures that no other board keeps of a time that is over.</summary>
/// <param name="People">In the registry, which holds so many <paramref name="Contractors"/> among the companies and so many <paramref name="Tags"/>.</param>
/// <param name="BatteriesLow">Tags of the registry that told so.</param>
/// <param name="Findings">What is wrong with anchors for sure.</param>
/// <param name="Zones">Of the plan and drawn ones; <paramref name="Ruled"/> of them have rules.</param>
/// <param name="Unproved">Zones that have to be proved empty and are not.</param>
public sealed record ReadinessBoard(int People, int Contractors, int Tags, int BatteriesLow, int Findings, int Zones, int Ruled, int Unproved)
{
    /// <summary>At a time not before the mine's clock. Cheap enough for every few seconds.</summary>
    public static ReadinessBoard Of(Mine mine, Instant at)
    {
        var (registry, zones) = (mine.Safety.Registry.Book, mine.Safety.Zones);
        var counts = registry.Counts;
        return new(
            counts.People, counts.Contractors, counts.Tags, mine.Tracks.Count(track => track.LowBatteryRaised && registry.Tag(track.Tag) is not null), mine.AnchorFindings(at).Length,
            zones.InForce.All.Length, zones.InForce.All.Count(zone => !zone.Rules.IsEmpty), zones.Clearances.All.Count(clearance => clearance.IsClear is not true));
    }
}
