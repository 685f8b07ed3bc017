using System.Collections.Immutable;
using Shyraq.Core.Alarms;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Gas;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Registry;
using Shyraq.Core.Tracking.Calibrations;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;

namespace Shyraq.Core.Reports;

/// <summary>The mine as it is at the moment at which a report is made, in copies that do not change: events tell the rest.</summary>
/// <param name="Anchors">In plan order.</param>
/// <param name="Findings">What is wrong with anchors for sure.</param>
/// <param name="Tags">Those of the registry, in order of id.</param>
/// <param name="Evacuation">Only for the report that tells of it; otherwise null.</param>
/// <param name="PlanEdition">Of the emergency plan in force; null when none is loaded.</param>
public sealed record ReportGround(
    Instant At, MinePlan Plan, RegistryBoard Registry, PresenceBoard Presence, AlarmBoard Alarms, ZonesBoard Zones, GasBoard Gas, ImmutableArray<AnchorHealth> Anchors,
    ImmutableArray<AnchorFinding> Findings, ImmutableArray<TagHealth> Tags, EvacuationBoard? Evacuation, string? PlanEdition)
{
    private readonly Dictionary<string, string> _zones = Zones.Zones.ToDictionary(z => z.Id.Value, z => z.Name.Length > 0 ? z.Name : z.Id.Value, StringComparer.Ordinal);
    private readonly Dictionary<string, Person> _people = Registry.People.ToDictionary(p => p.Id, StringComparer.Ordinal);

    /// <summary>Takes the copies; the making of a report from them needs no mine.</summary>
    /// <param name="name">Which report it will be: what costs much is taken only for those that need it.</param>
    public static ReportGround Of(Mine mine, Instant at, ReportName? name = null) => new(
        at, mine.Plan, mine.Safety.RegistryBoard(), mine.Safety.PresenceBoard(mine, at), mine.Safety.AlarmBoard(at), ZonesBoard.Of(mine), mine.Safety.GasBoard(mine, at), mine.AnchorsAt(at),
        mine.AnchorFindings(at), TagHealth.Of(mine), name == ReportName.Evacuation ? mine.EvacuationBoard(at) : null, mine.EmergencyPlan?.Edition);

    /// <summary>A shift that is planned or over; null when none has the name.</summary>
    public ShiftRow? Shift(string name) => Presence.Shifts.FirstOrDefault(shift => shift.Shift == name);

    /// <summary>A person of the registry of today; null for who is in it no more.</summary>
    public Person? Person(string id) => _people.GetValueOrDefault(id);

    /// <summary>The name of a zone of the plan or a drawn one; null when there is none of this id.</summary>
    public string? ZoneName(string id) => _zones.GetValueOrDefault(id);
}

/// <summary>How a tag of the registry does.</summary>
/// <param name="Lamp">Number on the lamp; "" when it has none.</param>
/// <param name="Holder">Id of the person who has it; "" when it lies in the lamp room.</param>
/// <param name="Heard">When anything of it arrived last; null when nothing ever did.</param>
/// <param name="Battery">Volts; null when it never said.</param>
public sealed record TagHealth(TagId Tag, string Lamp, string Holder, Instant? Heard, double? Battery, bool IsLow)
{
    internal static ImmutableArray<TagHealth> Of(Mine mine) => [.. mine.Safety.RegistryBoard().Tags.Select(tag =>
    {
        var (status, track) = (mine.StatusOf(tag.Id), mine.KnownTrack(tag.Id));
        return new TagHealth(tag.Id, tag.Lamp, mine.Safety.HolderOf(tag.Id) ?? "", track?.LastArrival, status?.Battery, status?.LowBattery ?? false);
    })];
}
