using System.Collections.Immutable;
using System.Globalization;
using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;
using Shyraq.Protocols.Plan;

namespace Shyraq.Cluster.Rerun;

/// <summary>What is otherwise than it was when the journal was followed live.</summary>
/// <param name="Anchors">Where anchors truly hang, by id: on every plan of the journal that has them.</param>
/// <param name="Plan">A plan in place of every one of the journal, GeoJSON in UTF-8; null for those of the journal.</param>
/// <param name="Tracking">How tags are followed.</param>
/// <param name="Zones">Zones and rules in place of those that people had set; null for those of the journal.</param>
public sealed record RerunChanges(ImmutableSortedDictionary<string, Point3> Anchors, byte[]? Plan, TrackingOptions Tracking, ImmutableSortedDictionary<string, RuledZone>? Zones = null)
{
    /// <summary>Nothing is otherwise.</summary>
    public static readonly RerunChanges None = new(ImmutableSortedDictionary.Create<string, Point3>(StringComparer.Ordinal), null, new());

    /// <summary>For people: what was changed.</summary>
    public string What
    {
        get
        {
            var told = new List<string>();
            if (Plan is not null) told.Add("another plan");
            told.AddRange(Anchors.Select(anchor => string.Create(CultureInfo.InvariantCulture, $"anchor {anchor.Key} at {anchor.Value.X:0.###}, {anchor.Value.Y:0.###}, {anchor.Value.Z:0.###}")));
            if (Zones is not null) told.Add($"rules of zones {(Zones.IsEmpty ? "of the plan alone" : string.Join(", ", Zones.Keys))}");
            if (Tracking != new TrackingOptions()) told.Add($"{Tracking}");
            return told.Count == 0 ? "nothing changed" : string.Join("; ", told);
        }
    }

    /// <summary>The plan to follow on in place of one of the journal, of the same version.</summary>
    /// <exception cref="InvalidDataException">The plan given cannot be read.</exception>
    internal MinePlan Instead(MinePlan journalled)
    {
        var plan = Plan is null ? journalled : PlanReader.Read(Plan, journalled.Version) is PlanReading.Read read ? read.Plan : throw new InvalidDataException("the plan given cannot be read");
        return Anchors.IsEmpty ? plan : plan.WithAnchorsAt(Anchors);
    }
}
