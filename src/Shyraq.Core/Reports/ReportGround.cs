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
/// <param name="Readiness">Null when it was not kept of the time that the report tells of.</param>
public sealed record ReportGround(
    Instant At, MinePlan Plan, RegistryBoard Registry, PresenceBoard Presence, AlarmBoard Alarms, ZonesBoard Zones, GasBoard Gas, ImmutableArray<AnchorHealth> Anchors,
    ImmutableArray<AnchorFinding> Findings, ImmutableArray<TagHealth> Tags, EvacuationBoard? Evacuation, string? PlanEdition, ReadinessBoard? Readiness)
{
    /// <summary>Null while the period is not over: states are then those of <see cref="At"/>. Otherwise what is kept of those at its end.</summary>
    public PastState? Past { get; init; }

    /// <summary>When the mine was as the report says that it is.</summary>
    public Instant StateAt => Past?.At ?? At;

    /// <summary>Whether a board of <see cref="StateAt"/> is known: of the present all are.</summary>
    public bool Knows(string board) => Past is null || Past.Boards.Contains(board);

    /// <summary>Alarms that stood before the events that are read begin: nothing tells of them again.</summary>
    public ImmutableArray<AlarmRow> AlarmsBefore { get; init; } = [];

    /// <summary>The muster boards of the emergencies that touch the period, the newest picture before each was over; oldest first.</summary>
    public ImmutableArray<EvacuationBoard> Musters { get; init; } = [];

    /// <summary>The versions of the plan that were in force within the period, each from when on; oldest first.</summary>
    public ImmutableArray<PlanSince> Plans { get; init; } = [];

    private readonly Dictionary<string, string> _zones = Zones.Zones.ToDictionary(z => z.Id.Value, z => z.Name.Length > 0 ? z.Name : z.Id.Value, StringComparer.Ordinal);
    private readonly Dictionary<string, Person> _people = Registry.People.ToDictionary(p => p.Id, StringComparer.Ordinal);

    /// <summary>Takes the copies; the making of a report from them needs no mine.</summary>
    /// <param name="name">Which report it will be: what costs much is taken only for those that need it.</param>
    public static ReportGround Of(Mine mine, Instant at, ReportName? name = null) => new(
        at, mine.Plan, mine.Safety.RegistryBoard(), mine.Safety.PresenceBoard(mine, at), mine.Safety.AlarmBoard(at), ZonesBoard.Of(mine), mine.Safety.GasBoard(mine, at), mine.AnchorsAt(at),
        mine.AnchorFindings(at), TagHealth.Of(mine), name == ReportName.Evacuation ? mine.EvacuationBoard(at) : null, mine.EmergencyPlan?.Edition, ReadinessBoard.Of(mine, at));

    /// <summary>A shift that is planned or over; null when none has the name.</summary>
    public ShiftRow? Shift(string name) => Presence.Shifts.FirstOrDefault(shift => shift.Shift == name);

    /// <summary>A person of the registry of today; null for who is in it no more.</summary>
    public Person? Person(string id) => _people.GetValueOrDefault(id);

    /// <summary>The crew of a person by the registry of today; "" for none.</summary>
    public string CrewOf(string person) => Person(person)?.Crew ?? "";

    /// <summary>The name of a zone of the plan or a drawn one; null when there is none of this id.</summary>
    public string? ZoneName(string id) => _zones.GetValueOrDefault(id);
}

/// <summary>What is kept of the states of a mine at a time that is over.</summary>
/// <param name="Boards">Those of which there is a picture: <c>presence</c>, <c>alarms</c>, <c>gas</c>, <c>evacuation</c>, <c>anchors</c>. What the others told is not known any more.</param>
public sealed record PastState(Instant At, ImmutableHashSet<string> Boards);

/// <summary>A version of the plan and from when on it was in force.</summary>
public readonly record struct PlanSince(int Version, Instant From);

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
